// A decision with its reason: one line and Enter. What it needs besides, a file or nothing, is asked here too.
import { useState } from 'react'
import type { Problem } from '#kit/problem.ts'
import { Button, Dialog, Form, FormActions, Name, Notice, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { ClosingKind } from '../decision-kinds.ts'
import type { FindFile } from './Triage.tsx'

interface Props {
  kind: ClosingKind
  busy: boolean
  problem: Problem | null
  findFile: FindFile
  onClose: () => void
  onDecide: (more: { reason: string; to_file_id?: string }) => void
}

export function DecideDialog({ kind, busy, problem, findFile, onClose, onDecide }: Props) {
  const [reason, setReason] = useState('')
  const [file, setFile] = useState<{ case_id: string; name: string } | null>(null)
  const needsFile = kind === 'linked'
  const decide = () => {
    if (needsFile && !file) return
    onDecide({ reason, ...(file && { to_file_id: file.case_id }) })
  }
  return (
    <Dialog isOpen onClose={onClose} title={t(`reports.decide.${kind}`)}>
      <p className="quiet">{t(`reports.decide_lead.${kind}`)}</p>
      {needsFile && !file && findFile({ onPick: setFile })}
      {file && (
        <Notice tone="good">
          <Name>{file.name}</Name>{' '}
          <Button small kind="quiet" onPress={() => setFile(null)}>
            {t('reports.another_file')}
          </Button>
        </Notice>
      )}
      {(!needsFile || file) && (
        <Form problem={problem} onSubmit={decide}>
          <TextField name="reason" label={t('reports.reason_why')} autoFocus value={reason} onChange={setReason} />
          <FormActions>
            <Button type="submit" kind="primary" busy={busy}>
              {t('reports.save_decision')}
            </Button>
          </FormActions>
        </Form>
      )}
    </Dialog>
  )
}
