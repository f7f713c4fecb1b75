// Two houses, from a need to a bed and back: matched, referred, declined with a reason, the nearest miss tried and accepted,
// a bed given, the outcome told; and when she takes her consent back, the partner sees nothing.
import assert from 'node:assert/strict'
import type { Hands } from './hands.ts'
import type { Journey } from './journey.ts'
import { partner } from './main-referral.ts'

const her = 'Daniela'
const first = 'Busca una plaza tranquila; viene sola y estudia por las mañanas.'
const second = 'Tiene diecinueve años, pero ya vive por su cuenta y trabaja de tarde.'
const nearestMiss = 'Piso de autonomía de los Siete Alisos'
const house = 'Casa de los Siete Alisos'

const openHerFile = async ({ page, follow }: Hands) => {
  await follow('shell.places.people')
  await page.getByRole('main').getByText(her, { exact: true }).first().click()
  await page.getByRole('heading', { name: her, level: 1 }).waitFor()
}

const consent = async (hands: Hands) => {
  await hands.tab('shell.side.consents')
  await hands.press('consents.new')
  await hands.pick('consents.recipient', partner)
  for (const section of ['identity', 'home'])
    await hands.tick('consents.sections', hands.t(`access.section.${section}`))
  await hands.tick('consents.how', hands.t('consents.how.signed'))
  await hands.press('consents.save')
  await hands.hears('consents.recorded')
}

/** The form from here on is the same, whether it is the first try or the second. */
const send = async (hands: Hands, words: string) => {
  await hands.tick('referrals.consent', hands.t('consents.purpose.shelter'))
  await hands.fill('referrals.words', words)
  await hands.sees('referrals.preview')
  await hands.press('referrals.send')
  await hands.hears('referrals.sent')
}

const matchAndRefer = async ({ look }: Journey, hands: Hands) => {
  const { page, t, need } = hands
  await hands.tab('shell.side.services')
  await hands.choose('services.match.need', need('housing'))
  await hands.sees('services.match.why')
  const refers = page.getByRole('link', { name: t('services.match.refer'), exact: true })
  const theirs = page.getByRole('article').filter({ has: page.getByText(partner, { exact: true }) })
  await theirs
    .filter({ has: refers })
    .first()
    .getByRole('link', { name: t('services.match.refer'), exact: true })
    .click()
  await send(hands, first)
  await hands.find('button', 'referrals.undo').waitFor()
  await look(page, 'referral, still undone at will')
}

const queue = async (hands: Hands, words: string) => {
  await hands.follow('shell.places.referrals')
  await hands.page.reload()
  const mine = hands.piece(words)
  await mine.waitFor()
  return mine
}

const decline = async (hands: Hands) => {
  await hands.press('referrals.decline', undefined, await queue(hands, first))
  const dialog = hands.page.getByRole('dialog')
  await hands.choose('referrals.decline_reason', hands.t('codes.decline_reasons.no_registration'), dialog)
  await hands.press('referrals.decline', undefined, dialog)
  await hands.hears('referrals.answered')
}

const tryElsewhere = async ({ look }: Journey, hands: Hands) => {
  const { page, t } = hands
  await page.reload()
  await hands.reads(t('referrals.declined_because', { reason: t('codes.decline_reasons.no_registration') }))
  await hands.press('referrals.elsewhere')
  await hands.sees('referrals.next_miss')
  await look(page, 'where else, with the nearest misses')
  await page.getByRole('button', { name: `${t('referrals.choose_this')}: ${nearestMiss}`, exact: true }).click()
  await send(hands, second)
  await hands.reads(nearestMiss)
  assert.equal(
    await hands.find('button', 'referrals.elsewhere').count(),
    0,
    'what was tried again is not offered again',
  )
}

const accept = async ({ look }: Journey, hands: Hands) => {
  const { page } = hands
  const mine = await queue(hands, second)
  assert.ok(!(await page.getByRole('main').innerText()).includes(her), 'the summary names nobody')
  await hands.follow('referrals.talk', mine)
  await hands.sees('referrals.preview_received')
  await hands.press('referrals.accept')
  await hands.press('referrals.accept', undefined, page.getByRole('dialog'))
  await hands.hears('referrals.answered')
  await hands.fill('referrals.message', 'Que venga el lunes por la tarde.')
  await hands.press('referrals.message_send')
  await hands.hears('referrals.message_sent')
  const box = hands.page.getByRole('textbox', { name: hands.t('referrals.message') })
  assert.equal(await box.inputValue(), '', 'what was sent is not offered again')
  await hands.say('referrals.handover.whom_to_call')
  await look(page, 'partner, the referral')
  return page.url()
}

const giveABed = async ({ look }: Journey, hands: Hands) => {
  const { page, t } = hands
  await hands.follow('shell.places.places')
  const unit = page.getByRole('article').filter({ has: page.getByRole('heading', { name: house, exact: true }) })
  await hands.press('places.assign', undefined, unit.first())
  await hands.pick('places.person', her, page.getByRole('dialog'))
  const give = page.getByRole('dialog').getByRole('button', { name: t('places.assign'), exact: true })
  await give.waitFor()
  await give.click()
  await hands.hears('places.assigned')
  await look(page, 'partner, a bed is given')
}

const tellTheOutcome = async (hands: Hands, worker: Hands, address: string) => {
  const { page, t } = hands
  await page.goto(address)
  await hands.press('referrals.end')
  await hands.tick('referrals.outcome', t('codes.referral_outcomes.need_met'), page.getByRole('dialog'))
  await hands.press('referrals.end', undefined, page.getByRole('dialog'))
  await hands.hears('referrals.answered')
  await worker.page.reload()
  await worker.reads(new RegExp(worker.t('codes.referral_outcomes.need_met')))
}

const takeBack = async ({ look, app }: Journey, worker: Hands, there: Hands, address: string) => {
  await worker.tab('shell.side.consents')
  await worker.find('button', 'consents.withdraw').first().click()
  await worker.press('consents.withdraw', undefined, worker.page.getByRole('dialog'))
  await worker.hears('consents.withdrawn')
  const file = new URL(worker.page.url()).pathname
  await there.page.goto(address)
  await there.sees('referrals.queue.over')
  assert.ok(!(await there.page.getByRole('main').innerText()).includes(second), 'nothing of her is shown')
  await look(there.page, 'partner, nothing is shown')
  await there.page.goto(`${app.url}${file}`)
  await there.reads(there.t('problem.case.not_found'))
}

export const findsABed = async (at: Journey): Promise<void> => {
  const { step } = at
  at.allow(/status of 404 .*\/api\/cases\//)
  const worker = await step('the reference worker signs in', () => at.colleague('reference_worker', 'today'))
  const there = await step('the partner signs in', () => at.colleague('partner_worker', 'today', 'xb'))
  await step('she consents', async () => {
    await openHerFile(worker)
    await consent(worker)
  })
  await step('a service is matched and she is referred', () => matchAndRefer(at, worker))
  await step('the partner declines with a reason', () => decline(there))
  await step('the nearest miss is tried', () => tryElsewhere(at, worker))
  await step('the partner accepts, writes and ticks', async () => {
    const address = await accept(at, there)
    await step('a bed is given', () => giveABed(at, there))
    await step('the outcome comes back', () => tellTheOutcome(there, worker, address))
    await step('a withdrawn consent shows the partner nothing', () => takeBack(at, worker, there, address))
  })
}
