// She answers alone on a link: kept page by page without scripts, in her language, skipped, put off, stopped, given on; no
// number is ever said to her; a frightening answer shows whom to call and opens the protocol; and a link that is used,
// over, taken back or guessed at opens nothing.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import Fastify, { type FastifyInstance } from 'fastify'
import { closeOwnDoor, openOwnDoor } from '#assessments/door.ts'
import { wordingOf } from '#assessments/instruments.store.ts'
import { amendAssessment } from '#assessments/sitting.ts'
import { loadFacts } from '#facts/load.ts'
import { Database } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { newLinkSecret, newNumberCode } from '#links/secret.ts'
import { OwnVisits } from '#own/visit.api.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { hashedOnce } from '#test/hashed-once.ts'
import { allOf, giving, sittingsOf } from '#test/sittings.ts'
import { serveOwn } from './own.ts'

let at: TestHouse
let app: FastifyInstance
let door: Database
const logged: string[] = []
let { read, begin, give, finish } = {} as ReturnType<typeof sittingsOf>

before(async () => {
  at = await testHouse(
    await import('#assessments/sitting.api.ts'),
    await import('#assessments/finish.api.ts'),
    await import('#assessments/door.api.ts'),
  )
  ;({ read, begin, give, finish } = sittingsOf(at))
  door = new Database(at.db.connection('amparo_door'))
  app = Fastify()
  const crowd = { inside: 1_000, atOnce: 1_000_000, perSecond: 1_000 }
  serveOwn(app, {
    door,
    facts: loadFacts(),
    crowd,
    tries: 10_000,
    step: 1,
    hash: hashedOnce(),
    report: (key) => logged.push(key),
  })
})
after(async () => {
  await app?.close()
  await door?.close()
  await at?.close()
  assert.deepEqual(logged, [], 'nothing broke')
})

const post = async (form: Record<string, string>) => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const payload = new URLSearchParams(form).toString()
  const { statusCode, body } = await app.inject({ method: 'POST', url: '/own', headers, payload })
  return { status: statusCode, text: body.replace(/<!--[\s\S]*-->/, '') }
}
const opensNothing = /open nothing|opens nothing/
const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })

const here = { link_by: 'in_person', code_by: 'in_person' } as const
const aDoor = async (case_id: string, sitting_id: string, who: Who, hours: 2 | 24 | 72 = 2) => {
  const link = { link_id: newId(), secret: newLinkSecret(), code: newNumberCode(), ...here }
  const { version } = await read(case_id, sitting_id, who)
  await at.ask(openOwnDoor, { case_id, sitting_id, version, link, hours }, who)
  return { by: { link: link.secret, code: link.code }, link_id: link.link_id }
}
const anOpened = async (worded: 'en' | 'ne' | 'ur' = 'en') => {
  const who = at.staff.reference_worker
  const { case_id } = await at.aFile()
  const sitting_id = await begin(case_id, who, 'phq-9', { giving: giving({ worded }) })
  return { who, case_id, sitting_id, ...(await aDoor(case_id, sitting_id, who)) }
}
/** What is asked on a page, by the words of its heading. */
const asked = (text: string, language: 'en' | 'ne' | 'ur' = 'en') => {
  const { items } = wordingOf('phq-9', 1, language)
  return Object.entries(items).find(([, words]) => text.includes(`>${words.replaceAll("'", '&#39;')}</h1>`))?.[0]
}

test('the page itself says nothing to anybody, changes nothing and is the same for all', async () => {
  const { by } = await anOpened()
  const pages = new Set<string>()
  for (const url of ['/own', `/own?x=${by.link}`]) {
    const { body, headers } = await app.inject({ method: 'GET', url, headers: { 'accept-language': 'es' } })
    pages.add(body)
    assert.match(String(headers['x-robots-tag']), /noindex/)
    assert.equal(headers['cache-control'], 'no-store')
    assert.match(String(headers['content-security-policy']), /default-src 'none'/)
    assert.equal(headers['set-cookie'], undefined)
    assert.doesNotMatch(body, /trata|explot|v[ií]ctima|Encina|Amparo/i)
  }
  assert.equal(pages.size, 1)
  for (const language of ['bn', 'ar', 'zh'])
    assert.match((await app.inject({ url: `/own?l=${language}` })).body, new RegExp(`lang="${language}"`))
})

