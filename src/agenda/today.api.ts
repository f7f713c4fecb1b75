// The page of the day: sources side by side, then the cards of the files that are named, opened in memory.
import { countToReview } from '#cases/break-glass.store.ts'
import { openTaskWords } from '#conferences/sealed.store.ts'
import { listExpiringIn } from '#documents/document.store.ts'
import { type AskedByStaff, answer } from '#gate/answer.ts'
import { addDays, type Day } from '#kit/day.ts'
import { nextReview, reviewFactsOf } from '#plans/cadence.rules.ts'
import type { NextReview } from '#plans/cadence.ts'
import { cadence } from '#plans/cadence-facts.ts'
import { openAction } from '#plans/plan.sealed.store.ts'
import { findReviewFacts, type ReviewFactsRow } from '#plans/review.store.ts'
import { answerVersion, openAnswer } from '#referrals/sealed.store.ts'
import { listIncidentsDue } from '#safety/incident.store.ts'
import { listPlansDue } from '#safety/plan.store.ts'
import { countMine } from '#safety/protocol.store.ts'
import { timelineKinds } from '#safety/risk.api.ts'
import { listRiskDue } from '#safety/risk.store.ts'
import { countUnusualToday } from '#team/access-review.api.ts'
import { countToTake } from '#team/hand-over.store.ts'
import { countColleagues } from '#team/staff-care.store.ts'
import { staffCareFacts } from '#team/staff-care-facts.ts'
import { countUntaken } from '#triage/pass.store.ts'
import { type OpenFile, openFiles } from './open-files.api.ts'
import { cutGroup, type Group, groupByDue } from './today.rules.ts'
import * as store from './today.store.ts'
import * as model from './today.ts'
import { gatherAppointments, showDay } from './today-appointments.api.ts'
import { listHoursThatCount } from './today-care.store.ts'
import { type InterpreterRow, listInterpretersDue } from './today-interpreters.store.ts'
import { type LegalCircle, listDeadlinesDue } from './today-law.store.ts'
import * as referrals from './today-referrals.store.ts'

interface Found {
  case_id: string
  id: string
  due_on: string
  need?: string
  months?: number
  whom?: string
  version?: number
  because?: NextReview['because']
  /** The words of a step. */
  sealed?: Buffer
  /** The words of a conference's task. */
  task_sealed?: Buffer
  /** Of a legal deadline. */
  rule_id?: string
  rings?: boolean
}

type Asking = AskedByStaff<unknown>

/** The words of a step or of a conference's task, where the row has some. */
const wordsOf = (organisation_id: string, { ring }: OpenFile, { case_id, id, sealed, task_sealed }: Found) => {
  const at = { organisation_id, case_id }
  if (task_sealed) return openTaskWords(ring, at, id, task_sealed)
  return sealed ? openAction(ring, at, { action_id: id, section: '', owner_kind: '', sealed }).words : null
}

/** When each plan is looked at again, and why then: the day that was agreed, or something that happened. */
const reviewsDue = (rows: ReviewFactsRow[], until: Day) =>
  rows.flatMap((row) => {
    const next = nextReview(cadence, reviewFactsOf(row))
    const { case_id, version, status } = row
    return next && status === 'open' && next.on <= until
      ? [{ case_id, id: case_id, version, due_on: next.on, because: next.because }]
      : []
  })

/** What referrals add to the day: tasks, and what waits for a partner. */
const gatherReferrals = async ({ tx, actor, may }: Asking, files: string[]) => {
  const sends = may('referrals.send').allowed
  const [unanswered, very_late, declined, messages, arrivals, exceptions] = await Promise.all([
    referrals.listUnanswered(tx, actor, files),
    sends ? referrals.listVeryLate(tx, actor) : [],
    referrals.listDeclined(tx, actor, files),
    referrals.listUnreadMessages(tx, actor, files),
    referrals.listArrivals(tx, actor),
    may('exceptions.approve').allowed ? referrals.listExceptionsToAnswer(tx, actor) : [],
  ])
  return { unanswered, very_late, declined, messages, arrivals, exceptions }
}

