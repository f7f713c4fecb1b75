// Reading one card, for the rooms that need to know her age, languages or province.
import type { Tx } from '#kit/database.ts'
import { Problem } from '#kit/problem.ts'
import { Card } from '#people/card.ts'
import type { At } from '#timeline/timeline.store.ts'
import { openJson } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import type { Vault } from '#vault/vault.store.ts'
import { findCase } from './case.store.ts'

export const cardPlace = (organisation_id: string, case_id: string) => ({
  table: 'case_file',
  column: 'sealed_card',
  row: case_id,
  case_id,
  organisation_id,
})

export const readCard = async (tx: Tx, vault: Vault, organisation_id: string, case_id: string): Promise<Card> => {
  const [row, keys] = await Promise.all([findCase(tx, case_id), vault.caseKeys(tx, organisation_id, case_id)])
  if (!row) throw new Problem('not_found', 'case.not_found')
  return openCard(keys, { organisation_id, case_id }, row.sealed_card)
}

/** A card that came along with another question. */
export const openCard = (keys: CaseKeyRing, { organisation_id, case_id }: At, sealed_card: Buffer): Card =>
  openJson(keys.of(sealed_card), cardPlace(organisation_id, case_id), sealed_card, Card)
