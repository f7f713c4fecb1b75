// Sets the page for a town hall or a province: one sheet, quiet, the same figures as the screen.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataFolder } from '#facts/load.ts'
import { answer } from '#gate/answer.ts'
import { press } from '#kit/press/press.ts'
import { Problem } from '#kit/problem.ts'
import { languageOf } from '#language/languages.ts'
import { translatorOf } from '#language/load-texts.ts'
import { getOrganisation } from '#organisations/organisation.store.ts'
import { briefMap, briefSheet } from './brief.rules.ts'
import { tellGaps } from './gap.api.ts'
import * as model from './gap.ts'
import type { Words } from './gap-words.rules.ts'

const shapes = JSON.parse(readFileSync(join(dataFolder, 'shapes/es-provinces.json'), 'utf8'))

const source = `
#let d = json(bytes(sys.inputs.data))
#let ink = rgb("#2b2a27")
#let soft = rgb("#6b6459")
#let accent = rgb("#2f6d5e")
#set document(title: d.title, date: none)
#set page(paper: "a4", margin: (x: 20mm, top: 11mm, bottom: 14mm), footer: context [#set text(8pt, fill: soft); #d.from #if d.invented != none [· #d.invented_short] #h(1fr) #counter(page).display()])
#set text(font: "Noto Sans", size: 9pt, lang: d.language, fill: ink)
#set par(leading: 0.56em, spacing: 0.8em)
#show heading: it => block(above: 1.1em, below: 0.6em, text(12pt, weight: "bold", fill: accent, it.body))
#text(17pt, weight: "bold", d.title)
#v(1mm)
#text(10.5pt, fill: soft, d.lead)
#if d.invented != none { v(1mm); block(width: 100%, inset: 6pt, radius: 3pt, stroke: 1.2pt + rgb("#8a3b12"), fill: rgb("#fbeadb"), text(10pt, weight: "bold", fill: rgb("#8a3b12"), d.invented)) }
#v(1mm)
#grid(columns: (1fr, 62mm), column-gutter: 8mm,
  [
    = #d.headings.gaps
    #if d.gaps.len() == 0 [#d.no_gaps]
    #for (i, g) in d.gaps.enumerate() {
      block(breakable: false, below: 0.65em, [
        #text(10.5pt, fill: accent, str(i + 1) + ". " + g.title) \\
        #g.reasons.join(" ") \\
        #text(fill: soft, g.help)
      ])
    }
  ],
  [
    = #d.headings.map
    #image("/map.svg", width: 100%)
    #text(8pt, fill: soft, d.map_words)
    = #d.headings.how
    #set text(7.5pt)
    #set par(leading: 0.5em)
    #list(..d.how)
  ])
= #d.headings.figures
#table(columns: (1.5fr, 1fr, 1fr, 0.8fr, 1fr, 0.8fr), stroke: none, inset: (x: 4pt, y: 1.9pt), align: (x, y) => if x == 0 { start } else { end },
  table.header(..d.head.map(h => text(8pt, weight: "bold", fill: soft, h))), table.hline(stroke: 0.7pt + soft),
  ..d.rows.map(r => (..r, table.hline(stroke: 0.3pt + rgb("#d8d2c6")))).flatten())
#text(8pt, fill: soft, d.note)
`

const nameOf = (locale: string, words: Words['t']) => {
  const names = new Intl.DisplayNames([locale], { type: 'language' })
  return (code: string): string => {
    const own = words(`codes.languages.${code}`)
    return own === `codes.languages.${code}` ? (names.of(code) ?? code) : own
  }
}

export const writeBrief = answer(model.writeBrief)(async (asked) => {
  const { input, tx, actor, facts, today, note } = asked
  const { language, province } = input
  const place = facts.provinces.find(({ code }) => code === province)
  if (province && !place) throw new Problem('invalid', 'gaps.unknown_province')
  const [told, organisation] = await Promise.all([tellGaps(asked), getOrganisation(tx, actor.organisation_id)])
  const t = translatorOf(language)
  const words: Words = {
    t,
    languageName: nameOf(languageOf(language).locale, t),
    provinceName: (code) => facts.provinces.find((each) => each.code === code)?.name ?? code,
  }
  const sheet = briefSheet(told, { words, language, province, organisation: organisation.name, today })
  // Needs overlap in one person: the map shows the need most people have in each place, and never adds needs up.
  const people = new Map<string, number>()
  for (const { by } of told.figures.needs)
    for (const [code, count] of Object.entries(by.province ?? {}))
      people.set(code, Math.max(count, people.get(code) ?? 0))
  const map = Buffer.from(briefMap(people, province, shapes))
  const pdf = await press({ source, data: sheet, files: { '/map.svg': map } })
  note({ reason: `brief ${province ?? 'all'} ${language}` })
  const demo = told.invented ? 'demo-' : ''
  return {
    name: `${demo}${t('gaps.brief.file')}-${province ?? 'es'}-${today}.pdf`,
    pdf: Buffer.from(pdf).toString('base64'),
  }
})
