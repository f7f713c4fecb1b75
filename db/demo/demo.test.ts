// The demo's world: whole, deterministic, sealed, and open to whoever works on a file, through the gate alone.
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import cookie from '@fastify/cookie'
import Fastify from 'fastify'
import ICAL from 'ical.js'
import pg from 'pg'
import { loadMatrix, publishMatrix } from '#access/access.store.ts'
import { hashOfFeed } from '#agenda/feed.api.ts'
import { feedText } from '#agenda/feed.rules.ts'
import { readFeedTimes } from '#agenda/feed.store.ts'
import { newFeedToken } from '#agenda/feed.ts'
import { listBrokenGlass as listBrokenGlassAnswer } from '#cases/break-glass.api.ts'
import { openFile as openFileAnswer } from '#cases/case.api.ts'
import { Stage } from '#cases/case.ts'
import { readMerges as readMergesAnswer } from '#cases/merge.api.ts'
import { listConsents as listConsentsAnswer } from '#consents/consent.api.ts'
import { DirectoryFile } from '#directory/directory.ts'
import { loadFacts } from '#facts/load.ts'
import type { Answer, House } from '#gate/answer.ts'
import { pass } from '#gate/pass.ts'
import { sessionCookieName } from '#gate/serve.ts'
import { builderOver, Database } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import { readNotes as readNotesAnswer } from '#notes/note.api.ts'
import { listFollowUps as listFollowUpsAnswer } from '#outcomes/follow-up.api.ts'
import { readPlan as readPlanAnswer } from '#plans/plan.api.ts'
import { readVersion as readVersionAnswer } from '#plans/version.api.ts'
import * as referralAnswers from '#referrals/referral.api.ts'
import { serveDemoDoor } from '#server/demo-door.ts'
import { readAccessReview as readAccessReviewAnswer } from '#team/access-review.api.ts'
import { type TestDatabase, testDatabase } from '#test/database.ts'
import * as reportAnswers from '#triage/report.api.ts'
import { newRootKey } from '#vault/keys.ts'
import { Vault } from '#vault/vault.store.ts'
import { told } from './appointments.ts'
import { demoStaff, type Filled, fillDemo } from './fill.ts'
import { colleagues, partners } from './house.ts'
import { former } from './leaving.ts'
import { nameOf } from './live.ts'
import { people } from './people/index.ts'
import { forms } from './person.ts'
import { reports } from './reports.ts'
import { openReports } from './reports-open.ts'
import { stories } from './stories.ts'
import { openedTwice } from './together.ts'

const today = '2026-11-21'
const facts = loadFacts()
const matrix = loadMatrix()
const vault = new Vault(newRootKey())
let db: TestDatabase
let house: House
let filled: Filled

const fillInto = async (database: TestDatabase, by: Vault): Promise<Filled> => {
  const client = new pg.Client(database.connection())
  await client.connect()
  try {
    await client.query('begin')
    const done = await fillDemo({ tx: builderOver(client), vault: by, facts, today })
    await client.query('commit')
    return done
  } finally {
    await client.end()
  }
}

before(async () => {
  db = await testDatabase()
  const client = await db.owner.connect()
  await publishMatrix(client, matrix).finally(() => client.release())
  house = { database: new Database(db.app), vault, facts, demo: true, public_url: undefined }
  filled = await fillInto(db, vault)
})
after(async () => {
  await house.database.close()
  await db.drop()
})

/** Signed in as the demo's door does it, but for any colleague. */
const signIn = async (staff_id: string): Promise<string> => {
  const token = randomBytes(32).toString('base64url')
  const hash = createHash('sha256').update(token).digest()
  await db.owner.query("select guard.start_session($1, $2, $3, 'test', true)", [staff_id, newId(), hash])
  return token
}
const ask = async (answer: Answer, input: Record<string, unknown>, token: string) => {
  const visitor = { address: '127.0.0.1', device: 'test', language: 'es' }
  const parsed = answer.endpoint.input.parse(input) as Record<string, unknown>
  const request = { token, input: parsed, idempotency_key: newId(), visitor, now: new Date() }
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at whatever came back
  return answer.endpoint.reply.parse((await pass(house, matrix, answer, request)).reply) as any
}
const answerOf = (module: Record<string, unknown>, path: string, method = 'GET'): Answer => {
  const found = Object.values(module)
    .flat()
    .find((each) => {
      const { endpoint } = (each ?? {}) as Partial<Answer>
      return endpoint?.path === path && endpoint.method === method
    })
  assert.ok(found, `no answer to ${method} ${path}`)
  return found as Answer
}

