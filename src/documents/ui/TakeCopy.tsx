// Taking a copy out: which one and what for, said before it leaves.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { call } from '#gate/call.ts'
import { isProblem, Problem } from '#kit/problem.ts'
import { Button, Dialog, Form, FormActions, Notice, RadioGroup, Select, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { saveAs } from '#media/ui/save-as.ts'
import { CopyPurpose, type Document, takeCopy, takeOpenedCopy } from '../document.ts'

interface Props {
  file: CaseFile
  /** Whether this reader takes copies as one of the team. */
  ours: boolean
  document: Document
  onClose: () => void
}

export function TakeCopy({ file, ours, document, onClose }: Props) {
  const [kind, setKind] = useState<'marked' | 'share'>(document.type === 'letter' ? 'share' : 'marked')
  const [purpose, setPurpose] = useState<CopyPurpose>('for_print')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const take = async () => {
    setBusy(true)
    setProblem(null)
    const wish = { case_id: file.case_id, document_id: document.document_id, purpose }
    try {
      const copy = ours ? await call(takeCopy, { ...wish, kind }) : await call(takeOpenedCopy, wish)
      saveAs(copy.name, copy.bytes)
      toast(t('documents.copy.done'))
      onClose()
    } catch (error) {
      setProblem(isProblem(error) ? error : new Problem('broken', 'ui.problem.broken'))
      setBusy(false)
    }
  }
  return (
    <Dialog isOpen onClose={onClose} title={t('documents.copy.title')}>
      <Form problem={problem} onSubmit={() => void take()}>
        {ours && (
          <RadioGroup
            label={t('documents.copy.kind')}
            options={(['marked', 'share'] as const).map((id) => ({ id, label: t(`documents.copy.kind.${id}`) }))}
            value={kind}
            onChange={(id) => setKind(id as typeof kind)}
          />
        )}
        <Select
          label={t('documents.copy.purpose')}
          description={t('documents.copy.journal')}
          options={CopyPurpose.options.map((id) => ({ id, label: t(`documents.copy.purpose.${id}`) }))}
          value={purpose}
          onChange={(id) => setPurpose(id as CopyPurpose)}
        />
        <Notice>{t('documents.copy.warning')}</Notice>
        <FormActions>
          <Button type="submit" kind="primary" icon="download" busy={busy}>
            {t('documents.copy.take')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
