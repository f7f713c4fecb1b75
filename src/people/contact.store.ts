// The rule of contact, held while something leaves, and the rows of what left. A row needs the rule's own decision:
// the type has a private part that only the rule can make.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Moment } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { ContactDecision } from './safe-contact.rules.ts'

export const contactPlace = ({ organisation_id, case_id }: At) => ({
  table: 'safe_contact',
  column: 'sealed',
  row: case_id,
  case_id,
  organisation_id,
})

export const departurePlace = ({ organisation_id, case_id }: At, departure_id: string) => ({
  table: 'departure',
  column: 'sealed',
  row: departure_id,
  case_id,
  organisation_id,
})

export interface HeldRule {
  sealed: Buffer | null
  version: number | null
  at: Moment
}

/** Until this transaction ends nobody changes the rule; `at` was read after whatever change had to be waited for. */
export const holdRule = async (tx: Tx, case_id: string): Promise<HeldRule | undefined> => {
  const { rows } = await sql<HeldRule>`select sealed, version, at from guard.hold_safe_contact(${case_id})`.execute(tx)
  return rows[0]
}

export const findRule = async (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('safe_contact')
    .select(['sealed', 'version'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .executeTakeFirst()

/** The card of the file, for the age on it: cases are told after people, their table may be read here. */
export const findSealedCard = async (tx: Tx, { organisation_id, case_id }: At): Promise<Buffer | undefined> => {
  const row = await tx
    .selectFrom('case_file')
    .select('sealed_card')
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .executeTakeFirst()
  return row?.sealed_card
}
export const cardOfFilePlace = ({ organisation_id, case_id }: At) => ({
  table: 'case_file',
  column: 'sealed_card',
  row: case_id,
  case_id,
  organisation_id,
})

export const readClock = async (tx: Tx): Promise<Moment> => {
  const { rows } = await sql<{ now: string }>`select guard.clock() as now`.execute(tx)
  return rows[0]!.now
}

export const insertDeparture = (
  tx: Tx,
  { allowed, because, wanted, version }: ContactDecision,
  row: At & { departure_id: string; template: string | null; sealed: Buffer },
) =>
  tx
    .insertInto('departure')
    .values({
      ...row,
      kind: wanted.kind,
      channel: wanted.channel,
      outcome: allowed ? 'left' : 'refused',
      because,
      rule_version: version,
    })
    .execute()

const columns = [
  'd.departure_id',
  'd.kind',
  'd.channel',
  'd.outcome',
  'd.because',
  'd.template',
  'd.at',
  'd.actor_id',
  'd.rule_version',
  'd.result',
  'd.result_at',
  'd.sealed',
  'd.version',
] as const

export const listDepartures = (tx: Tx, { organisation_id, case_id }: At, size: number) =>
  tx
    .selectFrom('departure as d')
    .leftJoin('staff as s', (on) =>
      on.onRef('s.organisation_id', '=', 'd.organisation_id').onRef('s.staff_id', '=', 'd.actor_id'),
    )
    .select(columns)
    .select((eb) => eb.fn.coalesce('s.name', sql<string>`''`).as('actor_name'))
    .where('d.organisation_id', '=', organisation_id)
    .where('d.case_id', '=', case_id)
    .orderBy('d.at', 'desc')
    .orderBy('d.departure_id', 'desc')
    .limit(size)
    .execute()
export type DepartureRow = Awaited<ReturnType<typeof listDepartures>>[number]

export const findDeparture = (tx: Tx, { organisation_id, case_id }: At, departure_id: string) =>
  tx
    .selectFrom('departure as d')
    .select(columns)
    .where('d.organisation_id', '=', organisation_id)
    .where('d.case_id', '=', case_id)
    .where('d.departure_id', '=', departure_id)
    .executeTakeFirst()

/** False when someone said it already. */
export const writeResult = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  departure_id: string,
  version: number,
  result: string,
): Promise<boolean> => {
  const done = await tx
    .updateTable('departure')
    .set({ result, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('departure_id', '=', departure_id)
    .where('version', '=', version)
    .where('result', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}
