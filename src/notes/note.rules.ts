// Who may cover the words of a note, and when it happened as the story counts it.
import { addDays, type Day } from '#kit/day.ts'

export const daysToCoverOnesOwn = 7
export const secondsToUncover = 60

interface Written {
  author_id: string
  /** A moment. */
  written_at: string
}

/** Whoever wrote it, for a week, while a slip is a slip; later whoever coordinates, so that nobody clears their own past. */
export const mayCover = (
  { author_id, written_at }: Written,
  me: string,
  coordinates: boolean,
  now: string,
): boolean => {
  if (coordinates) return true
  const last = Date.parse(written_at) + daysToCoverOnesOwn * 86_400_000
  return author_id === me && Date.parse(now) < last
}

/** A note is written on the day or afterwards, by a day at most where the desk's day began before the server's. */
export const happensInTime = (happened_on: Day | null, today: Day): boolean =>
  happened_on === null || (happened_on <= addDays(today, 1) && happened_on >= addDays(today, -3650))

/** Where the story places what happened on another day: at its noon, since the hour was not asked. */
export const placeInStory = (happened_on: Day | null, today: Day): string | undefined =>
  happened_on === null || happened_on >= today ? undefined : `${happened_on}T12:00:00Z`
