// Sets a summary as PDF: the recipient's name across every page, so that a copy that went astray says whose it was.
import { chineseFonts } from '#kit/press/chinese.ts'
import { press } from '#kit/press/press.ts'
import { fontsOf } from '#kit/press/scripts.ts'
import type { Sheet } from './summary.rules.ts'

const source = `
#let d = json(bytes(sys.inputs.data))
#set document(title: d.title, date: none)
#set text(font: d.fonts, size: 10.5pt, lang: d.language, fill: luma(20))
#set par(leading: 0.75em, spacing: 1em)
#set page(paper: "a4", margin: (x: 26mm, top: 24mm, bottom: 26mm),
  foreground: place(center + horizon, rotate(-32deg, text(26pt, weight: "semibold", fill: rgb(101, 90, 80, 34), box(width: 230mm, align(center, d.mark))))),
  footer: context [
    #set text(8pt, fill: rgb("#655a50"))
    #grid(columns: (1fr, auto), column-gutter: 6mm, d.foot, counter(page).display("1 / 1", both: true))])
#text(18pt, d.title)
#par(d.lead)
#grid(columns: (46mm, 1fr), row-gutter: 2.6mm, ..d.facts.map(f => (text(fill: rgb("#655a50"), f.at(0)), f.at(1))).flatten())
#v(4mm)
#for p in d.parts {
  block(above: 8mm, below: 1.5mm, sticky: true, text(12.5pt, weight: "semibold", p.topic))
  block(below: 3mm, sticky: true, text(9pt, fill: rgb("#655a50"), p.circumstances))
  for line in p.words.split("\\n") { par(line) }
}
#v(8mm)
#block(stroke: (left: 2pt + rgb("#1d665f")), inset: (left: 4mm, y: 1mm), d.closing)
`

export const setSummary = (sheet: Sheet): Promise<Uint8Array> =>
  press({
    source,
    fonts: chineseFonts(JSON.stringify(sheet)),
    data: { ...sheet, fonts: [...fontsOf(sheet.language), 'Noto Nastaliq Urdu'] },
  })
