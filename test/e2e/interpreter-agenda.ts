// The agenda: an appointment planned with her, a clash and an exclusion said before anything is kept, a time that moves, the
// week of the team at a desk and on a phone, and a calendar of one's own that knows nothing but hours.
import assert from 'node:assert/strict'
import { addDays } from '#kit/day.ts'
import type { Hands } from './hands.ts'
import type { Journey } from './journey.ts'

const her = 'Zainab'
/** She must not meet him: it stands in her file. */
const brother = 'Tariq Mahmood'
const place = 'Centro de salud de Lavapiés'

/** A weekday far enough away that nothing of it is over. */
const nextTuesday = (): string => {
  const today = new Date().toISOString().slice(0, 10)
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay()
  return addDays(today, ((9 - weekday) % 7) + 7)
}

const openHerFile = async ({ page, tab, follow }: Hands) => {
  await follow('shell.places.people', page.getByRole('navigation').first())
  await page.getByRole('main').getByText(her, { exact: true }).first().click()
  await page.getByRole('heading', { name: her, level: 1 }).waitFor()
  await tab('shell.side.appointments')
}

const hour = ({ page, t }: Hands, text: string) =>
  page
    .getByRole('dialog')
    .getByLabel(new RegExp(`^${t('appointments.field.at')}`))
    .fill(text)

const asks = async (hands: Hands, day: string, at: string) => {
  const { page } = hands
  await hands.press('appointments.plan')
  const dialog = page.getByRole('dialog')
  await hands.choose('appointments.field.kind', hands.t('appointments.kind.health'), dialog)
  await hands.write('appointments.field.on', day)
  await hour(hands, at)
  return dialog
}

const plans = async ({ look }: Journey, hands: Hands, day: string) => {
  const { page, t } = hands
  const dialog = await asks(hands, day, '18:30')
  await hands.fill('appointments.field.place', place, dialog)
  await page.locator('summary', { hasText: t('appointments.way') }).click()
  await hands.fill('appointments.field.before', '30', dialog)
  await hands.fill('appointments.field.after', '30', dialog)
  await hands.fill('appointments.field.meet_at', 'En la boca del metro', dialog)
  await hands.sees('appointments.nothing_against')
  await look(page, 'an appointment, nothing against it')
  await hands.press('appointments.plan', undefined, dialog)
  await hands.reads(t('appointments.planned', { count: 1 }))
  await page
    .getByRole('status')
    .getByRole('button', { name: t('ui.close'), exact: true })
    .first()
    .click()
  await look(page, 'her appointments')
}

const clashes = async ({ look }: Journey, hands: Hands, day: string) => {
  const { page } = hands
  const dialog = await asks(hands, day, '18:45')
  await hands.sees('appointments.clashes')
  await hands.find('button', 'appointments.plan_anyway', undefined, dialog).waitFor()
  await look(page, 'a clash, in words')
  await hands.press('ui.cancel', undefined, dialog)
}

const isRefused = async ({ look }: Journey, hands: Hands, day: string) => {
  const { page } = hands
  const dialog = await asks(hands, day, '11:00')
  await hands.fill('appointments.field.with', brother, dialog)
  await hands.sees('exclusions.refused')
  // However it is called: at that hour she or a colleague may be elsewhere too.
  assert.ok(await dialog.locator('button[type=submit]').isDisabled(), 'it cannot be planned')
  await look(page, 'whom she must not meet')
  await hands.press('ui.cancel', undefined, dialog)
}

const moves = async ({ look }: Journey, hands: Hands) => {
  const { page, t } = hands
  await page
    .getByRole('link', { name: t('appointments.kind.health') })
    .first()
    .click()
  await hands.sees('appointments.about')
  await look(page, 'the appointment')
  await hands.press('appointments.change')
  await hour(hands, '19:15')
  const save = hands.find('button', 'appointments.save', undefined, page.getByRole('dialog'))
  await hands.sees('appointments.nothing_against')
  await save.click()
  await hands.hears('appointments.changed')
  await hands.sees('appointments.moved', { count: 1 })
  await look(page, 'the appointment, moved')
}

