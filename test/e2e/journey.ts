// A journey: what people do from one end to the other, each in a browser of their own, against the real server. It
// fails on what a person would stumble over: a step, an error on the console, a barrier, a refusal by the policy.
import { relative } from 'node:path'
import { test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { root } from '#test/files.ts'
import { type App, startApp } from './app.ts'
import { barriers } from './axe.ts'
import { complaintBook, listenFor, openBrowser, type Size, sharedBrowser, type Visit, visit } from './browser.ts'
import { openShots } from './shots.ts'

export interface Journey {
  app: App
  /** Somebody at a desk, in a browser of their own. */
  desk(how?: Visit): Promise<Page>
  /** Somebody with a phone. */
  phone(how?: Visit): Promise<Page>
  /** One thing somebody does, named as a sentence. */
  step<T>(name: string, work: () => Promise<T>): Promise<T>
  /** Pictures of both widths, and no barrier at either. */
  look(page: Page, name: string): Promise<void>
  /** Complaints this journey provokes on purpose. */
  allow(pattern: RegExp): void
}

interface HowToWalk {
  /** Another server than the demo; used to test this harness. */
  start?: () => Promise<App>
  /** A browser that goes on afterwards; without one, the browser of this process where it walks several journeys. */
  browser?: Browser
  /** Milliseconds for the whole journey. */
  patience?: number
}

/** Whether this is a process of `npm test`, which hands over one file after the other. */
const walksSeveral = (): boolean => process.send !== undefined

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export const walk = async (
  name: string,
  work: (journey: Journey) => Promise<void>,
  how: HowToWalk = {},
): Promise<void> => {
  const shots = await openShots(name)
  const complaints = complaintBook()
  const pages: Page[] = []
  const found: string[] = []
  let browser: Browser | undefined
  let app: App | undefined
  let at = 'the start'
  const goesOn = how.browser !== undefined || walksSeveral()
  const leave = async () => {
    if (!goesOn) return browser?.close()
    await Promise.all(browser?.contexts().map((context) => context.close()) ?? [])
  }
  const close = () => Promise.allSettled([leave(), app?.stop()])
  const giveUp = () => void close().then(() => process.exit(143))
  for (const signal of signals) process.once(signal, giveUp)
  try {
    browser = how.browser ?? (await (goesOn ? sharedBrowser : openBrowser)())
    app = await (how.start ?? startApp)()
    const open = async (size: Size, visitor?: Visit): Promise<Page> => {
      const page = await visit(browser!, size, visitor)
      await listenFor(page, complaints, app!.url)
      pages.push(page)
      return page
    }
    await work({
      app,
      desk: (visitor) => open('desk', visitor),
      phone: (visitor) => open('phone', visitor),
      allow: complaints.allow,
      step: async (sentence, act) => {
        at = sentence
        const begun = performance.now()
        const value = await act()
        console.log(`  ${sentence} (${((performance.now() - begun) / 1000).toFixed(1)} s)`)
        return value
      },
      look: async (page, screen) => {
        // What still comes is not the screen yet.
        await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
        // Nor is a colour that is on its way to another.
        await page.evaluate(async () => {
          const ending = document
            .getAnimations()
            .filter((each) => each.effect?.getComputedTiming().iterations !== Infinity)
          await Promise.allSettled(ending.map(({ finished }) => finished))
        })
        await shots.take(page, screen)
        found.push(...(await barriers(page)).map((each) => `${screen}: ${each}`))
      },
    })
  } catch (error) {
    const kept = pages.map((page, index) => shots.keepFailure(page, String(index + 1)))
    await Promise.all(kept)
    const printed = app?.printed().trim().split('\n').slice(-20).join('\n') ?? ''
    const more = [...complaints.left(), ...found].map((each) => `\n  ${each}`).join('')
    const message = `at "${at}": ${(error as Error).message}${more}\nkept in ${relative(root, shots.folder)}/failed-*\nthe server's last lines:\n${printed}`
    throw new Error(message, { cause: error })
  } finally {
    await close()
    for (const signal of signals) process.off(signal, giveUp)
  }
  const stumbled = [
    ...complaints.left().map((each) => `complaint: ${each}`),
    ...found.map((each) => `barrier: ${each}`),
  ]
  if (stumbled.length)
    throw new Error(`a person would stumble here:\n${stumbled.map((each) => `  ${each}`).join('\n')}`)
}

export const journey = (name: string, work: (journey: Journey) => Promise<void>, how: HowToWalk = {}): void => {
  test(`journey ${name}`, { timeout: how.patience ?? 600_000 }, () => walk(name, work, how))
}
