// The three charts of how the work stands, each with its sentence.
import { Chart } from '#kit/ui/Chart.tsx'
import { month, number, t } from '#language/here.ts'
import { mostOf, spokenDays, totalOf } from '../insight.rules.ts'
import type { Insight } from '../insight.ts'

const files = () => [{ id: 'files', label: t('insight.files') }]

export function StageChart({ stages }: Pick<Insight, 'stages'>) {
  const most = mostOf(stages)
  const total = totalOf(stages.map(({ count }) => count))
  const nameOf = (stage: string) => t(`cases.stage.${stage}`)
  return (
    <Chart
      title={t('insight.stages.title')}
      summary={
        most
          ? t('insight.stages.summary', { total, count: most.count, stage: nameOf(most.stage) })
          : t('insight.stages.none')
      }
      rowsLabel={t('insight.stages.stage')}
      series={files()}
      rows={stages.map(({ stage, count }) => ({ id: stage, label: nameOf(stage), values: [count] }))}
      say={number}
    />
  )
}

export function MonthChart({ months }: Pick<Insight, 'months'>) {
  const opened = totalOf(months.map((each) => each.opened))
  const closed = totalOf(months.map((each) => each.closed))
  return (
    <Chart
      kind="columns"
      title={t('insight.months.title')}
      summary={t('insight.months.summary', { opened, closed })}
      rowsLabel={t('insight.months.month')}
      series={(['opened', 'closed'] as const).map((id) => ({ id, label: t(`insight.months.${id}`) }))}
      rows={months.map((each) => ({
        id: each.month,
        label: month(each.month),
        short: month(each.month, 'short'),
        values: [each.opened, each.closed],
      }))}
      say={number}
    />
  )
}

export function ReferralChart({ by_status, median_days }: Insight['referrals']) {
  const total = totalOf(by_status.map(({ count }) => count))
  const summary = t('insight.referrals.summary', { total })
  const days = median_days === null ? null : spokenDays(median_days)
  return (
    <Chart
      title={t('insight.referrals.title')}
      summary={days === null ? summary : `${summary} ${t('insight.referrals.median', { days })}`}
      rowsLabel={t('insight.referrals.status')}
      series={[{ id: 'referrals', label: t('insight.referrals.count') }]}
      rows={by_status.map(({ status, count }) => ({
        id: status,
        label: t(`referrals.status.${status}`),
        values: [count],
      }))}
      say={number}
    />
  )
}
