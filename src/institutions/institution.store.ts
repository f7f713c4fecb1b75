// The rows of institutions and of what was agreed with each. The policies give them to those of the house who may read them;
// who answers there lies sealed to it.
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '#kit/database.ts'
import type { Day, Moment } from '#kit/day.ts'
import type { PageKey } from '#kit/page.ts'
import { Problem } from '#kit/problem.ts'
import { type KeyPair, openWith, sealTo } from '#vault/sealed-box.ts'
import type { Vault } from '#vault/vault.store.ts'
import type { KeptInstitution, PathwayStep } from './institution.ts'

interface Sealed {
  intake_version: number
  sealed: Buffer
}

/** What the contact of an institution, and with whom a pathway was agreed, are sealed as. */
export const placeOf = {
  contact: (institution_id: string) => `institution ${institution_id}`,
  pathway: (institution_id: string, version: number) => `institution pathway ${institution_id} ${version}`,
}

/** To the organisation: each row to the newest version of its intake key. */
export const sealerTo = async (tx: Tx, organisation_id: string): Promise<(place: string, value: unknown) => Sealed> => {
  const key = await tx
    .selectFrom('intake_key')
    .select(['version', 'public_key'])
    .where('organisation_id', '=', organisation_id)
    .where('retired_at', 'is', null)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!key) throw new Problem('not_found', 'organisation.unknown')
  return (place, value) => ({
    intake_version: key.version,
    sealed: sealTo(key.public_key, place, Buffer.from(JSON.stringify(value))),
  })
}

/** Each version of the house's key is unwrapped once, however many rows there are. */
export const openerOf = (tx: Tx, vault: Vault, organisation_id: string) => {
  const pairs = new Map<number, Promise<KeyPair>>()
  return async <S extends z.ZodType>(schema: S, place: string, row: Sealed): Promise<z.output<S>> => {
    const pair = pairs.get(row.intake_version) ?? vault.intakeKeyPair(tx, organisation_id, row.intake_version)
    pairs.set(row.intake_version, pair)
    const { private_key, public_key } = await pair
    return schema.parse(JSON.parse(openWith(private_key, public_key, place, row.sealed).toString()))
  }
}

export interface InstitutionRow extends Sealed {
  institution_id: string
  code: string
  name: string
  sector: string
  country: string
  province: string | null
  town: string
  status: string
  refresher_months: number
  changed_at: Moment
  version: number
  agreed_on: Day | null
  review_on: Day | null
}

export interface Wanted {
  organisation_id: string
  sector?: string | undefined
  province?: string | undefined
  status?: string | undefined
  /** The day of today, when only those are asked for whose pathway is to be looked at. */
  due?: Day | undefined
  words?: string | undefined
  only?: string
}

const chosen = (wanted: Wanted) => sql`
  from institution i left join lateral (
    select p.agreed_on, p.review_on from institution_pathway p
    where p.organisation_id = i.organisation_id and p.institution_id = i.institution_id order by p.version desc limit 1
  ) p on true
  where i.organisation_id = ${wanted.organisation_id}
    and (${wanted.only ?? null}::uuid is null or i.institution_id = ${wanted.only ?? null}::uuid)
    and (${wanted.sector ?? null}::text is null or i.sector = ${wanted.sector ?? null})
    and (${wanted.province ?? null}::text is null or i.province = ${wanted.province ?? null})
    and (${wanted.status ?? null}::text is null or i.status = ${wanted.status ?? null})
    and (${wanted.due ?? null}::date is null or p.review_on is null or p.review_on <= ${wanted.due ?? null}::date)
    and (${wanted.words ?? null}::text is null or strpos(lower(i.name || ' ' || i.town), lower(${wanted.words ?? null})) > 0)`

