// What accompanying someone leaves behind, built over an invented world: consents, needs, plans, referrals, follow-ups,
// and reports at the public door. Each is sealed where and how its room seals it.
import type { Section } from '#access/access.ts'
import type { NeedsAnswers } from '#assessments/needs.ts'
import clocks from '#data/referrals/clocks.json' with { type: 'json' }
import type { NeedsInstrument } from '#facts/instrument.ts'
import { addDays, addMonths } from '#kit/day.ts'
import type { FollowUpAnswer } from '#outcomes/follow-up.ts'
import { sectionOfNeed } from '#plans/plan.rules.ts'
import { actionPlace, goalPlace } from '#plans/plan.sealed.store.ts'
import { hoursOf, proposedDueDay } from '#referrals/clock.rules.ts'
import { summaryOf } from '#referrals/referral.rules.ts'
import type { Urgency } from '#referrals/referral.ts'
import { sealAnswer, sealForFile, sealSummary } from '#referrals/sealed.store.ts'
import { sealJson } from '#vault/envelope.ts'
import type { ACase, AStaff, World } from './world.ts'

export interface AConsent {
  consent_id: string
  to: { organisation_id: string }
  sections: Section[]
  ends_on: string
  withdrawn_at: string | null
}
export interface ConsentWish {
  to: { organisation_id: string }
  sections: Section[]
  purpose: string
  /** Days ago it began, and for how many days. */
  from: number
  lasts?: number | undefined
  given_by?: 'person' | 'minor_with_guardian' | 'guardian' | 'court' | undefined
  how?: 'spoken' | 'written' | 'signed' | undefined
  /** Days ago it was taken back. */
  withdrawn?: number | undefined
}

export const aConsent = async (world: World, file: ACase, wish: ConsentWish): Promise<AConsent> => {
  const { tx, at, happened } = world
  const { organisation_id, case_id, card, worker } = file
  const consent_id = world.nextId('consent')
  const recorded_at = at(wish.from)
  const starts_on = recorded_at.slice(0, 10)
  const ends_on = addDays(starts_on, wish.lasts ?? 60)
  const withdrawn_at = wish.withdrawn === undefined ? null : at(wish.withdrawn)
  await tx
    .insertInto('consent')
    .values({
      organisation_id,
      case_id,
      consent_id,
      recipient_organisation_id: wish.to.organisation_id,
      sections: wish.sections,
      purpose: wish.purpose,
      given_by: wish.given_by ?? 'person',
      how: wish.how ?? 'signed',
      language: card.languages[0] ?? 'es',
      with_interpreter: card.interpreter_needed,
      starts_on,
      ends_on,
      recorded_by: worker.staff_id,
      recorded_at,
      withdrawn_at,
    })
    .execute()
  const codes = { purpose: wish.purpose }
  await happened(file, { at: recorded_at, kind: 'consent_recorded', actor: worker, ref_id: consent_id, codes })
  if (withdrawn_at)
    await happened(file, { at: withdrawn_at, kind: 'consent_withdrawn', actor: worker, ref_id: consent_id })
  return { consent_id, to: wish.to, sections: wish.sections, ends_on, withdrawn_at }
}

export const needsAnswered = async (
  world: World,
  file: ACase,
  instrument: NeedsInstrument,
  days: number,
  answers: NeedsAnswers,
): Promise<string> => {
  const { organisation_id, case_id, worker } = file
  const assessment_id = world.nextId('assessment')
  const recorded_at = world.at(days)
  const place = { table: 'assessment', column: 'sealed', row: assessment_id, case_id, organisation_id }
  await world.tx
    .insertInto('assessment')
    .values({
      organisation_id,
      case_id,
      assessment_id,
      instrument: instrument.id,
      instrument_version: String(instrument.version),
      section: 'story',
      taken_on: recorded_at.slice(0, 10),
      taken_by: worker.staff_id,
      recorded_at,
      sealed: sealJson(file.key, place, answers),
    })
    .execute()
  await world.happened(file, {
    at: recorded_at,
    kind: 'needs_assessed',
    actor: worker,
    section: 'story',
    ref_id: assessment_id,
  })
  return assessment_id
}

