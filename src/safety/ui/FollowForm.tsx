// What followed an incident: words, and the day it is looked at again, or that it is over.
import { addDays, type Day } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { DateField, RadioGroup, TextArea } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { followIncident, type Incident, incidentFacts } from '../incident.ts'
import { ShortForm } from './ShortForm.tsx'
import { choices, useShortForm } from './writing.ts'

interface Props {
  case_id: string
  incident: Incident
  today: Day
  onDone: () => void
}

/** What followed is a line of its own: of the incident itself only the next day can clash. */
const answersOf = ({ follow_up_on }: Incident) => ({
  ...{ line_id: '', words: '', what_next: 'again', follow_up_on: follow_up_on as Day | null },
})
type Answers = ReturnType<typeof answersOf>

export function FollowForm({ case_id, incident, today, onDone }: Props) {
  const { incident_id } = incident
  const form = useShortForm<typeof followIncident, Answers, Incident>(
    followIncident,
    `follow ${incident_id}`,
    {
      ...{ line_id: newId(), words: '', what_next: 'again' },
      follow_up_on: addDays(today, incidentFacts.follow_up_days),
    },
    onDone,
    'safety.saved',
    {
      record: incident,
      answersOf,
      said: { follow_up_on: [t('safety.incident.look_again'), (value) => (value ? day(value, 'long') : '')] },
    },
  )
  const { answers, set } = form
  const save = () =>
    form.save(({ what_next, follow_up_on, ...rest }, version) => {
      const next = what_next === 'over' ? null : follow_up_on
      return { case_id, incident_id, version, ...rest, follow_up_on: next } as never
    })
  return (
    <ShortForm {...form} action={t('safety.incident.follow_save')} onSave={save} onLeave={form.leave}>
      <TextArea
        name="words"
        label={t('safety.incident.followed')}
        isRequired
        rows={3}
        value={answers.words}
        onChange={(words) => set({ words })}
      />
      <RadioGroup
        label={t('safety.incident.then')}
        options={choices(['again', 'over'], 'safety.incident.then')}
        value={answers.what_next}
        onChange={(what_next) => set({ what_next })}
      />
      {answers.what_next === 'again' && (
        <DateField
          name="follow_up_on"
          label={t('safety.incident.look_again')}
          isRequired
          min={today}
          value={answers.follow_up_on}
          onChange={(follow_up_on) => set({ follow_up_on })}
        />
      )}
    </ShortForm>
  )
}
