// The rows of the register. The policies give them to those of the house who may read it; what is personal lies sealed to it.
import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '#kit/database.ts'
import type { Day, Moment } from '#kit/day.ts'
import { Problem } from '#kit/problem.ts'
import { type KeyPair, openWith, sealTo } from '#vault/sealed-box.ts'
import type { Vault } from '#vault/vault.store.ts'
import { InterpreterDetails, type Off, type Rate, type Spoken, type Vetted, type WeeklyHours } from './interpreter.ts'
import type { KeptFrom } from './keeping.rules.ts'

export const SealedInterpreter = InterpreterDetails.extend({ block_reason: z.string() })
export type SealedInterpreter = z.infer<typeof SealedInterpreter>

const named = (interpreter_id: string) => `interpreter ${interpreter_id}`

export const sealInterpreter = async (
  tx: Tx,
  organisation_id: string,
  interpreter_id: string,
  details: SealedInterpreter,
): Promise<{ intake_version: number; sealed: Buffer }> => {
  const key = await tx
    .selectFrom('intake_key')
    .select(['version', 'public_key'])
    .where('organisation_id', '=', organisation_id)
    .where('retired_at', 'is', null)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!key) throw new Problem('not_found', 'organisation.unknown')
  const sealed = sealTo(key.public_key, named(interpreter_id), Buffer.from(JSON.stringify(details)))
  return { intake_version: key.version, sealed }
}

export type OpenInterpreter = (row: {
  interpreter_id: string
  intake_version: number
  sealed: Buffer
}) => Promise<SealedInterpreter>

/** Whose record has ended: bookings and books still point to the row. */
const nobodyAnyMore: SealedInterpreter = {
  ...{ names: [], phone: '', email: '', birth_year: null, agency: '', communities: [], notes: '', block_reason: '' },
}

/** Each version of the house's key is unwrapped once, however many rows there are. */
export const interpreterOpener = (tx: Tx, vault: Vault, organisation_id: string): OpenInterpreter => {
  const pairs = new Map<number, Promise<KeyPair>>()
  return async ({ interpreter_id, intake_version, sealed }) => {
    if (sealed.length === 0) return nobodyAnyMore
    const pair = pairs.get(intake_version) ?? vault.intakeKeyPair(tx, organisation_id, intake_version)
    pairs.set(intake_version, pair)
    const { public_key, private_key } = await pair
    return SealedInterpreter.parse(
      JSON.parse(openWith(private_key, public_key, named(interpreter_id), sealed).toString()),
    )
  }
}

export interface InterpreterRow {
  interpreter_id: string
  kind: string
  gender: string
  status: string
  province: string | null
  modes: string[]
  emergency: boolean
  zone: string
  intake_version: number
  sealed: Buffer
  changed_at: Moment
  version: number
  languages: Spoken[]
  vetting: (Vetted & { by_id: string })[]
  hours: WeeklyHours[]
  off: Off[]
  rates: Rate[]
}

const each = (of: string, columns: string, order: string) =>
  sql.raw(`coalesce((select jsonb_agg(jsonb_build_object(${columns}) order by ${order}) from ${of} x
    where x.organisation_id = i.organisation_id and x.interpreter_id = i.interpreter_id), '[]')`)

/** Rates come only to those whose policy shows them. */
export const listInterpreterRows = async (
  tx: Tx,
  organisation_id: string,
  only?: string,
): Promise<InterpreterRow[]> => {
  const { rows } = await sql<InterpreterRow>`
    select i.interpreter_id, i.kind, i.gender, i.status, i.province, i.modes, i.emergency, i.zone, i.intake_version, i.sealed,
      i.changed_at, i.version,
      ${each('interpreter_language', `'language', x.language, 'dialect', nullif(x.dialect, ''), 'level', x.level, 'both_ways', x.both_ways`, 'x.language, x.dialect')} as languages,
      ${each('interpreter_vetting', `'step', x.step, 'done_on', x.done_on, 'valid_until', x.valid_until, 'by_id', x.by_id`, 'x.step')} as vetting,
      ${each('interpreter_hours', `'weekday', x.weekday, 'from', x.from_time, 'until', x.until_time`, 'x.weekday, x.from_time')} as hours,
      ${each('interpreter_off', `'from_on', x.from_on, 'until_on', x.until_on`, 'x.from_on')} as off,
      ${each(
        'interpreter_rate',
        `'from_on', x.from_on, 'mode', nullif(x.mode, ''), 'cents', x.cents, 'unit_minutes', x.unit_minutes, 'minimum_minutes', x.minimum_minutes,
         'rounding', x.rounding, 'travel_cents_per_km', x.travel_cents_per_km, 'currency', x.currency`,
        'x.from_on desc, x.mode',
      )} as rates
    from interpreter i
    where i.organisation_id = ${organisation_id} and i.forgotten_on is null and (${only ?? null}::uuid is null or i.interpreter_id = ${only ?? null}::uuid)
    order by i.interpreter_id limit 1000`.execute(tx)
  return rows
}

