// Deadlines in a calendar of one's own: the day, one neutral word, and nothing of what it is or for whom.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import ICAL from 'ical.js'
import { hashOfFeed } from '#agenda/feed.api.ts'
import { feedText } from '#agenda/feed.rules.ts'
import { readFeedTimes } from '#agenda/feed.store.ts'
import { newFeedToken, openFeed } from '#agenda/feed.ts'
import { Database } from '#kit/database.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { setDeadlineAside } from './deadline.ts'
import { keepLawFile, readLaw, recordLawEvent } from './law-file.ts'

let at: TestHouse
let door: Database
before(async () => {
  at = await testHouse(
    await import('./law-file.api.ts'),
    await import('./deadline.api.ts'),
    await import('#agenda/feed.api.ts'),
  )
  door = new Database(at.db.connection('amparo_door'))
})
after(async () => {
  await door.close()
  await at.close()
})

const today = new Date().toISOString().slice(0, 10)
const aRefusal = async (me: Who) => {
  const { case_id } = await at.aFile({ worker: me })
  const place = { jurisdictions: ['uk' as const], province: null, town: null, circumstances: {} }
  await at.ask(keepLawFile, { case_id, version: 0, ...place }, me)
  const said = { code: 'rg_negative', jurisdiction: 'uk' as const, happened_on: addDays(today, -5) }
  await at.ask(recordLawEvent, { case_id, event_id: newId(), ...said, number: 'Zqxnumber', words: 'Zqxwords' }, me)
  const { items } = await at.ask(readLaw, { case_id }, me)
  return { case_id, ...items.find(({ rule_id }) => rule_id === 'UK-5b')! }
}
const feedOf = async (who: Who) => {
  const token = newFeedToken()
  await at.ask(openFeed, { token, language: 'es' }, who)
  const read = await door.transaction({ token: '' }, (tx) => readFeedTimes(tx, hashOfFeed(token)))
  const text = feedText('Cita', read!.language, read!.times)
  const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent')
  return { text, events, days: events.map((each) => String(each.getFirstPropertyValue('dtstart'))) }
}

test('a whole day and the neutral word, for whoever owns it; nothing that leads to the file', async () => {
  const me = await at.join(at.ours, 'Rosa', ['reference_worker'])
  const { case_id, deadline_id, due_on, version, key } = await aRefusal(me)
  const { text, events, days } = await feedOf(me)
  assert.ok(days.includes(due_on!), days.join())
  for (const each of events) {
    assert.equal(each.getFirstPropertyValue('summary'), 'Cita')
    assert.equal(each.getFirstPropertyValue('class'), 'PRIVATE')
    for (const name of ['location', 'description', 'organizer', 'attendee', 'url', 'categories'])
      assert.equal(each.getFirstPropertyValue(name), null)
  }
  for (const canary of ['Zqx', 'Maya', 'UK-', key, deadline_id!, case_id, me.staff_id, 'Casa Encina', 'law', 'AMPARO'])
    assert.ok(!text.toUpperCase().includes(canary.toUpperCase()), canary)
  const colleague = await at.join(at.ours, 'Alba', ['reference_worker'])
  assert.deepEqual((await feedOf(colleague)).days, [], 'nobody else’s')
  await at.ask(setDeadlineAside, { case_id, deadline_id: deadline_id!, version, reason: 'other', words: 'No.' }, me)
  assert.ok(!(await feedOf(me)).days.includes(due_on!), 'what nobody need see to is not there')
})

test('a hole in what the door is told is noticed', async () => {
  const me = await at.join(at.ours, 'Rosa', ['reference_worker'])
  const other = await at.join(at.ours, 'Alba', ['reference_worker'])
  await aRefusal(me)
  const theirs = await aRefusal(other)
  const aside = { reason: 'other' as const, words: 'No.' }
  await at.ask(
    setDeadlineAside,
    { case_id: theirs.case_id, deadline_id: theirs.deadline_id!, version: theirs.version, ...aside },
    other,
  )
  const look = async () => JSON.stringify([(await feedOf(me)).days, (await feedOf(other)).days])
  const expected = await look()
  const [found] = await at.rows("select pg_get_functiondef('guard.read_calendar_feed(bytea)'::regprocedure) as text")
  const text = String(found?.text)
  for (const [was, becomes] of [
    ['(d.owner_id = c.staff_id or d.deputy_id = c.staff_id)', 'true'],
    ['and d.open ', ''],
  ] as const) {
    assert.ok(text.includes(was), was)
    await at.rows(text.replace(was, becomes))
    assert.notEqual(await look(), expected, was)
  }
  await at.rows(text)
  assert.equal(await look(), expected)
})