export const aReview = async (world: World, file: ACase, set: number, due: number): Promise<void> => {
  const { organisation_id, case_id, worker } = file
  const review_on = world.due(due)
  const reviewed_at = world.at(set)
  const looked = { reviewed_at, reviewed_on: reviewed_at.slice(0, 10) }
  await world.tx
    .insertInto('plan')
    .values({ organisation_id, case_id, review_on, ...looked })
    .execute()
  await world.happened(file, { at: reviewed_at, kind: 'review_planned', actor: worker, codes: { review_on } })
}

export interface AGoal {
  goal_id: string
  section: Section
}
export const aGoal = async (
  world: World,
  file: ACase,
  wish: { need: string; words: string; set: number; status?: 'open' | 'reached' | 'changed' | 'left' | undefined },
): Promise<AGoal> => {
  const { organisation_id, case_id, worker } = file
  const goal_id = world.nextId('goal')
  const section = sectionOfNeed(wish.need)
  if (!section) throw new Error(`no section for the need ${wish.need}`)
  const when = world.at(wish.set)
  const status = wish.status ?? 'open'
  await world.tx
    .insertInto('goal')
    .values({
      organisation_id,
      case_id,
      goal_id,
      need: wish.need,
      section,
      status,
      set_on: when.slice(0, 10),
      sealed: sealJson(file.key, goalPlace(file, goal_id), { words: wish.words }),
    })
    .execute()
  const codes = { need: wish.need }
  await world.happened(file, { at: when, kind: 'goal_set', actor: worker, section, ref_id: goal_id, codes })
  if (status !== 'open')
    await world.happened(file, {
      at: world.at(Math.max(1, Math.round(wish.set / 3))),
      kind: 'goal_changed',
      actor: worker,
      section,
      ref_id: goal_id,
      codes: { status },
    })
  return { goal_id, section }
}

export const anAction = async (
  world: World,
  file: ACase,
  goal: AGoal,
  wish: { words: string; owner: AStaff | 'person'; planned: number; due: number; done?: number | undefined },
): Promise<string> => {
  const { organisation_id, case_id, worker } = file
  const { section, goal_id } = goal
  const action_id = world.nextId('action')
  const due_on = world.due(wish.due)
  const done_at = wish.done === undefined ? null : world.at(wish.done)
  await world.tx
    .insertInto('plan_action')
    .values({
      organisation_id,
      case_id,
      action_id,
      goal_id,
      section,
      owner_kind: wish.owner === 'person' ? 'person' : 'staff',
      owner_id: wish.owner === 'person' ? null : wish.owner.staff_id,
      due_on,
      done_on: done_at?.slice(0, 10) ?? null,
      sealed: sealJson(file.key, actionPlace(file, action_id), { words: wish.words }),
    })
    .execute()
  const planned = { at: world.at(wish.planned), kind: 'action_planned', actor: worker } as const
  await world.happened(file, { ...planned, section, ref_id: action_id, codes: { due_on } })
  if (done_at) {
    const actor = wish.owner === 'person' ? worker : wish.owner
    await world.happened(file, { at: done_at, kind: 'action_done', actor, section, ref_id: action_id })
  }
  return action_id
}

export interface ReferralWish {
  to: AStaff
  consent: AConsent
  need: string
  urgency: Urgency
  words: string
  sent: number
  /** Days ago it was answered, how, why, and in which words. */
  answered?: number | undefined
  status: 'sent' | 'accepted' | 'declined' | 'withdrawn' | 'ended'
  reason?: string | undefined
  answer_words?: string | undefined
  /** Days ago it ended. */
  ended?: number | undefined
  service_id?: string | null
}

const intakeKeyOf = (world: World, organisation_id: string) =>
  world.tx
    .selectFrom('intake_key')
    .select(['version', 'public_key'])
    .where('organisation_id', '=', organisation_id)
    .orderBy('version', 'desc')
    .executeTakeFirstOrThrow()

