// The whole desk without a mouse: the skip link, the keys that go somewhere, the palette, lists, forms and dialogs, and
// the focus, which is always somewhere a person can see.
import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { handsOf, writesInDialog } from './hands.ts'
import type { Journey } from './journey.ts'

const language = 'es'

/** What holds the focus, as a screen reader would name it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement as HTMLElement | null
    const named = (at?.getAttribute('aria-labelledby') ?? '').split(' ').filter((id) => id && id !== at?.id)
    const labels = named.map((id) => document.getElementById(id)?.innerText ?? '')
    return {
      tag: at?.tagName ?? '',
      id: at?.id ?? '',
      words: [at?.getAttribute('aria-label') ?? '', at?.innerText ?? '', ...labels].join(' ').trim(),
      seen: Boolean(at && at !== document.body && at.getBoundingClientRect().width > 0),
    }
  })

const tabTo = async (page: Page, words: string | RegExp, most = 40, key = 'Tab') => {
  const passed: string[] = []
  for (let turn = 0; turn < most; turn += 1) {
    await page.keyboard.press(key)
    const at = await focused(page)
    assert.ok(at.seen, `the focus is lost (${JSON.stringify(at)}) after ${passed.join(' → ')}`)
    passed.push(at.words.split('\n')[0]!)
    if (typeof words === 'string' ? at.words.includes(words) : words.test(at.words)) return
  }
  assert.fail(`never came to ${words}; passed ${passed.join(' → ')}`)
}

type Focus = Awaited<ReturnType<typeof focused>>

/** A screen that opens and a dialog that closes move the focus with the next frame: it is awaited, not caught between. */
const comesTo = async (page: Page, expected: Partial<Focus>, why: string) => {
  const until = performance.now() + 45_000
  for (;;) {
    const at = await focused(page)
    if (at.seen && Object.entries(expected).every(([part, value]) => at[part as keyof Focus] === value)) return
    assert.ok(performance.now() < until, `${why}; the focus is at ${JSON.stringify(at)}`)
    await pause(20)
  }
}

export const needsNoMouse = async ({ app, desk, step, look }: Journey): Promise<void> => {
  const page = await desk({ locale: 'es-ES' })
  const hands = handsOf(page, language)
  const { t } = hands
  const { keyboard } = page
  /** Two keys as one hand presses them, however busy the screen is with the first. */
  const together = (...keys: string[]) => Promise.all(keys.map((key) => keyboard.press(key)))
  const arrived = async (key: string) => {
    await page
      .getByRole('link', { name: t(key), exact: true })
      .and(page.locator('[aria-current=page]'))
      .waitFor()
    await comesTo(page, { id: 'main' }, 'a new screen is reached from its top')
  }

  await step('the skip link comes first', async () => {
    await page.goto(app.signIn('reference_worker'))
    await page.getByRole('heading', { level: 1 }).waitFor()
    await keyboard.press('Tab')
    await comesTo(page, { words: t('shell.skip') }, 'the skip link is the first stop')
    await look(page, 'skip link')
    await keyboard.press('Enter')
    await comesTo(page, { id: 'main' }, 'the skip link leads to the screen')
  })

  await step('a letter goes somewhere', async () => {
    await together('g', 'p')
    await arrived('shell.places.people')
    await together('g', 's')
    await arrived('shell.places.services')
    await together('g', 't')
    await arrived('shell.places.today')
  })

  await step('the keys are told', async () => {
    await keyboard.press('?')
    await page.getByRole('dialog', { name: t('shell.keyboard') }).waitFor()
    await look(page, 'the keys')
    await keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  const alias = await step('a person is found with the palette', async () => {
    await together('g', 'p')
    const name = (await page.getByRole('rowheader').first().innerText()).trim().split('\n').at(-1)!
    await keyboard.press('Control+k')
    await page.getByRole('dialog', { name: t('shell.find') }).waitFor()
    await writesInDialog(page)
    await keyboard.type(name)
    await page.getByRole('menuitem', { name: name }).first().waitFor()
    await look(page, 'the palette')
    await keyboard.press('ArrowDown')
    await keyboard.press('Enter')
    await page.getByRole('heading', { name, level: 1 }).waitFor()
    return name
  })

  await step('the sides of a file are walked with the arrows', async () => {
    await tabTo(page, t('shell.side.overview'))
    const notes = page.getByRole('tab', { name: t('shell.side.notes'), selected: true })
    for (let turn = 0; turn < 8 && !(await notes.isVisible()); turn += 1) {
      const { id } = await focused(page)
      await keyboard.press('ArrowDown')
      // The side that has the focus is the one that is shown, once it is there.
      await page.waitForFunction((before) => {
        const at = document.activeElement
        return at?.id !== before && at?.getAttribute('aria-selected') === 'true'
      }, id)
      await page.getByRole('tabpanel').waitFor()
    }
    await notes.waitFor()
    await hands.sees('notes.story')
    await tabTo(page, t('cases.notes.section'))
    await keyboard.press('Tab')
    const note = `Escrito sin ratón para ${alias}.`
    await keyboard.type(note)
    await tabTo(page, t('cases.notes.save'))
    await keyboard.press('Enter')
    await page.getByRole('article').filter({ hasText: note }).waitFor()
    await look(page, 'a note by keyboard')
  })

  await step('a note is written from any side with one key', async () => {
    await page.getByRole('tab', { name: t('shell.side.notes'), selected: true }).focus()
    await keyboard.press('ArrowUp')
    await page.getByRole('tab', { name: t('shell.side.notes'), selected: false }).waitFor()
    await keyboard.press('n')
    const writer = page.getByRole('dialog', { name: t('notes.writer', { person: alias }) })
    await writer.waitFor()
    await comesTo(page, { tag: 'TEXTAREA' }, 'the note is where the focus is')
    await keyboard.press('Escape')
    await writer.waitFor({ state: 'detached' })
    await comesTo(page, { words: t('notes.write') }, 'the focus comes back to what opens a note')
  })

  await step('a dialog gives the focus back', async () => {
    await page.getByRole('main').focus()
    await tabTo(page, t('cases.actions'))
    await keyboard.press('Enter')
    await page.getByRole('menu').waitFor()
    await tabTo(page, t('cases.change_stage'), 12, 'ArrowDown')
    await keyboard.press('Enter')
    await page.getByRole('dialog', { name: t('cases.change_stage') }).waitFor()
    for (let turn = 0; turn < 8; turn += 1) {
      await keyboard.press('Tab')
      assert.ok(
        await page.evaluate(() => Boolean(document.activeElement?.closest('[role=dialog]'))),
        'the focus stays in the dialog',
      )
    }
    await look(page, 'a dialog')
    await keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await comesTo(page, { words: t('cases.actions') }, 'the focus comes back to what opened the dialog')
  })
}
