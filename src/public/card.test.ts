// The card people carry, set in every language and for every country: a whole PDF, every sign drawn, every number the
// one in the data and none surer than it is, and not a word of what it is about.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import fc from 'fast-check'
import { loadFacts } from '#facts/load.ts'
import { chineseFonts } from '#kit/press/chinese.ts'
import { press } from '#kit/press/press.ts'
import { publicLanguages } from '#language/languages.ts'
import { translatorOf } from '#language/load-texts.ts'
import { glyphs, pagesOf } from '#test/drawn.ts'
import { type CardSheet, cardOf } from './card.rules.ts'
import { setCard } from './card.ts'
import { trustOf } from './lines.rules.ts'
import { helpLines } from './lines.ts'
import { type RightsFile, rightsFiles, spokenIn } from './rights.ts'

const today = '2026-11-22'
const lines = helpLines(loadFacts())
const linesOf = (country: string) => lines.filter((line) => line.country === country)
const readerOf = (language: string) => ({ language, t: translatorOf(language) })
const make = (language: string, file: RightsFile, of = linesOf(file.country), on = today): CardSheet =>
  cardOf(readerOf(language), readerOf(spokenIn(file.country)), file.country, file, of, on)
/** Set once, however many look at it. */
const set = new Map<string, Promise<Uint8Array>>()
const pdfOf = (language: string, file: RightsFile): Promise<Uint8Array> => {
  const name = `${language} ${file.country}`
  const pdf = set.get(name) ?? setCard(make(language, file), false)
  set.set(name, pdf)
  return pdf
}
const spain = rightsFiles.find(({ country }) => country === 'ES')!

const fontsOf = (pdf: Uint8Array) => [
  ...Buffer.from(pdf)
    .toString('latin1')
    .matchAll(/\/FontName \/[A-Z]{6}\+([\w-]+)[\s\S]*?(\/FontFile\d?)?[\s\S]*?>>/g),
]

const scripts: Record<string, string> = {
  hi: 'NotoSansDevanagari',
  ne: 'NotoSansDevanagari',
  bn: 'NotoSansBengali',
  ur: 'NotoNastaliqUrdu',
  ar: 'NotoNaskhArabic',
  zh: 'NotoSansSC',
}

/** The languages whose words take most room stand for the others in the other countries. */
const wordy = ['fr', 'ur']

test('a card in every language, and for every country: two sides, every sign drawn, fonts inside', async () => {
  for (const { code } of publicLanguages())
    for (const file of rightsFiles.filter(({ country }) => wordy.includes(code) || country === 'ES')) {
      const where = `${code} ${file.country}`
      const card = make(code, file)
      assert.doesNotMatch(JSON.stringify(card), /public\./, `${where}: every text is said`)
      const pdf = await pdfOf(code, file)
      assert.match(Buffer.from(pdf).toString('latin1'), /^%PDF-[\s\S]*%%EOF\s*$/, where)
      assert.equal(pagesOf(pdf), 2, where)
      const shown = glyphs(pdf)
      assert.ok(shown.length > 150, `${where}: ${shown.length}`)
      assert.equal(shown.filter((glyph) => glyph === 0).length, 0, `${where}: a sign is not in the fonts`)
      const fonts = fontsOf(pdf)
      const script = scripts[code] ?? 'NotoSans'
      assert.ok(
        fonts.some(([, name]) => name!.startsWith(script)),
        where,
      )
      const descriptors = [
        ...Buffer.from(pdf)
          .toString('latin1')
          .matchAll(/\/Type \/FontDescriptor[\s\S]*?endobj/g),
      ]
      assert.ok(descriptors.length > 0 && descriptors.every(([text]) => /\/FontFile[23]? \d/.test(text)), where)
    }
})

test('planted: a sign that no font has is found', async () => {
  const pdf = await setCard({ ...make('en', spain), title: 'ᎣᏏᏲ' }, false)
  assert.ok(glyphs(pdf).includes(0))
  const source = '#set text(font: "Noto Sans", fallback: false)\n#json(bytes(sys.inputs.data))'
  assert.ok(glyphs(await press({ source, data: '中' })).includes(0))
})

test('a sheet is two sides of eight cards', async () => {
  const [one, eight] = [await pdfOf('ar', spain), await setCard(make('ar', spain), true)]
  assert.equal(pagesOf(eight), 2)
  assert.equal(glyphs(eight).length, glyphs(one).length * 8)
})

test('every fact on the card is the one in the data', () => {
  for (const { code } of publicLanguages())
    for (const file of rightsFiles) {
      const card = make(code, file)
      const of = linesOf(file.country)
      assert.equal(card.emergency?.number, of.find((line) => line.first)!.number)
      assert.deepEqual(
        card.numbers.map(({ number }) => number),
        of.filter((line) => line.card && !line.first).map(({ number }) => number),
      )
      assert.ok(card.numbers.length >= 1 && card.numbers.length <= 2)
      assert.equal(card.rights.length, file.rights.filter((right) => right.card).length)
    }
})

test('nothing on the card says what it is about', () => {
  const telling =
    /traffick|trata\b|tratta|traite|tráfico|trafic|exploit|explota|sfrutt|explora|slave|esclav|schiav|victim|abus|sex|स्कर|शोषण|পাচার|শোষণ|استغلال|اتجار|استحصال|اسمگل|剥削|贩/i
  for (const { code } of publicLanguages())
    for (const file of rightsFiles) assert.doesNotMatch(JSON.stringify(make(code, file)), telling, code)
  assert.match('For people who are held or exploited', telling, 'the search finds such words')
})

test('property: no number stands on a card without its day or its mark', () => {
  const day = fc
    .integer({ min: 0, max: 900 })
    .map((days) => new Date(Date.UTC(2024, 5, 1 + days)).toISOString().slice(0, 10))
  const confidence = fc.constantFrom('checked', 'secondary', 'memory') as fc.Arbitrary<'checked'>
  const file = fc.constantFrom(...rightsFiles)
  fc.assert(
    fc.property(
      file,
      fc.array(fc.tuple(confidence, fc.option(day)), { minLength: 5, maxLength: 5 }),
      day,
      (of, as, on) => {
        const changed = linesOf(of.country).map((line, place) => {
          const [sure, verified_on] = as[place % as.length]!
          return { ...line, confidence: sure, verified_on }
        })
        const card = make('en', of, changed, on)
        for (const { number, about } of [card.emergency!, ...card.numbers]) {
          const line = changed.find((each) => each.number === number && (each.first || each.card))!
          const trust = trustOf(line, on)
          assert.equal(about.includes('not confirmed'), trust === 'memory' || trust === 'unsure')
          assert.equal(about.includes('check again'), trust === 'again')
          if (trust === 'fresh') assert.match(about, /(^| )confirmed \w+ \d{4}$/)
        }
      },
    ),
  )
})

test('only the pieces of the Chinese font a text needs are read', () => {
  assert.deepEqual(chineseFonts('Useful numbers, أرقام, नम्बर'), [])
  const pieces = chineseFonts('常用电话')
  assert.ok(pieces.length >= 1 && pieces.length <= 4, String(pieces.length))
})

test('the numbers read from the PDF are those of the data', async (t) => {
  if (spawnSync('pdftotext', ['-v']).error) return t.skip('no pdftotext here')
  for (const file of rightsFiles) {
    const pdf = await pdfOf('fr', file)
    const { stdout } = spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' })
    for (const { number } of linesOf(file.country).filter((line) => line.card || line.first))
      assert.ok(stdout.includes(number), `${file.country} ${number}`)
  }
})
