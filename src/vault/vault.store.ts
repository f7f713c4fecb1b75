// The keys as they lie in the database, wrapped, and the one object that may unwrap them. It holds the root key in
// memory for as long as the house is open. A file's rows are destroyed by guard.erase_file alone, when two agree.
import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import { Problem } from '#kit/problem.ts'
import { deriveKey, lengthPrefixed, secretOf } from './aead.ts'
import { type CaseKeyRing, caseKeyRing } from './key-ring.ts'
import {
  type CaseKey,
  newCaseKey,
  newOrganisationKey,
  type OrganisationKey,
  type RootKey,
  rootFingerprint,
  unwrapCaseKey,
  unwrapIntakeKey,
  unwrapOrganisationKey,
  unwrapSigningKey,
  wrapCaseKey,
  wrapIntakeKey,
  wrapOrganisationKey,
  wrappedByRoot,
  wrappedByVersion,
  wrapSigningKey,
} from './keys.ts'
import { KeysInUse } from './keys-in-use.ts'
import { refuseHiddenRows, rewrapIntoSeason, rewrapUnder, seasonsInUse } from './rotation.store.ts'
import { type KeyPair, newIntakeKeyPair } from './sealed-box.ts'
import { newSigningSeed, publicOf, type SigningKey, signingKey } from './signing.ts'

interface VersionRow {
  version: number
  wrapped: Buffer
}

interface OfFile {
  organisation_id: string
  case_id: string
}
/** As the guard gives it along with what it opens: in base64. */
export interface WrappedKey {
  version: number
  wrapped: string
}

/** As the guard gives it, with the organisation key it is wrapped under. */
export interface WrappedSigningKey {
  version: number
  wrapped_private: Buffer
  wrapped_version: number
  wrapped_organisation: Buffer
}

const placeOf = ({ organisation_id, case_id }: OfFile): string => `${organisation_id} ${case_id}`
const erased = (): Problem => new Problem('not_found', 'case.erased')

export class Vault {
  #root: RootKey
  #fingerprintKey: Buffer | undefined
  readonly #organisationKeys = new Map<string, OrganisationKey>()
  readonly #inUse = new KeysInUse()

  constructor(root: RootKey) {
    this.#root = root
  }

  /**
   * At start, as the owner of the tables: throws `vault.wrong_root_key` when this root key belongs to another
   * installation. Answers how many keys it could try; 0 means a new installation, or policies that hide the keys.
   */
  async check(tx: Tx): Promise<number> {
    const rows = await tx.selectFrom('organisation_key').select(['organisation_id', 'version', 'wrapped']).execute()
    for (const row of rows) unwrapOrganisationKey(this.#root, row, row.wrapped)
    return rows.length
  }

  /** Every version, latest first: a blind match made before a rotation is found only with the key of its time. */
  async organisationKeys(tx: Tx, organisation_id: string): Promise<[OrganisationKey, ...OrganisationKey[]]> {
    const rows = await tx
      .selectFrom('organisation_key')
      .select(['version', 'wrapped'])
      .where('organisation_id', '=', organisation_id)
      .orderBy('version', 'desc')
      .execute()
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
    const [place, wrapped] = [placeOf(row), row.wrapped.toString('base64')]
    const kept = this.#inUse.find(place, wrapped)
    if (kept?.version === row.version) return kept
    const key = await this.#openWrapped(tx, row.organisation_id, row.wrapped, (by) =>
      unwrapCaseKey(by, row, row.wrapped),
    )
    return this.#inUse.keep(place, wrapped, key)
  }

  /** The ring of a file whose wrapped keys, latest first and in base64, came along with another question. */
  async openCaseKeys(
    tx: Tx,
    { organisation_id, case_id }: { organisation_id: string; case_id: string },
    rows: { version: number; wrapped: string }[] | null,
  ): Promise<CaseKeyRing> {
    const keys: CaseKey[] = []
    for (const { version, wrapped } of rows ?? [])
      keys.push(
        await this.openCaseKey(tx, { organisation_id, case_id, version, wrapped: Buffer.from(wrapped, 'base64') }),
      )
    const [latest, ...older] = keys
    if (!latest) throw erased()
    return caseKeyRing([latest, ...older])
  }

  /** Once a file is erased, no key of it stays in memory either. */
  forgetCase(file: OfFile): void {
    this.#inUse.forget(placeOf(file), file.case_id)
  }

  /** One key that came along in base64, when the organisation key it needs is at hand; nothing otherwise. */
  keyAtHand({ organisation_id, case_id }: OfFile, { version, wrapped }: WrappedKey): CaseKey | undefined {
    const place = placeOf({ organisation_id, case_id })
    const kept = this.#inUse.find(place, wrapped)
    if (kept?.version === version) return kept
    const bytes = Buffer.from(wrapped, 'base64')
    const by = this.#organisationKeys.get(`${organisation_id} ${wrappedByVersion(bytes)}`)
    if (!by) return undefined
    try {
      return this.#inUse.keep(place, wrapped, unwrapCaseKey(by, { case_id, version }, bytes))
    } catch {
      return undefined
    }
  }

