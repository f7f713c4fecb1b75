// Holding a consent while something is disclosed on it: a withdrawal at the same moment waits until this is done.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'

/** True while the consent is live, and from then on until this transaction ends. */
export const holdConsent = async (tx: Tx, consent_id: string, case_id: string, recipient: string): Promise<boolean> => {
  const { rows } = await sql<{
    held: boolean
  }>`select guard.hold_consent(${consent_id}, ${case_id}, ${recipient}) as held`.execute(tx)
  return rows[0]?.held === true
}

/** The same, where the consent names a service outside. */
export const holdOutsideConsent = async (tx: Tx, consent_id: string, case_id: string, service_id: string) => {
  const { rows } = await sql<{
    held: boolean
  }>`select guard.hold_outside_consent(${consent_id}, ${case_id}, ${service_id}) as held`.execute(tx)
  return rows[0]?.held === true
}
