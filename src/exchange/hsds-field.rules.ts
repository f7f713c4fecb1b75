// Small readings of one HSDS field each, and the list of what had to be left out.

import { Confidence, SourceDate, Website } from '#directory/directory.ts'
import { Id } from '#kit/id.ts'
import { HsdsRecord, type HsdsRejected } from './hsds.ts'

export type Reject = (rejected: HsdsRejected) => void
/** A record and where it stands in the file. */
export interface Placed {
  record: HsdsRecord
  path: string
}

export const reasonKey = (reason: string): HsdsRejected['reason_key'] => `hsds.rejected.${reason}`

export const asRecord = (value: unknown): HsdsRecord | null => {
  const found = HsdsRecord.safeParse(value)
  return found.success ? found.data : null
}

/** The records of a list field; what is not a record, or not even a list, is named. */
export const recordsOf = (
  { record, path }: Placed,
  key: string,
  what: HsdsRejected['what'],
  reject: Reject,
): Placed[] => {
  const list = record[key] ?? []
  const notARecord = (where: string) =>
    reject({ path: where, id: null, what, reason_key: reasonKey('not_a_record'), details: {} })
  if (!Array.isArray(list)) {
    notARecord(`${path}/${key}`)
    return []
  }
  return list.flatMap((value, index) => {
    const where = `${path}/${key}/${index}`
    const found = asRecord(value)
    if (!found) notARecord(where)
    return found ? [{ record: found, path: where }] : []
  })
}

export const text = (record: HsdsRecord, key: string): string | null => {
  const value = record[key]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

export const idOf = (record: HsdsRecord): string | null => {
  const found = Id.safeParse(record.id)
  return found.success ? found.data : null
}

export const confidenceOf = (record: HsdsRecord): Confidence | null => {
  const found = Confidence.safeParse(record.confidence)
  return found.success ? found.data : null
}

export const sourceDateOf = (record: HsdsRecord): string | null => {
  const found = SourceDate.safeParse(record.source_date)
  return found.success ? found.data : null
}

/** A link that is not a web address is left out and named; the record stays. */
export const websiteOf = ({ record, path }: Placed, key: string, reject: Reject): string | null => {
  if (record[key] === undefined || record[key] === null || record[key] === '') return null
  const found = Website.safeParse(record[key])
  if (found.success) return found.data
  reject({ path: `${path}/${key}`, id: idOf(record), what: 'field', reason_key: reasonKey('unsafe_link'), details: {} })
  return null
}
