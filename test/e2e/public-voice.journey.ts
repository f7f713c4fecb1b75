// Somebody speaks instead of writing: a browser with an invented voice for a microphone records at the door, and what
// leaves it is another voice. Nothing that was said stays in the profile of the browser.
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import Fastify, { type FastifyInstance } from 'fastify'
import { chromium, type Page } from 'playwright-core'
import { loadFacts } from '#facts/load.ts'
import { Database } from '#kit/database.ts'
import { translatorOf } from '#language/load-texts.ts'
import { closeDarkroom } from '#media/darkroom.api.ts'
import { servePublicDoor } from '#public/door.ts'
import * as filesApi from '#reports/files.api.ts'
import { listReportFiles, takeReportOriginal } from '#reports/files.ts'
import { ensureChromium } from '#test/chromium.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { median, pitchesOf } from '#test/sounds-heard.ts'
import { aVoice, aWav } from '#test/sounds-made.ts'
import * as reportApi from '#triage/report.api.ts'
import { listReports } from '#triage/report.ts'
import { withoutFeatures } from './browser.ts'

const t = translatorOf('es')
const spokenPitch = 205
let at: TestHouse
let door: Database
let app: FastifyInstance
let address: string
const folder = mkdtempSync(join(tmpdir(), 'amparo-voice-'))

before(async () => {
  at = await testHouse(filesApi, reportApi)
  door = new Database(at.db.connection('amparo_door'))
  app = Fastify()
  servePublicDoor(app, { door, facts: loadFacts(), limits: { reports: 1_000, returns: 1_000 } })
  address = (await app.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost')
  const voice = aVoice(8, { rate: 48_000, pitch: spokenPitch, formants: [820, 1400, 2850] })
  writeFileSync(join(folder, 'microphone.wav'), aWav(voice, 48_000))
})
after(async () => {
  closeDarkroom()
  await app?.close()
  await door?.close()
  await at?.close()
  rmSync(folder, { recursive: true, force: true })
})

const tell = async (page: Page): Promise<void> => {
  await page.goto(`${address}/?l=es`)
  await page.locator('button[value="form:someone"]').click()
  for (let part = 0; part < 6; part += 1) {
    await page.locator('button[value=next], button[value=report]').first().waitFor()
    const words = page.locator('textarea[name=what_happened]')
    if (await words.count()) await words.fill('Prefiero decirlo.')
    const send = page.locator('button[value=report]')
    if (await send.count()) return send.click()
    const heading = await page.locator('h1').innerText()
    await page.locator('button[value=next]').click()
    await page.waitForFunction((before) => document.querySelector('h1')?.innerText !== before, heading)
  }
}

test('what leaves the device is another voice, and the device keeps nothing of either', async (told) => {
  const profile = join(folder, 'profile')
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await ensureChromium(),
    viewport: { width: 390, height: 844 },
    args: [
      ...['--no-sandbox', withoutFeatures, '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'],
      `--use-file-for-fake-audio-capture=${join(folder, 'microphone.wav')}`,
    ],
  })
  const page = await context.newPage()
  page.setDefaultTimeout(45_000)
  const refused: string[] = []
  page.on('console', (said) => {
    if (said.type() === 'error') refused.push(said.text())
  })
  await tell(page)
  await page.locator('details.files > summary').click()
  const voice = page.locator('[data-voice]')
  await voice.getByRole('button', { name: t('public.files.voice.start') }).click()
  await voice.getByText(t('public.files.voice.recording'), { exact: true }).waitFor()
  await page.waitForTimeout(5_000)
  await voice.getByRole('button', { name: t('public.files.voice.stop') }).click()
  const listen = voice.getByRole('button', { name: t('public.files.voice.play') })
  await listen.waitFor({ timeout: 120_000 })
  await listen.click()
  await page.getByRole('button', { name: t('public.files.send'), exact: true }).click()
  await page.locator('.outcomes').waitFor()
  assert.equal(await page.locator('.outcomes li').count(), 1)
  assert.deepEqual(refused, [], 'the policy of the page allows all of it')
  await page
    .locator('.leave')
    .click({ noWaitAfter: true })
    .catch(() => undefined)
  await context.close()

  const [report] = (await at.ask(listReports, { limit: 10 }, at.staff.intake)).reports
  const { report_id } = report!
  const [file] = (await at.ask(listReportFiles, { report_id }, at.staff.intake)).files
  assert.deepEqual([file?.meta?.media, file?.meta?.spoken], ['wav', true])
  const one = { report_id, file_id: file!.file_id, reason: 'look_closer' as const }
  const bytes = Buffer.from((await at.ask(takeReportOriginal, one, at.staff.intake)).bytes, 'base64')
  const samples = Float32Array.from(
    { length: (bytes.length - 44) / 2 },
    (_, n) => bytes.readInt16LE(44 + n * 2) / 32_768,
  )
  // A busy machine hears less than was spoken; this is enough to know a voice by.
  assert.ok(samples.length > 1.5 * 8_000, `${samples.length / 8_000} s`)
  const heard = median(pitchesOf(samples, 8_000).filter((pitch) => pitch !== null))
  told.diagnostic(`spoken at ${spokenPitch} Hz, left at ${Math.round(heard)} Hz`)
  assert.ok(heard > 60 && Math.abs(heard / spokenPitch - 1) > 0.12, `${heard}`)

  const loud = samples.findIndex((sample) => Math.abs(sample) > 0.3)
  const needle = bytes.subarray(44 + loud * 2, 44 + loud * 2 + 32)
  const files = readdirSync(profile, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
  const kept = files.filter((each) => readFileSync(join(each.parentPath, each.name)).includes(needle))
  assert.ok(files.length > 10)
  assert.deepEqual(
    kept.map(({ name }) => name),
    [],
  )
})
