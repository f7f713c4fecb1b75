// Opening the words of goals and steps: each lies sealed in its own row, with the key of the file.
import { z } from 'zod'
import type { Section } from '#access/access.ts'
import { openJson, type Place } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import type { GoalStatus, OwnerKind } from './plan.ts'

interface OfFile {
  organisation_id: string
  case_id: string
}
const Words = z.object({ words: z.string() })

export const goalPlace = ({ organisation_id, case_id }: OfFile, goal_id: string): Place => ({
  table: 'goal',
  column: 'sealed',
  row: goal_id,
  case_id,
  organisation_id,
})

export const actionPlace = ({ organisation_id, case_id }: OfFile, action_id: string): Place => ({
  table: 'plan_action',
  column: 'sealed',
  row: action_id,
  case_id,
  organisation_id,
})

type KeyOf = Pick<CaseKeyRing, 'of'>

export const openGoal = <Row extends { goal_id: string; section: string; status: string; sealed: Buffer }>(
  keys: KeyOf,
  file: OfFile,
  { sealed, ...row }: Row,
) => ({
  ...row,
  section: row.section as Section,
  status: row.status as GoalStatus,
  words: openJson(keys.of(sealed), goalPlace(file, row.goal_id), sealed, Words).words,
})

export const openAction = <Row extends { action_id: string; section: string; owner_kind: string; sealed: Buffer }>(
  keys: KeyOf,
  file: OfFile,
  { sealed, ...row }: Row,
) => ({
  ...row,
  section: row.section as Section,
  owner_kind: row.owner_kind as OwnerKind,
  words: openJson(keys.of(sealed), actionPlace(file, row.action_id), sealed, Words).words,
})
