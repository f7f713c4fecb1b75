// A receptionist takes the module for hotels on her phone, between two arrivals: begins, decides, is called away, comes back
// with her code on another phone, passes, and her certificate holds for whoever checks it.
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { SituationUnit } from '#modules/module.ts'
import { readModules } from '#modules/modules.store.ts'
import { quizOf } from '#modules/way.rules.ts'
import { type Hands, handsOf } from './hands.ts'
import type { Journey } from './journey.ts'

const language = 'es'
const { module, texts } = readModules().find((each) => each.module.id === 'hotel-tourism')!
const words = texts[language]!
const named = (...parts: string[]): string => words[parts.join('.')]!

/** Below the progress of the module a button or a link goes on. */
const goesOn = ({ page, t }: Hands) =>
  page
    .getByRole('button', { name: t('learn.go_on'), exact: true })
    .or(page.getByRole('link', { name: t('learn.go_on'), exact: true }))
    .click()

const decides = async (
  { page, t }: Hands,
  unit: SituationUnit,
  judgement: 'good' | 'harmful',
  look?: () => Promise<void>,
) => {
  let at: string | null = unit.start
  while (at) {
    const node = unit.nodes.find(({ id }) => id === at)!
    const choice = node.choices.find((each) => each.judgement === judgement) ?? node.choices[0]!
    await page.getByRole('button', { name: named(unit.id, node.id, choice.id, 'says') }).click()
    await page.getByRole('heading', { name: t(`learn.judged.${choice.judgement}`) }).waitFor()
    await look?.()
    at = choice.next
    if (at) await page.getByRole('link', { name: t('learn.what_happens_next') }).click()
  }
}

const practises = async ({ page, t }: Hands, unit: Extract<(typeof module.units)[number], { kind: 'signs' }>) => {
  for (const { id, is } of unit.signs)
    await page
      .getByRole('group', { name: named(unit.id, id, 'says') })
      .getByText(t(`learn.taken_for.${is}`), { exact: true })
      .click()
  await page.getByRole('button', { name: t('learn.see_them') }).click()
  await page.getByText(t('learn.signs_seen', { right: unit.signs.length, of: unit.signs.length })).waitFor()
}

/** One page after the other, from the unit she is at up to another one. */
const walks = async (at: Journey, hands: Hands, from: string, until: string) => {
  const ids = module.units.map(({ id }) => id)
  const seen = new Set<string>()
  for (const unit of module.units.slice(ids.indexOf(from), ids.indexOf(until))) {
    await hands.page.getByRole('heading', { name: named(unit.id, 'title'), level: 1 }).waitFor()
    const first = !seen.has(unit.kind)
    seen.add(unit.kind)
    if (first) await at.look(hands.page, unit.kind)
    if (unit.kind === 'situation') await decides(hands, unit, 'good')
    if (unit.kind === 'signs') {
      await practises(hands, unit)
      await at.look(hands.page, 'signs and what they say')
    }
    await goesOn(hands)
  }
}

const answers = async ({ page, t }: Hands, wrong: number, look: (name: string) => Promise<void>) => {
  const { id, items } = quizOf(module)
  for (const [index, item] of items.entries()) {
    await page.getByText(t('learn.question', { number: index + 1, of: items.length })).waitFor()
    if (index === 1) await look('a question')
    const given =
      index < wrong ? [item.options.find(({ right }) => !right)!] : item.options.filter(({ right }) => right)
    for (const option of given) await page.getByText(named(id, item.id, option.id), { exact: true }).click()
    await page.getByRole('button', { name: t('learn.answer'), exact: true }).click()
  }
}

const codeOn = async (page: Page): Promise<string> => (await page.locator('main .code').innerText()).trim()

export const learnsAlone = async (at: Journey): Promise<void> => {
  const { app, phone, step, look } = at
  const page = await phone({ locale: 'es-ES' })
  const hands = handsOf(page, language)
  const { t } = hands
  const situations = module.units.filter((unit) => unit.kind === 'situation')
  const [firstSituation] = situations
  let code = ''

  await step('she finds the module of her trade and begins, without an account', async () => {
    await page.goto(`${app.url}/learn`)
    await hands.heading(t('learn.title'))
    await look(page, 'what there is to learn')
    await page.getByRole('link', { name: named('module.title') }).click()
    await hands.sees('learn.nothing_of_you')
    await look(page, 'before beginning')
    await hands.press('learn.begin')
    await hands.heading(t('learn.your_code'))
    code = await codeOn(page)
    assert.match(code, /^[0-9A-Z]{4} [0-9A-Z]{4}$/)
    await look(page, 'her code')
    await hands.follow('learn.start')
  })

  await step('she reads, decides, and sees what follows from a choice that harms', async () => {
    await walks(at, hands, module.units[0]!.id, firstSituation!.id)
    await decides(hands, firstSituation!, 'harmful', () => look(page, 'what follows'))
    await hands.follow('learn.another_choice')
    await hands.sees('learn.what_do_you_do')
  })

  await step('a guest arrives: she closes the page, and comes back with her code on another phone', async () => {
    await page.close()
    const other = await phone({ locale: 'es-ES', dark: true })
    const again = handsOf(other, language)
    await other.goto(`${app.url}/learn`)
    await again.fill('learn.code', code.toLowerCase())
    await again.press('learn.resume')
    await again.heading(t('learn.welcome_back'))
    await look(other, 'welcome back')
    await again.follow('learn.go_on_there')
    const { id } = module.units[module.units.indexOf(firstSituation!) + 1]!
    await walks(at, again, id, quizOf(module).id)
    await step('the quiz is not passed at first; she reads why and tries again', async () => {
      const few = Math.ceil(quizOf(module).items.length / 2)
      await answers(again, few, (name) => look(other, name))
      await again.heading(t('learn.not_yet'))
      await look(other, 'not yet')
      await again.press('learn.quiz_again')
      await answers(again, 0, async () => {})
      await again.heading(t('learn.passed'))
      await look(other, 'passed')
    })
    await step('she types her name, and whoever has the number finds that it holds', async () => {
      await again.fill('learn.name', 'Nerea Invented Ruiz')
      await again.press('learn.make_certificate')
      await again.heading(t('learn.certificate_ready'))
      await look(other, 'the certificate')
      const [paper] = await Promise.all([other.waitForEvent('download'), again.follow('learn.take_pdf')])
      assert.match(paper.suggestedFilename(), /^certificate-[0-9A-Z]{12}\.pdf$/)
      await again.follow('learn.verify')
      await again.sees('verify.state.valid')
      await again.reads(named('module.title'))
      await look(other, 'whoever checks it')
    })
  })
}
