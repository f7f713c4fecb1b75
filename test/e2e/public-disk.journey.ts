// On a watched phone nothing that was typed at the door stays on the disk: every field of every form gets a word of its
// own, and after leaving the whole profile of the browser is searched for them. The same search must find the words
// where a page was made carelessly.
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import Fastify, { type FastifyInstance } from 'fastify'
import { chromium, type Page } from 'playwright-core'
import { loadFacts } from '#facts/load.ts'
import { Database } from '#kit/database.ts'
import { type PublicDoor, servePublicDoor } from '#public/door.ts'
import { ensureChromium } from '#test/chromium.ts'
import { noLimits, quickly } from '#test/door.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import * as reportApi from '#triage/report.api.ts'
import { openBrowser, withoutFeatures } from './browser.ts'

let at: TestHouse
let door: Database
const servers: FastifyInstance[] = []

/** The door as it is, or with its pages changed on their way out. */
const serve = async (change?: (text: string) => string, more: Partial<PublicDoor> = {}): Promise<string> => {
  const app = Fastify()
  servers.push(app)
  if (change) {
    app.addHook('onRequest', async (request) => {
      delete request.headers['accept-encoding']
    })
    app.addHook('onSend', async (_, reply, payload) => {
      if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return payload
      reply.removeHeader('content-security-policy')
      reply.removeHeader('content-length')
      return change(payload.toString())
    })
  }
  await servePublicDoor(app, { door, facts: loadFacts(), ...noLimits, ...quickly, ...more })
  return app.listen({ port: 0, host: '127.0.0.1' })
}

before(async () => {
  at = await testHouse(reportApi)
  door = new Database(at.db.connection('amparo_door'))
})
after(async () => {
  for (const app of servers) await app.close()
  await door?.close()
  await at?.close()
})

/** Nothing, where the browser has just taken the file away itself. */
const bytesOf = (file: string): Buffer => {
  try {
    return readFileSync(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return Buffer.alloc(0)
  }
}

/** Files of a profile that hold one of the words, in either of the ways a browser writes text. */
const traces = (profile: string, words: string[]): string[] => {
  const needles = words.flatMap((word) => [Buffer.from(word), Buffer.from(word, 'utf16le')])
  return readdirSync(profile, { withFileTypes: true, recursive: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name))
    .filter((file) => {
      const bytes = bytesOf(file)
      return needles.some((needle) => bytes.includes(needle))
    })
    .map((file) => file.slice(profile.length + 1))
}

const press = async (page: Page, value: string) => {
  const shown = await page.locator('h1').first().innerText()
  await page.locator(`main button[value="${value}"]`).first().click()
  await page.waitForFunction((before) => document.querySelector('h1')?.innerText !== before, shown)
}

/** Writes a word of its own into every text of the page, ticks what can be ticked, and remembers the words. */
const fill = async (page: Page, words: string[]) => {
  for (const area of await page.locator('main textarea:visible').all()) {
    const word = `Kwaak${words.length}Zanahoria`
    words.push(word)
    await area.pressSequentially(word)
  }
  for (const box of await page.locator('main input[type=checkbox]:visible').all()) await box.check()
}

/** Through the form to the number. */
const tellForm = async (page: Page, url: string, way: string[], words: string[]): Promise<string> => {
  await page.goto(url)
  for (const each of way) await press(page, each)
  for (let turn = 0; turn < 8; turn += 1) {
    await fill(page, words)
    const yes = page.locator('main input[value=yes]:visible')
    for (const each of await yes.all()) await each.check()
    for (const reach of await page.locator('main input[value=reach_me]:visible').all()) await reach.check()
    const go = page.locator('main button[value=next], main button[value=report]').first()
    await press(page, (await go.getAttribute('value'))!)
    // Where many write at once, the device works for a moment and goes on by itself.
    await page.locator('main .receipt, main button[value=next], main button[value=report]').first().waitFor()
    if ((await page.locator('main .receipt').count()) > 0) break
  }
  const receipt = (await page.locator('main .receipt').innerText()).replace(/\D/g, '')
  assert.match(receipt, /^\d{20}$/)
  return receipt
}

const walkForm = async (page: Page, url: string, way: string[], words: string[]) => {
  const receipt = await tellForm(page, url, way, words)
  words.push(receipt, receipt.match(/.{4}/g)!.join(' '))
  await press(page, 'keep')
  await press(page, 'start')
  await page.locator('main summary').last().click()
  await page.locator('#receipt').pressSequentially(receipt)
  await press(page, 'return')
  await fill(page, words)
}

const ways = [['form:self'], ['form:someone'], ['form:professional', 'form:health']]

/**
 * A visit with a profile of its own; what its files hold while the page is open, after leaving, and after closing. A page
 * without its script hears no Escape and does not leave.
 */
const visitDoor = async (url: string, wayIn: string[], { leaves = true } = {}) => {
  const profile = mkdtempSync(join(tmpdir(), 'amparo-profile-'))
  const words: string[] = []
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await ensureChromium(),
    args: ['--no-sandbox', '--no-first-run', '--disable-background-networking', withoutFeatures],
    locale: 'en-GB',
  })
  try {
    const page = context.pages()[0] ?? (await context.newPage())
    page.setDefaultTimeout(45_000)
    await page.route('https://www.wikipedia.org/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>W</title>' }),
    )
    await walkForm(page, url, wayIn, words)
    for (let turn = 0; turn < 3; turn += 1) await page.keyboard.press('Escape')
    if (leaves) await page.waitForURL('https://www.wikipedia.org/', { timeout: 45_000 }).catch(() => {})
    const left = page.url()
    // Browsers write their session a little later.
    await page.waitForTimeout(3_000)
    const open = traces(profile, words)
    await context.close()
    return { words, left, found: [...new Set([...open, ...traces(profile, words)])] }
  } finally {
    await context.close().catch(() => {})
    rmSync(profile, { recursive: true, force: true })
  }
}

