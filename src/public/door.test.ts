// The public door as people without scripts use it: what they write is sealed before any write, nothing typed is lost,
// and no reply tells whether a receipt opens anything.
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import Fastify, { type FastifyInstance } from 'fastify'
import { loadFacts } from '#facts/load.ts'
import { Database } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import { languageOf, publicLanguages } from '#language/languages.ts'
import { translatorOf } from '#language/load-texts.ts'
import { quickly } from '#test/door.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import * as reportApi from '#triage/report.api.ts'
import { answerReporter, listReports, openReport } from '#triage/report.ts'
import { newReceipt } from '#vault/receipt.ts'
import { servePublicDoor } from './door.ts'

const facts = loadFacts()
let at: TestHouse
let app: FastifyInstance
let door: Database
const logged: string[] = []

const serve = (
  database: Database,
  limits = { reports: 1_000, returns: 1_000 },
  pace: Partial<typeof quickly> = quickly,
): FastifyInstance => {
  const served = Fastify({ logger: { level: 'trace', stream: { write: (line: string) => logged.push(line) } } })
  const report = (key: string, route: string) => logged.push(`${key} ${route}`)
  servePublicDoor(served, { door: database, facts, limits, report, ...pace })
  return served
}

before(async () => {
  at = await testHouse(reportApi)
  door = new Database(at.db.connection('amparo_door'))
  app = serve(door)
})
after(async () => {
  await app.close()
  await door.close()
  await at.close()
})

