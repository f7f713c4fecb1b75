// Asks the database about accounts and sessions through its definer functions; the tables themselves stay closed.
import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import type { Vault } from '#vault/vault.store.ts'
import type { SignedInDevice } from './account.ts'

export const newSecret = (): string => randomBytes(32).toString('base64url')
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

const first = async <T>(tx: Tx, query: ReturnType<typeof sql<T>>): Promise<T | undefined> =>
  (await query.execute(tx)).rows[0]

/** Whom an attempt is counted against, and where it came from: keyed marks, so the table lists nobody. */
export interface Marks {
  account: Buffer
  address: Buffer
}
export const marksOf = (vault: Vault, account: string, address: string): Marks => ({
  account: vault.fingerprint(Buffer.from(`attempt on ${account}`)),
  address: vault.fingerprint(Buffer.from(`attempt from ${address}`)),
})

/** `busy`: another attempt on this account is being checked this moment. */
export const mayTry = async (tx: Tx, marks: Marks): Promise<'go' | 'wait' | 'busy'> => {
  const row = await first(
    tx,
    sql<{ may: 'go' | 'wait' | 'busy' }>`select guard.may_try(${marks.account}, ${marks.address}) as may`,
  )
  return row?.may ?? 'wait'
}

export const countAttempt = async (tx: Tx, marks: Marks, was_right: boolean): Promise<void> => {
  await sql`select guard.count_attempt(${marks.account}, ${marks.address}, ${was_right})`.execute(tx)
}

export interface Found {
  staff_id: string
  password_hash: string | null
  second_factor: boolean
}
export const findAccount = (tx: Tx, email: string): Promise<Found | undefined> =>
  first(tx, sql<Found>`select staff_id, password_hash, second_factor from guard.sign_in_lookup(${email})`)

export type ChallengeKind = 'code' | 'passkey' | 'new_passkey'
export const keepChallenge = async (tx: Tx, challenge: string, kind: ChallengeKind, staff_id: string | null) => {
  await sql`select guard.keep_challenge(${hashOf(challenge)}, ${kind}, ${staff_id})`.execute(tx)
}
export const findChallenge = async (tx: Tx, challenge: string, kind: ChallengeKind): Promise<string | undefined> =>
  (await first(tx, sql<{ staff_id: string }>`select staff_id from guard.find_challenge(${hashOf(challenge)}, ${kind})`))
    ?.staff_id
/** True once and in time. */
export const takeChallenge = async (tx: Tx, challenge: string, kind: ChallengeKind): Promise<boolean> =>
  (await first(tx, sql<{ taken: boolean }>`select guard.take_challenge(${hashOf(challenge)}, ${kind}) as taken`))
    ?.taken === true

/** From here on this transaction speaks as this staff member. */
export const enterAs = async (tx: Tx, token: string): Promise<void> => {
  await sql`select set_config('amparo.token', ${token}, true)`.execute(tx)
}

export interface NewSession {
  session_id: string
  token: string
}
/** Undefined for someone who does not work here now. Whoever calls has checked who it is. */
export const startSession = async (
  tx: Tx,
  staff_id: string,
  device: string,
  with_second_factor: boolean,
): Promise<NewSession | undefined> => {
  const session = { session_id: newId(), token: newSecret() }
  const started = await first(
    tx,
    sql<{ started: boolean }>`select guard.start_session(${staff_id}, ${session.session_id}, ${hashOf(session.token)},
      ${device}, ${with_second_factor}) as started`,
  )
  if (started?.started !== true) return undefined
  await enterAs(tx, session.token)
  return session
}

export const endThisSession = async (tx: Tx): Promise<boolean> =>
  (await first(tx, sql<{ ended: boolean }>`select guard.end_session() as ended`))?.ended === true

export const endMySessions = async (tx: Tx, session_id: string | null): Promise<number> =>
  (await first(tx, sql<{ ended: number }>`select guard.end_my_session(${session_id}) as ended`))?.ended ?? 0

export const findMySessions = async (tx: Tx): Promise<SignedInDevice[]> =>
  (await sql<SignedInDevice>`select * from guard.my_sessions()`.execute(tx)).rows

export const markSecondFactor = async (tx: Tx): Promise<void> => {
  await sql`select guard.show_second_factor()`.execute(tx)
}

export const setPassword = async (tx: Tx, hash: string): Promise<void> => {
  await sql`select guard.set_password(${hash})`.execute(tx)
}

export interface Me {
  staff_id: string
  name: string
  email: string
  language: string
  organisation_name: string
  organisation_kind: 'own' | 'partner'
}
export const findMe = (tx: Tx, staff_id: string): Promise<Me | undefined> =>
  tx
    .selectFrom('staff')
    .innerJoin('organisation', 'organisation.organisation_id', 'staff.organisation_id')
    .where('staff.staff_id', '=', staff_id)
    .select([
      'staff.staff_id',
      'staff.name',
      'staff.email',
      'staff.language',
      'organisation.name as organisation_name',
      sql<'own' | 'partner'>`organisation.kind`.as('organisation_kind'),
    ])
    .executeTakeFirst()

export const setLanguage = async (tx: Tx, staff_id: string, language: string): Promise<void> => {
  await tx.updateTable('staff').set({ language }).where('staff_id', '=', staff_id).execute()
}
