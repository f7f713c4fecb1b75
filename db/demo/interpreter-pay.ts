// What the interpreters of the invented house are owed: a statement paid for somebody whose file was erased since, while the
// rest waits; two lines of the books, and hours a volunteer gave beside the bookings. Nobody here exists.
import { createHash } from 'node:crypto'
import type { Rate } from '#interpreters/interpreter.ts'
import { frozenText, gather, totalOf, type Work } from '#interpreters/pay.rules.ts'
import { changeStatement, insertStatement } from '#interpreters/pay.store.ts'
import type { PayTerms } from '#interpreters/pay.ts'
import type { World } from '#test/world.ts'
import type { Cast } from './live.ts'

const from_on = '2026-01-01'
const books = [
  { grant_code: 'FSE-2026/4', name: 'Línea 4, mediación' },
  { grant_code: 'PROPIO', name: 'Fondos propios' },
]
const agreed: PayTerms = { from_on, cancel_hours: 24, cancel_percent: 50, travel_fixed_cents: null }
const rate: Rate = {
  ...{ from_on, mode: null, cents: 1000, unit_minutes: 30, minimum_minutes: 60, rounding: 'up' },
  ...{ travel_cents_per_km: 26, currency: 'EUR' },
}
/** Days ago, of bookings that are no more. */
const came = [
  { days: 41, mode: 'in_person', what: 'attended', minutes: 75, travel_km: 18, minutes_before: null },
  { days: 37, mode: 'telephone', what: 'attended', minutes: 25, travel_km: 0, minutes_before: null },
  { days: 34, mode: 'in_person', what: 'late_cancel', minutes: 60, travel_km: 0, minutes_before: 180 },
] as const
const given = [
  { work: 'written', minutes: 90, days: 6 },
  { work: 'training', minutes: 120, days: 19 },
]

const payOne = async ({ tx, id, ago, at }: World, { own, staff }: Cast, interpreter_id: string): Promise<void> => {
  const statement_id = id('interpreter statement', interpreter_id)
  const work = came.map(({ days, ...each }): Work => {
    const booking_id = id('interpreter statement', interpreter_id, String(days))
    return { booking_id, on_day: ago(days), ...each }
  })
  const { lines: priced, currency } = gather(work, [rate], [agreed])
  const lines = priced.map(({ currency: _, ...line }) => ({ ...line, grant_code: books[0]!.grant_code }))
  const head = {
    statement_id,
    interpreter_id,
    currency,
    from_on: ago(45),
    until_on: ago(30),
    total_cents: totalOf(lines),
  }
  const hash = createHash('sha256')
    .update(frozenText({ ...head, lines }))
    .digest('hex')
  const by = staff.teresa.staff_id
  await insertStatement(tx, { organisation_id: own.organisation_id, ...head, made_by: by }, lines)
  await changeStatement(tx, statement_id, 1, { status: 'issued', hash, issued_by: by, issued_at: at(28) })
  await changeStatement(tx, statement_id, 2, { status: 'paid', paid_by: by, paid_on: ago(21) })
}

export const payInterpreters = async (world: World, cast: Cast): Promise<void> => {
  const { organisation_id } = cast.own
  const { staff_id } = cast.staff.teresa
  const { tx } = world
  const grants = books.map((line) => ({ organisation_id, from_on, ...line }))
  await tx.insertInto('interpreter_grant').values(grants).execute()
  await tx
    .insertInto('interpreter_terms')
    .values({ organisation_id, set_by: staff_id, ...agreed })
    .execute()
  await payOne(world, cast, world.id('interpreter', 'Farzana Quazi Lima'))
  const volunteer = world.id('interpreter', 'Rukmini Jha')
  const hours = given.map(({ work, minutes, days }) => ({
    ...{ organisation_id, interpreter_id: volunteer, work, minutes, written_by: staff_id },
    ...{ hours_id: world.id('volunteer hours', volunteer, work), on_day: world.ago(days) },
  }))
  await tx.insertInto('volunteer_hours').values(hours).execute()
}
