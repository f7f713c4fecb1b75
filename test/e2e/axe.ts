// Every screen a journey passes is looked over for what would shut somebody out.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'
import { isUnscripted } from './browser.ts'

let source: Promise<string> | undefined
const axe = () => {
  source ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  return source
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Where copies of the pages of somebody without scripts are looked over; it ends with the browser. */
const twins = new WeakMap<BrowserContext, Promise<Page>>()

/** What stands in somebody's way on this page, one line per place; empty when nothing does. */
export const barriers = async (page: Page): Promise<string[]> => {
  if (!isUnscripted(page)) return look(page)
  // Axe itself needs scripts: it looks over a copy of what somebody without them sees.
  const context = page.context()
  const twin = twins.get(context) ?? context.browser()!.newPage({ viewport: page.viewportSize() })
  twins.set(context, twin)
  const copy = await twin
  await copy.setViewportSize(page.viewportSize()!)
  await copy.setContent(await page.content())
  return look(copy)
}

/** What axe finds, and nothing of what it found in order; nothing at all where it is not on the page yet. */
const ask = (page: Page): Promise<AxeResults['violations'] | undefined> =>
  page.evaluate(async (tags) => {
    const { axe } = globalThis as { axe?: { run: (root: Document, how: object) => Promise<AxeResults> } }
    if (!axe) return
    const how = { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'], reporter: 'no-passes' }
    return (await axe.run(document, how)).violations
  }, rules)

const look = async (page: Page): Promise<string[]> => {
  let violations = await ask(page)
  if (!violations) {
    // Evaluated through the debugger, which the page's content policy does not govern: the policy stays as strict as it is.
    // It stays with the page while the desk changes its screens.
    await page.evaluate(await axe())
    violations = (await ask(page))!
  }
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any, all }) => {
      const why = [...any, ...all].map(({ message }) => message)[0] ?? ''
      return `${id} (${help}) at ${target.join(' ')}${why ? `: ${why}` : ''}`
    }),
  )
}
