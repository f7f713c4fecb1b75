// What whoever comes to a training may do, one step at a time. They are known by eight letters; where they sat and what they
// answered are asked for in transactions of their own, each by another hash.
import { issueCertificate } from '#certificates/issue.api.ts'
import type { CertificateLanguage, Issued } from '#certificates/issue.ts'
import type { ShortCode } from '#institutions/sector.ts'
import { codeFrom, codeHash } from '#institutions/short-code.api.ts'
import type { Database, Tx } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import { scoreOf } from '#modules/score.rules.ts'
import type { RoleGroup } from '#prevention/attendance.ts'
import { bankOf, curriculumOf } from '#prevention/curricula.store.ts'
import type { Curriculum } from '#prevention/curriculum.ts'
import * as store from '#prevention/door.store.ts'
import { attendedPercent, isOpen } from '#prevention/moments.rules.ts'
import { type AskedMoment, type MomentAnswers, moments } from '#prevention/questions.ts'
import { placeOf } from '#prevention/request.store.ts'
import type { RequestContact } from '#prevention/request.ts'
import { sealTo } from '#vault/sealed-box.ts'
import type { Vault } from '#vault/vault.store.ts'

export interface TrainingHouse {
  /** A pool of its own, connected as amparo_door. */
  door: Database
  vault: Vault
  public_url: string | undefined
}

export interface Found {
  join: ShortCode
  at: store.TrainingAtDoor
  curriculum: Curriculum
}

export interface Own extends Found {
  code: ShortCode
  seat: store.OwnSeat
  answered: store.OwnAnswer[]
  attended: number
}

export const openMoments = ({ at, curriculum }: Found): AskedMoment[] =>
  moments.filter((moment) => {
    const tests = moment === 'pre' || moment === 'post'
    return isOpen(moment, at, at.now) && (!tests || bankOf(curriculum.test) !== undefined)
  })

export const didAnswer = ({ answered }: Own, moment: AskedMoment): boolean =>
  answered.some((each) => each.moment === moment)

/** Whoever was there long enough and has enough of the questions after right, once. */
export const mayHaveCertificate = ({ curriculum: { certificate }, attended, answered }: Own): boolean => {
  const after = answered.find(({ moment }) => moment === 'post')
  if (!certificate || !after?.score_of || after.score_right === null) return false
  const percent = Math.floor((100 * after.score_right) / after.score_of)
  return attended >= certificate.attended_percent && percent >= certificate.pass_percent
}

type Asking = Omit<store.AskedTraining, 'request_id' | 'organisation_id' | 'intake_version' | 'sealed'>

export class TrainingVisits {
  readonly #house: TrainingHouse
  readonly #fingerprint: (bytes: Buffer) => Buffer

  constructor(house: TrainingHouse) {
    this.#house = house
    this.#fingerprint = (bytes) => house.vault.fingerprint(bytes)
  }

  #ask<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#house.door.transaction({ token: '' }, work)
  }

  #seatHash(code: ShortCode): Buffer {
    return codeHash(this.#fingerprint, 'attendance', code)
  }
  #answersHash(code: ShortCode): Buffer {
    return codeHash(this.#fingerprint, 'answers', code)
  }

  host(): Promise<store.Host | undefined> {
    return this.#ask(store.findHost)
  }

  async find(join: ShortCode): Promise<Found | undefined> {
    const at = await this.#ask((tx) => store.findTrainingByCode(tx, join))
    const curriculum = at && curriculumOf(at.curriculum_id)
    return at && curriculum && { join, at, curriculum }
  }

  async own(join: ShortCode, code: ShortCode): Promise<Own | undefined> {
    const found = await this.find(join)
    const seat = found && (await this.#ask((tx) => store.findSeat(tx, join, this.#seatHash(code))))
    if (!seat) return undefined
    const answered = await this.#ask((tx) => store.findAnswered(tx, join, this.#answersHash(code)))
    return { ...found, code, seat, answered, attended: attendedPercent(found.at.sessions, seat.came) }
  }

  /** A form that is sent twice takes one seat. Nothing where there is none. */
  async register(join: ShortCode, seed: string, group: RoleGroup): Promise<ShortCode | undefined> {
    const code = codeFrom(this.#fingerprint, `training ${join} ${seed}`)
    const seat = await this.#ask((tx) => store.register(tx, join, this.#seatHash(code), group))
    return seat === null ? undefined : code
  }

  come({ join, code }: Own, day_code: string): Promise<boolean> {
    return this.#ask((tx) => store.come(tx, join, this.#seatHash(code), day_code))
  }

  leave({ join, code }: Own): Promise<boolean> {
    return this.#ask((tx) => store.leave(tx, join, this.#seatHash(code)))
  }

  async answer(own: Own, moment: AskedMoment, answers: MomentAnswers): Promise<void> {
    const bank = moment === 'pre' || moment === 'post' ? bankOf(own.curriculum.test) : undefined
    const score = bank ? scoreOf(bank.items, answers) : null
    const given = { moment, answers, score: score && { right: score.right, of: score.of } }
    await this.#ask((tx) => store.keepAnswers(tx, own.join, this.#answersHash(own.code), given))
  }

  /**
   * A certificate in a name that is kept nowhere. Made out and taken in two transactions, so that nobody with the database
   * sees whose seat it was; in this order, so that whoever is interrupted between them may ask again.
   */
  async paper(
    { join, code, at, curriculum, seat }: Own,
    { name, title, language }: { name: string; title: string; language: CertificateLanguage },
  ): Promise<Issued | undefined> {
    if (seat.certified) return undefined
    const { id, version, hours, certificate } = curriculum
    const { vault, public_url } = this.#house
    const { organisation_id, institution_id } = at
    const achievement = { kind: 'training', code: id, version, title, hours } as const
    const valid_months = certificate?.valid_months ?? null
    const now = new Date().toISOString()
    const issued = await this.#ask((tx) =>
      issueCertificate(
        { tx, vault, public_url },
        { organisation_id, achievement, name, language, institution_id, valid_months, now },
      ),
    )
    // Pressed twice at once: one of the two is handed out.
    const taken = await this.#ask((tx) => store.takeCertificate(tx, join, this.#seatHash(code)))
    return taken ? issued : undefined
  }

  /** Sealed before anything is written. A form that is sent twice is one request. */
  async ask(host: store.Host, asking: Asking, contact: RequestContact, request_id = newId()): Promise<boolean> {
    const sealed = sealTo(host.public_key, placeOf.contact(request_id), Buffer.from(JSON.stringify(contact)))
    const { organisation_id, intake_version } = host
    return this.#ask((tx) =>
      store.askForTraining(tx, { ...asking, request_id, organisation_id, intake_version, sealed }),
    )
  }
}
