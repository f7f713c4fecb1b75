// The sentences side by side, on a screen and on paper in every script. Nothing of a file is read or written for them.
import { answer } from '#gate/answer.ts'
import { chineseFonts } from '#kit/press/chinese.ts'
import { press } from '#kit/press/press.ts'
import { fontsOf, foreignIn } from '#kit/press/scripts.ts'
import { languageOf } from '#language/languages.ts'
import { sheetOf } from './phrases.rules.ts'
import { phraseOrder, phrasesIn } from './phrases.store.ts'
import * as model from './phrases.ts'

/**
 * Hers is large, ours small beside it; the answers stand on a page of their own, in fields a finger finds. Nastaliq climbs
 * and falls and needs its room, and the Chinese font comes thin.
 */
const source = `
#let d = json(bytes(sys.inputs.data))
#let soft = luma(80)
#set document(title: d.sheet.title.ours, date: none)
#let script(w, size, ink, body, at: none) = {
  set align(if at != none { at } else if w.rtl { right } else { left })
  set text(size * w.scale, font: w.fonts, lang: w.language, dir: if w.rtl { rtl } else { ltr }, fill: ink,
    stroke: if w.thin { (0.028 * size) + ink } else { none })
  set par(leading: w.leading * 1em)
  show: it => if w.foreign == none { it } else { show regex(w.foreign): set text(font: "Noto Sans", stroke: none); it }
  body
}
#let hers(size, words, at: none) = script(d.hers, size, luma(10), words, at: at)
#let ours(size, words, at: none) = if d.sheet.hers != d.sheet.ours { script(d.ours, size, soft, words, at: at) }
#let room = calc.max(d.hers.room, d.ours.room)
#set page(paper: "a4", margin: (x: 15mm, top: 14mm, bottom: 17mm), footer: grid(columns: (1fr, auto), column-gutter: 6mm,
  ours(7.5pt, d.sheet.unreviewed), text(8pt, font: "Noto Sans", fill: soft, context [#counter(page).display() / #counter(page).final().first()])))
#set text(dir: if d.ours.rtl { rtl } else { ltr }, lang: d.ours.language)
#let side(big, small, words) = grid(columns: (1.35fr, 1fr), column-gutter: 7mm, align: horizon, hers(big, words.hers), ours(small, words.ours))
#let rule = line(length: 100%, stroke: 0.4pt + luma(170))
#let inset(body) = grid(columns: (8mm, 1fr), [], body)
#inset(side(17pt, 12pt, d.sheet.title))
#v(1mm * room)
#let count = counter("sentence")
#for part in d.sheet.parts {
  block(above: 4mm, below: 2mm * room, breakable: false, sticky: true, { rule; v(1.2mm); inset(side(10pt, 9pt, part.title)) })
  for one in part.sentences {
    count.step()
    block(breakable: false, width: 100%, above: 3.5mm * room, grid(columns: (8mm, 1fr), align: horizon,
      align(if d.ours.rtl { right } else { left }, text(9pt, font: "Noto Sans", fill: soft, lang: "en", dir: ltr, context count.display())), side(13pt, 10pt, one.words)))
  }
}
#pagebreak()
#side(17pt, 12pt, d.sheet.board.title)
#v(1mm * room)
#side(12pt, 10pt, d.sheet.how)
#v(6mm)
#grid(columns: (1fr, 1fr), gutter: 6mm, ..d.sheet.board.answers.map(one => box(width: 100%, height: 40mm, radius: 4mm, inset: 4mm,
  stroke: 1.2pt + luma(60), align(center + horizon, stack(dir: ttb, spacing: 3mm * room, hers(25pt, one.words.hers, at: center),
    ours(11pt, one.words.ours, at: center))))))
`

const scriptOf = (language: model.PhraseLanguage) => ({
  language,
  rtl: languageOf(language).direction === 'rtl',
  fonts: fontsOf(language),
  foreign: foreignIn(language),
  leading: language === 'ur' ? 1.35 : 0.6,
  room: language === 'ur' ? 1.8 : 1,
  scale: language === 'ur' ? 0.9 : 1,
  thin: language === 'zh',
})

export const setPhrases = (sheet: model.PhraseSheet): Promise<Uint8Array> =>
  press({
    source,
    fonts: chineseFonts(JSON.stringify(sheet)),
    data: { sheet, hers: scriptOf(sheet.hers), ours: scriptOf(sheet.ours) },
  })

const sheetIn = ({ hers, ours }: { hers: model.PhraseLanguage; ours: model.PhraseLanguage }): model.PhraseSheet =>
  sheetOf(phraseOrder(), phrasesIn(hers), phrasesIn(ours))

export const readPhrases = answer(model.readPhrases)(async ({ input }) => sheetIn(input))

export const printPhrases = answer(model.printPhrases)(async ({ input }) => {
  const pdf = await setPhrases(sheetIn(input))
  return { name: `pages-${input.hers}-${input.ours}.pdf`, bytes: Buffer.from(pdf).toString('base64') }
})
