// Setting care's two papers: injuries with their chart, and what a therapist noted for the person who asks for it.
import type { Day } from '#kit/day.ts'
import { press } from '#kit/press/press.ts'
import type { Translator } from '#kit/say.ts'
import { formatDay } from '#language/format.ts'
import { figureBox, linesOf, outlineOf } from './figure.rules.ts'
import type { Figure, FigureSide } from './injury.ts'
import type { InjurySheet } from './paper.rules.ts'

const fonts = ['Noto Sans', 'Noto Sans Devanagari', 'Noto Sans Bengali', 'Noto Naskh Arabic', 'Noto Nastaliq Urdu']

/** The empty figure: the marks are set over it by the press, with its own type. */
const drawing = (figure: Figure, side: FigureSide): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${figureBox.width} ${figureBox.height}"><path d="${outlineOf(figure)}" fill="#f6f1ea" stroke="#655a50" stroke-width="1.2" stroke-linejoin="round"/>${linesOf(
      figure,
      side,
    )
      .map((line) => `<path d="${line}" fill="none" stroke="#a09486" stroke-width="1" stroke-linecap="round"/>`)
      .join('')}</svg>`,
  )

const head = `
#let d = json(bytes(sys.inputs.data))
#set document(title: d.title, date: none)
#set text(font: d.fonts, size: 10pt, lang: d.language)
#set par(leading: 0.7em, spacing: 1em)
#let heading-of(words) = block(above: 7mm, below: 3mm, sticky: true, text(12pt, weight: "semibold", words))
#let lines-of(words) = for line in words.split("\\n") { par(line) }
`

const injurySource = `${head}
#set page(paper: "a4", margin: (x: 22mm, top: 20mm, bottom: 24mm), footer: context [
  #set text(8pt, fill: rgb("#655a50"))
  #d.foot #h(1fr) #counter(page).display("1 / 1", both: true)])
#text(18pt, d.title)
#v(2mm)
#grid(columns: (54mm, 1fr), column-gutter: 4mm, row-gutter: 2.6mm, ..d.facts.map(f => (text(fill: rgb("#655a50"), f.at(0)), f.at(1))).flatten())
#v(5mm)
#let wide = 58mm
#let tall = 116mm
#let chart(side, title, start, end) = align(center, stack(spacing: 2mm,
  text(weight: "semibold", title),
  box(width: wide, height: tall, {
    place(top + left, image("/" + side + ".svg", width: wide, height: tall))
    place(top + left, dx: 0mm, dy: 6mm, text(7.5pt, fill: rgb("#655a50"), start))
    place(top + right, dx: 0mm, dy: 6mm, text(7.5pt, fill: rgb("#655a50"), end))
    for m in d.marks.filter(m => m.side == side) {
      place(top + left, dx: m.x / 1000 * wide - 2.3mm, dy: m.y / 1000 * tall - 2.3mm,
        circle(radius: 2.3mm, fill: white, stroke: 1pt + rgb("#a2322d"), align(center + horizon, text(7pt, weight: "bold", fill: rgb("#8a2723"), str(m.number)))))
    }
  })))
#grid(columns: (1fr, 1fr), chart("front", d.front, d.hands.right, d.hands.left), chart("back", d.back, d.hands.left, d.hands.right))
#heading-of(d.headings.marks)
#for r in d.rows { block(breakable: false, below: 4mm, grid(columns: (8mm, 1fr), text(weight: "bold", fill: rgb("#8a2723"), r.number),
  stack(spacing: 2mm, text(weight: "semibold", r.lines.first()), ..r.lines.slice(1)))) }
#if d.account != "" { heading-of(d.headings.account); lines-of(d.account) }
#if d.opinion.len() > 0 { heading-of(d.headings.opinion); for o in d.opinion { lines-of(o) } }
#heading-of(d.headings.degrees)
#set text(9pt)
#grid(columns: (46mm, 1fr), column-gutter: 4mm, row-gutter: 2.4mm, ..d.degrees.map(g => (text(weight: "semibold", g.at(0)), g.at(1))).flatten())
#v(2mm)
#text(8.5pt, fill: rgb("#655a50"), d.degrees_note)
#if d.amended.len() > 0 { heading-of(d.headings.amended); list(..d.amended) }
#v(6mm)
#block(stroke: (left: 2pt + rgb("#1d665f")), inset: (left: 4mm, y: 1mm), d.not_a_verdict)
#v(16mm)
#block(breakable: false, stack(spacing: 2mm, line(length: 80mm, stroke: 0.5pt), text(9pt, d.signature)))
`

export const setInjuries = (figure: Figure, sheet: InjurySheet): Promise<Uint8Array> =>
  press({
    source: injurySource,
    data: { ...sheet, fonts },
    files: { '/front.svg': drawing(figure, 'front'), '/back.svg': drawing(figure, 'back') },
  })

const notesSource = `${head}
#set page(paper: "a4", margin: (x: 26mm, y: 26mm), footer: context [
  #set text(8pt, fill: rgb("#655a50"))
  #d.foot #h(1fr) #counter(page).display("1 / 1", both: true)])
#text(18pt, d.title)
#par(d.lead)
#for n in d.notes { heading-of(n.day); lines-of(n.words) }
#v(8mm)
#text(9pt, fill: rgb("#655a50"), d.kept_back)
`

/** A paper for the person: no name of the house, none of the therapist. */
export const setTherapyCopy = (
  language: string,
  say: Translator,
  of: { alias: string; made_on: Day },
  notes: { day: Day; words: string }[],
): Promise<Uint8Array> =>
  press({
    source: notesSource,
    data: {
      language,
      fonts,
      title: say('care.copy.title'),
      lead: say('care.copy.lead', { alias: of.alias }),
      foot: formatDay(language, of.made_on, 'long'),
      kept_back: say('care.copy.kept_back'),
      notes: notes.map(({ day, words }) => ({ day: formatDay(language, day, 'long'), words })),
    },
  })
