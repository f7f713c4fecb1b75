// Before anyone outside is told: whether the person is looked for, asked where asking is safe, and the risk in the family.
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { CheckboxGroup, DateField, RadioGroup, TextArea, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { FamilyRiskOutcome } from '#people/minor-facts.ts'
import type { MinorSide } from '../minor.ts'
import { CheckOutcome, type FamilyRisk, type MissingCheck, recordFamilyRisk, recordMissingCheck } from '../risk.ts'
import { ShortForm } from './ShortForm.tsx'
import { choices, useShortForm } from './writing.ts'

interface Props {
  case_id: string
  today: string
  side: MinorSide
  onDone: () => void
}

export function CheckForm({ case_id, today, side, onDone }: Props) {
  const form = useShortForm(
    recordMissingCheck,
    `missing check ${case_id}`,
    {
      missing_check_id: newId(),
      outcome: 'no_report' as MissingCheck['outcome'],
      asked: ['police_channel'],
      checked_on: today as string | null,
      words: '',
      where: '',
      by_whom: '',
    },
    onDone,
  )
  const { answers, set } = form
  const safe = side.whom_to_ask.filter(({ exposes }) => !exposes || side.family_may_be_told).map(({ code }) => code)
  return (
    <ShortForm
      {...form}
      action={t('minors.check.save')}
      onSave={() => form.save({ case_id, ...answers } as never)}
      onLeave={form.leave}
    >
      <CheckboxGroup
        name="asked"
        label={t('minors.check.asked')}
        {...(!side.family_may_be_told && { description: t('minors.check.asked_why') })}
        isRequired
        options={choices(safe, 'minors.whom')}
        value={answers.asked}
        onChange={(asked) => set({ asked })}
      />
      <RadioGroup
        label={t('minors.check.outcome')}
        options={choices(CheckOutcome.options, 'minors.check.outcome')}
        value={answers.outcome}
        onChange={(outcome) => set({ outcome: outcome as MissingCheck['outcome'] })}
      />
      {answers.outcome === 'reported' && (
        <>
          <TextField label={t('minors.check.where')} value={answers.where} onChange={(where) => set({ where })} />
          <TextField
            label={t('minors.check.by_whom')}
            value={answers.by_whom}
            onChange={(by_whom) => set({ by_whom })}
          />
        </>
      )}
      <TextArea label={t('minors.check.words')} rows={3} value={answers.words} onChange={(words) => set({ words })} />
      <DateField
        name="checked_on"
        label={t('minors.check.checked_on')}
        isRequired
        max={today}
        value={answers.checked_on}
        onChange={(checked_on) => set({ checked_on })}
      />
    </ShortForm>
  )
}

export function RiskForm({ case_id, today, onDone }: Omit<Props, 'side'>) {
  const form = useShortForm(
    recordFamilyRisk,
    `family risk ${case_id}`,
    {
      family_risk_id: newId(),
      outcome: 'not_clear' as FamilyRisk['outcome'],
      assessed_on: today as string | null,
      review_on: addDays(today, 30) as string | null,
      who: '',
      grounds: '',
    },
    onDone,
  )
  const { answers, set } = form
  return (
    <ShortForm
      {...form}
      action={t('minors.risk.save')}
      onSave={() => form.save({ case_id, ...answers } as never)}
      onLeave={form.leave}
    >
      <TextArea
        name="who"
        label={t('minors.risk.who')}
        isRequired
        rows={2}
        value={answers.who}
        onChange={(who) => set({ who })}
      />
      <TextArea
        name="grounds"
        label={t('minors.risk.grounds')}
        description={t('minors.risk.grounds_why')}
        isRequired
        rows={4}
        value={answers.grounds}
        onChange={(grounds) => set({ grounds })}
      />
      <RadioGroup
        label={t('minors.risk.outcome')}
        options={choices(FamilyRiskOutcome.options, 'minors.risk.outcome')}
        value={answers.outcome}
        onChange={(outcome) => set({ outcome: outcome as FamilyRisk['outcome'] })}
      />
      <DateField
        name="assessed_on"
        label={t('minors.risk.assessed_on')}
        isRequired
        max={today}
        value={answers.assessed_on}
        onChange={(assessed_on) => set({ assessed_on })}
      />
      <DateField
        name="review_on"
        label={t('minors.review_on')}
        isRequired
        min={addDays(today, 1)}
        value={answers.review_on}
        onChange={(review_on) => set({ review_on })}
      />
    </ShortForm>
  )
}
