// From finding an interpreter to what the person said of it: gates that nobody passes, one place at a time, and facts that
// change after it was booked.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { keepGuardian } from '#minors/guardian.ts'
import { addExclusion } from '#people/exclusion.ts'
import { noIdentity, writeIdentity } from '#people/identity.ts'
import { writeRelated } from '#people/related.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { aNewLink, aRegistered, interpretingOf } from '#test/interpreting.ts'
import { guardian } from '#test/minors.ts'
import { placesOf } from '#test/places.ts'
import * as model from './booking.ts'
import { findInterpreters, readInterpreterGaps } from './finding.ts'
import { keepInterpreter, setInterpreterStatus } from './register.ts'
import { noRule, readInterpretingRule, writeInterpretingRule } from './rules-of-hers.ts'

let at: TestHouse
let on: ReturnType<typeof interpretingOf>
before(async () => {
  at = await testHouse(
    await import('./register.api.ts'),
    await import('./booking.api.ts'),
    await import('./finding.api.ts'),
    await import('./rules-of-hers.api.ts'),
    await import('#people/exclusion.api.ts'),
    await import('#people/related.api.ts'),
    await import('#people/identity.api.ts'),
    await import('#places/unit.api.ts'),
    await import('#places/stay.api.ts'),
    await import('#minors/records.api.ts'),
  )
  on = interpretingOf(at)
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })

const named = (name: string) => aRegistered({}, { names: [name] })

test('asked, yes, confirmed, came, and what she said holds for the next time', async () => {
  const { reference_worker: worker } = at.staff
  const { interpreter_id } = await on.anInterpreter()
  const { case_id } = await at.aFile()
  const appointment = await on.anAppointment({ case_id })
  const booking = await on.offer(appointment, interpreter_id)
  await refuses(at.ask(model.confirmBooking, booking, worker), 'refused', 'interpreters.not_answered')
  const said = { ...booking, answer: 'yes', conflict: 'none' } as const
  const { version } = await at.ask(model.answerBooking, said, worker)
  await refuses(at.ask(model.confirmBooking, booking, worker), 'conflict', 'stale')
  const confirmed = await at.ask(model.confirmBooking, { ...booking, version }, worker)
  const close = { ...booking, version: confirmed.version, came: true, minutes: 50, travel_km: 4 }
  await refuses(at.ask(model.closeBooking, close, worker), 'refused', 'interpreters.not_yet')
  await on.earlier(booking.booking_id, 80)
  const closed = await at.ask(model.closeBooking, close, worker)
  const feedback = { understood: 'yes', felt_safe: 'yes', again: 'yes', words: 'She was calm.' } as const
  await at.ask(model.rateBooking, { ...booking, version: closed.version, feedback }, worker)
  const { bookings } = await at.ask(model.listBookings, { case_id }, worker)
  assert.equal(bookings.length, 1)
  assert.partialDeepStrictEqual(bookings[0], { status: 'rated', minutes: 50, alias: 'Luna', feedback })
  assert.deepEqual((await at.ask(readInterpretingRule, { case_id }, worker)).rule.liked, [interpreter_id])
  const next = await on.anAppointment({ case_id, from: 200 })
  const found = await at.ask(findInterpreters, { case_id, appointment_id: next.appointment_id }, worker)
  assert.equal(found.may_come[0]?.interpreter_id, interpreter_id)
  assert.ok(found.may_come[0]?.reasons.includes('liked_before'))
  assert.ok(found.may_come[0]?.reasons.includes('known_to_her'))
  const again = await on.confirm(next, interpreter_id)
  await on.earlier(again.booking_id, 300)
  const came = await at.ask(model.closeBooking, { ...again, came: true, minutes: 40, travel_km: null }, worker)
  const never = { understood: 'yes', felt_safe: 'no', again: 'never', words: '' } as const
  await at.ask(model.rateBooking, { ...again, version: came.version, feedback: never }, worker)
  const third = await on.anAppointment({ case_id, from: 400 })
  await refuses(on.offer(third, interpreter_id), 'refused', 'interpreters.gate')
  const { rule } = await at.ask(readInterpretingRule, { case_id }, worker)
  assert.deepEqual([rule.liked, rule.never_again], [[], [interpreter_id]])
  await refuses(at.ask(model.listBookings, { case_id }, at.staff.administrator), 'not_found')
})

