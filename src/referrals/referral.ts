// Referring a person to a partner: the little that leaves at once, the answer, and how it ended.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { Code } from '#facts/facts.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse } from '#kit/text.ts'
import { KeptMatch } from '#matching/match.ts'
import { Gender, LanguageCode } from '#people/card.ts'

export const AgeGroup = z.enum(['under_18', 'presumed_minor', '18_24', '25_39', '40_64', '65_and_over', 'not_known'])
export type AgeGroup = z.infer<typeof AgeGroup>

export const Urgency = z.enum(['today', 'this_week', 'this_month', 'can_wait'])
export type Urgency = z.infer<typeof Urgency>

/** All that leaves before the partner says yes: enough to answer, nothing to recognise her by. */
export const ReferralSummary = z.object({
  age_group: AgeGroup,
  gender: Gender,
  languages: z.array(LanguageCode).max(8),
  interpreter_needed: z.boolean(),
  /** A domain of the needs assessment. */
  need: Code,
  urgency: Urgency,
  words: OptionalProse(2000),
})
export type ReferralSummary = z.infer<typeof ReferralSummary>

/** What is sealed for the partner: the summary, and who asks. */
export const SentSummary = ReferralSummary.extend({ from: z.string() })
export type SentSummary = z.infer<typeof SentSummary>

/** What the file keeps of it: the summary, and why this service and not another. */
export const FiledSummary = ReferralSummary.extend({ match: KeptMatch.nullable().default(null) })
export type FiledSummary = z.infer<typeof FiledSummary>

export const PartnerWords = z.object({ words: z.string() })

/** With a transfer, who leads from now on: somebody the person can be told the name of. */
export const PartnerAnswer = z.object({ words: z.string(), led_by_name: z.string().nullable().default(null) })
export type PartnerAnswer = z.infer<typeof PartnerAnswer>

export const ReferralStatus = z.enum(['sent', 'waiting', 'accepted', 'declined', 'withdrawn', 'ended'])
export type ReferralStatus = z.infer<typeof ReferralStatus>

/** `transfer`: on acceptance the partner gets a file of its own with what she lets go along, and leads it. */
export const ReferralKind = z.enum(['referral', 'transfer'])
export type ReferralKind = z.infer<typeof ReferralKind>

/** What the clock says: nobody has looked in time, no answer in time, or so late that the coordinator is told. */
export const ClockState = z.enum(['runs', 'not_looked', 'late', 'escalated', 'stopped'])
export type ClockState = z.infer<typeof ClockState>

/** What the sending house keeps of a transfer: when, what went along for good, what was open that day. */
export const HandedOver = z.object({
  accepted_at: Moment,
  sections: z.array(Section),
  matters: z.array(z.object({ kind: Code, due_on: Day.nullable(), code: z.string().nullable() })),
  undone_at: Moment.nullable(),
})
export type HandedOver = z.infer<typeof HandedOver>

/** What became of a transfer at the house that took it over. */
export const TakenOver = z.object({
  new_case_id: Id,
  /** Whether whoever reads this may open the new file. */
  opens: z.boolean(),
  led_by_name: z.string(),
  accepted_at: Moment,
  /** Until when it can be undone, while nobody wrote in the new file; null: no longer. */
  undo_until: Moment.nullable(),
  /** The first house's file, where some of it may be read until a day. */
  read_case_id: Id.nullable(),
  read_until: Day.nullable(),
})
export type TakenOver = z.infer<typeof TakenOver>

const answerFields = {
  kind: ReferralKind,
  status: ReferralStatus,
  /** Whether what it stands on holds today: her consent, or a lawful exception. */
  consent_live: z.boolean(),
  by_exception: z.boolean(),
  sent_at: Moment,
  answer_due_on: Day,
  look_due_at: Moment.nullable(),
  answer_due_at: Moment.nullable(),
  /** When the partner was first shown the summary. */
  looked_at: Moment.nullable(),
  clock: ClockState,
  overdue: z.boolean(),
  /** On the partner's waiting list: the day by which it expects a place. */
  expected_on: Day.nullable(),
  asked_again_at: Moment.nullable(),
  /** When the partner asked to accompany her from now on. */
  transfer_asked_at: Moment.nullable(),
  /** Messages of the other side that nobody of mine has read. */
  unread: z.int(),
  answered_at: Moment.nullable(),
  decline_reason: Code.nullable(),
  outcome: Code.nullable(),
  outcome_on: Day.nullable(),
  version: z.int(),
}

