// Taking a certificate back: why, which the public page then tells, and that it is for good.
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { ConfirmDialog, ErrorNotice, Name, RadioGroup, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { SecondFactorDialog } from '#organisations/ui/SecondFactorDialog.tsx'
import { type CertificateRow, listCertificates, revokeCertificate } from '../certificate.ts'
import type { RevokeReason } from '../issue.ts'

const reasons = ['issued_wrongly', 'wrong_person', 'not_passed', 'asked_for', 'key_in_doubt'] as const

export function RevokeDialog({ of, onClose }: { of: CertificateRow; onClose: () => void }) {
  const [reason, setReason] = useState<RevokeReason>('issued_wrongly')
  const save = useWrite(revokeCertificate, { invalidates: [listCertificates] })
  const submit = () =>
    save.mutate(
      { certificate_id: of.certificate_id, version: of.version, reason },
      {
        onSuccess: () => {
          toast(t('certificates.revoked'))
          onClose()
        },
      },
    )
  if (save.error?.key === 'access.second_factor_needed')
    return <SecondFactorDialog onShown={submit} onClose={() => save.reset()} />
  return (
    <ConfirmDialog
      isOpen
      danger
      title={t('certificates.revoke')}
      action={t('certificates.revoke')}
      busy={save.isPending}
      onClose={onClose}
      onConfirm={submit}
    >
      {save.error && <ErrorNotice problem={save.error} />}
      <p>
        <Name>{of.title}</Name>
      </p>
      <p>{t('certificates.revoke_lead')}</p>
      <RadioGroup
        label={t('certificates.revoke_reason')}
        options={reasons.map((id) => ({ id, label: t(`certificates.reason.${id}`) }))}
        value={reason}
        onChange={(chosen) => setReason(chosen as RevokeReason)}
      />
    </ConfirmDialog>
  )
}
