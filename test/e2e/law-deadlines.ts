// Identification in Madrid on a Friday before a feast, through the silence of the authority and ninety days, to a card and five
// years: each with its article and its day. A day that was wrong is corrected, another is only supposed, a deadline is
// closed with its proof; files of other countries stand beside it on the wall.
import assert from 'node:assert/strict'
import { formatDay } from '#language/format.ts'
import type { Hands } from './hands.ts'
import type { Journey } from './journey.ts'
import { takesHerCard } from './law-card.ts'

const language = 'es'
const her = 'Anjali'
const fromTheKingdom = 'Shirin'

/** Opens the law of somebody's file and says where the person is and what is so. */
const beginsLaw = async (hands: Hands, alias: string, answer: () => Promise<void>) => {
  const { page } = hands
  await hands.follow('shell.places.people', page.getByRole('navigation').first())
  await page.getByRole('main').getByText(alias, { exact: true }).first().click()
  await page.getByRole('heading', { name: alias, level: 1 }).waitFor()
  await hands.tab('shell.side.law')
  await hands.press('law.begin.do')
  await answer()
  await hands.press('law.facts.save')
  await hands.sees('law.happened.none')
}

const opensHerLaw = ({ look }: Journey, hands: Hands) => {
  const { page, t } = hands
  return beginsLaw(hands, her, async () => {
    await hands.pick('law.facts.province', 'Madrid')
    await hands.pick('law.facts.town', 'Madrid')
    await page.locator('summary', { hasText: /\d/ }).first().click()
    await hands.choose('law.circumstance.agrees_to_period', t('law.facts.yes'))
    await hands.choose('law.circumstance.personal_situation', t('law.facts.yes'))
    await look(page, 'which law holds and what is so')
  })
}

/** A month to ask for another look in the United Kingdom: it was over before anybody wrote it down. */
const unitedKingdom = async (_: Journey, hands: Hands) => {
  await beginsLaw(hands, fromTheKingdom, () => hands.say('law.pack.name.uk'))
  await tells(hands, 'rg_negative', '2026-09-01')
  await changed(hands, 'missed_before', 'UK-5b', { day: '2026-10-01' })
}

/** Among the likely next where it is, found by typing where it is not. */
const tells = async (hands: Hands, event: string, day: string, at?: string) => {
  const { page, t } = hands
  await hands.press('law.happened.record')
  const dialog = page.getByRole('dialog')
  const likely = dialog.getByText(t(`law.event.${event}`), { exact: true })
  await dialog.getByText(t('law.happened.another'), { exact: true }).waitFor()
  if (await likely.isVisible()) await likely.click()
  else {
    await hands.tick('law.happened.what', t('law.happened.another'), dialog)
    await hands.pick('law.happened.which', t(`law.event.${event}`), dialog)
  }
  await hands.write('law.happened.on', day)
  if (at) await dialog.getByLabel(t('law.happened.at'), { exact: true }).fill(at)
  await hands.press('law.happened.save', undefined, dialog)
  await dialog.waitFor({ state: 'hidden' })
}

/** A day as it is said, this year's or another's. */
const said = (day: string) => formatDay(language, day, 'long').replace(/ de \d{4}$/, '')

/** What changed is said at once, in words that name the rule and its days. */
const changed = ({ t, reads }: Hands, key: string, rule: string, days: Record<string, string>) => {
  const marked = Object.fromEntries(Object.keys(days).map((name) => [name, `@${name}@`]))
  const sentence = t(`law.changed.${key}`, { name: t(`law.rule.${rule}.title`), ...marked })
  const pattern = sentence
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/@(\w+)@/g, (_, name) => `.*${said(days[name]!)}.*`)
  return reads(new RegExp(pattern))
}

/** Whether a lawyer has signed the rule stands beside it, either way. */
const signed = (t: Hands['t']) =>
  new RegExp(`${t('law.unreviewed')}|${t('law.reviewed_by', { name: '|', day: '' }).split('|')[0]}`)

interface Shown {
  article: string
  days: string[]
}

const opens = async (hands: Hands, rule: string, { article, days }: Shown) => {
  const { page, t } = hands
  await page
    .getByRole('button', { name: t(`law.rule.${rule}.title`), exact: true })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(article).first().waitFor()
  await dialog.getByText(signed(t)).first().waitFor()
  for (const day of days)
    await dialog
      .getByText(new RegExp(said(day)))
      .first()
      .waitFor()
  return dialog
}

