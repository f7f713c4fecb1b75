// An instrument on paper: every form in every language and beside another one, every sign drawn, a circle for each answer,
// nothing in the title that tells what it is, and a mark by which it is known again.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Problem } from '#kit/problem.ts'
import { glyphs, pagesOf } from '#test/drawn.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { type WordedIn, wordedIn } from './instrument.ts'
import { instrumentOf, instruments, wordingOf } from './instruments.store.ts'
import { setPaper } from './paper.api.ts'
import { markOf, paperSheet, type SheetWords } from './paper.rules.ts'
import { printForm } from './paper.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./paper.api.ts'))
})
after(() => at.close())

const words = (id: Parameters<typeof wordingOf>[0], language: WordedIn): SheetWords => ({
  wording: wordingOf(id, 1, language),
  ...{ official: {}, title: 'Title', how: 'How', day: 'Day', if_it_fits: 'Only if' },
})
const refuses = (asking: Promise<unknown>, kind: Problem['kind']) =>
  assert.rejects(asking, (problem: Problem) => problem.kind === kind)
const scripts: Partial<Record<WordedIn, string>> = {
  hi: 'NotoSansDevanagari',
  ne: 'NotoSansDevanagari',
  bn: 'NotoSansBengali',
  ur: 'NotoNastaliqUrdu',
}

test('every question and every answer of every form stands on its sheet, in both languages', () => {
  for (const instrument of instruments())
    for (const [place, language] of wordedIn.entries()) {
      const second = wordedIn[(place + 3) % wordedIn.length]!
      const sheet = paperSheet(instrument, words(instrument.id, language), words(instrument.id, second))
      assert.deepEqual([sheet.language, sheet.beside], [language, second])
      assert.equal(sheet.questions.length, instrument.items.length)
      for (const [n, { text, options, lines, only }] of sheet.questions.entries()) {
        const item = instrument.items[n]!
        assert.ok(text.own && text.beside, `${instrument.id} ${item.code}`)
        assert.equal(options.length, instrument.answers[item.answers]?.length ?? 0)
        assert.ok(options.every(({ own, beside }) => own && beside))
        assert.equal(lines > 0, options.length === 0)
        assert.equal(only.own !== '', item.asked_when !== undefined)
      }
    }
  const official = { ...words('phq-9', 'es'), official: { interest: '¿Frase oficial inventada?' } }
  const [first] = paperSheet(instrumentOf('phq-9'), official, null).questions
  assert.deepEqual(first?.text, { own: '¿Frase oficial inventada?', beside: '' })
})

test('marks tell the forms apart and say nothing', () => {
  const marks = instruments().map(({ id, version }) => markOf(id, version))
  assert.equal(new Set(marks).size, marks.length)
  assert.ok(marks.every((mark) => /^\d\d-\d+$/.test(mark)))
})

test('set in every script, alone and beside another: no sign is missing and the script is its own', async () => {
  for (const [place, language] of wordedIn.entries())
    for (const id of ['phq-9', 'self-sufficiency'] as const) {
      // The long one takes ten times as long to set: in pairs, and the last alone, it has every language too.
      if (id === 'self-sufficiency' && place % 2) continue
      const isLast = id === 'self-sufficiency' && place === wordedIn.length - 1
      const second = place % 2 || isLast ? null : wordedIn[(place + 1) % wordedIn.length]!
      const sheet = paperSheet(instrumentOf(id), words(id, language), second && words(id, second))
      const pdf = await setPaper(sheet)
      const text = Buffer.from(pdf).toString('latin1')
      const where = `${id} ${language} ${second}`
      assert.match(text, /^%PDF-[\s\S]*%%EOF\s*$/, where)
      for (const each of second ? [language, second] : [language])
        assert.match(text, new RegExp(`/FontName /[A-Z]+\\+${scripts[each] ?? 'NotoSans'}-`), where)
      assert.equal(glyphs(pdf).filter((glyph) => glyph === 0).length, 0, `${where}: a sign is not in the fonts`)
      assert.ok(pagesOf(pdf) <= 10, where)
    }
})

test('its title is neutral unless its own is asked for, and whoever may not read forms prints none', async () => {
  const { reference_worker, intake } = at.staff
  const print = (who: Who, more: object = {}) =>
    at.ask(printForm, { instrument: 'retrafficking-risk', version: 1, language: 'en', ...more }, who)
  const titleOf = (bytes: string) => Buffer.from(bytes, 'base64').toString('latin1')
  const { name, bytes } = await print(reference_worker)
  assert.match(name, /^pages-\d\d-1\.pdf$/)
  assert.match(titleOf(bytes), /A few questions/)
  assert.doesNotMatch(titleOf(bytes), /traffick|Amparo|Encina/i)
  const titled = await print(reference_worker, { instrument: 'phq-9', titled: 'true', beside: 'ur' })
  assert.doesNotMatch(titleOf(titled.bytes), /A few questions/)
  await refuses(print(nobody), 'signed_out')
  await refuses(print(intake), 'refused')
  await refuses(print(reference_worker, { version: 9 }), 'not_found')
})
