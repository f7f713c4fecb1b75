// The roster through the gate: who keeps which office, and that the database and the rules name the same colleague at
// every moment, over time zones and the nights summer time begins and ends.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { newId } from '#kit/id.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { dutyAt, inHours } from './duty.rules.ts'
import {
  addFreeDay,
  endTurn,
  type FreeDay,
  keepOfficeHours,
  keepTurn,
  readDuty,
  removeFreeDay,
  type Turn,
} from './duty.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./duty.api.ts'))
})
after(() => at.close())

const aTurn = (change: Partial<Turn> = {}) => ({
  turn_id: newId(),
  version: 0,
  office_id: at.ours.office_id as string | null,
  staff_id: at.staff.reference_worker.staff_id,
  deputy_id: at.staff.psychologist.staff_id,
  telephone: '+34 600 111 222',
  time_zone: 'Europe/Madrid',
  from_on: '2026-01-01',
  until_on: null,
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  from_time: '00:00',
  until_time: '00:00',
  free_days: 'too' as const,
  ...change,
})
const officeOf = async (who: Who, office_id: string) =>
  (await at.ask(readDuty, {}, who)).offices.find((each) => each.office_id === office_id)!

test('a coordinator keeps the hours and the duty of the office; everybody reads whom to call; gaps are for whoever keeps it', async () => {
  const { coordinator, reference_worker } = at.staff
  const { office_id } = at.ours
  const first = await officeOf(coordinator, office_id)
  assert.deepEqual([first.hours.length, first.open_now, first.now.length, first.gaps?.length], [0, false, 0, 1])
  assert.equal(first.time_zone, 'Europe/Madrid', 'the clock of where it is')
  await at.ask(
    keepOfficeHours,
    { office_id, version: 0, time_zone: 'Europe/Madrid', hours: [{ weekdays: [1], from: '09:00', until: '18:00' }] },
    coordinator,
  )
  const turn = aTurn()
  await at.ask(keepTurn, turn, coordinator)
  const now = await officeOf(reference_worker, office_id)
  assert.deepEqual(now.gaps, null)
  if (!now.open_now) assert.equal(now.now[0]?.telephone, '+34 600 111 222')
  assert.deepEqual((await officeOf(coordinator, office_id)).gaps, [])
  await assert.rejects(at.ask(keepTurn, { ...turn, version: 7 }, coordinator), { kind: 'conflict', key: 'stale' })
  await at.ask(keepTurn, { ...turn, version: 1, telephone: '' }, coordinator)
  const stale = { office_id, version: 0, time_zone: 'Europe/Madrid', hours: [] }
  await assert.rejects(at.ask(keepOfficeHours, stale, coordinator), { kind: 'conflict', key: 'stale' })
  await at.ask(endTurn, { turn_id: turn.turn_id, version: 2 }, coordinator)
  assert.equal((await at.ask(readDuty, {}, coordinator)).turns.length, 0)
  await assert.rejects(at.ask(endTurn, { turn_id: turn.turn_id, version: 3 }, coordinator), { kind: 'not_found' })
})

