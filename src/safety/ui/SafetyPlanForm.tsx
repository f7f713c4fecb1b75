// Writing the safety plan with the person: one thing a line, in their language, nothing obligatory.
import type { CaseFile } from '#cases/case.ts'
import type { OnTop } from '#gate/use-form.tsx'
import { addDays, type Day } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { Button, DateField, RadioGroup, Select, TextArea, TextField } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { languageName } from '#language/ui/names.ts'
import { keepSafetyPlan, PlanMade, type SafetyPlan } from '../plan.ts'
import { cardLanguages } from '../plan-card.ts'
import { ShortForm } from './ShortForm.tsx'
import { choices, useShortForm } from './writing.ts'

interface Props {
  file: CaseFile
  plan: SafetyPlan | null
  today: Day
  onDone: () => void
}

const asText = (lines: string[] = []): string => lines.join('\n')
const asLines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** By its place, so that the same rows are the same whoever opened them. */
const withId = <Row extends object>(rows: Row[]) => rows.map((row, place) => ({ ...row, id: String(place) }))

const answersOf = ({ language, made, review_on, code_word, code_means, ...plan }: SafetyPlan) => ({
  ...{ language: language as string, made, review_on: review_on as Day | null, code_word, code_means },
  ...{ signs: asText(plan.signs), helps: asText(plan.helps), places: asText(plan.places), take: asText(plan.take) },
  ...{ people: withId(plan.people), calls: withId(plan.calls) },
})
type Answers = ReturnType<typeof answersOf>

const first = (plan: SafetyPlan | null, languages: string[], today: Day): Answers => {
  const review_on = addDays(today, 30)
  if (plan) return { ...answersOf(plan), review_on }
  return {
    ...{ language: languages.find((each) => cardLanguages.includes(each)) ?? languages[0] ?? 'en', review_on },
    ...{ made: 'with_the_person', signs: '', helps: '', places: '', take: '', code_word: '', code_means: '' },
    ...{ people: withId([{ name: '', how: '' }]), calls: withId([{ who: '', number: '' }]) },
  }
}

const plain = (value: string): string => value
const saidOf = (): OnTop<Answers, SafetyPlan>['said'] => ({
  language: [t('safety.plan.language'), languageName],
  made: [t('safety.plan.made'), (value) => t(`safety.plan.made.${value}`)],
  review_on: [t('safety.plan.review'), (value) => (value ? day(value, 'long') : '')],
  signs: [t('safety.plan.signs'), plain],
  helps: [t('safety.plan.helps'), plain],
  places: [t('safety.plan.places'), plain],
  take: [t('safety.plan.take'), plain],
  code_word: [t('safety.plan.code_word'), plain],
  code_means: [t('safety.plan.code_means'), plain],
  people: [t('safety.plan.people'), (value) => value.map(({ name, how }) => `${name} ${how}`.trim()).join('\n')],
  calls: [t('safety.plan.calls'), (value) => value.map(({ who, number }) => `${who} ${number}`.trim()).join('\n')],
})

interface PairsProps {
  label: string
  words: [string, string]
  rows: { id: string; one: string; two: string }[]
  onChange: (rows: PairsProps['rows']) => void
}
function Pairs({ label, words, rows, onChange }: PairsProps) {
  const set = (id: string, change: Partial<PairsProps['rows'][number]>) =>
    onChange(rows.map((row) => (row.id === id ? { ...row, ...change } : row)))
  return (
    <fieldset className="safety-set">
      <legend>{label}</legend>
      {rows.map((row) => (
        <div key={row.id} className="safety-row">
          <TextField label={words[0]} value={row.one} onChange={(one) => set(row.id, { one })} />
          <TextField label={words[1]} value={row.two} onChange={(two) => set(row.id, { two })} />
        </div>
      ))}
      {rows.length < 10 && (
        <Button small icon="add" kind="quiet" onPress={() => onChange([...rows, { id: newId(), one: '', two: '' }])}>
          {t('safety.plan.one_more')}
        </Button>
      )}
    </fieldset>
  )
}

export function SafetyPlanForm({ file, plan, today, onDone }: Props) {
  const { case_id, card } = file
  const form = useShortForm<typeof keepSafetyPlan, Answers, SafetyPlan>(
    keepSafetyPlan,
    `safety plan ${case_id}`,
    first(plan, card.languages, today),
    onDone,
    'safety.plan.saved',
    { record: plan, answersOf, versionOf: ({ plan_version }) => plan_version, said: saidOf() },
  )
  const { answers, set } = form
  const save = () =>
    form.save(
      ({ people, calls, ...rest }, plan_version) =>
        ({
          ...{ case_id, plan_version, ...rest, signs: asLines(rest.signs), helps: asLines(rest.helps) },
          ...{ places: asLines(rest.places), take: asLines(rest.take) },
          people: people.filter(({ name }) => name.trim() !== '').map(({ name, how }) => ({ name, how })),
          calls: calls.filter(({ who }) => who.trim() !== '').map(({ who, number }) => ({ who, number })),
        }) as never,
    )
  const languages = [...new Set([...card.languages, ...cardLanguages])]
  const lines = (name: 'signs' | 'helps' | 'places' | 'take') => (
    <TextArea
      name={name}
      label={t(`safety.plan.${name}`)}
      description={t('safety.plan.a_line_each')}
      rows={3}
      value={answers[name]}
      onChange={(text) => set({ [name]: text })}
    />
  )
  return (
    <ShortForm {...form} action={t('safety.plan.save')} onSave={save} onLeave={form.leave}>
      <p className="safety-quiet">{t('safety.plan.how')}</p>
      <Select
        label={t('safety.plan.language')}
        options={languages.map((id) => ({ id, label: languageName(id) }))}
        value={answers.language}
        onChange={(language) => set({ language: language as string })}
      />
      {lines('signs')}
      {lines('helps')}
      <Pairs
        label={t('safety.plan.people')}
        words={[t('safety.plan.person'), t('safety.plan.person_how')]}
        rows={answers.people.map(({ id, name, how }) => ({ id, one: name, two: how }))}
        onChange={(rows) => set({ people: rows.map(({ id, one, two }) => ({ id, name: one, how: two })) })}
      />
      {lines('places')}
      {lines('take')}
      <div className="safety-row">
        <TextField
          label={t('safety.plan.code_word')}
          description={t('safety.plan.code_word_why')}
          value={answers.code_word}
          onChange={(code_word) => set({ code_word })}
        />
        <TextField
          label={t('safety.plan.code_means')}
          value={answers.code_means}
          onChange={(code_means) => set({ code_means })}
        />
      </div>
      <Pairs
        label={t('safety.plan.calls')}
        words={[t('safety.plan.call_who'), t('safety.plan.call_number')]}
        rows={answers.calls.map(({ id, who, number }) => ({ id, one: who, two: number }))}
        onChange={(rows) => set({ calls: rows.map(({ id, one, two }) => ({ id, who: one, number: two })) })}
      />
      <RadioGroup
        label={t('safety.plan.made')}
        options={choices(PlanMade.options, 'safety.plan.made')}
        value={answers.made}
        onChange={(made) => set({ made: made as SafetyPlan['made'] })}
      />
      <DateField
        name="review_on"
        label={t('safety.plan.review')}
        isRequired
        min={addDays(today, 1)}
        value={answers.review_on}
        onChange={(review_on) => set({ review_on })}
      />
    </ShortForm>
  )
}
