// How a room answers an endpoint: it writes only the middle. Who asks, on which file and on which basis is settled by
// the gate before the handler runs, and the journal is written after it, in the same transaction.

import type { Actor, Decision, Section, Subject } from '#access/access.ts'
import type { Facts } from '#facts/facts.ts'
import type { JournalNote } from '#journal/journal.ts'
import type { Database, Tx } from '#kit/database.ts'
import type { Day, Moment } from '#kit/day.ts'
import type { AnyEndpoint, InputOf, ReplyOf } from '#kit/endpoint.ts'
import type { Question } from '#kit/together.ts'
import type { Vault } from '#vault/vault.store.ts'

/** What every answer may lean on, made once when the server starts. */
export interface House {
  database: Database
  vault: Vault
  facts: Facts
  demo: boolean
  public_url: string | undefined
}

export interface Visitor {
  /** The address a limit counts by; never stored. */
  address: string
  device: string
  language: string
}

export interface Asked<In> {
  input: In
  tx: Tx
  house: House
  vault: Vault
  facts: Facts
  today: Day
  now: Moment
  visitor: Visitor
  /** Sets or clears the session cookie of the reply. */
  keepSession: (token: string | null) => void
}

export interface AskedByStaff<In> extends Asked<In> {
  actor: Actor
  /** Adds to the journal entry that the gate writes for this request. */
  note: (note: JournalNote) => void
  /** Whether this actor may do another action, on this file when the request is about one. */
  may: (action: string) => Decision
}

/** The file a request with a `case_id` is about, after the gate allowed the action on it. */
export interface OpenedFile extends Subject, Decision {
  case_id: string
}

export interface AskedOnFile<In> extends AskedByStaff<In> {
  file: OpenedFile
  /** Throws `not_found` unless the action opened this section. */
  demand: (section: Section) => void
}

type AskedFor<E> = E extends { action: 'public' }
  ? Asked<InputOf<E>>
  : InputOf<E> extends { case_id: string }
    ? AskedOnFile<InputOf<E>>
    : AskedByStaff<InputOf<E>>

/** What a function of the guard answers that enters, decides, reads and journals in one statement. */
export interface Once {
  actor: Actor
  /** What a decision needs to know of the file; nothing where the question is about no file. */
  subject?: Subject
  /** The basis the guard wrote into the journal. */
  basis: string
  row: unknown
}

/** What a statement of the short way is made of. */
export interface AboutOnce<In> {
  input: In
  token: string
  /** Of the journal entry the guard writes. */
  entry_id: string
  vault: Vault
  today: Day
  /** How a write is known when it is sent again. */
  repeat: { idempotency_key: string; fingerprint: Buffer } | undefined
}

export type AskedOnce<In> = Pick<Asked<In>, 'input' | 'vault' | 'facts' | 'today'> &
  Pick<AskedByStaff<In>, 'actor' | 'may'> &
  (In extends { case_id: string } ? { file: OpenedFile } : object)

/**
 * The short way for what happens most. The guard answers nothing for whoever may not, and for what only the ordinary way
 * can tell; `tell` answers nothing when something is missing that only the ordinary way can fetch.
 */
export interface AtOnce<In, Out> {
  /** Nothing where the question goes beyond what the short way can answer. */
  statement(about: AboutOnce<In>): Question | undefined
  tell(asked: AskedOnce<In>, row: never): Out | undefined
}

export interface Answer {
  endpoint: AnyEndpoint
  handler: (asked: never) => Promise<unknown>
  at_once?: AtOnce<never, unknown>
}

/** `answer(openFile)(async ({ input, tx, file }) => …)`: the curried form keeps the types of both sides exact. */
export const answer =
  <E extends AnyEndpoint>(endpoint: E) =>
  (handler: (asked: AskedFor<E>) => Promise<ReplyOf<E>>, at_once?: AtOnce<InputOf<E>, ReplyOf<E>>): Answer => ({
    endpoint,
    handler: handler as Answer['handler'],
    ...(at_once && { at_once: at_once as AtOnce<never, unknown> }),
  })