const looksAtTheWeek = async ({ look, app }: Journey, hands: Hands, day: string) => {
  const { page, t } = hands
  await hands.follow('shell.places.agenda', page.getByRole('navigation').first())
  await page.goto(`${app.url}/desk/agenda?day=${day}`)
  await hands.reads(her)
  await look(page, 'my week')
  await hands.tick('appointments.view', t('appointments.view.team'))
  await page.getByRole('table', { name: t('appointments.view.team') }).waitFor()
  await look(page, 'the week of the team')
  await hands.tick('appointments.view', t('appointments.view.month'))
  await hands.reads(her)
  await look(page, 'a month')
  await hands.tick('appointments.view', t('appointments.view.day'))
  await hands.reads(her)
  await look(page, 'a day')
  await page.emulateMedia({ media: 'print' })
  assert.ok(!(await page.locator('body').innerText()).includes(her), 'paper names nobody')
  await page.locator('.for-pocket').getByText(place).waitFor()
  await look(page, 'a day on paper')
  await page.emulateMedia({ media: 'screen' })
}

const turnsByKeys = async ({ page, find }: Hands) => {
  const range = page.locator('.agenda-range')
  await page.getByRole('heading', { level: 1 }).click()
  const before = await range.innerText()
  await page.keyboard.press('ArrowLeft')
  await page.waitForFunction((was) => document.querySelector('.agenda-range')?.textContent !== was, before)
  await page.keyboard.press('t')
  await find('button', 'appointments.today').and(page.locator(':disabled')).waitFor()
}

const isCancelled = async ({ look, app }: Journey, hands: Hands, day: string) => {
  const { page, t } = hands
  await page.goto(`${app.url}/desk/agenda?view=day&day=${day}`)
  await page.getByRole('link', { name: new RegExp(`${her}.*${t('appointments.kind.health')}`) }).click()
  await hands.sees('appointments.about')
  await hands.press('shell.more', undefined, page.getByRole('main'))
  await page.getByRole('menuitem', { name: t('appointments.cancel') }).click()
  const dialog = page.getByRole('dialog')
  await hands.tick('appointments.reason_of', t('appointments.reason_of.theirs'), dialog)
  await hands.choose('appointments.why', t('appointments.why.closed'), dialog)
  await look(page, 'why it does not take place')
  await hands.press('appointments.cancel', undefined, dialog)
  await hands.hears('appointments.cancelled')
  await hands.sees('appointments.became')
  await look(page, 'the appointment, cancelled')
}

const feeds = async ({ look, app, allow }: Journey, hands: Hands) => {
  const { page } = hands
  allow(/status of 404 .*\/calendar\//)
  await page.goto(`${app.url}/desk/organisation`)
  await hands.press('appointments.feed_open')
  await hands.sees('appointments.feed_once')
  const address = (
    await page
      .getByText(/\/calendar\/[\w-]{43}\.ics/)
      .first()
      .innerText()
  ).trim()
  const calendar = async () => {
    const reply = await page.request.get(address)
    return { status: reply.status(), text: await reply.text() }
  }
  const { status, text } = await calendar()
  assert.equal(status, 200)
  assert.match(text, /BEGIN:VEVENT/)
  for (const word of [her, place, 'metro', 'salud', 'LOCATION', 'DESCRIPTION', 'ORGANIZER'])
    assert.ok(!text.includes(word), `the calendar knows "${word}"`)
  await look(page, 'a calendar of my own')
  await hands.press('appointments.feed_close')
  await hands.press('appointments.feed_close', undefined, page.getByRole('dialog'))
  await hands.hears('appointments.feed_closed')
  assert.equal((await calendar()).status, 404)
}

export const keepsAgenda = async (at: Journey): Promise<void> => {
  const day = nextTuesday()
  const hands = await at.step('the reference worker signs in', () => at.colleague('reference_worker', 'people'))
  await at.step('she opens a file', () => openHerFile(hands))
  await at.step('an appointment is planned', () => plans(at, hands, day))
  await at.step('another at the same time is a clash', () => clashes(at, hands, day))
  await at.step('one with somebody she must not meet is refused', () => isRefused(at, hands, day))
  await at.step('the appointment moves', () => moves(at, hands))
  await at.step('the week of the team', () => looksAtTheWeek(at, hands, day))
  await at.step('the keys turn the page', () => turnsByKeys(hands))
  await at.step('the appointment is cancelled, and whose reason it was', () => isCancelled(at, hands, day))
  await at.step('a calendar of her own is opened and closed', () => feeds(at, hands))
}
