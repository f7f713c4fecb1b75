// A certificate somebody of the invented world holds, signed like any other. The name is drawn, printed nowhere and kept nowhere.
import { issueCertificate } from '#certificates/issue.api.ts'
import type { Achievement, RevokeReason } from '#certificates/issue.ts'
import type { World } from './world.ts'

export interface CertificateWish {
  organisation_id: string
  institution_id: string | null
  achievement: Achievement
  name: string
  valid_months: number | null
  /** How many days ago it was issued. */
  days: number
  revoked?: { days: number; reason: RevokeReason }
}

export const aCertificate = async ({ tx, vault, at }: World, wish: CertificateWish): Promise<string> => {
  const { days, revoked, ...asked } = wish
  const issued = await issueCertificate(
    { tx, vault, public_url: undefined },
    { ...asked, language: 'es', now: at(days) },
  )
  if (revoked)
    await tx
      .updateTable('certificate')
      .set({ revoked_on: at(revoked.days).slice(0, 10), revoke_reason: revoked.reason, version: 2 })
      .where('certificate_id', '=', issued.certificate_id)
      .execute()
  return issued.number
}
