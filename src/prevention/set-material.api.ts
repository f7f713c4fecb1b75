// Sets a trainer's papers: sheets to read from, pages for the screen, cards to cut.
import { chineseFonts } from '#kit/press/chinese.ts'
import { press } from '#kit/press/press.ts'
import { fontsOf, latinRun } from '#kit/press/scripts.ts'
import { languageOf } from '#language/languages.ts'
import type { Sheet } from './material.rules.ts'
import type { MaterialKind } from './material.ts'

/** Nastaliq climbs and falls and needs room between its lines. A card is never broken over two pages. */
const source = `
#let d = json(bytes(sys.inputs.data))
#let (green, warm, soft, ink) = (rgb("#1d5f57"), rgb("#e3b98f"), rgb("#665f56"), rgb("#2a2723"))
#let screen = d.form == "slides"
#let size = if screen { 21pt } else if d.form == "take_home" { 14pt } else if d.form == "questions" { 12pt } else { 10.5pt }
#set document(title: d.title, date: none)
#set text(font: d.fonts, lang: d.language, dir: if d.rtl { rtl } else { ltr }, fill: ink, size: size)
#set par(leading: d.leading * 1em, spacing: 0.9em)
#show: all => if d.nastaliq { show regex(d.foreign): it => text(font: "Noto Sans", it); all } else { all }
#let footing = context grid(columns: (1fr, auto), text(8pt, fill: soft, d.title), text(8pt, fill: soft, counter(page).display()))
#set page(..if screen { (width: 254mm, height: 142.9mm, margin: (x: 18mm, top: 14mm, bottom: 12mm), fill: rgb("#fffdf9")) }
  else { (paper: "a4", margin: (x: 21mm, top: 19mm, bottom: 18mm), footer: footing) })
#let item(body) = grid(columns: (0.9em, 1fr), text(fill: green, "•"), body)
#let pair(b) = block(breakable: false, above: 0.75em, below: 0.75em, width: 100%, grid(columns: (if b.text == "" { 6em } else { 1fr },) + if b.text == "" { (1fr,) } else { () }, column-gutter: 1em, row-gutter: 0.5em,
  if b.text == "" { text(fill: soft, b.mark) } else {
    block(inset: (left: 0pt), { text(weight: 600, b.head); h(0.6em); box(text(0.82em, fill: green, weight: 600, b.mark)) }) },
  if b.text == "" { b.head } else { block(inset: (x: 0.9em), text(fill: soft, b.text)) }))
#let scene(body) = block(above: 1.3em, below: 0.9em, width: 100%, inset: (left: if d.rtl { 0pt } else { 0.8em }, right: if d.rtl { 0.8em } else { 0pt }), stroke: if d.rtl { (right: 2pt + warm) } else { (left: 2pt + warm) }, body)
#let shown(b) = if b.kind == "scene" and d.form == "trainer_guide" { scene(b.text) } else if b.kind == "item" { item(b.text) } else if b.kind == "label" { v(0.5em); text(0.92em, fill: green, weight: 600, b.text) } else if b.kind == "option" { block(inset: (x: 1em), b.text) } else if b.kind == "pair" { pair(b) } else { par(b.text) }
#let heading_of(p, big) = if p.heading != "" or p.aside != "" { grid(columns: (1fr, auto), column-gutter: 1em, align: (start + bottom, end + bottom),
  text(big, weight: 600, fill: green, p.heading), text(0.85em, fill: soft, p.aside)) }
#let part(p) = { block(above: 1.9em, below: 0.9em, sticky: true, heading_of(p, 1.25em)); for b in p.blocks { shown(b) } }
#let front = { text(if screen { 34pt } else { 22pt }, weight: 600, fill: green, d.title); parbreak()
  if d.lead != "" { text(1.08em, fill: soft, d.lead); parbreak() }
  if d.facts.len() > 0 { text(0.9em, fill: soft, d.facts.join("  ·  ")); parbreak() }
  if d.unreviewed != "" { block(inset: 0.7em, radius: 3pt, width: 100%, stroke: 0.6pt + warm, text(0.88em, d.unreviewed)) } }
#if screen {
  align(horizon, front)
  for p in d.parts { pagebreak(); heading_of(p, 30pt); v(0.6em); context {
    let body = stack(spacing: 0.75em, ..p.blocks.map(shown))
    let fits = (1, 0.92, 0.84, 0.77, 0.7, 0.63).find(k => measure(block(width: 218mm, { set text(size * k); body })).height <= 96mm)
    set text(size * if fits == none { 0.56 } else { fits }); body } }
} else if d.form == "cases" {
  front
  for p in d.parts { block(breakable: false, width: 100%, above: 1.4em, inset: 1.1em, stroke: (paint: soft, thickness: 0.5pt, dash: "dashed"), {
    heading_of(p, 1.15em); v(0.3em); for b in p.blocks { shown(b) } }) }
} else if d.form == "take_home" { front; v(0.6em); for p in d.parts { for b in p.blocks { block(above: 1.25em, shown(b)) } } } else { front; for p in d.parts { part(p) } }
#if d.sources.len() > 0 { block(above: 2em, below: 0.6em, sticky: true, text(1.1em, weight: 600, fill: green, d.sources_are))
  for s in d.sources { item(text(0.86em, fill: soft, s)) } }
`

interface Setting {
  form: MaterialKind
  language: string
  /** The heading over the sources. */
  sources_are: string
}

export const setSheet = (sheet: Sheet, { form, language, sources_are }: Setting): Promise<Uint8Array> =>
  press({
    source,
    fonts: chineseFonts(JSON.stringify(sheet)),
    data: {
      ...{ ...sheet, form, language, sources_are },
      rtl: languageOf(language).direction === 'rtl',
      fonts: fontsOf(language),
      nastaliq: language === 'ur',
      leading: language === 'ur' ? 1.3 : 0.68,
      foreign: latinRun,
    },
  })
