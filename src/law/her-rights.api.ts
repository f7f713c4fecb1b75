// Reading what the law gives her today, and setting it on paper in her script: a page, or a card in the size of a bank card.
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { chineseFonts } from '#kit/press/chinese.ts'
import { press } from '#kit/press/press.ts'
import { fontsOf, foreignIn } from '#kit/press/scripts.ts'
import { Problem } from '#kit/problem.ts'
import { publicLanguages } from '#language/languages.ts'
import { translatorOf } from '#language/load-texts.ts'
import { herRights } from './her-rights.rules.ts'
import * as model from './her-rights.ts'
import { findLawFile, listEvents } from './law-file.store.ts'
import { packsFor } from './packs.ts'
import { factsOf, happeningsOf, reckonOn } from './reckon-file.api.ts'
import { findRule } from './stored.rules.ts'

/**
 * Nastaliq climbs and falls: it needs room between its lines, and what is set in Latin inside it stands in its own font. The
 * card's words shrink until they fit its side.
 */
const source = `
#let d = json(bytes(sys.inputs.data))
#let soft = luma(90)
#set document(title: d.title, date: none)
#set text(font: d.fonts, lang: d.language, dir: if d.rtl { rtl } else { ltr }, fill: luma(15), top-edge: "ascender", bottom-edge: "descender")
#set par(leading: d.leading * 1em, spacing: 0pt)
#let words(size, body, ink: luma(15)) = {
  show: it => if d.foreign == none { it } else { show regex(d.foreign): set text(font: "Noto Sans", stroke: none); it }
  text(size, fill: ink, stroke: if d.thin { (0.025 * size) + ink } else { none }, body)
}
#let cited(size, all) = words(size, all.join(" · "), ink: soft)
#let right_(k, one) = block(breakable: false, width: 100%, stack(spacing: d.under * 1pt * k,
  words(12.5pt * k, one.words), ..if one.until != none { (words(10pt * k, one.until),) }, cited(7pt * k, one.articles)))
#let day_(k, one) = block(breakable: false, width: 100%, stack(spacing: d.under * 1pt * k,
  words(12.5pt * k, one.words), words(11pt * k, strong(one.by)), cited(7pt * k, one.articles)))
#let heading_(k, s) = words(10pt * k, s, ink: soft)
#let list_(k, all) = stack(spacing: d.under * 1.4pt * k, ..all.map(s => grid(columns: (auto, 1fr), column-gutter: 2mm, words(10.5pt * k, "•"), words(10.5pt * k, s))))
#if d.card [
  #let (wide, high, edge) = (85.6mm, 53.98mm, 4mm)
  #set page(width: wide, height: high, margin: 0mm)
  #let fitted(side) = context {
    let sizes = (0.95, 0.88, 0.82, 0.76, 0.7, 0.65, 0.6, 0.56, 0.52, 0.48, 0.44, 0.4, 0.36, 0.33)
    let fits = sizes.find(k => measure(block(width: wide - 2 * edge, side(k))).height <= high - 2 * edge)
    assert(fits != none, message: "the card is too small for its words")
    block(width: wide, height: high, inset: edge, clip: true, align(start + top, side(fits)))
  }
  #fitted(k => stack(spacing: d.gap * 4.5pt * k, ..d.now.slice(0, calc.min(6, d.now.len())).map(one => stack(spacing: d.under * 0.7pt * k,
    words(11pt * k, one.words), ..if one.until != none { (words(9.5pt * k, strong(one.until)),) }))))
  #pagebreak(weak: true)
  #fitted(k => stack(spacing: d.gap * 4.5pt * k, ..if d.dates.len() > 0 { d.dates.slice(0, calc.min(4, d.dates.len())).map(one => day_(k, one)) },
    list_(k, d.talk.same_words), words(10.5pt * k, d.talk.ask_first), words(7pt * k, d.notes.last(), ink: soft)))
] else [
  #set page(paper: "a4", margin: (x: 24mm, top: 20mm, bottom: 18mm),
    footer: context align(center, text(7.5pt, font: "Noto Sans", fill: soft, dir: ltr)[#if counter(page).final().first() > 1 [#counter(page).display() / #counter(page).final().first()]]))
  #words(20pt, d.title)
  #v(3mm)
  #line(length: 100%, stroke: 0.6pt + luma(170))
  #if d.dates.len() > 0 { v(5mm); heading_(1, d.headings.dates); for one in d.dates { v(4mm); day_(1, one) } }
  #if d.now.len() > 0 { v(7mm); heading_(1, d.headings.now); for one in d.now { v(4mm); right_(1, one) } }
  #v(7mm)
  #block(breakable: false, width: 100%, inset: 4mm, radius: 2mm, fill: luma(246), {
    words(13pt, d.talk.heading); v(3mm)
    heading_(1, d.talk.same); v(2mm); list_(1, d.talk.same_words); v(4mm)
    heading_(1, d.talk.change); v(2mm); list_(1, d.talk.change_words); v(4mm)
    words(11.5pt, strong(d.talk.ask_first)) })
  #v(6mm)
  #for note in d.notes { words(9pt, note, ink: soft); v(1.5mm) }
]
`

const setPaper = (rights: model.HerRights, card: boolean): Promise<Uint8Array> =>
  press({
    source,
    fonts: chineseFonts(JSON.stringify(rights)),
    data: {
      ...{
        ...rights,
        card,
        fonts: fontsOf(rights.language),
        foreign: foreignIn(rights.language),
        thin: rights.language === 'zh',
      },
      leading: rights.language === 'ur' ? 0.1 : 0.3,
      under: rights.language === 'ur' ? 1 : 4,
      gap: rights.language === 'ur' ? 1 : 1.2,
    },
  })

const said = async ({ tx, file, today }: AskedOnFile<unknown>, language: string): Promise<model.HerRights> => {
  if (!publicLanguages().some(({ code }) => code === language)) throw new Problem('invalid', 'law.no_words_in_it')
  const kept = await findLawFile(tx, file)
  const items = kept ? reckonOn(factsOf(kept, happeningsOf(await listEvents(tx, file))), today) : []
  const packs = packsFor(kept?.jurisdictions ?? [])
  const above = packs.filter(({ country }) => country === null).map(({ id }) => id)
  return herRights(items, (item) => findRule(packs, item), translatorOf(language), language, today, above)
}

export const readHerRights = answer(model.readHerRights)(async (asked) => {
  asked.demand('law')
  asked.note({ sections: ['law'] })
  return said(asked, asked.input.language)
})

export const printHerRights = answer(model.printHerRights)(async (asked) => {
  const { input, today, demand, note } = asked
  demand('law')
  note({ sections: ['law'], reason: `rights ${input.form} ${input.language}` })
  const rights = await said(asked, input.language)
  if (rights.now.length + rights.dates.length === 0) throw new Problem('invalid', 'law.nothing_stands')
  // A name that says nothing, wherever it ends up.
  return { name: `${today}.pdf`, bytes: Buffer.from(await setPaper(rights, input.form === 'card')).toString('base64') }
})
