// A journey: what people do from one end to the other, each in a browser of their own, against the real server. It
// fails on what a person would stumble over: a step, an error on the console, a barrier, a refusal by the policy.
// Stories that do not disturb each other are parts of one: they share the server and who sits at the desks.
import { relative } from 'node:path'
import { test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { root } from '#test/files.ts'
import { type App, startApp } from './app.ts'
import { barriers } from './axe.ts'
import {
  type Complaints,
  complaintBook,
  listenFor,
  openBrowser,
  type Size,
  sharedBrowser,
  type Visit,
  visit,
} from './browser.ts'
import { enters, type Hands, handsOf } from './hands.ts'
import { openShots } from './shots.ts'

export interface Journey {
  app: App
  /** Somebody at a desk, in a browser of their own. */
  desk(how?: Visit): Promise<Page>
  /** Somebody with a phone. */
  phone(how?: Visit): Promise<Page>
  /** Whoever has this role in the demo, at their desk: who was there before comes back to the same browser. */
  colleague(role: string, path: string, language?: string): Promise<Hands>
  /** One thing somebody does, named as a sentence. */
  step<T>(name: string, work: () => Promise<T>): Promise<T>
  /** Pictures of both widths, and no barrier at either. */
  look(page: Page, name: string): Promise<void>
  /** Complaints this journey, or this part of it, provokes on purpose. */
  allow(pattern: RegExp): void
  /** A story of its own within the journey: what it allows holds for nothing else. */
  part(work: (journey: Journey) => Promise<void>): Promise<void>
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
  const books: ReturnType<typeof complaintBook>[] = []
  const complaints = () => books.flatMap((book) => book.left())
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
    const seats = new Map<string, { page: Page; complaints: Complaints }>()
    const open = async (size: Size, book: Complaints, visitor?: Visit): Promise<Page> => {
      const page = await visit(browser!, size, visitor)
      await listenFor(page, book, app!.url)
      pages.push(page)
      return page
    }
    const begin = (): Journey => {
      const book = complaintBook()
      books.push(book)
      return {
        app: app!,
        desk: (visitor) => open('desk', book, visitor),
        phone: (visitor) => open('phone', book, visitor),
        colleague: async (role, path, language = 'es') => {
          let seat = seats.get(role)
          if (!seat) {
            const own = { ...book }
            seat = { page: await open('desk', own, { locale: 'es-ES' }), complaints: own }
            seats.set(role, seat)
            await enters(seat.page, app!.signIn(role))
          }
          if (seat.complaints.found !== book.found) {
            // What the screen before still complains about belongs to the part before.
            await seat.page.goto('about:blank')
            seat.complaints.found = book.found
          }
          await seat.page.goto(`${app!.url}/desk/${path}${path.includes('?') ? '&' : '?'}language=${language}`)
          return handsOf(seat.page, language)
        },
        allow: book.allow,
        part: (act) => act(begin()),
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
      }
    }
    await work(begin())
  } catch (error) {
    const kept = pages.map((page, index) => shots.keepFailure(page, String(index + 1)))
    await Promise.all(kept)
    const printed = app?.printed().trim().split('\n').slice(-20).join('\n') ?? ''
    const more = [...complaints(), ...found].map((each) => `\n  ${each}`).join('')
    const message = `at "${at}": ${(error as Error).message}${more}\nkept in ${relative(root, shots.folder)}/failed-*\nthe server's last lines:\n${printed}`
    throw new Error(message, { cause: error })
  } finally {
    await close()
    for (const signal of signals) process.off(signal, giveUp)
  }
  const stumbled = [...complaints().map((each) => `complaint: ${each}`), ...found.map((each) => `barrier: ${each}`)]
  if (stumbled.length)
    throw new Error(`a person would stumble here:\n${stumbled.map((each) => `  ${each}`).join('\n')}`)
}

export const journey = (name: string, work: (journey: Journey) => Promise<void>, how: HowToWalk = {}): void => {
  test(`journey ${name}`, { timeout: how.patience ?? 600_000 }, () => walk(name, work, how))
}
