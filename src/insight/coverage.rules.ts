// Counting where trainings have reached.
import { type Sector, sectors } from '#institutions/sector.ts'
import { addDays, addMonths, type Day } from '#kit/day.ts'
import { type CoverageCell, leastPeople, type Reached, type RefresherDue, soonDays } from './coverage.ts'
import type { SafeTable } from './gap.ts'
import { safeTable } from './safe.rules.ts'

export interface KnownInstitution {
  institution_id: string
  name: string
  sector: Sector
  province: string | null
  refresher_months: number
  /** The last day of its last training; null: none was held. */
  last_on: Day | null
}

const dueOn = ({ last_on, refresher_months }: KnownInstitution): Day | null =>
  last_on && addMonths(last_on, refresher_months)

export const cellsOf = (institutions: readonly KnownInstitution[], today: Day): CoverageCell[] => {
  const cells = new Map<string, CoverageCell>()
  for (const each of institutions) {
    const { province, sector } = each
    const key = `${province} ${sector}`
    const cell = cells.get(key) ?? { province, sector, institutions: 0, trained: 0, fresh: 0 }
    const due = dueOn(each)
    cells.set(key, {
      ...cell,
      institutions: cell.institutions + 1,
      trained: cell.trained + (due ? 1 : 0),
      fresh: cell.fresh + (due && due > today ? 1 : 0),
    })
  }
  return [...cells.values()]
}

export const refreshersOf = (institutions: readonly KnownInstitution[], today: Day): RefresherDue[] =>
  institutions
    .flatMap((each) => {
      const { institution_id, name, sector, province, last_on } = each
      const due_on = dueOn(each)
      if (!last_on || !due_on || due_on > addDays(today, soonDays)) return []
      return [{ institution_id, name, sector, province, last_on, due_on }]
    })
    .sort((a, b) => (a.due_on < b.due_on ? -1 : a.due_on > b.due_on ? 1 : a.name < b.name ? -1 : 1))

export const summed = (cells: readonly Reached[]): Reached =>
  cells.reduce<Reached>(
    (sum, cell) => ({
      institutions: sum.institutions + cell.institutions,
      trained: sum.trained + cell.trained,
      fresh: sum.fresh + cell.fresh,
    }),
    { institutions: 0, trained: 0, fresh: 0 },
  )

export const cellsBy = (cells: readonly CoverageCell[], cut: 'province' | 'sector'): Map<string, Reached> => {
  const by = new Map<string, CoverageCell[]>()
  for (const cell of cells) {
    const key = cell[cut]
    if (key !== null) by.set(key, [...(by.get(key) ?? []), cell])
  }
  return new Map([...by].map(([key, those]) => [key, summed(those)]))
}

export interface PeopleSomewhere {
  province: string | null
  sector: string
  people: number
}
/** The provinces of Spain, and everywhere else. */
const places = 53
const elsewhere = 'elsewhere'

export const peopleOf = (rows: readonly PeopleSomewhere[]): SafeTable => {
  const counted = (keyOf: (row: PeopleSomewhere) => string) => {
    const counts: Record<string, number> = {}
    for (const row of rows) counts[keyOf(row)] = (counts[keyOf(row)] ?? 0) + row.people
    return counts
  }
  return safeTable(
    rows.reduce((sum, { people }) => sum + people, 0),
    {
      province: { codes: places, adds_up: true, counts: counted(({ province }) => province ?? elsewhere) },
      sector: { codes: sectors.length, adds_up: true, counts: counted(({ sector }) => sector) },
    },
    leastPeople,
  )
}
