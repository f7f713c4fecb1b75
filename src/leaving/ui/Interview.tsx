// What the person says at the end, in their words. Every question may be skipped, and nobody asks why.
import { useState } from 'react'
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  EmptyState,
  Facts,
  Form,
  FormActions,
  Prose,
  RadioGroup,
  Section,
  TextArea,
  toast,
} from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { type ExitQuestion, type Leaving, writeInterview } from '../leaving.ts'
import { afterLeaving } from './LeavingSide.tsx'

interface Draft {
  answers: Record<string, string>
  may_contact: 'yes' | 'no' | 'not_asked'
  contact_after: string
}
const empty: Draft = { answers: {}, may_contact: 'not_asked', contact_after: '' }

const shown = (question: ExitQuestion, answer: string) =>
  question.kind === 'choice' ? t(`leaving.choice.${answer}`) : <Prose>{answer}</Prose>

function Question({
  question,
  value,
  onChange,
}: {
  question: ExitQuestion
  value: string
  onChange: (said: string) => void
}) {
  const label = t(`leaving.question.${question.code}`)
  if (question.kind === 'words') return <TextArea label={label} rows={3} value={value} onChange={onChange} />
  const options = [
    ...question.choices.map((id) => ({ id, label: t(`leaving.choice.${id}`) })),
    { id: 'skipped', label: t('leaving.skip') },
  ]
  return (
    <RadioGroup
      inline
      label={label}
      options={options}
      value={value || 'skipped'}
      onChange={(id) => onChange(id === 'skipped' ? '' : id)}
    />
  )
}

function InterviewForm({ leaving, today, onDone }: { leaving: Leaving; today: string; onDone: () => void }) {
  const { case_id, interview, questions } = leaving
  const [interview_id] = useState(() => interview?.interview_id ?? newId())
  const [draft, setDraft, clear] = useDraft<Draft>(`exit interview ${case_id}`, interview ?? empty)
  const write = useWrite(writeInterview, { invalidates: afterLeaving })
  const answer = (code: string) => (words: string) => {
    const { [code]: _, ...rest } = draft.answers
    setDraft({ ...draft, answers: words ? { ...rest, [code]: words } : rest })
  }
  const { answers, may_contact, contact_after } = draft
  const save = () =>
    write.mutate(
      {
        ...{ case_id, interview_id, answers, may_contact, contact_after },
        version: interview?.version ?? 0,
        held_on: interview?.held_on ?? today,
      },
      {
        onSuccess: () => {
          clear()
          onDone()
          toast(t('leaving.interview_saved'))
        },
      },
    )
  return (
    <Form problem={write.error} onSubmit={save}>
      <p>{t('leaving.interview_why')}</p>
      {questions.map((each) => (
        <Question key={each.code} question={each} value={draft.answers[each.code] ?? ''} onChange={answer(each.code)} />
      ))}
      <RadioGroup
        inline
        label={t('leaving.may_contact')}
        options={(['yes', 'no', 'not_asked'] as const).map((id) => ({ id, label: t(`leaving.may_contact.${id}`) }))}
        value={draft.may_contact}
        onChange={(id) => setDraft({ ...draft, may_contact: id as Draft['may_contact'] })}
      />
      {draft.may_contact === 'yes' && (
        <TextArea
          label={t('leaving.contact_after')}
          description={t('leaving.contact_after_why')}
          rows={2}
          value={draft.contact_after}
          onChange={(words) => setDraft({ ...draft, contact_after: words })}
        />
      )}
      <FormActions>
        <Button type="submit" kind="primary" busy={write.isPending}>
          {t('leaving.save_interview')}
        </Button>
        <Button kind="quiet" onPress={onDone}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}

export function Interview({ leaving, today, mayWrite }: { leaving: Leaving; today: string; mayWrite: boolean }) {
  const [writing, setWriting] = useState(false)
  const { interview, questions } = leaving
  const action = mayWrite && !writing && (
    <Button onPress={() => setWriting(true)}>
      {t(interview ? 'leaving.correct_interview' : 'leaving.write_interview')}
    </Button>
  )
  return (
    <Section
      title={t('leaving.interview')}
      lead={interview && !writing ? t('leaving.held_on', { day: day(interview.held_on, 'long') }) : undefined}
      actions={interview ? action : undefined}
    >
      {writing && <InterviewForm leaving={leaving} today={today} onDone={() => setWriting(false)} />}
      {!writing && !interview && (
        <EmptyState icon="note" title={t('leaving.no_interview')} action={action || undefined} />
      )}
      {!writing && interview && (
        <Facts
          items={[
            ...questions
              .filter((each) => interview.answers[each.code])
              .map((each) => ({
                label: t(`leaving.question.${each.code}`),
                value: shown(each, interview.answers[each.code]!),
              })),
            { label: t('leaving.may_contact'), value: t(`leaving.may_contact.${interview.may_contact}`) },
            ...(interview.contact_after
              ? [{ label: t('leaving.contact_after'), value: <Prose>{interview.contact_after}</Prose> }]
              : []),
          ]}
        />
      )}
    </Section>
  )
}
