// How the work stands, for those who answer for it: a few figures, three charts, and the reminder that they stay inside.
import { useGet } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { LinkButton, Notice, PageHeader, Skeleton, Stack } from '#kit/ui/index.ts'
import { Loaded } from '#kit/ui/Loaded.tsx'
import { day, number, t } from '#language/here.ts'
import { spokenDays, totalOf } from '../insight.rules.ts'
import { type Insight as Counts, readInsight } from '../insight.ts'
import { MonthChart, ReferralChart, StageChart } from './charts.tsx'
import './insight.css'

function Figure({ shown, children }: { shown: string; children: string }) {
  return (
    <li className="figure">
      <span className="figure-number">{shown}</span> <span className="figure-words">{children}</span>
    </li>
  )
}

function Figures({ counts }: { counts: Counts }) {
  const { stages, overdue, referrals, follow_ups, services, since } = counts
  const { median_days } = referrals
  const steps = overdue.more_steps ? t('insight.figure.more_than', { count: overdue.steps }) : number(overdue.steps)
  return (
    <section aria-label={t('insight.figures')}>
      <ul className="figures">
        <Figure shown={number(totalOf(stages.map(({ count }) => count)))}>{t('insight.figure.open')}</Figure>
        <Figure shown={number(overdue.files)}>{t('insight.figure.files_overdue')}</Figure>
        <Figure shown={steps}>{t('insight.figure.steps_overdue')}</Figure>
        <Figure shown={number(referrals.overdue)}>{t('insight.figure.unanswered')}</Figure>
        {median_days !== null && <Figure shown={number(spokenDays(median_days))}>{t('insight.figure.median')}</Figure>}
        <Figure shown={number(follow_ups.due)}>{t('insight.figure.follow_ups_due')}</Figure>
        <Figure shown={number(follow_ups.answered)}>
          {t('insight.figure.answered', { done: follow_ups.done, day: day(since, 'long') })}
        </Figure>
        <Figure shown={number(services.availability_unknown)}>
          {t('insight.figure.services', { active: services.active })}
        </Figure>
      </ul>
    </section>
  )
}

export function Insight() {
  const { may, demo } = useSession()
  const counts = useGet(readInsight, {})
  const lead = counts.data && t(`insight.lead.${counts.data.reach}`, { day: day(counts.data.today, 'long') })
  return (
    <>
      <PageHeader
        title={t('insight.title')}
        lead={lead}
        actions={
          <>
            {may['gaps.read'] && (
              <LinkButton href="/desk/gaps" icon="insight">
                {t('gaps.title')}
              </LinkButton>
            )}
            {may['retention.read'] && <LinkButton href="/desk/retention">{t('leaving.retention')}</LinkButton>}
          </>
        }
      />
      <Loaded of={counts} skeleton={<Skeleton kind="page" rows={6} />}>
        {(found) => (
          <Stack>
            {demo && <Notice tone="warning">{t('gaps.invented')}</Notice>}
            <Notice>{t('insight.inside')}</Notice>
            <Figures counts={found} />
            <div className="charts">
              <StageChart stages={found.stages} />
              <MonthChart months={found.months} />
              <ReferralChart {...found.referrals} />
            </div>
          </Stack>
        )}
      </Loaded>
    </>
  )
}
