// From needs to a plan in her own words: what asks, a goal in Urdu with its translation, a step she takes herself, the
// agreement signed with an interpreter, the paper in Urdu; a supervisor approves the hash; a change makes the next draft.
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { root } from '#test/files.ts'
import type { Hands } from './hands.ts'
import type { Journey } from './journey.ts'
import { talkOfNeeds } from './main-file.ts'

const her = {
  alias: 'Zainab',
  goal: 'میں ایک ایسے کمرے میں سونا چاہتی ہوں جس کی چابی میرے پاس ہو۔',
  translation: 'Quiero dormir en un cuarto del que yo tenga la llave.',
  why: 'تاکہ رات کو ڈر نہ لگے۔',
  step: 'Preguntar por el carné del centro de salud',
  step_hers: 'صحت مرکز کا کارڈ پوچھنا',
  disagreed: 'میں جمعہ کو نہیں آ سکتی۔',
}

const openHerFile = async ({ page }: Hands) => {
  const row = page.getByRole('main').getByText(her.alias, { exact: true }).first()
  await row.click()
  await page.getByRole('heading', { name: her.alias, level: 1 }).waitFor()
}

const asks = async ({ look }: Journey, hands: Hands) => {
  const { page, need, t } = hands
  await hands.tab('shell.side.plan')
  await hands.sees('plans.asks.title')
  await look(page, 'what asks for a goal')
  await hands.press('plans.asks.without_for', { need: need('language') })
  await page.getByText(t('plans.without.first_another'), { exact: true }).click()
  await hands.fill('plans.without.words', 'Primero un sitio donde dormir.')
  await look(page, 'why no goal')
  await hands.press('plans.without.save')
  await hands.hears('plans.without.saved')
}

const opens = (page: Page, words: string) => page.locator('summary', { hasText: words }).click()

const writesGoal = async ({ look }: Journey, hands: Hands) => {
  const { page, need, t } = hands
  await hands.press('plans.asks.write_for', { need: need('documents') })
  await hands.fill('plans.goal.words', her.goal)
  await hands.pick('plans.goal.language', hands.languageName('ur'))
  await opens(page, t('plans.goal.more'))
  await hands.fill('plans.goal.translation', her.translation)
  await hands.fill('plans.goal.why', her.why)
  await page.getByText(t('plans.change.preparing'), { exact: true }).click()
  await look(page, 'a goal in her words')
  await hands.press('plans.goal.save')
  await hands.hears('plans.goal.saved')
  const goal = page.getByRole('article').filter({ hasText: her.goal })
  await hands.press('plans.step.new', undefined, goal)
  await hands.fill('plans.step.words', her.step)
  await hands.choose('plans.step.owner', t('plans.step.herself', { name: her.alias }))
  await opens(page, t('plans.step.more'))
  await hands.fill('plans.step.in_her_words', her.step_hers)
  await hands.fill('plans.step.cost', '0')
  await hands.choose('plans.step.paid_by', t('plans.cost.by.public'))
  await look(page, 'a step she takes')
  await hands.press('plans.step.save')
  await hands.hears('plans.step.saved')
  await hands.reads(her.step_hers)
  await look(page, 'the plan with her goal first in sight')
}

const beginsPath = async ({ look }: Journey, hands: Hands) => {
  const { page, t } = hands
  await hands.press('plans.path.begin')
  await page.getByText(t('plans.her_view.wants'), { exact: true }).click()
  await hands.fill('plans.path.reason', 'Ha dormido tres noches seguidas y quiere empezar.')
  await look(page, 'where on the path')
  await hands.press('plans.path.save')
  await hands.hears('plans.path.moved')
  await hands.reads(t('plans.path.insertion.recovery'))
}

const agrees = async ({ look }: Journey, hands: Hands) => {
  const { page, t } = hands
  await hands.press('plans.agree.open')
  await page.getByText(t('plans.how.signed'), { exact: true }).click()
  await hands.pick('plans.agree.language', hands.languageName('ur'))
  await page.getByText(t('plans.interpreter.professional'), { exact: true }).click()
  await hands.fill('plans.agree.interpreter_who', 'INT-07')
  await page.getByText(t('plans.copy_choice.taken'), { exact: true }).click()
  await hands.fill('plans.agree.disagreed', her.disagreed)
  await look(page, 'agreed and signed')
  await hands.press('plans.agree.save')
  await page
    .getByRole('status')
    .getByText(t('plans.agree.done', { number: 1 }), { exact: true })
    .first()
    .waitFor()
  await hands.sees('plans.state.agreed', { number: 2 })
  await look(page, 'the plan as agreed')
}

