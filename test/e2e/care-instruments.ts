// PHQ-9 in Nepali with an interpreter's Spanish beside it: by keys, through a lost connection and a crash. The ninth
// question opens the protocol of the day, which stands with whoever has the duty. Then a month of instruments as a line.
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Hands } from './hands.ts'
import type { Journey } from './journey.ts'

const him = 'Bishnu'
const her = 'Maya'
const onDuty = 'Beatriz Solana Prieto'
const roof = 'Obras en el tejado'
/** The office goes by the clock of its town. */
const dayIn = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Madrid' })

const openInstruments = async (hands: Hands, alias: string) => {
  await hands.follow('shell.places.people', hands.page.getByRole('navigation').first())
  await hands.page.getByRole('main').getByText(alias, { exact: true }).first().click()
  await hands.page.getByRole('heading', { name: alias, level: 1 }).waitFor()
  await hands.tab('shell.side.instruments')
}

/** The card of an instrument among those that may be asked now. */
const offered = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name })

/** How far it has come, as whoever cannot see the line hears it. */
const comesTo = (page: Page, done: number) =>
  page.locator(`[role=progressbar][aria-valuenow="${done}"]`).waitFor({ state: 'attached' })

/** Every answer leads to the next question: the key waits for it. */
const answers = async (page: Page, keys: string, from: number) => {
  for (const [place, key] of [...keys].entries()) {
    await page.keyboard.press(key)
    await comesTo(page, from + place + 1)
  }
}

const namesDuty = async (journey: Journey) => {
  const hands = await journey.colleague('coordinator', 'organisation')
  const { page, t } = hands
  await page.getByRole('tab', { name: t('safety.duty.title') }).click()
  await hands.press('safety.duty.add_turn')
  await hands.choose('safety.duty.who', onDuty)
  await hands.fill('safety.duty.telephone', '+34 600 000 001')
  for (const key of ['safety.duty.from_time', 'safety.duty.until_time']) await hands.choose(key, '00:00')
  await hands.press('safety.duty.save_turn')
  await hands.hears('safety.saved')
  // In its hours an office's own team is called instead, and this journey is walked at any hour.
  await hands.press('safety.duty.add_day')
  await hands.write('safety.duty.free_day', dayIn.format(new Date()))
  await hands.fill('safety.duty.free_day_name', roof)
  await hands.press('safety.duty.save_day')
  await page.getByText(roof, { exact: true }).waitFor()
}

const asksInNepali = async (journey: Journey, hands: Hands) => {
  const { page, t } = hands
  const { look } = journey
  await openInstruments(hands, him)
  await look(page, 'what may be asked')
  await offered(page, 'PHQ-9').getByRole('button').first().click()
  await page.getByRole('dialog').getByRole('button', { name: /नेपाली/ }).waitFor()
  await look(page, 'how it is given')
  await hands.press('instruments.begin')
  await page.locator('.opening-words [lang="ne"]').waitFor()
  await look(page, 'before the first question')
  await page.getByRole('button', { name: new RegExp(t('instruments.begin_now')) }).click()
  const question = page.getByRole('heading', { level: 2 })
  await question.locator('[lang="ne"]').waitFor()
  await question.locator('[lang="es"]').waitFor()
  await look(page, 'one question, two languages')
}

/** Two answers while the line is gone, then the page itself: nobody is asked again. */
const losesLine = async ({ allow }: Journey, hands: Hands) => {
  const { page } = hands
  allow(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
  await answers(page, '34', 0)
  await page.context().setOffline(true)
  await answers(page, '32', 2)
  await hands.sees('instruments.kept_here')
  await page.context().setOffline(false)
  await page.getByText(hands.t('instruments.kept_here')).waitFor({ state: 'detached' })
  await page.reload()
  await comesTo(page, 4)
}

const answersTheNinth = async ({ look }: Journey, hands: Hands) => {
  const { page, t } = hands
  await page.getByRole('button', { name: new RegExp(t('instruments.skip')) }).click()
  await comesTo(page, 5)
  await answers(page, '231', 5)
  // The ninth, by arrow and Enter.
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key)
  await comesTo(page, 9)
  await answers(page, '2', 9)
  await hands.sees('instruments.step_waits')
  await look(page, 'after the last question')
  await hands.press('instruments.finish')
  await hands.hears('instruments.kept')
  await hands.reads(t('instruments.safety_answered'))
  await hands.sees('instruments.protocols')
  await look(page, 'what it says, and the protocol above it')
}

const reachesDuty = async (journey: Journey) => {
  const hands = await journey.colleague('psychologist', 'today')
  const { page, t } = hands
  const waiting = page.getByRole('region', { name: t('safety.today.title') })
  await waiting.getByRole('link', { name: new RegExp(him) }).click()
  await hands.heading(t('safety.call.title'))
  await journey.look(page, 'the protocol, with whoever has the duty')
  await hands.press('safety.take.do')
  await hands.hears('safety.take.done')
}

/** The sheet of last week, typed by number; a second one the same day is noticed only where both are long. */
const typesPaper = async ({ look }: Journey, hands: Hands) => {
  const { page, t } = hands
  await openInstruments(hands, her)
  await offered(page, 'GAD-7').getByRole('button').first().click()
  await page.getByText(t('instruments.given.paper'), { exact: true }).click()
  await hands.press('instruments.begin')
  // The first line is at hand as soon as the sheet stands.
  await page.waitForFunction(() => document.activeElement?.closest('.item-row'))
  for (const key of '2130212') await page.keyboard.press(key)
  await comesTo(page, 7)
  await look(page, 'typed from paper')
  await hands.press('instruments.finish')
  await hands.hears('instruments.kept')
}

const looksAtMonth = async ({ look }: Journey, hands: Hands) => {
  const { page, t } = hands
  const chart = page.getByRole('figure', { name: /PHQ-9/ })
  await page.getByRole('radio', { name: t('instruments.span.month') }).check({ force: true })
  await chart.getByRole('img').waitFor()
  const dots = await chart.locator('.curve-dot').count()
  assert.ok(dots >= 3, `${dots} points in a month`)
  await chart.locator('summary').click()
  assert.ok((await chart.getByRole('row').count()) > dots, 'everything that is drawn stands in the table')
  await look(page, 'a month of instruments')
  const result = page.getByRole('article').filter({ hasText: 'PHQ-9' })
  await result.getByRole('button', { name: t('instruments.open_answers') }).click()
  await hands.heading(t('instruments.compare.title'))
  await page.locator('.compared').waitFor()
  await look(page, 'two days beside each other')
}

export const asksHowHeIs = async (at: Journey): Promise<void> => {
  const { step } = at
  await step('the coordinator names who has the duty', () => namesDuty(at))
  const worker = await step('the reference worker signs in', () => at.colleague('reference_worker', 'today'))
  await step('nine questions in Nepali, Spanish beside them', () => asksInNepali(at, worker))
  await step('the line breaks, then the page, and no answer is lost', () => losesLine(at, worker))
  await step('the ninth question is answered', () => answersTheNinth(at, worker))
  await step('it reaches whoever has the duty, who takes it over', () => reachesDuty(at))
  await step('a sheet of paper is typed in', () => typesPaper(at, worker))
  await step('a month of instruments is a line', () => looksAtMonth(at, worker))
}