  /** The ring of a file whose keys came along, latest first; nothing when one of them needs what is not at hand. */
  keysAtHand(file: OfFile, rows: WrappedKey[] | null): CaseKeyRing | undefined {
    const keys: CaseKey[] = []
    for (const row of rows ?? []) {
      const key = this.keyAtHand(file, row)
      if (!key) return undefined
      keys.push(key)
    }
    const [latest, ...older] = keys
    if (!latest) return undefined
    this.#inUse.keepLatest(latest)
    return caseKeyRing([latest, ...older])
  }

  /** The key a file was opened with some minutes ago; the database says whether it is still the latest. */
  latestAtHand(case_id: string): CaseKey | undefined {
    return this.#inUse.latestOf(case_id)
  }

  /** Throws `case.erased` when the file has no key. */
  async caseKeys(tx: Tx, organisation_id: string, case_id: string): Promise<CaseKeyRing> {
    const rows = await tx
      .selectFrom('case_key')
      .select(['version', 'wrapped'])
      .where('organisation_id', '=', organisation_id)
      .where('case_id', '=', case_id)
      .orderBy('version', 'desc')
      .execute()
    const keys: CaseKey[] = []
    for (const row of rows) keys.push(await this.openCaseKey(tx, { ...row, organisation_id, case_id }))
    const [latest, ...older] = keys
    if (!latest) throw erased()
    this.#inUse.keepLatest(latest)
    return caseKeyRing([latest, ...older])
  }

