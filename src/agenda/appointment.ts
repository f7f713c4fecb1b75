// An appointment of the person: when by the clock on the wall, with whom, where and how one gets there, who goes along,
// and what became of it. It stands in one section of the file: whoever does not open that section sees that time is taken.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { Code } from '#facts/facts.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line, OptionalProse } from '#kit/text.ts'
import { LanguageCode } from '#people/card.ts'
import { Excluded } from '#people/exclusion.ts'
import { TimeZone, zoneHere } from '#people/safe-contact.ts'
import { Blocked, Clash, Notice } from './clash.ts'
import { Repeats } from './series.ts'

export const appointmentKinds = [
  'health',
  'mind',
  'police',
  'court',
  'lawyer',
  'office',
  'consulate',
  'school',
  'work',
  'home',
  'money',
  'group',
  'talk',
  'other',
] as const
export const AppointmentKind = z.enum(appointmentKinds)
export type AppointmentKind = z.infer<typeof AppointmentKind>

export const AppointmentMode = z.enum(['in_person', 'telephone', 'video'])
export type AppointmentMode = z.infer<typeof AppointmentMode>
export const AppointmentStatus = z.enum(['planned', 'held', 'no_show', 'cancelled'])
export type AppointmentStatus = z.infer<typeof AppointmentStatus>

/** Whose reason it was that it did not take place; `hers` is never a reproach. */
export const ReasonOf = z.enum(['hers', 'ours', 'theirs'])
export const reasons = [
  'ill',
  'afraid',
  'did_not_want',
  'not_told',
  'no_way_there',
  'no_childcare',
  'at_work',
  'no_interpreter',
  'nobody_to_go_along',
  'closed',
  'other_day',
  'not_needed',
  'not_safe',
  'not_known',
] as const
export const ReasonWhy = z.enum(reasons)
export const Reason = z.object({ of: ReasonOf, why: ReasonWhy })
export type Reason = z.infer<typeof Reason>

export const StaffPart = z.enum(['leads', 'accompanies'])
export type StaffPart = z.infer<typeof StaffPart>

export const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
/** What the clock on the wall says there. It holds when summer time begins or ends. */
export const When = z.object({
  on: Day,
  at: WallTime,
  minutes: z.int().min(5).max(720),
  zone: TimeZone.default(zoneHere),
})
export type When = z.infer<typeof When>

export const AppointmentPlace = z.object({
  name: OptionalProse(160).default(''),
  address: OptionalProse(300).default(''),
  town: OptionalProse(80).default(''),
  /** It stands in this section of the file alone: in no list, on no page of the day, in no calendar. */
  secret: z.boolean().default(false),
})
export type AppointmentPlace = z.infer<typeof AppointmentPlace>

export const Outsider = z.object({
  name: Line(160),
  organisation_id: Id.nullable().default(null),
  service_id: Id.nullable().default(null),
})

/** Sealed with the key of the file. */
export const AppointmentWords = z.object({
  title: OptionalProse(160).default(''),
  place: AppointmentPlace.default({ name: '', address: '', town: '', secret: false }),
  with: z.array(Outsider).max(12).default([]),
  meet_at: OptionalProse(300).default(''),
  bring: OptionalProse(1000).default(''),
  /** The towns, stations and places on the way there. */
  stops: z.array(Line(160)).max(12).default([]),
})
export type AppointmentWords = z.infer<typeof AppointmentWords>

export const AppointmentStaff = z.object({ staff_id: Id, name: z.string(), part: StaffPart })
export type AppointmentStaff = z.infer<typeof AppointmentStaff>

export const Appointment = z.object({
  appointment_id: Id,
  case_id: Id,
  section: Section,
  kind: AppointmentKind,
  ...When.shape,
  zone: z.string(),
  starts_at: Moment,
  ends_at: Moment,
  mode: AppointmentMode,
  status: AppointmentStatus,
  reason: Reason.nullable(),
  province: z.string().nullable(),
  /** Minutes on the way there and back: they count as taken for whoever goes along, and for the person. */
  away_before: z.int(),
  away_after: z.int(),
  interpreter_language: z.string().nullable(),
  interpreter_dialect: z.string().nullable(),
  series_id: Id.nullable(),
  /** How often its time was changed. */
  moved: z.int(),
  reminder_wanted: z.boolean(),
  staff: z.array(AppointmentStaff),
  ...AppointmentWords.shape,
  outcome: z.string(),
  version: z.int(),
})
export type Appointment = z.infer<typeof Appointment>

/** How a reminder stands: it waits for a safe hour, it left, or there is no safe hour and why. */
export const ReminderShown = z.object({
  about: z.enum(['new', 'moved']),
  status: z.enum(['waits', 'left']),
  /** The last safe hour for it; null when the rule of contact has none. */
  at: Moment.nullable(),
  channel: z.string().nullable(),
  /** A message key: why there is none. */
  because: z.string(),
  left_at: Moment.nullable(),
})
export type ReminderShown = z.infer<typeof ReminderShown>

export const listAppointments = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/appointments',
  action: 'case.open',
  summary: 'The appointments of a file in the sections one opens: what is still to come, and what was since a day.',
  input: z.object({ case_id: Id, since: Day.optional() }),
  reply: z.object({
    appointments: z.array(Appointment),
    /** Other times of hers that are taken, in sections one does not open. */
    taken: z.array(z.object({ starts_at: Moment, ends_at: Moment })),
    /** The sections one may plan in. */
    may_plan: z.array(Section),
    today: Day,
  }),
})

