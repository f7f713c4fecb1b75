// Triage: the queue beside the report, so that one decides and goes on without leaving the page. On a phone the list
// comes first and the report takes its place. Every step has a key.
import { useParams, useRouter, useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { usePages } from '#gate/pages.ts'
import { useGet } from '#gate/query.ts'
import { EmptyState, ErrorNotice, Icon, LinkButton, Loaded, Notice, PageHeader, Skeleton } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { EndingReports } from '#reports/ui/EndingReports.tsx'
import { ProofCheck } from '#reports/ui/ProofCheck.tsx'
import { listReports, openReport, Pile, type ReportSummary, Urgency } from '../report.ts'
import { type Keys, useKeys } from './keys.ts'
import { OpenedReport } from './OpenedReport.tsx'
import { hrefOf, Queue, type Wanted } from './Queue.tsx'
import './triage.css'

/** How one finds a file to link to: the search belongs to a later room, so whoever composes the desk hands it in. */
export type FindFile = (props: { onPick: (file: { case_id: string; name: string }) => void }) => ReactNode

const everyMs = 60_000

const wantedIn = (search: { pile?: unknown; urgency?: unknown }): Wanted => ({
  pile: (Pile.options as readonly unknown[]).includes(search.pile) ? (search.pile as Pile) : 'open',
  urgency: (Urgency.options as readonly unknown[]).includes(search.urgency) ? (search.urgency as Urgency) : undefined,
})

const neighbour = (rows: ReportSummary[], selected: string | undefined, step: number): string | undefined => {
  const at = rows.findIndex(({ report_id }) => report_id === selected)
  return rows[at < 0 ? (step > 0 ? 0 : -1) : at + step]?.report_id
}

function Chosen({ report_id, onKeys, onDone, findFile }: ChosenProps) {
  // Each reading is an opening in the journal: it is not read again because a window was looked at.
  const found = useGet(openReport, { report_id }, { staleMs: Number.POSITIVE_INFINITY })
  return (
    <Loaded of={found} skeleton={<Skeleton kind="page" />}>
      {(report) => <OpenedReport key={report_id} report={report} onKeys={onKeys} onDone={onDone} findFile={findFile} />}
    </Loaded>
  )
}

interface ChosenProps {
  report_id: string
  onKeys: (keys: Keys) => void
  onDone: () => void
  findFile: FindFile
}

export function Triage({ findFile }: { findFile: FindFile }) {
  const { report_id: selected } = useParams({ strict: false }) as { report_id?: string }
  const wanted = wantedIn(useSearch({ strict: false }))
  const { history } = useRouter()
  const [reportKeys, setReportKeys] = useState<Keys>({})
  const input = { pile: wanted.pile, ...(wanted.urgency && { urgency: wanted.urgency }) }
  const queue = usePages(listReports, input, (page) => [page])
  const { refetch } = queue
  // What comes in while one works stands in the queue within a minute.
  useEffect(() => {
    const again = setInterval(() => void refetch(), everyMs)
    return () => clearInterval(again)
  }, [refetch])
  const first = queue.data?.[0]
  const rows = queue.data?.flatMap((page) => page.reports)
  const go = (report_id: string | undefined) => {
    if (!report_id || report_id === selected) return
    // A fast hand presses the next key before the next report stands: it must not mean the one before.
    setReportKeys({})
    history.push(hrefOf(wanted, report_id))
  }
  const goOn = () => {
    const next = neighbour(rows ?? [], selected, 1) ?? neighbour(rows ?? [], selected, -1)
    if (next && next !== selected) go(next)
    else history.push(hrefOf(wanted))
  }
  useKeys({
    ...reportKeys,
    j: () => go(neighbour(rows ?? [], selected, 1)),
    k: () => go(neighbour(rows ?? [], selected, -1)),
  })
  return (
    <div className={selected ? 'triage triage-reading' : 'triage'}>
      <div className="triage-queue">
        <PageHeader
          title={t('reports.title')}
          lead={t('reports.lead')}
          actions={
            <>
              <LinkButton icon="search" small href="/desk/signs">
                {t('shell.signs')}
              </LinkButton>
              <LinkButton icon="phone" small href="/desk/reports/new">
                {t('reports.type_one')}
              </LinkButton>
            </>
          }
        />
        {first && first.counts.overdue > 0 && wanted.pile !== 'overdue' && (
          <Notice tone="warning">{t('reports.some_late', { count: first.counts.overdue })}</Notice>
        )}
        {queue.error && <ErrorNotice problem={queue.error} onRetry={() => void queue.refetch()} />}
        <Queue
          wanted={wanted}
          onWant={(next) => history.push(hrefOf(next))}
          rows={rows}
          counts={first?.counts ?? {}}
          today={first?.today ?? ''}
          selected={selected}
          more={queue.more}
          busy={queue.busy}
        />
        <EndingReports />
        <ProofCheck />
        <p className="triage-keys">{t('reports.keys')}</p>
      </div>
      <div className="triage-report">
        {selected ? (
          <>
            <a
              className="page-back triage-back"
              href={hrefOf(wanted)}
              onClick={(event) => {
                event.preventDefault()
                history.push(hrefOf(wanted))
              }}
            >
              <Icon name="back" size={16} />
              {t('reports.title')}
            </a>
            <Chosen report_id={selected} onKeys={setReportKeys} onDone={goOn} findFile={findFile} />
          </>
        ) : (
          <EmptyState icon="reports" title={t('reports.choose')}>
            {t('reports.choose_how')}
          </EmptyState>
        )}
      </div>
    </div>
  )
}
