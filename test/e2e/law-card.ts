// What the law gives her today, read together in her language, and a card of it for whoever can keep one safely.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { formatDay } from '#language/format.ts'
import { languageOf } from '#language/languages.ts'
import { translatorOf } from '#language/load-texts.ts'
import type { Hands } from './hands.ts'
import type { Journey } from './journey.ts'

const reads = async ({ page, choose }: Hands, code: string) => {
  const own = translatorOf(code)
  const made = () => own('own.law.made', { day: formatDay(code, new Date().toISOString().slice(0, 10), 'long') })
  const before = made()
  const { autonym, direction } = languageOf(code)
  await choose('law.hers.language', autonym)
  const words = page.locator(`[lang="${code}"][dir="${direction}"]`)
  await words.getByRole('heading', { name: own('own.law.now'), exact: true }).waitFor()
  // Midnight may fall between the choice and the words.
  const told = (text: string) => words.getByText(text, { exact: true })
  await told(before).or(told(made())).first().waitFor()
  return words
}

/** On the side of the law of a file that has one. */
export const takesHerCard = async ({ look }: Journey, hands: Hands): Promise<void> => {
  const { page, press } = hands
  const urdu = await reads(hands, 'ur')
  const firstWords = urdu.getByRole('listitem').first()
  assert.equal(await firstWords.evaluate((element) => getComputedStyle(element).direction), 'rtl')
  await look(page, 'the rights read together in Urdu')
  await reads(hands, 'bn')
  const [card] = await Promise.all([page.waitForEvent('download'), press('law.hers.card')])
  assert.match(card.suggestedFilename(), /^\d{4}-\d\d-\d\d\.pdf$/, 'its name says nothing')
  const bytes = await readFile(await card.path())
  assert.equal(bytes.subarray(0, 5).toString(), '%PDF-')
}
