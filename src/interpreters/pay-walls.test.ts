// The walls around statements, grant lines and volunteers' hours, tried past the server by everyone who might, and each of them
// taken down once to see that somebody notices.
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { newId } from '#kit/id.ts'
import { payMutants } from '#test/access/pay-mutants.ts'
import { holds, type Should, type Tried, triesOf } from '#test/access/walls.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { aRegistered, interpretingOf } from '#test/interpreting.ts'

let at: TestHouse
let owner: pg.PoolClient
const ids = { interpreter: '', draft: newId(), issued: newId(), paid: newId(), hours: newId() }
const people = [
  ...(['reference_worker', 'psychologist', 'intake', 'director', 'coordinator', 'far_coordinator'] as const),
  ...(['administrator', 'partner_worker', 'partner_administrator'] as const),
]
type Name = (typeof people)[number]
const hash = 'a'.repeat(64)

const aStatement = async (statement_id: string, booking_id: string, status: 'draft' | 'issued' | 'paid') => {
  const { organisation_id } = at.ours
  const { staff_id } = at.staff.director
  await at.rows(
    `insert into interpreter_statement (organisation_id, statement_id, interpreter_id, from_on, until_on, currency, total_cents, made_by)
     values ($1, $2, $3, current_date - 30, current_date, 'EUR', 1000, $4)`,
    [organisation_id, statement_id, ids.interpreter, staff_id],
  )
  await at.rows(
    `insert into interpreter_statement_line (organisation_id, statement_id, booking_id, on_day, what, minutes, paid_minutes, percent, time_cents, travel_cents, amount_cents)
     values ($1, $2, $3, current_date - 9, 'attended', 60, 60, 100, 1000, 0, 1000)`,
    [organisation_id, statement_id, booking_id],
  )
  if (status !== 'draft')
    await at.rows(
      `update interpreter_statement set status = 'issued', hash = $2, issued_by = $3, issued_at = now() where statement_id = $1`,
      [statement_id, hash, staff_id],
    )
  if (status === 'paid')
    await at.rows(
      `update interpreter_statement set status = 'paid', paid_by = $2, paid_on = current_date where statement_id = $1`,
      [statement_id, staff_id],
    )
}

before(async () => {
  at = await testHouse(await import('./register.api.ts'), await import('./booking.api.ts'))
  const on = interpretingOf(at)
  ids.interpreter = (await on.anInterpreter(aRegistered({ kind: 'volunteer' }))).interpreter_id
  const came: string[] = []
  for (const from of [72, 80]) {
    const { case_id } = await at.aFile()
    const { booking_id } = await on.confirm(await on.anAppointment({ case_id, from }), ids.interpreter)
    await at.rows(
      `update interpreter_booking set status = 'attended', minutes = 60, on_day = current_date - 9 where booking_id = $1`,
      [booking_id],
    )
    came.push(booking_id)
  }
  await aStatement(ids.draft, newId(), 'draft')
  await aStatement(ids.issued, newId(), 'issued')
  await aStatement(ids.paid, came[0]!, 'paid')
  const { organisation_id } = at.ours
  const { staff_id } = at.staff.director
  await at.rows(
    `insert into interpreter_grant (organisation_id, grant_code, name, from_on) values ($1, 'A', 'A', '2026-01-01')`,
    [organisation_id],
  )
  await at.rows(
    `insert into volunteer_hours (organisation_id, hours_id, interpreter_id, on_day, work, minutes, written_by) values ($1, $2, $3, current_date, 'other', 5, $4)`,
    [organisation_id, ids.hours, ids.interpreter, staff_id],
  )
  owner = await at.db.owner.connect()
})
after(async () => {
  owner?.release()
  await at.close()
})

const by = (value: Should, said: Partial<Record<Name, Should>> = {}) =>
  ({ ...Object.fromEntries(people.map((name) => [name, value])), ...said }) as Record<Name, Should>
