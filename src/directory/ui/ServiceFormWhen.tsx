// Opening hours in the form of a record: days and hours, every how many weeks or which of the month, from when until when;
// and under each what that says in words.
import { CheckboxGroup, DateField, Section, Select, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { type Schedule, Weekday } from '../directory.ts'
import { whenText } from './directory-words.ts'
import { choices, MaybeLine, MaybeNumber } from './form-fields.tsx'
import { Rows } from './Rows.tsx'
import type { PartProps } from './ServiceFormWhat.tsx'

const workingHours: Schedule = {
  ...{ freq: 'WEEKLY', every: 1, days: ['MO', 'TU', 'WE', 'TH', 'FR'], weeks: [], month_days: [] },
  ...{ opens_at: '09:00', closes_at: '14:00', valid_from: null, valid_to: null, note: null },
}
const monthDays = Array.from({ length: 31 }, (_, day) => String(day + 1))

/** Each week, or each month by weekday or by date; what belongs to another way is let go of. */
const ways = ['WEEKLY', 'MONTHLY', 'DATES'] as const
type Way = (typeof ways)[number]
const wayOf = ({ freq, days, month_days }: Schedule): Way =>
  freq === 'WEEKLY' ? 'WEEKLY' : days.length === 0 && month_days.length > 0 ? 'DATES' : 'MONTHLY'
const inWay = (way: Way, { days }: Schedule): Partial<Schedule> =>
  way === 'DATES'
    ? { freq: 'MONTHLY', days: [], weeks: [], month_days: [1] }
    : { freq: way, days: days.length > 0 ? days : ['MO'], weeks: [], month_days: [] }

interface Props {
  schedule: Schedule
  change: (change: Partial<Schedule>) => void
  /** Where in the form it stands. */
  at: string
}

function Which({ schedule, change, at }: Props) {
  const way = wayOf(schedule)
  if (way === 'DATES')
    return (
      <CheckboxGroup
        inline
        name={`${at}.days`}
        label={t('directory.month_days')}
        options={monthDays.map((id) => ({ id, label: id }))}
        value={schedule.month_days.map(String)}
        onChange={(days) => change({ month_days: days.map(Number).sort((a, b) => a - b) })}
      />
    )
  return (
    <>
      <CheckboxGroup
        inline
        name={`${at}.days`}
        label={t('directory.days')}
        options={choices(Weekday.options, 'services.weekday')}
        value={schedule.days}
        onChange={(days) => change({ days: Weekday.options.filter((code) => days.includes(code)) })}
      />
      {way === 'MONTHLY' && (
        <CheckboxGroup
          inline
          label={t('directory.weeks')}
          options={choices(['1', '2', '3', '4', '-1'], 'directory.when.which')}
          value={schedule.weeks.map(String)}
          onChange={(weeks) => change({ weeks: weeks.map(Number) })}
        />
      )}
    </>
  )
}

function Hours({ schedule, change, at }: Props) {
  const time = (name: 'opens_at' | 'closes_at') => (
    <TextField
      name={`${at}.${name}`}
      label={t(`directory.${name}`)}
      isRequired
      ltr
      type="time"
      value={schedule[name]}
      onChange={(typed) => change({ [name]: typed })}
    />
  )
  const day = (name: 'valid_from' | 'valid_to') => (
    <DateField
      name={`${at}.${name}`}
      label={t(`directory.${name}`)}
      value={schedule[name]}
      onChange={(chosen) => change({ [name]: chosen })}
    />
  )
  const said = schedule.days.length > 0 || schedule.month_days.length > 0
  return (
    <>
      <div className="side-by-side">
        <Select
          label={t('directory.freq')}
          options={choices(ways, 'directory.freq')}
          value={wayOf(schedule)}
          onChange={(way) => change(inWay(way as Way, schedule))}
        />
        <MaybeNumber
          name={`${at}.every`}
          label={t(schedule.freq === 'WEEKLY' ? 'directory.every_weeks' : 'directory.every_months')}
          value={schedule.every}
          onChange={(every) => change({ every: Math.min(12, Math.max(1, every ?? 1)) })}
        />
      </div>
      <Which schedule={schedule} change={change} at={at} />
      <div className="side-by-side">
        {time('opens_at')}
        {time('closes_at')}
      </div>
      <div className="side-by-side">
        {day('valid_from')}
        {day('valid_to')}
        <MaybeLine
          name={`${at}.note`}
          label={t('directory.note')}
          value={schedule.note}
          onChange={(note) => change({ note })}
        />
      </div>
      {said && (
        <p className="quiet" dir="auto">
          {whenText(schedule)}
        </p>
      )}
    </>
  )
}

export function WhenPart({ service, set }: PartProps) {
  return (
    <Section title={t('directory.part.when')}>
      <Rows
        label={t('directory.one.hours')}
        add={t('directory.add_hours')}
        items={service.schedules}
        empty={() => workingHours}
        onChange={(schedules) => set({ schedules })}
      >
        {(schedule, change, place) => <Hours schedule={schedule} change={change} at={`service.schedules.${place}`} />}
      </Rows>
    </Section>
  )
}
