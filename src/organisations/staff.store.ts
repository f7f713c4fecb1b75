// The people of an organisation, through the functions that ask by themselves who may.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { StaffMember } from './staff.ts'

export const findStaff = async (tx: Tx, organisation_id: string): Promise<StaffMember[]> =>
  (await sql<StaffMember>`select * from guard.staff_of(${organisation_id})`.execute(tx)).rows

export interface Invited {
  organisation_id: string
  staff_id: string
  office_id: string | null
  name: string
  email: string
  roles: string[]
  language: string
  invitation_id: string
  link_hash: Buffer
}
export const insertInvited = async (tx: Tx, who: Invited): Promise<boolean> => {
  const { rows } = await sql<{ done: boolean }>`select guard.invite_staff(${who.organisation_id}, ${who.staff_id},
    ${who.office_id}, ${who.name}, ${who.email}, ${who.roles}::text[], ${who.language}, ${who.invitation_id},
    ${who.link_hash}) as done`.execute(tx)
  return rows[0]?.done === true
}

export const replaceInvitation = async (tx: Tx, staff_id: string, invitation_id: string, link_hash: Buffer) => {
  const { rows } = await sql<{
    done: boolean
  }>`select guard.renew_invitation(${staff_id}, ${invitation_id}, ${link_hash}) as done`.execute(tx)
  return rows[0]?.done === true
}

export interface Invitation {
  staff_id: string
  email: string
  name: string
  organisation_name: string
}
export const findInvitation = async (tx: Tx, link_hash: Buffer): Promise<Invitation | undefined> =>
  (await sql<Invitation>`select * from guard.find_invitation(${link_hash})`.execute(tx)).rows[0]

/** The account that opened; null when the link was used meanwhile. */
export const spendInvitation = async (tx: Tx, link_hash: Buffer, password_hash: string): Promise<string | null> => {
  const { rows } = await sql<{
    staff_id: string | null
  }>`select guard.accept_invitation(${link_hash}, ${password_hash}) as staff_id`.execute(tx)
  return rows[0]?.staff_id ?? null
}

/** The new version; 0: changed meanwhile, -1: not allowed for this person, null: nobody one looks after. */
export const updateStaff = async (tx: Tx, staff_id: string, roles: string[], office_id: string, version: number) => {
  const { rows } = await sql<{
    version: number | null
  }>`select guard.change_staff(${staff_id}, ${roles}::text[], ${office_id}, ${version}) as version`.execute(tx)
  return rows[0]?.version ?? null
}

export const endStaffMember = async (tx: Tx, staff_id: string, version: number): Promise<number | null> => {
  const { rows } = await sql<{
    version: number | null
  }>`select guard.end_staff(${staff_id}, ${version}) as version`.execute(tx)
  return rows[0]?.version ?? null
}
