// Setting an instrument on paper, in every script it is worded in.
import { findWording } from '#detection/wording.store.ts'
import { answer } from '#gate/answer.ts'
import { press } from '#kit/press/press.ts'
import { fontsOf, foreignIn } from '#kit/press/scripts.ts'
import { Problem } from '#kit/problem.ts'
import { languageOf } from '#language/languages.ts'
import { translatorOf } from '#language/load-texts.ts'
import { lineOf, type WordedIn } from './instrument.ts'
import { findInstrument, wordingOf } from './instruments.store.ts'
import { type PaperSheet, paperSheet, type SheetWords } from './paper.rules.ts'
import * as model from './paper.ts'

/**
 * Circles of seven millimetres, for a hand that trembles and a pen that is none. Short answers stand beside each other,
 * long ones below. Nastaliq climbs and falls and needs its room; foreign words are set in their own font.
 */
const source = `
#let d = json(bytes(sys.inputs.data))
#let soft = luma(80)
#set document(title: d.sheet.title.own, date: none)
#set page(paper: "a4", margin: (x: 20mm, top: 18mm, bottom: 18mm), footer: context {
  set text(8pt, font: "Noto Sans", fill: soft, lang: "en", dir: ltr)
  grid(columns: (1fr, auto), d.sheet.mark, [#counter(page).display() / #counter(page).final().first()])
})
#let side = if d.own.rtl { right } else { left }
#let script(w, size, ink, body) = {
  set align(side)
  set text(size * w.scale, font: w.fonts, lang: w.language, dir: if w.rtl { rtl } else { ltr }, fill: ink)
  set par(leading: w.leading * 1em, spacing: w.leading * 1.1em)
  show: it => if w.foreign == none { it } else { show regex(w.foreign): set text(font: "Noto Sans"); it }
  body
}
#let one = d.own
#let two = d.beside
#let own(size, words) = script(one, size, luma(10), words)
#let also(size, words) = if two != none and words != "" { script(two, size, soft, words) }
#let room = calc.max(one.room, if two != none { two.room } else { 0 })
#let both(size, b, gap: 1.6mm) = align(side, stack(dir: ttb, spacing: gap * room, own(size, b.own),
  ..if two != none and b.beside != "" { (also(size * 0.85, b.beside),) }))
#let ring = circle(radius: 3.5mm, stroke: 1.1pt + luma(30))
#let line-of = line(length: 100%, stroke: 0.6pt + luma(120))
#let choice(b) = grid(columns: (auto, 1fr), column-gutter: 3mm, align: horizon, ring, both(11pt, b, gap: 1mm))
#let short(options) = options.len() <= 5 and options.all(b => b.own.clusters().len() <= 12 and b.beside.clusters().len() <= 14)
#let under(b) = align(center, stack(dir: ttb, spacing: 2mm * calc.min(room, 2), ring,
  ..(own(9.5pt, b.own), also(8.5pt, b.beside)).filter(x => x != none).map(x => box(x))))
#set text(dir: if one.rtl { rtl } else { ltr }, lang: one.language)
#both(18pt, d.sheet.title, gap: 2.6mm)
#v(3mm)
#both(11pt, d.sheet.how)
#v(4mm)
#grid(columns: (auto, 50mm), column-gutter: 4mm, align: bottom, both(11pt, d.sheet.day), line-of)
#v(3mm)
#if d.sheet.recall.own != "" { block(below: 3mm, both(12pt, d.sheet.recall)) }
#for q in d.sheet.questions {
  block(breakable: false, width: 100%, above: 6mm, {
    if q.part.own != "" { block(below: 4mm, above: 2mm, { both(13pt, q.part); v(1mm); line(length: 100%, stroke: 0.4pt + luma(160)) }) }
    let number = align(side, text(11pt, font: "Noto Sans", fill: soft, str(q.number)))
    let words = stack(dir: ttb, spacing: 2mm * room, both(12.5pt, q.text), ..if q.only.own != "" { (both(9.5pt, q.only),) })
    grid(columns: (9mm, 1fr), align: top, number, words)
    v(2mm * calc.min(room, 1.6))
    if q.lines > 0 { pad(x: 9mm, stack(dir: ttb, spacing: 9mm, v(5mm), ..(line-of,) * q.lines)) }
    else if short(q.options) { pad(x: 6mm, grid(columns: (1fr,) * q.options.len(), ..q.options.map(under))) }
    else { pad(x: 9mm, stack(dir: ttb, spacing: 2.4mm * calc.min(room, 2), ..q.options.map(choice))) }
  })
}
`

const scriptOf = (language: WordedIn) => ({
  language,
  rtl: languageOf(language).direction === 'rtl',
  fonts: fontsOf(language),
  foreign: foreignIn(language),
  leading: language === 'ur' ? 1.3 : 0.7,
  room: language === 'ur' ? 2.6 : 1,
  scale: language === 'ur' ? 0.92 : 1,
})

export const setPaper = (sheet: PaperSheet): Promise<Uint8Array> =>
  press({
    source,
    data: {
      sheet,
      own: scriptOf(sheet.language),
      beside: sheet.beside && scriptOf(sheet.beside),
    },
  })

export const printForm = answer(model.printForm)(async ({ input, tx, actor }) => {
  const { instrument: id, version, language, beside, titled } = input
  const instrument = findInstrument(id, version)
  if (!instrument) throw new Problem('not_found', 'assessment.no_such_instrument')
  const wordsIn = async (which: WordedIn): Promise<SheetWords> => {
    const t = translatorOf(which)
    const wording = wordingOf(id, version, which)
    const official = await findWording(tx, actor.organisation_id, id, which)
    return {
      wording,
      official: official?.instrument_version === lineOf(instrument) ? official.sentences : {},
      title: titled ? wording.title : t('own.paper.title'),
      how: t('own.paper.how'),
      day: t('own.paper.day'),
      if_it_fits: t('own.paper.if_it_fits'),
    }
  }
  const sheet = paperSheet(
    instrument,
    await wordsIn(language),
    beside && beside !== language ? await wordsIn(beside) : null,
  )
  const pdf = await setPaper(sheet)
  return { name: `pages-${sheet.mark}.pdf`, bytes: Buffer.from(pdf).toString('base64') }
})
