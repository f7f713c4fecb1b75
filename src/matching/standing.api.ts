// How services answered, in words, kept for as long as nothing was answered and no day passed.
import type { Facts } from '#facts/facts.ts'
import type { AskedByStaff } from '#gate/answer.ts'
import { barrierKinds, declinesOf } from './barrier.rules.ts'
import { type AnswerRow, readServiceAnswers, type ServiceAnswers } from './match.store.ts'
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
  const { organisation_id } = actor
  const { known, declines } = askForStanding(organisation_id, facts)
  return standingFrom(organisation_id, facts, await readServiceAnswers(tx, known, declines))
}

/** What to ask the answers with: those that are known already need not come again. */
export const askForStanding = (organisation_id: string, facts: Facts) => ({
  known: answered.get(organisation_id)?.mark ?? null,
  declines: factsOf(facts).declines,
})

export const standingFrom = (organisation_id: string, facts: Facts, { mark, rows }: ServiceAnswers): Standing => {
  const { rules } = factsOf(facts)
  const known = answered.get(organisation_id)
  if (rows === null && known) return known.standing
  const said = ({ service_id, ...counts }: AnswerRow) => [service_id, standingOf(counts, rules)] as const
  const standing = new Map((rows ?? []).map(said))
  answered.set(organisation_id, { mark, standing })
  return standing
}
