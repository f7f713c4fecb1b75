// What somebody with a link and its code may do: open it, answer once. Link and code are proved anew at every step; a
// wrong code costs a try each time, and whatever opens nothing gives the same, whyever.

import { DirectoryService } from '#directory/directory.ts'
import type { Directory } from '#directory/service.rules.ts'
import type { Database, Tx } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import { Problem } from '#kit/problem.ts'
import * as door from '#links/door.store.ts'
import { firstName, openForLink } from '#links/keys.store.ts'
import { LinkProver, type Proven } from '#links/prover.store.ts'
import { ExternalSlice, OutsideSummary, OutsideWords } from '#referrals/external.ts'
import { replyOf, sealWordsHome, sliceOf } from '#referrals/external-sealed.store.ts'
import type { SlowHash } from '#vault/slow-process.ts'
import { type InterpreterView, readBooking } from './interpreter.ts'
import { ProfessionalDirectories } from './professionals.ts'

/** What was typed to open a link. */
export interface Keyed {
  link: string
  code: string
  /** Name and post of whoever reads, as they say. */
  reader: string
}

export interface OutsideView {
  kind: 'referral'
  external_id: string
  organisation: string
  status: 'sent' | 'accepted'
  until: string
  may_answer: boolean
  may_ask: boolean
  summary: OutsideSummary
  slice: ExternalSlice | null
  reply: string | null
}
export interface ServiceView {
  kind: 'service_update'
  organisation: string
  record: DirectoryService
}
export interface DirectoryView {
  kind: 'directory'
  organisation: string
  directory: Directory
}
export type View = OutsideView | ServiceView | DirectoryView | InterpreterView

export class LinkVisits {
  readonly #database: Database
  readonly #prover: LinkProver
  readonly #directories: ProfessionalDirectories

  constructor(database: Database, hash: SlowHash) {
    this.#database = database
    this.#directories = new ProfessionalDirectories(database)
    this.#prover = new LinkProver(database, hash)
  }

  #ask<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#database.transaction({ token: '' }, work)
  }

  async #openReferral(proven: Proven, reader: string): Promise<OutsideView | undefined> {
    const { proof, tried } = proven
    const opening_id = newId()
    const sealed_reader = sealWordsHome(tried, `reader ${opening_id}`, reader.slice(0, 200))
    const reading = { opening_id, intake_version: tried.intake_version, sealed_reader }
    const found = await this.#ask((tx) => door.openReferral(tx, proof, reading))
    if (!found) return undefined
    const { external_id, sealed, sealed_slice, sealed_reply, ...state } = found
    const open = (name: string, bytes: Buffer | null) => (bytes ? openForLink(proven, name, bytes) : null)
    return {
      kind: 'referral',
      ...state,
      external_id,
      organisation: tried.organisation,
      summary: OutsideSummary.parse(open(firstName, sealed)),
      slice: ExternalSlice.nullable().parse(open(sliceOf(external_id), sealed_slice)),
      reply: OutsideWords.nullable().parse(open(replyOf(external_id), sealed_reply))?.words ?? null,
    }
  }

  async #openService(proven: Proven): Promise<ServiceView | undefined> {
    const sealed = await this.#ask((tx) => door.openLink(tx, proven.proof))
    if (!sealed) return undefined
    const record = DirectoryService.parse(openForLink(proven, firstName, sealed))
    return { kind: 'service_update', organisation: proven.tried.organisation, record }
  }

  async open(keyed: Keyed): Promise<View | undefined> {
    const proven = await this.#prover.prove(keyed)
    if (!proven) return undefined
    const { purpose, organisation } = proven.tried
    if (purpose === 'referral') return this.#openReferral(proven, keyed.reader)
    if (purpose === 'interpreter') {
      const opened = await this.#ask((tx) => door.openBooking(tx, proven.proof))
      return opened && readBooking(proven, opened)
    }
    if (purpose !== 'directory') return this.#openService(proven)
    const directory = await this.#directories.open(proven.proof)
    return directory && { kind: 'directory', organisation, directory }
  }

  /** False when it opens nothing (any more), or an answer was given already. */
  async answer(
    keyed: Keyed,
    external_id: string,
    given: { answer: door.OutsideAnswer; reason: string | null; words: string },
  ): Promise<boolean> {
    const proven = await this.#prover.prove(keyed)
    if (proven?.tried.purpose !== 'referral') return false
    const { answer, reason, words } = given
    const what = `${answer === 'asked' ? 'asked' : 'answer'} ${external_id}`
    const sealed = words ? sealWordsHome(proven.tried, what, words) : null
    return this.#ask((tx) => door.answerOutside(tx, proven.proof, { answer, reason, sealed, entry_id: newId() }))
  }

  /** An interpreter's yes or no; false when it was answered meanwhile. */
  async answerBooking(keyed: Keyed, answer: 'yes' | 'no', conflict: 'none' | 'doubt' | null): Promise<boolean> {
    const proven = await this.#prover.prove(keyed)
    if (proven?.tried.purpose !== 'interpreter') return false
    return this.#ask((tx) => door.answerBooking(tx, proven.proof, answer, conflict))
  }

  async sayMinutes(keyed: Keyed, minutes: number): Promise<boolean> {
    const proven = await this.#prover.prove(keyed)
    if (proven?.tried.purpose !== 'interpreter') return false
    return this.#ask((tx) => door.sayMinutes(tx, proven.proof, minutes))
  }

  async vouch(
    keyed: Keyed,
    given: { changes: Record<string, unknown>; words: string | null; days: number },
  ): Promise<boolean> {
    const proven = await this.#prover.prove(keyed)
    if (proven?.tried.purpose !== 'service_update') return false
    return this.#ask((tx) => door.answerForService(tx, proven.proof, { ...given, suggestion_id: newId() }))
  }
}

export const isBusy = (error: unknown): boolean => error instanceof Problem && error.kind === 'too_many'
