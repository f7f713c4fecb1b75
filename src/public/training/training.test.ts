// Somebody without a name: registers by the code, comes, answers before and after, takes the certificate, and months later says
// what became of it; and an institution that asks. In twelve languages, and nothing in the tables says who it was.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import Fastify, { type FastifyInstance } from 'fastify'
import { loadFacts } from '#facts/load.ts'
import { Database } from '#kit/database.ts'
import { publicLanguages } from '#language/languages.ts'
import { translatorOf } from '#language/load-texts.ts'
import { bankOf } from '#prevention/curricula.store.ts'
import { listRequests } from '#prevention/request.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { sessionFrom, trainingsOf } from '#test/trainings.ts'
import { serveTraining } from './training.ts'

let at: TestHouse
let on: ReturnType<typeof trainingsOf>
let app: FastifyInstance
let door: Database
const logged: string[] = []
before(async () => {
  at = await testHouse(
    await import('#prevention/training.api.ts'),
    await import('#prevention/attendance.api.ts'),
    await import('#prevention/request.api.ts'),
  )
  on = trainingsOf(at)
  door = new Database(at.db.connection('amparo_door'))
  app = Fastify()
  const report = (key: string, _: string, cause: unknown) => logged.push(`${key} ${cause}`)
  serveTraining(app, {
    door,
    vault: at.vault,
    facts: loadFacts(),
    public_url: 'https://amparo.example',
    asks: 3,
    report,
  })
})
after(async () => {
  await app?.close()
  await door?.close()
  await at?.close()
  assert.deepEqual(logged, [], 'nothing broke')
})