test('page by page in her language, one tap each: skipped, gone back, given on; the desk reads it in the same sitting', async () => {
  const { by, who, case_id, sitting_id } = await anOpened('ne')
  await refuses(give(case_id, sitting_id, { sleep: 'not_at_all' }, who), 'conflict', 'assessment.with_her')
  const first = await post({ do: 'open', ...by })
  assert.match(first.text, /<html lang="ne"/)
  assert.ok(first.text.includes(wordingOf('phq-9', 1, 'ne').introduction))
  assert.match(first.text, /class="leave" href="https:\/\/www\.wikipedia\.org/)
  const one = await post({ do: 'go', ...by })
  assert.equal(asked(one.text, 'ne'), 'interest')
  assert.doesNotMatch(one.text, /<script[^>]*src|onclick/)
  const two = await post({ item: 'interest', answer: 'several_days', ...by })
  assert.equal(asked(two.text, 'ne'), 'low_mood')
  const three = await post({ item: 'low_mood', do: 'skip', ...by })
  assert.equal(asked(three.text, 'ne'), 'sleep')
  const back = await post({ show: 'interest', ...by })
  assert.match(back.text, /value="several_days" aria-current="true"/)
  await post({ item: 'interest', answer: 'more_than_half', ...by })
  assert.deepEqual((await read(case_id, sitting_id, who)).answers, { interest: 'more_than_half', low_mood: null })
  let page = await post({ do: 'go', ...by })
  for (let code = asked(page.text, 'ne'); code; code = asked(page.text, 'ne')) {
    for (const said of ['skip', 'leave']) assert.match(page.text, new RegExp(`name="do" value="${said}"`))
    page = await post({ item: code, answer: code === 'difficulty' ? 'not_hard' : 'not_at_all', ...by })
  }
  const thanks = await post({ do: 'finish', ...by })
  assert.doesNotMatch(
    thanks.text.replace(/<(head|script)>[\s\S]*?<\/\1>|<[^>]*>/g, ''),
    /[0-9०-९]/,
    'no number is said to her',
  )
  assert.match((await post({ do: 'open', l: 'en', ...by })).text, opensNothing, 'once')
  const seen = await read(case_id, sitting_id, who)
  assert.deepEqual([seen.door?.state, seen.giving.given, seen.next, seen.state], ['done', 'own_door', null, 'open'])
  const done = await finish(case_id, sitting_id, who)
  assert.equal(done.protocol_id, null)
  const kinds = await at.rows(
    "select kind from timeline_entry where case_id = $1 and kind ~ '^instrument' order by at",
    [case_id],
  )
  assert.deepEqual(
    kinds.map(({ kind }) => kind),
    ['instrument_answered_alone', 'instrument_finished'],
  )
  const told = await at.rows("select action from journal where case_id = $1 and basis = 'link' order by at", [case_id])
  assert.deepEqual(
    told.map(({ action }) => action),
    ['link.open', 'link.answer'],
  )
})

test('an answer about her safety shows at once whom she can call, on every page after it, and opens the protocol', async () => {
  const { by, who, case_id, sitting_id } = await anOpened()
  const before = await post({ item: 'interest', answer: 'several_days', ...by })
  assert.doesNotMatch(before.text, /id="call"/)
  const shown = await post({ item: 'better_dead', answer: 'several_days', ...by })
  assert.match(shown.text, /id="call"[\s\S]*href="tel:/)
  assert.equal(asked(shown.text), undefined, 'about nothing else')
  assert.doesNotMatch(shown.text, /exploit|held|traffick/i, 'and tells nobody who looks over her shoulder')
  assert.match((await post({ do: 'go', ...by })).text, /id="call"/)
  const rows = await at.rows(
    'select protocol_id, instrument, item, ref_id, opened_by from protocol where case_id = $1',
    [case_id],
  )
  assert.deepEqual(
    rows.map(({ protocol_id: _, ...row }) => row),
    [{ instrument: 'phq-9', item: 'better_dead', ref_id: sitting_id, opened_by: who.staff_id }],
  )
  const told = await at.rows('select staff_id from protocol_told where case_id = $1', [case_id])
  assert.ok(told.some(({ staff_id }) => staff_id === who.staff_id))
  // Said once more, and put together at the desk: one protocol, and its first line can be read there.
  await post({ item: 'better_dead', answer: 'nearly_every_day', ...by })
  const { version } = await read(case_id, sitting_id, who)
  await at.ask(closeOwnDoor, { case_id, sitting_id, version }, who)
  const done = await finish(case_id, sitting_id, who)
  assert.equal(done.protocol_id, rows[0]!.protocol_id)
  assert.deepEqual(await at.rows('select what from protocol_line where case_id = $1', [case_id]), [{ what: 'opened' }])
})

test('not today leaves the link, stop uses it up; both are seen at the desk with what was answered', async () => {
  const { by, who, case_id, sitting_id } = await anOpened()
  await post({ item: 'interest', answer: 'several_days', ...by })
  const choice = await post({ do: 'leave', ...by })
  for (const said of ['put_off', 'stop', 'go']) assert.match(choice.text, new RegExp(`name="do" value="${said}"`))
  await post({ do: 'put_off', ...by })
  const put = await read(case_id, sitting_id, who)
  assert.deepEqual([put.door?.state, put.put_off.map((each) => each.by), put.answered], ['put_off', [null], 1])
  assert.equal(asked((await post({ do: 'go', ...by })).text), 'low_mood')
  await post({ item: 'low_mood', answer: 'not_at_all', ...by })
  await post({ do: 'stop', ...by })
  assert.match((await post({ do: 'go', l: 'en', ...by })).text, opensNothing)
  assert.deepEqual(
    [(await read(case_id, sitting_id, who)).door?.state, (await read(case_id, sitting_id, who)).answered],
    ['stopped', 2],
  )
  // The desk goes on with it, and what she said stays.
  await give(case_id, sitting_id, { sleep: null }, who)
  const now = await read(case_id, sitting_id, who)
  assert.deepEqual([now.door, now.answers], [null, { interest: 'several_days', low_mood: 'not_at_all', sleep: null }])
})

test('two windows, two taps, a page sent again: every answer is kept, and the last of one question counts', async () => {
  const { by, who, case_id, sitting_id } = await anOpened()
  const taps = ['interest', 'low_mood', 'sleep', 'energy'].map((item) => post({ item, answer: 'several_days', ...by }))
  // More at once than any of them is overtaken in vain.
  const again = Array.from({ length: 5 }, () => post({ item: 'sleep', answer: 'several_days', ...by }))
  for (const { status } of await Promise.all([...taps, ...again])) assert.equal(status, 200)
  assert.equal((await read(case_id, sitting_id, who)).answered, 4)
  const strange = await post({ item: 'sleep', answer: 'always', ...by })
  assert.equal(strange.status, 422)
  assert.match(strange.text, /choose one of the answers/)
  assert.equal((await post({ item: 'no_such', answer: 'x', ...by })).status, 200)
  assert.equal((await read(case_id, sitting_id, who)).answered, 4)
})

test('whom other processes overtake too often is told to try again, never that the link opens nothing', async () => {
  const { by, who, case_id, sitting_id } = await anOpened()
  const processes = Array.from({ length: 8 }, () => new OwnVisits(door, hashedOnce()))
  const items = ['interest', 'low_mood', 'sleep', 'energy']
  const taps = await Promise.allSettled(
    processes.map((visits, n) =>
      visits.act(by, { kind: 'answer', item: items[n % 4]!, answer: 'several_days' }, new Date().toISOString()),
    ),
  )
  for (const tap of taps) {
    if (tap.status === 'rejected') assert.equal((tap.reason as Problem).kind, 'too_many')
    else assert.equal(typeof tap.value, 'object')
  }
  const kept = new Set(taps.flatMap(({ status }, n) => (status === 'fulfilled' ? [items[n % 4]] : [])))
  assert.equal((await read(case_id, sitting_id, who)).answered, kept.size)
})

test('what is over, taken back, locked, mistyped or somebody else’s opens nothing, and all of it the same', async () => {
  const [expired, revoked, guessed, other] = [await anOpened(), await anOpened(), await anOpened(), await anOpened()]
  await at.rows("update single_use_link set expires_at = now() - interval '1 minute' where link_id = $1", [
    expired.link_id,
  ])
  const { version } = await read(revoked.case_id, revoked.sitting_id, revoked.who)
  await at.ask(closeOwnDoor, { case_id: revoked.case_id, sitting_id: revoked.sitting_id, version }, revoked.who)
  for (let n = 0; n < 5; n += 1) await post({ do: 'open', l: 'en', ...guessed.by, code: newNumberCode() })
  const tries = [
    expired.by,
    revoked.by,
    guessed.by,
    { ...other.by, code: guessed.by.code },
    { ...other.by, link: newLinkSecret() },
    { ...other.by, link: 'not a link' },
  ]
  const pages = new Set<string>()
  for (const each of tries)
    for (const what of [{ do: 'open' }, { item: 'interest', answer: 'several_days' }, { do: 'finish' }]) {
      const { status, text } = await post({ l: 'en', ...what, ...each } as Record<string, string>)
      assert.equal(status, 200)
      assert.match(text, opensNothing)
      pages.add(text)
    }
  assert.equal(pages.size, 1)
  assert.match((await post({ do: 'go', ...other.by })).text, /<h1/, 'and the right one still opens')
  // A link of a partner opens nothing here, and hers nothing there.
  assert.equal((await read(expired.case_id, expired.sitting_id, expired.who)).door?.state, 'over')
  await give(expired.case_id, expired.sitting_id, { sleep: 'not_at_all' }, expired.who)
})

test('nothing she said can be read in the database, nor by the door, and a used link is no way to her file', async () => {
  const { by, who, case_id, sitting_id } = await anOpened()
  await give(case_id, await begin(case_id, who, 'gad-7'), allOf('gad-7', 1), who)
  await post({ item: 'interest', answer: 'several_days', ...by })
  for (const table of ['own_answers', 'single_use_link', 'sitting', 'assessment', 'timeline_entry', 'journal']) {
    const [all] = await at.rows(`select string_agg(t::text, ' ') as text from ${table} t`)
    for (const planted of ['several_days', by.link, by.code])
      assert.doesNotMatch(String(all!.text), new RegExp(`${planted}|${Buffer.from(planted).toString('hex')}`), table)
  }
  for (const table of ['own_answers', 'sitting', 'single_use_link', 'case_key'])
    await assert.rejects(door.pool.query(`select * from ${table}`), /permission denied/)
  await assert.rejects(
    at.house.database.transaction({ token: who.token, case_id }, (tx) =>
      tx.selectFrom('own_answers').select('sealed_state').execute(),
    ),
    /permission denied/,
  )
  await refuses(
    at.ask(amendAssessment, { case_id, assessment_id: sitting_id, version: 1, answers: {}, reason: 'x' }, who),
    'not_found',
  )
})