const puts = async ({ page }: Hands) => {
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

const identified = async ({ look }: Journey, hands: Hands) => {
  const { page, t } = hands
  // Friday; the Saturday is the feast of the constitution and the Monday that of the Immaculate.
  await tells(hands, 'identified', '2025-12-05', '12:00')
  await changed(hands, 'missed_before', 'ES-05', { day: '2025-12-07' })
  await look(page, 'identified on a Friday before a feast')
  const dialog = await opens(hands, 'ES-05', {
    article: 'RD 1155/2024 art. 150.1–2',
    days: ['2025-12-07', '2025-12-10'],
  })
  await dialog.getByText(t('law.item.readings'), { exact: true }).waitFor()
  await look(page, 'forty-eight hours read in two ways')
  await puts(hands)
}

const silence = async ({ look }: Journey, hands: Hands) => {
  const { page, t } = hands
  await tells(hands, 'rrp_proposed', '2025-12-09', '10:00')
  await tells(hands, 'proposal_received', '2025-12-10', '09:00')
  await page.getByRole('button', { name: new RegExp(t('law.lanes.show_over', { count: 0 }).split(' (')[0]!) }).click()
  const dialog = await opens(hands, 'ES-06', {
    article: 'RD 1155/2024 art. 150.3',
    days: ['2025-12-15', '2025-12-17'],
  })
  await dialog.getByText(t('law.silence_if.granted')).waitFor()
  await look(page, 'decided by silence')
  await puts(hands)
  await opens(hands, 'ES-07', { article: 'LO 4/2000 art. 59 bis.2', days: ['2026-03-18'] })
  await puts(hands)
}

const permit = async ({ look }: Journey, hands: Hands) => {
  const { page, t } = hands
  await tells(hands, 'exemption_granted', '2026-02-10')
  await tells(hands, 'permit_applied', '2026-02-16')
  await tells(hands, 'favourable_report', '2026-03-04')
  await tells(hands, 'provisional_notified', '2026-03-10')
  // What holds without a count is folded within its track.
  await page
    .getByRole('region', { name: t('law.track.permit'), exact: true })
    .locator('summary')
    .click()
  await opens(hands, 'ES-12', { article: 'RD 1155/2024 art. 152.4', days: ['2026-03-10'] })
  await puts(hands)
  await look(page, 'tracks over time')
}

/** The card was asked for in time: the number of the registry proves it. */
const closesWithProof = async ({ look }: Journey, hands: Hands) => {
  const { page, t } = hands
  const dialog = await opens(hands, 'ES-13', { article: 'RD 1155/2024 art. 152.4–5', days: ['2026-04-10'] })
  await hands.press('law.close.open', undefined, dialog)
  assert.ok(
    await hands.find('button', 'law.close.save', undefined, dialog).isDisabled(),
    'nothing closes without proof',
  )
  await hands.write('law.close.on', '2026-03-20')
  await hands.fill('law.close.number', 'TIE-2026-0320', dialog)
  await look(page, 'closing with proof')
  await hands.press('law.close.save', undefined, dialog)
  await dialog.getByText('TIE-2026-0320').waitFor()
  await dialog.getByText(t('law.state.met'), { exact: true }).first().waitFor()
  await puts(hands)
}

const fiveYears = async (_: Journey, hands: Hands) => {
  await tells(hands, 'definitive_granted', '2026-06-15')
  await opens(hands, 'ES-14', { article: 'RD 1155/2024 art. 152.5', days: ['2031-06-15'] })
  await puts(hands)
}

/** The stamp said another day: five working days and ninety more move with it. */
const corrects = async ({ look }: Journey, hands: Hands) => {
  const { page, t } = hands
  const row = page.getByRole('listitem').filter({ hasText: t('law.event.proposal_received') })
  await hands.press('law.happened.correct_of', { what: t('law.event.proposal_received') }, row.first())
  await hands.write('law.happened.on', '2025-12-12')
  await hands.press('law.happened.save_correction')
  await changed(hands, 'later', 'ES-07', {
    before: '2026-03-18',
    now: '2026-03-20',
  })
  await look(page, 'what a corrected day changed')
}

const supposes = async ({ look }: Journey, hands: Hands) => {
  const { page, t } = hands
  await hands.press('law.pretend.begin')
  await hands.press('law.pretend.had_not_of', { what: t('law.event.definitive_granted') })
  await changed(hands, 'gone', 'ES-14', {})
  await look(page, 'what if, and nothing is saved')
  await hands.press('law.pretend.leave')
  await page.getByText(t('law.pretend.title'), { exact: true }).waitFor({ state: 'hidden' })
  await opens(hands, 'ES-14', { article: 'RD 1155/2024 art. 152.5', days: ['2031-06-15'] })
  await puts(hands)
}

/** Over all files, by keys: what is overdue in the United Kingdom first, one of the United States further down. */
const wall = async ({ look }: Journey, hands: Hands) => {
  const { page, t } = hands
  await hands.follow('shell.places.law', page.getByRole('navigation').first())
  const rowOf = (alias: string) => page.getByRole('main').getByRole('listitem').filter({ hasText: alias }).first()
  const others = [
    [fromTheKingdom, /Modern Slavery/],
    ['Jhon', /8 (CFR|USC)/],
  ] as const
  for (const [alias, article] of others) {
    await hands.tick('law.wall.whose', t('law.wall.whose.all'))
    await rowOf('Jhon').waitFor()
    if (alias === fromTheKingdom) await look(page, 'the wall of deadlines')
    // What is overdue stands first: her second card, and then the other look in the Kingdom.
    if (alias === fromTheKingdom) for (const key of 'jj') await page.keyboard.press(key)
    else await rowOf(alias).getByRole('link').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByText(article).first().waitFor()
    await page.goBack()
  }
}

export const countsDays = async (at: Journey): Promise<void> => {
  const { step } = at
  const lawyer = await step('the lawyer signs in', () => at.colleague('lawyer', 'people'))
  await step('says which law holds in her file', () => opensHerLaw(at, lawyer))
  await step('she was identified on a Friday before a feast', () => identified(at, lawyer))
  await step('the authority stays silent, and ninety days begin', () => silence(at, lawyer))
  await step('exemption, application, provisional permit', () => permit(at, lawyer))
  await step('the card was asked for in time, with its number', () => closesWithProof(at, lawyer))
  await step('five years', () => fiveYears(at, lawyer))
  await step('a wrong day is corrected, and what moved is said', () => corrects(at, lawyer))
  await step('what if, without saving', () => supposes(at, lawyer))
  await step('her rights in two languages, and a card of them', () => takesHerCard(at, lawyer))
  await step('a file of the United Kingdom', () => unitedKingdom(at, lawyer))
  await step('the wall, with files of two other countries', () => wall(at, lawyer))
}
