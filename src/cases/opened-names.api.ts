// Names once opened are remembered for a while, in memory and never on disk, so that a search need not break thousands of
// seals at every word. Only the opening is spared: which files are searched is asked of the database every time.
import { setImmediate as breathe } from 'node:timers/promises'
import { z } from 'zod'
import type { Tx } from '#kit/database.ts'
import { isProblem } from '#kit/problem.ts'
import { Card } from '#people/card.ts'
import { identityPlace } from '#people/identity.store.ts'
import { type Name, wordsOf } from '#people/name-words.rules.ts'
import { openJson } from '#vault/envelope.ts'
import type { Vault } from '#vault/vault.store.ts'
import { cardPlace } from './card.store.ts'
import type { Stage } from './case.ts'
import { plainText } from './search.rules.ts'
import {
  listSealedCards,
  listSealedIdentities,
  type SealedCard,
  type SealedIdentity,
  type Searchable,
} from './search.store.ts'

/** What a row of a search shows; whatever of it changes, changes the file's version. */
export interface OpenedCard {
  version: number
  reference: string
  stage: Stage
  status: 'open' | 'closed'
  alias: string
  birth_year: number | null
  name: Name
  plain: string
}
export interface OpenedIdentity {
  version: number
  names: Name[]
}
interface Remembered<T> {
  opened: T
  opened_at: number
  used_at: number
}

const mostFiles = 20_000
const idleMs = 5 * 60_000
const longestMs = 60 * 60_000
const atOnce = 250

const stands = ({ opened_at, used_at }: Remembered<unknown>, now: number): boolean =>
  now - used_at < idleMs && now - opened_at < longestMs

/** By organisation, then by file; a row changed since then has another version and is opened anew. */
class Memory<T extends { version: number }> {
  readonly #organisations = new Map<string, Map<string, Remembered<T>>>()

  find(organisation_id: string, case_id: string, version: number, now: number): T | undefined {
    const found = this.#organisations.get(organisation_id)?.get(case_id)
    if (!found || found.opened.version !== version || !stands(found, now)) return undefined
    found.used_at = now
    return found.opened
  }

  keep(organisation_id: string, case_id: string, opened: T, now: number): void {
    const files = this.#organisations.get(organisation_id) ?? new Map<string, Remembered<T>>()
    this.#organisations.set(organisation_id, files)
    files.delete(case_id)
    files.set(case_id, { opened, opened_at: now, used_at: now })
    for (const oldest of files.keys()) {
      if (files.size <= mostFiles) break
      files.delete(oldest)
    }
  }

