// The rows of links at the desk: made, given a new code, revoked, listed. What a link is found and opened by goes in and
// never comes out again.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day, Moment } from '#kit/day.ts'
import { codeKeys, firstName, type LinkKeys, sealForLink, secretKeys } from './keys.store.ts'
import { type CodeBy, type LinkPurpose, mostTries, type NewLink } from './link.ts'
import type { LinkCode } from './secret.ts'

interface Making extends NewLink {
  organisation_id: string
  case_id: string | null
  purpose: LinkPurpose
  /** What it is about: a referral outside, a service. */
  ref_id: string
  made_by: string
  /** The institution that reads through it, where it is one that reads. */
  for_whom?: string
  expires_at: Moment
  /** What the link opens first. */
  carries: unknown
}

/** Writes a link and gives the public halves of its keys, for whatever else it shall open. */
export const makeLink = async (tx: Tx, making: Making): Promise<LinkKeys> => {
  const { secret, code, carries, ...row } = making
  const { token_hash, code_salt, public_key: link_key } = secretKeys(secret)
  const { code_check, public_key: code_key } = await codeKeys(code, code_salt)
  const keys = { link_key, code_key }
  const sealed = sealForLink(keys, firstName, carries)
  await tx
    .insertInto('single_use_link')
    .values({ ...row, ...keys, token_hash, code_salt, code_check, sealed })
    .execute()
  return keys
}

const shown = [
  'organisation_id',
  'link_id',
  'case_id',
  'ref_id',
  'link_key',
  'code_salt',
  'code_key',
  'tries_left',
  'link_by',
  'code_by',
  'made_by',
  'for_whom',
  'made_at',
  'expires_at',
  'used_at',
  'revoked_at',
  'version',
] as const

const links = (tx: Tx, organisation_id: string, purpose: LinkPurpose) =>
  tx
    .selectFrom('single_use_link')
    .select(shown)
    .where('organisation_id', '=', organisation_id)
    .where('purpose', '=', purpose)

export const listLinksOf = (tx: Tx, organisation_id: string, ref_id: string) =>
  links(tx, organisation_id, 'service_update').where('ref_id', '=', ref_id).orderBy('made_at', 'desc').execute()
export type LinkRow = Awaited<ReturnType<typeof listLinksOf>>[number]

export const listLinksInFile = (tx: Tx, organisation_id: string, case_id: string) =>
  links(tx, organisation_id, 'referral').where('case_id', '=', case_id).execute()

/** By what it is about: the last day a service was asked about its record, of links that were not taken back. */
export const listAskedSince = async (tx: Tx, organisation_id: string, since: Day): Promise<[string, Day][]> => {
  const rows = await tx
    .selectFrom('single_use_link')
    .select(['ref_id', sql<Day>`max((made_at at time zone 'UTC')::date)`.as('asked_on')])
    .where('organisation_id', '=', organisation_id)
    .where('purpose', '=', 'service_update')
    .where('revoked_at', 'is', null)
    .where('made_at', '>=', since)
    .groupBy('ref_id')
    .execute()
  return rows.map(({ ref_id, asked_on }) => [ref_id, asked_on])
}

export const listReadingLinks = (tx: Tx, organisation_id: string) =>
  links(tx, organisation_id, 'directory').orderBy('made_at', 'desc').limit(200).execute()

export const findLink = (tx: Tx, organisation_id: string, link_id: string) =>
  links(tx, organisation_id, 'own_answers').where('link_id', '=', link_id).executeTakeFirst()

export interface FreshCode extends LinkKeys {
  code_check: Buffer
}

/** The keys of a new code for a link there is; nothing is written yet. */
export const freshCode = async (row: LinkRow, code: LinkCode): Promise<FreshCode> => {
  const { code_check, public_key: code_key } = await codeKeys(code, row.code_salt)
  return { link_key: row.link_key, code_key, code_check }
}

/** The same link under a new code: what it carries is sealed anew, the old code opens nothing. False when it changed. */
export const giveNewCode = async (
  tx: Tx,
  row: LinkRow,
  version: number,
  { fresh, code_by, carries }: { fresh: FreshCode; code_by: CodeBy; carries: unknown },
): Promise<boolean> => {
  const { code_key, code_check } = fresh
  const { numUpdatedRows } = await tx
    .updateTable('single_use_link')
    .set({
      code_key,
      code_check,
      code_by,
      sealed: sealForLink(fresh, firstName, carries),
      tries_left: mostTries,
      used_at: null,
      version: version + 1,
    })
    .where('organisation_id', '=', row.organisation_id)
    .where('link_id', '=', row.link_id)
    .where('version', '=', version)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export const revokeLink = async (tx: Tx, row: LinkRow, version: number, now: Moment): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('single_use_link')
    .set({ revoked_at: now, version: version + 1 })
    .where('organisation_id', '=', row.organisation_id)
    .where('link_id', '=', row.link_id)
    .where('version', '=', version)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export const listOpeningsInFile = (tx: Tx, organisation_id: string, case_id: string) =>
  tx
    .selectFrom('link_opening')
    .select(['link_id', 'opening_id', 'opened_at', 'reader_version', 'sealed_reader'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .orderBy('opened_at', 'desc')
    .limit(200)
    .execute()
