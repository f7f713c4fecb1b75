// Writing a protection measure down, or saying that it was lifted.
import { newId } from '#kit/id.ts'
import { DateField, Select, TextArea, TextField } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { ShortForm } from '#safety/ui/ShortForm.tsx'
import type { Matter } from '../matter.ts'
import { keepMeasure, type Measure, measureKinds } from '../measure.ts'
import { matterName } from './matter-words.ts'
import { choices, linesOf, useMatterForm } from './writing.ts'

interface Props {
  case_id: string
  measure: Measure | null
  matters: Matter[]
  today: string
  onDone: () => void
}

const answersOf = (measure: Measure) => ({
  ...{ measure_id: measure.measure_id, kind: measure.kind, matter_id: measure.matter_id },
  ...{ from_on: measure.from_on as string | null, until_on: measure.until_on, ended_on: measure.ended_on },
  ...{ against: measure.against.join('\n'), places: measure.places.join('\n') },
  distance: measure.distance_m === null ? '' : String(measure.distance_m),
  ...{ ordered_by: measure.ordered_by, number: measure.number, words: measure.words },
})
type Answers = ReturnType<typeof answersOf>
const first = (today: string, matters: Matter[]): Answers => ({
  ...{ measure_id: newId(), kind: 'stay_away', matter_id: matters[0]?.matter_id ?? null },
  ...{ from_on: today, until_on: null, ended_on: null, against: '', places: '', distance: '' },
  ...{ ordered_by: matters[0]?.court ?? '', number: '', words: '' },
})
const plain = (value: string) => value
const dayOf = (value: string | null) => (value ? day(value, 'long') : '')

export function MeasureForm({ case_id, measure, matters, today, onDone }: Props) {
  const form = useMatterForm<typeof keepMeasure, Answers, Measure>(
    keepMeasure,
    `measure ${measure?.measure_id ?? case_id}`,
    measure ? answersOf(measure) : first(today, matters),
    onDone,
    {
      ...{ record: measure, answersOf },
      said: {
        kind: [t('proceedings.measure.kind'), (value) => t(`proceedings.measure.kind.${value}`)],
        from_on: [t('proceedings.measure.from_on'), dayOf],
        until_on: [t('proceedings.measure.until_on'), dayOf],
        ended_on: [t('proceedings.measure.ended_on'), dayOf],
        against: [t('proceedings.measure.against'), plain],
        places: [t('proceedings.measure.places'), plain],
        distance: [t('proceedings.measure.distance'), plain],
        ordered_by: [t('proceedings.measure.ordered_by'), plain],
        number: [t('proceedings.measure.number'), plain],
        words: [t('proceedings.measure.words'), plain],
      },
    },
  )
  const { answers, set } = form
  const save = () =>
    form.save(({ against, places, distance, from_on, ...rest }, version) => ({
      ...{ case_id, version, ...rest, from_on: from_on ?? '' },
      ...{ against: linesOf(against), places: linesOf(places) },
      distance_m: /^\d+$/.test(distance.trim()) ? Number(distance.trim()) : null,
    }))
  const none = 'none'
  return (
    <ShortForm {...form} action={t('proceedings.matter.save')} onSave={save} onLeave={form.leave}>
      <div className="matter-row">
        <Select
          label={t('proceedings.measure.kind')}
          options={choices(measureKinds, 'proceedings.measure.kind')}
          value={answers.kind}
          onChange={(kind) => set({ kind: kind as Measure['kind'] })}
        />
        <Select
          label={t('proceedings.measure.matter')}
          options={[
            { id: none, label: t('proceedings.measure.matter_none') },
            ...matters.map((each) => ({
              id: each.matter_id,
              label: [matterName(each), each.court].filter(Boolean).join(' · '),
            })),
          ]}
          value={answers.matter_id ?? none}
          onChange={(id) => set({ matter_id: id === none ? null : id })}
        />
      </div>
      <TextArea
        name="against"
        label={t('proceedings.measure.against')}
        rows={2}
        value={answers.against}
        onChange={(against) => set({ against })}
      />
      <div className="matter-row">
        <TextField
          name="distance_m"
          label={t('proceedings.measure.distance')}
          ltr
          width="short"
          value={answers.distance}
          onChange={(distance) => set({ distance })}
        />
        <DateField
          name="from_on"
          label={t('proceedings.measure.from_on')}
          isRequired
          value={answers.from_on}
          onChange={(from_on) => set({ from_on })}
        />
        <DateField
          name="until_on"
          label={t('proceedings.measure.until_on')}
          value={answers.until_on}
          onChange={(until_on) => set({ until_on })}
        />
        {measure && (
          <DateField
            name="ended_on"
            label={t('proceedings.measure.ended_on')}
            value={answers.ended_on}
            onChange={(ended_on) => set({ ended_on })}
          />
        )}
      </div>
      <TextArea
        name="places"
        label={t('proceedings.measure.places')}
        rows={2}
        value={answers.places}
        onChange={(places) => set({ places })}
      />
      <div className="matter-row">
        <TextField
          label={t('proceedings.measure.ordered_by')}
          value={answers.ordered_by}
          onChange={(ordered_by) => set({ ordered_by })}
        />
        <TextField
          label={t('proceedings.measure.number')}
          ltr
          value={answers.number}
          onChange={(number) => set({ number })}
        />
      </div>
      <TextArea
        label={t('proceedings.measure.words')}
        rows={2}
        value={answers.words}
        onChange={(words) => set({ words })}
      />
    </ShortForm>
  )
}
