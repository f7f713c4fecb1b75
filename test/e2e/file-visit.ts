// A visit written up before the tram comes: from Today to the person, what must not be overlooked is in sight, the note
// with its template and its time, one fact for whoever opens the file next. Every press is counted: at three seconds
// each it stays under two minutes, the words themselves aside.
import assert from 'node:assert/strict'
import { writesInDialog } from './hands.ts'
import type { Journey } from './journey.ts'

const alias = 'Maya'
const secondsEach = 3
const mostSeconds = 120

const words = 'Ha preparado té para las dos. Quiere llevar ella misma los papeles el jueves.'
const fact = 'El jueves no puede antes de las once'

export const writesUpVisit = async ({ colleague, step, look }: Journey): Promise<void> => {
  const hands = await colleague('reference_worker', 'today')
  const { page, t } = hands
  let pressed = 0
  /** One press: a button, a key, a choice. */
  const press = async <T>(act: () => Promise<T>): Promise<T> => {
    pressed += 1
    return act()
  }
  const main = page.getByRole('main')

  await step('from Today to the person', async () => {
    await page.getByRole('heading', { level: 1 }).waitFor()
    await press(() => page.keyboard.press('Control+k'))
    await page.getByRole('dialog', { name: t('shell.find') }).waitFor()
    await writesInDialog(page)
    await press(() => page.keyboard.type(alias))
    await page.getByRole('menuitem', { name: alias }).first().waitFor()
    await press(() => page.keyboard.press('ArrowDown'))
    await press(() => page.keyboard.press('Enter'))
    await page.getByRole('heading', { name: alias, level: 1 }).waitFor()
  })

  await step('what must not be overlooked is in sight', async () => {
    const facts = page.getByRole('region', { name: t('alerts.title') })
    await facts.getByText(t('alerts.kind.danger')).first().waitFor()
    await facts
      .getByText(t('alerts.interpreter', { languages: '' }).trim())
      .first()
      .waitFor()
    await look(page, 'sticky facts')
  })

  await step('the visit is written', async () => {
    await press(() => page.keyboard.press('n'))
    const note = page.getByRole('dialog', { name: t('notes.writer', { person: alias }) })
    await note.waitFor()
    await look(page, 'the note, empty')
    await press(async () => {
      await note.getByRole('button', { name: t('notes.template') }).click()
      await press(() => page.getByRole('option').filter({ hasText: 'Visita en casa' }).click())
    })
    const text = note.getByRole('textbox', { name: new RegExp(`^${t('cases.notes.text')}`) })
    assert.match(await text.inputValue(), /Lo que hicimos juntas/)
    await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA')
    await page.keyboard.type(` ${words}`)
    await press(() => note.getByRole('button', { name: t('notes.minutes_quick', { minutes: 60 }) }).click())
    await look(page, 'the note, written')
    await press(() => text.focus())
    await press(() => page.keyboard.press('Control+Enter'))
    await hands.hears('cases.notes.saved')
    await note.waitFor({ state: 'detached' })
  })

  await step('a fact is left on top', async () => {
    await press(() => hands.press('alerts.add'))
    await hands.choose('alerts.kind', t('alerts.kind.other'))
    pressed += 2
    await hands.fill('alerts.words', fact)
    pressed += 1
    await look(page, 'a sticky fact')
    await press(() => hands.press('alerts.save'))
    await hands.hears('alerts.saved')
    await page
      .getByRole('region', { name: t('alerts.title') })
      .getByText(fact)
      .waitFor()
  })

  await step('it stands in the story', async () => {
    await press(() => hands.tab('shell.side.notes'))
    const written = main.getByRole('article').filter({ hasText: words })
    await written.getByText(t('notes.contact.visit')).waitFor()
    await written.getByText(t('notes.minutes_told', { minutes: 60 })).waitFor()
    await look(page, 'the story')
  })

  assert.ok(
    pressed * secondsEach < mostSeconds,
    `${pressed} presses, ${pressed * secondsEach} seconds at ${secondsEach} each`,
  )
  console.log(`  ${pressed} presses: ${pressed * secondsEach} seconds at ${secondsEach} each`)
}
