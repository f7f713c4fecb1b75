// What was opened a moment ago is not opened anew: a plan of two hundred steps is read again after every one that is marked.
// Only the opening is spared. Whether somebody may read a row is asked of the database each time, and what was opened is
// found by the very bytes it gave this request; it lives in memory alone, with the key, for ten minutes at most.
import type { z } from 'zod'
import { openJson, type Place } from './envelope.ts'
import type { CaseKey } from './keys.ts'

const longestMs = 10 * 60_000
/** Some fifty plans of two hundred steps. */
const most = 10_000

interface Opened {
  sealed: Buffer
  schema: z.ZodType
  value: unknown
}

let opened = new WeakMap<CaseKey, Map<string, Opened>>()
let count = 0
let forgetting: NodeJS.Timeout | undefined

export const forgetOpened = (): void => {
  clearTimeout(forgetting)
  forgetting = undefined
  opened = new WeakMap()
  count = 0
}

const remember = (key: CaseKey, name: string, what: Opened): void => {
  if (count >= most) forgetOpened()
  const ofKey = opened.get(key) ?? new Map<string, Opened>()
  opened.set(key, ofKey.set(name, what))
  count += 1
  forgetting ??= setTimeout(forgetOpened, longestMs).unref()
}

/** As `openJson`; what it answers is shared and not to be changed by whoever reads it. */
export const openJsonOnce = <S extends z.ZodType>(
  key: CaseKey,
  place: Place,
  sealed: Buffer,
  schema: S,
): z.output<S> => {
  const { table, column, row, case_id, organisation_id } = place
  const name = `${organisation_id} ${case_id} ${table} ${column} ${row}`
  const known = opened.get(key)?.get(name)
  if (known && known.schema === schema && known.sealed.equals(sealed)) return known.value as z.output<S>
  const value = openJson(key, place, sealed, schema)
  remember(key, name, { sealed, schema, value })
  return value
}
