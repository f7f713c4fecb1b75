// What happened, and between which moments: as sure as one is, no surer.
import { useState } from 'react'
import { clockOf, momentOf } from '#cases/ui/clock.ts'
import { newId } from '#kit/id.ts'
import { Checkbox, CheckboxGroup, DateField, Dialog, Notice, TextArea, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { type CareEvent, type EventKind, eventKinds, keepEvent } from '../window.ts'
import { CareForm } from './CareForm.tsx'
import { choices, useCareForm } from './writing.ts'

interface Clocked {
  day: string
  hour: string
}

function Clock({ label, value, onChange }: { label: string; value: Clocked; onChange: (value: Clocked) => void }) {
  return (
    <div className="care-clock">
      <DateField
        label={label}
        isRequired
        max={clockOf(Date.now()).day}
        value={value.day}
        onChange={(day) => day && onChange({ ...value, day })}
      />
      <TextField
        label={t('care.hour')}
        type="time"
        isRequired
        ltr
        width="short"
        value={value.hour}
        onChange={(hour) => onChange({ ...value, hour })}
      />
    </div>
  )
}

export function EventForm({
  case_id,
  event,
  onDone,
}: {
  case_id: string
  event: CareEvent | null
  onDone: () => void
}) {
  const [event_id] = useState(event?.event_id ?? newId)
  const form = useCareForm(
    keepEvent,
    event ? `event ${event.event_id}` : `event of ${case_id}`,
    {
      kinds: (event?.kinds ?? []) as EventKind[],
      from: clockOf(event?.from ?? Date.now()),
      to: clockOf(event?.to ?? Date.now()),
      exact: event ? event.from === event.to : false,
      words: event?.words ?? '',
    },
    onDone,
  )
  const { answers, set } = form
  const { kinds, from, to, exact, words } = answers
  const save = () =>
    form.save({
      case_id,
      event_id,
      version: event?.version ?? 0,
      kinds,
      from: momentOf(from),
      to: momentOf(exact ? from : to),
      words,
    } as never)
  return (
    <Dialog isOpen title={t('care.hours.begin')} onClose={form.leave}>
      <CareForm {...form} action={t('care.hours.save')} onSave={save}>
        <p>{t('care.hours.begin_lead')}</p>
        <CheckboxGroup
          name="kinds"
          label={t('care.event')}
          isRequired
          options={choices(eventKinds, 'care.event')}
          value={kinds}
          onChange={(next) => set({ kinds: next as EventKind[] })}
        />
        <Clock
          label={t(exact ? 'care.hours.at' : 'care.hours.from')}
          value={from}
          onChange={(next) => set({ from: next })}
        />
        {!exact && <Clock label={t('care.hours.to')} value={to} onChange={(next) => set({ to: next })} />}
        <Checkbox isSelected={exact} onChange={(next) => set({ exact: next })}>
          {t('care.hours.exact')}
        </Checkbox>
        <TextArea
          name="words"
          label={t('care.hours.event_words')}
          description={t('care.hours.event_words_why')}
          rows={3}
          value={words}
          onChange={(next) => set({ words: next })}
        />
        <Notice>{t('care.clinician_decides')}</Notice>
      </CareForm>
    </Dialog>
  )
}
