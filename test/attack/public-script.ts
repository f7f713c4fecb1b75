// Words written at the door that would run in the browser of whoever reads them: the reporter herself on the next page,
// the colleague at the desk, and the reporter again who reads the answer. In Chromium, with the real policies: nothing
// runs, nothing is asked of anybody else, and the policies have nothing to refuse, because it was never markup.
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { builderOver } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import { ReportBody } from '#reports/body.ts'
import { addToReport, listDoorOrganisations, takeReport } from '#reports/door.store.ts'
import { sealAddition, sealReport } from '#reports/sealed.store.ts'
import { ensureChromium } from '#test/chromium.ts'
import { aColleague, askAt, asOwnerOf, dataFolder, foundHouse, ownerOf, serveHouse } from '#test/served.ts'
import { answerReporter, listReports } from '#triage/report.ts'
import { keyPairFrom } from '#vault/sealed-box.ts'
import { hostileStrings } from './public-script-strings.ts'
import type { AttackResult } from './run.ts'

const say = (text: string) => process.stdout.write(`       ${text}\n`)

interface Watched {
  context: BrowserContext
  page: Page
  /** What ran, what was refused by a policy, what was asked of strangers, what became an element. */
  found: string[]
  look(where: string): Promise<void>
}

const watcher = `(() => {
  globalThis.owned = () => console.log('HOSTILE ran')
  for (const each of ['alert', 'confirm', 'prompt', 'print']) globalThis[each] = () => console.log('HOSTILE ran ' + each)
  document.addEventListener('securitypolicyviolation', (event) =>
    console.log('HOSTILE policy refused ' + event.violatedDirective))
})()`

const watch = async (
  browser: Browser,
  url: string,
  how: { scripts?: boolean; token?: string } = {},
): Promise<Watched> => {
  const context = await browser.newContext({ javaScriptEnabled: how.scripts ?? true, locale: 'en-GB' })
  if (how.token) await context.addCookies([{ name: 'amparo', value: how.token, url, httpOnly: true }])
  if (how.scripts !== false) await context.addInitScript(watcher)
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const found: string[] = []
  page.on('console', (message) => message.text().startsWith('HOSTILE') && found.push(message.text()))
  page.on('dialog', async (dialog) => {
    found.push(`dialog ${dialog.type()}`)
    await dialog.dismiss()
  })
  page.on('request', (request) => {
    const asked = new URL(request.url())
    if (/^https?:$/.test(asked.protocol) && asked.origin !== new URL(url).origin) found.push(`asked ${asked.host}`)
  })
  const look = async (where: string) => {
    // Element handles work where the page itself may run no script.
    const made = await page.locator('[data-h], [onerror], [onload], [onfocus], main a[href^="javascript:" i]').count()
    if (made > 0) found.push(`${made} elements made at ${where}`)
  }
  return { context, page, found, look }
}

const go = async (page: Page, value: string) => {
  const [reply] = await Promise.all([
    page.waitForResponse((each) => each.request().method() === 'POST'),
    page.locator(`main button[value="${value}"]`).first().click(),
  ])
  await reply.finished()
  await page.waitForTimeout(15)
}

const fill = async (page: Page, texts: readonly string[]) => {
  const areas = await page.locator('main textarea').all()
  for (const [place, area] of areas.entries()) await area.fill(texts[place % texts.length]!)
  return areas.length
}

/** Every text field of the three ways in, written and read back on the next page and on the way back. */
const atTheDoor = async (watched: Watched, url: string, strings: readonly string[]): Promise<number> => {
  const { page, look } = watched
  let tried = 0
  await page.goto(url)
  await go(page, 'form:self')
  await page.locator('main input[name=needs]').first().check()
  await go(page, 'next')
  await page.locator('main input[value=reach_me]').check()
  await go(page, 'report')
  for (const text of strings) {
    // How to reach her, the word; then, on the page before, where and the story. Each page carries the other's unseen.
    tried += await fill(page, [text])
    await go(page, 'previous')
    await look('the page before')
    tried += await fill(page, [text])
    await go(page, 'next')
    await look('the page after')
  }
  await page.goto(url)
  await go(page, 'form:someone')
  // All at once in the one long field, then in the number.
  tried += await fill(page, [strings.join('\n'), strings.slice(0, 5).join('')])
  await go(page, 'next')
  await go(page, 'previous')
  await look('the story')
  await page.goto(url)
  await page.locator('main details summary').last().click()
  await page
    .locator('#receipt')
    .evaluate((field) => field.removeAttribute('maxlength'))
    .catch(() => {})
  await page.locator('#receipt').fill(strings.join(' '))
  await go(page, 'return')
  await look('the number')
  return tried + 1
}

