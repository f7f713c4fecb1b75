// Something is about to happen, or has: on its day the risk is looked at again.
import type { Day } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { DateField, Select, TextArea } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { type RiskTriggerCode, riskFacts, tellRiskTrigger } from '../risk.ts'
import { ShortForm } from './ShortForm.tsx'
import { choices, useShortForm } from './writing.ts'

const told = riskFacts.triggers.filter((each) => each.told).map(({ trigger }) => trigger)

export function TriggerForm({ case_id, today, onDone }: { case_id: string; today: Day; onDone: () => void }) {
  const form = useShortForm(
    tellRiskTrigger,
    `risk trigger ${case_id}`,
    { trigger_id: newId(), trigger: told[0] as RiskTriggerCode, on_day: today as Day | null, words: '' },
    onDone,
  )
  const { answers, set } = form
  return (
    <ShortForm
      {...form}
      action={t('safety.trigger.save')}
      onSave={() => form.save({ case_id, ...answers } as never)}
      onLeave={form.leave}
    >
      <Select
        label={t('safety.trigger.what')}
        options={choices(told, 'safety.trigger')}
        value={answers.trigger}
        onChange={(trigger) => set({ trigger: trigger as RiskTriggerCode })}
      />
      <DateField
        name="on_day"
        label={t('safety.trigger.on_day')}
        isRequired
        value={answers.on_day}
        onChange={(on_day) => set({ on_day })}
      />
      <TextArea label={t('safety.trigger.words')} rows={2} value={answers.words} onChange={(words) => set({ words })} />
    </ShortForm>
  )
}
