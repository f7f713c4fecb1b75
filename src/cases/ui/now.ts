// The day, counted in UTC as the server counts it.
import type { Day } from '#kit/day.ts'

export const today = (): Day => new Date().toISOString().slice(0, 10)
