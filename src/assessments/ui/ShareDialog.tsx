// Answers leave the house as FHIR: for the person herself, or for somebody a live consent of hers names.
import { useState } from 'react'
import { listConsents } from '#consents/consent.ts'
import { call } from '#gate/call.ts'
import { useGet } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { isProblem, type Problem } from '#kit/problem.ts'
import { Button, Dialog, ErrorNotice, Notice, RadioGroup, toast } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { SecondFactorDialog } from '#organisations/ui/SecondFactorDialog.tsx'
import type { AssessmentHead } from '../results.ts'
import { shareAnswers } from '../share.ts'
import { saveFile } from './save-file.ts'

interface Props {
  case_id: string
  heads: Pick<AssessmentHead, 'assessment_id' | 'section'>[]
  onClose: () => void
}
const herself = 'herself'

export function ShareDialog({ case_id, heads, onClose }: Props) {
  const consents = useGet(listConsents, { case_id })
  const [whom, setWhom] = useState(herself)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const live = (consents.data?.consents ?? []).filter(
    ({ state, sections }) => state === 'live' && heads.every(({ section }) => sections.includes(section)),
  )
  const save = async () => {
    setBusy(true)
    setProblem(null)
    try {
      const { name, json } = await call(shareAnswers, {
        case_id,
        assessments: heads.map(({ assessment_id }) => assessment_id).join(','),
        share_id: newId(),
        ...(whom !== herself && { consent_id: whom }),
      })
      saveFile(name, 'application/fhir+json', json)
      toast(t('instruments.share.saved'))
      onClose()
    } catch (error) {
      if (isProblem(error)) setProblem(error)
    }
    setBusy(false)
  }
  if (problem?.key === 'access.second_factor_needed')
    return <SecondFactorDialog onShown={() => void save()} onClose={onClose} />
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('instruments.share.title')}
      actions={
        <Button kind="primary" icon="download" busy={busy} onPress={() => void save()}>
          {t('instruments.share.save')}
        </Button>
      }
    >
      {problem && <ErrorNotice problem={problem} />}
      <p>{t('instruments.share.what')}</p>
      <RadioGroup
        label={t('instruments.share.whom')}
        options={[
          { id: herself, label: t('instruments.share.herself') },
          ...live.map(({ consent_id, recipient_name, ends_on }) => ({
            id: consent_id,
            label: recipient_name,
            description: t('instruments.share.until', { day: day(ends_on, 'short') }),
          })),
        ]}
        value={whom}
        onChange={setWhom}
      />
      {live.length === 0 && <Notice>{t('instruments.share.no_consent')}</Notice>}
    </Dialog>
  )
}
