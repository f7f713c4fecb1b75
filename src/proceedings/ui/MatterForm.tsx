// Writing a matter down, or changing what is known of it.
import { newId } from '#kit/id.ts'
import { ComboBox, DateField, Section, Select, TextArea, TextField } from '#kit/ui/index.ts'
import { day, list, t } from '#language/here.ts'
import { countryName, countryOptions } from '#language/ui/names.ts'
import { ShortForm } from '#safety/ui/ShortForm.tsx'
import { herParts, keepMatter, type Matter, matterKinds, matterStatuses, type Party } from '../matter.ts'
import { PartyFields } from './PartyFields.tsx'
import { choices, useMatterForm } from './writing.ts'

interface Props {
  case_id: string
  /** Null for a new one. */
  matter: Matter | null
  today: string
  onDone: () => void
}

const answersOf = (matter: Matter) => ({
  ...{ matter_id: matter.matter_id, kind: matter.kind, part: matter.part, status: matter.status },
  ...{ jurisdiction: matter.jurisdiction as string | null, opened_on: matter.opened_on as string | null },
  ...{ ended_on: matter.ended_on, court: matter.court, number: matter.number, words: matter.words },
  parties: matter.parties,
})
type Answers = ReturnType<typeof answersOf>
const first = (today: string): Answers => ({
  ...{ matter_id: newId(), kind: 'criminal', part: 'victim', status: 'open', jurisdiction: 'ES' },
  ...{ opened_on: today, ended_on: null, court: '', number: '', words: '', parties: [] as Party[] },
})
const plain = (value: string) => value
const dayOf = (value: string | null) => (value ? day(value, 'long') : '')

export function MatterForm({ case_id, matter, today, onDone }: Props) {
  const form = useMatterForm<typeof keepMatter, Answers, Matter>(
    keepMatter,
    `matter ${matter?.matter_id ?? case_id}`,
    matter ? answersOf(matter) : first(today),
    onDone,
    {
      ...{ record: matter, answersOf },
      said: {
        kind: [t('proceedings.matter.kind'), (value) => t(`proceedings.matter.kind.${value}`)],
        part: [t('proceedings.matter.part'), (value) => t(`proceedings.matter.part.${value}`)],
        status: [t('proceedings.matter.status'), (value) => t(`proceedings.matter.status.${value}`)],
        jurisdiction: [t('proceedings.matter.jurisdiction'), (value) => (value ? countryName(value) : '')],
        opened_on: [t('proceedings.matter.opened_on'), dayOf],
        ended_on: [t('proceedings.matter.ended_on'), dayOf],
        court: [t('proceedings.matter.court'), plain],
        number: [t('proceedings.matter.number'), plain],
        words: [t('proceedings.matter.words'), plain],
        parties: [t('proceedings.parties'), (value) => list(value.map(({ name }) => name))],
      },
    },
  )
  const { answers, set } = form
  const save = () =>
    form.save((said, version) => {
      const { jurisdiction, opened_on, ...rest } = said
      return { case_id, version, ...rest, jurisdiction: jurisdiction ?? '', opened_on: opened_on ?? '' }
    })
  return (
    <Section title={t(matter ? 'proceedings.matter.change' : 'proceedings.matter.add')}>
      <ShortForm {...form} action={t('proceedings.matter.save')} onSave={save} onLeave={form.leave}>
        <div className="matter-row">
          <Select
            label={t('proceedings.matter.kind')}
            options={choices(matterKinds, 'proceedings.matter.kind')}
            value={answers.kind}
            onChange={(kind) => set({ kind: kind as Matter['kind'] })}
          />
          <Select
            label={t('proceedings.matter.part')}
            options={choices(herParts, 'proceedings.matter.part')}
            value={answers.part}
            onChange={(part) => set({ part: part as Matter['part'] })}
          />
          <Select
            label={t('proceedings.matter.status')}
            options={choices(matterStatuses, 'proceedings.matter.status')}
            value={answers.status}
            onChange={(status) => set({ status: status as Matter['status'] })}
          />
        </div>
        <div className="matter-row">
          <TextField
            name="court"
            label={t('proceedings.matter.court')}
            value={answers.court}
            onChange={(court) => set({ court })}
          />
          <TextField
            name="number"
            label={t('proceedings.matter.number')}
            ltr
            value={answers.number}
            onChange={(number) => set({ number })}
          />
          <ComboBox
            name="jurisdiction"
            label={t('proceedings.matter.jurisdiction')}
            isRequired
            options={countryOptions()}
            value={answers.jurisdiction}
            onChange={(jurisdiction) => set({ jurisdiction })}
          />
        </div>
        <div className="matter-row">
          <DateField
            name="opened_on"
            label={t('proceedings.matter.opened_on')}
            isRequired
            max={today}
            value={answers.opened_on}
            onChange={(opened_on) => set({ opened_on })}
          />
          {answers.status === 'ended' && (
            <DateField
              name="ended_on"
              label={t('proceedings.matter.ended_on')}
              value={answers.ended_on}
              onChange={(ended_on) => set({ ended_on })}
            />
          )}
        </div>
        <PartyFields parties={answers.parties} onChange={(parties) => set({ parties })} />
        <TextArea
          name="words"
          label={t('proceedings.matter.words')}
          description={t('proceedings.matter.words_why')}
          rows={3}
          value={answers.words}
          onChange={(words) => set({ words })}
        />
      </ShortForm>
    </Section>
  )
}
