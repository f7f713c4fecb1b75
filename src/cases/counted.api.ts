// Counts files whose codes are missing, as those of an older house are, and again those that grew older. By the house
// itself, as the owner of the tables; never by a request.
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import { Card } from '#people/card.ts'
import { openJson } from '#vault/envelope.ts'
import type { Vault } from '#vault/vault.store.ts'
import { cardPlace } from './card.store.ts'
import { countedOf } from './counted.rules.ts'
import { listUncounted, writeCounted } from './counted.store.ts'
import { listSealedCards } from './search.store.ts'

const atOnce = 50
/** After so few a rest, in times they took: whoever works at the desk meanwhile does not feel it. */
const usualRest = 3
const holdsForMonths = 6

/** Counts the files that are due; answers how many. */
export const countAgain = async (tx: Tx, vault: Vault, today: Day, rest = usualRest) => {
  let counted = 0
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const began = performance.now()
    const case_ids = await listUncounted(tx, after, holdsForMonths, atOnce)
    if (case_ids.length === 0) break
    const rows = await Promise.all(
      (await listSealedCards(tx, case_ids)).map(async ({ organisation_id, case_id, sealed_card, keys }) => {
        const ring = await vault.openCaseKeys(tx, { organisation_id, case_id }, keys)
        const card = openJson(ring.of(sealed_card), cardPlace(organisation_id, case_id), sealed_card, Card)
        return { organisation_id, case_id, ...countedOf(card, today) }
      }),
    )
    await writeCounted(tx, rows)
    counted += rows.length
    after = case_ids.at(-1)!
    await pause((performance.now() - began) * rest)
  }
  return counted
}
