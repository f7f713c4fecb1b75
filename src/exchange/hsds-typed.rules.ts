// What our records know and HSDS has no field for travels as attributes of a taxonomy of our own, one term per field,
// and is read back exactly.

import { Admission, Admits, DirectoryService } from '#directory/directory.ts'
import type { HsdsRecord } from './hsds.ts'
import { asRecord, idOf, type Placed, type Reject, reasonKey, text } from './hsds-field.rules.ts'

/** Fields of a service that stand in attributes, each with the value that needs no saying. */
const plainFields = {
  irregular_status: 'unknown',
  availability: 'unknown',
  cost: null,
  specialised_in_trafficking: null,
  hidden_location: false,
  accreditation: null,
  assured: null,
  capacity: [],
  tiers: {},
  accessibility: [],
  accessibility_note: null,
} as const satisfies Partial<Record<keyof DirectoryService, unknown>>

const prefix = 'amparo.'
export const typedFields: string[] = [
  ...Object.keys(Admits.shape)
    .filter((name) => !['min_age', 'max_age'].includes(name))
    .map((name) => `admits.${name}`),
  ...Object.keys(Admission.shape).map((name) => `admission.${name}`),
  ...Object.keys(plainFields),
]

const isSaid = (value: unknown): boolean =>
  value !== null &&
  value !== undefined &&
  value !== 'unknown' &&
  value !== false &&
  !(Array.isArray(value) && value.length === 0) &&
  !(typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 0)

const valueAt = (service: DirectoryService, path: string): unknown => {
  const [head = '', inner] = path.split('.')
  const value = service[head as keyof DirectoryService] as unknown
  return inner === undefined ? value : (value as Record<string, unknown>)[inner]
}

/** Whether reading the other fields alone would come to something else. */
const needsSaying = (service: DirectoryService, path: string, value: unknown): boolean => {
  if (path === 'specialised_in_trafficking') return true
  if (path === 'cost') return value !== 'unknown' || service.fees !== null
  if (path === 'admits.minors')
    return isSaid(value) || service.admits.min_age !== null || service.admits.max_age !== null
  return isSaid(value)
}

export const termCode = (path: string): string => `${prefix}${path}`

/** What has to be said of a service beside the fields of the standard: field and value as text. */
export const typedOf = (service: DirectoryService): [path: string, value: string][] =>
  typedFields.flatMap((path): [string, string][] => {
    const value = valueAt(service, path)
    if (!needsSaying(service, path, value)) return []
    return [[path, typeof value === 'string' ? value : JSON.stringify(value)]]
  })

export const isTyped = (attribute: HsdsRecord): boolean =>
  (text(asRecord(attribute.taxonomy_term) ?? {}, 'code') ?? '').startsWith(prefix)

const schemaOf = (path: string) => {
  const [head = '', inner = ''] = path.split('.')
  if (head === 'admits') return Admits.shape[inner as keyof Admits]
  if (head === 'admission') return Admission.shape[inner as keyof Admission]
  return DirectoryService.shape[head as keyof DirectoryService]
}

const parsed = (value: string): unknown => {
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

/** The fields a record's own attributes state; one that does not hold is named and left out. */
export const readTyped = ({ record, path: where }: Placed, reject: Reject): Map<string, unknown> => {
  const found = new Map<string, unknown>()
  const list = Array.isArray(record.attributes) ? record.attributes : []
  for (const [index, value] of list.entries()) {
    const attribute = asRecord(value)
    if (!attribute || !isTyped(attribute)) continue
    const field = text(asRecord(attribute.taxonomy_term)!, 'code')!.slice(prefix.length)
    const said = text(attribute, 'value') ?? ''
    const schema = typedFields.includes(field) ? schemaOf(field) : undefined
    const read = [said, parsed(said)].map((each) => schema?.safeParse(each)).find((each) => each?.success)
    if (read) found.set(field, read.data)
    else {
      const details = { field: field.slice(0, 80) }
      const at = `${where}/attributes/${index}`
      reject({ path: at, id: idOf(attribute), what: 'field', reason_key: reasonKey('bad_field'), details })
    }
  }
  return found
}

interface Read {
  admits: Admits
  [field: string]: unknown
}

/** What the attributes state goes over what was gathered from the fields. A place once hidden is never shown for it. */
export const withTyped = <R extends Read>(read: R, typed: Map<string, unknown>): R => {
  const next: Read = { ...read, admits: { ...read.admits }, admission: { ...(read.admission as object) } }
  for (const [path, value] of typed) {
    const [head = '', inner] = path.split('.')
    if (path === 'hidden_location') next.hidden_location = next.hidden_location === true || value === true
    else if (inner) (next[head] as Record<string, unknown>)[inner] = value
    else next[head] = value
  }
  return next as R
}
