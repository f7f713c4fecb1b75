// A supervisor's answer to a version, to the very hash on the screen.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { Button, Form, FormActions, TextArea, toast } from '#kit/ui/index.ts'
import { list, t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { type Approval, answerVersion, readVersion, readVersions, type VersionHead } from '../version.ts'

export function ApprovalForm({ file, version }: { file: CaseFile; version: VersionHead }) {
  const { case_id, sections } = file
  const { number, hash } = version
  const [words, setWords] = useState('')
  const [approval_id, setId] = useState(newId)
  const send = useWrite(answerVersion, { invalidates: [readVersions, readVersion, readTimeline] })
  const answer = (said: Approval['answer']) =>
    send.mutate(
      { case_id, number, approval_id, hash, answer: said, words },
      {
        onSuccess: () => {
          toast(t(`plans.approval.said.${said}`))
          setWords('')
          setId(newId())
        },
      },
    )
  return (
    <Form problem={send.error} onSubmit={() => answer('approved')}>
      <p className="plan-soft">
        {t('plans.approval.open_to_you', { sections: list(sections.map((each) => t(`access.section.${each}`))) })}
      </p>
      <TextArea
        name="words"
        label={t('plans.approval.words')}
        description={t('plans.approval.words_why')}
        rows={2}
        maxLength={1_000}
        value={words}
        onChange={setWords}
      />
      <FormActions>
        <Button type="submit" kind="primary" icon="check" busy={send.isPending}>
          {t('plans.approval.approve', { number })}
        </Button>
        <Button isDisabled={words.trim() === '' || send.isPending} onPress={() => answer('returned')}>
          {t('plans.approval.return')}
        </Button>
      </FormActions>
    </Form>
  )
}
