// A crowd at the door: so many inside, so many each second, and for the others a page made beforehand that says what to
// do. The first page stays open for everybody, and is made once.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { translatorOf } from '#language/load-texts.ts'
import { doorOf, noLimits, quickly } from '#test/door.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { until } from '#test/waits.ts'
import { Crowd } from './crowd.ts'
import { codingOf, KeptPages } from './kept-pages.ts'

let at: TestHouse
before(async () => {
  at = await testHouse()
})
after(() => at?.close())

test('so many come in at once, so many each second, and no more are inside than there is room for', () => {
  const crowd = new Crowd({ inside: 3, atOnce: 5, perSecond: 2 }, 0)
  const enter = (times: number, now: number) =>
    Array.from({ length: times }, () => crowd.enter(now)).filter(Boolean).length
  assert.equal(enter(10, 0), 3)
  for (let n = 0; n < 3; n++) crowd.leave()
  assert.equal(enter(10, 0), 2)
  crowd.leave()
  crowd.leave()
  assert.equal(enter(10, 1_000), 2)
  assert.equal(crowd.inside, 2)
})

test('who does not fit in is told so in the language asked for, with whom to call; the script keeps the words', async () => {
  const t = translatorOf('es')
  const door = await doorOf(at, { ...noLimits, ...quickly, crowd: { inside: 9, atOnce: 1, perSecond: 0 } })
  const form = { do: 'form:someone' }
  assert.equal((await door.post(form, { 'accept-language': 'es' })).status, 200)
  const { status, text, headers } = await door.post(form, { 'accept-language': 'es' })
  assert.equal(status, 429)
  assert.ok(text.includes(t('public.wait.crowd')) && text.includes('tel:112'))
  assert.deepEqual(
    [headers['x-words'], headers['retry-after'], headers['cache-control']],
    [undefined, '60', 'no-store'],
  )
  assert.ok((await door.get()).includes('</html>'), 'the first page stays open')
  await door.close()
})

test('who left makes room, however the request ended', async () => {
  const door = await doorOf(at, { ...noLimits, ...quickly, crowd: { inside: 1, atOnce: 1_000, perSecond: 1_000 } })
  for (let n = 0; n < 5; n++) {
    // Whoever is answered leaves a moment after the answer.
    await until(async () => (await door.post({ do: 'form:someone' })).status === 200, 'nobody made room')
  }
  await door.close()
})

test('a kept page is made again when its time is over, and compressed again only when it says something else', async () => {
  const pages = new KeptPages(10)
  let made = 0
  const make = (text: string) => async () => {
    made += 1
    return text
  }
  const first = await pages.get('es', 'gzip', make('one'), 0)
  assert.equal(await pages.get('es', 'gzip', make('two'), 5), first)
  assert.equal(await pages.get('es', 'gzip', make('one'), 20), first)
  assert.notEqual(await pages.get('es', 'gzip', make('two'), 40), first)
  assert.equal(made, 3)
  assert.deepEqual([codingOf('gzip, br'), codingOf('gzip'), codingOf(undefined)], ['br', 'gzip', 'identity'])
})
