// Naming who has the duty of which hours, with a deputy and the number to call.
import { today } from '#cases/ui/now.ts'
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import type { Day } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { CheckboxGroup, DateField, RadioGroup, Select, TextField, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { FreeDays, keepTurn, readDuty, type Turn } from '../duty.ts'
import { type Roster, weekdayName } from './Duty.tsx'
import { ShortForm } from './ShortForm.tsx'
import { choices } from './writing.ts'

const days = [1, 2, 3, 4, 5, 6, 7]
const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'))
/** Every half hour is enough to choose from; what stands there already may be finer. */
const times = hours.flatMap((hour) => [`${hour}:00`, `${hour}:30`])
export const timeOptions = (known: string) => [...new Set([...times, known])].sort().map((id) => ({ id, label: id }))

const first = (roster: Roster, turn: Turn | null) => {
  const mine = roster.offices.find(({ may_keep }) => may_keep)
  return {
    turn_id: turn?.turn_id ?? newId(),
    office_id: turn ? (turn.office_id ?? 'all') : (mine?.office_id ?? 'all'),
    staff_id: (turn?.staff_id ?? null) as string | null,
    deputy_id: turn?.deputy_id ?? 'none',
    telephone: turn?.telephone ?? '',
    from_on: (turn?.from_on ?? today()) as Day | null,
    until_on: (turn?.until_on ?? null) as Day | null,
    weekdays: (turn?.weekdays ?? days).map(String),
    from_time: turn?.from_time ?? '18:00',
    until_time: turn?.until_time ?? '09:00',
    free_days: (turn?.free_days ?? 'too') as Turn['free_days'],
  }
}

interface Props {
  roster: Roster
  turn: Turn | null
  onDone: () => void
}

export function TurnForm({ roster, turn, onDone }: Props) {
  const [answers, show, clear, returned] = useDraft(`turn ${turn?.turn_id ?? 'new'}`, first(roster, turn))
  const keep = useWrite(keepTurn, { invalidates: [readDuty] })
  const set = (change: Partial<typeof answers>) => show({ ...answers, ...change })
  const leave = () => {
    clear()
    onDone()
  }
  const office = roster.offices.find(({ office_id }) => office_id === answers.office_id)
  const save = () => {
    const { office_id, staff_id, deputy_id, weekdays, from_on, ...rest } = answers
    if (!staff_id || !from_on) return
    keep.mutate(
      {
        ...rest,
        ...{ staff_id, from_on },
        version: turn?.version ?? 0,
        office_id: office_id === 'all' ? null : office_id,
        deputy_id: deputy_id === 'none' ? null : deputy_id,
        weekdays: weekdays.map(Number),
        time_zone: turn?.time_zone ?? office?.time_zone ?? roster.offices[0]?.time_zone ?? 'UTC',
      },
      {
        onSuccess: () => {
          toast(t('safety.saved'))
          leave()
        },
      },
    )
  }
  const colleagues = roster.colleagues
    .filter(({ may_take }) => may_take)
    .map(({ staff_id, name }) => ({ id: staff_id, label: name }))
  const offices = roster.offices
    .filter(({ may_keep }) => may_keep)
    .map(({ office_id, name }) => ({ id: office_id, label: name }))
  return (
    <ShortForm
      returned={returned}
      problem={keep.error}
      busy={keep.isPending}
      action={t('safety.duty.save_turn')}
      onSave={save}
      onLeave={leave}
    >
      {!turn && (
        <Select
          label={t('safety.duty.office')}
          options={[...offices, ...(roster.may_keep_all ? [{ id: 'all', label: t('safety.duty.all_offices') }] : [])]}
          value={answers.office_id}
          onChange={(office_id) => set({ office_id: office_id as string })}
        />
      )}
      <Select
        name="staff_id"
        label={t('safety.duty.who')}
        isRequired
        options={colleagues}
        value={answers.staff_id}
        onChange={(staff_id) => set({ staff_id })}
      />
      <TextField
        name="telephone"
        label={t('safety.duty.telephone')}
        description={t('safety.duty.telephone_why')}
        ltr
        value={answers.telephone}
        onChange={(telephone) => set({ telephone })}
      />
      <Select
        name="deputy_id"
        label={t('safety.duty.deputy')}
        description={t('safety.duty.deputy_why')}
        options={[{ id: 'none', label: t('safety.duty.no_deputy') }, ...colleagues]}
        value={answers.deputy_id}
        onChange={(deputy_id) => set({ deputy_id: deputy_id as string })}
      />
      <CheckboxGroup
        name="weekdays"
        label={t('safety.duty.weekdays')}
        isRequired
        options={days.map((weekday) => ({ id: String(weekday), label: weekdayName(weekday) }))}
        value={answers.weekdays}
        onChange={(weekdays) => set({ weekdays })}
      />
      <div className="safety-row">
        <Select
          label={t('safety.duty.from_time')}
          options={timeOptions(answers.from_time)}
          value={answers.from_time}
          onChange={(from_time) => set({ from_time: from_time as string })}
        />
        <Select
          label={t('safety.duty.until_time')}
          {...(answers.until_time <= answers.from_time && { description: t('safety.duty.next_day') })}
          options={timeOptions(answers.until_time)}
          value={answers.until_time}
          onChange={(until_time) => set({ until_time: until_time as string })}
        />
      </div>
      <RadioGroup
        label={t('safety.duty.free_days')}
        options={choices(FreeDays.options, 'safety.duty.free_days')}
        value={answers.free_days}
        onChange={(free_days) => set({ free_days: free_days as Turn['free_days'] })}
      />
      <div className="safety-row">
        <DateField
          name="from_on"
          label={t('safety.duty.from_on')}
          isRequired
          value={answers.from_on}
          onChange={(from_on) => set({ from_on })}
        />
        <DateField
          name="until_on"
          label={t('safety.duty.until_on')}
          value={answers.until_on}
          onChange={(until_on) => set({ until_on })}
        />
      </div>
    </ShortForm>
  )
}
