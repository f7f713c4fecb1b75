// A receipt survives being copied by hand in any script, every common slip is caught, and guessing is slow.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { newReceipt, parseReceipt, receiptFrom, receiptKeys, showReceipt } from './receipt.ts'
import { openWith, sealTo } from './sealed-box.ts'

const mistyped = { kind: 'invalid', key: 'receipt.mistyped' }

test('a receipt is read as people write it', () => {
  for (let round = 0; round < 300; round++) {
    const receipt = newReceipt()
    assert.match(receipt, /^\d{20}$/)
    assert.match(showReceipt(receipt), /^\d{4}( \d{4}){4}$/)
    for (const written of [receipt, showReceipt(receipt), receipt.replace(/(.{4})/g, '$1-'), ` ${receipt}\n`]) {
      assert.equal(parseReceipt(written), receipt)
    }
  }
})

test('digits of every script are read, also copied out of right-to-left text', () => {
  const zeros = ['٠', '۰', '०', '০', '੦', '૦', '௦', '၀', '០', '๐', '０', '𝟎', '𝟘', '𞥐']
  for (const zero of zeros) {
    const receipt = newReceipt()
    const written = [...receipt].map((digit) => String.fromCodePoint(zero.codePointAt(0)! + Number(digit))).join('')
    assert.equal(parseReceipt(written), receipt, zero)
    assert.equal(
      parseReceipt(`\u2067${written.slice(0, written.length / 2)}\u200f ${written.slice(written.length / 2)}\u2069`),
      receipt,
    )
  }
})

test('every single wrong digit and every swap of neighbours is caught', (t) => {
  let slips = 0
  fc.assert(
    fc.property(fc.constant(null).map(newReceipt), (receipt) => {
      for (let index = 0; index < 20; index++) {
        for (let digit = 0; digit < 10; digit++) {
          const wrong = `${receipt.slice(0, index)}${digit}${receipt.slice(index + 1)}`
          if (wrong === receipt) continue
          assert.throws(() => parseReceipt(wrong), mistyped)
          slips += 1
        }
        const swapped = `${receipt.slice(0, index)}${receipt[index + 1] ?? ''}${receipt[index]}${receipt.slice(index + 2)}`
        if (swapped === receipt) continue
        assert.throws(() => parseReceipt(swapped), mistyped)
        slips += 1
      }
    }),
    { numRuns: 40 },
  )
  t.diagnostic(`${slips} slips tried, all caught`)
})

test('what is not a receipt is refused', () => {
  for (const text of [
    '',
    '1234',
    'a'.repeat(20),
    '0'.repeat(21),
    '9'.repeat(100_000),
    '½'.repeat(20),
    '1'.repeat(19),
  ]) {
    assert.throws(() => parseReceipt(text), mistyped)
  }
})

test('a receipt opens its own answers, always the same way, and no other receipt does', async () => {
  const salt = Buffer.alloc(16, 7)
  const receipt = newReceipt()
  const [first, again, other] = await Promise.all(
    [receipt, receipt, newReceipt()].map((each) => receiptKeys(each, salt)),
  )
  assert.deepEqual(first, again)
  assert.equal(first!.lookup_id.length, 16)
  assert.ok(!first!.lookup_id.equals(other!.lookup_id))
  assert.ok(!(await receiptKeys(receipt, Buffer.alloc(16, 8))).lookup_id.equals(first!.lookup_id))
  const sealed = sealTo(first!.public_key, 'answer', Buffer.from('we believe you'))
  assert.equal(openWith(again!.private_key, again!.public_key, 'answer', sealed).toString(), 'we believe you')
  assert.throws(() => openWith(other!.private_key, other!.public_key, 'answer', sealed), { key: 'vault.cannot_open' })
})

test('one works, two wait, the fourth is told to come back; then there is room again', async () => {
  const salt = Buffer.alloc(16, 7)
  const tries = await Promise.allSettled(Array.from({ length: 6 }, () => receiptKeys(newReceipt(), salt)))
  assert.deepEqual(
    tries.map((each) => (each.status === 'fulfilled' ? 'opened' : each.reason.key)),
    ['opened', 'opened', 'opened', 'receipt.busy', 'receipt.busy', 'receipt.busy'],
  )
  assert.equal((await receiptKeys(newReceipt(), salt)).lookup_id.length, 16)
})

test('the same random bytes give the same valid receipt, others another', () => {
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((each) => Buffer.from(each))
  fc.assert(
    fc.property(bytes, (random) => {
      assert.equal(receiptFrom(random), receiptFrom(random))
      assert.equal(parseReceipt(receiptFrom(random)), receiptFrom(random))
    }),
  )
  assert.notEqual(receiptFrom(Buffer.alloc(16, 1)), receiptFrom(Buffer.alloc(16, 2)))
})
