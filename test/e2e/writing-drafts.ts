// What is written is not lost: a line that breaks in the middle of a save, a page that is closed on it, two tabs on the
// same note.
import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { type Hands, handsOf } from './hands.ts'
import type { Journey } from './journey.ts'

const language = 'es'
const lost = 'Hoy ha dicho que quiere empezar las clases el lunes.'
const [first, second] = ['Quiere empezar el martes.', 'Quiere empezar el miércoles, por la tarde.']
const notesAt = /\/api\/cases\/[^/]+\/notes/

const isKeptNow = (page: Page): Promise<boolean> =>
  page.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        const opening = indexedDB.open('amparo')
        opening.onsuccess = () => {
          const counting = opening.result.transaction('drafts').objectStore('drafts').count()
          counting.onsuccess = () => {
            opening.result.close()
            resolve(counting.result > 0)
          }
        }
      }),
  )

/** A quarter of a second of typing may be lost with the device; what is kept by then comes back. */
const isKept = async (page: Page): Promise<void> => {
  // Asked again by hand: the driver's own waiting takes a promise for a yes.
  for (const until = performance.now() + 45_000; !(await isKeptNow(page)); await pause(50))
    assert.ok(performance.now() < until, 'no draft is kept')
}

const correct = async (hands: Hands, of: string, to: string) => {
  const note = hands.page.getByRole('article').filter({ hasText: of })
  await hands.press('cases.notes.correct', undefined, note)
  const open = hands.page.getByRole('article').filter({ has: hands.page.getByRole('textbox') })
  await hands.fill('cases.notes.text', to, open)
}

export const losesNothing = async ({ colleague, step, look, allow }: Journey): Promise<void> => {
  // The line that breaks and the save that comes too late are what this journey is about.
  allow(/net::ERR_(FAILED|INTERNET_DISCONNECTED|CONNECTION_\w+)/)
  allow(/status of 409 /)
  const hands = await colleague('reference_worker', 'people', language)
  const { page, t } = hands
  const keys: string[] = []
  let reached = 0
  let broken = true

  await step('a file is opened', async () => {
    await page.getByRole('rowheader').first().click()
    await hands.tab('shell.side.notes')
  })

  await step('the line breaks in the middle of a save', async () => {
    await page.route(notesAt, async (route) => {
      if (route.request().method() !== 'POST') return route.continue()
      keys.push(route.request().headers()['idempotency-key'] ?? 'none')
      if (!broken) return route.continue()
      // The first time what was sent arrives and only the answer is lost: the worst moment.
      if (reached++ === 0) await route.fetch()
      return route.abort('connectionfailed')
    })
    await hands.fill('cases.notes.text', lost)
    await hands.press('cases.notes.save')
    await hands.sees('ui.problem.offline')
    assert.equal(await page.getByRole('textbox', { name: t('cases.notes.text') }).inputValue(), lost)
    await look(page, 'line lost in a save')
  })

  await step('saved again it is one note', async () => {
    broken = false
    await hands.press('cases.notes.save')
    await hands.hears('cases.notes.saved')
    await page.getByRole('article').filter({ hasText: lost }).first().waitFor()
    assert.equal(await page.getByRole('article').filter({ hasText: lost }).count(), 1)
    assert.ok(keys.length >= 3, `tried ${keys.length} times`)
    assert.equal(new Set(keys).size, 1, 'every try carries the same key')
    await look(page, 'one note')
  })

  await step('a draft outlives the page', async () => {
    await page.context().setOffline(true)
    await hands.reads(t('shell.offline'))
    await hands.fill('cases.notes.text', first)
    await look(page, 'offline')
    await isKept(page)
    await page.context().setOffline(false)
    await page.reload()
    await hands.sees('cases.draft_returned')
    assert.equal(await page.getByRole('textbox', { name: t('cases.notes.text') }).inputValue(), first)
    await look(page, 'draft returned')
    await hands.press('cases.notes.save')
    await hands.hears('cases.notes.saved')
    await page.getByRole('article').filter({ hasText: first }).first().waitFor()
  })

  await step('two tabs on one note lose nothing', async () => {
    const tab = await page.context().newPage()
    await tab.goto(page.url())
    const other = handsOf(tab, language)
    await correct(hands, first, `${first} Lo confirma.`)
    await correct(other, first, second)
    await hands.press('cases.notes.save_correction')
    await hands.hears('cases.notes.corrected')
    await other.press('cases.notes.save_correction')
    const dialog = tab.getByRole('dialog')
    await other.sees('ui.conflict.explain', undefined, dialog)
    await dialog.getByText(second).waitFor()
    await dialog.getByText(`${first} Lo confirma.`).waitFor()
    await look(tab, 'two versions')
    await other.press('ui.conflict.save', undefined, dialog)
    await other.hears('cases.notes.corrected')
    await tab.getByRole('article').filter({ hasText: second }).waitFor()
    await look(tab, 'settled')
  })
}
