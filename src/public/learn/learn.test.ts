// A receptionist without scripts and without an account: begins, leaves, comes back by address and by code, decides, answers,
// passes and has it in writing; five hundred behind one address at once; and nothing that says who it was.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance } from 'fastify'
import { Database } from '#kit/database.ts'
import { newLinkCode } from '#links/secret.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { aTinyModule } from '#test/tiny-module.ts'
import { usualLimits } from './doorkeeper.ts'
import { serveLearn } from './learn.ts'

let at: TestHouse
let app: FastifyInstance
let door: Database
const logged: string[] = []
before(async () => {
  at = await testHouse()
  door = new Database(at.db.connection('amparo_door'))
  app = Fastify()
  await app.register(rateLimit, { global: true, max: 100, timeWindow: '1 minute' })
  const report = (key: string, _: string, cause: unknown) => logged.push(`${key} ${cause}`)
  serveLearn(app, { door, vault: at.vault, public_url: undefined, modules: [aTinyModule], report })
})
after(async () => {
  await app?.close()
  await door?.close()
  await at?.close()
  assert.deepEqual(logged, [], 'nothing broke')
})

const get = async (url: string, headers: Record<string, string> = {}) => {
  const {
    statusCode,
    body,
    headers: sent,
  } = await app.inject({ url, headers: { 'accept-language': 'en', ...headers } })
  return { status: statusCode, text: body, to: String(sent.location ?? ''), headers: sent }
}
const post = async (
  url: string,
  form: Record<string, string | string[]> = {},
  headers: Record<string, string> = {},
) => {
  const payload = new URLSearchParams()
  for (const [name, value] of Object.entries(form)) for (const each of [value].flat()) payload.append(name, each)
  const type = { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'en' }
  const sent = await app.inject({ method: 'POST', url, headers: { ...type, ...headers }, payload: payload.toString() })
  return { status: sent.statusCode, text: sent.body, to: String(sent.headers.location ?? '') }
}
const hidden = (text: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? ''

const begin = async (query = '') => {
  const { text } = await get(`/learn/tiny-desk${query}`)
  const form = { do: 'begin', seed: hidden(text, 'seed'), i: hidden(text, 'i'), l: 'en' }
  return { form, to: (await post('/learn/tiny-desk', form)).to }
}
const quiz = aTinyModule.module.units.find((unit) => unit.kind === 'quiz')!
/** Everything up to the quiz, each page by the address it comes with. */
const untilQuiz = async (run: string) => {
  assert.equal((await post(`${run}/begin`)).to, `${run}/desk`)
  assert.equal((await post(`${run}/desk/door`, { given: 'ask' })).to, `${run}/desk/door/follows`)
  await post(`${run}/desk/alone`, { given: 'tell' })
  await post(`${run}/signs`, { papers: 'sign', cash: 'alone_little', accent: 'not_a_sign', watched: 'sign' })
  assert.equal((await post(`${run}/whom`)).to, `${run}/quiz/a`)
}
const answerQuiz = async (run: string, right = quiz.items.length) => {
  let to = ''
  for (const [index, { id, options }] of quiz.items.entries()) {
    const given = options.filter((option) => option.right === index < right).map((option) => option.id)
    to = (await post(`${run}/quiz/${id}`, { given: index < right ? given : given.slice(0, 1) })).to
  }
  return to
}
const rowOf = async () => await at.rows('select * from module_run order by started_on')

test('begins once however often the button is pressed, leaves, and comes back by address or by code', async () => {
  assert.match((await get('/learn')).text, /The tiny desk[\s\S]*30 minutes/)
  const intro = await get('/learn/tiny-desk')
  assert.match(intro.text, /No specialist has reviewed/)
  const { form, to: run } = await begin()
  assert.equal((await post('/learn/tiny-desk', form)).to, run)
  assert.match(run, /^\/learn\/tiny-desk\/[0-9A-Z]{8}$/)
  const code = run.slice(-8)
  const first = await get(run)
  assert.match(first.text, new RegExp(`${code.slice(0, 4)} ${code.slice(4)}`))
  assert.equal((await get(`${run}/quiz/a`)).to, `${run}/begin`, 'what is ahead leads back')

  const page = await get(`${run}/begin`)
  assert.match(page.text, /<progress value="0" max="12"/)
  assert.match(page.text, /An invented paper[\s\S]*from memory; nobody has looked it up/)
  await post(`${run}/begin`)
  assert.match((await get(`${run}/desk`)).text, /desk\.door\.scene/)
  await post(`${run}/desk/door`, { given: 'accuse' })
  const follows = await get(`${run}/desk/door/follows`)
  assert.match(follows.text, /This can put someone in danger[\s\S]*desk\.door\.accuse\.follows/)
  assert.match(follows.text, new RegExp(`${run}/desk/door"`), 'and another choice can be seen')
  await post(`${run}/desk/door`, { given: 'wait' })
  assert.match((await get(`${run}/desk`)).text, /desk\.alone\.scene/, 'a moment further')

  const back = await get(run)
  assert.match(back.text, /Welcome back[\s\S]*you are here/)
  for (const typed of [code, `${code.slice(0, 4)}-${code.slice(4)}`.toLowerCase()])
    assert.equal((await post('/learn', { do: 'resume', code: typed })).to, run)
  assert.equal((await rowOf()).length, 1)
})

test('each sign is asked for, and said what it is; the page in Spanish and mirrored', async () => {
  const { to: run } = await begin()
  await post(`${run}/begin`)
  for (const [node, given] of [
    ['door', 'ask'],
    ['alone', 'tell'],
  ])
    await post(`${run}/desk/${node}`, { given: given! })
  const half = await post(`${run}/signs`, { papers: 'sign', cash: 'sign' })
  assert.equal(half.status, 422)
  assert.match(half.text, /Choose something for each[\s\S]*name="papers" value="sign" checked/)
  await post(`${run}/signs`, { papers: 'sign', cash: 'sign', accent: 'not_a_sign', watched: 'sign' })
  assert.match((await get(`${run}/signs`)).text, /3 of 4[\s\S]*you said: A sign/)
  await post(run, { do: 'language', to: 'es' })
  assert.match((await get(`${run}/signs`)).text, /<html lang="es"[\s\S]*en español/)
  await post(run, { do: 'language', to: 'it' })
  assert.match((await get(`${run}/begin`)).text, /<html lang="it"[\s\S]*lang="en" dir="ltr"[\s\S]*in English/)
  assert.match((await get('/learn?l=xb')).text, /dir="rtl"/)
})

test('fails, reads why, tries again in another order, passes, and has it in writing', async () => {
  const { to: run } = await begin()
  await untilQuiz(run)
  const nothing = await post(`${run}/quiz/a`, {})
  assert.equal(nothing.status, 422)
  assert.equal(await answerQuiz(run, 5), run)
  const failed = await get(run)
  assert.match(failed.text, /Almost there[\s\S]*5 of 8[\s\S]*75 %[\s\S]*quiz\.h\.why/)
  assert.doesNotMatch(failed.text, /name="name"/)
  await post(run, { do: 'paper', name: 'CANARY Ana' })
  assert.equal((await post(run, { do: 'again' })).to, `${run}/quiz/a`)
  assert.equal(await answerQuiz(run), run)
  const passed = await get(run)
  assert.match(passed.text, /You have passed[\s\S]*8 of 8[\s\S]*name="name"/)
  assert.equal((await get(`${run}/quiz/a`)).to, run, 'what was answered stays')
  assert.equal((await post(run, { do: 'paper', name: ' ' })).status, 422)
  const paper = await post(run, { do: 'paper', name: 'CANARY Ana Ruiz' })
  assert.equal(paper.status, 200)
  const number = /certificate\.pdf\?n=([0-9A-Z]{12})/.exec(paper.text)?.[1]
  const pdf = await app.inject({ url: `${run}/certificate.pdf?n=${number}` })
  assert.equal(pdf.rawPayload.subarray(0, 4).toString(), '%PDF')
  const badge = JSON.parse((await get(`${run}/badge.json?n=${number}`)).text)
  assert.match(JSON.stringify(badge.type), /OpenBadgeCredential|AchievementCredential/)
  const { to: other } = await begin()
  assert.equal((await get(`${other}/certificate.pdf?n=${number}`)).status, 404, 'nobody else takes it')
  for (let more = 0; more < 4; more += 1) await post(run, { do: 'paper', name: 'Ana Quebrantahuesos' })
  assert.match((await get(run)).text, /Five certificates/)
  const [row] = await at.rows(
    'select percent, tries, passed_on is not null as passed, papers, step from module_run where papers > 0',
  )
  assert.deepEqual(row, { percent: 100, tries: 2, passed: true, papers: 5, step: 12 })
})

test('nothing in the database says who it was, nor the code it is found by', async () => {
  const { to: run } = await begin()
  const code = run.slice(-8)
  for (const table of ['module_run', 'certificate']) {
    const [all] = await at.rows(`select coalesce(string_agg(t::text, ' '), '') as text from ${table} t`)
    for (const planted of ['CANARY', 'Quebranta', code, '127.0.0.1'])
      assert.doesNotMatch(String(all!.text), new RegExp(`${planted}|${Buffer.from(planted).toString('hex')}`), table)
  }
  const columns = await at.rows(
    "select column_name from information_schema.columns where table_name = 'module_run' and data_type ~ 'timestamp'",
  )
  assert.deepEqual(columns, [], 'days, no hours')
})

test('an institution’s own way is shown to whoever came by its address', async () => {
  const { organisation_id } = at.ours
  const code = 'H0TE1ABC'
  await at.rows(
    `insert into institution (organisation_id, institution_id, code, name, sector, country, town, intake_version, sealed)
     values ($1, gen_random_uuid(), $2, 'Hotel Invented', 'tourism', 'ES', 'Vigo', 1, '\\x00')`,
    [organisation_id, code],
  )
  await at.rows(
    `insert into institution_pathway (organisation_id, institution_id, version, steps, agreed_on, review_on, kept_by, intake_version, sealed)
     select organisation_id, institution_id, 1, '[{"who": "The night manager", "how": "600 000 111", "when": "22–7", "note": ""}]',
       current_date, current_date + 365, $2, 1, '\\x00' from institution where code = $1`,
    [code, at.staff.coordinator.staff_id],
  )
  assert.match((await get(`/learn?i=${code}`)).text, /Hotel Invented[\s\S]*tiny-desk\?i=H0TE1ABC/)
  const { to: run } = await begin(`?i=${code}`)
  await post(`${run}/begin`)
  for (const [node, given] of [
    ['door', 'ask'],
    ['alone', 'tell'],
  ])
    await post(`${run}/desk/${node}`, { given: given! })
  await post(`${run}/signs`, { papers: 'sign', cash: 'sign', accent: 'sign', watched: 'sign' })
  assert.match(
    (await get(`${run}/whom`)).text,
    /Hotel Invented[\s\S]*night manager[\s\S]*tel:600000111[\s\S]*\?i=H0TE1ABC/,
  )
  const [row] = await at.rows(
    'select institution_id is not null as known from module_run where institution_id is not null',
  )
  assert.equal(row?.known, true)
  assert.match((await begin('?i=ZZZZZZZZ')).to, /tiny-desk/, 'a code nobody has begins one all the same')
})

test('what somebody makes up is not kept, and opens nothing', async () => {
  const { to: run } = await begin()
  assert.equal((await post(`${run}/desk/door`, { given: 'fly' })).to, `${run}/desk`)
  assert.equal((await post(`${run}/attic`, { given: 'x' })).status, 404)
  assert.equal((await get(`${run}/attic`)).to, `${run}/begin`)
  assert.equal((await get('/learn/no-such-module')).status, 404)
  assert.equal((await get(`/learn/tiny-desk/${newLinkCode()}`)).status, 404)
  assert.equal((await get('/learn/tiny-desk/short')).status, 404)
  assert.equal((await post(`/learn/tiny-desk/${newLinkCode()}/begin`)).status, 404)
  assert.equal((await post('/learn', { code: newLinkCode() })).status, 422)
  const cross = await post(`${run}/begin`, {}, { 'sec-fetch-site': 'cross-site' })
  assert.equal(cross.status, 403)
  assert.match((await get(run)).text, /This is your code/, 'nothing was answered')
  const { headers } = await get(run)
  assert.match(String(headers['content-security-policy']), /default-src 'none'/)
  assert.doesNotMatch(String(headers['content-security-policy']), /script-src/)
})

test('whoever guesses codes is stopped, and whoever has one goes on beside them', async () => {
  const strict = Fastify()
  const limits = { ...usualLimits, codes: 10, begins: 2 }
  serveLearn(strict, { door, vault: at.vault, public_url: undefined, modules: [aTinyModule], limits })
  const { to: mine } = await begin()
  assert.equal((await strict.inject({ url: mine })).statusCode, 200)
  const statuses = new Set<number>()
  for (let n = 0; n < 12; n += 1)
    statuses.add((await strict.inject({ url: `/learn/tiny-desk/${newLinkCode()}` })).statusCode)
  assert.deepEqual([...statuses], [404, 429])
  assert.equal((await strict.inject({ url: mine })).statusCode, 200)
  await strict.close()
})

test('five hundred behind one address begin and answer at once', async () => {
  const begun = await Promise.all(
    Array.from({ length: 500 }, (_, n) =>
      post('/learn/tiny-desk', { do: 'begin', seed: String(n).padStart(22, 's'), l: 'es' }),
    ),
  )
  assert.equal(new Set(begun.map(({ to }) => to)).size, 500)
  for (const step of ['begin', 'desk/door', 'desk/alone']) {
    const answered = await Promise.all(
      begun.map(({ to }) => post(`${to}/${step}`, { given: step.endsWith('door') ? 'ask' : 'tell' })),
    )
    assert.deepEqual([...new Set(answered.map(({ status }) => status))], [303])
  }
  const pages = await Promise.all(begun.map(({ to }) => get(`${to}/signs`)))
  assert.deepEqual([...new Set(pages.map(({ status }) => status))], [200])
})
