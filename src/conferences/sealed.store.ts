// Opening and sealing what is said of a conference: each envelope lies in its own row, with the key of the file.
import { z } from 'zod'
import type { Section } from '#access/access.ts'
import type { At } from '#timeline/timeline.store.ts'
import { openJson, type Place, sealJson } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import type { CaseKey } from '#vault/keys.ts'
import type { ItemRow, TaskRow } from './conference.store.ts'
import { type ConferenceItem, ForAll, ForUs } from './conference.ts'
import type { ConferenceTask, TaskStatus } from './task.ts'

type Table = 'conference' | 'conference_item' | 'conference_task'
const place = ({ organisation_id, case_id }: At, table: Table, row: string, column: string): Place => ({
  table,
  column,
  row,
  case_id,
  organisation_id,
})

const ItemWords = z.object({ title: z.string(), words: z.string() })
const Minutes = z.object({ minutes: z.string(), decision: z.string() })
const TaskWords = z.object({ words: z.string() })
const TaskAnswer = z.object({ answer: z.string() })

export const seal = (key: CaseKey, at: At, table: Table, row: string, words: unknown, column = 'sealed'): Buffer =>
  sealJson(key, place(at, table, row, column), words)

export const openForAll = (keys: CaseKeyRing, at: At, id: string, sealed: Buffer): ForAll =>
  openJson(keys.of(sealed), place(at, 'conference', id, 'sealed'), sealed, ForAll)

export const openForUs = (keys: CaseKeyRing, at: At, id: string, sealed: Buffer) =>
  openJson(keys.of(sealed), place(at, 'conference', id, 'sealed_own'), sealed, ForUs)

export const openItem = (keys: CaseKeyRing, row: ItemRow): ConferenceItem => {
  const { item_id, section, version, minuted_at, sealed, sealed_minutes } = row
  const minutes = sealed_minutes
    ? openJson(
        keys.of(sealed_minutes),
        place(row, 'conference_item', item_id, 'sealed_minutes'),
        sealed_minutes,
        Minutes,
      )
    : { minutes: null, decision: null }
  return {
    item_id,
    section: section as Section,
    version,
    minuted_at,
    ...openJson(keys.of(sealed), place(row, 'conference_item', item_id, 'sealed'), sealed, ItemWords),
    ...minutes,
  }
}

export const openTaskWords = (keys: Pick<CaseKeyRing, 'of'>, at: At, task_id: string, sealed: Buffer): string =>
  openJson(keys.of(sealed), place(at, 'conference_task', task_id, 'sealed'), sealed, TaskWords).words

export const openTask = (
  keys: CaseKeyRing,
  row: TaskRow,
  me: { organisation_id: string; staff_id: string },
): ConferenceTask => {
  const { task_id, item_id, section, owner_id, owner_organisation_id, owner_name, due_on, status, version } = row
  const { sealed, sealed_answer, answered_at } = row
  return {
    task_id,
    item_id,
    section: section as Section,
    words: openTaskWords(keys, row, task_id, sealed),
    owner: owner_id
      ? { kind: 'staff', staff_id: owner_id }
      : { kind: 'agency', organisation_id: owner_organisation_id! },
    owner_name,
    mine: owner_id === me.staff_id || owner_organisation_id === me.organisation_id,
    due_on,
    status: status as TaskStatus,
    answer: sealed_answer
      ? openJson(
          keys.of(sealed_answer),
          place(row, 'conference_task', task_id, 'sealed_answer'),
          sealed_answer,
          TaskAnswer,
        ).answer
      : null,
    answered_at,
    version,
  }
}
