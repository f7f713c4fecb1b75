// What a reporter may do at the door, one step at a time: report, keep the receipt, return, add. Everything is sealed
// before the database hears of it, and the same form sent twice is one report with one receipt.
import { createHash, randomBytes } from 'node:crypto'
import { asProblem } from '#gate/problems.ts'
import { countReportOf } from '#institutions/door.store.ts'
import type { Database, Tx } from '#kit/database.ts'
import type { ReportBody } from '#reports/body.ts'
import {
  addToReport,
  type DoorOrganisation,
  type FirstLook,
  findByReceipt,
  listDoorOrganisations,
  readReceiptSalt,
  receiptKept,
  takeReport,
  weighTaken,
} from '#reports/door.store.ts'
import { idOf, receiptSeed, sealAddition, sealReport } from '#reports/sealed.store.ts'
import { parseReceipt, type ReceiptKeys, receiptFrom, receiptKeysBy } from '#vault/receipt.ts'
import { newIntakeKeyPair } from '#vault/sealed-box.ts'
import type { Watch } from './limits-gate.ts'
import { openSent } from './sent-files.ts'
import type { Lane } from './slow-lane.ts'
import type { Said } from './step.ts'
import { type Proof, readNewProof, readProof, readTalk, renew, type Talk } from './talk.ts'
import type { Typed } from './typed.ts'

export const newSeed = (): string => randomBytes(32).toString('base64url')
const isSeed = (text: string): boolean => /^[\w-]{43}$/.test(text)
/** The form's seed as it came back, or nothing when it is none. */
export const seedOf = (typed: Typed): string | undefined => [typed.one('seed')].find(isSeed)
export const lookupOf = (typed: Typed): string | undefined =>
  [typed.one('lookup')].find((text) => /^[0-9a-f]{32}$/.test(text))

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const organisationsLast = 60_000

export class Visits {
  readonly #database: Database
  readonly #watch: Watch
  readonly #firstLook: (body: ReportBody) => FirstLook
  #salt: Buffer | undefined
  #organisations: { list: DoorOrganisation[]; until: number } | undefined

  constructor(database: Database, firstLook: (body: ReportBody) => FirstLook, watch: Watch) {
    this.#database = database
    this.#firstLook = firstLook
    this.#watch = watch
  }

  /** A connection that died with a restarted database is tried anew: nothing done here is done twice by it. */
  async #ask<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let left = 2; ; left--) {
      try {
        return await this.#database.transaction({ token: '' }, work)
      } catch (error) {
        if (left === 0 || asProblem(error).key !== 'database.away') throw error
        await pause(250)
      }
    }
  }

  async organisations(): Promise<DoorOrganisation[]> {
    const known = this.#organisations
    if (known && known.until > Date.now()) return known.list
    try {
      const list = await this.#ask(listDoorOrganisations)
      this.#organisations = { list, until: Date.now() + organisationsLast }
      return list
    } catch (error) {
      // Keys retired since still open what is sealed to them, so what was known goes on serving.
      if (known) return known.list
      throw error
    }
  }

  /** Everybody waits for the slow hash in a lane, and the lanes take turns. */
  async #keys(receipt: string, lane: Lane): Promise<ReceiptKeys> {
    this.#salt ??= await this.#ask(readReceiptSalt)
    const salt = this.#salt
    return this.#watch.queue.run(lane, () => receiptKeysBy(this.#watch.hash, receipt, salt))
  }

  /** Id and receipt come from the form's seed and its words: sent again it is the same report, changed it is another. */
  async report(seed: string, to: DoorOrganisation, language: string, body: ReportBody, patient = false) {
    const { organisation_id, intake_version, public_key } = to
    const secret = Buffer.from(seed, 'base64url')
    const content = createHash('sha256')
      .update(JSON.stringify([organisation_id, body]))
      .digest('hex')
    const report_id = idOf(secret, content)
    const receipt = receiptFrom(receiptSeed(secret, content))
    const sealed_body = sealReport(public_key, report_id, body)
    const { lookup_id, public_key: reporter_public_key } = await this.#keys(receipt, patient ? 'report_slow' : 'report')
    const sealed = { organisation_id, report_id, lookup_id, reporter_public_key, intake_version, language, sealed_body }
    // Once sealed nobody here can say how urgent it looks, so that is said before: one of three codes.
    const look = this.#firstLook(body)
    const proof = await this.#ask(async (tx) => {
      const first = await takeReport(tx, sealed)
      await weighTaken(tx, lookup_id, look)
      const found = await readNewProof(tx, lookup_id)
      // Last: whoever is counted beside it waits no longer than for this.
      if (first && body.poster) await countReportOf(tx, organisation_id, body.poster)
      return found
    })
    return { receipt, lookup: lookup_id.toString('hex'), proof }
  }

  async keep(lookup: string): Promise<void> {
    await this.#ask((tx) => receiptKept(tx, Buffer.from(lookup, 'hex')))
  }

  /** Unknown, expired, erased and not yet answered give the same: nothing to read. */
  async talk(typed: string, patient = false): Promise<{ receipt: string; lookup: string; talk: Talk }> {
    const receipt = parseReceipt(typed)
    const keys = await this.#keys(receipt, patient ? 'return_slow' : 'return')
    const talk = await this.#ask((tx) => readTalk(tx, keys))
    return { receipt, lookup: keys.lookup_id.toString('hex'), talk }
  }

  /** One file that was sent to this receipt; nothing for any other. */
  async file(typed: string, file_id: string, patient = false): Promise<Said['file'] | undefined> {
    const keys = await this.#keys(parseReceipt(typed), patient ? 'return_slow' : 'return')
    return this.#ask((tx) => openSent(tx, keys, file_id))
  }

  renew(lookup: string): Promise<void> {
    return this.#ask((tx) => renew(tx, Buffer.from(lookup, 'hex')))
  }

  proof(lookup: string): Promise<Proof | undefined> {
    return this.#ask((tx) => readProof(tx, Buffer.from(lookup, 'hex')))
  }

  /** Seals in either case, so that a receipt that opens nothing takes as long. */
  async add(lookup: string, seed: string, text: string): Promise<void> {
    const lookup_id = Buffer.from(lookup, 'hex')
    const message_id = idOf(Buffer.from(seed, 'base64url'), lookup, text)
    await this.#ask(async (tx) => {
      const [report] = await findByReceipt(tx, lookup_id)
      const to = report
        ? { version: report.intake_version, public_key: report.public_key }
        : { version: 1, public_key: newIntakeKeyPair().public_key }
      await addToReport(tx, lookup_id, message_id, sealAddition(to, message_id, text))
    })
  }
}
