// The table of wages never paid as a file: for a spreadsheet, or set as a page for counsel and the court.
import { answer } from '#gate/answer.ts'
import { csvFile, xlsxFile } from '#interpreters/table-file.rules.ts'
import { press } from '#kit/press/press.ts'
import { fontsOf } from '#kit/press/scripts.ts'
import { Problem } from '#kit/problem.ts'
import { translatorOf } from '#language/load-texts.ts'
import { getClaim } from './claim.api.ts'
import * as model from './claim.ts'
import { type WagePage, wageFile, wagePage } from './wage-sheet.rules.ts'

const source = `
#let d = json(bytes(sys.inputs.data))
#let soft = luma(90)
#set document(title: d.title, date: none)
#set page(paper: "a4", flipped: true, margin: (x: 18mm, top: 16mm, bottom: 15mm),
  footer: context align(center, text(7.5pt, fill: soft)[#counter(page).display() / #counter(page).final().first()]))
#set text(font: d.fonts, lang: d.language, size: 9.5pt)
#grid(columns: (1fr, auto), align: horizon, text(18pt, d.title), text(10pt, fill: soft, d.day))
#for t in d.tables {
  v(4mm)
  table(columns: (1.4fr,) + (1fr,) * (d.columns.len() - 1), align: (start,) + (end,) * (d.columns.len() - 1), inset: (x: 2mm, y: 1.4mm),
    stroke: (x, y) => (bottom: if y == 0 { 0.8pt + luma(60) } else { 0.3pt + luma(200) }),
    table.header(..d.columns.map(c => text(8.5pt, fill: soft, c))),
    ..t.rows.flatten().map(c => [#c]),
    ..t.sums.map(c => strong(c)))
  v(2mm)
  align(end, text(13pt, weight: "bold", t.total))
  v(2mm)
  for line_ in t.rates { text(8.5pt, fill: soft, line_); linebreak() }
  for line_ in t.remarks { text(8.5pt, fill: soft, line_); linebreak() }
}
#v(5mm)
#for line_ in d.notes { text(9.5pt, line_); linebreak() }
`

const setPage = (page: WagePage): Promise<Uint8Array> =>
  press({ source, data: { ...page, fonts: fontsOf(page.language) } })

export const exportWages = answer(model.exportWages)(async (asked) => {
  const { input, today, demand, note, visitor } = asked
  demand('law')
  const { tables, kind } = await getClaim(asked, input.claim_id)
  note({ subject_id: input.claim_id, sections: ['law'], reason: `wages as ${input.form}` })
  if (kind !== 'back_wages' || tables.length === 0) throw new Problem('invalid', 'claims.nothing_to_reckon')
  const t = translatorOf(visitor.language)
  const bytes = {
    csv: async () => csvFile(wageFile(t, visitor.language, tables)),
    xlsx: async () => xlsxFile(wageFile(t, visitor.language, tables)),
    pdf: () => setPage(wagePage(t, visitor.language, tables, today)),
  }[input.form]
  // A name that says nothing, wherever it ends up.
  return { name: `${today}.${input.form}`, bytes: Buffer.from(await bytes()).toString('base64') }
})