test('an empty house is filled with people at every stage, from every country, out of every form of exploitation', async () => {
  assert.ok(filled.people >= 40, `${filled.people}`)
  assert.deepEqual(new Set(people.map(({ stage }) => stage)), new Set(Stage.options))
  assert.deepEqual(
    new Set(people.map(({ country }) => country)),
    new Set(['NP', 'IN', 'BD', 'PK', 'NG', 'RO', 'CO', 'ES']),
  )
  assert.deepEqual(new Set(people.map(({ form }) => form)), new Set(forms))
  const told = [...reports, ...openReports]
  const languages = ['es', 'en', 'it', 'ur', 'ne', 'bn', 'hi', 'ar', 'fr', 'pt', 'ro', 'zh']
  assert.deepEqual(new Set(told.map(({ language }) => language)), new Set(languages))
  assert.ok(told.filter(({ status = 'new' }) => ['new', 'in_triage'].includes(status)).length >= 30)
  const { rows } = await db.owner.query('select count(*)::int as files, count(closed_on)::int as closed from case_file')
  assert.equal(rows[0].files, people.length + former.length + 1, 'and one of them twice')
  assert.ok(rows[0].closed >= 3)
})

test('a coordinator meets a file opened twice and a glass that was broken', async () => {
  const token = await signIn(demoStaff.get('coordinator')!.staff_id)
  const { rows: merged } = await db.owner.query("select case_id from file_merge where part = 'merged'")
  const { merges } = await ask(readMergesAnswer, { case_id: merged[0].case_id }, token)
  assert.equal(merges[0].other.alias, 'Sarita')
  const { broken } = await ask(listBrokenGlassAnswer, {}, token)
  assert.ok(broken[0].words.startsWith('Llamó') && !broken[0].own)
  const { findings } = await ask(readAccessReviewAnswer, { until_on: today }, token)
  assert.ok(findings.some(({ kind }: { kind: string }) => kind === 'broken_glass'))
})

test('plans that were agreed hold what stood in them that day, and hash to what was kept', async () => {
  const { rows } = await db.owner.query<{ case_id: string; number: number; agreed_by: string }>(
    'select case_id, number, agreed_by from plan_version order by agreed_at',
  )
  assert.equal(rows.length, 3)
  for (const { case_id, number, agreed_by } of rows) {
    const { goals, intact, version } = await ask(readVersionAnswer, { case_id, number }, await signIn(agreed_by))
    assert.ok(intact && goals.length > 0, `version ${number} of ${version.agreed_on}`)
  }
})

test('nobody is there twice, and no name is that of a real organisation', () => {
  assert.equal(new Set(people.map(nameOf)).size, people.length)
  const real = DirectoryFile.parse(facts.directory).organisations.flatMap(({ name, alternate_name }) => [
    name,
    alternate_name,
  ])
  const known = new Set(real.map((name) => name?.toLowerCase()))
  for (const name of [...people.map(({ alias }) => alias), ...partners.map((each) => each.name)])
    assert.ok(!known.has(name.toLowerCase()), name)
})

test('filling twice is refused and changes nothing', async () => {
  await assert.rejects(fillInto(db, vault), { key: 'house.not_empty' })
  const { rows } = await db.owner.query('select count(*)::int as files from case_file')
  assert.equal(rows[0].files, people.length + former.length + 1, 'and one of them twice')
})

test('the same day gives the same ids everywhere', async () => {
  const other = await testDatabase()
  try {
    await fillInto(other, new Vault(newRootKey()))
    const ids = `select array_agg(id order by id) as ids from (select case_id as id from case_file union all select note_id from note
      union all select action_id from plan_action union all select referral_id from referral union all select entry_id from timeline_entry
      union all select consent_id from consent union all select report_id from report union all select staff_id from staff) all_ids`
    const [one, two] = [await db.owner.query(ids), await other.owner.query(ids)]
    assert.ok(one.rows[0].ids.length > 800)
    assert.deepEqual(one.rows[0].ids, two.rows[0].ids)
  } finally {
    await other.drop()
  }
})

