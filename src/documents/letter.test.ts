// Letters: complete in every language, drawn in every script without a missing sign, neutral, and posted only by the rule
// of contact.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { SentInputOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import { fonts } from '#kit/press/fonts.ts'
import { plainFont } from '#kit/press/woff2.ts'
import type { Problem } from '#kit/problem.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { readDocuments, takeCopy } from './document.ts'
import { letterTemplates, setLetter } from './letter.api.ts'
import { letterLanguages, letterProblems, letterSheet } from './letter.rules.ts'
import { listLetters, writeLetter } from './letter.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(
    await import('./letter.api.ts'),
    await import('./document.api.ts'),
    await import('./copy.api.ts'),
    await import('#people/contact.api.ts'),
    await import('#cases/case.api.ts'),
  )
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })

const valuesFor = (code: string): Record<string, string> =>
  Object.fromEntries(
    letterTemplates
      .find((each) => each.code === code)!
      .fields.map(({ name, kind }) => [
        name,
        kind === 'day'
          ? '2026-12-03'
          : kind === 'time'
            ? '10:30'
            : kind === 'lines'
              ? 'one\ntwo'
              : `Sunita सुनीता ${name}`,
      ]),
  )

/** The characters a font draws, from its own table (formats 4 and 12). */
const coverage = (font: Buffer): Set<number> => {
  const drawn = new Set<number>()
  const count = font.readUInt16BE(4)
  const tables = Array.from({ length: count }, (_, place) => 12 + place * 16)
  const cmap = font.readUInt32BE(tables.find((entry) => font.toString('latin1', entry, entry + 4) === 'cmap')! + 8)
  for (let map = 0; map < font.readUInt16BE(cmap + 2); map += 1) {
    const table = cmap + font.readUInt32BE(cmap + 4 + map * 8 + 4)
    if (font.readUInt16BE(table) === 12)
      for (let group = 0; group < font.readUInt32BE(table + 12); group += 1) {
        const [from, to] = [font.readUInt32BE(table + 16 + group * 12), font.readUInt32BE(table + 20 + group * 12)]
        for (let code = from; code <= to; code += 1) drawn.add(code)
      }
    if (font.readUInt16BE(table) === 4) {
      const twice = font.readUInt16BE(table + 6)
      for (let at = 0; at < twice; at += 2) {
        const [to, from] = [font.readUInt16BE(table + 14 + at), font.readUInt16BE(table + 16 + twice + at)]
        for (let code = from; code <= to && code < 0xffff; code += 1) drawn.add(code)
      }
    }
  }
  return drawn
}

const scriptFont = { hi: 'NotoSansDevanagari', ne: 'NotoSansDevanagari', bn: 'NotoSansBengali', ur: 'NotoNastaliqUrdu' }

test('every letter is whole in every language, set in its script, and no sign of it is missing', async () => {
  const all = new Set<number>()
  for (const name of fonts)
    for (const code of coverage(plainFont(readFileSync(fileURLToPath(import.meta.resolve(name)))))) all.add(code)
  assert.ok(letterTemplates.length >= 5)
  for (const template of letterTemplates) {
    const promised = template.for === 'person' ? letterLanguages : ['en', 'es', 'it']
    assert.deepEqual(Object.keys(template.texts).sort(), [...promised].sort(), template.code)
    for (const language of promised) {
      const sheet = letterSheet(template, language, valuesFor(template.code), '2026-11-22')
      const words = [sheet.title, sheet.day, ...sheet.signatures, ...sheet.blocks.flatMap(({ lines }) => lines)].join(
        '',
      )
      assert.ok(!/[{}]|…{2}/.test(words), `${template.code} ${language}: ${words}`)
      const invisible = /\p{Cf}|\s/u
      const missing = [...words].filter((sign) => !all.has(sign.codePointAt(0)!) && !invisible.test(sign))
      assert.deepEqual(missing, [], `${template.code} ${language}`)
      const pdf = Buffer.from(await setLetter(sheet)).toString('latin1')
      const font = scriptFont[language as keyof typeof scriptFont] ?? 'NotoSans'
      assert.match(pdf, new RegExp(`/FontName /[A-Z]+\\+${font}-`), `${template.code} ${language}`)
      assert.equal([...pdf.matchAll(/\/Type\s*\/Page\b/g)].length, 1, `${template.code} ${language}: one page`)
    }
  }
})

test('no letter names what brought the person here', () => {
  const telling =
    /traffick|trata|tratta|victim|víctim|vittim|exploit|explota|sfrutta|prostitu|तस्करी|पीड़ित|বেচাকেনা|পাচার|বেচ|اسمگلنگ|متاثر/i
  for (const { code, texts } of letterTemplates) assert.ok(!telling.test(JSON.stringify(texts)), code)
})

