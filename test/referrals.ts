// Two houses with a referral between them, for tests: a file with a consent, sending, answering, and what each side sees.
import type { Section } from '#access/access.ts'
import { addDays } from '#kit/day.ts'
import type { SentInputOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import { answerException, askException } from '#referrals/exception.ts'
import { answerReferral, listReferrals, readQueue, sendReferral } from '#referrals/referral.ts'
import type { TestHouse, Who } from './gate.ts'

export const day = (days: number) => addDays(new Date().toISOString().slice(0, 10), days)
export const notFound = { kind: 'not_found' }
export const canary = 'CANARY-she-hides'

const summary = {
  age_group: '25_39' as const,
  gender: 'woman' as const,
  languages: ['ne'],
  interpreter_needed: true,
  need: 'housing',
  urgency: 'this_week' as const,
  words: canary,
}
export type Sent = SentInputOf<typeof sendReferral>
export type Reply = Partial<SentInputOf<typeof answerReferral>>

export const referralHands = (at: TestHouse) => {
  const worker = at.staff.reference_worker
  const partner = at.staff.partner_worker
  const aReadyFile = async (sections: Section[] = ['identity', 'home', 'health']) => {
    const { case_id } = await at.aFile()
    const { consent_id } = await at.aConsent(case_id, partner, sections)
    const to_organisation_id = at.partner.organisation_id
    const referral_id = newId()
    const input: Sent = { case_id, referral_id, to_organisation_id, consent_id, summary, answer_due_on: day(3) }
    return { case_id, consent_id, referral_id, input }
  }
  return {
    worker,
    partner,
    aReadyFile,
    aSentOne: async (change: Partial<Sent> = {}) => {
      const ready = await aReadyFile()
      await at.ask(sendReferral, { ...ready.input, ...change }, worker)
      return ready
    },
    reply: (referral_id: string, version: number, change: Reply) =>
      at.ask(answerReferral, { referral_id, version, answer: 'accepted', ...change }, partner),
    queued: async (referral_id: string, who: Who = partner) =>
      (await at.ask(readQueue, {}, who)).referrals.find((each) => each.referral_id === referral_id),
    inFile: async (case_id: string, referral_id: string) =>
      (await at.ask(listReferrals, { case_id }, worker)).referrals.find((each) => each.referral_id === referral_id)!,
    anException: async (case_id: string, { by = worker, approved = false }: { by?: Who; approved?: boolean } = {}) => {
      const exception_id = newId()
      const wish = { recipient_organisation_id: at.partner.organisation_id, basis: 'danger_to_life', ends_on: day(3) }
      await at.ask(askException, { case_id, exception_id, ...wish, words: canary }, by)
      if (approved)
        await at.ask(answerException, { case_id, exception_id, version: 1, answer: 'approved' }, at.staff.coordinator)
      return exception_id
    },
  }
}
export type ReferralHands = ReturnType<typeof referralHands>
