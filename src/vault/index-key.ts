// The one question asked without opening files: "is this person perhaps already with us?", at intake, inside one
// organisation. The answer is a keyed 16-byte mark; without the organisation's key it matches nothing and nobody.

import { createHmac } from 'node:crypto'
import { deriveKey, lengthPrefixed, secretOf } from './aead.ts'
import type { OrganisationKey } from './keys.ts'

const indexKeys = new WeakMap<Buffer, Buffer>()

const indexKey = (key: OrganisationKey): Buffer => {
  let derived = indexKeys.get(key.bytes)
  if (!derived) {
    derived = deriveKey(key.bytes, 'dup-index')
    indexKeys.set(key.bytes, derived)
  }
  return derived
}

/**
 * `normalised` must join several facts (a name's sound and a birth year): a single field would invite counting
 * frequencies. After an organisation's key was rotated, ask once per key version (`vault.organisationKeys`).
 */
export const blindMatch = (key: OrganisationKey, normalised: string): Buffer =>
  createHmac('sha256', secretOf(indexKey(key)))
    .update(lengthPrefixed(key.organisation_id, normalised))
    .digest()
    .subarray(0, 16)
