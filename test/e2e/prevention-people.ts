// Somebody at a training with a telephone: registers by the code, answers before and after, comes by the code of the day, and
// has a certificate made. Nobody asks who they are.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { bankOf, bankWords, curriculumOf } from '#prevention/curricula.store.ts'
import { type Hands, handsOf, turnsPage } from './hands.ts'
import type { Journey } from './journey.ts'

export const curriculum = curriculumOf('hotel-team')!
export const bank = bankOf(curriculum.test)!

export const opensPublic = async ({ app, phone }: Journey, path: string, language = 'es'): Promise<Hands> => {
  const page = await phone({ locale: language })
  await page.goto(`${app.url}${path}`)
  return handsOf(page, language)
}

const turns = (hands: Hands, key: string) => turnsPage(hands.page, () => hands.press(key))

/** Takes a seat and reads the code that is shown for it. */
export const registers = async (journey: Journey, join: string, language?: string): Promise<Hands> => {
  const hands = await opensPublic(journey, `/training/${join}`, language)
  await turns(hands, 'public.training.get_code')
  await hands.heading(hands.t('public.training.your_code'))
  return hands
}

/** The first so many are answered rightly, the others with something else. */
export const answersTest = async (hands: Hands, moment: 'pre' | 'post', right: number): Promise<void> => {
  const { page, t, language } = hands
  const { words } = bankWords(bank.id, language)!
  await turnsPage(page, () => hands.follow(`public.training.moment.${moment}`))
  for (const [place, { id, options }] of bank.items.entries()) {
    const asked = page.getByRole('group').filter({ hasText: words[`${id}.asks`]! })
    const chosen =
      place < right ? options.filter((each) => each.right) : options.filter((each) => !each.right).slice(0, 1)
    for (const option of chosen) await asked.getByLabel(words[`${id}.${option.id}`]!, { exact: true }).check()
  }
  await page.getByRole('button', { name: t('public.training.send') }).click()
  if (moment === 'pre') return hands.heading(t('public.training.your_code'))
  await hands.reads(t('public.training.result', { right, of: bank.items.length }))
  await hands.follow('public.training.back')
  await hands.heading(t('public.training.your_code'))
}

export const answersSurvey = async (hands: Hands): Promise<void> => {
  const { page, t } = hands
  await turnsPage(page, () => hands.follow('public.training.moment.survey'))
  for (const question of await page.getByRole('group').all()) {
    const five = question.getByLabel('5', { exact: true })
    if (await five.isVisible()) await five.check()
  }
  await turnsPage(page, () => hands.press('public.training.send'))
  await hands.heading(t('public.training.your_code'))
}

/** By the code the trainer shows; a wrong one is told and loses nothing. */
export const comes = async (hands: Hands, day_code: string): Promise<void> => {
  const { page, t } = hands
  const field = page.getByLabel(t('public.training.come_label'))
  await field.fill(day_code === '1234' ? '4321' : '1234')
  await hands.press('public.training.come')
  await hands.sees('public.training.come_wrong')
  await field.fill(day_code)
  await hands.press('public.training.come')
  await hands.sees('public.training.came')
}

interface Paper {
  number: string
  badge: Record<string, unknown>
}

const takes = async (page: Page, press: () => Promise<unknown>): Promise<Buffer> => {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  return readFile(await download.path())
}

/** The name is typed for the paper alone; what is taken along is a PDF and a file that other verifiers read. */
export const makesCertificate = async (hands: Hands, name: string): Promise<Paper> => {
  const { page, t } = hands
  await page.getByLabel(t('public.training.name')).fill(name)
  await turnsPage(page, () => hands.press('public.training.make'))
  const pdf = await takes(page, () => hands.follow('public.training.take_pdf'))
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-')
  const badge = JSON.parse((await takes(page, () => hands.follow('public.training.take_badge'))).toString())
  const number = (await page.locator('.code').innerText()).replace(/[^0-9A-Z]/g, '')
  assert.ok(!JSON.stringify(badge).includes(name), 'the name stands in the credential')
  return { number, badge }
}