test('not a word anybody told lies in the database in clear', async () => {
  const { rows: tables } = await db.owner.query(
    "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'directory_%'",
  )
  const canaries = [
    ...people.flatMap(({ notes }) => notes.map(([, , text]) => text.slice(0, 24))),
    ...people.flatMap(({ goals }) => goals.map(({ words }) => words.slice(0, 20))),
    ...people.flatMap(({ referrals }) => referrals.map(({ words }) => words.slice(0, 20))),
    ...[...reports, ...openReports].map(({ body }) => body.what_happened.slice(0, 24)).filter(Boolean),
    ...people.map(({ contact }) => contact?.code_word ?? '').filter(Boolean),
    '"alias":',
  ]
  const [clear, inBytes]: [string[], string[]] = [[], []]
  for (const { relname } of tables) {
    const { rows } = await db.owner.query(`select t::text as text from ${relname} t`)
    const all = rows.map(({ text }) => text as string).join('\n')
    // Bytes are shown as hex: what stands in them is looked at too.
    const bytes = [...all.matchAll(/x([0-9a-f]{8,})/g)].map(([, hex]) => Buffer.from(hex!, 'hex').toString('utf8'))
    clear.push(all)
    inBytes.push(...bytes)
  }
  const [texts, sealed] = [clear.join('\n'), inBytes.join('\n')]
  assert.ok(texts.includes(partners[0].name), 'the search finds what is in clear')
  for (const canary of canaries) {
    // A word of four letters stands somewhere among so many random bytes; in JSON that was not sealed it has its quotes.
    const amongBytes = Buffer.byteLength(canary) < 8 ? JSON.stringify(canary) : canary
    assert.ok(!texts.includes(canary) && !sealed.includes(amongBytes), canary)
  }
})

const allNotes = async (case_id: string, token: string, after?: string): Promise<{ text: string }[]> => {
  const { notes, next } = await ask(readNotesAnswer, { case_id, after }, token)
  return next ? [...notes, ...(await allNotes(case_id, token, next))] : notes
}
/** What stories.ts tells of somebody, but for the words that were covered. */
const readable = (alias: string) =>
  (stories.get(alias)?.notes ?? []).filter(({ covered }) => !covered).map(({ text }) => text)

test('every file opens through the gate for its reference worker, with its notes, plan, consents and follow-ups', async () => {
  const { rows } = await db.owner.query(`select a.staff_id, array_agg(f.case_id) as cases from case_file f
    join case_access a on a.case_id = f.case_id and a.function = 'reference_worker' group by 1`)
  const readReferrals = answerOf(referralAnswers, '/api/cases/:case_id/referrals')
  const seen = new Set<string>()
  for (const { staff_id, cases } of rows) {
    const token = await signIn(staff_id)
    for (const case_id of cases as string[]) {
      const file = await ask(openFileAnswer, { case_id }, token)
      // Of those who left years ago there is only a little.
      if (former.some((each) => each.alias === file.card.alias) || file.card.alias === openedTwice) continue
      const told = people.find((each) => each.alias === file.card.alias && each.country === file.card.country)!
      seen.add(nameOf(told))
      assert.ok(file.timeline.length > 1)
      const notes = await allNotes(case_id, token)
      const words = new Set(notes.map(({ text }: { text: string }) => text))
      const lacking = [...told.notes.map(([, , text]) => text), ...readable(told.alias)].filter(
        (text) => !words.has(text),
      )
      assert.deepEqual(lacking, [], told.alias)
      const { goals } = await ask(readPlanAnswer, { case_id }, token)
      assert.equal(goals.length, told.goals.length, told.alias)
      const { consents } = await ask(listConsentsAnswer, { case_id }, token)
      const outside = consents.filter((each: { recipient_service_id: string | null }) => each.recipient_service_id)
      assert.equal(outside.length, told.alias === 'Maya' ? 1 : 0, told.alias)
      assert.equal(consents.length - outside.length, told.consents.length + told.referrals.length, told.alias)
      const { referrals } = await ask(readReferrals, { case_id }, token)
      assert.equal(referrals.length, told.referrals.length, told.alias)
      const { follow_ups } = await ask(listFollowUpsAnswer, { case_id }, token)
      assert.equal(follow_ups.length, told.follow_ups.length, told.alias)
    }
  }
  assert.equal(seen.size, people.length)
})