test('nobody keeps another office, all of them together, or the duty of somebody who may not take it', async () => {
  const { coordinator, far_coordinator, trainer, reference_worker, director, partner_worker } = at.staff
  for (const [who, change, expected] of [
    [far_coordinator, {}, { kind: 'not_found', key: 'safety.office_not_found' }],
    [coordinator, { office_id: null }, { kind: 'not_found', key: 'safety.office_not_found' }],
    [reference_worker, {}, { kind: 'refused' }],
    [partner_worker, {}, { kind: 'refused' }],
    [nobody, {}, { kind: 'signed_out' }],
    [coordinator, { staff_id: trainer.staff_id }, { kind: 'invalid', key: 'safety.may_not_have_duty' }],
    [coordinator, { deputy_id: partner_worker.staff_id }, { kind: 'not_found', key: 'team.colleague_not_found' }],
  ] as const)
    await assert.rejects(at.ask(keepTurn, aTurn(change), who), expected)
  const all = aTurn({ office_id: null })
  await at.ask(keepTurn, all, director)
  assert.equal((await at.ask(readDuty, {}, far_coordinator)).turns[0]?.office_id, null)
  await at.ask(endTurn, { turn_id: all.turn_id, version: 1 }, director)
  await assert.rejects(at.ask(readDuty, {}, partner_worker), { kind: 'refused' })
  await assert.rejects(at.ask(readDuty, {}, nobody), { kind: 'signed_out' })
  // The database refuses it too, whatever the server asks.
  const past = at.house.database.transaction({ token: far_coordinator.token }, async (tx) => {
    await sql`select guard.enter(${far_coordinator.token}, null)`.execute(tx)
    await sql`insert into duty_free_day (organisation_id, free_day_id, office_id, on_day, name)
      values (${at.ours.organisation_id}, ${newId()}, ${at.ours.office_id}, '2027-01-01', 'x')`.execute(tx)
  })
  await assert.rejects(past, { code: '42501' })
})

test('a free day is added for an office or for all, once, and taken back by whoever keeps it', async () => {
  const { coordinator, far_coordinator, director } = at.staff
  const day = { free_day_id: newId(), office_id: at.ours.office_id, on_day: '2026-12-25', name: 'Navidad' }
  await at.ask(addFreeDay, day, coordinator)
  await assert.rejects(at.ask(addFreeDay, { ...day, free_day_id: newId() }, coordinator), { kind: 'conflict' })
  await assert.rejects(at.ask(removeFreeDay, { free_day_id: day.free_day_id }, far_coordinator), { kind: 'not_found' })
  await at.ask(removeFreeDay, { free_day_id: day.free_day_id }, coordinator)
  await at.ask(addFreeDay, { ...day, free_day_id: newId(), office_id: null }, director)
  assert.equal((await at.ask(readDuty, {}, far_coordinator)).free_days.length, 1)
})

const zones = ['Europe/Madrid', 'Atlantic/Canary', 'Asia/Kathmandu', 'America/Bogota', 'UTC'] as const
const clockTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30', '45'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`)
const someDays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 })
/** Around the nights on which the clocks of Europe change, and around any other. */
const someMoment = fc.oneof(
  fc.date({ min: new Date('2026-03-27'), max: new Date('2026-03-31'), noInvalidDate: true }),
  fc.date({ min: new Date('2026-10-23'), max: new Date('2026-10-27'), noInvalidDate: true }),
  fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }),
)
const someRoster = fc.record({
  zone: fc.constantFrom(...zones),
  hours: fc.array(
    fc
      .record({ weekdays: someDays, a: clockTime, b: clockTime })
      .filter(({ a, b }) => a !== b)
      .map(({ weekdays, a, b }) => ({ weekdays, from: a < b ? a : b, until: a < b ? b : a })),
    { maxLength: 2 },
  ),
  turns: fc.array(
    fc.record({
      own: fc.boolean(),
      zone: fc.constantFrom(...zones),
      who: fc.constantFrom('reference_worker', 'psychologist', 'lawyer', 'gone'),
      deputy: fc.constantFrom(null, 'coordinator', 'gone'),
      weekdays: someDays,
      from_time: clockTime,
      until_time: clockTime,
      until_on: fc.constantFrom(null, '2026-03-29', '2026-10-25', '2026-12-31'),
      free_days: fc.constantFrom('too', 'only', 'never'),
    }),
    { maxLength: 4 },
  ),
  free: fc.uniqueArray(fc.constantFrom('2026-03-29', '2026-03-30', '2026-10-25', '2026-10-26', '2026-05-01'), {
    maxLength: 3,
  }),
  everywhere: fc.boolean(),
  moments: fc.array(someMoment, { minLength: 3, maxLength: 6 }),
})

