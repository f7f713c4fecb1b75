// A calendar feed as an independent reader parses it: times and one neutral word; nothing once it is closed.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import ICAL from 'ical.js'
import { Database } from '#kit/database.ts'
import { addDays } from '#kit/day.ts'
import type { SentInputOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { cancelAppointment, planAppointment } from './appointment.ts'
import { hashOfFeed } from './feed.api.ts'
import { feedText } from './feed.rules.ts'
import { readFeedTimes } from './feed.store.ts'
import { closeFeed, feedAddress, newFeedToken, openFeed, readFeed } from './feed.ts'

let at: TestHouse
let door: Database
before(async () => {
  at = await testHouse(await import('./appointment.api.ts'), await import('./feed.api.ts'))
  door = new Database(at.db.connection('amparo_door'))
})
after(async () => {
  await door.close()
  await at.close()
})

const refuses = (asking: Promise<unknown>, kind: Problem['kind']) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(problem.kind, kind, `${problem.key} ${problem.cause}`)
    return true
  })

const today = new Date().toISOString().slice(0, 10)
const asTheDoor = (token: string) => door.transaction({ token: '' }, (tx) => readFeedTimes(tx, hashOfFeed(token)))
const parsed = (text: string) => {
  const calendar = new ICAL.Component(ICAL.parse(text))
  return calendar.getAllSubcomponents('vevent').map((each) => ({ each, event: new ICAL.Event(each) }))
}
const planned = async (who: Who, change: object = {}) => {
  const { case_id } = await at.aFile({ worker: who })
  const wish = {
    ...{ case_id, appointment_id: newId(), section: 'health', kind: 'health', mode: 'in_person', title: 'Zqxtitle' },
    ...{
      when: { on: addDays(today, 5), at: '10:00', minutes: 60 },
      staff: [{ staff_id: who.staff_id, part: 'leads' }],
    },
    ...{ place: { name: 'Zqxplace' }, meet_at: 'Zqxmeet', bring: 'Zqxbring', with: [{ name: 'Zqxwith' }], ...change },
  } as SentInputOf<typeof planAppointment>
  await at.ask(planAppointment, wish, who)
  return wish
}

test('opened, read by whoever has the address, closed', async () => {
  const me = await at.join(at.ours, 'Rosa', ['reference_worker'])
  const wish = await planned(me)
  const gone = await planned(me, { when: { on: addDays(today, 6), at: '10:00', minutes: 60 } })
  const why = { of: 'hers', why: 'ill' } as const
  await at.ask(cancelAppointment, { case_id: gone.case_id, appointment_id: gone.appointment_id, version: 1, why }, me)
  const token = newFeedToken()
  assert.equal(await asTheDoor(token), undefined)
  await at.ask(openFeed, { token, language: 'es' }, me)
  assert.equal((await at.ask(readFeed, {}, me)).feed?.last_read_on, null)
  const read = await asTheDoor(token)
  assert.equal((await at.ask(readFeed, {}, me)).feed?.last_read_on, today)
  const text = feedText('Cita', read!.language, read!.times)
  const events = parsed(text)
  assert.equal(events.length, 2)
  for (const { each, event } of events) {
    assert.equal(event.summary, 'Cita')
    assert.deepEqual(
      each
        .getAllProperties()
        .map(({ name }) => name)
        .sort(),
      ['class', 'dtend', 'dtstamp', 'dtstart', 'sequence', 'status', 'summary', 'uid'],
    )
    assert.equal(each.getFirstPropertyValue('class'), 'PRIVATE')
    assert.match(String(each.getFirstPropertyValue('dtstart')), /Z$/)
  }
  const [kept, cancelled] = events.sort((a, b) => a.event.startDate.compare(b.event.startDate))
  assert.equal(kept!.event.endDate.toUnixTime() - kept!.event.startDate.toUnixTime(), 3600)
  assert.deepEqual(
    [cancelled!.each.getFirstPropertyValue('status'), cancelled!.each.getFirstPropertyValue('sequence')],
    ['CANCELLED', 1],
  )
  for (const canary of ['Zqx', 'Maya', wish.appointment_id, wish.case_id, me.staff_id, 'Casa Encina', 'Rosa', 'AMPARO'])
    assert.ok(!text.toUpperCase().includes(canary.toUpperCase()), canary)
  const again = newFeedToken()
  await at.ask(openFeed, { token: again, language: 'it' }, me)
  assert.equal(await asTheDoor(token), undefined, 'the older address is closed by the newer')
  const anew = await asTheDoor(again)
  assert.equal(anew?.language, 'it')
  assert.notDeepEqual(anew?.times[0]?.uid, read?.times[0]?.uid, 'nobody can tell that two feeds are one person’s')
  await at.ask(closeFeed, {}, me)
  assert.equal(await asTheDoor(again), undefined)
  assert.equal((await at.ask(readFeed, {}, me)).feed, null)
})

test('a colleague who has left is read no more, and the door reads no table', async () => {
  const me = await at.join(at.ours, 'Alba', ['reference_worker'])
  const token = newFeedToken()
  await at.ask(openFeed, { token, language: 'en' }, me)
  assert.ok(await asTheDoor(token))
  await at.rows("update staff set status = 'left' where staff_id = $1", [me.staff_id])
  assert.equal(await asTheDoor(token), undefined)
  for (const table of ['appointment', 'appointment_staff', 'calendar_feed'] as const)
    await assert.rejects(door.transaction({ token: '' }, (tx) => tx.selectFrom(table).selectAll().execute()))
})

test('nobody but whoever is signed in opens one, and a partner does not', async () => {
  const { partner_worker } = at.staff
  for (const [who, kind] of [
    [nobody, 'signed_out'],
    [partner_worker, 'refused'],
  ] as const) {
    await refuses(at.ask(readFeed, {}, who), kind)
    await refuses(at.ask(openFeed, { token: newFeedToken(), language: 'es' }, who), kind)
    await refuses(at.ask(closeFeed, {}, who), kind)
  }
  assert.match(feedAddress('https://example.org', newFeedToken()), /^https:\/\/example\.org\/calendar\/[\w-]{43}\.ics$/)
})