const payers = (should: Should) => ({
  ...{ director: should, coordinator: should, far_coordinator: should, administrator: should },
})
/** Stopped by the table itself. */
const stopped = payers(['broken'])

const tried = (): Tried<Name>[] => {
  const o = at.ours.organisation_id
  const days = 'current_date - 30, current_date'
  const head = `'${o}', gen_random_uuid(), '${ids.interpreter}', current_date, current_date, 'EUR'`
  return [
    { name: 'statements', text: 'select from interpreter_statement', by: by(0, payers(3)) },
    { name: 'lines', text: 'select from interpreter_statement_line', by: by(0, payers(3)) },
    { name: 'grant lines', text: 'select from interpreter_grant', by: by(0, payers(1)) },
    { name: 'hours', text: 'select from volunteer_hours', by: by(0, payers(1)) },
    {
      name: 'a draft made',
      text: `insert into interpreter_statement (organisation_id, statement_id, interpreter_id, from_on, until_on, currency) values (${head})`,
      by: by(null, payers(1)),
    },
    {
      name: 'a draft taken away',
      text: `delete from interpreter_statement where statement_id = '${ids.draft}'`,
      by: by(0, payers(1)),
    },
    {
      name: 'what was issued stays',
      text: `delete from interpreter_statement where statement_id = '${ids.issued}'`,
      by: by(0),
    },
    {
      name: 'its total stays',
      text: `update interpreter_statement set total_cents = 1, version = 9 where statement_id = '${ids.issued}'`,
      by: by(0, stopped),
    },
    {
      name: 'not back to a draft',
      text: `update interpreter_statement set status = 'draft', hash = null, issued_at = null, issued_by = null where statement_id = '${ids.issued}'`,
      by: by(0, stopped),
    },
    {
      name: 'what was paid is not paid again',
      text: `update interpreter_statement set paid_on = current_date - 1 where statement_id = '${ids.paid}'`,
      by: by(0, stopped),
    },
    {
      name: 'its lines stay',
      text: `delete from interpreter_statement_line where statement_id = '${ids.issued}'`,
      by: by(0, stopped),
    },
    {
      name: 'a line of a draft is left out',
      text: `delete from interpreter_statement_line where statement_id = '${ids.draft}'`,
      by: by(0, payers(1)),
    },
    {
      name: 'issued only with its sum',
      text: `update interpreter_statement set status = 'issued', total_cents = 1, hash = '${hash}', issued_at = now(), issued_by = guard.staff() where statement_id = '${ids.draft}'`,
      by: by(0, stopped),
    },
    {
      name: 'terms',
      text: `insert into interpreter_terms (organisation_id, from_on, cancel_hours, cancel_percent) values ('${o}', current_date, 1, 1)`,
      by: by(null, payers(1)),
    },
    {
      name: 'hours written',
      text: `insert into volunteer_hours (organisation_id, hours_id, interpreter_id, on_day, work, minutes) values ('${o}', gen_random_uuid(), '${ids.interpreter}', current_date, 'other', 5)`,
      by: by(null, payers(1)),
    },
    { name: 'hours taken back', text: 'delete from volunteer_hours', by: by(0, payers(1)) },
    { name: 'what waits', text: `select from guard.interpreter_work(null, ${days})`, by: by(0, payers(1)) },
    { name: 'what volunteers gave', text: `select from guard.volunteer_times(${days})`, by: by(0, payers(1)) },
    {
      name: 'marked paid',
      text: `select from (select guard.mark_bookings_paid('${ids.paid}') as marked) x where marked > 0`,
      by: by(0, payers(1)),
    },
    { name: 'the rates', text: 'select from interpreter_rate', by: by(0) },
  ]
}

test('pay is for whoever pays, for everyone who tries, and a hole anywhere would be noticed', () =>
  holds(owner, { mutants: payMutants, tries: () => triesOf(tried(), (name) => at.staff[name].token) }))
