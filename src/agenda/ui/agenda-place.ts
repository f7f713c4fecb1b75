// Which days of whose agenda are looked at. The address keeps it, so that a link or a reload comes back to the same page;
// the arrow keys turn it, and T comes back to today.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { addDays, addMonths, type Day } from '#kit/day.ts'
import { direction } from '#language/here.ts'
import { useKeys } from '#triage/ui/keys.ts'
import { type View, views, wallOf } from '../layout.rules.ts'

/** The zone of the clock of whoever reads. */
export const myZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone
export const todayHere = (): Day => wallOf(Date.now(), myZone()).day

export interface AgendaPlace {
  view: View
  day: Day
  /** `mine`, `office`, or a colleague. */
  whose: string
}

const isDay = (text: unknown): text is Day =>
  typeof text === 'string' && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))

export const useAgendaPlace = (): [AgendaPlace, (change: Partial<AgendaPlace>) => void] => {
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const place: AgendaPlace = {
    view: views.find((view) => view === search.view) ?? 'week',
    day: isDay(search.day) ? search.day : todayHere(),
    whose: typeof search.whose === 'string' ? search.whose : 'mine',
  }
  return [
    place,
    (change) => void navigate({ search: { ...search, ...place, ...change } as never, replace: true, to: '.' as never }),
  ]
}

/** The same day of the next or the one before, as this view counts. */
export const turned = ({ view, day }: AgendaPlace, by: 1 | -1): Day =>
  view === 'day' ? addDays(day, by) : view === 'month' ? addMonths(day, by) : addDays(day, 7 * by)

/** Inside these the arrows have their own meaning. */
const isTaken = () =>
  document.activeElement?.closest('[role=tablist], [role=radiogroup], [role=group], [role=grid]') != null

export const useAgendaKeys = (turn: (by: 1 | -1) => void, toToday: () => void): void => {
  const [back, on] =
    direction() === 'rtl' ? (['ArrowRight', 'ArrowLeft'] as const) : (['ArrowLeft', 'ArrowRight'] as const)
  useKeys({ [back]: () => isTaken() || turn(-1), [on]: () => isTaken() || turn(1), t: toToday })
}
