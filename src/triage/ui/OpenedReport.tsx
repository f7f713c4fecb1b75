// One report: what somebody told, how urgent it looks and why, and what becomes of it.
import { useEffect, useState } from 'react'
import { ScreenAgain } from '#detection/ui/ScreenAgain.tsx'
import { useWrite } from '#gate/query.ts'
import { Badge, Notice, Stack } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { ReportFiles } from '#reports/ui/ReportFiles.tsx'
import { ReportLife } from '#reports/ui/ReportLife.tsx'
import { SendFile } from '#reports/ui/SendFile.tsx'
import type { ClosingKind } from '../decision-kinds.ts'
import { type Report, triageReport, Urgency } from '../report.ts'
import { AnswerForm } from './AnswerForm.tsx'
import { DecideDialog } from './DecideDialog.tsx'
import { DecisionBar } from './DecisionBar.tsx'
import { History } from './History.tsx'
import type { Keys } from './keys.ts'
import { PassDialog } from './PassDialog.tsx'
import { useAcknowledge, useDecide, useRefresh, useReopen } from './progress.ts'
import { RelatedReports } from './RelatedReports.tsx'
import { dueText, languageText, oneStatusText, statusTone, urgencyText, urgencyTone } from './report-words.ts'
import { Since } from './Since.tsx'
import type { FindFile } from './Triage.tsx'
import { Signs, Words } from './Words.tsx'

interface Props {
  report: Report
  onKeys: (keys: Keys) => void
  onDone: () => void
  findFile: FindFile
}

const today = () => new Date().toISOString().slice(0, 10)

function Head({ report }: { report: Report }) {
  const urgency = report.urgency ?? report.suggested.urgency
  const due = dueText(report, today())
  return (
    <header className="report-head">
      <h2 className="report-title">{t('reports.received', { date: day(report.received_on, 'long') })}</h2>
      <Badge tone={urgencyTone[urgency]}>{urgencyText(urgency)}</Badge>
      <Badge tone={statusTone[report.status]}>{oneStatusText(report.status)}</Badge>
      {due && (
        <Badge tone={due.late ? 'danger' : 'calm'} icon="clock">
          {due.text}
        </Badge>
      )}
      <p className="quiet">
        {[
          t('reports.written_in', { language: languageText(report.language) }),
          ...(report.typed ? [t('reports.typed')] : []),
          ...(report.told_through ? [t('reports.told_through', { name: report.told_through })] : []),
          ...(report.body.door ? [t(`reports.door.${report.body.door}`)] : []),
          ...(report.body.field ? [t(`reports.field.${report.body.field}`)] : []),
        ].join(' · ')}
      </p>
      <ScreenAgain case_id={report.case_id} />
    </header>
  )
}

function Suggestion({ report }: { report: Report }) {
  return (
    <section className="why" aria-label={t('reports.suggested')}>
      <p>
        <b>{t('reports.suggested')}</b>{' '}
        <Badge tone={urgencyTone[report.suggested.urgency]}>{urgencyText(report.suggested.urgency)}</Badge>
      </p>
      <ul>
        {report.suggested.reasons.map((reason) => (
          <li key={reason}>{t(`reports.reason.${reason}`)}</li>
        ))}
      </ul>
      <p className="quiet">{t('reports.suggested_lead')}</p>
    </section>
  )
}

const letters: Partial<Record<string, ClosingKind>> = {
  w: 'labour_route',
  d: 'advised',
  n: 'no_indication',
  l: 'linked',
  p: 'passed_on',
}

export function OpenedReport({ report, onKeys, onDone, findFile }: Props) {
  const [asking, setAsking] = useState<ClosingKind | null>(null)
  const { decide, busy, problem, reset } = useDecide(report, () => {
    setAsking(null)
    onDone()
  })
  const { acknowledge, busy: acknowledging } = useAcknowledge(report)
  const refresh = useRefresh()
  const reopen = useReopen()
  const change = useWrite(triageReport)
  const { report_id, version } = report
  const isOpen = report.status !== 'closed' && report.status !== 'file_opened'
  const setUrgency = (urgency: Urgency) =>
    change.mutate({ report_id, version, urgency }, { onSuccess: () => void refresh(report_id) })
  const decideNow = (kind: ClosingKind) => (kind === 'spam' ? decide('spam') : setAsking(kind))
  const openFile = () => document.querySelector<HTMLAnchorElement>('.decide a')?.click()
  const answer = () => document.querySelector<HTMLTextAreaElement>('.answer textarea')?.focus()
  // What the keys do follows from the report on the screen as it is now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the functions are made anew with each of these
  useEffect(() => {
    const always: Keys = { r: answer, ...(!report.acknowledged_on && { a: acknowledge }) }
    const open: Keys = {
      f: openFile,
      s: () => decide('spam'),
      ...Object.fromEntries(Object.entries(letters).map(([key, kind]) => [key, () => setAsking(kind!)])),
      ...Object.fromEntries(Urgency.options.map((urgency, at) => [String(at + 1), () => setUrgency(urgency)])),
    }
    onKeys(isOpen ? { ...always, ...open } : { ...always, o: () => void reopen(report_id, version) })
    return () => onKeys({})
  }, [report_id, version, isOpen, report.acknowledged_on])
  const close = () => {
    reset()
    setAsking(null)
  }
  return (
    <article className="report" id={`report-${report_id}`}>
      <Head report={report} />
      <DecisionBar
        report={report}
        busy={busy || acknowledging}
        onAcknowledge={acknowledge}
        onDecide={decideNow}
        onReopen={() => void reopen(report_id, version)}
        onUrgency={setUrgency}
      />
      {!asking && problem && <Notice tone="danger">{t(`problem.${problem.key}`)}</Notice>}
      <Stack>
        <Words report={report} />
        <ReportFiles report_id={report_id} />
        <Suggestion report={report} />
        <Signs report={report} />
        <RelatedReports
          report={report}
          onMerge={isOpen ? (into_report_id) => decide('merged', { into_report_id }) : undefined}
        />
        {report.messages.length > 0 && <Since report={report} />}
        <div className="answer">
          <AnswerForm report={report} onSent={(written) => void refresh(report_id, written)} />
          <SendFile report_id={report_id} />
        </div>
        <ReportLife key={report.messages.length} report_id={report_id} />
        <History report={report} />
      </Stack>
      {asking === 'passed_on' && (
        <PassDialog
          report={report}
          busy={busy}
          problem={problem}
          onClose={close}
          onPass={(pass, reason) => decide('passed_on', { pass, reason })}
        />
      )}
      {asking && asking !== 'passed_on' && (
        <DecideDialog
          kind={asking}
          busy={busy}
          problem={problem}
          findFile={findFile}
          onClose={close}
          onDecide={(more) => decide(asking, more)}
        />
      )}
    </article>
  )
}
