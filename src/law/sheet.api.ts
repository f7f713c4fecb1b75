// The sheet for a lawyer as PDF: one rule after the other, each with room for a verdict and a signature.
import { press } from '#kit/press/press.ts'
import { fontsOf } from '#kit/press/scripts.ts'
import type { LawSheet } from './sheet.rules.ts'

const source = `
#let d = json(bytes(sys.inputs.data))
#let soft = luma(95)
#set document(title: d.title, date: none)
#set page(paper: "a4", margin: (x: 20mm, top: 15mm, bottom: 16mm),
  footer: context grid(columns: (1fr, auto), text(7.5pt, fill: soft)[#d.title · #d.day],
    text(7.5pt, fill: soft)[#counter(page).display() / #counter(page).final().first()]))
#set text(font: d.fonts, lang: d.language, size: 9pt, fill: luma(15))
#set par(leading: 0.55em, justify: false)
#let box_ = box(width: 3.4mm, height: 3.4mm, radius: 0.6mm, stroke: 0.7pt + luma(70), baseline: 0.5mm)
#text(20pt, weight: 700, d.title)
#v(1mm)
#text(10pt, fill: soft, d.day)
#v(3mm)
#block(width: 100%, inset: 4mm, radius: 1.5mm, fill: luma(244))[#d.how #v(1mm) #text(fill: soft, d.counts)]
#for track in d.tracks {
  v(5mm)
  block(sticky: true, text(14pt, weight: 700, track.name))
  v(1mm)
  line(length: 100%, stroke: 0.8pt + luma(60))
  for rule in track.rules {
    v(2.5mm)
    block(breakable: false, width: 100%, {
      grid(columns: (1fr, auto), column-gutter: 4mm, align: (start, end),
        { text(9pt, fill: soft)[#rule.id · #rule.kind]; linebreak(); text(11.5pt, weight: 700, rule.title) },
        text(8pt, fill: soft, font: "Noto Sans", rule.mark))
      v(1.2mm)
      text(rule.means)
      if rule.unless != "" { linebreak(); text(fill: luma(50))[#d.labels.unless #rule.unless] }
      v(1.2mm)
      grid(columns: (30mm, 1fr), row-gutter: 1mm, column-gutter: 3mm,
        ..rule.lines.map(l => (text(8pt, fill: soft, l.label), text(8pt, l.words.join(linebreak())))).flatten())
      v(1.2mm)
      text(8.5pt, weight: 700, rule.cited)
      linebreak()
      text(8pt, fill: soft)[#rule.source · #rule.sure]
      if rule.reviewed != "" { linebreak(); text(8pt, fill: soft, rule.reviewed) }
      if rule.verify != "" {
        v(1.2mm)
        block(width: 100%, inset: (x: 2.5mm, y: 1.8mm), radius: 1mm, stroke: 0.8pt + luma(90))[#text(8.5pt)[*#d.labels.verify* #rule.verify]]
      }
      v(1mm)
      grid(columns: (auto, 1fr), column-gutter: 6mm, align: horizon,
        d.boxes.map(b => [#box_ #h(1.2mm) #text(8.5pt, b)]).join(h(5mm)),
        { v(3.5mm); line(length: 100%, stroke: 0.5pt + luma(120)); v(-1mm); text(7pt, fill: soft, d.labels.signature) })
      v(0.5mm)
      text(7.5pt, fill: soft, d.labels.remarks)
      v(3mm)
      line(length: 100%, stroke: (paint: luma(190), thickness: 0.5pt, dash: "dotted"))
    })
  }
}
`

export const setSheet = (sheet: LawSheet): Promise<Uint8Array> =>
  press({ source, data: { ...sheet, fonts: fontsOf(sheet.language) } })
