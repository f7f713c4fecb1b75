// The sheet for the minutes before the interpreter comes: every sentence in every language of the public door, nothing
// that names what it is about, every script drawn, and open to everybody who is signed in.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Problem } from '#kit/problem.ts'
import { publicLanguages } from '#language/languages.ts'
import { glyphs, pagesOf } from '#test/drawn.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { setPhrases } from './phrases.api.ts'
import { isPhraseLanguage, phraseFaults, sheetOf } from './phrases.rules.ts'
import { phraseOrder, phrasesIn } from './phrases.store.ts'
import { type PhraseLanguage, phraseLanguages, printPhrases, readPhrases } from './phrases.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./phrases.api.ts'))
})
after(() => at.close())

const scripts: Partial<Record<PhraseLanguage, string>> = {
  hi: 'NotoSansDevanagari',
  ne: 'NotoSansDevanagari',
  bn: 'NotoSansBengali',
  ar: 'NotoNaskhArabic',
  ur: 'NotoNastaliqUrdu',
  zh: 'NotoSansSC',
}

test('every language has every sentence and every answer, and no other', () => {
  assert.deepEqual(
    publicLanguages().map(({ code }) => code),
    [...phraseLanguages],
  )
  const faults = phraseLanguages.flatMap((language) => phraseFaults(phraseOrder(), phrasesIn(language)))
  assert.deepEqual(faults, [])
  const sentences = phraseOrder().parts.flatMap((part) => part.sentences)
  assert.ok(sentences.length >= 24, `${sentences.length} sentences`)
  for (const language of phraseLanguages)
    assert.equal(phrasesIn(language).language, language, 'a file says which language it is in')
})

test('a missing sentence, one too many and an answer nobody knows are found', () => {
  const order = phraseOrder()
  const words = structuredClone(phrasesIn('es'))
  delete words.sentences.drink
  words.answers.perhaps = 'Quizá'
  assert.deepEqual(phraseFaults(order, words), [
    'es lacks sentences drink',
    'es has answers perhaps, which nothing asks for',
  ])
  const odd = structuredClone(order)
  odd.parts[0]!.sentences[0]!.answers = 'colours'
  odd.answers.yes_no!.push('blue')
  assert.deepEqual(phraseFaults(odd, phrasesIn('es')), [
    'no answers are called colours',
    'the answer blue is not on the board',
  ])
})

test('no sentence is the same in two places of one language, and none is left in English', () => {
  const english = phrasesIn('en')
  for (const language of phraseLanguages) {
    const { sentences, answers } = phrasesIn(language)
    const all = Object.values(sentences)
    assert.equal(new Set(all).size, all.length, language)
    assert.equal(new Set(Object.values(answers)).size, Object.keys(answers).length, language)
    if (language !== 'en')
      for (const [code, words] of Object.entries(sentences)) assert.notEqual(words, english.sentences[code], code)
  }
})

test('nothing on it names what it may be about, and what is a promise is marked as one', () => {
  for (const language of phraseLanguages) {
    const words = JSON.stringify({ ...phrasesIn(language), source: '' })
    assert.doesNotMatch(words, /Amparo|traffick|victim|víctima|vittim|exploit|तस्करी|পাচার|贩|اتجار|اسمگل/i, language)
  }
  const promises = phraseOrder().parts.flatMap(({ sentences }) => sentences.filter(({ promise }) => promise))
  assert.ok(['police', 'repeats_nothing', 'wait'].every((code) => promises.some((each) => each.code === code)))
})

test('it says that nobody checked it as long as nobody did', () => {
  const [hers, ours] = [phrasesIn('ur'), phrasesIn('es')]
  assert.equal(sheetOf(phraseOrder(), hers, ours).unreviewed, ours.unreviewed)
  assert.equal(sheetOf(phraseOrder(), { ...hers, reviewed_by: 'A. Reader' }, ours).unreviewed, '')
  assert.equal(isPhraseLanguage('bn'), true)
  assert.equal(isPhraseLanguage('syl'), false)
})

/** Each language once, and those whose script needs its own font or its room on either side. */
const besideEachOther: [hers: PhraseLanguage, ours: PhraseLanguage][] = [
  ['ur', 'bn'],
  ['bn', 'ur'],
  ['ar', 'zh'],
  ['zh', 'ar'],
  ['hi', 'ne'],
  ['ne', 'hi'],
  ['en', 'it'],
  ['fr', 'es'],
  ['pt', 'ro'],
]

test('set in every script beside another: no sign is missing, the script is its own, and it fits four pages', async () => {
  assert.deepEqual([...new Set(besideEachOther.flat())].sort(), [...phraseLanguages].sort())
  for (const [hers, ours] of besideEachOther) {
    const pdf = await setPhrases(sheetOf(phraseOrder(), phrasesIn(hers), phrasesIn(ours)))
    const text = Buffer.from(pdf).toString('latin1')
    const where = `${hers} ${ours}`
    assert.match(text, /^%PDF-[\s\S]*%%EOF\s*$/, where)
    for (const each of [hers, ours])
      assert.match(text, new RegExp(`/FontName /[A-Z]+\\+${scripts[each] ?? 'NotoSans'}-`), where)
    assert.equal(glyphs(pdf).filter((glyph) => glyph === 0).length, 0, `${where}: a sign is not in the fonts`)
    assert.ok(pagesOf(pdf) <= 4, `${where}: ${pagesOf(pdf)} pages`)
  }
})

test('whoever is signed in reads and prints it, a partner too; nobody else, and no other language', async () => {
  const { trainer, partner_worker } = at.staff
  const sheet = await at.ask(readPhrases, { hers: 'ur', ours: 'es' }, trainer)
  assert.deepEqual([sheet.hers, sheet.ours, sheet.parts.length], ['ur', 'es', 4])
  assert.equal(sheet.parts[0]?.sentences[0]?.words.hers, phrasesIn('ur').sentences.welcome)
  assert.deepEqual(sheet.parts[1]?.sentences.find(({ code }) => code === 'woman_or_man')?.answers, [
    'woman',
    'man',
    'either',
  ])
  const { name, bytes } = await at.ask(printPhrases, { hers: 'ar', ours: 'ar' }, partner_worker)
  assert.equal(name, 'pages-ar-ar.pdf')
  assert.match(Buffer.from(bytes, 'base64').toString('latin1'), /^%PDF-/)
  const refused = (problem: Problem) => problem.kind === 'signed_out'
  await assert.rejects(at.ask(readPhrases, { hers: 'ur', ours: 'es' }, nobody), refused)
  await assert.rejects(at.ask(printPhrases, { hers: 'ur', ours: 'es' }, nobody), refused)
  assert.equal((await at.askHttp(readPhrases, { hers: 'syl' as 'ur', ours: 'es' }, trainer)).status, 422)
})
