// How the work stands, for those who answer for it.
import { Stage } from '#cases/case.ts'
import { answer } from '#gate/answer.ts'
import { ReferralStatus } from '#referrals/referral.ts'
import { filled, firstDayOf, monthsUntil } from './insight.rules.ts'
import * as store from './insight.store.ts'
import * as model from './insight.ts'

const monthsShown = 12

export const readInsight = answer(model.readInsight)(async ({ tx, actor, today, may }) => {
  const { organisation_id } = actor
  const months = monthsUntil(today, monthsShown)
  const since = firstDayOf(months)
  const [stages, opened, closed, referrals, follow_ups, files, steps, services] = await Promise.all([
    store.countOpenByStage(tx, organisation_id),
    store.countOpenedByMonth(tx, organisation_id, since),
    store.countClosedByMonth(tx, organisation_id, since),
    store.countReferrals(tx, organisation_id, since, today),
    store.countFollowUps(tx, organisation_id, since, today),
    store.countFilesOverdue(tx, organisation_id, today),
    store.countStepsOverdue(tx, organisation_id, today, model.mostSteps),
    store.countServices(tx, organisation_id),
  ])
  const [openedIn, closedIn] = [filled(months, opened), filled(months, closed)]
  const ofEveryStatus = referrals.find(({ code }) => code === null)
  const byStatus = referrals.flatMap(({ code, count }) => (code === null ? [] : [{ code, count }]))
  return {
    today,
    since,
    reach: may('insight.read').because === 'all' ? 'all' : 'in_the_office',
    stages: filled(Stage.options, stages).map(({ code, count }) => ({ stage: code, count })),
    months: months.map((month, place) => ({
      month,
      opened: openedIn[place]!.count,
      closed: closedIn[place]!.count,
    })),
    referrals: {
      median_days: ofEveryStatus?.median_days ?? null,
      overdue: ofEveryStatus?.overdue ?? 0,
      by_status: filled(ReferralStatus.options, byStatus).map(({ code, count }) => ({ status: code, count })),
    },
    follow_ups,
    overdue: { files, steps: Math.min(steps, model.mostSteps), more_steps: steps > model.mostSteps },
    services,
  }
})

export const insightAnswers = [readInsight]
