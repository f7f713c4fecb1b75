// A file changes houses: she says what goes along for good, the partner takes over and names who accompanies, the first
// house keeps a closed file, and what she takes back afterwards closes what could still be read there.
import assert from 'node:assert/strict'
import type { Hands } from './hands.ts'
import type { Journey } from './journey.ts'
import { partner } from './main-referral.ts'

const her = 'Zainab'
const words = 'Quiere quedarse en la casa y que la acompañen desde allí.'
const leader = 'Mercedes Luna Arias'
const unit = 'Casa de los Siete Alisos'

const openHerFile = async ({ page, follow }: Hands) => {
  await follow('shell.places.people')
  await page.getByRole('main').getByText(her, { exact: true }).first().click()
  await page.getByRole('heading', { name: her, level: 1 }).waitFor()
}

/** Before all else, while nobody has said yes: a bed there is kept without a name, and confirmed. */
const keepABed = async ({ look }: Journey, hands: Hands, there: Hands) => {
  const { page, t } = hands
  await hands.tab('shell.side.stays')
  await hands.follow('places.side.find')
  const shared = page.getByRole('article').filter({ has: page.getByRole('heading', { name: unit, exact: true }) })
  await hands.press('places.theirs_hold', undefined, shared.first())
  await hands.pick('places.person', her, page.getByRole('dialog'))
  await look(page, 'a place kept in another house')
  await hands.press('places.theirs_hold', undefined, page.getByRole('dialog'))
  await hands.hears('places.theirs_kept')
  await there.follow('shell.places.places')
  const ours = there.page
    .getByRole('article')
    .filter({ has: there.page.getByRole('heading', { name: unit, exact: true }) })
  const opening = `${there.t('places.open_unit')}: ${unit}`
  await ours.first().getByRole('link', { name: opening, exact: true }).click()
  await there.sees('places.asked_waits')
  const row = there.page.getByRole('row').filter({ hasText: there.t('places.asked_waits') })
  assert.ok(!(await row.innerText()).includes(her), 'the house is told no name')
  await look(there.page, 'the house, asked for a place')
  await row.getByRole('button').last().click()
  await there.page.getByRole('menuitem', { name: there.t('places.asked_confirm') }).click()
  await there.hears('places.asked_said_yes')
  await page.goBack()
  await hands.tab('shell.side.stays')
  await page.reload()
  await hands.sees('places.theirs_state.confirmed')
  assert.equal(await page.getByText(t('places.theirs_title')).count(), 1)
  await look(page, 'kept in another house, confirmed')
}

const consent = async ({ look }: Journey, hands: Hands) => {
  const { page, t } = hands
  await hands.tab('shell.side.consents')
  await hands.press('consents.new')
  await hands.pick('consents.recipient', partner)
  for (const section of ['story', 'safety', 'home', 'health'])
    await hands.tick('consents.sections', t(`access.section.${section}`))
  for (const section of ['identity', 'story', 'safety', 'home'])
    await hands.tick('consents.for_good', t(`access.section.${section}`))
  await hands.tick('consents.how', t('consents.how.signed'))
  await look(page, 'consent to a transfer, as read out')
  await hands.press('consents.save')
  await hands.hears('consents.recorded')
}

const propose = async ({ look }: Journey, hands: Hands) => {
  const { page, t, need } = hands
  await hands.tab('shell.side.referrals')
  await hands.press('referrals.new')
  await hands.pick('referrals.partner', partner)
  await hands.tick('referrals.kind', t('referrals.kind.transfer'))
  await hands.tick('referrals.consent', t('consents.purpose.shelter'))
  await hands.choose('referrals.need', need('housing'))
  await hands.fill('referrals.words', words)
  await hands.sees('referrals.moves_closes')
  await look(page, 'transfer, what becomes of the file')
  await hands.press('referrals.send')
  await hands.hears('referrals.sent')
}

const takeOver = async ({ look }: Journey, there: Hands) => {
  const { page } = there
  await there.follow('shell.places.referrals')
  await page.reload()
  const mine = there.piece(words)
  await mine.waitFor()
  assert.ok(!(await page.getByRole('main').innerText()).includes(her), 'the summary names nobody')
  await there.press('referrals.accept', undefined, mine)
  await there.pick('referrals.led_by', leader, page.getByRole('dialog'))
  await look(page, 'partner, taking a file over')
  await there.press('referrals.take_over', undefined, page.getByRole('dialog'))
  await there.hears('referrals.taken_over_done')
  await there.tab('referrals.queue.all')
  await there.reads(leader)
  await look(page, 'partner, taken over')
}

const lead = async ({ look }: Journey, hands: Hands) => {
  const { page } = hands
  await hands.sees('agenda.task.file_came')
  await look(page, 'today of whoever leads now')
  await page.getByText(hands.t('agenda.task.file_came'), { exact: true }).first().click()
  await hands.sees('referrals.came_title')
  await look(page, 'where the file came from')
  await hands.press('referrals.came_read')
  await hands.tab('shell.side.notes')
  await hands.reads(new RegExp(hands.t('cases.came_along')))
  await look(page, 'the story that came along')
}

const isGone = async ({ look }: Journey, worker: Hands, coordinator: Hands) => {
  await worker.page.goto(`${new URL(worker.page.url()).origin}/desk/today`)
  await worker.reads(leader)
  await look(worker.page, 'today, handed over')
  const { page } = coordinator
  await coordinator.follow('shell.places.people')
  await coordinator.sees('cases.list.title')
  await page.goto(`${new URL(page.url()).origin}/desk/people?status=closed`)
  await page.getByRole('main').getByText(her, { exact: true }).first().click()
  await coordinator.tab('shell.side.referrals')
  await coordinator.reads(leader)
  await look(page, 'the closed file of the first house')
  await coordinator.tab('shell.side.consents')
  await coordinator.find('button', 'consents.withdraw').first().click()
  await coordinator.press('consents.withdraw', undefined, page.getByRole('dialog'))
  await coordinator.hears('consents.withdrawn')
}

export const changesHouses = async (at: Journey): Promise<void> => {
  const { step } = at
  at.allow(/status of 404 .*\/api\/cases\//)
  const worker = await step('the reference worker signs in', () => at.colleague('reference_worker', 'today'))
  const there = await step('the partner signs in', () => at.colleague('partner_worker', 'today', 'en'))
  await openHerFile(worker)
  await step('a bed is kept in the house, without a name', () => keepABed(at, worker, there))
  await step('the person says what goes along for good', () => consent(at, worker))
  await step('the transfer is proposed', () => propose(at, worker))
  await step('the partner takes over', () => takeOver(at, there))
  const mercedes = await step('whoever leads now signs in', () => at.colleague('partner_leader', 'today'))
  await step('and reads what came along', () => lead(at, mercedes))
  const coordinator = await at.colleague('coordinator', 'today')
  await step('the first house keeps a closed file; the consent is taken back', () => isGone(at, worker, coordinator))
  await step('what could be read there is closed, what came stays', async () => {
    await mercedes.tab('shell.side.referrals')
    await mercedes.page.reload()
    await mercedes.sees('referrals.came_title')
    assert.equal(await mercedes.find('link', 'referrals.came_open_there').count(), 0)
    await at.look(mercedes.page, 'after it was taken back')
  })
}
