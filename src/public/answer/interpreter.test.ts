// What an interpreter sees behind the link: one appointment under a name made for it, where to meet once it is confirmed, and
// nothing from a day after its end. Nothing else opens with it, whatever is sent.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import Fastify, { type FastifyInstance } from 'fastify'
import { loadFacts } from '#facts/load.ts'
import * as bookings from '#interpreters/booking.ts'
import { Database } from '#kit/database.ts'
import { publicLanguages } from '#language/languages.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { hashedOnce } from '#test/hashed-once.ts'
import { aNewLink, aRegistered, interpretingOf } from '#test/interpreting.ts'
import { serveAnswer } from './answer.ts'
import { readMinutes } from './interpreter.ts'

let at: TestHouse
let on: ReturnType<typeof interpretingOf>
let app: FastifyInstance
let door: Database
const logged: string[] = []
before(async () => {
  at = await testHouse(await import('#interpreters/register.api.ts'), await import('#interpreters/booking.api.ts'))
  on = interpretingOf(at)
  door = new Database(at.db.connection('amparo_door'))
  app = Fastify()
  const crowd = { inside: 1_000, atOnce: 1_000_000, perSecond: 1_000 }
  serveAnswer(app, {
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
  const payload = new URLSearchParams({ l: 'en', reader: 'F.', do: 'open', ...form }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return (await app.inject({ method: 'POST', url: '/answer', headers, payload })).body.replace(
    /<style>[\s\S]*<\/style>/,
    '',
  )
}
const opensNothing = /open nothing, or nothing any more/
const meetingPlace = /Plaza Nueva/

let spoken = 0
const aLink = async (from = 72) => {
  spoken += 1
  const { interpreter_id } = await on.anInterpreter(
    aRegistered({}, { names: [`Interpreter ${'abcdefghijk'[spoken]}qwzyx`] }),
  )
  const { case_id } = await at.aFile()
  const appointment = await on.anAppointment({ case_id, from, mode: 'in_person' })
  const booking = await on.offer(appointment, interpreter_id)
  const link = aNewLink()
  const worker = at.staff.reference_worker
  const sent = await at.ask(bookings.sendBookingLink, { ...booking, link }, worker)
  const read = async () => (await at.ask(bookings.listBookings, { case_id }, worker)).bookings[0]!
  return {
    ...appointment,
    ...booking,
    version: sent.version,
    link: { link: link.secret, code: link.code },
    read,
    worker,
  }
}

test('first whether anything ties them to her, then yes; where to meet once it is confirmed; the minutes afterwards', async () => {
  const of = await aLink()
  const asked = await post(of.link)
  assert.match(asked, /An appointment/)
  assert.match(asked, /Luna/)
  assert.match(asked, /A first talk\./)
  for (const secret of [/Maya/, meetingPlace, new RegExp(of.case_id), new RegExp(of.appointment_id), /Casa Encina/])
    assert.doesNotMatch(asked, secret)
  assert.match(await post({ ...of.link, do: 'come' }), /say first whether anything/)
  assert.match(await post({ ...of.link, do: 'minutes', minutes: '60' }), opensNothing, 'before its end')
  assert.match(await post({ ...of.link, do: 'come', conflict: 'none' }), /You said yes/)
  assert.match(await post({ ...of.link, do: 'not_come' }), opensNothing, 'once')
  assert.doesNotMatch(await post(of.link), meetingPlace, 'said yes, and not confirmed')
  const said = await of.read()
  assert.deepEqual([said.status, said.answer, said.conflict], ['offered', 'yes', 'none'])
  const { version } = said
  await at.ask(bookings.confirmBooking, { case_id: of.case_id, booking_id: of.booking_id, version }, of.worker)
  assert.match(await post(of.link), meetingPlace)
  await on.earlier(of.booking_id, 74)
  const over = await post(of.link)
  assert.match(over, /How many minutes/)
  assert.match(await post({ ...of.link, do: 'minutes', minutes: 'long' }), /write the minutes/)
  assert.match(await post({ ...of.link, do: 'minutes', minutes: '৫৫' }), /55 minutes are noted/)
  assert.match(await post({ ...of.link, do: 'minutes', minutes: '80' }), opensNothing, 'once')
  assert.equal((await of.read()).said_minutes, 55)
  await on.earlier(of.booking_id, 24)
  assert.match(await post(of.link), opensNothing, 'a day after its end, whatever the link says')
})

test('in doubt, declined, cancelled, stopped or blocked: from then on it opens nothing', async () => {
  const doubt = await aLink(200)
  assert.match(await post({ ...doubt.link, do: 'come', conflict: 'doubt' }), /Nobody asks why/)
  assert.deepEqual([(await doubt.read()).status, (await doubt.read()).conflict], ['declined', 'doubt'])
  assert.match(await post(doubt.link), opensNothing)
  const no = await aLink(210)
  assert.match(await post({ ...no.link, do: 'not_come' }), /Nobody asks why/)
  assert.match(await post(no.link), opensNothing)
  const cancelled = await aLink(220)
  const { case_id, booking_id, version } = cancelled
  await at.ask(bookings.cancelBooking, { case_id, booking_id, version }, cancelled.worker)
  assert.match(await post(cancelled.link), opensNothing)
  const moved = await aLink(230)
  await at.rows("update appointment set ends_at = ends_at + interval '1 hour' where appointment_id = $1", [
    moved.appointment_id,
  ])
  assert.match(await post(moved.link), opensNothing)
  assert.deepEqual(await on.statusOf(moved.booking_id), ['stopped', 'appointment_moved'])
})

test('the link opens one thing: a wrong code, another door and the database itself give nothing more', async () => {
  const of = await aLink(300)
  assert.match(await post({ ...of.link, code: '00000000' }), opensNothing)
  for (const what of ['accepted', 'declined', 'ended', 'asked', 'right', 'correct'])
    assert.match(
      await post({ ...of.link, do: what, about: of.booking_id, reason: 'full', words_asked: 'who is she?' }),
      /open nothing|choose/i,
    )
  for (const table of [
    'interpreter_booking',
    'interpreter',
    'interpreting_rule',
    'appointment',
    'single_use_link',
    'case_file',
  ])
    await assert.rejects(
      door.transaction({ token: '' }, (tx) =>
        tx
          .selectFrom(table as 'interpreter')
          .select('organisation_id')
          .execute(),
      ),
      { code: '42501' },
    )
  const told = await at.rows("select action, outcome from journal where case_id = $1 and action like 'link.%'", [
    of.case_id,
  ])
  assert.ok(told.some(({ outcome }) => outcome === 'refused'))
})

test('every language of the door says all of it', async () => {
  const of = await aLink(400)
  for (const { code } of publicLanguages()) {
    const page = await post({ ...of.link, l: code })
    assert.match(page, /Luna/, code)
    assert.match(page, new RegExp(`<html lang="${code}"`))
    assert.doesNotMatch(page, /answer\.[a-z_]/, code)
    assert.doesNotMatch(await post({ l: code, link: 'x', code: 'y' }), /answer\.[a-z_]/, code)
  }
})

test('minutes as people write them', () => {
  assert.deepEqual(['60', ' 90 min', '٤٥', '0', '1441', '', 'an hour'].map(readMinutes), [
    60,
    90,
    45,
    null,
    null,
    null,
    null,
  ])
})
