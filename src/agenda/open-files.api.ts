// The cards of several files at once, opened in memory: what a page about many people names them by.
import { cardPlace } from '#cases/card.store.ts'
import type { AskedByStaff } from '#gate/answer.ts'
import { Card } from '#people/card.ts'
import { openJson } from '#vault/envelope.ts'
import { type CaseKeyRing, caseKeyRing } from '#vault/key-ring.ts'
import type { CaseKey } from '#vault/keys.ts'
import { listCards, listKeys } from './today.store.ts'

export interface OpenFile {
  alias: string
  reference: string
  ring: CaseKeyRing
}

/** Those of them one sees; the others are not among the answers. */
export const openFiles = async (
  { tx, vault, actor: { organisation_id } }: Pick<AskedByStaff<unknown>, 'tx' | 'vault' | 'actor'>,
  ids: readonly string[],
): Promise<Map<string, OpenFile>> => {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const [cards, wrapped] = await Promise.all([
    listCards(tx, organisation_id, wanted),
    listKeys(tx, organisation_id, wanted),
  ])
  const keys = new Map<string, CaseKey[]>()
  for (const row of wrapped) keys.set(row.case_id, [...(keys.get(row.case_id) ?? []), await vault.openCaseKey(tx, row)])
  return new Map(
    cards.flatMap(({ case_id, reference, sealed_card }) => {
      const [latest, ...older] = keys.get(case_id) ?? []
      if (!latest) return []
      const ring = caseKeyRing([latest, ...older])
      const place = cardPlace(organisation_id, case_id)
      return [[case_id, { alias: openJson(ring.of(sealed_card), place, sealed_card, Card).alias, reference, ring }]]
    }),
  )
}
