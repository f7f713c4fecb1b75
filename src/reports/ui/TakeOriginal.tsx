// Taking an original out: what it may carry, what for, and then only as a file to keep.
import { useState } from 'react'
import { call } from '#gate/call.ts'
import { isProblem, Problem } from '#kit/problem.ts'
import { Button, Dialog, Form, FormActions, Notice, Select, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { saveAs } from '#media/ui/save-as.ts'
import { OriginalReason, takeReportOriginal } from '../files.ts'

interface Props {
  report_id: string
  file_id: string
  onClose: () => void
}

export function TakeOriginal({ report_id, file_id, onClose }: Props) {
  const [reason, setReason] = useState<OriginalReason>('look_closer')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const take = async () => {
    setBusy(true)
    setProblem(null)
    try {
      const { name, bytes } = await call(takeReportOriginal, { report_id, file_id, reason })
      saveAs(name, bytes)
      toast(t('reports.files.original.done'))
      onClose()
    } catch (error) {
      setProblem(isProblem(error) ? error : new Problem('broken', 'ui.problem.broken'))
      setBusy(false)
    }
  }
  return (
    <Dialog isOpen onClose={onClose} title={t('reports.files.original.title')}>
      <Form problem={problem} onSubmit={() => void take()}>
        <Notice tone="warning">{t('reports.files.original.warning')}</Notice>
        <Select
          label={t('reports.files.original.reason')}
          description={t('reports.files.original.journal')}
          options={OriginalReason.options.map((id) => ({ id, label: t(`reports.files.reason.${id}`) }))}
          value={reason}
          onChange={(id) => setReason(id as OriginalReason)}
        />
        <FormActions>
          <Button type="submit" kind="primary" icon="download" busy={busy}>
            {t('reports.files.original.take')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
