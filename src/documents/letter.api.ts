// Writing letters: the words come from data, the page from the press, the result is a paper of the file.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataFolder } from '#facts/load.ts'
import { answer } from '#gate/answer.ts'
import { press } from '#kit/press/press.ts'
import { fontsOf, foreignIn } from '#kit/press/scripts.ts'
import { Problem } from '#kit/problem.ts'
import { leave } from '#people/leave.api.ts'
import { addToTimeline, touchCase } from '#timeline/timeline.store.ts'
import { sealBytes, sealJson } from '#vault/envelope.ts'
import { partsOf } from './document.rules.ts'
import * as store from './document.store.ts'
import { partSize } from './document.ts'
import { type LetterSheet, letterProblems, letterSheet } from './letter.rules.ts'
import * as model from './letter.ts'
import type { PageFacts } from './page.api.ts'

const folder = join(dataFolder, 'letters')
export const letterTemplates: model.LetterTemplate[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name) => model.LetterTemplate.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))))

/**
 * One quiet page. Nastaliq climbs and falls: it needs room between its lines; and its space is far too narrow between
 * the words of a Latin name, which are set in their own font with their spaces.
 */
const source = `
#let d = json(bytes(sys.inputs.data))
#set document(title: d.title, date: none)
#set page(paper: "a4", margin: (x: 26mm, y: 28mm))
#set text(font: d.fonts, size: 11.5pt, lang: d.language, dir: if d.rtl { rtl } else { ltr })
#set par(leading: d.leading * 1em, spacing: (d.leading + 0.9) * 1em)
#show: it => if d.foreign == none { it } else { show regex(d.foreign): set text(font: "Noto Sans"); it }
#block(width: 100%)[#set text(dir: if d.rtl { rtl } else { ltr }); #align(end, d.day)]
#v(12mm)
#text(17pt, d.title)
#v(6mm)
#for b in d.blocks {
  if b.kind == "list" { list(tight: false, spacing: (d.leading + 0.2) * 1em, ..b.lines) } else { for line in b.lines { par(line) } }
}
#v(22mm)
#grid(columns: if d.signatures.len() > 1 { (1fr,) * d.signatures.len() } else { (80mm,) }, column-gutter: 12mm,
  ..d.signatures.map(s => stack(spacing: d.leading * 4mm, line(length: 100%, stroke: 0.5pt), text(9.5pt, s))))
`
export const setLetter = (sheet: LetterSheet): Promise<Uint8Array> =>
  press({
    source,
    data: {
      ...sheet,
      fonts: fontsOf(sheet.language),
      leading: sheet.language === 'ur' ? 1.5 : 0.75,
      foreign: foreignIn(sheet.language),
    },
  })

export const listLetters = answer(model.listLetters)(async () => ({
  letters: letterTemplates.map(({ code, for: whom, section, fields, signs, texts }) => ({
    ...{ code, for: whom, section, fields, signs, texts },
  })),
}))

export const writeLetter = answer(model.writeLetter)(async (asked) => {
  const { input, tx, vault, file, actor, today, demand, note } = asked
  const { case_id, organisation_id } = file
  const { document_id, content_id, language, values } = input
  const template = letterTemplates.find(({ code }) => code === input.letter)
  if (!template?.texts[language]) throw new Problem('invalid', 'documents.no_such_letter')
  const { section } = template
  demand(section)
  if (template.for === 'professional' && input.how === 'posted') throw new Problem('invalid', 'documents.letter_handed')
  const wrong = letterProblems(template, values)
  if (wrong.length > 0)
    throw new Problem('invalid', 'documents.letter_fields', {
      fields: wrong.map(({ field, code }) => ({ path: `values.${field}`, code })),
    })
  const pdf = Buffer.from(await setLetter(letterSheet(template, language, values, today)))
  let because: string | null = null
  if (input.how === 'posted') {
    const leaving = { kind: 'letter', channel: 'letter', template: 'ready', language, values: {} } as const
    const decision = await leave(asked, content_id, leaving)
    because = decision.because
    if (!decision.allowed) return { document_id, state: 'refused', because }
  }
  note({ subject_id: document_id, sections: [section], reason: because ?? `${input.letter} ${input.how}` })
  const key = await vault.caseKey(tx, organisation_id, case_id)
  const words = { number: '', issuer: values.sender ?? '', issued_on: today, note: template.texts[language].title }
  const facts: PageFacts = {
    size: pdf.length,
    sha256: createHash('sha256').update(pdf).digest('hex'),
    pages: 1,
    active: false,
    because: null,
    made: true,
  }
  const sealedFacts = sealJson(key, store.contentPlace(file, content_id), facts)
  await store.insertDocument(tx, {
    ...{ organisation_id, case_id, document_id, section, type: 'letter', held_by: 'person', seen: 'original' },
    ...{ expires_on: null, replaces_id: null, added_by: actor.staff_id },
    sealed: sealJson(key, store.documentPlace(file, document_id), words),
  })
  await store.insertPage(tx, {
    ...{ organisation_id, case_id, document_id, content_id, section, place: 1, parts: partsOf(pdf.length) },
    begun_by: actor.staff_id,
    sealed: sealedFacts,
  })
  for (let part = 0; part < partsOf(pdf.length); part += 1) {
    const bytes = pdf.subarray(part * partSize, (part + 1) * partSize)
    const sealed = sealBytes(key, store.partPlace(file, content_id, part), bytes)
    await store.insertPart(tx, { organisation_id, case_id, content_id, section, part, sealed })
  }
  await Promise.all([
    store.settlePage(tx, file, content_id, { state: 'kept', media: 'pdf', sealed: sealedFacts }),
    addToTimeline(tx, {
      organisation_id,
      case_id,
      actor_id: actor.staff_id,
      kind: 'letter_written',
      section,
      ref_id: document_id,
    }),
    touchCase(tx, case_id),
  ])
  return { document_id, state: 'written', because }
})
