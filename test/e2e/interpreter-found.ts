// Nobody here speaks as he does: an interpreter for Sylheti, a woman and not from the same town, is looked at, found,
// offered, confirmed, came, is wanted again, and is paid by somebody who opens no file. Whoever is from the same town never
// comes up.
import assert from 'node:assert/strict'
import { phrasesIn } from '#interpreters/phrases.store.ts'
import type { Hands } from './hands.ts'
import type { Journey } from './journey.ts'

const who = 'Rahim'
const alias = 'Luna'
const town = 'Sunamganj'
const comes = { name: 'Rokeya Parvin Lima', region: 'Rangpur', year: '1984', phone: '+34 600 000 411' }
const neighbour = { name: 'Salma Khatun Mitu', region: town, year: '1990', phone: '+34 600 000 412' }

/** The button of a menu, and one of what it offers. */
const fromMenu = async ({ page, t }: Hands, key: string) => {
  await page
    .getByRole('main')
    .getByRole('button', { name: new RegExp(`^${t('interpreting.more')}`) })
    .first()
    .click()
  await page.getByRole('menuitem', { name: t(key), exact: true }).click()
}

const writesDown = async ({ look }: Journey, hands: Hands, { name, region, year, phone }: typeof comes) => {
  const { page, t } = hands
  await hands.find('link', 'interpreting.add').first().click()
  await hands.fill('interpreting.name', name)
  await hands.choose('interpreting.gender', t('interpreting.gender.woman'))
  await hands.fill('interpreting.birth_year', year)
  await hands.fill('interpreting.phone', phone)
  await hands.pick('interpreting.language', hands.languageName('bn'))
  await hands.choose('interpreting.dialect', t('interpreting.dialect_name.sylheti'))
  await hands.press('interpreting.add_community')
  await hands.pick('interpreting.community.country', hands.countryName('BD'))
  await hands.fill('interpreting.community.region', region)
  await hands.press('interpreting.add_rate')
  await hands.fill('interpreting.rate.amount', '30')
  await look(page, 'somebody for the register')
  await hands.press('interpreting.save')
  await hands.hears('interpreting.saved')
  await hands.heading(name)
}

const looksAt = async ({ look }: Journey, hands: Hands) => {
  const { page, t } = hands
  const dialog = page.getByRole('dialog')
  await fromMenu(hands, 'interpreting.set.vetting')
  await hands.press('interpreting.set.vetting', undefined, dialog)
  await hands.hears('interpreting.saved')
  for (const step of ['identity', 'background', 'confidentiality', 'interview']) {
    await page.getByRole('button', { name: `${t('interpreting.do_step')}: ${t(`interpreting.step.${step}`)}` }).click()
    await hands.press('interpreting.save', undefined, dialog)
    await hands.hears('interpreting.saved')
  }
  await fromMenu(hands, 'interpreting.set.active')
  await hands.press('interpreting.set.active', undefined, dialog)
  await hands.hears('interpreting.saved')
  await hands.sees('interpreting.status.active')
  await look(page, 'taken into service')
}

const keepsRegister = async (at: Journey) => {
  const hands = await at.colleague('coordinator', 'interpreters')
  await writesDown(at, hands, neighbour)
  await hands.follow('interpreting.title', hands.page.getByRole('main'))
  await writesDown(at, hands, comes)
  await looksAt(at, hands)
  await hands.follow('interpreting.title', hands.page.getByRole('main'))
  await hands.reads(comes.name)
  await at.look(hands.page, 'the register by language')
}

const asksWhatMatters = async ({ look }: Journey, hands: Hands) => {
  const { page, t } = hands
  await hands.follow('shell.places.people', page.getByRole('navigation').first())
  await page.getByRole('main').getByText(who, { exact: true }).first().click()
  await page.getByRole('heading', { name: who, level: 1 }).waitFor()
  await hands.tab('shell.side.safety')
  const hers = page.getByRole('region', { name: t('interpreting.rule.title') })
  await hers.getByRole('button').first().click()
  await hands.tick('interpreting.rule.gender_ask', t('interpreting.rule.gender.woman'))
  await hands.pick('interpreting.rule.language', hands.languageName('bn'))
  await hands.choose('interpreting.dialect', t('interpreting.dialect_name.sylheti'))
  await hands.fill('interpreting.rule.named_as', alias)
  await hands.tick('interpreting.rule.small_ask', t('interpreting.rule.small.yes'))
  const region = page.getByRole('textbox', { name: t('interpreting.community.region'), exact: true })
  if (!(await region.isVisible())) await page.getByText(t('interpreting.rule.community_say')).click()
  await hands.fill('interpreting.community.region', town)
  await look(page, 'what matters when somebody interprets')
  await hands.press('interpreting.save')
  await hands.hears('interpreting.rule.saved')
}

const finds = async ({ look }: Journey, hands: Hands) => {
  const { page, t } = hands
  await hands.follow('shell.places.interpreters', page.getByRole('navigation').first())
  await hands.follow('interpreting.find_now')
  await hands.pick('interpreting.person', who)
  const ask = page.getByRole('button', { name: `${t('interpreting.ask')}: ${comes.name}` })
  await ask.waitFor()
  await page.locator('summary').click()
  const refused = page.locator('details').getByRole('listitem').filter({ hasText: neighbour.name }).first()
  await refused.waitFor()
  assert.ok(!(await refused.innerText()).includes(town), 'why she may not come tells nothing of the file')
  await look(page, 'who may come, and who may not')
  await ask.click()
}