/** Who leads there now was told to this house; the file itself is not opened for it. */
const openHandedOver = async ({ tx, vault, actor }: Asking): Promise<model.Today['handed_over']> =>
  Promise.all(
    (await referrals.listHandedOver(tx)).map(async ({ sealed_answer: sealed, accepted_at, ...row }) => {
      const pair = sealed && (await vault.intakeKeyPair(tx, actor.organisation_id, answerVersion(sealed)))
      const led_by_name = sealed && pair ? openAnswer(pair, row.referral_id, sealed).led_by_name : null
      return { ...row, led_by_name, on: accepted_at.slice(0, 10) }
    }),
  )

/** What the safety of the people of one's own files asks for. */
const gatherSafety = async ({ tx, actor: { organisation_id } }: Asking, files: string[], until: Day) => {
  const [risks, incidents, plans] = await Promise.all([
    listRiskDue(tx, organisation_id, files, until, timelineKinds),
    listIncidentsDue(tx, organisation_id, files, until),
    listPlansDue(tx, organisation_id, files, until),
  ])
  return { risks, incidents, plans }
}

/** Whom the last days of colleagues ring for: whoever answers for an office, and lawyers in their own files. */
const circleOf = ({ actor, may }: Asking): LegalCircle => {
  const { allowed, because } = may('law.wall')
  if (!allowed) return null
  if (because === 'in_the_office' || because === 'all') return { office_id: actor.office_id }
  return actor.roles.includes('lawyer') ? 'my_files' : null
}

const nothingPlanned = { day: [], held: [], reminders: [], no_reminders: [] }

const gather = async (asked: Asking) => {
  const { tx, actor, today, may } = asked
  const week = addDays(today, 7)
  const [
    files,
    actions,
    to_triage,
    reports_late,
    to_answer,
    to_review,
    to_take,
    to_look_at,
    answers_late,
    referral_messages,
    to_take_up,
    protocols,
    colleagues,
  ] = await Promise.all([
    store.listReferenceFiles(tx, actor),
    store.listMyActions(tx, actor, week),
    may('reports.triage').allowed ? store.countNewReports(tx, actor) : null,
    may('reports.triage').allowed ? store.countLateReports(tx, actor, today) : null,
    may('referrals.answer').allowed ? store.countToAnswer(tx, actor) : null,
    may('break_glass.review').allowed ? countToReview(tx, actor.staff_id) : null,
    may('hand_over.answer').allowed ? countToTake(tx, actor) : null,
    may('access.review').allowed ? countUnusualToday(tx, today) : null,
    may('referrals.answer').allowed ? referrals.countAnswersLate(tx, actor) : null,
    may('referrals.answer').allowed ? referrals.countUnreadThere(tx, actor) : null,
    may('reports.take').allowed ? countUntaken(tx, actor.organisation_id) : null,
    may('protocol.look').allowed ? countMine(tx) : null,
    may('staff_care.own').allowed ? countColleagues(tx, staffCareFacts.out_alone.grace_minutes) : null,
  ])
  const [
    reviews,
    followUps,
    contacts,
    sent,
    herSteps,
    conferenceTasks,
    papers,
    overrides,
    hours,
    safety,
    appointments,
    interpreters,
    deadlines,
  ] = await Promise.all([
    findReviewFacts(tx, actor.organisation_id, files),
    store.listFollowUpsDue(tx, actor, files, week),
    store.listContactsToConfirm(tx, actor, files, week),
    gatherReferrals(asked, files),
    store.listHerSteps(tx, actor, files, today),
    store.listMyConferenceTasks(tx, actor, week),
    listExpiringIn(tx, actor.organisation_id, files, week, 300),
    may('exclusions.approve').allowed ? store.listOverridesToAnswer(tx, actor) : [],
    listHoursThatCount(tx, actor, files),
    gatherSafety(asked, files, week),
    may('agenda.read').allowed ? gatherAppointments(asked, files) : nothingPlanned,
    may('interpreters.book').allowed ? listInterpretersDue(tx, actor, files, today) : [],
    may('law.wall').allowed ? listDeadlinesDue(tx, actor, circleOf(asked), today) : [],
  ])
  const as = <Kind extends string>(kind: Kind, rows: Found[]) => rows.map((row) => ({ ...row, kind }))
  const tasks = [
    ...as('action', actions),
    ...as('review', reviewsDue(reviews, week)),
    ...as('follow_up', followUps),
    ...as('contact', contacts),
    ...as(
      'document',
      papers.map(({ case_id, document_id, expires_on }) => ({ case_id, id: document_id, due_on: expires_on! })),
    ),
    ...as('conference_task', conferenceTasks),
    ...as('override', overrides),
    ...as('referral_late', sent.very_late),
    ...as('referral_declined', sent.declined),
    ...as('referral_message', sent.messages),
    ...as('file_came', sent.arrivals),
    ...as('exception', sent.exceptions),
    ...as('risk', safety.risks),
    ...as('incident', safety.incidents),
    ...as('safety_plan', safety.plans),
    ...as('care_hours', hours),
    ...as('appointment_held', appointments.held),
    ...as('reminder', appointments.reminders),
    ...as('no_reminder', appointments.no_reminders),
    ...deadlines.map((row): Found & { kind: 'deadline' | 'deadline_overdue' } => ({
      ...row,
      kind: row.due_on < today ? 'deadline_overdue' : 'deadline',
      rings: true,
    })),
    ...interpreters.map((row): Found & Pick<InterpreterRow, 'kind'> => row),
  ]
  const waiting = [
    ...sent.unanswered.map((row) => ({ ...row, kind: row.on_list ? ('on_list' as const) : ('referral' as const) })),
    ...as('her_step', herSteps),
  ]
  return {
    tasks,
    waiting,
    day: appointments.day,
    piles: {
      protocols,
      colleagues,
      to_triage,
      reports_late,
      to_answer,
      to_review,
      to_take,
      to_look_at,
      answers_late,
      referral_messages,
      to_take_up,
    },
  }
}

