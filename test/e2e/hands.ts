// A person's hands on a page: whatever they press, fill in or read is found by its role and by the words they see, in
// their own language, never by how the page is made.
import type { Locator, Page } from 'playwright-core'
import { languageOf } from '#language/languages.ts'
import { translatorOf } from '#language/load-texts.ts'

type Values = Record<string, string | number>
type Role = Parameters<Page['getByRole']>[0]
type Within = Page | Locator

const escaped = (text: string) => text.replace(/\s+/g, ' ').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

export const handsOf = (page: Page, language: string) => {
  const t = translatorOf(language)
  const whole = (text: string) => new RegExp(`^${escaped(text)}$`)
  /** A question's label, which may say that it needs an answer. */
  const label = (key: string) => `${escaped(t(key))}( ${escaped(t('ui.required_mark'))})?$`
  const asked = (key: string) => new RegExp(`^${label(key)}`)
  const find = (role: Role, key: string, values?: Values, within: Within = page) =>
    within.getByRole(role, { name: whole(t(key, values)) })
  const press = (key: string, values?: Values, within?: Within) => find('button', key, values, within).click()
  const option = (text: string) => page.getByRole('option').filter({ has: page.getByText(text, { exact: true }) })
  return {
    page,
    language,
    t,
    find,
    press,
    follow: (key: string, within?: Within) => find('link', key, undefined, within).click(),
    fill: (key: string, text: string, within: Within = page) =>
      within.getByRole('textbox', { name: asked(key) }).fill(text),
    /** One of a short list that opens below a button. */
    choose: async (key: string, text: string, within: Within = page) => {
      await within.getByRole('button', { name: new RegExp(label(key)) }).click()
      await option(text).click()
    },
    /** One of a long list, found by typing. */
    pick: async (key: string, text: string, within: Within = page) => {
      const box = within.getByRole('combobox', { name: asked(key) })
      const found = option(text).first()
      // A box that has just taken an answer makes room for the next one, and a page that moves closes its list: what is
      // typed then is typed again.
      const take = async () => {
        if (!(await found.isVisible())) {
          await box.fill('')
          await box.fill(text)
        }
        await found.click({ timeout: 5_000 })
      }
      let trouble: unknown
      for (let turn = 0; turn < 5; turn += 1) {
        trouble = await take().catch((error: unknown) => error)
        if (!trouble) break
      }
      if (trouble) throw trouble
      await page.getByRole('listbox').waitFor({ state: 'hidden' })
    },
    /** One of several answers in sight, below their question. */
    tick: (key: string, text: string, within: Within = page) =>
      within
        .getByRole('radiogroup', { name: asked(key) })
        .or(within.getByRole('group', { name: asked(key) }))
        .getByText(text, { exact: true })
        .first()
        .click(),
    say: (key: string) => page.getByText(t(key), { exact: true }).first().click(),
    /** A day typed part by part, in whichever order the language has it. */
    write: async (key: string, day: string) => {
      const [year, month, date] = day.split('-')
      const parts = page.getByRole('group', { name: asked(key) }).getByRole('spinbutton')
      for (const [place, digits] of [date!, month!, year!].entries()) {
        await parts.nth(place).focus()
        await page.keyboard.type(digits)
      }
    },
    /** One side of a file: a tab, or on a narrow screen one of a single choice. */
    tab: async (key: string) => {
      const tab = find('tab', key)
      const choice = page.getByRole('combobox', { name: whole(t('cases.sides')) })
      await tab.or(choice).first().waitFor()
      if (await tab.isVisible()) await tab.click()
      else await choice.selectOption({ label: t(key) })
      await page.getByRole('tabpanel').waitFor()
    },
    /** Waits for words of ours anywhere on the page. */
    sees: (key: string, values?: Values, within: Within = page) =>
      within
        .getByText(whole(t(key, values)))
        .first()
        .waitFor(),
    reads: (text: string | RegExp, within: Within = page) => within.getByText(text).first().waitFor(),
    /** The innermost piece of the page that says this. */
    piece: (text: string) => page.getByRole('article').or(page.getByRole('region')).filter({ hasText: text }).last(),
    heading: (text: string) => page.getByRole('heading', { name: text }).first().waitFor(),
    /** What was just done is said; the message is put away, as it would lie over the next button. */
    hears: async (key: string) => {
      const said = page.getByRole('status').getByText(t(key), { exact: true }).first()
      await said.waitFor()
      const close = page
        .getByRole('status')
        .getByRole('button', { name: t('ui.close'), exact: true })
        .first()
      // It goes by itself after a while: on a slow machine before the hand is there.
      await close.click({ timeout: 10_000 }).catch(() => said.waitFor({ state: 'hidden' }))
    },
    languageName: (code: string) =>
      new Intl.DisplayNames([languageOf(language).locale], { type: 'language' }).of(code)!,
    countryName: (code: string) => new Intl.DisplayNames([languageOf(language).locale], { type: 'region' }).of(code)!,
    need: (code: string) => t(`codes.need_domains.${code}`),
  }
}
/** What is typed next goes where it is meant to: a dialog that opens takes the focus a moment after it is seen. */
export const writesInDialog = (page: Page): Promise<unknown> =>
  page.waitForFunction(() =>
    Boolean(document.activeElement?.closest('[role=dialog]')?.matches(':has(:is(input, textarea):focus)')),
  )

/** The next screen of a page that comes whole from the server: its heading is another. */
export const turnsPage = async (page: Page, act: () => Promise<unknown>): Promise<void> => {
  const shown = await page.locator('h1').first().innerText()
  await act()
  await page.waitForFunction((before) => document.querySelector('h1')?.innerText !== before, shown)
}

/** Takes the key that a demo's link hands out and leaves the page behind it: the desk is loaded once, where one goes next. */
export const enters = async (page: Page, link: string): Promise<void> => {
  const reply = await page.request.get(link, { maxRedirects: 0 })
  if (reply.status() !== 303) throw new Error(`the link answers ${reply.status()}`)
}

/** The report whose address the page has stands there: not the one before it. */
export const reportStands = async (page: Page): Promise<void> => {
  const id = /\/reports\/([0-9a-f-]{36})/.exec(page.url())?.[1]
  await page.locator(id ? `#report-${id} .report-head` : '.report-head').waitFor()
}

export type Hands = ReturnType<typeof handsOf>
