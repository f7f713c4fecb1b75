// A referral in the reader's words.
import type { BadgeTone } from '#kit/ui/index.ts'
import { list, t } from '#language/here.ts'
import { languageName } from '#language/ui/names.ts'
import { goesOn } from '../referral.rules.ts'
import type { QueuedReferral, Referral, ReferralStatus, ReferralSummary } from '../referral.ts'

export const needName = (code: string): string => t(`codes.need_domains.${code}`)
export const reasonName = (code: string): string => t(`codes.decline_reasons.${code}`)
export const basisName = (code: string): string => t(`codes.lawful_exceptions.${code}`)
export const outcomeName = (code: string): string => t(`codes.referral_outcomes.${code}`)

const tones: Record<ReferralStatus, BadgeTone> = {
  sent: 'calm',
  waiting: 'calm',
  accepted: 'good',
  declined: 'warning',
  withdrawn: 'neutral',
  ended: 'neutral',
}

type State = Pick<
  Referral | QueuedReferral,
  'status' | 'kind' | 'consent_live' | 'by_exception' | 'clock' | 'unread'
> & { undone_at?: string | null }

const late: Record<QueuedReferral['clock'], BadgeTone | null> = {
  runs: null,
  stopped: null,
  not_looked: 'warning',
  late: 'danger',
  escalated: 'danger',
}

/** Its state first, then what needs someone's eye. */
export const marksOf = (referral: State): { tone: BadgeTone; text: string }[] => {
  const { status, kind, consent_live, by_exception, clock, unread, undone_at } = referral
  const tone = late[clock]
  return [
    { tone: tones[status], text: t(`referrals.status.${undone_at ? 'undone' : status}`) },
    ...(kind === 'transfer' ? [{ tone: 'calm' as const, text: t('referrals.transfer') }] : []),
    ...(by_exception ? [{ tone: 'warning' as const, text: t('referrals.by_exception') }] : []),
    ...(tone ? [{ tone, text: t(`referrals.clock.${clock}`) }] : []),
    ...(unread ? [{ tone: 'warning' as const, text: t('referrals.talk_unread', { count: unread }) }] : []),
    ...(!consent_live && goesOn(status) ? [{ tone: 'warning' as const, text: t('referrals.consent_over') }] : []),
  ]
}

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