export const readToday = answer(model.readToday)(async (asked) => {
  const [{ tasks, waiting, day, piles }, handed_over] = [await gather(asked), await openHandedOver(asked)]
  const groups = groupByDue(tasks, asked.today, model.rowsPerGroup)
  const others = cutGroup(waiting, model.rowsPerGroup)
  const shown = [...Object.values(groups), others].flatMap(({ rows }) => rows.map(({ case_id }) => case_id))
  const [files, appointments] = [await openFiles(asked, shown), await showDay(asked, day)]
  const tell = <Row extends Found, Told>({ rows, more }: Group<Row>, told: (row: Row, file: OpenFile) => Told) => ({
    rows: rows.flatMap((row) => {
      const file = files.get(row.case_id)
      return file ? [told(row, file)] : []
    }),
    more,
  })
  const named = (row: Found, file: OpenFile) => ({
    case_id: row.case_id,
    alias: file.alias,
    reference: file.reference,
    id: row.id,
    due_on: row.due_on,
    words: wordsOf(asked.actor.organisation_id, file, row),
    need: row.need ?? null,
  })
  const task = (row: (typeof tasks)[number], file: OpenFile): model.TodayTask => ({
    ...named(row, file),
    kind: row.kind,
    months: row.months ?? null,
    version: row.version ?? 0,
    because: row.because ?? null,
    ...(row.rule_id && { rule_id: row.rule_id }),
  })
  return {
    today: asked.today,
    appointments,
    overdue: tell(groups.overdue, task),
    due_today: tell(groups.due_today, task),
    coming: tell(groups.coming, task),
    waiting: tell(others, (row, file) => ({ ...named(row, file), kind: row.kind, whom: row.whom ?? null })),
    handed_over,
    ...piles,
  }
})