/** By name, from the key of the page before on. */
export const listInstitutionRows = async (
  tx: Tx,
  wanted: Wanted,
  size: number,
  after?: PageKey,
): Promise<InstitutionRow[]> => {
  const { rows } = await sql<InstitutionRow>`
    select i.institution_id, i.code, i.name, i.sector, i.country, i.province, i.town, i.status, i.refresher_months, i.intake_version,
      i.sealed, i.changed_at, i.version, p.agreed_on, p.review_on ${chosen(wanted)}
    and (${after?.value ?? null}::text is null or (i.name, i.institution_id) > (${after?.value ?? null}, ${after?.id ?? null}::uuid))
    order by i.name, i.institution_id limit ${size}`.execute(tx)
  return rows
}

export const countInstitutions = async (tx: Tx, wanted: Wanted): Promise<number> =>
  (await sql<{ total: number }>`select count(*) as total ${chosen(wanted)}`.execute(tx)).rows[0]!.total

export const getInstitutionRow = async (tx: Tx, organisation_id: string, only: string): Promise<InstitutionRow> => {
  const [row] = await listInstitutionRows(tx, { organisation_id, only }, 1)
  if (!row) throw new Problem('not_found', 'institutions.not_found')
  return row
}

type Kept = Omit<KeptInstitution, 'contact'> & Sealed

/** False when there is one already: a repeated request finds its own. */
export const insertInstitution = async (
  tx: Tx,
  row: Kept & { organisation_id: string; institution_id: string; code: string },
): Promise<boolean> => {
  const made = await tx
    .insertInto('institution')
    .values(row)
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return made.numInsertedOrUpdatedRows === 1n
}

/** The code it has had from the beginning; nothing when it was changed elsewhere. */
export const changeInstitution = async (
  tx: Tx,
  at: { organisation_id: string; institution_id: string; version: number },
  row: Kept,
): Promise<string | undefined> =>
  (
    await tx
      .updateTable('institution')
      .set({ ...row, changed_at: sql<string>`guard.clock()`, version: at.version + 1 })
      .where('organisation_id', '=', at.organisation_id)
      .where('institution_id', '=', at.institution_id)
      .where('version', '=', at.version)
      .returning('code')
      .executeTakeFirst()
  )?.code

export interface PathwayRow extends Sealed {
  version: number
  steps: PathwayStep[]
  agreed_on: Day
  review_on: Day
  kept_by_name: string
  kept_at: Moment
}

export const listPathwayRows = async (
  tx: Tx,
  organisation_id: string,
  institution_id: string,
): Promise<PathwayRow[]> => {
  const { rows } = await sql<PathwayRow>`
    select p.version, p.steps, p.agreed_on, p.review_on, coalesce(s.name, '') as kept_by_name, p.kept_at, p.intake_version, p.sealed
    from institution_pathway p
    left join staff s on s.organisation_id = p.organisation_id and s.staff_id = p.kept_by
    where p.organisation_id = ${organisation_id} and p.institution_id = ${institution_id}
    order by p.version desc limit 50`.execute(tx)
  return rows
}

/** False when somebody else wrote that version first. */
export const insertPathway = async (
  tx: Tx,
  row: Sealed & {
    organisation_id: string
    institution_id: string
    version: number
    steps: readonly PathwayStep[]
    agreed_on: Day
    review_on: Day
  },
): Promise<boolean> => {
  const made = await tx
    .insertInto('institution_pathway')
    .values({ ...row, steps: JSON.stringify(row.steps) })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return made.numInsertedOrUpdatedRows === 1n
}

export const reportsAtLeast = async (tx: Tx, institution_id: string): Promise<number> =>
  (await sql<{ n: number }>`select guard.institution_reports(${institution_id}) as n`.execute(tx)).rows[0]!.n

export const nameOfHouse = async (tx: Tx, organisation_id: string): Promise<string> =>
  (
    await tx
      .selectFrom('organisation')
      .select('name')
      .where('organisation_id', '=', organisation_id)
      .executeTakeFirstOrThrow()
  ).name

/** All of them, by what makes each the same. */
export const listPlaces = (
  tx: Tx,
  organisation_id: string,
): Promise<{ name: string; province: string | null; town: string }[]> =>
  tx
    .selectFrom('institution')
    .select(['name', 'province', 'town'])
    .where('organisation_id', '=', organisation_id)
    .execute()