const get = async (url: string, language = 'en') => {
  const sent = await app.inject({ url, headers: { 'accept-language': language } })
  return { status: sent.statusCode, text: sent.body, to: String(sent.headers.location ?? '') }
}
const post = async (url: string, form: Record<string, string | string[]>, headers: Record<string, string> = {}) => {
  const payload = new URLSearchParams()
  for (const [name, value] of Object.entries(form)) for (const each of [value].flat()) payload.append(name, each)
  const type = { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'en' }
  const sent = await app.inject({ method: 'POST', url, headers: { ...type, ...headers }, payload: payload.toString() })
  return { status: sent.statusCode, text: sent.body, to: String(sent.headers.location ?? '') }
}
const hidden = (text: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? ''
const bare = (address: string) => address.split('?')[0]!

const register = async (join: string) => {
  const { text } = await get(`/training/${join}`)
  const form = { do: 'register', seed: hidden(text, 'seed'), group: 'social', l: 'en' }
  return { form, own: bare((await post(`/training/${join}`, form)).to) }
}
const right = (wrong = 0) =>
  Object.fromEntries(
    bankOf('general')!.items.map(({ id, options }, place) => [
      id,
      options
        .filter((each) => each.right === place >= wrong)
        .map((each) => each.id)
        .slice(0, place < wrong ? 1 : 9),
    ]),
  )

test('somebody registers without a name, comes by the code of the day, answers, and takes a certificate', async () => {
  const { join_code } = await on.open({ capacity: 2, sessions: [sessionFrom(-0.5, 4)] })
  assert.match((await get(`/training/${join_code}`)).text, /Library, first floor[\s\S]*We do not ask for your name/)
  const { form, own } = await register(join_code)
  assert.match(own, new RegExp(`^/training/${join_code}/[0-9A-Z]{8}$`))
  assert.equal(bare((await post(`/training/${join_code}`, form)).to), own, 'pressed twice it is one seat')
  const code = own.slice(-8)
  const page = await get(own)
  assert.match(page.text, new RegExp(`${code.slice(0, 4)} ${code.slice(4)}[\\s\\S]*number in the room: 1`))
  assert.equal(bare((await post(`/training/${join_code}`, { do: 'own', own: code.toLowerCase() })).to), own)
  assert.equal((await post(`/training/${join_code}`, { do: 'own', own: 'ZZZZ ZZZZ' })).status, 422)

  const [session] = await at.rows(
    'select day_code from training_session s join training t using (training_id) where t.join_code = $1',
    [join_code],
  )
  const wrong = session!.day_code === '1234' ? '4321' : '1234'
  assert.match((await post(own, { do: 'come', day: wrong })).text, /not the code of today/)
  assert.equal((await post(own, { do: 'come', day: String(session!.day_code) })).status, 303)
  assert.match((await get(own)).text, /You are here/)

  const before = await get(`${own}/pre`)
  assert.match(before.text, /leave out any question/)
  assert.doesNotMatch(before.text, /Right is/)
  assert.equal((await post(`${own}/pre`, right(8))).status, 303)
  assert.equal(bare((await get(`${own}/pre`)).to), own, 'answered once')
  const early = await post(own, { do: 'paper', name: 'CANARY Rosa' })
  assert.match(early.text, /gets a certificate here/)
  await post(`${own}/post`, right())
  await post(`${own}/post`, right(9))
  const seen = await get(`${own}/post`)
  const of = bankOf('general')!.items.length
  assert.match(seen.text, new RegExp(`${of} of ${of} right[\\s\\S]*Right is[\\s\\S]*No specialist has reviewed`))
  await post(`${own}/survey`, { useful: '5', leave: ['signs', 'heavy', 'nonsense'], unheard: 'x' })
  assert.equal((await post(own, { do: 'paper', name: ' ' })).status, 422)
  const made = await post(own, { do: 'paper', name: 'CANARY Rosa Díaz' })
  const number = /n=([0-9A-Z]{12})/.exec(made.text)![1]!
  const pdf = await app.inject({ url: `${own}/certificate.pdf?n=${number}` })
  assert.equal(pdf.rawPayload.subarray(0, 5).toString(), '%PDF-')
  const badge = await app.inject({ url: `${own}/badge.json?n=${number}` })
  assert.ok(badge.json().type.includes('OpenBadgeCredential'))
  assert.match((await get(own)).text, /made already/)
  assert.equal((await post(own, { do: 'paper', name: 'Another' })).status, 303, 'one for each seat')

  const answers = await at.rows("select moment, answers from training_answer where moment = 'survey'")
  assert.deepEqual(answers[0]!.answers, { useful: ['5'], leave: ['signs', 'heavy'] }, 'only what was asked is kept')
  const dump = JSON.stringify(
    await at.rows(
      'select s::text from training_seat s union all select a::text from training_answer a union all select c::text from certificate c',
    ),
  )
  assert.doesNotMatch(dump, new RegExp(`CANARY|${code}`))
})

test('the last place is given once, a seat is given back, and what is called off or only planned says so', async () => {
  const { join_code, training_id, version } = await on.open({ capacity: 1, sessions: [sessionFrom(30)] })
  const { own } = await register(join_code)
  assert.match((await get(`/training/${join_code}`)).text, /All places are taken/)
  assert.match(
    (await post(`/training/${join_code}`, { do: 'register', seed: 'x'.repeat(22) })).text,
    /All places are taken/,
  )
  assert.match((await post(own, { do: 'leave' })).text, /free for somebody else/)
  assert.equal((await get(own)).status, 404)
  await on.move(training_id, version, 'cancelled')
  assert.match((await get(`/training/${join_code}`)).text, /does not take place/)
  assert.equal((await get('/training/ZZZZZZZZ')).status, 404)
  assert.equal((await post('/training', { code: 'twelve' })).status, 404)
  assert.equal(bare((await post('/training', { code: join_code })).to), `/training/${join_code}`)
  const foreign = await post(`/training/${join_code}`, { do: 'register' }, { 'sec-fetch-site': 'cross-site' })
  assert.equal(foreign.status, 403)
})

test('three and six months later the same code answers what became of it', async () => {
  const { join_code } = await on.open({ sessions: [sessionFrom(2)] })
  const { own } = await register(join_code)
  assert.equal(bare((await get(`${own}/month3`)).to), own, 'not yet')
  await at.rows(
    "update training set starts_at = starts_at - interval '100 days', ends_at = ends_at - interval '100 days' where join_code = $1",
    [join_code],
  )
  await at.rows(
    "update training_session s set starts_at = s.starts_at - interval '100 days', ends_at = s.ends_at - interval '100 days' from training t where t.training_id = s.training_id and t.join_code = $1",
    [join_code],
  )
  assert.match((await get(`${own}/month3`)).text, /Have you used what you learned/)
  await post(`${own}/month3`, {
    used: 'once',
    what: ['saw_signs'],
    reported: 'no_case',
    hindered: 'nothing',
    prepared: '4',
  })
  assert.match((await get(own)).text, /Three months later[\s\S]*Answered, thank you/)
  const calendar = await app.inject({ url: `/training/${join_code}/calendar.ics?l=es` })
  assert.equal(calendar.body.match(/BEGIN:VEVENT/g)!.length, 3)
  assert.match(calendar.body, /Tres meses después/)
})

test('every page stands in twelve languages, right to left where it is read so', async () => {
  const { join_code } = await on.open({ curriculum_id: 'safe-migration', sessions: [sessionFrom(-0.2)] })
  const { own } = await register(join_code)
  for (const { code, direction } of publicLanguages()) {
    const t = translatorOf(code)
    for (const page of [`/training/${join_code}`, own, `${own}/pre`, `${own}/survey`]) {
      const { text, status } = await get(`${page}?l=${code}`)
      assert.equal(status, 200, `${page} ${code}`)
      assert.match(text, new RegExp(`<html lang="${code}" dir="${direction}">`))
      assert.doesNotMatch(text, /public\.training\.|undefined|\[object/, `${page} ${code}`)
    }
    const pre = await get(`${own}/pre?l=${code}`)
    assert.ok(pre.text.includes(t('public.training.send')))
    assert.equal(/<div class="options list" lang="en"/.test(pre.text), false, `${code}: the questions are in it too`)
  }
})

test('an institution asks: what is missing is asked for again, twice the same is one, and who asks is sealed', async () => {
  const page = await get('/training/ask', 'ur')
  assert.match(page.text, /<html lang="en"/, 'in the languages of the desk')
  const seed = hidden(page.text, 'seed')
  const form = {
    ...{ seed, l: 'es', curriculum: 'hotel-team', sector: 'tourism', how_many: '20', language: 'es', mode: 'place' },
    ...{ province: '11', institution: 'CANARY Hotel', name: 'CANARY Lucía', telephone: '', email: '' },
  }
  const again = await post('/training/ask', form)
  assert.equal(again.status, 422)
  assert.match(again.text, /value="CANARY Hotel"[\s\S]*aria-invalid="true"/)
  const sent = { ...form, telephone: '956 000 000' }
  assert.match((await post('/training/ask', sent)).text, /Gracias, lo tenemos/)
  await post('/training/ask', sent)
  assert.equal((await post('/training/ask', sent)).status, 429)
  const { requests } = await at.ask(listRequests, {}, at.staff.trainer)
  assert.deepEqual(
    requests.map(({ sector, province, how_many, contact }) => [sector, province, how_many, contact.institution]),
    [['tourism', '11', 20, 'CANARY Hotel']],
  )
  assert.doesNotMatch(JSON.stringify(await at.rows('select r::text from training_request r')), /CANARY|956 000/)
})
