// Referring a person to a partner: the little that leaves at once, the answer, and how it ended.
import { z } from 'zod'
import { Code } from '#facts/facts.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse } from '#kit/text.ts'
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

export const PartnerWords = z.object({ words: z.string() })

export const ReferralStatus = z.enum(['sent', 'accepted', 'declined', 'withdrawn', 'ended'])
export type ReferralStatus = z.infer<typeof ReferralStatus>

const answerFields = {
  status: ReferralStatus,
  /** Whether the consent it stands on opens anything today. */
  consent_live: z.boolean(),
  sent_at: Moment,
  answer_due_on: Day,
  overdue: z.boolean(),
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
  consent_id: Id,
  ...answerFields,
  /** null for whoever may not open the section this need belongs to. */
  summary: ReferralSummary.nullable(),
  /** What the partner wrote with its answer. */
  answer_words: z.string().nullable(),
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
    consent_id: Id,
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
  summary: 'Accepts, declines with a reason, or ends with an outcome.',
  input: z.object({
    referral_id: Id,
    version: z.int(),
    answer: z.enum(['accepted', 'declined', 'ended']),
    /** A code of decline_reasons to decline, of referral_outcomes to end. */
    reason: Code.nullable().default(null),
    words: OptionalProse(2000).default(''),
  }),
  reply: z.object({ referral_id: Id, version: z.int() }),
})
