// Organisations and offices; policies narrow every row to one's own house and its partners.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Office, Partner, Settings } from './organisation.ts'

export const getOrganisation = (tx: Tx, organisation_id: string) =>
  tx
    .selectFrom('organisation')
    .where('organisation_id', '=', organisation_id)
    .select([
      'organisation_id',
      sql<'own' | 'partner'>`kind`.as('kind'),
      'name',
      'country',
      'province',
      'languages',
      'takes_reports',
      'takes_referrals',
      'language',
      'retention_months',
      'version',
    ])
    .executeTakeFirstOrThrow()

/** The new version, or undefined when it was changed meanwhile. */
export const updateOrganisation = async (tx: Tx, organisation_id: string, version: number, settings: Settings) =>
  (
    await tx
      .updateTable('organisation')
      .set({ ...settings, version: version + 1 })
      .where('organisation_id', '=', organisation_id)
      .where('version', '=', version)
      .returning('version')
      .executeTakeFirst()
  )?.version

export const findOffices = (tx: Tx, organisation_id: string): Promise<Office[]> =>
  tx
    .selectFrom('office')
    .where('organisation_id', '=', organisation_id)
    .select(['office_id', 'name', 'province', 'version'])
    .orderBy('name')
    .execute()

export interface NewOffice {
  organisation_id: string
  office_id: string
  name: string
  province: string | null
}
export const insertOffice = async (tx: Tx, office: NewOffice): Promise<void> => {
  await tx.insertInto('office').values(office).execute()
}

export const updateOffice = async (tx: Tx, office: NewOffice, version: number): Promise<number | undefined> =>
  (
    await tx
      .updateTable('office')
      .set({ name: office.name, province: office.province, version: version + 1 })
      .where('organisation_id', '=', office.organisation_id)
      .where('office_id', '=', office.office_id)
      .where('version', '=', version)
      .returning('version')
      .executeTakeFirst()
  )?.version

export const findPartners = (tx: Tx): Promise<Partner[]> =>
  tx
    .selectFrom('organisation')
    .where('kind', '=', 'partner')
    .where('takes_referrals', '=', true)
    .select(['organisation_id', 'name', 'country', 'province', 'languages', 'takes_referrals', 'leads_files'])
    .orderBy('name')
    .execute()

export interface NewPartner extends Pick<Partner, 'organisation_id' | 'name' | 'country' | 'province' | 'languages'> {
  office_id: string
  language: string
}
/** False for whoever may not. */
export const insertPartner = async (tx: Tx, partner: NewPartner): Promise<boolean> => {
  const { rows } = await sql<{ done: boolean }>`select guard.add_partner(${partner.organisation_id}, ${partner.name},
    ${partner.country}, ${partner.province}, ${partner.languages}::text[], ${partner.language},
    ${partner.office_id}) as done`.execute(tx)
  return rows[0]?.done === true
}

export const letLead = async (tx: Tx, organisation_id: string, leads_files: boolean): Promise<string> =>
  (await sql<{ said: string }>`select guard.let_lead(${organisation_id}, ${leads_files}) as said`.execute(tx)).rows[0]!
    .said
