// What somebody who learns alone may do, one step at a time. They are known by eight letters, which the database knows by a
// keyed hash alone.
import { issueCertificate } from '#certificates/issue.api.ts'
import type { CertificateLanguage, Issued } from '#certificates/issue.ts'
import { findInstitutionByCode } from '#institutions/door.store.ts'
import type { InstitutionAtDoor } from '#institutions/institution.ts'
import type { ShortCode } from '#institutions/sector.ts'
import { codeFrom, codeHash } from '#institutions/short-code.api.ts'
import type { Database, Tx } from '#kit/database.ts'
import type { ModuleFile, ModuleId } from '#modules/module.ts'
import { houseModules } from '#modules/modules.store.ts'
import * as store from '#modules/run.store.ts'
import type { ModuleRun } from '#modules/run.ts'
import { passes } from '#modules/score.rules.ts'
import { type Changes, placeOf, quizOf, quizScore, stepsOf } from '#modules/way.rules.ts'
import type { Vault } from '#vault/vault.store.ts'

export interface Offered {
  file: ModuleFile
  /** Whose own it is; null for one that comes with the house. */
  owner: string | null
}

export interface LearnHouse {
  /** A pool of its own, connected as amparo_door. */
  door: Database
  vault: Vault
  public_url: string | undefined
  /** Other modules than those that come with the house, where a test has its own. */
  modules?: ModuleFile[]
}

/** What an organisation publishes is offered within so many milliseconds. */
const offerLasts = 15_000

export class LearnVisits {
  readonly #house: LearnHouse
  readonly #fingerprint: (bytes: Buffer) => Buffer
  #offered: { all: Map<ModuleId, Offered>; until: number } | undefined

  constructor(house: LearnHouse) {
    this.#house = house
    this.#fingerprint = (bytes) => house.vault.fingerprint(bytes)
  }

  #ask<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#house.door.transaction({ token: '' }, work)
  }

  #hash(code: ShortCode): Buffer {
    return codeHash(this.#fingerprint, 'answers', code)
  }

  /** What comes with the house keeps its address. While the database is away it is what can be read. */
  async offered(): Promise<Map<ModuleId, Offered>> {
    if (this.#offered && this.#offered.until > Date.now()) return this.#offered.all
    const ours = (this.#house.modules ?? houseModules()).map((file): Offered => ({ file, owner: null }))
    const own = await this.#ask(store.publishedModules).catch(() => [])
    const theirs = own.map(({ file, organisation_id }): Offered => ({ file, owner: organisation_id }))
    const all = new Map([...theirs, ...ours].map((each) => [each.file.module.id, each]))
    this.#offered = { all, until: Date.now() + offerLasts }
    return all
  }

  async begin(
    { file, owner }: Offered,
    { seed, language, institution_code }: { seed: string; language: string; institution_code: string | null },
  ): Promise<ShortCode | undefined> {
    const code = codeFrom(this.#fingerprint, `module ${seed}`)
    const { id: module, version } = file.module
    const run = { run_hash: this.#hash(code), module, version, owner, language, institution_code }
    return (await store.beginRun(this.#house.door, run)) ? code : undefined
  }

  /** Without a module: whatever module this code belongs to. */
  look(code: ShortCode, module: ModuleId | null): Promise<ModuleRun | undefined> {
    return store.lookAtRun(this.#house.door, this.#hash(code), module)
  }

  /** Keeps an answer; once every page is done the questions are counted. */
  async answer({ file }: Offered, code: ShortCode, changes: Changes, step: number): Promise<ModuleRun | undefined> {
    const { module } = file
    const hash = this.#hash(code)
    const run = await store.answerInRun(this.#house.door, hash, module.id, changes, step)
    if (!run || run.passed_on) return run
    const [steps, quiz] = [stepsOf(module), quizOf(module)]
    const asked = run.tries === 0 || Object.keys(changes).some((key) => key.startsWith(`${quiz.id}.`))
    if (!asked || placeOf(steps, run.answers) < steps.length) return run
    const score = quizScore(quiz, run.answers)
    const counted = {
      tries: run.tries,
      version: module.version,
      percent: score.percent,
      passed: passes(score, module.pass_percent),
    }
    return (await store.countTry(this.#house.door, hash, module.id, counted)) ?? run
  }

  speak(code: ShortCode, module: ModuleId, language: string): Promise<void> {
    return this.#ask((tx) => store.speakInRun(tx, this.#hash(code), module, language))
  }

  institution(code: ShortCode): Promise<InstitutionAtDoor | undefined> {
    return this.#ask((tx) => findInstitutionByCode(tx, code))
  }

  /** Where it was begun through the address of an institution: its code, and what it agreed. */
  institutionOf(
    code: ShortCode,
    module: ModuleId,
  ): Promise<{ code: ShortCode; institution: InstitutionAtDoor } | undefined> {
    return this.#ask(async (tx) => {
      const of = await store.institutionOfRun(tx, this.#hash(code), module)
      const institution = of === null ? undefined : await findInstitutionByCode(tx, of)
      return of !== null && institution ? { code: of, institution } : undefined
    })
  }

  /**
   * A certificate in a name that is kept nowhere. Taken and made out in two transactions, so that nobody with the database
   * sees which run it was for.
   */
  async paper(
    { file: { module } }: Offered,
    code: ShortCode,
    { name, title, language }: { name: string; title: string; language: CertificateLanguage },
  ): Promise<Issued | undefined> {
    const taken = await this.#ask((tx) => store.takePaper(tx, this.#hash(code), module.id))
    if (!taken) return undefined
    const { vault, public_url } = this.#house
    const hours = Math.max(0.25, Math.round((module.minutes / 60) * 100) / 100)
    const achievement = { kind: 'module', code: module.id, version: module.version, title, hours } as const
    const now = new Date().toISOString()
    const asked = { ...taken, achievement, name, language, valid_months: module.valid_months, now }
    return this.#ask((tx) => issueCertificate({ tx, vault, public_url }, asked))
  }
}
