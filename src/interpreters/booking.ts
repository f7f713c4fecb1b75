// Booking an interpreter for one appointment, from the offer to what the person said of it. Nobody passes a hard gate.
import { z } from 'zod'
import { Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line, OptionalProse } from '#kit/text.ts'
import { LinkShown, NewLink } from '#links/link.ts'
import { LanguageCode } from '#people/card.ts'
import { DialectCode, GateCode, InterpretingMode } from './interpreter.ts'

export const bookingStatuses = [
  'offered',
  'declined',
  'confirmed',
  'stopped',
  'cancelled',
  'attended',
  'missed',
  'rated',
  'paid',
] as const
export const BookingStatus = z.enum(bookingStatuses)
export type BookingStatus = z.infer<typeof BookingStatus>

/** Asked for each file anew: whether the interpreter knows of anything that ties them to whoever it may be about. */
export const ConflictDeclared = z.enum(['none', 'doubt'])
export type ConflictDeclared = z.infer<typeof ConflictDeclared>

/** Why what was booked holds no longer: a gate, or the appointment itself. */
export const StopReason = z.enum([...GateCode.options, 'appointment_moved', 'appointment_cancelled', 'needs_changed'])
export type StopReason = z.infer<typeof StopReason>

/** What the person said afterwards, asked without the interpreter there. */
export const Feedback = z.object({
  understood: z.enum(['yes', 'partly', 'no', 'not_asked']),
  felt_safe: z.enum(['yes', 'partly', 'no', 'not_asked']),
  again: z.enum(['yes', 'does_not_matter', 'never', 'not_asked']),
  words: OptionalProse(1000),
})
export type Feedback = z.infer<typeof Feedback>

export const Booking = z.object({
  booking_id: Id,
  appointment_id: Id,
  interpreter_id: Id,
  interpreter_name: z.string(),
  status: BookingStatus,
  mode: InterpretingMode,
  language: LanguageCode,
  dialect: DialectCode.nullable(),
  starts_at: Moment,
  ends_at: Moment,
  offered_at: Moment,
  /** What the interpreter said to the offer; a confirmation needs a yes. */
  answer: z.enum(['yes', 'no']).nullable(),
  conflict: ConflictDeclared.nullable(),
  stop_reason: StopReason.nullable(),
  minutes: z.int().nullable(),
  travel_km: z.int().nullable(),
  /** As the interpreter gave them behind the link, until somebody takes them over. */
  said_minutes: z.int().nullable(),
  /** How the person is called towards this interpreter. */
  alias: z.string(),
  meet_at: z.string(),
  words: z.string(),
  feedback: Feedback.nullable(),
  link: LinkShown.nullable(),
  version: z.int(),
})
export type Booking = z.infer<typeof Booking>

const Changed = z.object({ booking_id: Id, version: z.int() })
const OfBooking = { case_id: Id, booking_id: Id, version: z.int() }

export const listBookings = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/interpreter-bookings',
  action: 'interpreters.book',
  summary: 'Who was asked to interpret for this person, for which appointment, and how it stands.',
  input: z.object({ case_id: Id, appointment_id: Id.optional() }),
  reply: z.object({ bookings: z.array(Booking) }),
})

/** One booking as the interpreter's own page lists it. */
export const BookingOf = Booking.pick({
  booking_id: true,
  appointment_id: true,
  status: true,
  stop_reason: true,
  mode: true,
  language: true,
  dialect: true,
  starts_at: true,
  ends_at: true,
}).extend({ case_id: Id, person: z.string() })
export type BookingOf = z.infer<typeof BookingOf>

export const listBookingsOf = endpoint({
  method: 'GET',
  path: '/api/interpreters/:interpreter_id/bookings',
  action: 'interpreters.read',
  summary: 'What an interpreter was asked for in the files whoever asks may open, latest first; in others a number.',
  input: z.object({ interpreter_id: Id, after: z.string().max(120).optional() }),
  reply: z.object({
    bookings: z.array(BookingOf),
    next: z.string().nullable(),
    /** In files that do not open, with the first page alone. */
    elsewhere: z.int(),
  }),
})

export const offerBooking = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/interpreter-bookings',
  action: 'interpreters.book',
  summary: 'Asks an interpreter for one appointment. A hard gate refuses it, and nobody passes one.',
  input: z.object({
    case_id: Id,
    booking_id: Id,
    appointment_id: Id,
    interpreter_id: Id,
    mode: InterpretingMode,
    /** Made for this appointment: neither a name of hers nor what the house calls her. */
    alias: Line(40),
    /** Where to meet: the interpreter is told once it is confirmed. */
    meet_at: OptionalProse(300).default(''),
    words: OptionalProse(500).default(''),
  }),
  reply: Changed,
})

export const answerBooking = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/interpreter-bookings/:booking_id/answer',
  action: 'interpreters.book',
  summary: 'Types what the interpreter said on the telephone: yes or no, and whether anything ties them to the person.',
  input: z
    .object({ ...OfBooking, answer: z.enum(['yes', 'no']), conflict: ConflictDeclared.nullable().default(null) })
    .refine(({ answer, conflict }) => answer === 'no' || conflict !== null, { path: ['conflict'] }),
  reply: Changed,
})

export const confirmBooking = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/interpreter-bookings/:booking_id/confirm',
  action: 'interpreters.book',
  summary:
    'Confirms an interpreter who said yes. Every gate is looked at again; one interpreter is never in two places.',
  input: z.object(OfBooking),
  reply: Changed,
})

export const cancelBooking = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/interpreter-bookings/:booking_id/cancel',
  action: 'interpreters.book',
  summary: 'Takes back an offer or a confirmation. The link of the interpreter opens nothing any more.',
  input: z.object(OfBooking),
  reply: Changed,
})

export const closeBooking = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/interpreter-bookings/:booking_id/close',
  action: 'interpreters.book',
  summary: 'Says whether the interpreter came, how many minutes it took and how far they travelled.',
  input: z
    .object({
      ...OfBooking,
      came: z.boolean(),
      minutes: z.int().min(1).max(1440).nullable().default(null),
      travel_km: z.int().min(0).max(2000).nullable().default(null),
    })
    .refine(({ came, minutes }) => !came || minutes !== null, { path: ['minutes'] }),
  reply: Changed,
})

export const rateBooking = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/interpreter-bookings/:booking_id/feedback',
  action: 'interpreters.book',
  summary: 'What the person said of the interpreter. Never again is kept, and holds for every later offer.',
  input: z.object({ ...OfBooking, feedback: Feedback }),
  reply: Changed,
})

export const sendBookingLink = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/interpreter-bookings/:booking_id/link',
  action: 'interpreters.book',
  summary:
    'Makes the link through which the interpreter answers, and takes back the one before. It ends a day after the appointment.',
  input: z.object({ ...OfBooking, link: NewLink }),
  reply: Changed,
})
