// A journey that cannot fail proves nothing: the harness is tried on a page with each fault it promises to notice.
import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { root } from '#test/files.ts'
import { type App, signInLinks, startApp } from './app.ts'
import { openBrowser } from './browser.ts'
import { type Journey, walk } from './journey.ts'
import { withoutPictures } from './shots.ts'

// It is the pictures, too, that are tried here.
delete process.env[withoutPictures]
const start = () => startApp({ program: 'test/e2e/fixture.ts', args: [] })
const name = 'harness'
const folder = join(root, 'screenshots', name)
let browser: Browser
const attempt = (work: (journey: Journey) => Promise<void>) => walk(name, work, { start, browser })
before(async () => {
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

test('a sound page is walked at both widths, in a chosen language, and pictured', async () => {
  let app: App | undefined
  await attempt(async (journey) => {
    app = journey.app
    const page = await journey.phone({ locale: 'ur-PK', dark: true })
    await journey.step('the coordinator signs in', () => page.goto(journey.app.signIn('coordinator')))
    assert.equal(await page.title(), 'Sound')
    assert.equal(await page.evaluate(() => navigator.language), 'ur-PK')
    await journey.look(page, 'The sound page')
    assert.equal(page.viewportSize()?.width, 390)
  })
  assert.deepEqual(readdirSync(folder), ['01-the-sound-page-desk.png', '01-the-sound-page-phone.png'])
  await assert.rejects(fetch(app!.url), 'the server must be gone')
})

test('a barrier fails the journey and is named', async () => {
  const walked = attempt(async ({ app, desk, look }) => {
    const page = await desk()
    await page.goto(`${app.url}/unlabelled`)
    await look(page, 'unlabelled')
  })
  await assert.rejects(walked, /barrier: unlabelled: image-alt[\s\S]*barrier: unlabelled: label/)
})

test('a refusal by the content policy and an uncaught error fail the journey', async () => {
  const visiting = (path: string, allowed?: RegExp) =>
    attempt(async ({ app, desk, allow }) => {
      if (allowed) allow(allowed)
      await (await desk()).goto(app.url + path, { waitUntil: 'networkidle' })
    })
  await assert.rejects(visiting('/inline'), /complaint: \/inline: csp: script-src/)
  await assert.rejects(visiting('/error'), /uncaught planted/)
  await assert.rejects(visiting('/nowhere'), /404/)
  await visiting('/nowhere', /404/)
})

test('what one part of a journey allows fails another all the same', async () => {
  const asksForNothing = async ({ app, desk }: Journey) => {
    await (await desk()).goto(`${app.url}/nowhere`, { waitUntil: 'networkidle' })
  }
  const allowing = async (part: Journey) => {
    part.allow(/404/)
    await asksForNothing(part)
  }
  await attempt((journey) => journey.part(allowing))
  const walked = attempt(async (journey) => {
    await journey.part(allowing)
    await journey.part(asksForNothing)
  })
  await assert.rejects(walked, /complaint: \/nowhere: .*404/)
  // Nor does it come back with who sat at the same desk before.
  const seated = attempt(async (journey) => {
    await journey.part(async (part) => {
      part.allow(/404/)
      await part.colleague('coordinator', 'nowhere')
    })
    await journey.part((part) => part.colleague('coordinator', 'nowhere').then(() => {}))
  })
  await assert.rejects(seated, /complaint: \/desk\/nowhere: .*404/)
})

test('a request to anybody else fails the journey', async () => {
  const walked = attempt(async ({ app, desk }) => {
    const page = await desk()
    await page.goto(app.url)
    await page.goto('http://stranger.invalid/').catch(() => {})
  })
  await assert.rejects(walked, /asked http:\/\/stranger\.invalid, which is not ours/)
})

test('a failed step is named and keeps the page as it was', async () => {
  const walked = attempt(async ({ app, desk, step }) => {
    const page = await desk()
    await page.goto(app.url)
    await step('the worker looks for what is not there', () => page.getByText('absent').click({ timeout: 200 }))
  })
  await assert.rejects(walked, /at "the worker looks for what is not there"/)
  assert.ok(existsSync(join(folder, 'failed-1.png')) && existsSync(join(folder, 'failed-1.html')))
})

test('a server that does not come up says what it printed', async () => {
  await assert.rejects(startApp({ program: 'test/e2e/absent.ts', args: [] }), /ended; it printed:[\s\S]*absent\.ts/)
  assert.deepEqual([...signInLinks('a http://x/demo/sign-in/legal-lead b').keys()], ['legal-lead'])
})
