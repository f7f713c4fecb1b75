// Leaving the blind marks of a person's names behind, so that the duplicate question meets them later without opening a file.
import type { Tx } from '#kit/database.ts'
import { blindMatch } from '#vault/index-key.ts'
import type { Vault } from '#vault/vault.store.ts'
import { insertMarks, type Mark } from './mark.store.ts'
import { markScheme, marksToKeep } from './name-mark.rules.ts'

interface With {
  tx: Tx
  vault: Vault
}

/** The keyed marks of these words, under every key version the organisation has had. */
export const blindMarks = async ({ tx, vault }: With, organisation_id: string, texts: string[]): Promise<Mark[]> => {
  const keys = await vault.organisationKeys(tx, organisation_id)
  return keys.flatMap((key) => texts.map((text) => ({ scheme: markScheme, match: blindMatch(key, text) })))
}

const mostMarks = 600

/** Marks a file by these names. Marks it already has stay: a name given up may still be the one somebody asks for. */
export const keepMarks = async (
  asked: With,
  { organisation_id, case_id }: { organisation_id: string; case_id: string },
  names: string[],
  birth_year: number | null,
): Promise<void> => {
  const texts = new Set(names.flatMap((name) => marksToKeep(name, birth_year)))
  const marks = await blindMarks(asked, organisation_id, [...texts].slice(0, mostMarks))
  await insertMarks(asked.tx, organisation_id, case_id, marks)
}
