// From when on somebody may need rest. PostgreSQL adds the same up for whoever supervises (guard.may_need_rest), so that
// counts do not leave it; a test holds the two against each other.
import { addDays, type Day } from '#kit/day.ts'
import { ofStage, type Points } from './weight.rules.ts'

export interface Exposure {
  hard: number
  protocols: number
  incidents: number
}
interface Lines {
  points: Exposure
  from_points: number
  window_days: number
  over_capacity_percent: number
}

export const pointsOfExposure = (exposure: Exposure, { points }: Pick<Lines, 'points'>): number =>
  exposure.hard * points.hard + exposure.protocols * points.protocols + exposure.incidents * points.incidents

export const since = (today: Day, { window_days }: Pick<Lines, 'window_days'>): Day => addDays(today, -window_days)

export const loadOf = (points: Points, rows: { stage: string; files: number; points: number }[], capacity: number) => ({
  files: rows.reduce((sum, each) => sum + each.files, 0),
  points: rows.reduce((sum, each) => sum + each.points + each.files * ofStage(points, each.stage), 0),
  capacity,
})

export const isOverloaded = (load: { points: number; capacity: number } | null, lines: Lines): boolean =>
  load !== null && load.points * 100 > load.capacity * (100 + lines.over_capacity_percent)

/** Marked, added up, said or carried: any of the three is enough, and nobody is told which. */
export const mayNeedRest = (
  exposure: Exposure,
  says: boolean,
  load: { points: number; capacity: number } | null,
  lines: Lines,
): boolean => says || pointsOfExposure(exposure, lines) >= lines.from_points || isOverloaded(load, lines)