/** The same page as it would be if what was typed were put into it as it is. */
const careless = async (watched: Watched, url: string, policy: boolean) => {
  await watched.page.route(`${url}/`, async (route) => {
    const reply = await route.fetch({ headers: { ...route.request().headers(), 'accept-encoding': 'identity' } })
    const text = (await reply.text())
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&#39;|&quot;/g, '"')
    const headers = Object.fromEntries(
      Object.entries(reply.headers()).filter(([name]) => policy || name !== 'content-security-policy'),
    )
    await route.fulfill({ status: reply.status(), headers, body: text })
  })
}

const plantedAtTheDoor = async (browser: Browser, url: string): Promise<number> => {
  const some = ['</textarea><img data-h src=x onerror=owned()>']
  let noticed = 0
  for (const policy of [true, false]) {
    const watched = await watch(browser, url)
    await careless(watched, url, policy)
    await atTheDoor(watched, url, some).catch(() => {})
    const sign = policy ? 'policy refused' : 'ran'
    if (watched.found.some((each) => each.includes(sign))) noticed += 1
    await watched.context.close()
  }
  return noticed
}

/** A report per string, with the string in every field there is and in what was added later. */
const plantReports = async (owner: Parameters<typeof asOwnerOf>[0], strings: readonly string[]): Promise<string[]> =>
  asOwnerOf(owner, async (client) => {
    const tx = builderOver(client)
    const [to] = await listDoorOrganisations(tx as never)
    const ids: string[] = []
    for (const text of strings) {
      const [report_id, message_id, lookup_id] = [newId(), newId(), randomBytes(16)]
      const body = ReportBody.parse({
        ...{ what_happened: text, where: text, contact_how: text.slice(0, 300), code_word: text.slice(0, 60) },
        ...{ contact_wish: 'reach_me', door: 'self', form: { id: 'self', version: 1 } },
      })
      const { organisation_id, intake_version, public_key } = to!
      const reporter_public_key = keyPairFrom(randomBytes(32)).public_key
      const sealed_body = sealReport(public_key, report_id, body)
      const sealed = {
        organisation_id,
        report_id,
        lookup_id,
        reporter_public_key,
        intake_version,
        language: 'en',
        sealed_body,
      }
      await takeReport(tx as never, sealed)
      const key = { version: intake_version, public_key }
      await addToReport(tx as never, lookup_id, message_id, sealAddition(key, message_id, text))
      ids.push(report_id)
    }
    return ids
  })

const atTheDesk = async (watched: Watched, url: string, ids: string[]): Promise<string[]> => {
  const { page, look } = watched
  const unread: string[] = []
  // The files of the desk may be written anew by somebody else at this moment.
  for (let left = 3; ; left -= 1) {
    await page.goto(`${url}/desk/reports`)
    const there = page.getByRole('heading', { level: 1 }).waitFor()
    if (
      await there.then(
        () => true,
        () => left === 0,
      )
    )
      break
  }
  for (const id of ids) {
    // As following a link does: the desk stays, one report is asked for.
    const opened = page.waitForResponse((reply) => reply.url().endsWith(`/api/reports/${id}`))
    await page.evaluate((to) => {
      history.pushState({}, '', to)
      dispatchEvent(new PopStateEvent('popstate'))
    }, `/desk/reports/${id}`)
    await (await opened).finished()
    await page
      .getByText(/owned|evil|calc|vd25l/)
      .first()
      .waitFor()
    const shown = await page.locator('main').innerText()
    if (!/owned|evil|calc|vd25l/.test(shown)) unread.push(id)
    await look('a report')
  }
  return unread
}

