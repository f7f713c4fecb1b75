// Checking a certificate without any house: its shape, its signature by the key it names, its days. Whether it was taken back only
// the house that issued it can say.
import { z } from 'zod'
import type { Day } from '#kit/day.ts'
import { fromMultibase, keyFromMultibase, keyOfDid } from './base58.rules.ts'
import { Credential } from './credential.ts'
import { isSigned } from './proof.store.ts'

/** As it is served at `/badges/issuer/…/did.json`. */
const IssuerDocument = z.object({
  id: z.string(),
  verificationMethod: z.array(z.object({ id: z.string(), publicKeyMultibase: z.string() })),
})

export type AloneChecked =
  | { is: 'not_ours' | 'no_key' | 'changed' }
  | { is: 'signed'; credential: Credential; expired: boolean }

/** `document`: who signs, saved from the house; not needed where the key is its own address. */
export const checkAlone = async (sent: unknown, document: unknown, today: Day): Promise<AloneChecked> => {
  const credential = Credential.safeParse(sent).data
  if (!credential) return { is: 'not_ours' }
  const { verificationMethod } = credential.proof
  if (verificationMethod.split('#')[0] !== credential.issuer.id) return { is: 'changed' }
  const known = IssuerDocument.safeParse(document).data
  const listed = known?.verificationMethod.find(({ id }) => id === verificationMethod)
  const key = listed ? keyFromMultibase(listed.publicKeyMultibase) : keyOfDid(verificationMethod)
  if (!key) return { is: 'no_key' }
  if (!(await isSigned(credential, key, fromMultibase))) return { is: 'changed' }
  const until = credential.validUntil?.slice(0, 10)
  return { is: 'signed', credential, expired: until !== undefined && until < today }
}
