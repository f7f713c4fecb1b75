// A lawyer reads a pack of law, signs one rule and says of another that it must be looked at again; a reference worker sees both
// and signs nothing.
import assert from 'node:assert/strict'
import type { Hands } from './hands.ts'
import type { Journey } from './journey.ts'

const name = 'Ana Soler, ICAM 00000'
/** As it stands at the foot of the card, not in what was said before. */
const signed = new RegExp(`: ${name}`)

const opensPack = async ({ colleague }: Journey, role: string): Promise<Hands> => {
  const hands = await colleague(role, 'law/packs')
  await hands.find('link', 'law.pack.name.uk').waitFor()
  return hands
}

const cardOf = ({ page, t }: Hands, rule: string) =>
  page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: t(`law.rule.${rule}.title`), exact: true }) })
    .last()

const reviews = async (hands: Hands, rule: string, verdict: string, words: string) => {
  const { page, t } = hands
  await hands.press('law.pack.sign', undefined, cardOf(hands, rule))
  const dialog = page.getByRole('dialog')
  await hands.tick('law.pack.verdict', t(`law.pack.verdict.${verdict}`), dialog)
  if (words) await hands.fill('law.pack.words', words, dialog)
  await hands.fill('law.pack.name', name, dialog)
  await hands.press('law.pack.save', undefined, dialog)
  await dialog.waitFor({ state: 'hidden' })
  await cardOf(hands, rule).getByText(signed).waitFor()
}

export const signsPacks = async (walk: Journey): Promise<void> => {
  const { step, look } = walk
  await step('the lawyer sees how sure each pack is, and signs two rules of the United Kingdom', async () => {
    const hands = await opensPack(walk, 'lawyer')
    await look(hands.page, 'the packs of law')
    await hands.follow('law.pack.name.uk')
    await cardOf(hands, 'UK-3').waitFor()
    await reviews(hands, 'UK-8b', 'stands', '')
    await reviews(hands, 'UK-3', 'look_again', 'Falta leer la guía de este año.')
    await look(hands.page, 'the rules of a pack')
    await hands.follow('law.pack.all')
    await hands.page
      .getByText(hands.t('law.pack.doubted', { count: 1 }))
      .first()
      .waitFor()
  })
  await step('a reference worker reads it, and has nothing to sign', async () => {
    const hands = await opensPack(walk, 'reference_worker')
    await hands.follow('law.pack.name.uk')
    await cardOf(hands, 'UK-8b').getByText(signed).waitFor()
    assert.equal(await hands.find('button', 'law.pack.sign').count(), 0)
  })
}
