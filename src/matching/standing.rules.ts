// How a service answered those who asked it before. Who never answers, or never takes anyone, stands further down and
// the reason is said in words: a count, never a verdict. Too few referrals say nothing.
import { z } from 'zod'
import { CodeList } from '#facts/facts.ts'
import type { MatchReason } from './match.ts'

/** Of one service, over the time one looks back; a referral still within its days to answer is in none of them. */
export interface Answers {
  accepted: number
  /** Declined for any reason but that there was no place. */
  declined: number
  declined_full: number
  /** The day to answer passed without a word. */
  unanswered: number
}

const StandingRule = z.object({
  at_least: z.int().min(1),
  share: z.number().min(0).max(1),
  weight: z.number().max(0),
})
type StandingRule = z.infer<typeof StandingRule>

const names = ['often_unanswered', 'never_accepted', 'always_full'] as const
export type StandingRules = Record<(typeof names)[number], StandingRule>

/** Of data/codes/standing.json, complete or refused. */
export const standingRules = (file: unknown): StandingRules => {
  const { codes } = CodeList.parse(file)
  const rule = (name: string) => StandingRule.parse(codes.find(({ code }) => code === name))
  return {
    often_unanswered: rule('often_unanswered'),
    never_accepted: rule('never_accepted'),
    always_full: rule('always_full'),
  }
}

const reason = (name: string, weight: number, count: number, of: number): MatchReason => ({
  key: `standing.${name}`,
  values: { count, of },
  weight,
})

/** Why it stands lower, in words; nothing where nothing speaks against it. */
export const standingOf = (
  { accepted, declined, declined_full, unanswered }: Answers,
  rules: StandingRules,
): MatchReason[] => {
  const answered = accepted + declined + declined_full
  const asked = answered + unanswered
  // So many of these answers themselves, not of all: a yes more would else be what makes two silences count.
  const applies = ({ at_least, share }: StandingRule, count: number, of: number) =>
    count >= at_least && count >= share * of
  const { often_unanswered, never_accepted, always_full } = rules
  return [
    ...(applies(often_unanswered, unanswered, asked)
      ? [reason('often_unanswered', often_unanswered.weight, unanswered, asked)]
      : []),
    ...(declined > 0 && applies(never_accepted, declined + declined_full, answered)
      ? [reason('never_accepted', never_accepted.weight, declined + declined_full, answered)]
      : []),
    ...(declined === 0 && applies(always_full, declined_full, answered)
      ? [reason('always_full', always_full.weight, declined_full, answered)]
      : []),
  ]
}
