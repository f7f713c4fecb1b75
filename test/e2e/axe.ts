// Every screen a journey passes is looked over for what would shut somebody out.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { isUnscripted } from './browser.ts'

let source: Promise<string> | undefined
const axe = () => {
  source ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  return source
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What stands in somebody's way on this page, one line per place; empty when nothing does. */
export const barriers = async (page: Page): Promise<string[]> => {
  if (!isUnscripted(page)) return look(page)
  // Axe itself needs scripts: it looks over a copy of what somebody without them sees.
  const copy = await page.context().browser()!.newContext({ viewport: page.viewportSize() })
  try {
    const twin = await copy.newPage()
    await twin.setContent(await page.content())
    return await look(twin)
  } finally {
    await copy.close()
  }
}

const look = async (page: Page): Promise<string[]> => {
  // Evaluated through the debugger, which the page's content policy does not govern: the policy stays as strict as it is.
  await page.evaluate(await axe())
  const { violations } = await page.evaluate<AxeResults, string[]>(
    (tags) =>
      (globalThis as unknown as { axe: { run: (root: Document, how: object) => Promise<AxeResults> } }).axe.run(
        document,
        {
          runOnly: { type: 'tag', values: tags },
          resultTypes: ['violations'],
        },
      ),
    rules,
  )
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any, all }) => {
      const why = [...any, ...all].map(({ message }) => message)[0] ?? ''
      return `${id} (${help}) at ${target.join(' ')}${why ? `: ${why}` : ''}`
    }),
  )
}
