// Writing an appeal down, or saying how it stands now.
import { newId } from '#kit/id.ts'
import { DateField, Select, TextArea, TextField } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { ShortForm } from '#safety/ui/ShortForm.tsx'
import { type Appeal, appealStatuses, type Decision, keepAppeal, lodgers } from '../decision.ts'
import { choices, useMatterForm } from './writing.ts'

interface Props {
  case_id: string
  decision: Decision
  appeal: Appeal | null
  today: string
  onDone: () => void
}

const answersOf = (appeal: Appeal) => ({
  ...{ appeal_id: appeal.appeal_id, lodged_by: appeal.lodged_by, status: appeal.status },
  ...{ lodged_on: appeal.lodged_on as string | null, court: appeal.court, number: appeal.number, words: appeal.words },
})
type Answers = ReturnType<typeof answersOf>
const plain = (value: string) => value

export function AppealForm({ case_id, decision, appeal, today, onDone }: Props) {
  const { decision_id } = decision
  const form = useMatterForm<typeof keepAppeal, Answers, Appeal>(
    keepAppeal,
    `appeal ${appeal?.appeal_id ?? decision_id}`,
    appeal
      ? answersOf(appeal)
      : {
          ...{ appeal_id: newId(), lodged_by: 'us', status: 'open', lodged_on: today },
          ...{ court: '', number: '', words: '' },
        },
    onDone,
    {
      ...{ record: appeal, answersOf },
      said: {
        lodged_by: [t('proceedings.appeal.lodged_by'), (value) => t(`proceedings.appeal.lodged_by.${value}`)],
        status: [t('proceedings.appeal.status'), (value) => t(`proceedings.appeal.status.${value}`)],
        lodged_on: [t('proceedings.appeal.lodged_on'), (value) => (value ? day(value, 'long') : '')],
        court: [t('proceedings.appeal.court'), plain],
        number: [t('proceedings.appeal.number'), plain],
        words: [t('proceedings.appeal.words'), plain],
      },
    },
  )
  const { answers, set } = form
  const save = () =>
    form.save(({ lodged_on, ...rest }, version) => ({
      ...{ case_id, decision_id, version, ...rest, lodged_on: lodged_on ?? '' },
    }))
  return (
    <ShortForm {...form} action={t('proceedings.matter.save')} onSave={save} onLeave={form.leave}>
      <div className="matter-row">
        <Select
          label={t('proceedings.appeal.lodged_by')}
          options={choices(lodgers, 'proceedings.appeal.lodged_by')}
          value={answers.lodged_by}
          onChange={(lodged_by) => set({ lodged_by: lodged_by as Appeal['lodged_by'] })}
        />
        <DateField
          name="lodged_on"
          label={t('proceedings.appeal.lodged_on')}
          isRequired
          max={today}
          value={answers.lodged_on}
          onChange={(lodged_on) => set({ lodged_on })}
        />
        <Select
          label={t('proceedings.appeal.status')}
          options={choices(appealStatuses, 'proceedings.appeal.status')}
          value={answers.status}
          onChange={(status) => set({ status: status as Appeal['status'] })}
        />
      </div>
      <div className="matter-row">
        <TextField label={t('proceedings.appeal.court')} value={answers.court} onChange={(court) => set({ court })} />
        <TextField
          label={t('proceedings.appeal.number')}
          ltr
          value={answers.number}
          onChange={(number) => set({ number })}
        />
      </div>
      <TextArea
        label={t('proceedings.appeal.words')}
        rows={2}
        value={answers.words}
        onChange={(words) => set({ words })}
      />
    </ShortForm>
  )
}
