// Opening the words of goals and steps, and of reasons where there is no goal: each lies sealed in its own row, with the
// key of the file. What was written before a word was asked for opens as if nobody had said it.
import { z } from 'zod'
import type { Section } from '#access/access.ts'
import type { Place } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import { openJsonOnce } from '#vault/opened.ts'
import type { NeedWithout, WithoutReason } from './ask.ts'
import { Change, Cost, type Goal, type GoalStatus, type OwnerKind, type PlanAction } from './plan.ts'

interface OfFile {
  organisation_id: string
  case_id: string
}

const placeIn =
  (table: string) =>
  ({ organisation_id, case_id }: OfFile, row: string): Place => ({
    table,
    column: 'sealed',
    row,
    case_id,
    organisation_id,
  })

export const goalPlace = placeIn('goal')
export const actionPlace = placeIn('plan_action')
export const withoutPlace = placeIn('need_without_goal')

const GoalWords = z.object({
  words: z.string(),
  language: z.string().nullable().default(null),
  translation: z.string().default(''),
  why: z.string().default(''),
  change: Change.nullable().default(null),
})
export type GoalWords = z.infer<typeof GoalWords>

const StepWords = z.object({
  words: z.string(),
  in_her_words: z.string().default(''),
  who: z.string().default(''),
  service: z.object({ service_id: z.string().nullable(), name: z.string() }).nullable().default(null),
  cost: Cost.nullable().default(null),
})
export type StepWords = z.infer<typeof StepWords>

type KeyOf = Pick<CaseKeyRing, 'of'>

export const openGoal = <Row extends { goal_id: string; section: string; status: string; sealed: Buffer }>(
  keys: KeyOf,
  file: OfFile,
  { sealed, ...row }: Row,
) => ({
  ...row,
  section: row.section as Section,
  status: row.status as GoalStatus,
  ...openJsonOnce(keys.of(sealed), goalPlace(file, row.goal_id), sealed, GoalWords),
})

export const openAction = <Row extends { action_id: string; section: string; owner_kind: string; sealed: Buffer }>(
  keys: KeyOf,
  file: OfFile,
  { sealed, ...row }: Row,
) => ({
  ...row,
  section: row.section as Section,
  owner_kind: row.owner_kind as OwnerKind,
  ...openJsonOnce(keys.of(sealed), actionPlace(file, row.action_id), sealed, StepWords),
})

const WithoutWords = z.object({ words: z.string() })

type WithoutRow = Omit<NeedWithout, 'words' | 'section' | 'reason'> & {
  section: string
  reason: string
  sealed: Buffer
}

export const openWithout = (
  keys: KeyOf,
  file: OfFile,
  { sealed, section, reason, ...row }: WithoutRow,
): NeedWithout => ({
  ...row,
  section: section as Section,
  reason: reason as WithoutReason,
  ...openJsonOnce(keys.of(sealed), withoutPlace(file, row.without_id), sealed, WithoutWords),
})

export type GoalRow = Omit<Goal, 'actions' | keyof GoalWords | 'section' | 'status'> & {
  section: string
  status: string
  sealed: Buffer
}
export type ActionRow = Omit<PlanAction, 'referral' | keyof StepWords | 'section' | 'owner_kind'> & {
  section: string
  owner_kind: string
  sealed: Buffer
}
interface FromStep {
  action_id: string | null
  referral_id: string
  status: string
}

/** Goals with their steps and what became of each, each row opened once. */
export const openGoals = (
  keys: KeyOf,
  file: OfFile,
  goals: GoalRow[],
  actions: ActionRow[],
  referrals: FromStep[],
): Goal[] => {
  const referred = new Map(referrals.map((each) => [each.action_id, each]))
  const stepsOf = new Map<string, PlanAction[]>()
  for (const row of actions) {
    const from = referred.get(row.action_id)
    const referral = from ? { referral_id: from.referral_id, status: from.status } : null
    const action = { ...openAction(keys, file, row), referral }
    const steps = stepsOf.get(row.goal_id)
    if (steps) steps.push(action)
    else stepsOf.set(row.goal_id, [action])
  }
  return goals.map((row) => ({ ...openGoal(keys, file, row), actions: stepsOf.get(row.goal_id) ?? [] }))
}