/** The paper she takes along, kept beside the pictures and drawn where the machine can. */
const takesPaper = async ({ look }: Journey, hands: Hands) => {
  const { page, t } = hands
  await hands.press('plans.paper.open')
  await hands.choose('plans.paper.language', 'اردو')
  await look(page, 'the plan on paper')
  const [paper] = await Promise.all([page.waitForEvent('download'), hands.press('plans.paper.take')])
  const path = join(root, 'screenshots/care/plan-ur.pdf')
  await paper.saveAs(path)
  const bytes = await readFile(path)
  const text = bytes.toString('latin1')
  if (!text.startsWith('%PDF-') || !/FontName \/[A-Z]+\+NotoNastaliqUrdu/.test(text))
    throw new Error('the paper is not a PDF set in Nastaliq')
  if (!/^\d{4}-\d\d-\d\d\.pdf$/.test(paper.suggestedFilename())) throw new Error('its name says something')
  await promisify(execFile)('pdftoppm', ['-r', '80', '-png', path, path.replace(/\.pdf$/, '')]).catch(() => {})
  await page.getByRole('status').getByText(t('plans.paper.done'), { exact: true }).first().waitFor()
}

const approves = async ({ look }: Journey, hands: Hands) => {
  const { page, t } = hands
  await openHerFile(hands)
  await hands.tab('shell.side.plan')
  await hands.sees('plans.approval.waits', { number: 1 })
  await hands.press('plans.approval.look')
  await page.getByRole('dialog').getByText(her.goal).first().waitFor()
  await look(page, 'a supervisor reads what they approve')
  await hands.press('plans.approval.approve', { number: 1 })
  // Beside an open dialog it cannot be put away.
  await page.getByRole('status').getByText(t('plans.approval.said.approved'), { exact: true }).first().waitFor()
  await page.getByRole('dialog').getByText(t('plans.approval.approved'), { exact: true }).first().waitFor()
  await look(page, 'approved')
}

const changesAndCompares = async ({ look }: Journey, hands: Hands) => {
  const { page, t } = hands
  await page.reload()
  await hands.sees('plans.approval.approved')
  const goal = page.getByRole('article').filter({ hasText: her.goal })
  await hands.press('plans.goal.change', undefined, goal)
  await page.getByText(t('plans.status.waiting'), { exact: true }).click()
  await look(page, 'a goal can wait')
  await hands.press('plans.goal.save')
  await hands.hears('plans.goal.changed')
  await hands.sees('plans.state.draft', { number: 2 })
  await hands.press('plans.versions.open')
  const dialog = page.getByRole('dialog')
  await hands.choose('plans.versions.which', t('plans.versions.today'))
  await dialog.getByText(t('plans.differs.changed'), { exact: true }).first().waitFor()
  await look(page, 'side by side')
}

export const plansWithHer = async (at: Journey): Promise<void> => {
  const { step, look } = at
  const worker = await step('the reference worker opens the file', async () => {
    const hands = await at.colleague('reference_worker', 'people')
    await openHerFile(hands)
    return hands
  })
  await step('they talk about what she needs', () => talkOfNeeds(at, worker))
  await step('needs ask for goals; one gets a reason instead', () => asks(at, worker))
  await step('a goal in Urdu, and a step she takes herself', () => writesGoal(at, worker))
  await step('she begins on a path', () => beginsPath(at, worker))
  await step('they agree; she signs, with an interpreter', () => agrees(at, worker))
  await step('the plan on paper, in Urdu', () => takesPaper(at, worker))
  const coordinator = await step('a supervisor signs in', () => at.colleague('coordinator', 'people'))
  await step('the supervisor approves the hash', () => approves(at, coordinator))
  await step('a goal waits, and the draft stands beside what was agreed', () => changesAndCompares(at, worker))
  await step('the same from right to left', async () => {
    const mirrored = await at.colleague('reference_worker', 'people', 'xb')
    await openHerFile(mirrored)
    await mirrored.tab('shell.side.plan')
    await mirrored.reads(her.goal)
    await look(mirrored.page, 'mirrored')
  })
}