test('the database and the rules name the same colleagues and the same hours, whatever the roster and the clock', async () => {
  const { organisation_id, office_id } = at.ours
  const gone = await at.join(at.ours, 'Quien se fue', ['reference_worker'])
  await at.rows("update staff set status = 'left' where staff_id = $1", [gone.staff_id])
  const staffOf = (who: string): string =>
    who === 'gone'
      ? gone.staff_id
      : at.staff[who as 'lawyer' | 'psychologist' | 'coordinator' | 'reference_worker'].staff_id
  const active = new Set(Object.values(at.staff).map(({ staff_id }) => staff_id))
  const client = await at.db.owner.connect()
  try {
    await fc.assert(
      fc.asyncProperty(someRoster, async ({ zone, hours, turns, free, everywhere, moments }) => {
        const rows: Turn[] = turns.map(({ own, zone: time_zone, who, deputy, ...rest }) => ({
          ...rest,
          turn_id: newId(),
          office_id: own ? office_id : null,
          staff_id: staffOf(who),
          deputy_id: deputy && staffOf(deputy) !== staffOf(who) ? staffOf(deputy) : null,
          telephone: '',
          time_zone,
          from_on: '2026-01-01',
          version: 1,
        }))
        const days: FreeDay[] = free.map((on_day) => ({
          free_day_id: newId(),
          office_id: everywhere ? null : office_id,
          on_day,
          name: 'x',
        }))
        await client.query('begin')
        await client.query('delete from duty_turn; delete from duty_free_day; delete from office_hours')
        await client.query(
          'insert into office_hours (organisation_id, office_id, time_zone, hours, kept_by) values ($1, $2, $3, $4, $2)',
          [organisation_id, office_id, zone, JSON.stringify(hours)],
        )
        await client.query(
          `insert into duty_turn (organisation_id, turn_id, office_id, staff_id, deputy_id, time_zone, from_on, until_on, weekdays, from_time, until_time, free_days, kept_by)
           select $1::uuid, turn_id, office_id, staff_id, deputy_id, time_zone, from_on, until_on, weekdays, from_time, until_time, free_days, staff_id
           from jsonb_to_recordset($2) as (turn_id uuid, office_id uuid, staff_id uuid, deputy_id uuid, time_zone text, from_on date, until_on date,
             weekdays int[], from_time text, until_time text, free_days text)`,
          [organisation_id, JSON.stringify(rows)],
        )
        await client.query(
          `insert into duty_free_day (organisation_id, free_day_id, office_id, on_day, name, kept_by)
           select $1::uuid, free_day_id, office_id, on_day, name, $2::uuid
           from jsonb_to_recordset($3) as (free_day_id uuid, office_id uuid, on_day date, name text)`,
          [organisation_id, office_id, JSON.stringify(days)],
        )
        const at_once = moments.map((each) => each.toISOString())
        const asked = [organisation_id, office_id, at_once]
        const { rows: found } = await client.query(
          `select m.place::int, d.* from unnest($3::timestamptz[]) with ordinality as m (moment, place),
             guard.duty_at($1, $2, m.moment) d order by m.place, d.turn_id`,
          asked,
        )
        const { rows: open } = await client.query(
          `select guard.in_hours($1, $2, m.moment) as now from unnest($3::timestamptz[]) with ordinality as m (moment, place)
           order by m.place`,
          asked,
        )
        for (const [turn, moment] of at_once.entries()) {
          const named = found.filter(({ place }) => place === turn + 1).map(({ place: _, ...row }) => row)
          const expected = dutyAt(rows, days, active, office_id, moment).sort((a, b) =>
            a.turn_id.localeCompare(b.turn_id),
          )
          assert.deepEqual(named, expected, moment)
          assert.equal(open[turn].now, inHours({ office_id, time_zone: zone, hours }, days, moment), moment)
        }
        await client.query('rollback')
      }),
      { numRuns: 120 },
    )
  } finally {
    await client.query('rollback')
    client.release()
  }
})
