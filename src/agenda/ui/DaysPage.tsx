// A day or a week: on a phone a list by day, at a desk the same list laid out by the hour.
import { useEffect, useState } from 'react'
import { Link } from 'react-aria-components'
import type { Day } from '#kit/day.ts'
import { day as dayWords, t } from '#language/here.ts'
import { clockHour, weekdayName } from '#people/ui/contact-words.ts'
import { type DayPage, dayPage, type Hour, hoursOf, wallOf } from '../layout.rules.ts'
import { myZone, todayHere } from './agenda-place.ts'
import { EntryCard, type Shown } from './EntryCard.tsx'

const minuteMs = 60_000

/** How far down today is by now. */
function Now({ hours }: { hours: Hour[] }) {
  const [at, setAt] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setAt(Date.now()), minuteMs)
    return () => clearInterval(timer)
  }, [])
  const { minutes, again } = wallOf(at, myZone())
  const row = hours.findIndex((each) => each.hour === Math.floor(minutes / 60) && each.again === again)
  if (row < 0) return null
  return (
    <li
      className="agenda-now"
      aria-hidden="true"
      style={{ '--top': row + (minutes % 60) / 60 } as React.CSSProperties}
    />
  )
}

const weekdayOf = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

export function DayName({ day }: { day: Day }) {
  return (
    <>
      <span className="agenda-weekday">{weekdayName(weekdayOf(day))}</span> <span>{dayWords(day, 'brief')}</span>
    </>
  )
}

interface HeadProps {
  day: Day
  freeDay: string | undefined
  href: string
}

export function DayHead({ day, freeDay, href }: HeadProps) {
  return (
    <div className="agenda-head">
      <h2 {...(day === todayHere() ? { 'aria-current': 'date' as const } : {})}>
        <Link href={href}>
          <DayName day={day} />
        </Link>
      </h2>
      {freeDay && <span className="agenda-holiday">{freeDay}</span>}
    </div>
  )
}

interface OneProps {
  page: DayPage<Shown>
  hours: Hour[]
  freeDay: string | undefined
  href: string
}

function OneDay({ page: { day, turn, whole, placed }, hours, freeDay, href }: OneProps) {
  const isToday = day === todayHere()
  const skipped = turn?.what === 'skipped' ? hours.findIndex(({ hour }) => hour === turn.hour) : -1
  return (
    <section className={isToday ? 'agenda-day agenda-today' : 'agenda-day'}>
      <DayHead day={day} freeDay={freeDay} href={href} />
      <ul className="agenda-list agenda-whole">
        {whole.map((of) => (
          <EntryCard key={of.key} of={of} isWhole />
        ))}
        {turn && (
          <li className="agenda-holiday">{t(`appointments.turn.${turn.what}`, { hour: clockHour(turn.hour) })}</li>
        )}
      </ul>
      <ul className="agenda-list agenda-placed">
        {placed.length + whole.length === 0 && <li className="agenda-none">{t('appointments.day_empty')}</li>}
        {skipped >= 0 && (
          <li className="agenda-skipped" aria-hidden="true" style={{ '--top': skipped } as React.CSSProperties} />
        )}
        {isToday && <Now hours={hours} />}
        {placed.map((each) => (
          <EntryCard key={each.of.key} of={each.of} placed={each} />
        ))}
      </ul>
    </section>
  )
}

interface Props {
  days: Day[]
  shown: Shown[]
  freeDays: Map<Day, string>
  hrefOf: (day: Day) => string
}

export function DaysPage({ days, shown, freeDays, hrefOf }: Props) {
  const hours = hoursOf(days, shown, myZone())
  return (
    <div
      className="agenda-days agenda-week"
      style={{ '--days': days.length, '--rows': hours.length, '--hour': '3.5rem' } as React.CSSProperties}
    >
      <ul className="agenda-hours" aria-hidden="true">
        {hours.map(({ hour, again }) => (
          <li key={`${hour}${again}`}>{clockHour(hour)}</li>
        ))}
      </ul>
      {days.map((day) => (
        <OneDay
          key={day}
          page={dayPage(day, shown, hours, myZone())}
          hours={hours}
          freeDay={freeDays.get(day)}
          href={hrefOf(day)}
        />
      ))}
    </div>
  )
}