const offers = async ({ look }: Journey, hands: Hands) => {
  const { page, t } = hands
  const dialog = page.getByRole('dialog')
  await hands.press('interpreting.plan_do', undefined, dialog)
  await hands.tick('interpreting.answer', t('interpreting.answer.yes'), dialog)
  await hands.tick('interpreting.conflict', t('interpreting.conflict.none'), dialog)
  assert.equal(await dialog.getByRole('textbox', { name: new RegExp(t('interpreting.alias')) }).inputValue(), alias)
  await look(page, 'asked by telephone, the answer typed')
  await hands.press('interpreting.way.phone.do', undefined, dialog)
  await hands.hears('interpreting.asked_now')
  await hands.press('interpreting.confirm')
  await hands.hears('interpreting.confirmed_now')
  await look(page, 'confirmed')
}

const cameAndIsWanted = async ({ look }: Journey, hands: Hands) => {
  const { page, t } = hands
  const dialog = page.getByRole('dialog')
  await fromMenu(hands, 'interpreting.close')
  await hands.tick('interpreting.came_ask', t('interpreting.came_ask.yes'), dialog)
  await hands.fill('interpreting.minutes', '25', dialog)
  await look(page, 'came, and for how long')
  await hands.press('interpreting.save', undefined, dialog)
  await hands.hears('interpreting.saved')
  await hands.press('interpreting.rate_it')
  await hands.tick('interpreting.understood', t('interpreting.understood.yes'), dialog)
  await hands.tick('interpreting.again', t('interpreting.again.yes'), dialog)
  await look(page, 'three large questions')
  await hands.press('interpreting.save', undefined, dialog)
  await hands.hears('interpreting.rated_now')
  await hands.reads(t('interpreting.again.told.yes'))
  await look(page, 'rated')
}

const isFoundAgain = async ({ look }: Journey, hands: Hands) => {
  await hands.follow('shell.places.interpreters', hands.page.getByRole('navigation').first())
  await hands.follow('interpreting.find_now')
  await hands.pick('interpreting.person', who)
  await hands.sees('interpreting.reason.liked_before')
  await look(hands.page, 'the same need again: whom they were glad of first')
}

const showsSentences = async ({ look }: Journey, hands: Hands) => {
  const { page } = hands
  const { sentences, answers } = phrasesIn('bn')
  await hands.follow('shell.places.interpreters', page.getByRole('navigation').first())
  await hands.follow('phrases.title', page.getByRole('main'))
  await page.getByRole('button', { name: 'বাংলা', exact: true }).click()
  await page.getByText(sentences.pain!, { exact: true }).click()
  const shown = page.getByRole('dialog')
  await shown.getByRole('button', { name: answers.yes!, exact: false }).click()
  await look(page, 'a sentence shown, an answer pointed at')
  await hands.press('phrases.close', undefined, shown)
  await look(page, 'sentences until the interpreter comes')
}

const isPaid = async (at: Journey) => {
  const hands = await at.colleague('director', 'interpreters/pay')
  const { page, t } = hands
  const [main, dialog] = [page.getByRole('main'), page.getByRole('dialog')]
  const waiting = page.getByRole('row').filter({ hasText: comes.name })
  await waiting.getByText(/30,00/).waitFor()
  await waiting.getByRole('button').click()
  await hands.choose('interpreter_pay.grant', 'PROPIO · Fondos propios', dialog)
  await hands.press('interpreter_pay.draft.make', undefined, dialog)
  // The dialog bears the same name: the page behind it is waited for.
  await main.getByRole('heading', { name: comes.name, level: 1 }).waitFor()
  await dialog.waitFor({ state: 'detached' })
  await at.look(page, 'a statement before it is issued')
  await hands.press('interpreter_pay.issue', undefined, main)
  await hands.press('interpreter_pay.issue', undefined, dialog)
  await hands.sees('interpreter_pay.status.issued')
  await hands.press('interpreter_pay.paid.title')
  await hands.press('interpreter_pay.paid.save', undefined, dialog)
  await hands.hears('interpreter_pay.paid.done')
  await hands.sees('interpreter_pay.status.paid')
  const read = await main.innerText()
  assert.ok(![who, alias, town, t('interpreting.dialect_name.sylheti')].some((word) => read.includes(word)))
  await at.look(page, 'paid, and nothing says for whom')
}

export const isFoundAndPaid = async (at: Journey): Promise<void> => {
  const { step } = at
  await step('two are written down, one is looked at and taken into service', () => keepsRegister(at))
  const hands = await step('the reference worker signs in', () => at.colleague('reference_worker', 'today'))
  await step('what matters when somebody interprets is asked', () => asksWhatMatters(at, hands))
  await step('an interpreter is found now', () => finds(at, hands))
  await step('asked on the telephone and confirmed', () => offers(at, hands))
  await step('came, and the person wants them again', () => cameAndIsWanted(at, hands))
  await step('the same need finds the same interpreter first', () => isFoundAgain(at, hands))
  await step('sentences to show until somebody comes', () => showsSentences(at, hands))
  await step('paid, by whoever opens no file', () => isPaid(at))
}