test('no word of any file leaves in any calendar feed: times and one neutral word, as an independent reader parses it', async () => {
  const door = new Database(db.connection('amparo_door'))
  const words = new Set<string>()
  const { rows: files } = await db.owner.query('select reference from case_file')
  for (const file of files) words.add(file.reference)
  for (const { alias } of people) words.add(alias)
  for (const { name } of colleagues) words.add(name)
  for (const { who, title, place, with: others = [], meet_at = '', bring = '', stops = [], outcome = '' } of told)
    for (const word of [
      who,
      title,
      place?.name,
      place?.address,
      place?.town,
      ...others,
      meet_at,
      bring,
      ...stops,
      outcome,
    ])
      words.add(word ?? '')
  const { rows: ids } = await db.owner.query(
    'select case_id as id from appointment union select appointment_id from appointment union select staff_id from appointment_staff',
  )
  const { rows: staff } = await db.owner.query('select distinct organisation_id, staff_id from appointment_staff')
  let events = 0
  for (const { organisation_id, staff_id } of staff) {
    const token = newFeedToken()
    await db.owner.query(
      'insert into calendar_feed (organisation_id, staff_id, token_hash, language) values ($1, $2, $3, $4)',
      [organisation_id, staff_id, hashOfFeed(token), 'es'],
    )
    const read = await door.transaction({ token: '' }, (tx) => readFeedTimes(tx, hashOfFeed(token)))
    const text = feedText('Cita', 'es', read!.times)
    const found = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent')
    assert.deepEqual([...new Set(found.map((each) => each.getFirstPropertyValue('summary')))], ['Cita'])
    events += found.length
    const said = text.toLowerCase()
    const [withoutIds, plain] = [said.replace(/^uid:.*$/gm, ''), said.replaceAll('-', '')]
    for (const word of words) assert.ok(word === '' || !withoutIds.includes(word.toLowerCase()), word)
    for (const { id } of ids) assert.ok(!plain.includes(id.replaceAll('-', '')), id)
  }
  await door.close()
  assert.ok(staff.length >= 8 && events >= 30, `${staff.length} colleagues, ${events} times`)
})

test('the partner finds waiting and accepted referrals in its queue; intake opens every report', async () => {
  const partner = await signIn(demoStaff.get('partner_worker')!.staff_id)
  const { referrals } = await ask(answerOf(referralAnswers, '/api/referrals'), {}, partner)
  for (const status of ['sent', 'accepted', 'declined', 'ended'])
    assert.ok(
      referrals.some((each: { status: string }) => each.status === status),
      status,
    )
  const intake = await signIn(demoStaff.get('intake')!.staff_id)
  const told = [...reports, ...openReports]
  const listed = []
  for (const pile of ['open', 'answered', 'file_opened', 'closed'])
    listed.push(...(await ask(answerOf(reportAnswers, '/api/reports'), { pile, limit: '100' }, intake)).reports)
  assert.equal(listed.length, told.length)
  for (const { report_id } of listed) {
    const { body } = await ask(answerOf(reportAnswers, '/api/reports/:report_id'), { report_id }, intake)
    assert.ok(told.some((each) => each.body.what_happened === body.what_happened))
  }
})

test('work is due today, late and to come', async () => {
  const count = async (condition: string) =>
    (await db.owner.query(`select count(*)::int as n from plan_action where done_on is null and ${condition}`, [today]))
      .rows[0].n
  assert.ok((await count('due_on = $1::date')) >= 3)
  assert.ok((await count('due_on < $1::date')) >= 3)
  assert.ok((await count('due_on > $1::date')) >= 10)
})

const doorOf = async (demo: boolean) => {
  const app = Fastify()
  await app.register(cookie)
  serveDemoDoor(app, { ...house, demo }, demoStaff)
  return app
}

test('the demo door signs in whom a role names, for this demo alone', async () => {
  const app = await doorOf(true)
  for (const role of demoStaff.keys()) {
    const reply = await app.inject({ url: `/demo/sign-in/${role}` })
    assert.equal(reply.statusCode, 303, role)
    assert.equal(reply.headers.location, '/desk/today')
    const [session] = reply.cookies
    assert.equal(session?.name, sessionCookieName(false))
    assert.ok(session?.httpOnly && session.sameSite === 'Strict')
    const { rows } = await db.owner.query('select staff_id, second_factor_at from session where token_hash = $1', [
      createHash('sha256').update(session.value).digest(),
    ])
    assert.equal(rows[0].staff_id, demoStaff.get(role)!.staff_id)
    assert.ok(rows[0].second_factor_at)
  }
  assert.equal((await app.inject({ url: '/demo/sign-in/nobody' })).statusCode, 404)
  assert.equal((await app.inject({ url: '/demo/sign-in/constructor' })).statusCode, 404)
  await app.close()
})

test('outside a demo there is no such door', async () => {
  const app = await doorOf(false)
  const reply = await app.inject({ url: '/demo/sign-in/director' })
  assert.equal(reply.statusCode, 404)
  assert.equal(reply.headers['set-cookie'], undefined)
  await app.close()
})