/** A referral as the file shows it. */
export const Referral = z.object({
  referral_id: Id,
  to_organisation_id: Id,
  to_name: z.string(),
  service_id: Id.nullable(),
  service_name: z.string().nullable(),
  need: Code,
  consent_id: Id.nullable(),
  exception_id: Id.nullable(),
  /** What was chosen of the consent, and until when; null: as far and as long as the consent goes. */
  sections: z.array(Section).nullable(),
  until_on: Day.nullable(),
  /** The one it comes after, and the step of the plan it came from. */
  follows_id: Id.nullable(),
  goal_id: Id.nullable(),
  action_id: Id.nullable(),
  ...answerFields,
  /** Until when it can be undone unseen; null when it no longer can. */
  undo_until: Moment.nullable(),
  undone_at: Moment.nullable(),
  /** null for whoever may not open the section this need belongs to. */
  summary: ReferralSummary.nullable(),
  /** Why this service, as the sender saw it that day. */
  match: KeptMatch.nullable(),
  /** What the partner wrote with its answer. */
  answer_words: z.string().nullable(),
  /** Who leads at the partner since it took the file over. */
  led_by_name: z.string().nullable(),
  handed_over: HandedOver.nullable(),
})
export type Referral = z.infer<typeof Referral>

/** A referral as the partner sees it: nothing of her once it is over, for whatever reason. */
export const QueuedReferral = z.object({
  referral_id: Id,
  need: Code.nullable(),
  ...answerFields,
  summary: SentSummary.nullable(),
  /** The file, from acceptance until it ends. */
  case_id: Id.nullable(),
  taken_over: TakenOver.nullable(),
})
export type QueuedReferral = z.infer<typeof QueuedReferral>

export const listReferrals = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/referrals',
  action: 'case.open',
  summary: 'The referrals of a file with their answers and outcomes, latest first.',
  input: z.object({ case_id: Id }),
  reply: z.object({ referrals: z.array(Referral) }),
})

export const sendReferral = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/referrals',
  action: 'referrals.send',
  summary: 'Refers a person to a partner with a live consent: the summary leaves sealed to that partner alone.',
  input: z.object({
    case_id: Id,
    referral_id: Id,
    to_organisation_id: Id,
    service_id: Id.nullable().default(null),
    kind: ReferralKind.default('referral'),
    /** A consent, or a lawful exception that a second colleague approved: one of the two. */
    consent_id: Id.nullable().default(null),
    exception_id: Id.nullable().default(null),
    /** Less than the consent allows, and shorter, where that is enough. */
    sections: z.array(Section).min(1).max(11).nullable().default(null),
    until_on: Day.nullable().default(null),
    follows_id: Id.nullable().default(null),
    action_id: Id.nullable().default(null),
    match: KeptMatch.nullable().default(null),
    /** Exactly what leaves, as the sender saw it. */
    summary: ReferralSummary,
    answer_due_on: Day,
  }),
  reply: z.object({ referral_id: Id, version: z.int() }),
})

export const withdrawReferral = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/referrals/:referral_id/withdraw',
  action: 'referrals.send',
  summary: 'Takes a referral back: what its acceptance opened closes at once.',
  input: z.object({ case_id: Id, referral_id: Id, version: z.int() }),
  reply: z.object({ referral_id: Id, version: z.int() }),
})

export const undoReferral = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/referrals/:referral_id/undo',
  action: 'referrals.send',
  summary:
    'Undoes a referral within five minutes while nobody at the partner has seen it: to them there never was one.',
  input: z.object({ case_id: Id, referral_id: Id, version: z.int() }),
  reply: z.object({ referral_id: Id, version: z.int() }),
})

export const askAgain = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/referrals/:referral_id/ask-again',
  action: 'referrals.send',
  summary: 'Asks the partner again: for its answer, or whether a place has come free.',
  input: z.object({ case_id: Id, referral_id: Id, version: z.int() }),
  reply: z.object({ referral_id: Id, version: z.int() }),
})

export const readQueue = endpoint({
  method: 'GET',
  path: '/api/referrals',
  action: 'referrals.answer',
  summary: 'The referrals sent to my organisation, latest first, twenty-five at a time.',
  input: z.object({
    waiting: z.stringbool().default(false),
    after: z.string().max(100).optional(),
  }),
  reply: z.object({ referrals: z.array(QueuedReferral), next: z.string().nullable() }),
})

export const answerReferral = endpoint({
  method: 'POST',
  path: '/api/referrals/:referral_id/answer',
  action: 'referrals.answer',
  summary: 'Accepts, puts on the waiting list until a day, declines with a reason, or ends with an outcome.',
  input: z.object({
    referral_id: Id,
    version: z.int(),
    answer: z.enum(['accepted', 'waiting', 'declined', 'ended']),
    /** A code of decline_reasons to decline, of referral_outcomes to end. */
    reason: Code.nullable().default(null),
    /** The day by which a place is expected, for the waiting list. */
    expected_on: Day.nullable().default(null),
    words: OptionalProse(2000).default(''),
  }),
  reply: z.object({ referral_id: Id, version: z.int() }),
})