test('days are written as the language writes them, lists stand where they are announced, gaps stay to be filled in', () => {
  const receipt = letterTemplates.find(({ code }) => code === 'receipt')!
  const sheet = letterSheet(
    receipt,
    'es',
    { name: 'Sunita', sender: 'A. Ruiz', papers: 'Pasaporte\n\n NIE ' },
    '2026-11-22',
  )
  assert.equal(sheet.day, '22 de noviembre de 2026')
  assert.deepEqual(
    sheet.blocks.map(({ kind }) => kind),
    ['text', 'list', 'text'],
  )
  assert.deepEqual(sheet.blocks[1]?.lines, ['Pasaporte', 'NIE'])
  assert.match(letterSheet(receipt, 'en', {}, '2026-11-22').blocks[0]!.lines[0]!, /…/)
  const ur = letterSheet(receipt, 'ur', { name: 'Sunita', sender: 'x', papers: 'y' }, '2026-11-22')
  assert.ok(ur.rtl && ur.blocks[0]!.lines[0]!.includes('\u2068Sunita\u2069'))
  const attendance = letterTemplates.find(({ code }) => code === 'attendance')!
  const wrong = { name: '王', on: '2026-02-31', from: '25:00', until: '10:00', secret: 'x' }
  assert.deepEqual(letterProblems(attendance, wrong), [
    { field: 'secret', code: 'unknown' },
    { field: 'name', code: 'script' },
    { field: 'sender', code: 'missing' },
    { field: 'on', code: 'not_a_day' },
    { field: 'from', code: 'not_a_time' },
  ])
})

const aLetter = (case_id: string, change: Partial<SentInputOf<typeof writeLetter>> = {}) => ({
  case_id,
  document_id: newId(),
  content_id: newId(),
  letter: 'attendance',
  language: 'ne',
  values: valuesFor('attendance'),
  how: 'handed' as const,
  ...change,
})

test('a letter is kept as a paper of the file and leaves as it was set', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker } = at.staff
  const { letters } = await at.ask(listLetters, { case_id }, reference_worker)
  assert.equal(letters.length, letterTemplates.length)
  const letter = aLetter(case_id)
  const written = { document_id: letter.document_id, state: 'written', because: null }
  assert.deepEqual(await at.ask(writeLetter, letter, reference_worker), written)
  const { documents } = await at.ask(readDocuments, { case_id }, reference_worker)
  assert.deepEqual(
    documents.map(({ type, section, pages }) => [type, section, pages[0]?.state]),
    [['letter', 'story', 'kept']],
  )
  const wish = { case_id, document_id: letter.document_id, kind: 'share' as const, purpose: 'for_person' as const }
  const { bytes, media } = await at.ask(takeCopy, wish, reference_worker)
  assert.equal(media, 'pdf')
  assert.match(Buffer.from(bytes, 'base64').toString('latin1'), /NotoSansDevanagari/)
  const marked = await at.ask(takeCopy, { ...wish, kind: 'marked' }, reference_worker)
  assert.notEqual(marked.bytes, bytes)
})

test('a letter to be posted leaves only where the rule of contact names letters; either is written down', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker } = at.staff
  const posted = aLetter(case_id, { how: 'posted' })
  const refused = await at.ask(writeLetter, posted, reference_worker)
  assert.deepEqual(refused, { document_id: posted.document_id, state: 'refused', because: 'contact.no_message_at_all' })
  assert.deepEqual((await at.ask(readDocuments, { case_id }, reference_worker)).documents, [])
  const kinds = await at.rows("select kind from timeline_entry where case_id = $1 and kind like 'contact%'", [case_id])
  assert.deepEqual(kinds, [{ kind: 'contact_refused' }])
})

test('nobody, a role without letters, another house and what does not fit write none', async () => {
  const { case_id } = await at.aFile()
  const { trainer, director, partner_worker, far_coordinator, reference_worker, coordinator } = at.staff
  for (const ask of [
    (who: typeof trainer) => at.ask(writeLetter, aLetter(case_id), who),
    (who: typeof trainer) => at.ask(listLetters, { case_id }, who),
  ]) {
    await refuses(ask(nobody), 'signed_out')
    await refuses(ask(director), 'refused')
    for (const who of [trainer, partner_worker, far_coordinator]) await refuses(ask(who), 'not_found', 'case.not_found')
  }
  const wrong = (change: Partial<SentInputOf<typeof writeLetter>>, key: string) =>
    refuses(at.ask(writeLetter, aLetter(case_id, change), reference_worker), 'invalid', key)
  await wrong({ letter: 'unheard_of' }, 'documents.no_such_letter')
  await wrong({ language: 'fr' }, 'documents.no_such_letter')
  await wrong({ values: {} }, 'documents.letter_fields')
  const counsel = { letter: 'counsel', language: 'es', values: valuesFor('counsel') }
  await wrong({ ...counsel, how: 'posted' }, 'documents.letter_handed')
  await wrong({ values: { ...valuesFor('attendance'), name: '#read("/etc/passwd") 王' } }, 'documents.letter_fields')
  const typed = { ...valuesFor('attendance'), name: '#read("/etc/passwd") $x$ *b*' }
  assert.equal((await at.ask(writeLetter, aLetter(case_id, { values: typed }), coordinator)).state, 'written')
})
