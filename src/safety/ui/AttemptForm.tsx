// Somebody from before tried to reach the person: how, who, what was said, what was done, and the paper that shows it.
import { readDocuments } from '#documents/document.ts'
import { useGet } from '#gate/query.ts'
import type { Day } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { DateField, RadioGroup, Select, TextArea, TextField } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { type AttemptWords, incidentFacts, recordAttempt } from '../incident.ts'
import { type ProtocolKind, protocolKinds } from '../protocol.ts'
import { ShortForm } from './ShortForm.tsx'
import { choices, useShortForm } from './writing.ts'

export function AttemptForm({ case_id, today, onDone }: { case_id: string; today: Day; onDone: () => void }) {
  const papers = useGet(readDocuments, { case_id })
  const form = useShortForm(
    recordAttempt,
    `attempt ${case_id}`,
    {
      attempt_id: newId(),
      attempted_on: today as Day | null,
      channel: 'message' as AttemptWords['channel'],
      who: '',
      said: '',
      done: '',
      document_id: 'none',
      protocol: 'danger',
    },
    onDone,
  )
  const { answers, set } = form
  const save = () => {
    const { document_id, protocol, ...rest } = answers
    form.save({
      case_id,
      ...rest,
      document_id: document_id === 'none' ? null : document_id,
      protocol: protocol === 'none' ? null : (protocol as ProtocolKind),
    } as never)
  }
  return (
    <ShortForm {...form} action={t('safety.attempt.save')} onSave={save} onLeave={form.leave}>
      <Select
        label={t('safety.attempt.channel')}
        options={choices(incidentFacts.channels, 'safety.channel')}
        value={answers.channel}
        onChange={(channel) => set({ channel: channel as AttemptWords['channel'] })}
      />
      <TextField
        name="who"
        label={t('safety.attempt.who')}
        isRequired
        value={answers.who}
        onChange={(who) => set({ who })}
      />
      <DateField
        name="attempted_on"
        label={t('safety.attempt.on')}
        isRequired
        max={today}
        value={answers.attempted_on}
        onChange={(attempted_on) => set({ attempted_on })}
      />
      <TextArea label={t('safety.attempt.said')} rows={3} value={answers.said} onChange={(said) => set({ said })} />
      <TextArea label={t('safety.attempt.done')} rows={2} value={answers.done} onChange={(done) => set({ done })} />
      <Select
        label={t('safety.attempt.paper')}
        description={t('safety.attempt.paper_why')}
        options={[
          { id: 'none', label: t('safety.attempt.no_paper') },
          ...(papers.data?.documents ?? []).map(({ document_id, type, added_at }) => ({
            id: document_id,
            label: `${t(`codes.document_types.${type}`)} · ${day(added_at.slice(0, 10), 'long')}`,
          })),
        ]}
        value={answers.document_id}
        onChange={(document_id) => set({ document_id: document_id as string })}
      />
      <RadioGroup
        label={t('safety.opens.label')}
        description={t('safety.opens.attempt')}
        options={[{ id: 'none', label: t('safety.opens.none') }, ...choices(protocolKinds, 'safety.kind')]}
        value={answers.protocol}
        onChange={(protocol) => set({ protocol })}
      />
    </ShortForm>
  )
}
