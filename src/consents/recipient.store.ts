// Who may receive something without being an organisation of this house: named in the words the person heard, sealed to
// her file.
import { z } from 'zod'
import type { Tx } from '#kit/database.ts'
import type { At } from '#timeline/timeline.store.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import type { CaseKey } from '#vault/keys.ts'
import type { Vault } from '#vault/vault.store.ts'
import { type ConsentRow, listConsentRows } from './consent.store.ts'

const Recipient = z.object({ name: z.string() })

const place = ({ organisation_id, case_id }: At, row: string) => ({
  table: 'consent',
  column: 'sealed_recipient',
  row,
  case_id,
  organisation_id,
})

export const sealRecipient = (key: CaseKey, at: At, consent_id: string, name: string): Buffer =>
  sealJson(key, place(at, consent_id), { name })

/** The consents of a file with every recipient's name. */
export const listNamedConsents = async (tx: Tx, vault: Vault, at: At): Promise<ConsentRow[]> => {
  const rows = await listConsentRows(tx, at)
  if (rows.every((row) => row.sealed_recipient === null)) return rows
  const keys = await vault.caseKeys(tx, at.organisation_id, at.case_id)
  return rows.map((row) => {
    const sealed = row.sealed_recipient
    if (!sealed) return row
    return { ...row, recipient_name: openJson(keys.of(sealed), place(at, row.consent_id), sealed, Recipient).name }
  })
}