export const aReferral = async (world: World, file: ACase, from: string, wish: ReferralWish): Promise<string> => {
  const { tx, at, happened, today } = world
  const { organisation_id, case_id, worker } = file
  const referral_id = world.nextId('referral')
  const { need, urgency, words, to, consent, status } = wish
  const summary = summaryOf(file.card, { need, urgency, words }, today)
  const [theirs, ours] = [await intakeKeyOf(world, to.organisation_id), await intakeKeyOf(world, organisation_id)]
  const place = { organisation_id, case_id, referral_id }
  const sent_at = at(wish.sent)
  const answered_at = wish.answered === undefined ? null : at(wish.answered)
  const ended_at = wish.ended === undefined ? null : at(wish.ended)
  const answer_due_on = proposedDueDay(urgency, sent_at.slice(0, 10), clocks)
  await tx
    .insertInto('referral')
    .values({
      ...place,
      to_organisation_id: to.organisation_id,
      service_id: wish.service_id ?? null,
      need,
      status,
      consent_id: consent.consent_id,
      sent_by: worker.staff_id,
      sent_at,
      ...{ urgency, answer_due_on, ...hoursOf(urgency, sent_at, answer_due_on, clocks) },
      looked_at: answered_at,
      looked_by: answered_at ? to.staff_id : null,
      answered_at,
      answered_by: answered_at ? to.staff_id : null,
      decline_reason: status === 'declined' ? (wish.reason ?? 'other') : null,
      outcome: status === 'ended' ? (wish.reason ?? 'need_met') : null,
      outcome_on: status === 'ended' ? (ended_at ?? sent_at).slice(0, 10) : null,
      intake_version: theirs.version,
      sealed_summary: sealSummary(theirs.public_key, referral_id, { ...summary, from }),
      sealed: sealForFile(file.key, place, summary),
      sealed_answer: wish.answer_words
        ? sealAnswer(ours, referral_id, { words: wish.answer_words, led_by_name: null })
        : null,
      version: 1 + (answered_at ? 1 : 0) + (ended_at ? 1 : 0),
    })
    .execute()
  await happened(file, { at: sent_at, kind: 'referral_sent', actor: worker, ref_id: referral_id, codes: { need } })
  const wasAccepted = answered_at !== null && status !== 'declined'
  if (wasAccepted) {
    await tx
      .insertInto('case_access')
      .values({
        organisation_id,
        case_id,
        access_id: world.nextId('access'),
        kind: 'consent',
        member_organisation_id: to.organisation_id,
        function: 'partner',
        sections: consent.sections,
        basis: consent.consent_id,
        from_at: answered_at,
        until_at: `${consent.ends_on}T00:00:00Z`,
        ended_at: consent.withdrawn_at ?? ended_at,
        created_by: to.staff_id,
      })
      .execute()
    await happened(file, { at: answered_at, kind: 'referral_accepted', actor: to, ref_id: referral_id })
  }
  const codes = { reason: wish.reason ?? null }
  if (status === 'declined')
    await happened(file, {
      at: answered_at ?? sent_at,
      kind: 'referral_declined',
      actor: to,
      ref_id: referral_id,
      codes,
    })
  if (status === 'ended')
    await happened(file, { at: ended_at ?? sent_at, kind: 'referral_ended', actor: to, ref_id: referral_id, codes })
  return referral_id
}

export const aFollowUp = async (
  world: World,
  file: ACase,
  wish: { months: number; due: number; done?: number | undefined; answer?: FollowUpAnswer | undefined },
): Promise<string> => {
  const { organisation_id, case_id, worker } = file
  const follow_up_id = world.nextId('follow_up')
  const place = { table: 'follow_up', column: 'sealed', row: follow_up_id, case_id, organisation_id }
  const done_at = wish.done === undefined ? null : world.at(wish.done)
  const unsaid: FollowUpAnswer = { home: 'unknown', work: 'unknown', safe: 'unknown', words: '' }
  const due_on = world.due(wish.due)
  await world.tx
    .insertInto('follow_up')
    .values({
      organisation_id,
      case_id,
      follow_up_id,
      months: wish.months,
      due_on,
      done_on: done_at?.slice(0, 10) ?? null,
      answered: done_at ? wish.answer !== undefined : null,
      done_by: done_at ? worker.staff_id : null,
      sealed: done_at ? sealJson(file.key, place, wish.answer ?? unsaid) : null,
    })
    .execute()
  if (wish.months === 1)
    await world.happened(file, {
      at: `${addMonths(due_on, -1)}T10:00:00Z`,
      kind: 'follow_up_planned',
      actor: worker,
      codes: { from_on: addMonths(due_on, -1) },
    })
  if (done_at) {
    const codes = { answered: wish.answer ? 'yes' : 'no' }
    await world.happened(file, { at: done_at, kind: 'follow_up_done', actor: worker, ref_id: follow_up_id, codes })
  }
  return follow_up_id
}
