// A month of sessions: whole weeks at a desk, on a phone only the days on which something is.
import { useState } from 'react'
import { Link } from 'react-aria-components'
import { useGet } from '#gate/query.ts'
import { addDays, addMonths, type Day } from '#kit/day.ts'
import type { ReplyOf } from '#kit/endpoint.ts'
import { Button, Loaded, Stack } from '#kit/ui/index.ts'
import { day as dayWords, month as monthWords, t, time } from '#language/here.ts'
import { listSessions } from '../training.ts'
import { curriculumName, wallOf } from './prevention-words.ts'

const todayHere = (): Day => wallOf(new Date().toISOString()).on

/** Whole weeks from Monday to Sunday around a month. */
const daysOf = (month: string): Day[] => {
  const first = `${month}-01`
  const last = addDays(addMonths(first, 1), -1)
  const weekday = (day: Day) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  const from = addDays(first, -weekday(first))
  const count = (Date.parse(addDays(last, 6 - weekday(last))) - Date.parse(from)) / 86_400_000 + 1
  return Array.from({ length: count }, (_, place) => addDays(from, place))
}

function Weeks({ month, sessions }: { month: string; sessions: ReplyOf<typeof listSessions>['sessions'] }) {
  const days = daysOf(month)
  return (
    <div className="training-month">
      {days.map((day, place) => {
        const there = sessions.filter(({ starts_at }) => wallOf(starts_at).on === day)
        const marks = [
          'training-day',
          there.length === 0 && 'training-day-quiet',
          day === todayHere() && 'training-day-today',
          day.slice(0, 7) !== month && 'training-day-other',
        ]
        return (
          <section key={day} className={marks.filter(Boolean).join(' ')}>
            <h2 className="training-date">
              <span className="training-date-long">{dayWords(day, 'weekday')}</span>
              <span className="training-date-short" aria-hidden="true">
                {place < 7 ? dayWords(day, 'weekday').split(/[ ,]/)[0] : ''} {Number(day.slice(8))}
              </span>
            </h2>
            {there.map(({ session_id, starts_at, training }) => (
              <Link
                key={session_id}
                href={`/desk/prevention/trainings/${training.training_id}`}
                className={`training-entry training-entry-${training.status}`}
              >
                <span className="training-time">{time(starts_at)}</span> {curriculumName(training.curriculum_id)}
                {training.institution_name && (
                  <span className="training-entry-for">
                    <bdi>{training.institution_name}</bdi>
                  </span>
                )}
              </Link>
            ))}
          </section>
        )
      })}
    </div>
  )
}

export function MonthView() {
  const [month, setMonth] = useState(() => todayHere().slice(0, 7))
  const days = daysOf(month)
  const found = useGet(listSessions, { from: days[0]!, until: days.at(-1)! }, { keepPrevious: true })
  const turn = (by: number) => setMonth(addMonths(`${month}-01`, by).slice(0, 7))
  return (
    <Stack>
      <div className="training-turn">
        <Button kind="quiet" icon="back" aria-label={t('prevention.month.before')} onPress={() => turn(-1)} />
        <Button small isDisabled={month === todayHere().slice(0, 7)} onPress={() => setMonth(todayHere().slice(0, 7))}>
          {t('prevention.month.today')}
        </Button>
        <Button kind="quiet" icon="forward" aria-label={t('prevention.month.after')} onPress={() => turn(1)} />
        <strong aria-live="polite">{monthWords(month)}</strong>
      </div>
      <Loaded of={found}>
        {({ sessions }) => {
          const some = sessions.some(({ starts_at }) => wallOf(starts_at).on.startsWith(month))
          return (
            <>
              {!some && <p className="quiet">{t('prevention.month.none')}</p>}
              <Weeks month={month} sessions={sessions} />
            </>
          )
        }}
      </Loaded>
    </Stack>
  )
}
