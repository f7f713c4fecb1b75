// What leaves with a referral, what may be done with it next, and when its answer is late.
import type { Section } from '#access/access.ts'
import { consentState } from '#consents/consent.rules.ts'
import type { Consent } from '#consents/consent.ts'
import { addDays, type Day } from '#kit/day.ts'
import type { Card } from '#people/card.ts'
import type { AgeGroup, ReferralKind, ReferralStatus, ReferralSummary, Urgency } from './referral.ts'

type Answer = 'accepted' | 'waiting' | 'declined' | 'ended'

/** What the partner may answer, and whether the sender may still take it back. A file that was handed over is neither ended nor taken back here. */
export const nextSteps = (
  status: ReferralStatus,
  kind: ReferralKind = 'referral',
): { answers: Answer[]; withdraw: boolean } => {
  if (status === 'accepted' && kind === 'transfer') return { answers: [], withdraw: false }
  if (status === 'sent' || status === 'waiting') return { answers: ['accepted', 'waiting', 'declined'], withdraw: true }
  if (status === 'accepted') return { answers: ['ended'], withdraw: true }
  return { answers: [], withdraw: false }
}

/** The partner sees her only while it is asked or helping, and only on a consent that stands. */
export const showsHer = (status: ReferralStatus, consent_live: boolean): boolean => consent_live && goesOn(status)

/** Neither answered for good nor over. */
export const goesOn = (status: ReferralStatus): boolean =>
  status === 'sent' || status === 'waiting' || status === 'accepted'

const groups: [from: number, group: AgeGroup][] = [
  [65, '65_and_over'],
  [40, '40_64'],
  [25, '25_39'],
  [18, '18_24'],
]

/** A group, never a year; someone who may be under 18 is a minor until that is decided. */
export const ageGroupOf = (
  { birth_year, age_in_doubt }: Pick<Card, 'birth_year' | 'age_in_doubt'>,
  today: Day,
): AgeGroup => {
  if (birth_year === null) return age_in_doubt ? 'presumed_minor' : 'not_known'
  const oldest = Number(today.slice(0, 4)) - birth_year
  if (oldest < 18) return 'under_18'
  if (age_in_doubt || oldest - 1 < 18) return 'presumed_minor'
  return groups.find(([from]) => oldest - 1 >= from)?.[1] ?? 'presumed_minor'
}

/** The least a partner needs to answer, drawn from the card; the sender may take out more before it leaves. */
export const summaryOf = (
  card: Card,
  said: { need: string; urgency: Urgency; words: string },
  today: Day,
): ReferralSummary => ({
  age_group: ageGroupOf(card, today),
  gender: card.gender,
  languages: card.languages,
  interpreter_needed: card.interpreter_needed,
  ...said,
})

const sectionOfNeed: Record<string, Section> = {
  housing: 'home',
  safety: 'safety',
  health: 'health',
  mind: 'mind',
  legal: 'law',
  documents: 'law',
  language: 'learning',
  learning: 'learning',
  work: 'work',
  money: 'money',
}

/** Whose words these are to read: a referral for her mind is not the trainer's. */
export const sectionOf = (need: string): Section => sectionOfNeed[need] ?? 'story'

type Cover = Pick<Consent, 'recipient_organisation_id' | 'starts_on' | 'ends_on' | 'withdrawn_at'>

/** Why this consent does not carry a referral to this partner, as a message key; null when it does. */
export const consentObstacle = (consent: Cover | undefined, to_organisation_id: string, today: Day): string | null => {
  if (!consent) return 'referral.no_consent'
  if (consent.recipient_organisation_id !== to_organisation_id) return 'referral.consent_for_another'
  return consentState(consent, today) === 'live' ? null : 'referral.consent_not_live'
}

export const longestWait = 30

export const dueDayObstacle = (answer_due_on: Day, today: Day): string | null =>
  answer_due_on < today || answer_due_on > addDays(today, longestWait) ? 'referral.due_day_out_of_range' : null

/** Why an answer is not complete, as a message key. */
export const answerObstacle = (
  { answer, reason }: { answer: Answer; reason: string | null },
  codes: { decline_reasons: string[]; referral_outcomes: string[] },
): string | null => {
  if (answer === 'accepted' || answer === 'waiting') return reason === null ? null : 'referral.no_reason_for_yes'
  if (answer === 'declined')
    return reason && codes.decline_reasons.includes(reason) ? null : 'referral.decline_reason_needed'
  return reason && codes.referral_outcomes.includes(reason) ? null : 'referral.outcome_needed'
}

interface Choice {
  kind: ReferralKind
  consent_id: string | null
  exception_id: string | null
  sections: Section[] | null
  until_on: Day | null
}

/** Why what was chosen does not hold together, before anything is looked up. */
export const choiceObstacle = ({ kind, consent_id, exception_id, sections }: Choice): string | null => {
  if ((consent_id === null) === (exception_id === null)) return 'referral.no_consent'
  return exception_id !== null && (kind === 'transfer' || sections) ? 'referral.exception_opens_nothing' : null
}

/** What goes along for good of what was chosen, and what may be read until the consent ends. */
export const whatGoes = (
  { sections, for_good }: Pick<Consent, 'sections' | 'for_good'>,
  chosen: readonly Section[] | null,
): { goes: Section[]; reads: Section[] } => {
  const asked = sections.filter((each) => chosen === null || chosen.includes(each))
  return {
    goes: asked.filter((each) => for_good.includes(each)),
    reads: asked.filter((each) => !for_good.includes(each)),
  }
}

/** Less than she agreed to, and shorter, may be chosen; never more. */
export const scopeObstacle = (
  { kind, sections, until_on }: Pick<Choice, 'kind' | 'sections' | 'until_on'>,
  consent: Pick<Consent, 'sections' | 'for_good' | 'ends_on'>,
  today: Day,
): string | null => {
  if (kind === 'transfer' && whatGoes(consent, sections).goes.length === 0) return 'referral.nothing_goes'
  if (sections?.some((each) => !consent.sections.includes(each))) return 'referral.more_than_consent'
  return until_on !== null && (until_on <= today || until_on > consent.ends_on) ? 'referral.until_out_of_range' : null
}

/** One follows another of the same file that came to an end without helping enough. */
export const followsObstacle = (earlier: { status: ReferralStatus } | undefined): string | null =>
  earlier && !goesOn(earlier.status) ? null : 'referral.follows_nothing'