// Side by side: each visit waits a while for what its browser writes late.
describe('a watched phone', { concurrency: 3, timeout: 900_000 }, () => {
  for (const way of ways)
    it(`after ${way.at(-1)} nothing typed and no receipt is in any file of the browser`, async (t) => {
      const { words, left, found } = await visitDoor(await serve(), way)
      assert.equal(left, 'https://www.wikipedia.org/', 'three Escapes leave')
      t.diagnostic(`${words.length} words searched for`)
      assert.ok(words.length >= 5)
      assert.deepEqual(found, [])
    })

  it('a careless page is found by the same search: a draft in the storage of the page', async () => {
    const remember = `<script>addEventListener('input', (event) => localStorage.setItem('draft', event.target.value))</script></body>`
    const stored = await serve((text) => text.replace('</body>', remember))
    const kept = await visitDoor(stored, ['form:self'])
    assert.ok(kept.found.some((file) => file.includes('Local Storage')))
  })

  it('a careless page is found by the same search: a form the browser sends', async (t) => {
    // Sent by the browser itself, a form is remembered for the restoring of tabs: why the script sends it by fetch.
    const plain = await serve((text) => text.replace(/<script>[\s\S]*<\/script>/, ''))
    const posted = await visitDoor(plain, ['form:self'], { leaves: false })
    t.diagnostic(posted.found.join(', '))
    assert.ok(posted.found.length > 0)
  })

  it('where many write at once the device solves its puzzle, and nobody presses anything', async () => {
    const empty = { most: 0, perSecond: 0 }
    const busy = { budget: { address: noLimits.budget.address, all: empty } }
    let waited = 0
    const seen = (text: string) => {
      if (/data-work="[1-9]/.test(text)) waited += 1
      return text
    }
    const browser = await openBrowser()
    try {
      const page = await browser.newPage({ locale: 'en-GB' })
      page.setDefaultTimeout(120_000)
      await tellForm(page, await serve(seen, busy), ['form:self'], [])
      assert.ok(waited > 0, 'the page one waits on was shown')
    } finally {
      await browser.close()
    }
  })
})
