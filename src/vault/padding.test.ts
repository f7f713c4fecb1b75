// Padding keeps what it wraps and costs little.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { pad, paddedLength, padText, unpad, unpadText } from './padding.ts'

test('what was padded comes back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12_000 }), (bytes) => {
      assert.ok(unpad(pad(Buffer.from(bytes))).equals(Buffer.from(bytes)))
    }),
  )
  assert.equal(unpadText(padText('नमस्ते')), 'नमस्ते')
})

test('sizes never shrink the content, grow steadily, and cost at most 12 % for a file', () => {
  let before = 0
  for (let length = 0; length < 300_000; length += 7) {
    const padded = paddedLength(length)
    assert.ok(padded >= length && padded >= before)
    if (length > 8_192) assert.ok(padded <= length * 1.12)
    before = padded
  }
  assert.ok(paddedLength(20_000_000) <= 22_400_000)
})

test('a length that points outside is refused', () => {
  const padded = pad(Buffer.from('x'))
  padded.writeUInt32BE(4_000_000_000, 0)
  assert.throws(() => unpad(padded), { key: 'vault.cannot_open' })
  assert.throws(() => unpad(Buffer.alloc(3)), { key: 'vault.cannot_open' })
})
