// Sets the card: two sides in the size of a bank card, or a sheet of eight to cut, in every script people read here.
import { chineseFonts } from '#kit/press/chinese.ts'
import { press } from '#kit/press/press.ts'
import { fontsOf, foreignIn } from '#kit/press/scripts.ts'
import { languageOf } from '#language/languages.ts'
import type { CardSheet } from './card.rules.ts'

/**
 * The words grow or shrink until they fit the side. Nastaliq climbs and falls: it needs room between its lines, and
 * numbers stand in their own direction everywhere. The Chinese font comes thin: a line around its strokes makes it
 * readable in this size.
 */
const source = `
#let d = json(bytes(sys.inputs.data))
#let (wide, high, edge) = (85.6mm, 53.98mm, 4mm)
#let soft = luma(90)
#set document(title: d.title, date: none)
#set text(font: d.fonts, lang: d.language, dir: if d.rtl { rtl } else { ltr }, fill: luma(15))
#set par(leading: d.leading * 1em, spacing: 0pt)
#let words(size, body, ink: luma(15)) = {
  show: it => if d.foreign == none { it } else { show regex(d.foreign): set text(font: "Noto Sans", stroke: none); it }
  text(size, fill: ink, stroke: if d.thin { (0.028 * size) + ink } else { none }, body)
}
#let number(size, value) = box(text(size, font: "Noto Sans", dir: ltr, lang: "en", stroke: (0.035 * size) + luma(15), value))
#let other(size, value) = text(size, font: d.local_fonts, lang: d.local_language,
  dir: if d.local_rtl { rtl } else { ltr }, fill: soft, value)
#let small(size, value) = words(size, value, ink: soft)
#let head(k, one, two) = grid(columns: (1fr, auto), align: (start, end), small(6.4pt * k, one), small(6.4pt * k, two))
#let rule = line(length: 100%, stroke: 0.4pt + luma(190))
#let said(k, big, one) = stack(spacing: d.under * 1pt * k, words(if big { 8.6pt } else { 8pt } * k, one.label), small(5.8pt * k, one.about))
#let first(k, one) = grid(columns: (auto, 1fr), column-gutter: 3.5mm, align: start + horizon, number(25pt * k, one.number), said(k, true, one))
#let others(k, all) = grid(columns: (auto, 1fr), column-gutter: 3.5mm, row-gutter: d.gap * 6pt * k, align: start + horizon,
  ..all.map(one => (number(11.5pt * k, one.number), said(k, false, one))).flatten())
#let front(k) = stack(spacing: d.gap * 6pt * k, head(k, d.title, d.country), rule,
  ..if d.emergency != none { (first(k, d.emergency), rule) }, others(k, d.numbers))
#let back(k) = stack(spacing: d.gap * 5.5pt * k, head(k, d.ask, ""),
  grid(columns: (1fr, auto), column-gutter: 3mm, row-gutter: d.gap * 5.5pt * k, align: start + horizon,
    ..d.phrases.map(p => (words(8.6pt * k, p.own), other(7.6pt * k * d.local_scale, p.local))).flatten()),
  rule, head(k, d.know, d.printed),
  ..d.rights.map(r => par(hanging-indent: 2.4mm * k, { words(7.2pt * k, "•"); h(1.4mm * k)
    words(7.2pt * k, r.text); if r.sure != "" { words(5.6pt * k, " (" + r.sure + ")", ink: soft) } })))
#let fitted(side) = context {
  let sizes = (1.4, 1.3, 1.22, 1.15, 1.08, 1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.65, 0.6, 0.55, 0.5)
  let fits = sizes.find(k => measure(block(width: wide - 2 * edge, side(k))).height <= high - 2 * edge)
  assert(fits != none, message: "the card is too small for its words")
  block(width: wide, height: high, inset: edge, clip: true, align(start + top, side(fits)))
}
#let cut(columns, rows) = {
  let (x0, y0, mark) = ((210mm - columns * wide) / 2, (297mm - rows * high) / 2, 5mm)
  let draw(x, y, ..more) = place(top + left, dx: x, dy: y, line(stroke: 0.3pt + luma(120), ..more))
  for c in range(columns + 1) {
    draw(x0 + c * wide, y0 - mark - 1mm, angle: 90deg, length: mark)
    draw(x0 + c * wide, y0 + rows * high + 1mm, angle: 90deg, length: mark)
  }
  for r in range(rows + 1) {
    draw(x0 - mark - 1mm, y0 + r * high, length: mark)
    draw(x0 + columns * wide + 1mm, y0 + r * high, length: mark)
  }
}
#let sides = (fitted(front), fitted(back))
#set page(width: if d.sheet { 210mm } else { wide }, height: if d.sheet { 297mm } else { high }, margin: 0mm)
#if d.sheet {
  for (place_of, side) in sides.enumerate() {
    if place_of > 0 { pagebreak() }
    cut(2, 4)
    place(center + horizon, grid(columns: (wide,) * 2, rows: (high,) * 4, ..(side,) * 8))
  }
} else [#sides.first()#pagebreak(weak: true)#sides.last()]
`

const isRtl = (language: string): boolean => languageOf(language).direction === 'rtl'

export const setCard = (card: CardSheet, sheet: boolean): Promise<Uint8Array> =>
  press({
    source,
    fonts: chineseFonts(JSON.stringify(card)),
    data: {
      ...card,
      sheet,
      rtl: isRtl(card.language),
      fonts: fontsOf(card.language),
      local_rtl: isRtl(card.local_language),
      local_fonts: fontsOf(card.local_language),
      local_scale: card.local_language === 'ur' ? 0.8 : 1,
      leading: card.language === 'ur' ? 1.1 : 0.5,
      gap: card.language === 'ur' ? 1.8 : 1,
      under: card.language === 'ur' ? 7.5 : 3.2,
      thin: card.language === 'zh',
      foreign: foreignIn(card.language),
    },
  })
