// Sealing and opening the words of this room's rows, and telling the timeline: one way for all of them.
import type { z } from 'zod'
import type { AskedOnFile } from '#gate/answer.ts'
import { type At, addToTimeline, touchCase } from '#timeline/timeline.store.ts'
import type { TimelineKind } from '#timeline/timeline.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import { type SafetyTable, safetyPlace } from './sealed-row.store.ts'

export type OnFile = Pick<AskedOnFile<unknown>, 'tx' | 'vault' | 'file' | 'actor' | 'note'>

/** One key for as many rows as a request writes. */
export const sealerOf = async ({ tx, vault, file }: Pick<OnFile, 'tx' | 'vault'> & { file: At }) => {
  const key = await vault.caseKey(tx, file.organisation_id, file.case_id)
  return (table: SafetyTable, row: string, words: unknown): Buffer =>
    sealJson(key, safetyPlace(file, table, row), words)
}

export const openRow = <S extends z.ZodType>(
  keys: CaseKeyRing,
  at: At,
  table: SafetyTable,
  row: string,
  sealed: Buffer,
  schema: S,
): z.output<S> => openJson(keys.of(sealed), safetyPlace(at, table, row), sealed, schema)

export const tell = (
  { tx, file, actor }: OnFile,
  kind: TimelineKind,
  ref_id: string | null,
  codes: Record<string, string> = {},
) =>
  Promise.all([
    addToTimeline(tx, {
      organisation_id: file.organisation_id,
      case_id: file.case_id,
      actor_id: actor.staff_id,
      section: 'safety',
      kind,
      ref_id,
      codes,
    }),
    touchCase(tx, file.case_id),
  ])
