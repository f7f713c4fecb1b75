// A signing key opens only for whom it was made, signs what it says, and its derived bytes tell nothing of it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kit/id.ts'
import { newOrganisationKey, unwrapSigningKey, wrapSigningKey } from './keys.ts'
import { isSignedBy, newSigningSeed, publicOf, signingKey } from './signing.ts'

const organisation = newOrganisationKey(newId(), 2)

test('a wrapped signing key is refused for another organisation, version or key', () => {
  const seed = newSigningSeed()
  const wrapped = wrapSigningKey(organisation, 3, seed)
  assert.deepEqual(unwrapSigningKey(organisation, 3, wrapped), seed)
  assert.equal(wrapped.includes(seed), false)
  for (const [by, version] of [
    [organisation, 4],
    [{ ...organisation, organisation_id: newId() }, 3],
    [newOrganisationKey(organisation.organisation_id, 2), 3],
    [{ ...organisation, version: 1 }, 3],
  ] as const)
    assert.throws(() => unwrapSigningKey(by, version, wrapped), { key: 'vault.cannot_open' })
})

test('what is signed holds for this key and these bytes alone (RFC 8032, test 2)', () => {
  const seed = Buffer.from('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', 'hex')
  const key = signingKey(1, seed)
  assert.equal(key.public_key.toString('hex'), '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c')
  const signature = key.sign(Buffer.from([0x72]))
  assert.equal(signature.toString('hex').slice(0, 32), '92a009a9f0d4cab8720e820b5f642540')
  assert.equal(isSignedBy(key.public_key, Buffer.from([0x72]), signature), true)
  assert.equal(isSignedBy(key.public_key, Buffer.from([0x73]), signature), false)
  assert.equal(isSignedBy(publicOf(newSigningSeed()), Buffer.from([0x72]), signature), false)
  assert.equal(isSignedBy(Buffer.alloc(5), Buffer.from([0x72]), signature), false)
  assert.equal(isSignedBy(key.public_key, Buffer.from([0x72]), Buffer.alloc(3)), false)
})

test('derived bytes are the same for the same word, and others for another', () => {
  const key = signingKey(1, newSigningSeed())
  assert.deepEqual(key.derive('a'), key.derive('a'))
  assert.notDeepEqual(key.derive('a'), key.derive('b'))
  assert.notDeepEqual(key.derive('a'), signingKey(1, newSigningSeed()).derive('a'))
})