test('a doubt is the end of it, and is not forgotten', async () => {
  const { interpreter_id } = await on.anInterpreter(named('Shirin Jahan Popy'))
  const { case_id } = await at.aFile()
  const booking = await on.offer(await on.anAppointment({ case_id }), interpreter_id)
  await at.ask(model.answerBooking, { ...booking, answer: 'yes', conflict: 'doubt' }, at.staff.reference_worker)
  assert.deepEqual(await on.statusOf(booking.booking_id), ['declined', null])
  const next = await on.anAppointment({ case_id, from: 100 })
  await refuses(on.offer(next, interpreter_id), 'refused', 'interpreters.gate')
})

test('one interpreter is never in two places, asked one after the other or at once', async () => {
  const { interpreter_id } = await on.anInterpreter(named('Nasrin Akhter Dola'))
  const { reference_worker: worker } = at.staff
  const sayYes = async (from: number) => {
    const { case_id } = await at.aFile()
    const booking = await on.offer(await on.anAppointment({ case_id, from }), interpreter_id)
    const { version } = await at.ask(model.answerBooking, { ...booking, answer: 'yes', conflict: 'none' }, worker)
    return { ...booking, version }
  }
  const [one, other, third] = [await sayYes(500), await sayYes(500.5), await sayYes(501)]
  const done = await Promise.allSettled([one, other].map((each) => at.ask(model.confirmBooking, each, worker)))
  assert.deepEqual(done.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  const lost = done.find((each) => each.status === 'rejected')
  assert.equal((lost!.reason as Problem).kind, 'conflict')
  const won = done[0]?.status === 'fulfilled'
  if (won) await at.ask(model.confirmBooking, third, worker)
  else await refuses(at.ask(model.confirmBooking, third, worker), 'conflict', 'interpreters.elsewhere')
  await assert.rejects(
    at.rows("update interpreter_booking set status = 'confirmed', confirmed_at = now() where booking_id = $1", [
      (won ? other : one).booking_id,
    ]),
    { code: '23P01' },
  )
})

test('a booking stops when a fact changes, whoever changes it, and they learn nothing of it', async () => {
  const { reference_worker: worker, lawyer, coordinator, administrator } = at.staff
  const stopped = async (
    reason: string,
    alter: (at: { case_id: string; interpreter_id: string; version: number }) => Promise<unknown>,
  ) => {
    const kept = named(`Interpreter ${reason} Zzyq`)
    const { interpreter_id, version } = await on.anInterpreter({
      ...kept,
      details: { ...kept.details, names: ['Rukhsana Parvin Keya'] },
    })
    const { case_id } = await at.aFile()
    const appointment = await on.anAppointment({ case_id, from: 600 + Math.random() * 5000, section: 'health' })
    const booking = await on.confirm(appointment, interpreter_id)
    await alter({ case_id, interpreter_id, version })
    assert.deepEqual(await on.statusOf(booking.booking_id), ['stopped', reason])
    const [link] = await at.rows(
      'select count(*)::int as live from single_use_link where ref_id = $1 and revoked_at is null',
      [booking.booking_id],
    )
    assert.equal(link?.live, 0)
  }
  const today = new Date().toISOString().slice(0, 10)
  await stopped('excluded', async ({ case_id }) => {
    await at.rows(
      `insert into case_access (organisation_id, case_id, access_id, staff_id, kind, function, sections, created_by)
       select organisation_id, case_id, $2, $3, 'team', 'lawyer', '{identity,story,safety,law,return}', created_by from case_access where case_id = $1 limit 1`,
      [case_id, newId(), lawyer.staff_id],
    )
    const what = { kind: 'person', name: 'Rukhsana Parvin', related_id: null } as const
    await at.ask(addExclusion, { case_id, exclusion_id: newId(), what, since_on: today, reason: 'she said so' }, lawyer)
  })
  await stopped('named_in_file', ({ case_id }) =>
    at.ask(writeRelated, { case_id, related_id: newId(), version: 0, person: aPerson('Rukhsana Keya') }, worker),
  )
  await stopped('gender', ({ case_id }) =>
    at.ask(writeInterpretingRule, { case_id, version: 0, rule: { ...noRule, gender: 'man' } }, worker),
  )
  await stopped('not_active', ({ interpreter_id, version }) =>
    at.ask(setInterpreterStatus, { interpreter_id, version, status: 'blocked', reason: 'Complaint.' }, administrator),
  )
  await stopped('language', ({ interpreter_id, version }) => {
    const kept = aRegistered({
      interpreter_id,
      version,
      languages: [{ language: 'fr', dialect: null, level: 'native', both_ways: true }],
    })
    return at.ask(keepInterpreter, kept, coordinator)
  })
  await stopped('appointment_moved', ({ case_id }) =>
    at.rows(
      "update appointment set starts_at = starts_at + interval '2 hours', ends_at = ends_at + interval '2 hours' where case_id = $1",
      [case_id],
    ),
  )
  await stopped('appointment_cancelled', ({ case_id }) =>
    at.rows(
      "update appointment set status = 'cancelled', reason_of = 'theirs', reason_why = 'closed' where case_id = $1",
      [case_id],
    ),
  )
})

test('a confirmation and a fact that speaks against it, at once: whichever was first, nobody live is left', async () => {
  const { reference_worker: worker, administrator } = at.staff
  const kept = named('Lovely Yasmin Mukta')
  const { interpreter_id } = await on.anInterpreter(kept)
  let version = (await at.rows('select version from interpreter where interpreter_id = $1', [interpreter_id]))[0]!
    .version as number
  const what = { kind: 'person', name: 'Nazma Begum Shathi', related_id: null } as const
  const exclude = (case_id: string) =>
    at.ask(addExclusion, { case_id, exclusion_id: newId(), what, since_on: on.today, reason: 'she said so' }, worker)
  const rename = async (name: string) => {
    const details = { ...kept.details, names: [name] }
    version = (await at.ask(keepInterpreter, { ...kept, version, details }, administrator)).version
  }
  for (let round = 0; round < 4; round += 1) {
    const { case_id } = await at.aFile()
    const booking = await on.offer(await on.anAppointment({ case_id, from: 900 + 3 * round }), interpreter_id)
    const said = await at.ask(model.answerBooking, { ...booking, answer: 'yes', conflict: 'none' }, worker)
    // Neither speaks against it by itself: the one names whom, the other becomes that name.
    await Promise.allSettled([
      at.ask(model.confirmBooking, { ...booking, version: said.version }, worker),
      exclude(case_id),
      rename('Nazma Begum Shathi'),
    ])
    assert.deepEqual(await on.statusOf(booking.booking_id), ['stopped', 'excluded'])
    await rename('Lovely Yasmin Mukta')
  }
})

const aPerson = (name: string) => ({
  ...{
    group: 'family' as const,
    role: 'other_relative',
    name,
    safe: 'not_known' as const,
    why: '',
    lives_with: 'no' as const,
  },
  ...{ country: null, place: '', knows: 'not_known' as const, may_be_told: 'no' as const, may_contact: 'no' as const },
  ...{ contact: '', about: '', needs: null, past: false },
})

test('somebody who lives in the same house does not interpret for her, and nobody is told who lives there', async () => {
  const { reference_worker: worker } = at.staff
  const home = placesOf(at)
  const { interpreter_id } = await on.anInterpreter(named('Jannatul Ferdous Ruma'))
  const [mine, other] = [await at.aFile(), await at.aFile()]
  const names = [{ text: 'Jannatul Ferdous', kind: 'legal' as const, latin: '' }]
  const identity = { ...noIdentity, names }
  await at.ask(writeIdentity, { case_id: other.case_id, version: 0, identity }, worker)
  const appointment = await on.anAppointment({ case_id: mine.case_id, from: 1500 })
  const { unit_id } = await home.aUnit({ beds: 3 })
  await home.moveIn(unit_id, mine.case_id)
  await home.moveIn(unit_id, other.case_id)
  await assert.rejects(on.offer(appointment, interpreter_id), ({ details }: Problem) => {
    assert.deepEqual(details, { because: ['named_in_file'] })
    return true
  })
})

test('whoever stands for a child does not interpret for it, and stops doing so once written down', async () => {
  const { reference_worker: worker } = at.staff
  const { interpreter_id } = await on.anInterpreter(named('Shirin Sultana Poly'))
  const { case_id } = await at.aFile({ card: { birth_year: Number(on.today.slice(0, 4)) - 14 } })
  const appointment = await on.anAppointment({ case_id, from: 1600 })
  const booking = await on.confirm(appointment, interpreter_id)
  await at.ask(keepGuardian, guardian(case_id, 0, { kind: 'relative', name: 'Sultana Poly' }), worker)
  assert.deepEqual(await on.statusOf(booking.booking_id), ['stopped', 'named_in_file'])
  await assert.rejects(on.offer(appointment, interpreter_id), ({ details }: Problem) => {
    assert.deepEqual(details, { because: ['named_in_file'] })
    return true
  })
})

test('the name made for it is none of hers, and the link takes back the one before', async () => {
  const { reference_worker: worker } = at.staff
  const { interpreter_id } = await on.anInterpreter(named('Tahmina Khanam Lucky'))
  const { case_id } = await at.aFile()
  const { appointment_id } = await on.anAppointment({ case_id })
  const asked = { case_id, appointment_id, interpreter_id, booking_id: newId(), mode: 'video' as const, alias: 'Maya' }
  await refuses(at.ask(model.offerBooking, asked, worker), 'refused', 'interpreters.alias_is_hers')
  await at.ask(model.offerBooking, { ...asked, alias: 'Luna' }, worker)
  const { booking_id } = asked
  const one = await at.ask(model.sendBookingLink, { case_id, booking_id, version: 1, link: aNewLink() }, worker)
  const two = await at.ask(
    model.sendBookingLink,
    { case_id, booking_id, version: one.version, link: aNewLink() },
    worker,
  )
  const [live] = await at.rows(
    `select count(*)::int as count, bool_and(expires_at = b.ends_at + interval '24 hours') as day_after
     from single_use_link l join interpreter_booking b on b.booking_id = l.ref_id where l.ref_id = $1 and l.revoked_at is null`,
    [booking_id],
  )
  assert.deepEqual(live, { count: 1, day_after: true })
  await at.ask(model.cancelBooking, { case_id, booking_id, version: two.version }, worker)
  assert.equal(
    (await at.rows('select 1 from single_use_link where ref_id = $1 and revoked_at is null', [booking_id])).length,
    0,
  )
})

test('nobody signed in, no role, another house, no file: nothing', async () => {
  const { interpreter_id } = await on.anInterpreter(named('Sabina Yasmin Rekha'))
  const { case_id } = await at.aFile()
  const appointment = await on.anAppointment({ case_id })
  const { partner_worker, partner_administrator, second_worker, intake, administrator, director } = at.staff
  const find = { case_id, appointment_id: appointment.appointment_id }
  for (const who of [nobody, partner_worker, partner_administrator, second_worker, intake, administrator, director]) {
    const nothing = (asking: Promise<unknown>) =>
      assert.rejects(asking, ({ kind }: Problem) =>
        who === nobody ? kind === 'signed_out' : /not_found|refused/.test(kind),
      )
    await nothing(at.ask(findInterpreters, find, who))
    await nothing(on.offer(appointment, interpreter_id, who))
    await nothing(at.ask(model.listBookings, { case_id }, who))
    await nothing(at.ask(readInterpretingRule, { case_id }, who))
    await nothing(at.ask(writeInterpretingRule, { case_id, version: 0, rule: noRule }, who))
  }
})

test('languages nobody came for are told to those who keep the register, as counts', async () => {
  const { case_id } = await at.aFile()
  await on.anAppointment({ case_id, language: 'snk', from: 30 })
  const { gaps } = await at.ask(readInterpreterGaps, {}, at.staff.coordinator)
  const gap = { language: 'snk', dialect: null, needed: 1, unmet: 0, waiting: 1, in_service: 0, in_vetting: 0 }
  assert.deepEqual(
    gaps.find(({ language }) => language === 'snk'),
    gap,
  )
  await refuses(at.ask(readInterpreterGaps, {}, at.staff.reference_worker), 'refused')
})
