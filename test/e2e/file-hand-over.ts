// A file changes hands: the reference worker asks a colleague, who reads what is open, takes the file and reads two
// things before anything else; from then on the former one does not open it.
import type { Hands } from './hands.ts'
import type { Journey } from './journey.ts'

const alias = 'Nasrin'
const colleague = 'Teresa Aldana Ruiz'
const words = 'Prefiere quedar por la mañana, siempre en el mismo sitio.'
const told = {
  open_tasks: 'told',
  deadlines: 'told',
  appointments: 'nothing',
  consents_ending: 'nothing',
  person_told: 'worried',
  meeting_together: 'planned',
}

const propose = async ({ look }: Journey, hands: Hands): Promise<string> => {
  const { page, t } = hands
  await hands.follow('shell.places.people')
  await page.getByRole('main').getByText(alias, { exact: true }).first().click()
  await page.getByRole('heading', { name: alias, level: 1 }).waitFor()
  await hands.tab('shell.side.team')
  await hands.press('team.hand_over.begin')
  await hands.choose('team.hand_over.to', colleague)
  for (const [item, answer] of Object.entries(told))
    await hands.choose(`team.checklist.${item}`, t(`team.checklist.answer.${answer}`))
  await hands.fill('team.hand_over.words', words)
  await look(page, 'asking for a hand-over')
  await hands.press('team.hand_over.ask')
  await hands.hears('team.hand_over.asked')
  await hands.sees('team.hand_over.waiting')
  await look(page, 'a hand-over waits')
  return new URL(page.url()).pathname
}

const take = async ({ app, look }: Journey, hands: Hands) => {
  const { page } = hands
  await hands.sees('agenda.to_take')
  await page.goto(`${app.url}/desk/hand-overs`)
  await hands.sees('team.checklist.answer.worried')
  await look(page, 'a hand-over with its open matters')
  await hands.press('team.hand_over.take')
  await hands.hears('team.hand_over.taken')
  await hands.sees('team.read_first.title')
  await hands.reads(words)
  await look(page, 'what is read first')
  for (const what of ['contact', 'exclusions']) {
    await hands.press(`team.read_first.${what}`)
    await hands.hears('team.read_first.done')
  }
  await hands.find('heading', 'team.read_first.title').waitFor({ state: 'hidden' })
}

export const handsOver = async (journey: Journey): Promise<void> => {
  const { app, allow, step } = journey
  allow(/status of 404 .*\/api\/cases\//)
  const leaving = await step('the reference worker signs in', () => journey.colleague('reference_worker', 'today'))
  const path = await step('a colleague is asked to take the file', () => propose(journey, leaving))
  const receiving = await step('the colleague signs in', () => journey.colleague('coordinator', 'today'))
  await step('they read what is open, take it, and read two things first', () => take(journey, receiving))
  await step('the former reference worker does not open it any more', async () => {
    await leaving.page.goto(app.url + path)
    await leaving.sees('break_glass.not_open')
  })
}