export const readAppointment = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/appointments/:appointment_id',
  action: 'case.open',
  summary: 'One appointment whole, with its reminder.',
  input: z.object({ case_id: Id, appointment_id: Id }),
  reply: z.object({ appointment: Appointment, reminder: ReminderShown.nullable(), may_plan: z.boolean() }),
})

/** An appointment as a calendar of several people shows it: a secret place is left out. */
export const AgendaEntry = Appointment.pick({
  appointment_id: true,
  case_id: true,
  section: true,
  kind: true,
  on: true,
  at: true,
  minutes: true,
  zone: true,
  starts_at: true,
  ends_at: true,
  mode: true,
  status: true,
  away_before: true,
  away_after: true,
  interpreter_language: true,
  series_id: true,
  moved: true,
  staff: true,
  title: true,
  version: true,
}).extend({
  alias: z.string(),
  reference: z.string(),
  /** Null when it is secret or none was written. */
  place: z.string().nullable(),
})
export type AgendaEntry = z.infer<typeof AgendaEntry>

export const longestAgenda = 42

export const readAgenda = endpoint({
  method: 'GET',
  path: '/api/agenda',
  action: 'agenda.read',
  summary:
    'My agenda, a colleague’s, or my office’s for at most 42 days. Of files one does not open only the taken time comes back.',
  input: z.object({
    from: Day,
    until: Day,
    whose: z.enum(['mine', 'colleague', 'office']).default('mine'),
    staff_id: Id.optional(),
  }),
  reply: z.object({
    entries: z.array(AgendaEntry),
    busy: z.array(Blocked),
    staff: z.array(z.object({ staff_id: Id, name: z.string() })),
    /** Public holidays where the office is, and the days it is closed. */
    free_days: z.array(z.object({ on: Day, name: z.string() })),
    today: Day,
    /** True when there was more than one page holds. */
    more: z.boolean(),
  }),
})

const Planned = {
  section: Section,
  kind: AppointmentKind,
  when: When,
  mode: AppointmentMode,
  /** INE code of the province: which days are free there. */
  province: Code.nullable().default(null),
  away_before: z.int().min(0).max(480).default(0),
  away_after: z.int().min(0).max(480).default(0),
  interpreter_language: LanguageCode.nullable().default(null),
  interpreter_dialect: OptionalProse(60).nullable().default(null),
  reminder_wanted: z.boolean().default(false),
  staff: z
    .array(z.object({ staff_id: Id, part: StaffPart }))
    .min(1)
    .max(8),
  ...AppointmentWords.shape,
}
/** Passes over a clash of a colleague or of hers; never over one of the interpreter. */
const Despite = { despite: z.boolean().default(false) }

export const Scope = z.enum(['this', 'following', 'all'])
export type Scope = z.infer<typeof Scope>

export const checkAppointment = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/appointments/check',
  action: 'agenda.plan',
  asks: true,
  summary: 'What would stand against an appointment: clashes, exclusions, free days, odd hours. Nothing is kept.',
  input: z.object({
    case_id: Id,
    /** One that exists is not held against itself. */
    appointment_id: Id,
    ...Planned,
    series: Repeats.nullable().default(null),
  }),
  reply: z.object({
    days: z.array(Day),
    clashes: z.array(Clash),
    excluded: z.array(Excluded),
    /** It meets what she must not meet, and a second colleague let this one pass. */
    let_pass: z.boolean(),
    notices: z.array(Notice),
  }),
})

const written = z.object({ appointment_id: Id, version: z.int(), made: z.int() })

export const planAppointment = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/appointments',
  action: 'agenda.plan',
  summary: 'Plans an appointment or a series of them. A clash or an exclusion refuses it, with what it clashes with.',
  input: z.object({
    case_id: Id,
    appointment_id: Id,
    ...Planned,
    ...Despite,
    series: Repeats.nullable().default(null),
  }),
  reply: written,
})

export const changeAppointment = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/appointments/:appointment_id',
  action: 'agenda.plan',
  summary:
    'Changes this one, this and those that follow, by another rule if one is given, or all of a series still to come. A stale version gets the current one back.',
  input: z.object({
    case_id: Id,
    appointment_id: Id,
    version: z.int(),
    scope: Scope.default('this'),
    ...Planned,
    ...Despite,
    /** From this one on it comes again by another rule: the old series ends the day before. */
    series: Repeats.nullable().default(null),
  }),
  reply: written,
})

export const cancelAppointment = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/appointments/:appointment_id/cancel',
  action: 'agenda.plan',
  summary: 'Cancels this one, this and those that follow, or all of a series still to come, and says why.',
  input: z.object({
    case_id: Id,
    appointment_id: Id,
    version: z.int(),
    scope: Scope.default('this'),
    why: Reason,
  }),
  reply: written,
})

export const closeAppointment = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/appointments/:appointment_id/close',
  action: 'agenda.plan',
  summary: 'Says that it was held, or that it was not and why, with what came of it.',
  input: z.object({
    case_id: Id,
    appointment_id: Id,
    version: z.int(),
    status: z.enum(['held', 'no_show']),
    why: Reason.nullable().default(null),
    outcome: OptionalProse(4000).default(''),
  }),
  reply: z.object({ appointment_id: Id, version: z.int() }),
})

export const setOut = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/appointments/:appointment_id/set-out',
  action: 'agenda.plan',
  summary: 'Whoever goes along sets out: a colleague is told when nothing was heard by the end and the way back.',
  input: z.object({ case_id: Id, appointment_id: Id, visit_id: Id, tell_id: Id }),
  reply: z.object({ visit_id: Id, expected_at: Moment }),
})
