// All a holder of link and code may do in the database: the role of the public door reads no table and calls these.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { LinkPurpose } from './link.ts'

/** How a link proves itself at every step. */
export interface Proof {
  token_hash: Buffer
  code_check: Buffer
}

export interface Tried {
  purpose: LinkPurpose
  organisation: string
  intake_version: number
  intake_key: Buffer
}

/** Nothing for whatever opens nothing, whyever; a wrong code costs a try. */
export const tryLink = async (tx: Tx, { token_hash, code_check }: Proof): Promise<Tried | undefined> =>
  (await sql<Tried>`select * from guard.door_link_try(${token_hash}, ${code_check})`.execute(tx)).rows[0]

/** What a link to a service's own record carries; nothing for any other. */
export const openLink = async (tx: Tx, { token_hash, code_check }: Proof): Promise<Buffer | null> => {
  const { rows } = await sql<{ sealed: Buffer | null }>`
    select guard.door_link_open(${token_hash}, ${code_check}) as sealed`.execute(tx)
  return rows[0]?.sealed ?? null
}

/** Whose directory a link opens to professionals, and where it stands. */
export const enterDirectory = async (tx: Tx, { token_hash, code_check }: Proof) =>
  (
    await sql<{ organisation_id: string; mark: string }>`
      select * from guard.door_directory_enter(${token_hash}, ${code_check})`.execute(tx)
  ).rows[0]

/** Every record of that directory, as far as professionals may read it. */
export const readDirectory = async (tx: Tx, { token_hash, code_check }: Proof) =>
  (
    await sql<{ kind: 'provider' | 'service'; record: unknown }>`
      select * from guard.door_directory_read(${token_hash}, ${code_check})`.execute(tx)
  ).rows

export interface OpenedReferral {
  external_id: string
  status: 'sent' | 'accepted'
  until: string
  may_answer: boolean
  may_ask: boolean
  sealed: Buffer
  sealed_slice: Buffer | null
  sealed_reply: Buffer | null
}

interface Reading {
  opening_id: string
  intake_version: number
  sealed_reader: Buffer
}

export const openReferral = async (tx: Tx, proof: Proof, reading: Reading): Promise<OpenedReferral | undefined> => {
  const { rows } = await sql<OpenedReferral>`select * from guard.door_external_open(${proof.token_hash},
    ${proof.code_check}, ${reading.opening_id}, ${reading.intake_version}, ${reading.sealed_reader})`.execute(tx)
  return rows[0]
}

export type OutsideAnswer = 'accepted' | 'declined' | 'ended' | 'asked'

interface Answering {
  answer: OutsideAnswer
  reason: string | null
  sealed: Buffer | null
  entry_id: string
}

/** False when it was answered meanwhile, or nothing opens any more. */
export const answerOutside = async (tx: Tx, proof: Proof, given: Answering): Promise<boolean> => {
  const { rows } = await sql<{ done: boolean }>`select guard.door_external_answer(${proof.token_hash},
    ${proof.code_check}, ${given.answer}, ${given.reason}, ${given.sealed}, ${given.entry_id}) as done`.execute(tx)
  return rows[0]?.done ?? false
}

interface ServiceAnswer {
  suggestion_id: string
  /** Empty: all is right. */
  changes: Record<string, unknown>
  words: string | null
  /** How long its word holds. */
  days: number
}

export const answerForService = async (tx: Tx, proof: Proof, given: ServiceAnswer): Promise<boolean> => {
  const { rows } = await sql<{ done: boolean }>`select guard.door_service_answer(${proof.token_hash},
    ${proof.code_check}, ${given.suggestion_id}, ${JSON.stringify(given.changes)}::jsonb, ${given.words},
    ${given.days}) as done`.execute(tx)
  return rows[0]?.done ?? false
}

export interface OwnOpened {
  link_id: string
  step: number
  state: 'offered' | 'answering' | 'put_off'
  sealed_state: Buffer
  zone: string
}

export const openOwn = async (tx: Tx, proof: Proof, isFirst: boolean): Promise<OwnOpened | undefined> =>
  (
    await sql<OwnOpened>`
      select * from guard.door_own_open(${proof.token_hash}, ${proof.code_check}, ${isFirst})`.execute(tx)
  ).rows[0]

interface OwnStep {
  expected: number
  state: 'answering' | 'put_off' | 'stopped' | 'done'
  sealed_state: Buffer
  home_version: number
  sealed_home: Buffer
  /** What a protocol is opened with, when an answer asks for one. */
  protocol: object | null
}

/** `stale`: she was faster in another window; nothing where the link opens nothing any more. */
export const keepOwn = async (tx: Tx, proof: Proof, step: OwnStep): Promise<'kept' | 'stale' | null> => {
  const { expected, state, sealed_state, home_version, sealed_home, protocol } = step
  const { rows } = await sql<{ done: 'kept' | 'stale' | null }>`select guard.door_own_keep(${proof.token_hash},
    ${proof.code_check}, ${expected}, ${state}, ${sealed_state}, ${home_version}, ${sealed_home},
    ${protocol && JSON.stringify(protocol)}::jsonb) as done`.execute(tx)
  return rows[0]?.done ?? null
}

export interface OpenedBooking {
  booking_id: string
  status: 'offered' | 'confirmed' | 'attended' | 'rated'
  answer: 'yes' | null
  /** Its end has passed. */
  over: boolean
  said_minutes: number | null
  sealed: Buffer
  sealed_meet: Buffer | null
}

/** The one appointment an interpreter was asked for; nothing a day after its end. */
export const openBooking = async (tx: Tx, { token_hash, code_check }: Proof): Promise<OpenedBooking | undefined> =>
  (await sql<OpenedBooking>`select * from guard.door_interpreter_open(${token_hash}, ${code_check})`.execute(tx))
    .rows[0]

/** False when it was answered already, or opens nothing any more. */
export const answerBooking = async (
  tx: Tx,
  { token_hash, code_check }: Proof,
  answer: 'yes' | 'no',
  conflict: 'none' | 'doubt' | null,
): Promise<boolean> => {
  const { rows } = await sql<{ done: boolean }>`
    select guard.door_interpreter_answer(${token_hash}, ${code_check}, ${answer}, ${conflict}) as done`.execute(tx)
  return rows[0]?.done ?? false
}

export const sayMinutes = async (tx: Tx, { token_hash, code_check }: Proof, minutes: number): Promise<boolean> => {
  const { rows } = await sql<{ done: boolean }>`
    select guard.door_interpreter_minutes(${token_hash}, ${code_check}, ${minutes}) as done`.execute(tx)
  return rows[0]?.done ?? false
}
