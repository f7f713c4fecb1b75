// Writing down injuries: consent first, then the chart with its marks, then what the person tells and what is thought of
// it. Amending says why.
import { useState } from 'react'
import type { OnTop } from '#gate/use-form.tsx'
import { newId } from '#kit/id.ts'
import {
  Button,
  Checkbox,
  CheckboxGroup,
  ComboBox,
  DateField,
  Dialog,
  Notice,
  RadioGroup,
  Select,
  TextArea,
  TextField,
} from '#kit/ui/index.ts'
import { list, t } from '#language/here.ts'
import { languageOptions } from '#language/ui/names.ts'
import { placeOf, regionOf } from '../figure.rules.ts'
import {
  amendInjuries,
  ConsentFor,
  Figure,
  type InjuryMark,
  type InjuryRecord,
  type InjuryWords,
  recordInjuries,
} from '../injury.ts'
import { BodyChart } from './BodyChart.tsx'
import { CareForm } from './CareForm.tsx'
import { joined, type SideProps } from './care-words.ts'
import { consistencyChoices, MarkFields, newMark } from './MarkFields.tsx'
import { choices, fromNone, orNone, useCareForm } from './writing.ts'

const professions = ['doctor', 'nurse', 'forensic_doctor', 'midwife', 'other'] as const
const ways = ['spoken', 'written', 'with_guardian'] as const

type Draft = InjuryWords & { examined_on: string | null; status: InjuryRecord['status'] }

const answersOf = ({ says, examined_on, status }: InjuryRecord): Draft => ({
  ...{ ...says, amended: '', examined_on, status },
})

const plain = (value: string): string => value
const fits = (value: InjuryWords['consistency']): string =>
  value ? t(`care.consistency.${value}`) : t('care.consistency.none')

const saidOf = (): OnTop<Draft, InjuryRecord>['said'] => ({
  status: [t('care.injury.status'), (value) => t(`care.injury.status.${value}`)],
  consent: [
    t('care.injury.consent.for'),
    (value) => list(value.for.map((each) => t(`care.injury.consent.for.${each}`))),
  ],
  // Half of one chart and half of another is nobody's chart: it is chosen whole.
  marks: [
    t('care.body.marks'),
    (value) =>
      value
        .map(({ kind, seen }, at) =>
          joined(t('care.injury.mark_n', { number: at + 1, kind: t(`care.injury.kind.${kind}`) }), seen),
        )
        .join('\n'),
  ],
  account: [t('care.injury.account'), plain],
  consistency: [t('care.injury.consistency'), fits],
  opinion: [t('care.injury.opinion'), plain],
  examined_by: [t('care.injury.examined_by'), plain],
  profession: [t('care.injury.profession'), (value) => t(`care.injury.profession.${value}`)],
  present: [t('care.injury.present'), plain],
})

const firstOf = ({ file, today }: SideProps, injury: InjuryRecord | null): Draft => {
  if (injury) return answersOf(injury)
  return {
    ...{ figure: file.presumed_minor ? 'child' : 'adult', marks: [], examined_by: '', profession: 'doctor' },
    ...{ present: '', language: file.card.languages[0] ?? 'es', with_interpreter: file.card.interpreter_needed },
    consent: { how: 'spoken', on: today, for: ['own_record', 'treatment'], photos: false },
    ...{ account: '', consistency: null, opinion: '', amended: '', examined_on: today, status: 'live' },
  }
}

