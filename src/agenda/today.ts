// The page of the day: what is mine and due, what waits for others, what nobody has looked at yet.
import { z } from 'zod'
import { Day, Moment } from '#kit/day.ts'
import { endpoint, type ReplyOf } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { NextReview } from '#plans/cadence.ts'

const OfFile = z.object({ case_id: Id, alias: z.string(), reference: z.string() })

/** `appointment_held`: nobody said yet whether it was held. `reminder`: may leave in a safe hour of that day; `no_reminder`: she wanted one, and no hour is safe. `contact`: the rule of safe contact is to be asked again. `override`: a second person is asked about an exclusion. */
export const TodayTask = OfFile.extend({
  kind: z.enum([
    ...['action', 'review', 'follow_up', 'contact', 'conference_task', 'document', 'override'],
    ...[
      'referral_late',
      'referral_declined',
      'referral_message',
      'file_came',
      'exception',
      'care_hours',
      'risk',
      'incident',
      'safety_plan',
    ],
    ...['appointment_held', 'reminder', 'no_reminder'],
    ...['deadline', 'deadline_overdue'],
    ...['interpreter_stopped', 'interpreter_to_confirm', 'interpreter_asked', 'interpreter_missing'],
  ] as const),
  id: Id,
  due_on: Day,
  words: z.string().nullable(),
  need: z.string().nullable(),
  months: z.int().nullable(),
  version: z.int(),
  /** Why a plan is looked at again on that day. */
  because: NextReview.shape.because.nullable(),
  /** The rule a legal deadline comes from; its words are `law.rule.<id>.title`. */
  rule_id: z.string().optional(),
})
export type TodayTask = z.infer<typeof TodayTask>

/** `referral`: a partner has not answered yet. `on_list`: its waiting list. `her_step`: what she herself wanted to do and is due. */
export const TodayWaiting = OfFile.extend({
  kind: z.enum(['referral', 'on_list', 'her_step']),
  id: Id,
  due_on: Day,
  words: z.string().nullable(),
  need: z.string().nullable(),
  whom: z.string().nullable(),
})
export type TodayWaiting = z.infer<typeof TodayWaiting>

/** An appointment of today or tomorrow: when and for whom, never where. Codes as in appointment.ts. */
export const TodayAppointment = OfFile.extend({
  appointment_id: Id,
  kind: z.string(),
  mode: z.string(),
  status: z.string(),
  on: Day,
  at: z.string(),
  minutes: z.int(),
  zone: z.string(),
  starts_at: Moment,
  ends_at: Moment,
  away_before: z.int(),
  away_after: z.int(),
  interpreter_language: z.string().nullable(),
  staff: z.array(z.object({ staff_id: Id, name: z.string(), part: z.enum(['leads', 'accompanies']) })),
  /** What I do there; null when a colleague goes. */
  mine: z.enum(['leads', 'accompanies']).nullable(),
  version: z.int(),
})
export type TodayAppointment = z.infer<typeof TodayAppointment>

/** At most this many rows in one group: a page of the day that does not end helps nobody. */
export const rowsPerGroup = 50

const group = <Row extends z.ZodType>(row: Row) => z.object({ rows: z.array(row).max(rowsPerGroup), more: z.boolean() })

/** How many wait, and since or until which day the oldest does; null for whoever may not answer them. */
const Pile = z.object({ count: z.int(), oldest_on: Day.nullable() })

export const readToday = endpoint({
  method: 'GET',
  path: '/api/today',
  action: 'today.read',
  summary: 'What is mine and due, overdue or coming this week, what waits for others, and what waits to be looked at.',
  input: z.object({}),
  reply: z.object({
    today: Day,
    /** Today's and tomorrow's, the earliest first. */
    appointments: z.array(TodayAppointment),
    overdue: group(TodayTask),
    due_today: group(TodayTask),
    coming: group(TodayTask),
    waiting: group(TodayWaiting),
    /** Files of mine that another house leads since this week, and who leads there. */
    handed_over: z.array(
      z.object({
        referral_id: Id,
        reference: z.string(),
        to_name: z.string(),
        led_by_name: z.string().nullable(),
        on: Day,
      }),
    ),
    /** Same-day protocols to take, taken or to agree to; the day is that of the oldest. They are shown before all else. */
    protocols: Pile.nullable(),
    /** Colleagues out alone who were not heard from, oneself too, and those who would like to talk with me. Next to protocols. */
    colleagues: Pile.nullable(),
    /** New reports; the day is that of the oldest. */
    to_triage: Pile.nullable(),
    /** Reports whose clock ran out; the day is that of the first. */
    reports_late: Pile.nullable(),
    /** Referrals sent to us; the day is the first by which an answer is asked. */
    to_answer: Pile.nullable(),
    /** Reports passed to us that nobody has taken up or left; the day is that of the oldest. */
    to_take_up: Pile.nullable(),
    /** Referrals to us whose answer is late, and those with a message nobody here has read. */
    answers_late: Pile.nullable(),
    referral_messages: Pile.nullable(),
    /** Files opened in an emergency that wait for this colleague's review; the day is that of the first. */
    to_review: Pile.nullable(),
    /** Hand-overs and covers that wait for my answer; the day is that of the first. */
    to_take: Pile.nullable(),
    /** Colleagues who opened unusually many files today. */
    to_look_at: Pile.nullable(),
  }),
})
export type Today = ReplyOf<typeof readToday>
