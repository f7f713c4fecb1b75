// The roster: when an office is open, which days are free, and who is called in the other hours, with a deputy.
import { z } from 'zod'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line } from '#kit/text.ts'

/** Quarters of an hour by the clock on the wall. */
export const ClockTime = z.string().regex(/^([01]\d|2[0-3]):(00|15|30|45)$/)
export type ClockTime = z.infer<typeof ClockTime>

/** 1 is Monday, 7 is Sunday. */
export const Weekdays = z
  .array(z.int().min(1).max(7))
  .min(1)
  .max(7)
  .transform((days) => [...new Set(days)].sort())

export const TimeZone = z
  .string()
  .max(60)
  .refine((zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone })
      return true
    } catch {
      return false
    }
  })

export const OpenHours = z
  .object({ weekdays: Weekdays, from: ClockTime, until: ClockTime })
  .refine(({ from, until }) => until > from, { path: ['until'] })
export type OpenHours = z.infer<typeof OpenHours>

/** `too`: on free days as on others; `only`: on free days; `never`: not on free days. */
export const FreeDays = z.enum(['too', 'only', 'never'])

const TurnFields = z.object({
  /** Null: for every office that has no turn of its own then. */
  office_id: Id.nullable(),
  staff_id: Id,
  /** Called when nobody looked in time. */
  deputy_id: Id.nullable(),
  telephone: Line(40).or(z.literal('')),
  time_zone: TimeZone,
  from_on: Day,
  until_on: Day.nullable(),
  weekdays: Weekdays,
  from_time: ClockTime,
  /** Not after the first: it reaches into the next day. */
  until_time: ClockTime,
  free_days: FreeDays,
})
export const Turn = TurnFields.extend({ turn_id: Id, version: z.int() })
export type Turn = z.infer<typeof Turn>

export const FreeDay = z.object({ free_day_id: Id, office_id: Id.nullable(), on_day: Day, name: z.string() })
export type FreeDay = z.infer<typeof FreeDay>

export const OnDuty = z.object({
  turn_id: Id,
  staff_id: Id,
  deputy_id: Id.nullable(),
  telephone: z.string(),
})
export type OnDuty = z.infer<typeof OnDuty>

/** Hours for which nobody is named. */
export const Gap = z.object({ from: Moment, until: Moment })
export type Gap = z.infer<typeof Gap>

export const OfficeDuty = z.object({
  office_id: Id,
  name: z.string(),
  time_zone: z.string(),
  /** Empty where they were never set: then the duty is called at all hours. */
  hours: z.array(OpenHours),
  version: z.int(),
  open_now: z.boolean(),
  now: z.array(OnDuty),
  /** Of the next four weeks; null for whoever does not keep this office. */
  gaps: z.array(Gap).nullable(),
  may_keep: z.boolean(),
})
export type OfficeDuty = z.infer<typeof OfficeDuty>

export const readDuty = endpoint({
  method: 'GET',
  path: '/api/duty',
  action: 'duty.read',
  summary: 'The hours of every office, its free days, whom to call now, and the hours nobody is named for.',
  input: z.object({}),
  reply: z.object({
    offices: z.array(OfficeDuty),
    turns: z.array(Turn),
    free_days: z.array(FreeDay),
    colleagues: z.array(z.object({ staff_id: Id, name: z.string(), may_take: z.boolean() })),
    /** Whether the reader keeps what holds for all offices together. */
    may_keep_all: z.boolean(),
    now: Moment,
  }),
})

export const keepOfficeHours = endpoint({
  method: 'PUT',
  path: '/api/duty/offices/:office_id',
  action: 'duty.keep',
  summary: 'When an office is open, and by which clock. A stale version is refused with what stands now.',
  input: z.object({ office_id: Id, version: z.int().min(0), time_zone: TimeZone, hours: z.array(OpenHours).max(14) }),
  reply: z.object({ office_id: Id, version: z.int() }),
})

export const keepTurn = endpoint({
  method: 'PUT',
  path: '/api/duty/turns/:turn_id',
  action: 'duty.keep',
  summary: 'Names who has the duty of which hours, with a deputy; version 0 for a new turn.',
  input: z
    .object({ turn_id: Id, version: z.int().min(0), ...TurnFields.shape })
    .refine(({ from_on, until_on }) => until_on === null || until_on >= from_on, { path: ['until_on'] })
    .refine(({ staff_id, deputy_id }) => staff_id !== deputy_id, { path: ['deputy_id'] }),
  reply: z.object({ turn_id: Id, version: z.int() }),
})

export const endTurn = endpoint({
  method: 'POST',
  path: '/api/duty/turns/:turn_id/end',
  action: 'duty.keep',
  summary: 'Takes a turn out of the roster from now on.',
  input: z.object({ turn_id: Id, version: z.int() }),
  reply: z.object({ turn_id: Id }),
})

export const addFreeDay = endpoint({
  method: 'POST',
  path: '/api/duty/free-days',
  action: 'duty.keep',
  summary: 'A day on which an office, or all of them, are closed.',
  input: z.object({ free_day_id: Id, office_id: Id.nullable(), on_day: Day, name: Line(80) }),
  reply: z.object({ free_day_id: Id }),
})

export const removeFreeDay = endpoint({
  method: 'DELETE',
  path: '/api/duty/free-days/:free_day_id',
  action: 'duty.keep',
  summary: 'Takes a free day back.',
  input: z.object({ free_day_id: Id }),
  reply: z.object({ free_day_id: Id }),
})
