// Which law holds in this file, where its days are counted, and what is so; what followed from a change is said at once.
import { Button, CheckboxGroup, ComboBox, Form, FormActions, Notice, Section } from '#kit/ui/index.ts'
import { list, t } from '#language/here.ts'
import { keepLawFile, type LawFile } from '../law-file.ts'
import type { Circumstances } from '../reckoning.ts'
import { type PackId, packIds } from '../rule.ts'
import { CircumstanceFields, valueWords } from './Circumstances.tsx'
import { choicesOf, fieldName, packName } from './law-words.ts'
import { provinceChoices, provinceName, provinceOfTown, townChoices, townName } from './place-names.ts'
import { type Side, useLawForm } from './use-law.ts'

type Answers = Pick<LawFile, 'jurisdictions' | 'province' | 'town' | 'circumstances'>
const answersOf = ({ jurisdictions, province, town, circumstances }: Answers): Answers => ({
  ...{ jurisdictions, province, town, circumstances },
})

const spoken = (circumstances: Circumstances): string =>
  list(Object.entries(circumstances).map(([field, value]) => `${fieldName(field)}: ${valueWords(field, value)}`))

export function LawFileForm({ side, onDone }: { side: Side; onDone: () => void }) {
  const { file, law } = side
  const form = useLawForm<typeof keepLawFile, Answers, LawFile>(
    keepLawFile,
    `file ${file.case_id}`,
    answersOf(law.file),
    ({ changes }) => side.told(changes),
    onDone,
    {
      record: law.file,
      answersOf,
      said: {
        jurisdictions: [t('law.facts.jurisdictions'), (ids) => list(ids.map(packName))],
        province: [t('law.facts.province'), (code) => (code ? provinceName(code) : '')],
        town: [t('law.facts.town'), (code) => (code ? townName(code) : '')],
        circumstances: [t('law.facts.so'), spoken],
      },
    },
  )
  const { answers, set } = form
  const { jurisdictions, province, town, circumstances } = answers
  const towns = townChoices(jurisdictions, province)
  const provinces = provinceChoices(jurisdictions)
  const save = () => form.save((given: Answers, version: number) => ({ ...given, version, case_id: file.case_id }))
  return (
    <Section title={t('law.facts.title')} lead={t('law.facts.lead')}>
      <Form problem={form.problem} onSubmit={save}>
        {form.returned && <Notice>{t('cases.draft_returned')}</Notice>}
        <CheckboxGroup
          name="jurisdictions"
          label={t('law.facts.jurisdictions')}
          description={t('law.facts.jurisdictions_why')}
          isRequired
          options={choicesOf(packIds, (id) => packName(id))}
          value={jurisdictions}
          onChange={(next) => set({ jurisdictions: next as PackId[] })}
        />
        <div className="law-fields">
          {provinces.length > 0 && (
            <ComboBox
              name="province"
              label={t('law.facts.province')}
              description={t('law.facts.province_why')}
              options={provinces}
              value={province}
              onChange={(next) => next !== province && set({ province: next, town: null })}
            />
          )}
          {towns.length > 0 && (
            <ComboBox
              name="town"
              label={t('law.facts.town')}
              description={t('law.facts.town_why')}
              options={towns}
              value={town}
              onChange={(next) => set({ town: next, province: next ? provinceOfTown(next) : province })}
            />
          )}
        </div>
        <h3>{t('law.facts.so')}</h3>
        <p className="law-quiet">{t('law.facts.so_why')}</p>
        <CircumstanceFields side={side} answers={circumstances} onChange={(next) => set({ circumstances: next })} />
        <FormActions>
          <Button type="submit" kind="primary" busy={form.busy} isDisabled={jurisdictions.length === 0}>
            {t('law.facts.save')}
          </Button>
          <Button kind="quiet" onPress={form.leave}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
        {form.dialog}
      </Form>
    </Section>
  )
}
