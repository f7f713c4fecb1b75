// Seals and opens what a person told us, field by field, with the key of her file. A sealed value opens only in the
// place it was written for: moved to another row, column, file or organisation it is refused.
// Layout: 'A1' | algorithm (1) | key version (4) | nonce (12) | ciphertext | tag (16).
import { createSecretKey, type KeyObject } from 'node:crypto'
import type { z } from 'zod'
import { Problem } from '#kit/problem.ts'
import { cannotOpen, decrypt, deriveKey, encrypt, lengthPrefixed } from './aead.ts'
import type { CaseKey } from './keys.ts'
import { pad, padText, unpad, unpadText } from './padding.ts'

export interface Place {
  table: string
  column: string
  row: string
  case_id: string
  organisation_id: string
}

const headerLength = 7
const aes256GcmPadded = 1
const schemaVersion = '1'

/** Which version of the case key sealed this; a file whose key was changed holds both until it is written again. */
export const keyVersionOf = (sealed: Buffer): number => {
  if (sealed.length < headerLength || sealed[0] !== 0x41 || sealed[1] !== 0x31 || sealed[2] !== aes256GcmPadded) {
    throw cannotOpen()
  }
  return sealed.readUInt32BE(3)
}

const derived = (key: CaseKey, { table, column, row }: Place): KeyObject =>
  createSecretKey(deriveKey(key.bytes, lengthPrefixed('f1', table, column, row)))

/** Keys of fields that were just used; a plan of two hundred steps is opened again and again. They go with their file's key. */
let inUse = new WeakMap<CaseKey, Map<string, KeyObject>>()
let count = 0
const most = 50_000

const nameOf = ({ row, table, column }: Place): string => `${row} ${table}.${column}`

/** One key per field, so that two equal nonces in one file would still not meet under one key. */
const fieldKey = (key: CaseKey, place: Place): KeyObject => {
  const name = nameOf(place)
  const found = inUse.get(key)?.get(name)
  if (found) return found
  if (count >= most) {
    inUse = new WeakMap()
    count = 0
  }
  const known = inUse.get(key) ?? new Map<string, KeyObject>()
  const made = derived(key, place)
  inUse.set(key, known.set(name, made))
  count += 1
  return made
}

const binding = (key: CaseKey, place: Place): string =>
  lengthPrefixed(
    schemaVersion,
    place.table,
    place.column,
    place.row,
    place.case_id,
    place.organisation_id,
    String(key.version),
  )

const belongs = (key: CaseKey, place: Place): boolean =>
  key.case_id === place.case_id && key.organisation_id === place.organisation_id

const seal = (key: CaseKey, place: Place, padded: Buffer): Buffer => {
  if (!belongs(key, place)) throw new Problem('broken', 'vault.wrong_place')
  const header = Buffer.from([0x41, 0x31, aes256GcmPadded, 0, 0, 0, 0])
  header.writeUInt32BE(key.version, 3)
  // What is written now is seldom read again at once: its key is not kept.
  const secret = inUse.get(key)?.get(nameOf(place)) ?? derived(key, place)
  return encrypt(secret, header, binding(key, place), padded)
}

const open = (key: CaseKey, place: Place, sealed: Buffer): Buffer => {
  if (keyVersionOf(sealed) !== key.version || !belongs(key, place)) throw cannotOpen()
  return decrypt(fieldKey(key, place), headerLength, binding(key, place), sealed)
}

/** What one file sealed, sealed by another: a file that changes houses takes it along without anybody reading it. */
export const sealAnew = (from: CaseKey, was: Place, sealed: Buffer, to: CaseKey, place: Place): Buffer =>
  seal(to, place, open(from, was, sealed))

export const sealText = (key: CaseKey, place: Place, plaintext: string): Buffer => seal(key, place, padText(plaintext))

export const openText = (key: CaseKey, place: Place, sealed: Buffer): string => unpadText(open(key, place, sealed))

export const sealBytes = (key: CaseKey, place: Place, content: Buffer): Buffer => seal(key, place, pad(content))

export const openBytes = (key: CaseKey, place: Place, sealed: Buffer): Buffer => unpad(open(key, place, sealed))

export const sealJson = (key: CaseKey, place: Place, value: unknown): Buffer =>
  sealText(key, place, JSON.stringify(value))

/** Reads with a schema: what was written years ago by an earlier version is checked before anything relies on it. */
export const openJson = <S extends z.ZodType>(key: CaseKey, place: Place, sealed: Buffer, schema: S): z.output<S> => {
  const text = openText(key, place, sealed)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Problem('broken', 'vault.unexpected_shape')
  }
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new Problem('broken', 'vault.unexpected_shape')
  return parsed.data
}
