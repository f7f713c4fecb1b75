// A forbidden message is refused: by a rule that says no to everything, and by a rule a colleague changed while the
// message stood ready on somebody else's screen. Nothing leaves, and everybody on the file can read that it did not.
import type { Page } from 'playwright-core'
import { enters, type Hands, handsOf } from './hands.ts'
import type { Journey } from './journey.ts'

const language = 'es'
const saidNo = 'Simran'
const saidNothingYet = 'Daniela'

const open = async (page: Page, hands: Hands, alias: string) => {
  await hands.follow('shell.places.people', page.getByRole('navigation').first())
  await page.getByRole('main').getByText(alias, { exact: true }).first().click()
  await hands.heading(alias)
  await hands.tab('shell.side.contact')
  await page.getByRole('heading', { name: hands.t('contact.title') }).waitFor()
}

/** The one way there is, from an empty rule: a text message, at any hour. */
const allowMessages = async (hands: Hands) => {
  await hands.press('people.contact.change')
  await hands.press('people.contact.add_way')
  await hands.choose('people.contact.way', hands.t('people.channel.sms'))
  await hands.fill('people.contact.where', '600 000 451')
  await hands.choose('people.contact.from_hour', '0:00')
  await hands.choose('people.contact.to_hour', '24:00')
  await hands.press('people.contact.save')
  await hands.hears('people.contact.saved')
}

export const messageRefused = async ({ app, colleague, phone, step, look }: Journey): Promise<void> => {
  const hands = await colleague('reference_worker', 'today', language)
  const { page, t } = hands
  const dialog = page.getByRole('dialog', { name: t('contact.make') })

  await step('a person who said no to every way cannot be written to', async () => {
    await open(page, hands, saidNo)
    await look(page, 'contact and safety')
    await hands.press('contact.make')
    await hands.sees('contact.verdict.no', undefined, dialog)
    await hands.sees('contact.no_message_at_all', undefined, dialog)
    await look(page, 'the rule says no')
    await hands.press('contact.record_refusal', undefined, dialog)
    await hands.sees('contact.refused_recorded', undefined, dialog)
    await dialog
      .getByRole('button', { name: t('ui.close'), exact: true })
      .last()
      .click()
    await dialog.waitFor({ state: 'hidden' })
    const list = page.getByRole('list', { name: t('contact.departures') })
    await hands.sees('contact.no_message_at_all', undefined, list)
    await look(page, 'the refusal is written down')
  })

  await step('a message stands ready for a person who allowed it', async () => {
    await open(page, hands, saidNothingYet)
    await allowMessages(hands)
    await hands.press('contact.make')
    await hands.sees('contact.verdict.yes', undefined, dialog)
    await look(page, 'the rule says yes')
  })

  await step('meanwhile the person says no, and the coordinator writes it down', async () => {
    const other = await phone({ locale: 'es-ES' })
    const theirs = handsOf(other, language)
    await enters(other, app.signIn('coordinator'))
    await other.goto(page.url())
    await theirs.heading(saidNothingYet)
    await theirs.press('people.contact.change')
    await theirs.say('people.contact.never_this_way')
    await theirs.press('people.contact.save')
    await theirs.hears('people.contact.saved')
  })

  await step('the message that stood ready is refused', async () => {
    await hands.press('contact.prepare', undefined, dialog)
    await hands.sees('contact.refused_recorded', undefined, dialog)
    await hands.sees('contact.verdict.no', undefined, dialog)
    await look(page, 'refused though it stood ready')
  })
}
