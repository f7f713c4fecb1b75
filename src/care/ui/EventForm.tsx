// What happened, and between which moments: as sure as one is, no surer.
import { useState } from 'react'
import { clockOf, momentOf } from '#cases/ui/clock.ts'
import { newId } from '#kit/id.ts'
import { Checkbox, CheckboxGroup, DateField, Dialog, Notice, TextArea, TextField } from '#kit/ui/index.ts'
import { day, list, t } from '#language/here.ts'
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

const answersOf = ({ kinds, from, to, words }: CareEvent) => ({
  ...{ kinds, from: clockOf(from), to: clockOf(to), exact: from === to, words },
})
type Answers = ReturnType<typeof answersOf>

const saidClock = (value: Clocked): string =>
  t('care.session.at', { day: day(value.day, 'weekday'), clock: value.hour })

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
  const form = useCareForm<typeof keepEvent, Answers, CareEvent>(
    keepEvent,
    event ? `event ${event.event_id}` : `event of ${case_id}`,
    event
      ? answersOf(event)
      : { kinds: [], from: clockOf(Date.now()), to: clockOf(Date.now()), exact: false, words: '' },
    onDone,
    {
      record: event,
      answersOf,
      said: {
        kinds: [t('care.event'), (value) => list(value.map((each) => t(`care.event.${each}`)))],
        from: [t('care.hours.from'), saidClock],
        to: [t('care.hours.to'), saidClock],
        words: [t('care.hours.event_words'), (value) => value],
      },
    },
  )
  const { answers, set } = form
  const { kinds, from, to, exact, words } = answers
  const save = () =>
    form.save(
      (said, version) =>
        ({
          ...{ case_id, event_id, version, kinds: said.kinds, words: said.words },
          ...{ from: momentOf(said.from), to: momentOf(said.exact ? said.from : said.to) },
        }) as never,
    )
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
