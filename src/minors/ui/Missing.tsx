// When the person has left the place: what is done in the first hours, and the welcome when they are back.
import { useState } from 'react'
import { clockOf, momentOf } from '#cases/ui/clock.ts'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import {
  Badge,
  Button,
  Checkbox,
  DateField,
  ErrorNotice,
  Notice,
  RadioGroup,
  Section,
  TextArea,
  TextField,
} from '#kit/ui/index.ts'
import { moment, t, time } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { readMinor } from '../minor.ts'
import { firstSteps } from '../missing.rules.ts'
import { type MissingTime, sayBack, sayMissing, Talk, takeFirstStep } from '../missing.ts'
import { pathway } from '../pathway.ts'
import { ShortForm } from './ShortForm.tsx'
import { choices, useShortForm } from './writing.ts'

function Clock({
  value,
  label,
  onChange,
}: {
  value: { day: string; hour: string }
  label: string
  onChange: (value: { day: string; hour: string }) => void
}) {
  return (
    <div className="minor-clock">
      <DateField
        label={label}
        isRequired
        max={clockOf(Date.now()).day}
        value={value.day}
        onChange={(day) => day && onChange({ ...value, day })}
      />
      <TextField
        label={t('minors.hour')}
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

export function SayMissing({ case_id, onDone }: { case_id: string; onDone: () => void }) {
  const first = { missing_id: newId(), since: clockOf(Date.now()), last_seen: '' }
  const form = useShortForm(sayMissing, `missing ${case_id}`, first, onDone)
  const { missing_id, since, last_seen } = form.answers
  return (
    <ShortForm
      {...form}
      action={t('minors.missing.say')}
      onSave={() => form.save({ case_id, missing_id, left_at: momentOf(since), last_seen } as never)}
      onLeave={form.leave}
    >
      <p>{t('minors.missing.say_lead')}</p>
      <Clock label={t('minors.missing.left_at')} value={since} onChange={(value) => form.set({ since: value })} />
      <TextArea
        name="last_seen"
        label={t('minors.missing.last_seen')}
        description={t('minors.missing.last_seen_why')}
        isRequired
        rows={3}
        value={last_seen}
        onChange={(text) => form.set({ last_seen: text })}
      />
    </ShortForm>
  )
}

function BackForm({ case_id, missing, onDone }: { case_id: string; missing: MissingTime; onDone: () => void }) {
  const { missing_id, version } = missing
  const first = {
    back: clockOf(missing.back_at ?? Date.now()),
    talk: missing.talk ?? {
      said: '',
      changes: '',
      health: 'not_yet' as Talk['health'],
      in_danger: 'not_said' as Talk['in_danger'],
    },
  }
  const form = useShortForm(sayBack, `back ${missing_id}`, first, onDone)
  const { back, talk } = form.answers
  const set = (change: Partial<Talk>) => form.set({ talk: { ...talk, ...change } })
  return (
    <ShortForm
      {...form}
      action={t('minors.missing.back_save')}
      onSave={() => form.save({ case_id, missing_id, version, back_at: momentOf(back), talk } as never)}
      onLeave={form.leave}
    >
      <Notice tone="good">{t('minors.missing.back_lead')}</Notice>
      <Clock label={t('minors.missing.back_at')} value={back} onChange={(value) => form.set({ back: value })} />
      <TextArea
        label={t('minors.missing.said')}
        description={t('minors.own_words')}
        rows={4}
        value={talk.said}
        onChange={(said) => set({ said })}
      />
      <TextArea
        label={t('minors.missing.changes')}
        rows={3}
        value={talk.changes}
        onChange={(changes) => set({ changes })}
      />
      <RadioGroup
        label={t('minors.missing.health')}
        options={choices(Talk.shape.health.options, 'minors.missing.health')}
        value={talk.health}
        onChange={(health) => set({ health: health as Talk['health'] })}
      />
      <RadioGroup
        label={t('minors.missing.in_danger')}
        inline
        options={choices(Talk.shape.in_danger.options, 'minors.missing.in_danger')}
        value={talk.in_danger}
        onChange={(in_danger) => set({ in_danger: in_danger as Talk['in_danger'] })}
      />
    </ShortForm>
  )
}

interface Props {
  case_id: string
  missing: MissingTime
  mayWrite: boolean
  now: string
}

/** Only while someone is missing: above everything else. */
export function MissingNow({ case_id, missing, mayWrite, now }: Props) {
  const { nameOf } = useColleagues()
  const [back, setBack] = useState(false)
  const take = useWrite(takeFirstStep, { invalidates: [readMinor, readTimeline] })
  const { missing_id, version, left_at, last_seen } = missing
  const say = mayWrite && !back && (
    <Button kind="primary" icon="check" onPress={() => setBack(true)}>
      {t('minors.missing.back')}
    </Button>
  )
  return (
    <Section title={t('minors.missing.now')} lead={t('minors.missing.since', { when: moment(left_at) })} actions={say}>
      {back && <BackForm case_id={case_id} missing={missing} onDone={() => setBack(false)} />}
      <p dir="auto">{last_seen}</p>
      {take.error && <ErrorNotice problem={take.error} />}
      <ul className="minor-hours" aria-label={t('minors.missing.first_hours')}>
        {firstSteps(pathway.first_hours, missing, now).map(({ code, due_at, taken, late }) => (
          <li key={code}>
            <Checkbox
              isSelected={taken !== null}
              isDisabled={!mayWrite || take.isPending}
              onChange={(done) => take.mutate({ case_id, missing_id, version, code, done })}
            >
              {t(`minors.first.${code}`)}
              <small>
                {taken
                  ? t('minors.missing.taken', { name: nameOf(taken.by), when: time(taken.at) })
                  : t('minors.missing.by', { when: moment(due_at) })}
              </small>
            </Checkbox>
            {late && <Badge tone="warning">{t('minors.late')}</Badge>}
          </li>
        ))}
      </ul>
      <Notice tone="warning">{t('minors.missing.never')}</Notice>
    </Section>
  )
}

export function TalkAfterwards({
  case_id,
  missing,
  onDone,
}: {
  case_id: string
  missing: MissingTime
  onDone: () => void
}) {
  return <BackForm case_id={case_id} missing={missing} onDone={onDone} />
}
