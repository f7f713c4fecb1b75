// Under load nobody is refused: a device works, or somebody waits; what was typed is never lost on the way.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { publicLanguages } from '#language/languages.ts'
import { translatorOf } from '#language/load-texts.ts'
import { doorOf, type Form, hiddenIn, noLimits, quickly } from '#test/door.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import * as reportApi from '#triage/report.api.ts'
import { newReceipt } from '#vault/receipt.ts'
import { zeroBits } from './work.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(reportApi)
})
after(() => at?.close())

const plenty = { most: 1e9, perSecond: 1e6 }
const t = translatorOf('en')
const form = (words: string): Form => ({
  ...{ do: 'report', l: 'en', form: 'someone', seed: 'a'.repeat(43), what_happened: words },
  signs: ['no_pay', 'threats'],
})
const isWaiting = (text: string) => text.includes(t('public.wait.heading'))
const isReceipt = (text: string) => text.includes(t('public.receipt.heading'))
/** Everything the page carries along, as pressing its button sends it. */
const carried = (text: string): Form => {
  const fields: Record<string, string[]> = {}
  for (const [, name, value] of text.matchAll(/type="hidden" name="(\w+)"(?: value="([^"]*)")?/g))
    fields[name!] = [...(fields[name!] ?? []), (value ?? '').replaceAll('&#39;', "'").replaceAll('&amp;', '&')]
  return fields
}
const solve = (ticket: string): string => {
  const bits = Number(ticket.split('.')[0])
  for (let number = 0; ; number++)
    if (zeroBits(createHash('sha256').update(`${ticket}${number}`).digest()) >= bits) return String(number)
}
/** Nothing left in the common purse, and nothing comes back. */
const busy = () => doorOf(at, { ...noLimits, ...quickly, budget: { address: plenty, all: { most: 0, perSecond: 0 } } })

test('a device that works goes on with every word, and the same work opens nothing twice', async () => {
  const door = await busy()
  const { status, text } = await door.post(form("It's <here> & there"))
  assert.ok(status === 200 && isWaiting(text))
  const fields = carried(text)
  assert.deepEqual([fields.what_happened, fields.signs], [["It's &lt;here&gt; & there"], ['no_pay', 'threats']])
  const worked = { ...fields, found: solve(hiddenIn(text, 'ticket')) }
  const done = await door.post(worked)
  assert.ok(isReceipt(done.text))
  assert.ok(isWaiting((await door.post(worked)).text), 'used')
  await door.close()
})

test('without scripts one waits, is told how long, and goes through the slow lane; pressing early loses nothing', async (context) => {
  const door = await busy()
  const { text } = await door.post(form('No scripts'))
  const ticket = hiddenIn(text, 'ticket')
  const [, seconds] = /Wait (\d+) seconds/.exec(text) ?? []
  assert.equal(seconds, '30')
  const early = await door.post(carried(text))
  assert.ok(isWaiting(early.text))
  assert.equal(hiddenIn(early.text, 'ticket'), ticket, 'the same place in the line')
  assert.deepEqual(carried(early.text).what_happened, ['No scripts'])
  context.mock.timers.enable({ apis: ['Date'], now: Date.now() + 30_000 })
  const late = await door.post(carried(early.text))
  context.mock.timers.reset()
  assert.ok(isReceipt(late.text))
  await door.close()
})

test('waiting reads in every language, from the right where one does, and switching keeps one’s place', async () => {
  const door = await busy()
  const { text } = await door.post(form('In every language'))
  for (const { code, direction } of publicLanguages()) {
    const said = await door.post({ ...carried(text), to: code })
    assert.ok(said.text.includes(`lang="${code}" dir="${direction}"`))
    assert.equal(hiddenIn(said.text, 'ticket'), hiddenIn(text, 'ticket'))
    assert.deepEqual(carried(said.text).what_happened, ['In every language'])
  }
  await door.close()
})

test('one address that has spent its own is asked for more, and nobody else is', async () => {
  const door = await doorOf(at, {
    ...noLimits,
    ...quickly,
    budget: { address: { most: 60, perSecond: 0 }, all: plenty },
  })
  for (const last of [false, false, true]) {
    const { text } = await door.post({ do: 'return', l: 'en', receipt: newReceipt() })
    assert.equal(isWaiting(text), last)
  }
  await door.close()
})

test('when it is quiet nobody is asked for anything', async () => {
  const door = await doorOf(at, { limits: noLimits.limits, ...quickly })
  for (let n = 0; n < 5; n++) assert.ok(isReceipt((await door.report(`Quiet ${n}`)).text))
  await door.close()
})

test('whatever is sent as a ticket, a number or a step to wait for is answered with a page', async () => {
  const door = await busy()
  for (const ticket of ['', '99.1.x', `16.${Date.now()}.${'a'.repeat(22)}`, '\u0000', 'x'.repeat(5_000)])
    for (const more of [{}, { to: 'ur', view: 'wait' }, { found: '-1' }]) {
      const { status, text } = await door.post({ ...form('Hostile'), ticket, ...more })
      assert.ok(status === 200 && text.includes('</html>'))
    }
  await door.close()
})
