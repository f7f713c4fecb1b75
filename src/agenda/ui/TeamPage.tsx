// The week of the office: a row for each colleague at a desk, a card for each on a phone.
import type { Day } from '#kit/day.ts'
import { Name } from '#kit/ui/index.ts'
import { day as dayWords, t } from '#language/here.ts'
import { onDay } from '../layout.rules.ts'
import { myZone, todayHere } from './agenda-place.ts'
import { DayName } from './DaysPage.tsx'
import { EntryCard, type Shown } from './EntryCard.tsx'

interface Props {
  days: Day[]
  shown: Shown[]
  staff: { staff_id: string; name: string }[]
  freeDays: Map<Day, string>
}

const isOf = (staff_id: string) => (of: Shown) =>
  of.what === 'busy' ? of.busy.staff_id === staff_id : of.entry.staff.some((each) => each.staff_id === staff_id)

/** In the row of a colleague nobody needs to be told who it is about. */
const withoutNames = (of: Shown): Shown => (of.what === 'busy' ? { ...of, name: null } : { ...of, names: [] })

export function TeamPage({ days, shown, staff, freeDays }: Props) {
  return (
    <div className="agenda-team-frame">
      <table className="agenda-team" aria-label={t('appointments.view.team')}>
        <thead>
          <tr>
            <th scope="col">{t('appointments.colleague')}</th>
            {days.map((day) => (
              <th key={day} scope="col" {...(day === todayHere() ? { 'aria-current': 'date' as const } : {})}>
                <DayName day={day} />
                {freeDays.has(day) && <span className="agenda-holiday"> {freeDays.get(day)}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {staff.map(({ staff_id, name }) => {
            const own = shown.filter(isOf(staff_id)).map(withoutNames)
            return (
              <tr key={staff_id}>
                <th scope="row">
                  <Name>{name}</Name>
                  {own.length === 0 && (
                    <span className="agenda-none agenda-team-day"> {t('appointments.week_empty')}</span>
                  )}
                </th>
                {days.map((day) => {
                  const there = onDay(day, own, myZone())
                  const marks = [there.length === 0 && 'agenda-quiet', day === todayHere() && 'agenda-today']
                  return (
                    <td key={day} className={marks.filter(Boolean).join(' ')}>
                      <p className="agenda-team-day">{dayWords(day, 'weekday')}</p>
                      <ul className="agenda-list">
                        {there.map((of) => (
                          <EntryCard key={of.key} of={of} />
                        ))}
                      </ul>
                    </td>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
