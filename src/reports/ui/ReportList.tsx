// What came in through the public door, latest first; not a word of what people wrote until a report is opened.
import { useState } from 'react'
import { useGet } from '#gate/query.ts'
import { Badge, Button, EmptyState, List, ListItem, Loaded, PageHeader, Stack, Tabs } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { listReports, ReportStatus, type ReportSummary } from '../report.ts'
import { languageText, oneStatusText, statusText, statusTone, urgencyText, urgencyTone } from './report-words.ts'

const shownFirst: ReportStatus = 'new'

function ReportItem({ report }: { report: ReportSummary }) {
  const marks = [
    t('reports.written_in', { language: languageText(report.language) }),
    ...(report.additions > 0 ? [t('reports.additions', { count: report.additions })] : []),
    ...(report.kept ? [] : [t('reports.receipt_not_kept')]),
  ]
  return (
    <ListItem
      title={t('reports.received', { date: day(report.received_on, 'weekday') })}
      detail={marks.join(' · ')}
      href={`/desk/reports/${report.report_id}`}
      aside={
        report.urgency ? (
          <Badge tone={urgencyTone[report.urgency]}>{urgencyText(report.urgency)}</Badge>
        ) : (
          <Badge tone={statusTone[report.status]}>{oneStatusText(report.status)}</Badge>
        )
      }
    />
  )
}

function ReportsOf({ status }: { status: ReportStatus }) {
  // One cursor per page that was asked for: the first has none.
  const [pages, setPages] = useState<(string | undefined)[]>([undefined])
  return (
    <Stack>
      {pages.map((after, at) => (
        <PageOfReports
          key={after ?? 'first'}
          status={status}
          after={after}
          isLast={at === pages.length - 1}
          onMore={(next) => setPages([...pages, next])}
        />
      ))}
    </Stack>
  )
}

interface PageProps {
  status: ReportStatus
  after: string | undefined
  isLast: boolean
  onMore: (next: string) => void
}

function PageOfReports({ status, after, isLast, onMore }: PageProps) {
  const found = useGet(listReports, after ? { status, after } : { status }, { everyMs: 60_000 })
  return (
    <Loaded of={found}>
      {({ reports, next }) => (
        <Stack>
          {reports.length === 0 && !after ? (
            <EmptyState icon="heart" title={t(`reports.empty.${status}`)}>
              {t('reports.empty.how')}
            </EmptyState>
          ) : (
            <List label={statusText(status)}>
              {reports.map((report) => (
                <ReportItem key={report.report_id} report={report} />
              ))}
            </List>
          )}
          {next && isLast && <Button onPress={() => onMore(next)}>{t('reports.older')}</Button>}
        </Stack>
      )}
    </Loaded>
  )
}

export function ReportList() {
  const [status, setStatus] = useState<string>(shownFirst)
  return (
    <Stack>
      <PageHeader title={t('reports.title')} lead={t('reports.lead')} />
      <Tabs
        label={t('reports.by_status')}
        selected={status}
        onSelect={setStatus}
        items={ReportStatus.options.map((each) => ({
          id: each,
          label: statusText(each),
          content: <ReportsOf status={each} />,
        }))}
      />
    </Stack>
  )
}
