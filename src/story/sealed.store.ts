// Sealing and opening what this room keeps beside the notes: circumstances, wishes, facts, and to whom it was given.
import type { z } from 'zod'
import type { At } from '#timeline/timeline.store.ts'
import { openJson, type Place, sealJson } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import type { CaseKey } from '#vault/keys.ts'

export type StoryTable = 'telling' | 'story_wish' | 'story_fact' | 'story_given'

export const storyPlace = ({ organisation_id, case_id }: At, table: StoryTable, row: string): Place => ({
  table,
  column: 'sealed',
  row,
  case_id,
  organisation_id,
})

export const sealStory = (key: CaseKey, at: At, table: StoryTable, row: string, words: unknown): Buffer =>
  sealJson(key, storyPlace(at, table, row), words)

export const openStory = <S extends z.ZodType>(
  keys: CaseKeyRing,
  at: At,
  table: StoryTable,
  row: string,
  sealed: Buffer,
  schema: S,
): z.output<S> => openJson(keys.of(sealed), storyPlace(at, table, row), sealed, schema)
