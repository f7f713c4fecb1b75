// Writing an incident down, or correcting an open one: what, where roughly, who was hurt, whom it was reported to.

import type { OnTop } from '#gate/use-form.tsx'
import { addDays, type Day } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { Checkbox, DateField, RadioGroup, Select, TextArea, TextField } from '#kit/ui/index.ts'
import { day, list, t } from '#language/here.ts'
import { changeIncident, type Incident, type IncidentWords, incidentFacts, recordIncident } from '../incident.ts'
import { type ProtocolKind, protocolKinds } from '../protocol.ts'
import type { OfHouse } from './Incidents.tsx'
import { ShortForm } from './ShortForm.tsx'
import { choices, useShortForm } from './writing.ts'

interface Props {
  case_id: string
  /** Null for a new one. */
  incident: Incident | null
  ofHouse: OfHouse[]
  today: Day
  onDone: () => void
}

type Reported = IncidentWords['reported'][number]

const answersOf = (incident: Incident) => ({
  ...{ incident_id: incident.incident_id, happened_on: incident.happened_on as Day | null },
  ...{ follow_up_on: null as Day | null, stay_entry_id: null as string | null, protocol: 'none' },
  ...{ kind: incident.kind, place: incident.place, what: incident.what, people: incident.people },
  ...{ injuries: incident.injuries, measures: incident.measures, reported: incident.reported as Reported[] },
})
type Answers = ReturnType<typeof answersOf>

const first = (today: Day): Answers => ({
  ...{ incident_id: newId(), happened_on: today, stay_entry_id: null, protocol: 'none' },
  follow_up_on: addDays(today, incidentFacts.follow_up_days),
  ...{ kind: 'threat', place: 'not_said', what: '', people: '', injuries: '', measures: '', reported: [] },
})

const plain = (value: string): string => value
const saidOf = (): OnTop<Answers, Incident>['said'] => ({
  kind: [t('safety.incident.kind'), (value) => t(`safety.incident.kind.${value}`)],
  place: [t('safety.incident.place'), (value) => t(`safety.incident.place.${value}`)],
  what: [t('safety.incident.what'), plain],
  people: [t('safety.incident.people'), plain],
  injuries: [t('safety.incident.injuries'), plain],
  measures: [t('safety.incident.measures'), plain],
  reported: [
    t('safety.incident.reported'),
    (value) => list(value.map(({ to }) => t(`safety.incident.reported.${to}`))),
  ],
})

export function IncidentForm({ case_id, incident, ofHouse, today, onDone }: Props) {
  const form = useShortForm<typeof recordIncident, Answers, Incident>(
    (incident ? changeIncident : recordIncident) as typeof recordIncident,
    `incident ${incident?.incident_id ?? case_id}`,
    incident ? answersOf(incident) : first(today),
    onDone,
    'safety.saved',
    { record: incident, answersOf, said: saidOf() },
  )
  const { answers, set } = form
  const toggle = (to: Reported['to'], isOn: boolean) =>
    set({
      reported: isOn
        ? [...answers.reported, { to, on_day: today, note: '' }]
        : answers.reported.filter((each) => each.to !== to),
    })
  const report = (to: Reported['to'], change: Partial<Reported>) =>
    set({ reported: answers.reported.map((each) => (each.to === to ? { ...each, ...change } : each)) })
  const save = () =>
    form.save((said, version) => {
      const { protocol, happened_on, follow_up_on, stay_entry_id, ...words } = said
      return (
        incident
          ? { case_id, version, ...words }
          : {
              ...{ case_id, ...words, happened_on, follow_up_on, stay_entry_id },
              protocol: protocol === 'none' ? null : (protocol as ProtocolKind),
            }
      ) as never
    })
  const proposed = incidentFacts.opens[answers.kind]
  return (
    <ShortForm {...form} action={t('safety.incident.save')} onSave={save} onLeave={form.leave}>
      {ofHouse.length > 0 && (
        <Select
          label={t('safety.incident.link')}
          description={t('safety.incident.link_why')}
          options={[
            { id: 'none', label: t('safety.incident.link_none') },
            ...ofHouse.map(({ entry_id, on_day, name }) => ({
              id: entry_id,
              label: `${day(on_day, 'long')} · ${name}`,
            })),
          ]}
          value={answers.stay_entry_id ?? 'none'}
          onChange={(id) => {
            const linked = ofHouse.find(({ entry_id }) => entry_id === id)
            set({
              stay_entry_id: linked?.entry_id ?? null,
              ...(linked && { happened_on: linked.on_day, place: 'where_living' }),
            })
          }}
        />
      )}
      <Select
        label={t('safety.incident.kind')}
        options={choices(incidentFacts.kinds, 'safety.incident.kind')}
        value={answers.kind}
        onChange={(kind) => set({ kind: kind as IncidentWords['kind'] })}
      />
      {!incident && (
        <DateField
          name="happened_on"
          label={t('safety.incident.happened_on')}
          isRequired
          max={today}
          value={answers.happened_on}
          onChange={(happened_on) => set({ happened_on })}
        />
      )}
      <Select
        label={t('safety.incident.place')}
        description={t('safety.incident.place_why')}
        options={choices(incidentFacts.places, 'safety.incident.place')}
        value={answers.place}
        onChange={(place) => set({ place: place as IncidentWords['place'] })}
      />
      <TextArea
        name="what"
        label={t('safety.incident.what')}
        isRequired
        rows={4}
        value={answers.what}
        onChange={(what) => set({ what })}
      />
      <TextArea
        label={t('safety.incident.people')}
        rows={2}
        value={answers.people}
        onChange={(people) => set({ people })}
      />
      <TextArea
        label={t('safety.incident.injuries')}
        rows={2}
        value={answers.injuries}
        onChange={(injuries) => set({ injuries })}
      />
      <fieldset className="safety-set">
        <legend>{t('safety.incident.reported')}</legend>
        {incidentFacts.reported_to.map((to) => {
          const told = answers.reported.find((each) => each.to === to)
          return (
            <div key={to} className="safety-reported">
              <Checkbox isSelected={told !== undefined} onChange={(isOn) => toggle(to, isOn)}>
                {t(`safety.reported_to.${to}`)}
              </Checkbox>
              {told && to !== 'nobody' && (
                <div className="safety-row">
                  <DateField
                    label={t('safety.incident.reported_on')}
                    max={today}
                    value={told.on_day}
                    onChange={(on_day) => report(to, { on_day })}
                  />
                  <TextField
                    label={t('safety.incident.reported_note')}
                    value={told.note}
                    onChange={(note) => report(to, { note })}
                  />
                </div>
              )}
            </div>
          )
        })}
      </fieldset>
      <TextArea
        label={t('safety.incident.measures')}
        rows={2}
        value={answers.measures}
        onChange={(measures) => set({ measures })}
      />
      {!incident && (
        <>
          <DateField
            name="follow_up_on"
            label={t('safety.incident.look_again')}
            isRequired
            min={today}
            value={answers.follow_up_on}
            onChange={(follow_up_on) => set({ follow_up_on })}
          />
          <RadioGroup
            label={t('safety.opens.label')}
            {...(proposed && { description: t('safety.opens.proposed', { kind: t(`safety.kind.${proposed}`) }) })}
            options={[{ id: 'none', label: t('safety.opens.none') }, ...choices(protocolKinds, 'safety.kind')]}
            value={answers.protocol}
            onChange={(protocol) => set({ protocol })}
          />
        </>
      )}
    </ShortForm>
  )
}
