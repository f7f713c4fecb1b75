// The day and the hour where the desk stands. Days are counted in UTC, as the server counts them.
import type { Day } from '#kit/day.ts'

export const today = (): Day => new Date().toISOString().slice(0, 10)
export const hourNow = (): number => new Date().getHours()
