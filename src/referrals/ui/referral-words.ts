// A referral in the reader's words.
import type { BadgeTone } from '#kit/ui/index.ts'
import { list, t } from '#language/here.ts'
import { languageName } from '#people/ui/names.ts'
import type { QueuedReferral, Referral, ReferralStatus, ReferralSummary } from '../referral.ts'

export const needName = (code: string): string => t(`codes.need_domains.${code}`)
export const reasonName = (code: string): string => t(`codes.decline_reasons.${code}`)
export const outcomeName = (code: string): string => t(`codes.referral_outcomes.${code}`)

const tones: Record<ReferralStatus, BadgeTone> = {
  sent: 'calm',
  accepted: 'good',
  declined: 'warning',
  withdrawn: 'neutral',
  ended: 'neutral',
}

type State = Pick<Referral | QueuedReferral, 'status' | 'consent_live' | 'overdue'>

/** Its state first, then what needs someone's eye. */
export const marksOf = ({ status, consent_live, overdue }: State): { tone: BadgeTone; text: string }[] => [
  { tone: tones[status], text: t(`referrals.status.${status}`) },
  ...(overdue ? [{ tone: 'danger' as const, text: t('referrals.overdue') }] : []),
  ...(!consent_live && (status === 'sent' || status === 'accepted')
    ? [{ tone: 'warning' as const, text: t('referrals.consent_over') }]
    : []),
]

const words: { [Name in keyof ReferralSummary]: (summary: ReferralSummary) => string } = {
  need: ({ need }) => needName(need),
  urgency: ({ urgency }) => t(`referrals.urgency.${urgency}`),
  age_group: ({ age_group }) => t(`referrals.age.${age_group}`),
  gender: ({ gender }) => t(`people.gender.${gender}`),
  languages: ({ languages }) => list(languages.map(languageName)) || t('referrals.none'),
  interpreter_needed: ({ interpreter_needed }) => t(`referrals.interpreter.${interpreter_needed ? 'yes' : 'no'}`),
  words: ({ words: written }) => written || t('referrals.none'),
}

export const summaryNames = Object.keys(words) as (keyof ReferralSummary)[]
export const summaryWords = (summary: ReferralSummary, name: keyof ReferralSummary): string => words[name](summary)
