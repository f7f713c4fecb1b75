// What is written down of an invented minor, for tests: each a whole and valid record that a test may change in part.

import { addDays } from '#kit/day.ts'
import type { InputOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import type { keepGuardian } from '#minors/guardian.ts'
import type { recordBestInterest } from '#minors/heard.ts'
import type { keepMissingPlan } from '#minors/missing.ts'
import { today } from './day.ts'

export { today }

export const step = (
  case_id: string,
  code: string,
  version = 0,
  state: 'done' | 'not_needed' = 'done',
  words = '',
) => ({
  case_id,
  step: code,
  version,
  state,
  words,
})
export const check = (case_id: string, asked = ['police_channel']) => ({
  case_id,
  missing_check_id: newId(),
  outcome: 'no_report' as const,
  asked,
  checked_on: today,
  words: 'Asked at noon.',
  where: '',
  by_whom: '',
})
export const assent = (case_id: string) => ({
  case_id,
  assent_id: newId(),
  about: 'sharing' as const,
  answer: 'yes' as const,
  language: 'ne',
  explained_by: ['pictures' as const],
  asked_on: today,
  words: 'They may know my name.',
  explained: '',
})
export const risk = (case_id: string, outcome: 'safe' | 'not_safe' | 'not_clear' = 'safe') => ({
  case_id,
  family_risk_id: newId(),
  outcome,
  assessed_on: today,
  review_on: addDays(today, 30),
  who: 'Mother, two uncles',
  grounds: 'Spoke with the lawyer there.',
})
export const interest = (case_id: string, change: Partial<InputOf<typeof recordBestInterest>> = {}) => ({
  case_id,
  best_interest_id: newId(),
  question: 'where_to_live' as const,
  heard: ['child' as const, 'lawyer' as const],
  child_words: 'With the other girls.',
  not_heard_why: '',
  options: 'The flat or a family.',
  decision: 'The flat.',
  decided_on: today,
  review_on: addDays(today, 30),
  ...change,
})
export const guardian = (case_id: string, version = 0, change: Partial<InputOf<typeof keepGuardian>> = {}) => ({
  case_id,
  version,
  status: 'appointed' as const,
  kind: 'relative' as const,
  may_consent: true,
  since_on: today,
  name: 'Her aunt',
  reached_by: '',
  why: '',
  ...change,
})
export const plan = (case_id: string, version = 0, change: Partial<InputOf<typeof keepMissingPlan>> = {}) => ({
  case_id,
  version,
  photo: 'only_police' as const,
  made_with_child: true,
  review_on: addDays(today, 60),
  places: 'The station, the park',
  photo_where: 'In the safe',
  calls: [{ by: 'on_duty' as const, whom: 'police' as const, who: '', within_hours: 2 }],
  never: 'Never call the uncle. No photo on networks.',
  helps: 'A text that says there is soup.',
  ...change,
})
export const missing = (case_id: string) => ({
  case_id,
  missing_id: newId(),
  left_at: new Date(Date.now() - 3_600_000).toISOString(),
  last_seen: 'Blue coat, at the door.',
})
export const talk = {
  said: 'I needed air.',
  changes: 'A key of my own.',
  health: 'offered' as const,
  in_danger: 'no' as const,
}
