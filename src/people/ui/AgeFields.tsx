// What is known of the age when papers do not say it. An estimate is a range with who said so and why; what is decided
// about it has a day and a ground.
import { DateField, Notice, Select, TextArea, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { AgeSource, DecisionGround, endsPresumption } from '../age.ts'
import { EditList } from './EditList.tsx'
import type { FieldsProps } from './IdentityFields.tsx'
import { decisionWords, estimateWords } from './identity-words.ts'

const readYears = (typed: string): number | null => (/^\d{1,3}$/.test(typed) ? Math.min(Number(typed), 120) : null)

export function AgeFields({ value, onChange, today }: FieldsProps) {
  const { age } = value
  return (
    <>
      <Notice>{t('person.age.rule')}</Notice>
      <EditList
        items={age.estimates}
        max={12}
        titleOf={estimateWords}
        add={t('person.age.add_estimate')}
        fresh={() => ({ on: today, from: null, to: null, by: 'team', basis: '', doubts: '' }) as const}
        onChange={(estimates) => onChange({ age: { ...age, estimates } })}
      >
        {(estimate, set, place) => (
          <>
            <div className="form-row">
              {(['from', 'to'] as const).map((end) => (
                <TextField
                  key={end}
                  name={`identity.age.estimates.${place}.${end}`}
                  label={t(`person.age.${end}_years`)}
                  ltr
                  inputMode="numeric"
                  maxLength={3}
                  value={estimate[end] === null ? '' : String(estimate[end])}
                  onChange={(typed) => set({ [end]: readYears(typed) })}
                />
              ))}
              <Select
                label={t('person.age.by')}
                options={AgeSource.options.map((id) => ({ id, label: t(`person.age.by.${id}`) }))}
                value={estimate.by}
                onChange={(by) => set({ by: by as AgeSource })}
              />
              <DateField
                label={t('person.age.on')}
                max={today}
                value={estimate.on}
                onChange={(on) => on && set({ on })}
              />
            </div>
            <TextArea
              label={t('person.age.basis')}
              rows={2}
              maxLength={500}
              value={estimate.basis}
              onChange={(basis) => set({ basis })}
            />
            <TextArea
              label={t('person.age.doubts')}
              rows={2}
              maxLength={500}
              value={estimate.doubts}
              onChange={(doubts) => set({ doubts })}
            />
          </>
        )}
      </EditList>
      <EditList
        items={age.decisions}
        max={12}
        titleOf={decisionWords}
        add={t('person.age.add_decision')}
        fresh={() => ({ on: today, treated_as: 'minor', ground: 'team_doubt', basis: '' }) as const}
        onChange={(decisions) => onChange({ age: { ...age, decisions } })}
      >
        {(decision, set, place) => (
          <>
            <div className="form-row">
              <Select
                label={t('person.age.treated_as')}
                options={(['minor', 'adult'] as const).map((id) => ({ id, label: t(`person.age.treated_as.${id}`) }))}
                value={decision.treated_as}
                onChange={(id) => {
                  const treated_as = id as typeof decision.treated_as
                  const strong = treated_as === 'minor' || endsPresumption.includes(decision.ground)
                  set({ treated_as, ...(!strong && { ground: 'document' }) })
                }}
              />
              <Select
                name={`identity.age.decisions.${place}.ground`}
                label={t('person.age.ground')}
                options={(decision.treated_as === 'adult' ? endsPresumption : DecisionGround.options).map((id) => ({
                  id,
                  label: t(`person.age.ground.${id}`),
                }))}
                value={decision.ground}
                onChange={(ground) => set({ ground: ground as DecisionGround })}
              />
              <DateField
                label={t('person.age.decided_on')}
                max={today}
                value={decision.on}
                onChange={(on) => on && set({ on })}
              />
            </div>
            <TextArea
              name={`identity.age.decisions.${place}.basis`}
              label={t('person.age.decision_basis')}
              description={t('person.age.decision_basis_why')}
              isRequired
              rows={2}
              maxLength={500}
              value={decision.basis}
              onChange={(basis) => set({ basis })}
            />
          </>
        )}
      </EditList>
    </>
  )
}