export function InjuryForm(props: SideProps & { injury: InjuryRecord | null; onDone: () => void }) {
  const { file, today, injury, onDone } = props
  const [injury_id] = useState(injury?.injury_id ?? newId)
  const [chosen, setChosen] = useState<number | null>(null)
  const form = useCareForm<typeof amendInjuries | typeof recordInjuries, Draft, InjuryRecord>(
    injury ? amendInjuries : recordInjuries,
    injury ? `injury ${injury.injury_id}` : `injuries of ${file.case_id}`,
    firstOf(props, injury),
    onDone,
    { record: injury, answersOf, said: saidOf() },
  )
  const { answers, set } = form
  const { examined_on, status, amended, ...says } = answers
  const { marks, consent, figure } = says
  const change = (index: number, mark: Partial<InjuryMark>) =>
    set({ marks: marks.map((each, at) => (at === index ? { ...each, ...mark } : each)) })
  /** Marks go along to the same part of the other figure. */
  const redraw = (next: Figure) =>
    set({
      figure: next,
      marks: marks.map((each) => {
        const { region, side } = regionOf(figure, each)
        return { ...each, ...placeOf(next, each.side, region, side) }
      }),
    })
  const add = (mark: InjuryMark) => {
    set({ marks: [...marks, mark] })
    setChosen(marks.length)
  }
  const remove = (index: number) => {
    set({ marks: marks.filter((_, at) => at !== index) })
    setChosen(null)
  }
  const save = () =>
    form.save((said, version) => {
      const { examined_on: on_day, status: stands, amended: why, ...words } = said
      return {
        ...{ case_id: file.case_id, injury_id },
        ...(injury
          ? { version, status: stands, says: { ...words, amended: why } }
          : { examined_on: on_day, says: words }),
      } as never
    })
  const agree = (part: Partial<InjuryWords['consent']>) => set({ consent: { ...consent, ...part } })
  const mark = chosen === null ? undefined : marks[chosen]
  return (
    <Dialog
      isOpen
      wide
      dismissable={false}
      title={t(injury ? 'care.injury.amend' : 'care.injury.record')}
      onClose={onDone}
    >
      <CareForm {...form} action={t('care.injury.save')} onSave={save}>
        <Notice>{t('care.injury.before')}</Notice>
        {injury && (
          <>
            <TextArea
              name="says.amended"
              label={t('care.injury.why_amended')}
              isRequired
              rows={2}
              value={amended}
              onChange={(next) => set({ amended: next })}
            />
            <RadioGroup
              label={t('care.injury.status')}
              options={choices(['live', 'set_aside'], 'care.injury.status')}
              value={status}
              onChange={(next) => set({ status: next as Draft['status'] })}
            />
          </>
        )}
        <RadioGroup
          label={t('care.injury.consent.how')}
          inline
          options={choices(ways, 'care.injury.consent.how')}
          value={consent.how}
          onChange={(how) => agree({ how: how as typeof consent.how })}
        />
        <CheckboxGroup
          name="says.consent.for"
          label={t('care.injury.consent.for')}
          isRequired
          options={choices(ConsentFor.options, 'care.injury.consent.for')}
          value={consent.for}
          onChange={(what) => agree({ for: what as typeof consent.for })}
        />
        <Checkbox isSelected={consent.photos} onChange={(photos) => agree({ photos })}>
          {t('care.injury.consent.photos')}
        </Checkbox>
        <RadioGroup
          label={t('care.figure')}
          inline
          options={choices(Figure.options, 'care.figure')}
          value={figure}
          onChange={(next) => redraw(next as Figure)}
        />
        <div className="care-part">
          <p className="care-quiet">{t('care.body.how')}</p>
          <BodyChart
            figure={figure}
            marks={marks}
            chosen={chosen}
            onChoose={setChosen}
            onPoint={(at) => add({ ...newMark, ...at })}
          />
          <div className="form-actions">
            <Button small icon="add" onPress={() => add({ ...newMark, side: 'front', x: 500, y: 400 })}>
              {t('care.injury.add_mark')}
            </Button>
            {marks.map((each, index) => (
              <Button
                // biome-ignore lint/suspicious/noArrayIndexKey: a mark is its number on the chart
                key={index}
                small
                kind={index === chosen ? 'secondary' : 'quiet'}
                onPress={() => setChosen(index)}
              >
                {t('care.injury.mark_n', { number: index + 1, kind: t(`care.injury.kind.${each.kind}`) })}
              </Button>
            ))}
          </div>
          {mark && chosen !== null && (
            <MarkFields
              case_id={file.case_id}
              figure={figure}
              mark={mark}
              number={chosen + 1}
              photos={consent.photos}
              onChange={(next) => change(chosen, next)}
              onRemove={() => remove(chosen)}
            />
          )}
        </div>
        <TextArea
          name="says.account"
          label={t('care.injury.account')}
          description={t('care.injury.account_why')}
          rows={4}
          value={says.account}
          onChange={(account) => set({ account })}
        />
        <Select
          label={t('care.injury.consistency')}
          description={t('care.injury.consistency_why')}
          options={consistencyChoices()}
          value={orNone(says.consistency)}
          onChange={(next) => set({ consistency: fromNone(next) })}
        />
        <TextArea
          name="says.opinion"
          label={t('care.injury.opinion')}
          rows={3}
          value={says.opinion}
          onChange={(opinion) => set({ opinion })}
        />
        <div className="care-clock">
          <TextField
            name="says.examined_by"
            label={t('care.injury.examined_by')}
            isRequired
            value={says.examined_by}
            onChange={(examined_by) => set({ examined_by })}
          />
          <Select
            label={t('care.injury.profession')}
            options={choices(professions, 'care.injury.profession')}
            value={says.profession}
            onChange={(profession) => set({ profession: profession as InjuryWords['profession'] })}
          />
        </div>
        {!injury && (
          <DateField
            name="examined_on"
            label={t('care.injury.examined_on')}
            isRequired
            max={today}
            value={examined_on}
            onChange={(next) => set({ examined_on: next })}
          />
        )}
        <TextField label={t('care.injury.present')} value={says.present} onChange={(present) => set({ present })} />
        <ComboBox
          label={t('care.injury.language')}
          isRequired
          options={languageOptions()}
          value={says.language}
          onChange={(language) => set({ language: language ?? says.language })}
        />
        <Checkbox isSelected={says.with_interpreter} onChange={(with_interpreter) => set({ with_interpreter })}>
          {t('care.injury.with_interpreter')}
        </Checkbox>
      </CareForm>
    </Dialog>
  )
}
