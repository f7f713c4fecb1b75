// What a search asks of the database: which files may be opened, in one question of ids and versions through the policies;
// and the sealed rows of the few whose names are not yet open.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'

export interface Searchable {
  organisation_id: string
  case_id: string
  version: number
  /** Null where the section identity is not open to whoever asks, or nothing is written there. */
  identity_version: number | null
}

interface Reach {
  organisation_id: string
  on_the_case: boolean
  office_id: string | undefined
}

/** Asked anew at every search: what may be opened is never remembered. A file whose key is gone is not among them. */
export const listSearchable = async (
  tx: Tx,
  { organisation_id, on_the_case, office_id }: Reach,
): Promise<Searchable[]> => {
  const within = on_the_case
    ? sql`f.case_id = any((select e.my_cases from entered e)::uuid[])`
    : office_id
      ? sql`f.organisation_id = ${organisation_id} and f.office_id = ${office_id}`
      : sql`f.organisation_id = ${organisation_id}`
  // In one text: thousands of rows of three words each cost more to take apart than to find.
  const { rows } = await sql<{ found: string | null }>`
    select string_agg(f.case_id || ' ' || f.version || ' ' || coalesce(i.version::text, '') || ' '
      || case when f.organisation_id = ${organisation_id} then '' else f.organisation_id::text end, ',') as found
    from case_file f left join guard.identities_open() i on i.case_id = f.case_id
    where ${within}`.execute(tx)
  return (rows[0]?.found?.split(',') ?? []).map((each) => {
    const [case_id = '', version, identity, other] = each.split(' ')
    return {
      organisation_id: other || organisation_id,
      case_id,
      version: Number(version),
      identity_version: identity ? Number(identity) : null,
    }
  })
}

/** Of the files one may open, those closed as a duplicate, and the file that is kept. */
export const listMerged = (tx: Tx, organisation_id: string) =>
  tx
    .selectFrom('file_merge')
    .select(['case_id', 'other_case_id'])
    .where('organisation_id', '=', organisation_id)
    .where('part', '=', 'merged')
    .where('undone_at', 'is', null)
    .execute()

interface WithKeys {
  organisation_id: string
  case_id: string
  version: number
  keys: { version: number; wrapped: string }[] | null
}
export interface SealedCard extends WithKeys {
  reference: string
  stage: string
  status: string
  sealed_card: Buffer
}
export interface SealedIdentity extends WithKeys {
  sealed: Buffer
}

export const listSealedCards = async (tx: Tx, case_ids: string[]): Promise<SealedCard[]> => {
  const { rows } = await sql<SealedCard>`
    select f.organisation_id, f.case_id, f.reference, f.stage, f.status, f.version, f.sealed_card, k.keys
    from case_file f
    left join lateral (
      select json_agg(json_build_object('version', k.version, 'wrapped', encode(k.wrapped, 'base64')) order by k.version desc) as keys
      from case_key k where k.organisation_id = f.organisation_id and k.case_id = f.case_id
    ) k on true
    where f.case_id = any(${case_ids}::uuid[])`.execute(tx)
  return rows
}

export const listSealedIdentities = async (tx: Tx, case_ids: string[]): Promise<SealedIdentity[]> => {
  const { rows } = await sql<SealedIdentity>`
    select i.organisation_id, i.case_id, i.version, i.sealed, k.keys
    from person_identity i
    left join lateral (
      select json_agg(json_build_object('version', k.version, 'wrapped', encode(k.wrapped, 'base64')) order by k.version desc) as keys
      from case_key k where k.organisation_id = i.organisation_id and k.case_id = i.case_id
    ) k on true
    where i.case_id = any(${case_ids}::uuid[])`.execute(tx)
  return rows
}

export interface Known {
  case_id: string | null
  ask: string | null
}
/** Counts as a question, whatever the answer. */
export const askPerhapsKnown = async (tx: Tx, marks: Buffer[]): Promise<Known[]> => {
  const { rows } = await sql<Known>`select case_id, ask from guard.perhaps_known(${marks})`.execute(tx)
  return rows
}
