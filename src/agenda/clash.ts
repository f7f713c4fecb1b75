// Time that is taken, and what would stand in two places at once.
import { z } from 'zod'
import { Day, Moment } from '#kit/day.ts'
import { Id } from '#kit/id.ts'

export const BusyKind = z.enum(['off', 'training', 'meeting'])
export type BusyKind = z.infer<typeof BusyKind>

/** A colleague's taken time: of an appointment whose file one does not open nothing but the hours. */
export const Blocked = z.object({
  staff_id: Id,
  kind: z.enum(['busy', ...BusyKind.options]),
  starts_at: Moment,
  ends_at: Moment,
})
export type Blocked = z.infer<typeof Blocked>

export const Clash = z.object({
  whom: z.enum(['colleague', 'person', 'interpreter']),
  staff_id: Id.nullable(),
  name: z.string().nullable(),
  /** The day of the appointment that clashes: one of a series, or the only one. */
  on: Day,
  /** What is in the way, with the way there and back. */
  starts_at: Moment,
  ends_at: Moment,
  /** Only the way there or back is too long. */
  travel: z.boolean(),
})
export type Clash = z.infer<typeof Clash>

/** What does not stand against it and is good to know. */
export const Notice = z.object({
  kind: z.enum(['free_day', 'office_closed', 'time_skipped', 'time_twice', 'night', 'past']),
  on: Day,
  name: z.string().nullable(),
})
export type Notice = z.infer<typeof Notice>
