// How an invented person is written down for the demo. Days count back from today; due days count forward.
import type { Section } from '#access/access.ts'
import type { Stage } from '#cases/case.ts'
import type { FollowUpAnswer } from '#outcomes/follow-up.ts'
import type { Card } from '#people/card.ts'
import type { WrittenSafeContact } from '#people/safe-contact.ts'
import type { Urgency } from '#referrals/referral.ts'
import type { ColleagueKey, OfficeKey, PartnerKey } from './house.ts'

export const forms = [
  'domestic_servitude',
  'sexual_exploitation',
  'agriculture',
  'restaurant',
  'workshop',
  'nail_bar',
  'car_wash',
  'construction',
  'forced_begging',
  'forced_marriage',
  'forced_crime',
] as const

/** Days ago, section, words, and who wrote them when it was not the reference worker. */
export type DemoNote = [days: number, section: Section, text: string, by?: ColleagueKey]

export interface DemoAction {
  words: string
  /** Absent: her reference worker; `person`: she herself. */
  by?: ColleagueKey | 'person' | undefined
  /** Days from today; negative when it is late or long done. */
  due: number
  /** Days ago. */
  done?: number | undefined
}

export interface DemoGoal {
  need: string
  words: string
  set: number
  status?: 'open' | 'reached' | 'changed' | 'left' | undefined
  actions?: DemoAction[] | undefined
}

export interface DemoTalk {
  at: number
  levels: Record<string, number | null>
  priority: string[]
}

export interface DemoConsent {
  to: PartnerKey
  sections: Section[]
  purpose: string
  from: number
  lasts?: number | undefined
  how?: 'spoken' | 'written' | 'signed' | undefined
  given_by?: 'person' | 'minor_with_guardian' | 'guardian' | 'court' | undefined
  withdrawn?: number | undefined
}

export interface DemoReferral {
  consent: DemoConsent
  need: string
  urgency: Urgency
  words: string
  sent: number
  status: 'sent' | 'accepted' | 'declined' | 'withdrawn' | 'ended'
  answered?: number | undefined
  reason?: string | undefined
  answer_words?: string | undefined
  ended?: number | undefined
}

export interface DemoFollowUp {
  months: number
  due: number
  done?: number | undefined
  answer?: FollowUpAnswer | undefined
}

/** A person as the files of db/demo/people tell of them; `read.ts` explains the lines and reads them. */
export interface Told {
  alias: string
  country: string
  languages: string[]
  age: number | null
  gender: Card['gender']
  form: (typeof forms)[number]
  office: OfficeKey
  worker: ColleagueKey
  team?: ColleagueKey[]
  stage: Stage
  opened: number
  closed?: number
  card?: Partial<Card>
  contact?: Partial<WrittenSafeContact>
  /** Key of the report it began with. */
  report?: string
  diary: string
  needs?: string
  plan?: string
  shared?: string
  later?: string
}

export interface DemoPerson extends Omit<Told, 'diary' | 'needs' | 'plan' | 'shared' | 'later'> {
  notes: DemoNote[]
  talks: DemoTalk[]
  review: { set: number; due: number } | undefined
  goals: DemoGoal[]
  consents: DemoConsent[]
  referrals: DemoReferral[]
  follow_ups: DemoFollowUp[]
}
