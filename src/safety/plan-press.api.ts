// Sets the plan somebody carries: a small sheet that folds to the size of a card, or one narrow page for a phone.
import { chineseFonts } from '#kit/press/chinese.ts'
import { press } from '#kit/press/press.ts'
import { fontsOf, foreignIn } from '#kit/press/scripts.ts'
import type { PlanForm } from './plan.ts'
import type { PlanSheet } from './plan-card.rules.ts'

/**
 * Nastaliq climbs and falls: it needs room between its lines. A card shrinks its words until they fit; a page for a phone
 * is as long as they are.
 */
const source = `
#let d = json(bytes(sys.inputs.data))
#set document(title: d.title, date: none)
#set text(font: d.fonts, lang: d.language, dir: if d.rtl { rtl } else { ltr }, fill: luma(15))
#set par(leading: d.leading * 1em, spacing: d.leading * 1em)
#show: it => if d.foreign == none { it } else { show regex(d.foreign): set text(font: "Noto Sans", stroke: none); it }
#let words(size, body, ink: luma(15)) = text(size, fill: ink, stroke: if d.thin { (0.028 * size) + ink } else { none }, body)
#let block_of(k, b) = stack(spacing: d.gap * 4.2pt * k, words(6.6pt * k, b.head, ink: luma(90)),
  ..b.lines.map(l => par(hanging-indent: 2.4mm * k, { words(8.4pt * k, "•"); h(1.4mm * k); words(8.4pt * k, l) })))
#let all(k) = stack(spacing: d.gap * 9pt * k, words(9.6pt * k, d.title), line(length: 100%, stroke: 0.4pt + luma(190)), ..d.blocks.map(b => block_of(k, b)))
#let card() = {
  let (wide, high, edge) = (105mm, 148mm, 9mm)
  set page(width: wide, height: high, margin: 0mm)
  context {
    let sizes = (1.6, 1.45, 1.3, 1.2, 1.1, 1.0, 0.92, 0.84, 0.76, 0.68, 0.6, 0.53, 0.47, 0.42)
    let fits = sizes.find(k => measure(block(width: wide - 2 * edge, all(k))).height <= high - 2 * edge)
    block(width: wide, inset: edge, align(start + top, all(if fits == none { 0.42 } else { fits })))
  }
}
#let phone() = {
  set page(width: 90mm, height: auto, margin: 7mm)
  all(1.45)
}
#if d.form == "card" { card() } else { phone() }
`

/** Scripts that hang from a line or climb need more air between two of them. */
const gapOf: Record<string, number> = { ur: 1.8, hi: 1.4, ne: 1.4, bn: 1.4, ar: 1.2 }

export const setPlan = (sheet: PlanSheet, form: PlanForm): Promise<Uint8Array> =>
  press({
    source,
    fonts: chineseFonts(JSON.stringify(sheet)),
    data: {
      ...sheet,
      form,
      fonts: fontsOf(sheet.language),
      foreign: foreignIn(sheet.language),
      leading: sheet.language === 'ur' ? 1.2 : 0.6,
      gap: gapOf[sheet.language] ?? 1,
      thin: sheet.language === 'zh',
    },
  })
