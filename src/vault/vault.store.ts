// The keys as they lie in the database, wrapped, and the one object that may unwrap them. It holds the root key in
// memory for as long as the house is open; destroying a file's rows here is how a person is erased.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import { Problem } from '#kit/problem.ts'
import { type CaseKeyRing, caseKeyRing } from './key-ring.ts'
import {
  type CaseKey,
  newCaseKey,
  newOrganisationKey,
  type OrganisationKey,
  type RootKey,
  unwrapCaseKey,
  unwrapIntakeKey,
  unwrapOrganisationKey,
  wrapCaseKey,
  wrapIntakeKey,
  wrapOrganisationKey,
  wrappedByVersion,
} from './keys.ts'
import { rewrapUnder } from './rotation.store.ts'
import { type KeyPair, newIntakeKeyPair } from './sealed-box.ts'

interface VersionRow {
  version: number
  wrapped: Buffer
}

const erased = (): Problem => new Problem('not_found', 'case.erased')

export class Vault {
  #root: RootKey
  readonly #organisationKeys = new Map<string, OrganisationKey>()

  constructor(root: RootKey) {
    this.#root = root
  }

  /** At start: throws `vault.wrong_root_key` when this root key belongs to another installation. */
  async check(tx: Tx): Promise<void> {
    const { rows } = await sql<VersionRow & { organisation_id: string }>`
      select organisation_id, version, wrapped from organisation_key order by made_at desc limit 1`.execute(tx)
    for (const row of rows) unwrapOrganisationKey(this.#root, row, row.wrapped)
  }

  /** Every version, latest first: a blind match made before a rotation is found only with the key of its time. */
  async organisationKeys(tx: Tx, organisation_id: string): Promise<[OrganisationKey, ...OrganisationKey[]]> {
    const { rows } = await sql<VersionRow>`
      select version, wrapped from organisation_key
      where organisation_id = ${organisation_id} order by version desc`.execute(tx)
    const keys = rows.map((row) => unwrapOrganisationKey(this.#root, { ...row, organisation_id }, row.wrapped))
    for (const key of keys) this.#organisationKeys.set(`${organisation_id} ${key.version}`, key)
    const [latest, ...older] = keys
    if (!latest) throw new Problem('not_found', 'organisation.unknown')
    return [latest, ...older]
  }

  async organisationKey(tx: Tx, organisation_id: string): Promise<OrganisationKey> {
    return (await this.organisationKeys(tx, organisation_id))[0]
  }

  /** Opens with the cached key; one that does not fit (its rotation was undone) is forgotten and read anew. */
  async #openWrapped<T>(tx: Tx, org: string, wrapped: Buffer, open: (by: OrganisationKey) => T): Promise<T> {
    const version = wrappedByVersion(wrapped)
    const cached = this.#organisationKeys.get(`${org} ${version}`)
    if (cached) {
      try {
        return open(cached)
      } catch {
        this.#organisationKeys.delete(`${org} ${version}`)
      }
    }
    const key = (await this.organisationKeys(tx, org)).find((each) => each.version === version)
    if (!key) throw new Problem('broken', 'vault.cannot_open')
    return open(key)
  }

  /** Unwraps a `case_key` row another query already brought along, so opening a file needs no query of its own. */
  async openCaseKey(tx: Tx, row: VersionRow & { organisation_id: string; case_id: string }): Promise<CaseKey> {
    return this.#openWrapped(tx, row.organisation_id, row.wrapped, (by) => unwrapCaseKey(by, row, row.wrapped))
  }

  /** Throws `case.erased` when the file has no key. */
  async caseKeys(tx: Tx, organisation_id: string, case_id: string): Promise<CaseKeyRing> {
    const { rows } = await sql<VersionRow>`
      select version, wrapped from case_key
      where organisation_id = ${organisation_id} and case_id = ${case_id} order by version desc`.execute(tx)
    const keys: CaseKey[] = []
    for (const row of rows) keys.push(await this.openCaseKey(tx, { ...row, organisation_id, case_id }))
    const [latest, ...older] = keys
    if (!latest) throw erased()
    return caseKeyRing([latest, ...older])
  }

  /** The key to write with. */
  async caseKey(tx: Tx, organisation_id: string, case_id: string): Promise<CaseKey> {
    return (await this.caseKeys(tx, organisation_id, case_id)).latest
  }

  async caseKeyVersion(tx: Tx, organisation_id: string, case_id: string, version: number): Promise<CaseKey> {
    const { rows } = await sql<VersionRow>`
      select version, wrapped from case_key
      where organisation_id = ${organisation_id} and case_id = ${case_id} and version = ${version}`.execute(tx)
    if (!rows[0]) throw erased()
    return this.openCaseKey(tx, { ...rows[0], organisation_id, case_id })
  }

  async createOrganisation(tx: Tx, organisation_id: string): Promise<OrganisationKey> {
    const key = newOrganisationKey(organisation_id)
    const intake = newIntakeKeyPair()
    await sql`insert into organisation_key (organisation_id, version, wrapped)
      values (${organisation_id}, ${key.version}, ${wrapOrganisationKey(this.#root, key)})`.execute(tx)
    await sql`insert into intake_key (organisation_id, version, public_key, wrapped_private)
      values (${organisation_id}, 1, ${intake.public_key}, ${wrapIntakeKey(key, 1, intake.private_key)})`.execute(tx)
    return key
  }

  /** The private half for opening what was sealed to `version` of the organisation's intake key. */
  async intakeKeyPair(tx: Tx, organisation_id: string, version: number): Promise<KeyPair> {
    const { rows } = await sql<{ public_key: Buffer; wrapped_private: Buffer }>`
      select public_key, wrapped_private from intake_key
      where organisation_id = ${organisation_id} and version = ${version}`.execute(tx)
    const row = rows[0]
    if (!row) throw new Problem('not_found', 'organisation.unknown')
    const wrapped = row.wrapped_private
    const open = (by: OrganisationKey) => unwrapIntakeKey(by, version, wrapped)
    return { public_key: row.public_key, private_key: await this.#openWrapped(tx, organisation_id, wrapped, open) }
  }

  async createCase(tx: Tx, organisation_id: string, case_id: string): Promise<CaseKey> {
    const key = newCaseKey(organisation_id, case_id)
    await this.#insertCaseKey(tx, await this.organisationKey(tx, organisation_id), key)
    return key
  }

  async #insertCaseKey(tx: Tx, by: OrganisationKey, key: CaseKey): Promise<void> {
    await sql`insert into case_key (organisation_id, case_id, version, wrapped)
      values (${key.organisation_id}, ${key.case_id}, ${key.version}, ${wrapCaseKey(by, key)})`.execute(tx)
  }

  /** Erases what the file sealed. Copies of its keys in key backups must run out too before it is beyond recovery. */
  async shredCase(tx: Tx, organisation_id: string, case_id: string): Promise<void> {
    await sql`delete from case_key where organisation_id = ${organisation_id} and case_id = ${case_id}`.execute(tx)
  }

  /** A new key for the file; what older keys sealed stays readable and takes the new key when it is next written. */
  async rotateCase(tx: Tx, organisation_id: string, case_id: string): Promise<CaseKey> {
    const { latest } = await this.caseKeys(tx, organisation_id, case_id)
    const key = newCaseKey(organisation_id, case_id, latest.version + 1)
    await this.#insertCaseKey(tx, await this.organisationKey(tx, organisation_id), key)
    return key
  }

  /**
   * A new organisation key that wraps every file and intake key anew. The former version is retired, not deleted: a
   * request that began before still opens what it read, and older blind matches need it.
   */
  async rotateOrganisation(tx: Tx, organisation_id: string): Promise<{ version: number; rewrapped: number }> {
    const keys = await this.organisationKeys(tx, organisation_id)
    const key = newOrganisationKey(organisation_id, keys[0].version + 1)
    await sql`insert into organisation_key (organisation_id, version, wrapped)
      values (${organisation_id}, ${key.version}, ${wrapOrganisationKey(this.#root, key)})`.execute(tx)
    const rewrapped = await rewrapUnder(tx, keys, key)
    await sql`update organisation_key set retired_at = now()
      where organisation_id = ${organisation_id} and version < ${key.version} and retired_at is null`.execute(tx)
    return { version: key.version, rewrapped }
  }

  /**
   * Wraps every organisation key under a new root key. Write the root key file first, with both keys
   * (`replaceRootKeyFile`): whatever happens to this transaction, one of them opens the database at the next start.
   */
  async rotateRoot(tx: Tx, newRoot: RootKey): Promise<{ rewrapped: number }> {
    const { bytes } = newRoot
    const { rows } = await sql<VersionRow & { organisation_id: string }>`
      select organisation_id, version, wrapped from organisation_key for update`.execute(tx)
    // Before the first change: a request that reads meanwhile finds rows of either kind and opens both.
    this.#root = { bytes, others: [...(newRoot.others ?? []), this.#root, ...(this.#root.others ?? [])] }
    for (const row of rows) {
      const wrapped = wrapOrganisationKey({ bytes }, unwrapOrganisationKey(this.#root, row, row.wrapped))
      await sql`update organisation_key set wrapped = ${wrapped}
        where organisation_id = ${row.organisation_id} and version = ${row.version}`.execute(tx)
    }
    return { rewrapped: rows.length }
  }
}