type Form = Record<string, string | string[]>
const post = async (form: Form, { to = app, headers = {} }: { to?: FastifyInstance; headers?: object } = {}) => {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(form)) for (const each of [value].flat()) body.append(name, each)
  const reply = await to.inject({
    method: 'POST',
    url: '/',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'en', ...headers },
    payload: body.toString(),
  })
  return { status: reply.statusCode, text: reply.body, headers: reply.headers, bytes: reply.rawPayload.length }
}
const hiddenIn = (text: string, name: string): string =>
  new RegExp(`type="hidden" name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? ''
const aSeed = () => randomBytes(32).toString('base64url')
const openPage = async (to = app) => (await to.inject({ url: '/', headers: { 'accept-language': 'en' } })).body
const reportOf = async (words: string, more: Form = {}): Promise<Form> => ({
  do: 'report',
  l: 'en',
  seed: aSeed(),
  what_happened: words,
  ...more,
})
const send = async (words: string, more: Form = {}, to = app) => {
  const { text } = await post(await reportOf(words, more), { to })
  return { receipt: hiddenIn(text, 'receipt'), lookup: hiddenIn(text, 'lookup'), text }
}
const countReports = async () => Number((await at.rows('select count(*) as n from report'))[0]!.n)
const latest = async () => {
  const { reports } = await at.ask(listReports, { limit: 100 }, at.staff.intake)
  return Promise.all(reports.map(({ report_id }) => at.ask(openReport, { report_id }, at.staff.intake)))
}

test('the whole page is one request and under 14 kB, in every language', async (t) => {
  for (const { code } of publicLanguages()) {
    const get = (coding: string) => app.inject({ url: `/?l=${code}`, headers: { 'accept-encoding': coding } })
    const gzip = await get('gzip')
    const text = gunzipSync(gzip.rawPayload).toString()
    // Packed as hard as brotli can, which takes long and differs in nothing but the letters: two stand for the others.
    const br = ['en', 'ur'].includes(code) ? await get('br, gzip') : undefined
    if (br) assert.equal(brotliDecompressSync(br.rawPayload).toString(), text)
    t.diagnostic(
      `${code}: ${gzip.rawPayload.length} bytes with gzip${br ? `, ${br.rawPayload.length} with brotli` : ''}`,
    )
    assert.ok(gzip.rawPayload.length < 14_000)
    assert.doesNotMatch(text, /<(img|iframe|object|embed|video|audio|source)\b|@import|url\(|\ssrc=/)
    assert.deepEqual([...text.matchAll(/<link\b[^>]*>/g)].map(String), ['<link rel="icon" href="data:,">'])
    assert.match(text, new RegExp(`<html lang="${code}" dir="${languageOf(code).direction}">`))
    assert.doesNotMatch(text, /public\.[a-z]/, 'every text is said')
    assert.doesNotMatch(text, /victim|víctima|vittima/i)
    assert.doesNotMatch(/<title>(.*)<\/title>/.exec(text)![1]!, /traffick|trata|tratta|report/i)
  }
})

test('the policy names the style and the script by their hash, and nothing may be kept', async () => {
  const { headers, body } = await app.inject({ url: '/' })
  const policy = String(headers['content-security-policy'])
  for (const part of ['style', 'script']) {
    const content = new RegExp(`<${part}>([\\s\\S]*?)</${part}>`).exec(body)![1]!
    assert.ok(policy.includes(`'sha256-${createHash('sha256').update(content).digest('base64')}'`), part)
  }
  assert.match(policy, /default-src 'none'.*require-trusted-types-for 'script'/)
  assert.doesNotMatch(policy, /unsafe|\*/)
  assert.equal(headers['cache-control'], 'no-store')
  assert.equal(headers['referrer-policy'], 'no-referrer')
  assert.equal(headers['set-cookie'], undefined)
  assert.doesNotMatch(body, /localStorage|sessionStorage|indexedDB|document\.cookie|serviceWorker/)
  for (const [control] of body.matchAll(/<(?:input|textarea|select)\b[^>]*>/g))
    assert.match(control, /autocomplete="off"/)
})

const canary = 'Zanahoria-Quebrantahuesos'
/** A file may be renamed or taken away while the folder is looked through; what it held is then elsewhere, or nowhere. */
const bytesOf = (path: string): Buffer => {
  try {
    return readFileSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
}
const piecesOfLog = /^[0-9A-F]{24}$/
/** Of the log the pieces written since, of other folders everything. */
const found = (folder: string, needle: string, since: string): boolean =>
  readdirSync(folder, { withFileTypes: true, recursive: true }).some(
    (each) =>
      each.isFile() &&
      !(piecesOfLog.test(each.name) && each.name < since) &&
      bytesOf(join(each.parentPath, each.name)).includes(needle),
  )

test('what is written is nowhere in the clear: not in the files of the database, not in a log', async (context) => {
  // Other tests on the same server end pieces of its log too, which are then overwritten: from here on they stay.
  const [kept] = await at.rows(
    "select pg_walfile_name(lsn) as since from pg_create_physical_replication_slot('looked_through', true)",
  )
  context.after(() => at.rows("select pg_drop_replication_slot('looked_through')"))
  const since = String(kept!.since)
  const { receipt } = await send(`${canary} in a kitchen`, { where: canary, contact_how: canary })
  const lookup = (await post({ do: 'return', receipt })).text
  await post({ do: 'add', text: `${canary} again`, lookup: hiddenIn(lookup, 'lookup'), seed: hiddenIn(lookup, 'seed') })
  await at.rows("update office set name = 'Planted-Canary' where name = 'Norte'")
  await at.rows('checkpoint')
  const [place] = await at.rows(
    "select current_setting('data_directory') as folder, oid from pg_database where datname = current_database()",
  )
  const folders = [join(String(place!.folder), 'base', String(place!.oid)), join(String(place!.folder), 'pg_wal')]
  assert.ok(
    folders.every((folder) => found(folder, 'Planted-Canary', since)),
    'the search finds what is there',
  )
  for (const secret of [canary, receipt]) {
    assert.ok(!folders.some((folder) => found(folder, secret, since)))
    assert.ok(!logged.some((line) => line.includes(secret)))
  }
  const reports = await latest()
  const read = reports.find((each) => each.body.what_happened.includes(canary))
  assert.equal(read?.messages[0]?.text, `${canary} again`)
})

test('the same form sent twice, or twice at once, is one report with one receipt', async () => {
  const before = await countReports()
  const form = await reportOf('Twice')
  const receipts = await Promise.all([post(form), post(form)])
  receipts.push(await post(form))
  assert.equal(new Set(receipts.map(({ text }) => hiddenIn(text, 'receipt'))).size, 1)
  assert.equal(await countReports(), before + 1)
  const changed = await post({ ...form, what_happened: 'Twice, and more' })
  assert.equal(await countReports(), before + 2, 'other words are another report')
  assert.notEqual(hiddenIn(changed.text, 'receipt'), hiddenIn(receipts[0]!.text, 'receipt'))
})

test('the receipt is shown until it is kept, and then brings the answer, in the digits of any script', async () => {
  const { receipt, lookup, text } = await send('She may not leave')
  assert.match(receipt, /^\d{20}$/)
  assert.ok(text.includes(`<span>${receipt.slice(0, 4)}</span>`))
  const inUrdu = await post({ view: 'receipt', to: 'ur', receipt, lookup })
  assert.ok(inUrdu.text.includes('dir="rtl"') && hiddenIn(inUrdu.text, 'receipt') === receipt)
  assert.equal((await post({ do: 'keep', receipt, lookup })).status, 200)
  const report = (await latest()).find((each) => each.body.what_happened === 'She may not leave')!
  assert.equal(report.kept, true)
  const input = { report_id: report.report_id, message_id: newId(), text: 'آپ کا شکریہ <b>' }
  await at.ask(answerReporter, input, at.staff.intake)
  const urdu = receipt.replace(/\d/g, (digit) => String.fromCodePoint(0x6f0 + Number(digit)))
  const spaced = urdu.match(/.{4}/g)!.join(' - ')
  const { text: answered, status } = await post({ do: 'return', l: 'ur', receipt: spaced })
  assert.equal(status, 200)
  assert.ok(answered.includes('آپ کا شکریہ &lt;b&gt;'))
})

test('a mistyped receipt is said at once, and stays to be mended', async () => {
  const receipt = newReceipt()
  const wrong = receipt.slice(0, 19) + ((Number(receipt[19]) + 1) % 10)
  const { status, text } = await post({ do: 'return', receipt: wrong })
  assert.equal(status, 422)
  assert.ok(text.includes(translatorOf('en')('public.error.number')) && text.includes(`value="${wrong}"`))
})

test('a receipt that opens nothing is answered like one without an answer yet', async () => {
  // As the house itself does it: by its own clock, with its own hash.
  const real = serve(door, undefined, {})
  const { receipt } = await send('No answer yet', {}, real)
  const look = async (each: string) => {
    const start = performance.now()
    const { status, text, headers, bytes } = await post({ do: 'return', receipt: each }, { to: real })
    const same = text.replace(/(name="(?:seed|receipt|lookup)" value=")[^"]*/g, '$1')
    const { date: _, ...rest } = headers
    return { took: Math.round((performance.now() - start) / 1_200), shown: { status, same, rest, bytes } }
  }
  const [known, unknown] = [await look(receipt), await look(newReceipt())]
  assert.deepEqual(unknown.shown, known.shown)
  assert.ok(known.took >= 1 && unknown.took >= 1)
  await real.close()
  const add = { do: 'add', text: 'More', seed: aSeed() }
  const nothing = await post({ ...add, lookup: '0'.repeat(32) })
  const something = await post({ ...add, lookup: (await send('Add to me')).lookup })
  assert.deepEqual([nothing.status, nothing.text], [something.status, something.text])
})

test('guessing receipts and flooding are turned away, and words are kept', async () => {
  const small = serve(door, { reports: 2, returns: 2 })
  const guess = async () => (await post({ do: 'return', receipt: newReceipt() }, { to: small })).status
  assert.deepEqual([await guess(), await guess(), await guess()], [200, 200, 429])
  const form = await reportOf('Too many')
  await post(form, { to: small })
  await post(form, { to: small })
  const third = await post(form, { to: small })
  assert.equal(third.status, 429)
  assert.equal(third.headers['x-words'], 'kept')
  assert.ok(third.text.includes('>\nToo many</textarea>'))
  await small.close()
})

test('whatever hostile text is typed, it comes back as text and is read as text', async () => {
  const nasty = '</textarea><script>alert(1)</script>"\' \u202Eevil\u202C \u0000\u0007 پاکستان'
  const seen = await post(await reportOf(nasty, { do: 'next', part: 'what', danger_now: 'perhaps' }))
  assert.equal(seen.status, 200)
  assert.ok(!seen.text.includes('<script>alert') && seen.text.includes('&lt;/textarea&gt;&lt;script&gt;'))
  assert.ok(!seen.text.includes('perhaps'), 'what was never offered is not carried on')
  const { receipt } = await send(nasty, { danger_now: 'perhaps' })
  assert.match(receipt, /^\d{20}$/)
  const kept = (await latest()).find((each) => each.body.what_happened.includes('پاکستان'))!
  assert.doesNotMatch(kept.body.what_happened, /[\p{Cc}\u202A-\u202E]/u)
  assert.equal(kept.body.danger_now, null)
})

test('empty, blank and too long say what to do in the language of the reader, and lose nothing', async () => {
  const t = translatorOf('bn')
  const long = 'ক'.repeat(8_001)
  for (const [words, key] of [
    ['', 'public.error.what'],
    [' \n\u202E ', 'public.error.what'],
    [long, 'public.error.too_long'],
  ] as const) {
    const { status, text } = await post(await reportOf(words, { l: 'bn', where: 'Lavapiés' }))
    assert.equal(status, 422)
    assert.ok(text.includes(t(key)) && text.includes('>\nLavapiés</textarea>'))
  }
  const far = await post(await reportOf('x'.repeat(300_000), { l: 'bn' }), { headers: { 'accept-language': 'bn' } })
  assert.equal(far.status, 413)
  assert.equal(far.headers['x-words'], undefined, 'the script then leaves the page with the words alone')
  assert.ok(far.text.includes(t('public.error.far_too_long')))
})

test('another language keeps all that was typed', async () => {
  const form = await reportOf('Half written', {
    to: 'hi',
    view: 'form',
    form: 'someone',
    part: 'what',
    danger_now: 'unsure',
    languages_of_the_person: ['ne', 'hi'],
  })
  const { text } = await post(form)
  assert.match(text, /<html lang="hi"/)
  assert.ok(text.includes('>\nHalf written</textarea>'))
  assert.match(text, /name="danger_now" value="unsure" autocomplete="off" checked/)
  assert.equal([...text.matchAll(/type="hidden" name="languages_of_the_person"/g)].length, 2)
  assert.equal(hiddenIn(text, 'seed'), form.seed)
})

test('another site cannot report through somebody’s browser', async () => {
  const before = await countReports()
  const { status } = await post(await reportOf('Forged'), { headers: { 'sec-fetch-site': 'cross-site' } })
  assert.equal(status, 403)
  assert.equal(await countReports(), before)
})

test('a database that is away: whom to call still stands, and the words come back', async () => {
  const nowhere = new Database({
    host: '/nonexistent',
    user: 'amparo_door',
    database: 'none',
    connectionTimeoutMillis: 500,
  })
  const dark = serve(nowhere)
  assert.match(await openPage(dark), /href="tel:112"/)
  const { status, text } = await post({ do: 'report', l: 'ur', what_happened: 'لکھا ہوا' }, { to: dark })
  assert.equal(status, 503)
  assert.ok(text.includes(translatorOf('ur')('public.error.away')) && text.includes('لکھا ہوا</textarea>'))
  await dark.close()
  await nowhere.close()
})

test('a database that restarts under the door costs no report', async () => {
  const form = await reportOf('Through a restart')
  await at.rows(
    "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'amparo_door' and datname = current_database()",
  )
  const { status } = await post(form)
  assert.equal(status, 200)
  assert.ok((await latest()).some((each) => each.body.what_happened === 'Through a restart'))
})

test('the door’s own role reads no report', async () => {
  await assert.rejects(
    door.transaction({ token: '' }, (tx) => tx.selectFrom('report').selectAll().execute()),
    { code: '42501' },
  )
})
