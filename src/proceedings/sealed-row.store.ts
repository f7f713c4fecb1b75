// Where the words of this room's rows are sealed for: each table has one sealed column, but for what a coordinator says
// of a conflict check.
import type { z } from 'zod'
import type { At } from '#timeline/timeline.store.ts'
import { openJson, type Place, sealJson } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import type { CaseKey } from '#vault/keys.ts'

export type MatterTable =
  | 'matter'
  | 'protection_measure'
  | 'hearing'
  | 'court_decision'
  | 'court_appeal'
  | 'statement_words'
  | 'conflict_check'
  | 'guided_steps'

export const matterPlace = (
  { organisation_id, case_id }: At,
  table: MatterTable,
  row: string,
  column: 'sealed' | 'sealed_clearing' = 'sealed',
): Place => ({ table, column, row, case_id, organisation_id })

export const sealRow = (key: CaseKey, at: At, table: MatterTable, row: string, words: unknown): Buffer =>
  sealJson(key, matterPlace(at, table, row), words)

export const openRow = <S extends z.ZodType>(
  keys: CaseKeyRing,
  at: At,
  table: MatterTable,
  row: string,
  sealed: Buffer,
  schema: S,
): z.output<S> => openJson(keys.of(sealed), matterPlace(at, table, row), sealed, schema)
