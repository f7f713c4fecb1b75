// Moving a follow-up to a day that suits her.
import { useState } from 'react'
import { type CaseFile, listFiles, openFile } from '#cases/case.ts'
import { currentOf } from '#cases/ui/conflict.ts'
import { useWrite } from '#gate/query.ts'
import { Button, DateField, Form, FormActions, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { changeFollowUpDay, type FollowUp, listFollowUps } from '../follow-up.ts'

interface Props {
  file: CaseFile
  followUp: FollowUp
  onDone: () => void
}

export function DayForm({ file, followUp, onDone }: Props) {
  const { follow_up_id } = followUp
  const [due_on, setDay] = useState<string | null>(followUp.due_on)
  const change = useWrite(changeFollowUpDay, { invalidates: [listFollowUps, readTimeline, openFile, listFiles] })
  const version = currentOf<FollowUp>(change.error)?.version ?? followUp.version
  const save = () =>
    due_on &&
    change.mutate(
      { case_id: file.case_id, follow_up_id, version, due_on },
      {
        onSuccess: () => {
          toast(t('outcomes.moved'))
          onDone()
        },
      },
    )
  return (
    <Form problem={change.error} onSubmit={save}>
      <DateField name="due_on" label={t('outcomes.new_day')} isRequired value={due_on} onChange={setDay} />
      <FormActions>
        <Button type="submit" kind="primary" busy={change.isPending}>
          {t('outcomes.save_day')}
        </Button>
        <Button kind="quiet" onPress={onDone}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}
