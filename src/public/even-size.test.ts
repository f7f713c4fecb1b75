// Two pages that say different things have one size on the line, and every browser can open them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { anySigns } from '#test/signs.ts'
import { evenGzip, evenStep } from './even-size.ts'

test('any page opens to itself and blanks, in whole steps', async () => {
  await fc.assert(
    fc.asyncProperty(anySigns(40_000), async (text) => {
      const sent = await evenGzip(text)
      assert.equal(sent.length % evenStep, 0)
      const opened = gunzipSync(sent).toString()
      const page = Buffer.from(text).toString()
      assert.ok(opened.startsWith(page))
      assert.match(opened.slice(page.length), /^ *$/)
    }),
    { numRuns: 60 },
  )
})

test('a short and a longer answer leave in the same size', async () => {
  const [none, some] = [
    await evenGzip('<p>nothing</p>'),
    await evenGzip(`<p>${'she may come tomorrow '.repeat(60)}</p>`),
  ]
  assert.equal(none.length, some.length)
})
