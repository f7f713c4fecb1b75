// Where what care seals belongs, and opening it there.
import type { z } from 'zod'
import type { At } from '#timeline/timeline.store.ts'
import { openJson, type Place, sealJson } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import type { CaseKey } from '#vault/keys.ts'

export type CareTable =
  | 'care_episode'
  | 'care_session'
  | 'therapy_hand_over'
  | 'therapy_key'
  | 'therapy_note'
  | 'health_record'
  | 'injury_record'
  | 'care_event'
  | 'group_member'

export const carePlace = (
  { organisation_id, case_id }: At,
  table: CareTable,
  row: string,
  column = 'sealed',
): Place => ({ table, column, row, case_id, organisation_id })

export const sealCare = (key: CaseKey, at: At, table: CareTable, row: string, words: unknown, column = 'sealed') =>
  sealJson(key, carePlace(at, table, row, column), words)

export const openCare = <S extends z.ZodType>(
  keys: Pick<CaseKeyRing, 'of'>,
  at: At,
  table: CareTable,
  row: string,
  sealed: Buffer,
  schema: S,
  column = 'sealed',
): z.output<S> => openJson(keys.of(sealed), carePlace(at, table, row, column), sealed, schema)