interface Kept {
  kind: string
  gender: string
  province: string | null
  modes: string[]
  emergency: boolean
  zone: string
  intake_version: number
  sealed: Buffer
}

/** False when it was changed elsewhere, or is there already. */
export const keepInterpreterRow = async (
  tx: Tx,
  organisation_id: string,
  interpreter_id: string,
  version: number,
  row: Kept,
): Promise<boolean> => {
  if (version === 0) {
    const made = await tx
      .insertInto('interpreter')
      .values({ organisation_id, interpreter_id, ...row })
      .onConflict((on) => on.doNothing())
      .executeTakeFirst()
    return made.numInsertedOrUpdatedRows === 1n
  }
  return changeInterpreterRow(tx, organisation_id, interpreter_id, version, row)
}

/** Locks the row to the end of the transaction, so that nobody is confirmed on what is being changed. */
export const changeInterpreterRow = async (
  tx: Tx,
  organisation_id: string,
  interpreter_id: string,
  version: number,
  change: Partial<Kept> & { status?: string },
): Promise<boolean> => {
  const done = await tx
    .updateTable('interpreter')
    .set({ ...change, changed_at: sql<string>`guard.clock()`, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('interpreter_id', '=', interpreter_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

interface Parts {
  languages: readonly Spoken[]
  hours: readonly WeeklyHours[]
  off: readonly Off[]
  rates: readonly Rate[]
}

export const replaceParts = async (tx: Tx, organisation_id: string, interpreter_id: string, parts: Parts) => {
  const of = { organisation_id, interpreter_id }
  for (const table of ['interpreter_language', 'interpreter_hours', 'interpreter_off', 'interpreter_rate'] as const)
    await tx
      .deleteFrom(table)
      .where('organisation_id', '=', organisation_id)
      .where('interpreter_id', '=', interpreter_id)
      .execute()
  const languages = parts.languages.map((spoken) => ({ ...of, ...spoken, dialect: spoken.dialect ?? '' }))
  if (languages.length > 0) await tx.insertInto('interpreter_language').values(languages).execute()
  const hours = parts.hours.map(({ weekday, from, until }) => ({ ...of, weekday, from_time: from, until_time: until }))
  if (hours.length > 0) await tx.insertInto('interpreter_hours').values(hours).execute()
  const off = parts.off.map((days) => ({ ...of, ...days }))
  if (off.length > 0) await tx.insertInto('interpreter_off').values(off).execute()
  const rates = parts.rates.map((rate) => ({ ...of, ...rate, mode: rate.mode ?? '' }))
  if (rates.length > 0) await tx.insertInto('interpreter_rate').values(rates).execute()
}

export const keepStep = async (
  tx: Tx,
  organisation_id: string,
  interpreter_id: string,
  { step, done_on, valid_until }: { step: string; done_on: Day | null; valid_until: Day | null },
) => {
  await tx
    .deleteFrom('interpreter_vetting')
    .where('organisation_id', '=', organisation_id)
    .where('interpreter_id', '=', interpreter_id)
    .where('step', '=', step)
    .execute()
  if (done_on === null) return
  await tx
    .insertInto('interpreter_vetting')
    .values({ organisation_id, interpreter_id, step, done_on, valid_until })
    .execute()
}

export interface Came {
  attended: number
  missed: number
  understood: number
  felt_safe: number
  asked: number
  last_on: Day | null
}
export const findCame = async (tx: Tx, interpreter_id: string): Promise<Came> => {
  const { rows } = await sql<Came>`
    select attended, missed, understood, felt_safe, asked, last_on from guard.interpreter_came(${interpreter_id})`.execute(
    tx,
  )
  return rows[0]!
}

export const findKept = async (tx: Tx, interpreter_id: string): Promise<KeptFrom | undefined> =>
  (await sql<KeptFrom>`select * from guard.interpreter_kept(${interpreter_id})`.execute(tx)).rows[0]

/** As the owner: of every register of the house. */
export const listKept = async (tx: Tx): Promise<(KeptFrom & { organisation_id: string; interpreter_id: string })[]> =>
  (
    await sql<KeptFrom & { organisation_id: string; interpreter_id: string }>`
      select organisation_id, interpreter_id, status, changed_on::text, last_on::text, books_on::text
      from guard.interpreters_kept(null, null)`.execute(tx)
  ).rows

export const forgetInterpreter = (tx: Tx, organisation_id: string, interpreter_id: string, on: Day) =>
  sql`select guard.forget_interpreter(${organisation_id}, ${interpreter_id}, ${on}::date)`.execute(tx)

export const listStaffNames = async (tx: Tx, organisation_id: string): Promise<Map<string, string>> => {
  const rows = await tx
    .selectFrom('staff')
    .select(['staff_id', 'name'])
    .where('organisation_id', '=', organisation_id)
    .execute()
  return new Map(rows.map(({ staff_id, name }) => [staff_id, name]))
}
