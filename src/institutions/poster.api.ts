// Setting the poster of an institution: one page for the wall of a staff room, with a code to point a telephone at.
import qrcode from 'qrcode'
import { answer } from '#gate/answer.ts'
import { press } from '#kit/press/press.ts'
import { fontsOf } from '#kit/press/scripts.ts'
import { translatorOf } from '#language/load-texts.ts'
import * as store from './institution.store.ts'
import { type Poster, posterPage } from './poster.rules.ts'
import * as model from './poster.ts'
import type { Sector } from './sector.ts'

const source = `
#let d = json(bytes(sys.inputs.data))
#let ink = rgb("#1d2b2a")
#let deep = rgb("#1f5b57")
#let pale = rgb("#eaf3f1")
#let soft = luma(90)
#set document(title: d.title, date: none)
#set page(paper: "a4", margin: (x: 17mm, top: 15mm, bottom: 12mm),
  footer: text(7pt, fill: soft, d.foot.join(" ")), footer-descent: 3mm)
#set text(font: d.fonts, lang: d.language, size: 11pt, fill: ink)
#set par(leading: 0.55em, spacing: 0pt, justify: false)
// Many steps stand closer, so that the page stays one.
#let many = d.steps.len() > 4
#set block(above: 0pt, below: 0pt)
#let label_(words) = text(11pt, fill: deep, words)
#text(11pt, fill: soft, d.name)
#v(if many { 4mm } else { 7mm })
#text(if many { 26pt } else { 34pt }, fill: deep, d.title)
#v(if many { 4mm } else { 7mm })
#text(if many { 12pt } else { 14pt }, d.lead)
#v(if many { 5mm } else { 11mm })
#label_(d.signs_label)
#v(2.5mm)
#block(width: 100%, fill: pale, radius: 3mm, inset: 5mm, grid(columns: (1fr, 1fr), column-gutter: 8mm, row-gutter: if many { 3mm } else { 4.4mm },
  ..d.signs.map(s => grid(columns: (4mm, 1fr), column-gutter: 1.5mm,
    box(width: 2.6mm, height: 2.6mm, radius: 1.3mm, fill: deep, baseline: -0.2mm), text(if many { 11pt } else { 12.5pt }, s)))))
#v(if many { 5mm } else { 11mm })
#label_(d.steps_label)
#v(if many { 3mm } else { 4.5mm })
#for (n, step) in d.steps.enumerate() {
  block(breakable: false, width: 100%, grid(columns: (9mm, 1fr), column-gutter: 3mm, align: (center + horizon, start + horizon),
    box(width: 8.5mm, height: 8.5mm, radius: 4.25mm, fill: deep, align(center + horizon, text(13pt, fill: white, str(n + 1)))),
    { text(if many { 11.5pt } else { 14pt }, step.who)
      for l in step.lines { linebreak(); text(if many { 9.5pt } else { 11pt }, fill: luma(60), l) } }))
  v(if many { 2mm } else { 5.5mm })
}
#v(if many { 2mm } else { 5mm })
#block(width: 100%, stroke: (left: 1.2mm + rgb("#b4552d")), inset: (left: 4mm, y: 1mm), {
  text(10pt, fill: rgb("#94411d"), d.never_label)
  for l in d.never { linebreak(); text(if many { 10pt } else { 11pt }, l) }
})
#v(1fr)
#block(width: 100%, fill: deep, radius: 3mm, inset: 6mm, grid(columns: (40mm, 1fr), column-gutter: 7mm, align: horizon,
  block(fill: white, radius: 2mm, inset: 2.5mm, image("/code.svg", width: 35mm)),
  { set text(fill: white)
    text(20pt, d.tell)
    for l in d.tell_lines { v(3mm); text(11.5pt, l) }
    v(4mm)
    text(10pt, font: "Noto Sans", d.address)
    v(5mm)
    text(14pt, d.danger) }))
`

/** Dark on light and with room to spare: it is read from a wall, sometimes through a fold. */
const codeFor = async (address: string): Promise<Uint8Array> =>
  Buffer.from(await qrcode.toString(address, { type: 'svg', errorCorrectionLevel: 'Q', margin: 0 }))

export const setPoster = async (poster: Poster): Promise<Uint8Array> =>
  press({
    source,
    data: { ...poster, fonts: fontsOf(poster.language) },
    files: { '/code.svg': await codeFor(poster.address) },
  })

export const posterOf = answer(model.posterOf)(async ({ input, tx, actor, house, today, note }) => {
  const { institution_id, language } = input
  note({ subject_id: institution_id, reason: `poster in ${language}` })
  const { organisation_id } = actor
  const row = await store.getInstitutionRow(tx, organisation_id, institution_id)
  const [pathway] = await store.listPathwayRows(tx, organisation_id, institution_id)
  const { origin } = new URL(house.public_url ?? input.origin)
  const page = posterPage(translatorOf(language), {
    ...row,
    language,
    sector: row.sector as Sector,
    organisation: await store.nameOfHouse(tx, organisation_id),
    steps: pathway?.steps ?? [],
    agreed_on: pathway?.agreed_on ?? null,
    address: model.posterAddress(origin, row.code),
  })
  return { name: `${today}.pdf`, bytes: Buffer.from(await setPoster(page)).toString('base64') }
})
