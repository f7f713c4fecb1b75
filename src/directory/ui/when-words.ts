// Opening hours as one says them: "Monday to Friday, 9 to 14", "each month: first Tuesday, 16 to 18".
import { day, list, t } from '#language/here.ts'
import { type Schedule, Weekday } from '../directory.ts'

const weekdayName = (code: string): string => t(`services.weekday.${code}`)
const has = (days: readonly Weekday[], codes: readonly Weekday[]) =>
  days.length === codes.length && codes.every((code) => days.includes(code))

const daysText = (days: readonly Weekday[]): string => {
  if (has(days, Weekday.options)) return t('directory.when.all_days')
  if (has(days, Weekday.options.slice(0, 5))) return t('directory.when.working_days')
  return list(Weekday.options.filter((code) => days.includes(code)).map(weekdayName))
}

const monthText = ({ days, weeks, month_days }: Schedule): string => {
  if (days.length === 0) return list(month_days.map((number) => t('directory.when.day_of_month', { number })))
  if (weeks.length === 0) return daysText(days)
  return list(
    weeks.flatMap((week) =>
      days.map((code) => t('directory.when.nth', { which: t(`directory.when.which.${week}`), day: weekdayName(code) })),
    ),
  )
}

/** Some say the day and night as 0:00 to 23:59. */
const roundTheClock = ({ opens_at, closes_at }: Schedule): boolean =>
  opens_at === '00:00' && (closes_at === '23:59' || closes_at === '00:00')

const bare = (schedule: Schedule): string => {
  const { freq, every, opens_at: from, closes_at: to } = schedule
  const monthly = freq === 'MONTHLY'
  const days = monthly ? monthText(schedule) : daysText(schedule.days)
  const when = roundTheClock(schedule)
    ? t('directory.when.round_the_clock', { days })
    : t(monthly ? 'directory.when.monthly' : 'directory.when.weekly', { days, from, to })
  if (every === 1) return when
  return t(monthly ? 'directory.when.every_months' : 'directory.when.every_weeks', { count: every, when })
}

export const whenText = (schedule: Schedule): string => {
  const { valid_from, valid_to, note } = schedule
  return [
    bare(schedule),
    valid_from && t('directory.when.from', { day: day(valid_from) }),
    valid_to && t('directory.when.until', { day: day(valid_to) }),
    note,
  ]
    .filter(Boolean)
    .join(' · ')
}
