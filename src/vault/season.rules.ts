// A file's key lies in the database under a key of the season as well, and that key lies outside it. A season lasts a
// week and its key thirty days: from then on no backup and no remnant of the disk gives back what was erased.
import { addDays, type Day } from '#kit/day.ts'

export interface Season {
  /** Counted from 1; 0 stands for none, in houses whose cluster and backups are somebody else's. */
  number: number
  from: Day
  bytes: Buffer
}

export const seasonDays = 7
/** No backup older than this opens, and no erased file comes back from a younger one after this many days. */
export const seasonKeyDays = 30

export const latestSeason = (seasons: readonly Season[]): Season | undefined =>
  seasons.reduce<Season | undefined>((best, each) => (!best || each.number > best.number ? each : best), undefined)

/** Whether it is time for a new one. */
export const isSeasonOver = (seasons: readonly Season[], today: Day): boolean => {
  const latest = latestSeason(seasons)
  return !latest || addDays(latest.from, seasonDays) <= today
}

/** What stays: the latest, whatever is still under it, and every one whose thirty days are not over. */
export const keptSeasons = (seasons: readonly Season[], today: Day, inUse: readonly number[]): Season[] => {
  const latest = latestSeason(seasons)
  return seasons.filter(
    (each) => each === latest || inUse.includes(each.number) || addDays(each.from, seasonKeyDays) > today,
  )
}
