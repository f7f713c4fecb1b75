// A month in whole weeks: what is on each day, and the way into the day.
import { Link } from 'react-aria-components'
import type { Day } from '#kit/day.ts'
import { t } from '#language/here.ts'
import { onDay } from '../layout.rules.ts'
import { myZone, todayHere } from './agenda-place.ts'
import { DayHead } from './DaysPage.tsx'
import { EntryCard, type Shown } from './EntryCard.tsx'

/** More than this in one square is a number. */
const most = 3

interface Props {
  days: Day[]
  month: string
  shown: Shown[]
  freeDays: Map<Day, string>
  hrefOf: (day: Day) => string
}

export function MonthPage({ days, month, shown, freeDays, hrefOf }: Props) {
  return (
    <div className="agenda-month">
      {days.map((day) => {
        const there = onDay(day, shown, myZone())
        const marks = [
          'agenda-day',
          there.length === 0 && !freeDays.has(day) && 'agenda-quiet',
          day === todayHere() && 'agenda-today',
          day.slice(0, 7) !== month && 'agenda-other',
        ]
        return (
          <section key={day} className={marks.filter(Boolean).join(' ')}>
            <DayHead day={day} freeDay={freeDays.get(day)} href={hrefOf(day)} />
            <ul className="agenda-list">
              {there.slice(0, most).map((of) => (
                <EntryCard key={of.key} of={of} />
              ))}
            </ul>
            {there.length > most && (
              <Link href={hrefOf(day)}>{t('appointments.more_on_day', { count: there.length - most })}</Link>
            )}
          </section>
        )
      })}
    </div>
  )
}
