// The last stage of the main job: services for a need, her consent, a referral, the partner's answer, how it goes later
// on; and what a withdrawn consent closes.
import assert from 'node:assert/strict'
import type { Hands } from './hands.ts'
import type { Journey } from './journey.ts'
import type { Her } from './main-file.ts'

export const partner = 'Hogar de los Siete Alisos'

export const match = async ({ look }: Journey, hands: Hands) => {
  const { page, need } = hands
  await hands.tab('shell.side.services')
  await hands.choose('services.match.need', need('housing'))
  await hands.sees('services.match.misses')
  await hands.sees('services.match.why')
  const misses = page.getByRole('region', { name: hands.t('services.match.misses'), exact: true })
  const whyNot = misses.getByRole('list', { name: hands.t('services.match.why_not') })
  assert.ok((await whyNot.count()) > 0, 'a near miss says why not')
  assert.notEqual((await whyNot.first().innerText()).trim(), '')
  await look(page, 'services for a need')
}

export const consent = async ({ look }: Journey, hands: Hands) => {
  const { page, t } = hands
  await hands.tab('shell.side.consents')
  await look(page, 'consents, none')
  await hands.press('consents.new')
  await hands.pick('consents.recipient', partner)
  await hands.tick('consents.sections', t('access.section.home'))
  await hands.tick('consents.how', t('consents.how.signed'))
  await hands.sees('consents.preview')
  await look(page, 'consent, as read out')
  await hands.press('consents.save')
  await hands.hears('consents.recorded')
  await hands.sees('consents.state.live')
  await look(page, 'consents')
}

/** From the service that fits to a referral, with what leaves in plain sight before it does. */
export const refer = async ({ look }: Journey, hands: Hands, words: string) => {
  const { page, t } = hands
  await hands.tab('shell.side.services')
  const refers = page.getByRole('link', { name: t('services.match.refer'), exact: true })
  const theirs = page.getByRole('article').filter({ has: page.getByText(partner, { exact: true }) })
  await theirs
    .filter({ has: refers })
    .first()
    .getByRole('link', { name: t('services.match.refer'), exact: true })
    .click()
  await hands.tick('referrals.consent', t('consents.purpose.shelter'))
  await hands.fill('referrals.words', words)
  await hands.sees('referrals.preview')
  await look(page, 'referral, what leaves')
  await hands.press('referrals.send')
  await hands.hears('referrals.sent')
  await hands.sees('referrals.status.sent')
  await look(page, 'referrals of the file')
}

/** The partner reads a summary without a name, says yes, and opens what she consented to and nothing else. */
export const accept = async ({ look }: Journey, hands: Hands, her: Her, words: string) => {
  const { page, t } = hands
  await hands.heading(t('agenda.greeting', { name: '' }).trim())
  await look(page, 'today of the partner')
  await hands.follow('shell.places.referrals')
  const mine = hands.piece(words)
  await mine.waitFor()
  await look(page, 'partner, the queue')
  assert.ok(!(await page.getByRole('main').innerText()).includes(her.alias), 'the summary names nobody')
  await hands.press('referrals.accept', undefined, mine)
  const dialog = page.getByRole('dialog')
  await hands.sees('referrals.accept_what', undefined, dialog)
  await look(page, 'partner, accepting')
  await hands.press('referrals.accept', undefined, dialog)
  await hands.hears('referrals.answered')
  await hands.tab('referrals.queue.all')
  await hands.follow('referrals.queue.open_file', mine)
  await page.getByRole('heading', { name: her.alias, level: 1 }).waitFor()
  await hands.reads(t('cases.basis.consent'))
  await look(page, 'partner, the file')
  await hands.tab('shell.side.notes')
  await hands.sees('notes.story')
  assert.equal(await page.getByText(her.story).count(), 0, 'her story stays closed')
  await look(page, 'partner, notes')
}

export const followUp = async ({ look }: Journey, hands: Hands) => {
  const { page, t } = hands
  await page.reload()
  await hands.tab('shell.side.overview')
  await hands.sees('cases.timeline.referral_accepted')
  await look(page, 'timeline, accepted')
  await hands.tab('shell.side.follow_up')
  await hands.sees('outcomes.empty')
  await look(page, 'follow-up, none')
  await hands.press('outcomes.plan')
  await hands.hears('outcomes.planned')
  await hands.press('outcomes.keep_of', { months: 1 })
  await hands.tick('outcomes.home', t('outcomes.how.yes'))
  await look(page, 'follow-up, asking')
  await hands.press('outcomes.save')
  await hands.hears('outcomes.kept')
  await hands.sees('outcomes.answered')
  await look(page, 'follow-up')
}

export const seeToday = async ({ look }: Journey, hands: Hands, her: Her) => {
  const { page } = hands
  await hands.follow('shell.places.today')
  await hands.sees('agenda.due_today')
  await hands.reads(her.step)
  await look(page, 'today, with what is due')
  await page.goBack()
  await page.getByRole('heading', { name: her.alias, level: 1 }).waitFor()
}

/** She takes it back: the partner's page shows nothing more the moment it is looked at. */
export const withdraw = async ({ look }: Journey, hands: Hands, atPartner: Hands) => {
  const { page } = hands
  await hands.tab('shell.side.consents')
  await hands.press('consents.withdraw')
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await look(page, 'consent, withdrawing')
  await hands.press('consents.withdraw', undefined, dialog)
  await hands.hears('consents.withdrawn')
  await hands.sees('consents.state.withdrawn')
  await look(page, 'consents, withdrawn')
  await atPartner.page.reload()
  await atPartner.reads(atPartner.t('problem.case.not_found'))
  await look(atPartner.page, 'partner, closed')
}
