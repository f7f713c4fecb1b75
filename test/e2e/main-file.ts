// The middle of the main job: the file is opened after the duplicate question, her story and needs are written down,
// and what she wants becomes a plan.
import type { Hands } from './hands.ts'
import type { Journey } from './journey.ts'

export interface Her {
  alias: string
  birth_year: string
  story: string
  goal: string
  step: string
}

export const worker = 'Lucía Ferrer Montes'

/** The coordinator opens a file from the report she is reading, and gives it to the reference worker. */
export const openFile = async ({ look }: Journey, hands: Hands, her: Her, added: string) => {
  const { page, t } = hands
  await page.reload()
  await hands.reads(added)
  await hands.follow('reports.open_a_file')
  await hands.fill('cases.duplicate.name', her.alias)
  await hands.fill('people.card.birth_year', her.birth_year)
  await look(page, 'duplicate question')
  await hands.press('cases.duplicate.ask')
  const goOn = hands.find('button', 'cases.duplicate.go_on').or(hands.find('button', 'cases.duplicate.someone_else'))
  await goOn.waitFor()
  await look(page, 'duplicate question, answered')
  await goOn.click()
  await hands.fill('people.card.alias', her.alias)
  await hands.pick('people.card.languages', hands.languageName('ne'))
  await hands.say('people.card.interpreter_needed')
  await hands.pick('people.card.country', hands.countryName('NP'))
  await hands.choose('people.card.gender', t('people.gender.woman'))
  await hands.pick('people.card.province', 'Madrid')
  await hands.tick('people.card.irregular_status', t('people.papers.yes'))
  await hands.choose('cases.new.reference_worker', worker)
  await look(page, 'her card')
  await hands.press('cases.new.save')
  await hands.hears('cases.new.opened')
  await hands.heading(her.alias)
  await hands.sees('people.contact.none')
  await look(page, 'the file')
}

/** The reference worker finds the file in the list. */
export const findFile = async ({ look }: Journey, hands: Hands, her: Her) => {
  const { page } = hands
  await hands.reads(worker)
  await look(page, 'today of the reference worker')
  await hands.follow('shell.places.people')
  const row = page.getByRole('main').getByText(her.alias, { exact: true }).first()
  await row.waitFor()
  await look(page, 'people')
  await row.click()
  await page.getByRole('heading', { name: her.alias, level: 1 }).waitFor()
}

export const writeStory = async ({ look }: Journey, hands: Hands, her: Her) => {
  await hands.tab('shell.side.notes')
  await hands.fill('cases.notes.text', her.story)
  await hands.press('cases.notes.save')
  await hands.hears('cases.notes.saved')
  await hands.reads(her.story)
  await look(hands.page, 'notes')
}

const levels: Record<string, number | null> = {
  housing: 4,
  safety: 3,
  health: 2,
  mind: 3,
  legal: 2,
  documents: 4,
  language: 3,
  learning: 1,
  work: 3,
  money: 4,
  children: 0,
  family: null,
}

/** Twelve questions, one of which she prefers to leave, and her own order. */
export const talkOfNeeds = async ({ look }: Journey, hands: Hands) => {
  const { page, t, need } = hands
  await hands.tab('shell.side.needs')
  await look(page, 'needs, before')
  await hands.press('assessments.begin')
  for (const [domain, level] of Object.entries(levels))
    if (level !== null) await hands.tick(`needs.${domain}.question`, t(`needs.level.${level}`))
  await hands.pick('needs.priority', need('documents'))
  await hands.pick('needs.priority', need('housing'))
  await hands.press('assessments.move_up', { need: need('housing') })
  await look(page, 'needs, the talk')
  await hands.press('assessments.keep')
  await hands.hears('assessments.kept')
  await hands.reads(t('assessments.ranked', { place: 1, need: need('housing') }))
  await hands.reads(t('assessments.skipped', { needs: need('family') }))
  await look(page, 'needs, told')
}

/** As the house counts its days, which is not the clock on this wall in the first hour after midnight. */
const today = () => new Date().toISOString().slice(0, 10)

/** A goal in her words, one step for today, and the day on which the plan is looked at again. */
export const plan = async ({ look }: Journey, hands: Hands, her: Her) => {
  const { page, need } = hands
  await hands.tab('shell.side.plan')
  await hands.sees('plans.asks.title')
  await look(page, 'plan, needs that ask')
  await hands.press('plans.asks.write_for', { need: need('housing') })
  await hands.fill('plans.goal.words', her.goal)
  await look(page, 'plan, a goal')
  await hands.press('plans.goal.save')
  await hands.hears('plans.goal.saved')
  await hands.press('plans.step.new')
  await hands.fill('plans.step.words', her.step)
  await hands.write('plans.step.due_on', today())
  await look(page, 'plan, a step')
  await hands.press('plans.step.save')
  await hands.hears('plans.step.saved')
  await hands.press('plans.review.agree')
  await hands.press('plans.review.save')
  await hands.hears('plans.review.saved')
  await hands.reads(her.step)
  await look(page, 'plan')
}
