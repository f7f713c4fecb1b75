// Which records of a minor's file may be written: nobody asks where asking exposes the child, nobody decides without
// hearing them, and nobody who is suspected consents.
import type { Day, Moment } from '#kit/day.ts'
import type { GuardianStatus } from './guardian.ts'
import type { Heard, InterestQuestion } from './heard.ts'
import type { PlanCall } from './missing.ts'

export const guardianRecordObstacle = (guardian: {
  status: GuardianStatus
  may_consent: boolean
  name: string
  since_on: Day | null
}): string | null => {
  if (guardian.may_consent && guardian.status !== 'appointed') return 'minor.guardian_not_appointed'
  if ((guardian.status === 'appointed' || guardian.status === 'conflict') && guardian.name === '')
    return 'minor.guardian_unnamed'
  return null
}

/** Someone whose asking would tell the family or the state of origin where the child is. */
export const askingObstacle = (
  asked: string[],
  known: { code: string; exposes: boolean }[],
  family_is_safe: boolean,
): string | null => {
  if (asked.some((code) => !known.some((each) => each.code === code))) return 'minor.unknown_whom'
  const exposing = known.filter(({ exposes }) => exposes).map(({ code }) => code)
  return !family_is_safe && asked.some((code) => exposing.includes(code)) ? 'minor.asking_exposes' : null
}

const aboutFamily: readonly InterestQuestion[] = ['contact_with_family', 'return_to_family', 'return_to_country']

export const interestObstacle = (
  record: {
    question: InterestQuestion
    heard: Heard[]
    child_words: string
    not_heard_why: string
    decided_on: Day
    review_on: Day
  },
  family_is_safe: boolean,
): string | null => {
  const heard = record.heard.includes('child')
  if (heard && record.child_words === '') return 'minor.child_words_needed'
  if (!heard && record.not_heard_why === '') return 'minor.not_heard_why_needed'
  if (record.review_on <= record.decided_on) return 'minor.review_after_decision'
  if (!family_is_safe && (record.heard.includes('family') || aboutFamily.includes(record.question)))
    return 'minor.family_not_safe'
  return null
}

export const callsObstacle = (calls: PlanCall[], family_is_safe: boolean): string | null =>
  !family_is_safe && calls.some(({ whom }) => whom === 'family') ? 'minor.family_not_safe' : null

/** Days are told when they are over or now, never ahead. */
export const aheadObstacle = (told: Day | Moment, now: Moment): string | null => {
  const ahead = told.length === 10 ? told > now.slice(0, 10) : Date.parse(told) > Date.parse(now)
  return ahead ? 'minor.not_yet' : null
}
