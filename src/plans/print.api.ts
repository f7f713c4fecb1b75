// Setting the plan as a page: as it stands, or as a version was agreed, from what this colleague opens.
import { type Section, sections } from '#access/access.ts'
import { readCard } from '#cases/card.store.ts'
import { answer } from '#gate/answer.ts'
import { chineseFonts } from '#kit/press/chinese.ts'
import { press } from '#kit/press/press.ts'
import { fontsOf, foreignIn } from '#kit/press/scripts.ts'
import { Problem } from '#kit/problem.ts'
import { translatorOf } from '#language/load-texts.ts'
import type { OnFile } from './draft.api.ts'
import { canBeDrawn, type PlanSheet, type Printed, planSheet, type Said } from './print.rules.ts'
import * as model from './print.ts'
import { printedDraft, printedVersion } from './version.api.ts'

/**
 * Her words large, everything else quiet. Nastaliq climbs and falls far: every line takes the height its font asks for, and
 * what is set in Latin inside it stands in its own font. The Chinese font comes thin: a line around its strokes makes it
 * readable.
 */
const source = `
#let d = json(bytes(sys.inputs.data))
#let soft = luma(90)
#let say(s, size, ink: luma(15), to: start) = {
  set text(font: s.fonts, lang: s.language, dir: if s.rtl { rtl } else { ltr }, size: size, fill: ink,
    top-edge: "ascender", bottom-edge: "descender", stroke: if s.thin { (0.02 * size) + ink } else { none })
  set par(leading: s.leading * 1em)
  show: it => if s.foreign == none { it } else { show regex(s.foreign): set text(font: "Noto Sans", stroke: none); it }
  block(width: 100%, above: 0pt, below: 0pt, align(to, s.text))
}
#let word(text_, size, ink: luma(15), to: start) = say((text: text_, ..d.own), size, ink: ink, to: to)
// What stands beside a box begins beside it, whichever way its own words run.
#let beside = if d.own.rtl { right } else { left }
#set document(title: d.title, date: none)
#set page(paper: "a4", margin: (x: 24mm, top: 20mm, bottom: 18mm),
  footer: context align(center, text(7.5pt, font: "Noto Sans", fill: soft, dir: ltr)[#d.mark #if counter(page).final().first() > 1 [ · #counter(page).display() / #counter(page).final().first()]]))
#set text(font: d.own.fonts, lang: d.own.language, dir: if d.own.rtl { rtl } else { ltr })
#grid(columns: (3fr, 2fr), align: horizon, column-gutter: 8mm, word(d.title, 22pt), word(d.day, 10pt, ink: soft, to: end))
#if d.name != "" { v(1mm); word(d.name, 12pt) }
#v(2mm)
#line(length: 100%, stroke: 0.6pt + luma(170))
#for goal in d.goals {
  v(5mm)
  block(breakable: false, width: 100%, {
    say(goal.words, 15pt)
    if goal.also != none { v(0.6mm); say(goal.also, 10pt, ink: soft) }
    if goal.note != "" { v(0.6mm); word(goal.note, 9.5pt, ink: soft) }
    if goal.why != none { v(2mm); word(goal.why_label, 8.5pt, ink: soft); v(0.4mm); say(goal.why, 11pt) }
  })
  for step in goal.steps {
    v(2.2mm)
    block(breakable: false, width: 100%, grid(columns: (5mm, 1fr), column-gutter: 2.5mm, align: start + top,
      { v(step.words.drop * 1mm)
        box(width: 3.6mm, height: 3.6mm, radius: 0.7mm, stroke: 0.8pt + luma(80),
          if step.done { align(center + horizon, text(8pt, font: "Noto Sans", sym.times)) }) },
      { say(step.words, 11pt, to: beside)
        if step.also != none { v(0.4mm); say(step.also, 9pt, ink: soft, to: beside) }
        v(0.4mm)
        word(step.about, 9pt, ink: soft) }))
  }
}
#v(6mm)
#block(breakable: false, width: 100%, {
  line(length: 100%, stroke: 0.6pt + luma(170))
  v(2.5mm)
  for line_ in d.lines { word(line_, 10pt); v(0.8mm) }
  if d.disagreed != none { v(1mm); word(d.disagreed.label, 9pt, ink: soft); v(0.4mm); say(d.disagreed.words, 10.5pt) }
  v(14mm)
  grid(columns: (1fr, 1fr), column-gutter: 14mm, row-gutter: 1.5mm, ..d.signatures.map(_ => line(length: 100%, stroke: 0.5pt)),
    ..d.signatures.map(s => word(s, 9pt, ink: soft)))
})
`

/** How a language is set on this page. */
const setIn = (language: string, rtl: boolean) => ({
  language,
  rtl,
  fonts: fontsOf(language),
  foreign: foreignIn(language),
  leading: language === 'ur' ? 0.1 : 0.25,
  /** How far the first line stands below its edge, in millimetres. */
  drop: language === 'ur' ? 3.4 : 0.7,
  thin: language === 'zh',
})
const setSaid = (said: Said) => ({ ...setIn(said.language, said.rtl), text: said.text })
const setSaidOrNone = (said: Said | null) => said && setSaid(said)

export const setPlan = (sheet: PlanSheet): Promise<Uint8Array> =>
  press({
    source,
    fonts: chineseFonts(JSON.stringify(sheet)),
    data: {
      ...sheet,
      own: setIn(sheet.language, sheet.rtl),
      goals: sheet.goals.map((goal) => ({
        ...goal,
        words: setSaid(goal.words),
        also: setSaidOrNone(goal.also),
        why: setSaidOrNone(goal.why),
        steps: goal.steps.map((step) => ({ ...step, words: setSaid(step.words), also: setSaidOrNone(step.also) })),
      })),
      disagreed: sheet.disagreed && { ...sheet.disagreed, words: setSaid(sheet.disagreed.words) },
    },
  })

const nameFor = async ({ tx, vault, file }: OnFile, wanted: boolean): Promise<string> =>
  wanted ? (await readCard(tx, vault, file.organisation_id, file.case_id)).alias : ''

export const printPlan = answer(model.printPlan)(async (asked) => {
  const { input, today, note } = asked
  const { number, language, with_name, leave_out } = input
  if (!(model.paperLanguages as string[]).includes(language)) throw new Problem('invalid', 'plan.no_such_language')
  const [found, name] = await Promise.all([
    number === 0 ? printedDraft(asked) : printedVersion(asked, number),
    nameFor(asked, with_name),
  ])
  const left = new Set(leave_out.split(','))
  const goals = found.goals.filter(({ goal_id }) => !left.has(goal_id))
  if (goals.length === 0) throw new Problem('invalid', 'plan.nothing_to_print')
  const printed: Printed = { ...found, goals, name }
  const sheet = planSheet(printed, translatorOf(language), language, today)
  if (!canBeDrawn(sheet)) throw new Problem('invalid', 'plan.script')
  const open: Section[] = sections.filter((section) => asked.may('case.open').sections.includes(section))
  note({
    sections: open,
    reason: `plan ${number === 0 ? 'draft' : number} ${language}${with_name ? ' with name' : ''}`,
  })
  // A name that says nothing, wherever it ends up.
  return { name: `${today}.pdf`, bytes: Buffer.from(await setPlan(sheet)).toString('base64') }
})
