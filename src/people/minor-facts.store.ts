// Asking the two facts, whatever sections are open to whoever asks: a code each, and nothing of what it stands on.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { FamilyRiskOutcome, GuardianWord } from './minor-facts.ts'

/** The latest assessment of the risk in the family; null when nobody assessed it, or the file is not one's own. */
export const findFamilyRisk = async (tx: Tx, case_id: string): Promise<FamilyRiskOutcome | null> => {
  const { rows } = await sql<{ risk: FamilyRiskOutcome | null }>`select guard.family_risk(${case_id}) as risk`.execute(
    tx,
  )
  return rows[0]?.risk ?? null
}

/** Holds the guardian as they stand until this transaction ends, so that a consent and a change never cross. */
export const holdGuardian = async (tx: Tx, case_id: string): Promise<GuardianWord> => {
  const { rows } = await sql<{ word: GuardianWord }>`select guard.guardian_word(${case_id}) as word`.execute(tx)
  return rows[0]!.word
}