  /** A keyed mark of a request, so that a repeat is known without keeping what it said. */
  fingerprint(bytes: Buffer): Buffer {
    this.#fingerprintKey ??= deriveKey(this.#root.bytes, 'fingerprint')
    return createHmac('sha256', secretOf(this.#fingerprintKey)).update(bytes).digest()
  }

  /** What a colleague's unsent drafts are sealed with in their browser; it never lies on the device. */
  draftKey(organisation_id: string, staff_id: string): Buffer {
    return deriveKey(this.#root.bytes, lengthPrefixed('drafts', organisation_id, staff_id))
  }

  /** The key to write with. */
  async caseKey(tx: Tx, organisation_id: string, case_id: string): Promise<CaseKey> {
    return (await this.caseKeys(tx, organisation_id, case_id)).latest
  }

  async caseKeyVersion(tx: Tx, organisation_id: string, case_id: string, version: number): Promise<CaseKey> {
    const row = await tx
      .selectFrom('case_key')
      .select(['version', 'wrapped'])
      .where('organisation_id', '=', organisation_id)
      .where('case_id', '=', case_id)
      .where('version', '=', version)
      .executeTakeFirst()
    if (!row) throw erased()
    return this.openCaseKey(tx, { ...row, organisation_id, case_id })
  }

  async createOrganisation(tx: Tx, organisation_id: string): Promise<OrganisationKey> {
    const key = newOrganisationKey(organisation_id)
    const intake = newIntakeKeyPair()
    await this.#insertOrganisationKey(tx, key)
    const wrapped_private = wrapIntakeKey(key, 1, intake.private_key)
    await tx
      .insertInto('intake_key')
      .values({ organisation_id, version: 1, public_key: intake.public_key, wrapped_private })
      .execute()
    await this.#insertSigningKey(tx, key, 1)
    return key
  }

  async #insertOrganisationKey(tx: Tx, key: OrganisationKey): Promise<void> {
    const { organisation_id, version } = key
    const wrapped = wrapOrganisationKey(this.#root, key)
    await tx.insertInto('organisation_key').values({ organisation_id, version, wrapped }).execute()
  }

  /** The private half for opening what was sealed to `version` of the organisation's intake key. */
  async intakeKeyPair(tx: Tx, organisation_id: string, version: number): Promise<KeyPair> {
    const row = await tx
      .selectFrom('intake_key')
      .select(['public_key', 'wrapped_private'])
      .where('organisation_id', '=', organisation_id)
      .where('version', '=', version)
      .executeTakeFirst()
    if (!row) throw new Problem('not_found', 'organisation.unknown')
    const wrapped = row.wrapped_private
    const open = (by: OrganisationKey) => unwrapIntakeKey(by, version, wrapped)
    return { public_key: row.public_key, private_key: await this.#openWrapped(tx, organisation_id, wrapped, open) }
  }

  async #insertSigningKey(tx: Tx, by: OrganisationKey, version: number): Promise<void> {
    const seed = newSigningSeed()
    const [public_key, wrapped_private] = [publicOf(seed), wrapSigningKey(by, version, seed)]
    const { organisation_id } = by
    await tx.insertInto('signing_key').values({ organisation_id, version, public_key, wrapped_private }).execute()
  }

  /** At start, as the owner of the tables: organisations of before there were certificates get their key. */
  async completeSigningKeys(tx: Tx): Promise<void> {
    const rows = await tx
      .selectFrom('organisation_key')
      .select('organisation_id')
      .distinct()
      .where('organisation_id', 'not in', tx.selectFrom('signing_key').select('organisation_id'))
      .execute()
    for (const { organisation_id } of rows) await this.newSigningKey(tx, organisation_id, 1)
  }

  /** A new key to sign with; what the former ones signed is still checked with them. */
  async newSigningKey(tx: Tx, organisation_id: string, version: number): Promise<void> {
    await this.#insertSigningKey(tx, await this.organisationKey(tx, organisation_id), version)
  }

  /** Opened from what `guard.signing_keys` gives along, so that nobody needs to be signed in. */
  signingKey(organisation_id: string, row: WrappedSigningKey): SigningKey {
    const by = unwrapOrganisationKey(
      this.#root,
      { organisation_id, version: row.wrapped_version },
      row.wrapped_organisation,
    )
    return signingKey(row.version, unwrapSigningKey(by, row.version, row.wrapped_private))
  }

  async createCase(tx: Tx, organisation_id: string, case_id: string): Promise<CaseKey> {
    const key = newCaseKey(organisation_id, case_id)
    await this.#insertCaseKey(tx, await this.organisationKey(tx, organisation_id), key)
    return key
  }

  /** Lays down a key made with `newCaseKey`, for a file whose card was sealed before its row could be written. */
  async keepCaseKey(tx: Tx, key: CaseKey): Promise<void> {
    await this.#insertCaseKey(tx, await this.organisationKey(tx, key.organisation_id), key)
  }

  async #insertCaseKey(tx: Tx, by: OrganisationKey, key: CaseKey): Promise<void> {
    const { organisation_id, case_id, version } = key
    const wrapped = wrapCaseKey(by, key)
    await tx.insertInto('case_key').values({ organisation_id, case_id, version, wrapped }).execute()
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
    const { seasons } = this.#root
    const key = { ...newOrganisationKey(organisation_id, keys[0].version + 1), ...(seasons && { seasons }) }
    await this.#insertOrganisationKey(tx, key)
    const rewrapped = await rewrapUnder(tx, keys, key)
    await tx
      .updateTable('organisation_key')
      .set({ retired_at: sql`now()` })
      .where('organisation_id', '=', organisation_id)
      .where('version', '<', key.version)
      .where('retired_at', 'is', null)
      .execute()
    return { version: key.version, rewrapped }
  }

  /**
   * Wraps every organisation key under a new root key, as the owner of the tables. Write the root key file first, with both keys
   * (`replaceRootKeyFile`): whatever happens to this transaction, one of them opens the database at the next start.
   * Drop the former key from the file only when `underFormerRoots` answers 0 in a later transaction.
   */
  async rotateRoot(tx: Tx, newRoot: RootKey): Promise<{ rewrapped: number }> {
    const { bytes } = newRoot
    const { seasons } = this.#root
    await refuseHiddenRows(tx)
    const rows = await tx
      .selectFrom('organisation_key')
      .select(['organisation_id', 'version', 'wrapped'])
      .forUpdate()
      .execute()
    // Before the first change: a request that reads meanwhile finds rows of either kind and opens both.
    const others = [...(newRoot.others ?? []), this.#root, ...(this.#root.others ?? [])]
    this.#root = { bytes, others, ...(seasons && { seasons }) }
    this.#fingerprintKey = undefined
    for (const row of rows) {
      const wrapped = wrapOrganisationKey({ bytes }, unwrapOrganisationKey(this.#root, row, row.wrapped))
      await tx
        .updateTable('organisation_key')
        .set({ wrapped })
        .where('organisation_id', '=', row.organisation_id)
        .where('version', '=', row.version)
        .execute()
    }
    return { rewrapped: rows.length }
  }

  /**
   * As the owner of the tables: takes every file's key along into the latest season, and answers the seasons that are
   * then still in use. Throws `vault.season_gone` when a file is under one whose key was thrown away.
   */
  async turnSeason(tx: Tx, season: number): Promise<{ rewrapped: number; in_use: number[] }> {
    await refuseHiddenRows(tx)
    const known = new Set([0, ...(this.#root.seasons ?? []).map((each) => each.number)])
    const gone = (await seasonsInUse(tx)).filter((each) => !known.has(each))
    if (gone.length > 0) throw new Problem('broken', 'vault.season_gone')
    let rewrapped = 0
    const rows = await tx.selectFrom('organisation_key').select('organisation_id').distinct().execute()
    for (const { organisation_id } of rows)
      rewrapped += await rewrapIntoSeason(tx, await this.organisationKeys(tx, organisation_id), season)
    return { rewrapped, in_use: await seasonsInUse(tx) }
  }

  /** Organisations created by a request that began before the root key changed; `rotateRoot` again takes them along. */
  async underFormerRoots(tx: Tx): Promise<number> {
    await refuseHiddenRows(tx)
    const current = rootFingerprint(this.#root)
    const rows = await tx.selectFrom('organisation_key').select('wrapped').execute()
    return rows.filter((row) => wrappedByRoot(row.wrapped) !== current).length
  }
}
