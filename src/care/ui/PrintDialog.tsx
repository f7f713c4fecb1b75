// The paper of an injury record: for what the person agreed to and nothing else.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { call } from '#gate/call.ts'
import { Button, Checkbox, Dialog, Form, FormActions, Notice, Select, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { saveAs } from '#media/ui/save-as.ts'
import { type InjuryRecord, printInjuries } from '../injury.ts'
import { paperLanguage } from './CopyForPerson.tsx'
import { useOnce } from './take-paper.ts'
import { choices } from './writing.ts'

export function PrintDialog({ file, injury, onClose }: { file: CaseFile; injury: InjuryRecord; onClose: () => void }) {
  const agreed = injury.says.consent.for
  const [purpose, setPurpose] = useState(agreed[agreed.length - 1]!)
  const [language, setLanguage] = useState<'en' | 'es' | 'it'>(paperLanguage)
  const [named, setNamed] = useState(false)
  const { busy, problem, run } = useOnce()
  const take = () =>
    run(async () => {
      const { case_id } = file
      const { injury_id } = injury
      const paper = await call(printInjuries, { case_id, injury_id, language, purpose, named: named ? 'yes' : 'no' })
      saveAs(paper.name, paper.bytes)
      toast(t('care.paper.done'))
      onClose()
    })
  return (
    <Dialog isOpen title={t('care.injury.print')} onClose={onClose}>
      <Form problem={problem} onSubmit={() => void take()}>
        <Select
          label={t('care.paper.purpose')}
          description={t('care.paper.purpose_why')}
          options={choices(agreed, 'care.injury.consent.for')}
          value={purpose}
          onChange={(next) => setPurpose(next as typeof purpose)}
        />
        <Select
          label={t('care.paper.language')}
          options={choices(['en', 'es', 'it'], 'care.paper.language')}
          value={language}
          onChange={(next) => setLanguage(next as typeof language)}
        />
        {file.sections.includes('identity') && (
          <Checkbox isSelected={named} onChange={setNamed}>
            {t('care.paper.named')}
          </Checkbox>
        )}
        <Notice tone="warning">{t('care.paper.leaves')}</Notice>
        <FormActions>
          <Button type="submit" kind="primary" icon="download" busy={busy}>
            {t('care.paper.save')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
