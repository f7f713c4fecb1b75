// What was said about a hand-over: sealed with the file's own key, read by whoever opens the file.
import { z } from 'zod'
import type { Tx } from '#kit/database.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import type { CaseKey } from '#vault/keys.ts'
import type { Vault } from '#vault/vault.store.ts'
import type { HandOverRow } from './hand-over.store.ts'

const Sealed = z.object({ words: z.string() })
const place = ({
  organisation_id,
  case_id,
  hand_over_id,
}: Pick<HandOverRow, 'organisation_id' | 'case_id' | 'hand_over_id'>) => ({
  table: 'hand_over',
  column: 'sealed',
  row: hand_over_id,
  case_id,
  organisation_id,
})

export const sealHandOver = (
  key: CaseKey,
  at: { organisation_id: string; case_id: string; hand_over_id: string },
  words: string,
): Buffer => sealJson(key, place(at), { words })

export const openHandOver = async (tx: Tx, vault: Vault, { sealed, organisation_id, ...row }: HandOverRow) => {
  if (!sealed) return { ...row, words: '' }
  const keys = await vault.caseKeys(tx, organisation_id, row.case_id)
  return { ...row, words: openJson(keys.of(sealed), place({ organisation_id, ...row }), sealed, Sealed).words }
}
