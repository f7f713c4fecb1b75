// An answer to whoever holds the receipt. It is short, safe to read over a shoulder, and cannot be taken back.
import { useState } from 'react'
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { Button, Form, FormActions, Notice, Section, TextArea, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { answerReporter, type Report, type ReportMessage } from '../report.ts'

interface Props {
  report: Report
  onSent: (written: ReportMessage) => void
}

export function AnswerForm({ report, onSent }: Props) {
  const { report_id } = report
  const [draft, setDraft, clear] = useDraft(`report answer ${report_id}`, { text: '' })
  // The same answer pressed twice is one: it gets a new name only once it is sent.
  const [message_id, setMessageId] = useState(newId)
  const send = useWrite(answerReporter)
  const sent = () => {
    // What was sent is not offered again; what failed stays to be sent once more.
    setDraft({ text: '' })
    clear()
    onSent({ message_id, direction: 'to_reporter', written_on: new Date().toISOString().slice(0, 10), text: null })
    setMessageId(newId())
    toast(t('reports.answer_sent'))
  }
  return (
    <Section title={t('reports.answer')} lead={t('reports.answer_lead')}>
      {!report.kept && <Notice tone="warning">{t('reports.answer_may_not_be_read')}</Notice>}
      <Form problem={send.error} onSubmit={() => send.mutate({ report_id, message_id, ...draft }, { onSuccess: sent })}>
        <TextArea
          name="text"
          label={t('reports.answer_text')}
          description={t('reports.answer_hint')}
          isRequired
          value={draft.text}
          onChange={(text) => setDraft({ text })}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={send.isPending}>
            {t('reports.send_answer')}
          </Button>
        </FormActions>
      </Form>
    </Section>
  )
}