const plantedAtTheDesk = async ({ page, found }: Watched): Promise<number> => {
  const before = found.length
  await page.evaluate(() => {
    try {
      document.body.insertAdjacentHTML('beforeend', '<img data-h src=x onerror=owned()>')
    } catch {}
  })
  await page.waitForTimeout(200)
  return found.length > before ? 1 : 0
}

const tellAndAnswer = async (url: string, token: string): Promise<string> => {
  const typed = { do: 'report', l: 'en', what_happened: 'A quiet report', seed: randomBytes(32).toString('base64url') }
  const page = await (await fetch(url, { method: 'POST', body: new URLSearchParams(typed) })).text()
  const receipt = /name="receipt" value="(\d{20})"/.exec(page)?.[1]
  if (!receipt) throw new Error('the door gave no receipt')
  const { body } = await askAt(url, listReports, { limit: 100 }, { token })
  for (const { report_id } of (body as { reports: { report_id: string }[] }).reports) {
    const first = await askAt(
      url,
      answerReporter,
      { report_id, message_id: newId(), text: hostileStrings[0]! },
      { token },
    )
    if (first.status !== 200) throw new Error(JSON.stringify(first.body))
    for (const text of hostileStrings.slice(1))
      await askAt(url, answerReporter, { report_id, message_id: newId(), text }, { token })
  }
  return receipt
}

const readsTheAnswer = async (watched: Watched, url: string, receipt: string): Promise<void> => {
  const { page, look } = watched
  await page.goto(url)
  await page.locator('main details summary').last().click()
  await page.locator('#receipt').fill(receipt)
  await go(page, 'return')
  if (!(await page.locator('main').innerText()).includes('owned()')) throw new Error('the answers are not shown')
  await look('the answers')
}

export const script = async (): Promise<AttackResult[]> => {
  const place = dataFolder()
  const folder = join(place.path, 'house')
  mkdirSync(folder)
  const house = await serveHouse({ AMPARO_DATA: folder })
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: ['--no-sandbox'] })
  const results: AttackResult[] = []
  const report = (name: string, tried: number, found: string[], planted = 0, noticed = 0) => {
    for (const each of new Set(found)) say(`found: ${each}`)
    results.push({ name: `public: ${name}`, tried, found: found.length, planted, noticed })
  }
  try {
    const founded = await foundHouse(house)
    const { url } = house
    const reader = await aColleague(ownerOf(folder), founded, ['coordinator', 'intake'])
    say(
      `${hostileStrings.length} strings, the longest ${Math.max(...hostileStrings.map((each) => each.length))} characters`,
    )

    // First, while the house has only this one report.
    const receipt = await tellAndAnswer(url, reader.token)
    const answered = await watch(browser, url)
    await readsTheAnswer(answered, url, receipt)
    report('an answer read at the door', hostileStrings.length, answered.found)

    const door = await watch(browser, url)
    const plantedHere = await plantedAtTheDoor(browser, url)
    report('written and read back at the door', await atTheDoor(door, url, hostileStrings), door.found, 2, plantedHere)
    const bare = await watch(browser, url, { scripts: false })
    const some = hostileStrings.filter((_, place) => place % 4 === 0)
    report('the same without scripts', await atTheDoor(bare, url, some), bare.found)

    const ids = await plantReports(ownerOf(folder), hostileStrings)
    const found: string[] = []
    let noticed = 0
    // A colleague reads so many in a minute; the next ones are read by the next.
    for (let from = 0; from < ids.length; from += 30) {
      const { token } = await aColleague(ownerOf(folder), founded, ['intake'])
      const desk = await watch(browser, url, { token })
      const unread = await atTheDesk(desk, url, ids.slice(from, from + 30))
      found.push(...desk.found, ...unread.map(() => 'a report that was not shown'))
      if (from === 0) noticed = await plantedAtTheDesk(desk)
      await desk.context.close()
    }
    report('read at the desk', ids.length * 5, found, 1, noticed)
  } finally {
    await browser.close()
    await house.stop()
    place.remove()
  }
  return results
}
