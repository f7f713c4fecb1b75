// What was put in the box comes out for the holder of the private half only, and only for its purpose.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { newIntakeKeyPair, openWith, sealTo } from './sealed-box.ts'

const pair = newIntakeKeyPair()
const open = (sealed: Buffer, purpose = 'report') => openWith(pair.private_key, pair.public_key, purpose, sealed)
const refused = { kind: 'broken', key: 'vault.cannot_open', details: {} }

test('a report comes out as it went in', () => {
  assert.equal(pair.public_key.length, 32)
  assert.equal(pair.private_key.length, 32)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 9_000 }), (bytes) => {
      assert.ok(open(sealTo(pair.public_key, 'report', Buffer.from(bytes))).equals(Buffer.from(bytes)))
    }),
  )
})

test('every changed bit, another purpose and another key are refused', () => {
  const sealed = sealTo(pair.public_key, 'report', Buffer.from('told us'))
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const changed = Buffer.from(sealed)
    changed[bit >> 3] = changed[bit >> 3]! ^ (1 << (bit & 7))
    // X25519 ignores the top bit of a public key; the binding does not.
    assert.throws(() => open(changed), refused, `bit ${bit}`)
  }
  for (let length = 0; length < sealed.length; length++) assert.throws(() => open(sealed.subarray(0, length)), refused)
  assert.throws(() => open(sealed, 'answer'), refused)
  const other = newIntakeKeyPair()
  assert.throws(() => openWith(other.private_key, other.public_key, 'report', sealed), refused)
  assert.throws(() => openWith(pair.private_key, other.public_key, 'report', sealed), refused)
  const lowOrder = Buffer.from(sealed)
  lowOrder.fill(0, 2, 34)
  assert.throws(() => open(lowOrder), refused)
})

test('short reports all look alike', () => {
  const length = (text: string) => sealTo(pair.public_key, 'report', Buffer.from(text)).length
  assert.equal(length('help'), length('she lives at number 12'))
})