  forget(case_id: string): void {
    for (const files of this.#organisations.values()) files.delete(case_id)
  }

  sweep(now: number): number {
    let left = 0
    for (const [organisation_id, files] of this.#organisations) {
      for (const [case_id, each] of files) if (!stands(each, now)) files.delete(case_id)
      if (files.size === 0) this.#organisations.delete(organisation_id)
      left += files.size
    }
    return left
  }
}

const cards = new Memory<OpenedCard>()
const identities = new Memory<OpenedIdentity>()

let sweeping: NodeJS.Timeout | undefined
const sweepLater = (): void => {
  sweeping ??= setInterval(() => {
    const now = Date.now()
    if (cards.sweep(now) + identities.sweep(now) > 0) return
    clearInterval(sweeping)
    sweeping = undefined
  }, 60_000).unref()
}

/** When the key of a file is destroyed, what was opened with it goes too. */
export const forgetNames = (case_id: string): void => {
  cards.forget(case_id)
  identities.forget(case_id)
}

const Names = z.looseObject({ names: z.array(z.looseObject({ text: z.string(), latin: z.string().default('') })) })

const textsOf = ({ names }: z.output<typeof Names>): string[] =>
  names.flatMap(({ text, latin }) => [text, latin]).filter(Boolean)

const inPieces = async <T>(all: T[], work: (piece: T[]) => Promise<void>): Promise<void> => {
  for (let from = 0; from < all.length; from += atOnce) {
    if (from > 0) await breathe()
    await work(all.slice(from, from + atOnce))
  }
}

/** Opens what these files are called, as far as it is not still remembered. A file whose key is gone is left out. */
export const openNames = async (
  tx: Tx,
  vault: Vault,
  files: Searchable[],
): Promise<{ cards: Map<string, OpenedCard>; identities: Map<string, OpenedIdentity> }> => {
  const now = Date.now()
  const found = { cards: new Map<string, OpenedCard>(), identities: new Map<string, OpenedIdentity>() }
  const closedCards: string[] = []
  const closedIdentities: string[] = []
  for (const { organisation_id, case_id, version, identity_version } of files) {
    const card = cards.find(organisation_id, case_id, version, now)
    if (card) found.cards.set(case_id, card)
    else closedCards.push(case_id)
    if (identity_version === null) continue
    const identity = identities.find(organisation_id, case_id, identity_version, now)
    if (identity) found.identities.set(case_id, identity)
    else closedIdentities.push(case_id)
  }
  await inPieces(closedCards, async (case_ids) => {
    for (const row of await listSealedCards(tx, case_ids)) {
      const place = cardPlace(row.organisation_id, row.case_id)
      const { alias, birth_year } = (await tryOpen(tx, vault, row, row.sealed_card, place, Card)) ?? {}
      if (alias === undefined) continue
      const opened: OpenedCard = {
        version: row.version,
        reference: row.reference,
        stage: row.stage as Stage,
        status: row.status as 'open' | 'closed',
        alias,
        birth_year: birth_year ?? null,
        name: wordsOf(alias),
        plain: plainText(alias),
      }
      cards.keep(row.organisation_id, row.case_id, opened, now)
      found.cards.set(row.case_id, opened)
    }
  })
  await inPieces(closedIdentities, async (case_ids) => {
    for (const row of await listSealedIdentities(tx, case_ids)) {
      const place = identityPlace(row.organisation_id, row.case_id)
      const identity = await tryOpen(tx, vault, row, row.sealed, place, Names)
      if (!identity) continue
      const opened = { version: row.version, names: textsOf(identity).map(wordsOf) }
      identities.keep(row.organisation_id, row.case_id, opened, now)
      found.identities.set(row.case_id, opened)
    }
  })
  sweepLater()
  return found
}

/** What these files' people are called, opened for the one task of marking them and remembered by nobody. */
export const readNamesAsOwner = async (
  tx: Tx,
  vault: Vault,
  files: { organisation_id: string; case_id: string }[],
): Promise<Map<string, { names: string[]; birth_year: number | null }>> => {
  const case_ids = files.map(({ case_id }) => case_id)
  const found = new Map<string, { names: string[]; birth_year: number | null }>()
  for (const row of await listSealedCards(tx, case_ids)) {
    const card = await tryOpen(tx, vault, row, row.sealed_card, cardPlace(row.organisation_id, row.case_id), Card)
    if (card) found.set(row.case_id, { names: [card.alias], birth_year: card.birth_year })
  }
  for (const row of await listSealedIdentities(tx, case_ids)) {
    const place = identityPlace(row.organisation_id, row.case_id)
    const identity = await tryOpen(tx, vault, row, row.sealed, place, Names)
    found.get(row.case_id)?.names.push(...(identity ? textsOf(identity) : []))
  }
  return found
}

const tryOpen = async <S extends z.ZodType>(
  tx: Tx,
  vault: Vault,
  row: SealedCard | SealedIdentity,
  sealed: Buffer,
  place: ReturnType<typeof cardPlace>,
  schema: S,
): Promise<z.output<S> | undefined> => {
  try {
    const keys = await vault.openCaseKeys(tx, row, row.keys)
    return openJson(keys.of(sealed), place, sealed, schema)
  } catch (error) {
    if (isProblem(error) && error.key === 'case.erased') return undefined
    throw error
  }
}
