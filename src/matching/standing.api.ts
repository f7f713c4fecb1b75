// How services answered, in words, kept for as long as nothing was answered and no day passed.
import type { Facts } from '#facts/facts.ts'
import type { AskedByStaff } from '#gate/answer.ts'
import { barrierKinds, declinesOf } from './barrier.rules.ts'
import { type AnswerRow, readServiceAnswers } from './match.store.ts'
import type { MatchReason } from './match.ts'
import { standingOf, standingRules } from './standing.rules.ts'

/** By service somebody was referred to within a year: what speaks against it; empty where nothing does. */
export type Standing = ReadonlyMap<string, readonly MatchReason[]>

/** Read once, checked once: a house has one set of facts. */
const checked = new WeakMap<Facts, ReturnType<typeof check>>()
const check = ({ codes }: Facts) => ({
  rules: standingRules(codes.standing),
  declines: declinesOf(barrierKinds(codes), codes.decline_reasons?.codes.map(({ code }) => code) ?? []),
})
const factsOf = (facts: Facts): ReturnType<typeof check> => {
  const known = checked.get(facts) ?? check(facts)
  checked.set(facts, known)
  return known
}

/** By organisation. */
const answered = new Map<string, { mark: string; standing: Standing }>()

type Asking = Pick<AskedByStaff<unknown>, 'tx' | 'actor' | 'facts'>
export const readStanding = async ({ tx, actor, facts }: Asking): Promise<Standing> => {
  const { rules, declines } = factsOf(facts)
  const known = answered.get(actor.organisation_id)
  const { mark, rows } = await readServiceAnswers(tx, known?.mark ?? null, declines)
  if (rows === null && known) return known.standing
  const said = ({ service_id, ...counts }: AnswerRow) => [service_id, standingOf(counts, rules)] as const
  const standing = new Map((rows ?? []).map(said))
  answered.set(actor.organisation_id, { mark, standing })
  return standing
}
