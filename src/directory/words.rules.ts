// Hours and places of a record in words, for whoever reads it in whichever language: the desk, and the page behind a link.
import type { Translator } from '#kit/say.ts'
import { formatDay, formatList } from '#language/format.ts'
import { type Capacity, type Schedule, Weekday } from './directory.ts'

export interface Reads {
  language: string
  t: Translator
}

const weekdayName = ({ t }: Reads, code: string): string => t(`services.weekday.${code}`)
const has = (days: readonly Weekday[], codes: readonly Weekday[]) =>
  days.length === codes.length && codes.every((code) => days.includes(code))

const daysText = (reads: Reads, days: readonly Weekday[]): string => {
  if (has(days, Weekday.options)) return reads.t('directory.when.all_days')
  if (has(days, Weekday.options.slice(0, 5))) return reads.t('directory.when.working_days')
  const named = Weekday.options.filter((code) => days.includes(code)).map((code) => weekdayName(reads, code))
  return formatList(reads.language, named)
}

const monthText = (reads: Reads, { days, weeks, month_days }: Schedule): string => {
  const { language, t } = reads
  if (days.length === 0)
    return formatList(
      language,
      month_days.map((number) => t('directory.when.day_of_month', { number })),
    )
  if (weeks.length === 0) return daysText(reads, days)
  return formatList(
    language,
    weeks.flatMap((week) =>
      days.map((code) =>
        t('directory.when.nth', { which: t(`directory.when.which.${week}`), day: weekdayName(reads, code) }),
      ),
    ),
  )
}

/** Some say the day and night as 0:00 to 23:59. */
const roundTheClock = ({ opens_at, closes_at }: Schedule): boolean =>
  opens_at === '00:00' && (closes_at === '23:59' || closes_at === '00:00')

const bare = (reads: Reads, schedule: Schedule): string => {
  const { t } = reads
  const { freq, every, opens_at: from, closes_at: to } = schedule
  const monthly = freq === 'MONTHLY'
  const days = monthly ? monthText(reads, schedule) : daysText(reads, schedule.days)
  const when = roundTheClock(schedule)
    ? t('directory.when.round_the_clock', { days })
    : t(monthly ? 'directory.when.monthly' : 'directory.when.weekly', { days, from, to })
  if (every === 1) return when
  return t(monthly ? 'directory.when.every_months' : 'directory.when.every_weeks', { count: every, when })
}

/** "Monday to Friday, 9 to 14", "each month: first Tuesday, 16 to 18". */
export const hoursIn = (reads: Reads, schedule: Schedule): string => {
  const { language, t } = reads
  const { valid_from, valid_to, note } = schedule
  return [
    bare(reads, schedule),
    valid_from && t('directory.when.from', { day: formatDay(language, valid_from) }),
    valid_to && t('directory.when.until', { day: formatDay(language, valid_to) }),
    note,
  ]
    .filter(Boolean)
    .join(' · ')
}

export const capacityIn = ({ language, t }: Reads, { unit, maximum, available, updated_on }: Capacity): string => {
  const values = { unit: t(`codes.place_units.${unit}`), day: formatDay(language, updated_on) }
  if (available !== null && maximum !== null) return t('directory.capacity_free', { ...values, available, maximum })
  if (available !== null) return t('directory.capacity_only_free', { ...values, available })
  if (maximum !== null) return t('directory.capacity_of', { ...values, maximum })
  return t('directory.capacity_unknown', { unit: values.unit })
}
