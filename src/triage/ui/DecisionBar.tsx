// What one may do with a report, each with its key. What is decided can be taken back, here and right after.
import { Button, LinkButton, Menu, Notice } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import type { ClosingKind } from '../decision-kinds.ts'
import { type Report, Urgency } from '../report.ts'
import { urgencyText } from './report-words.ts'

interface Props {
  report: Report
  busy: boolean
  onAcknowledge: () => void
  onDecide: (kind: ClosingKind) => void
  onReopen: () => void
  onUrgency: (urgency: Urgency) => void
}

function Key({ of }: { of: string }) {
  return (
    <span className="key" dir="ltr" aria-hidden="true">
      {of}
    </span>
  )
}

const decisions: [ClosingKind, string][] = [
  ['linked', 'l'],
  ['passed_on', 'p'],
  ['labour_route', 'w'],
  ['advised', 'd'],
  ['no_indication', 'n'],
  ['spam', 's'],
]

function Decided({ report, busy, onReopen }: Pick<Props, 'report' | 'busy' | 'onReopen'>) {
  const last = report.decisions.at(-1)
  return (
    <Notice tone="good">
      <p>
        {last
          ? t('reports.decided_by', {
              what: t(`reports.decided.${last.kind}`),
              name: last.decided_by_name,
              date: day(last.decided_on),
            })
          : report.closed_because
            ? t(`reports.because.${report.closed_because}`)
            : t('reports.is.file_opened')}
      </p>
      {last?.reason && <p dir="auto">{last.reason}</p>}
      <div className="form-actions">
        {report.case_id && (
          <LinkButton small kind="primary" href={`/desk/people/${report.case_id}`}>
            {t('reports.to_the_file')}
          </LinkButton>
        )}
        {report.merged_into && (
          <LinkButton small href={`/desk/reports/${report.merged_into}`}>
            {t('reports.to_the_other')}
          </LinkButton>
        )}
        <Button small busy={busy} onPress={onReopen}>
          {t('reports.reopen')}
          <Key of="o" />
        </Button>
      </div>
    </Notice>
  )
}

export function DecisionBar({ report, busy, onAcknowledge, onDecide, onReopen, onUrgency }: Props) {
  const isOpen = report.status !== 'closed' && report.status !== 'file_opened'
  return (
    <div className="decide" role="toolbar" aria-label={t('reports.triage')}>
      {!isOpen && <Decided report={report} busy={busy} onReopen={onReopen} />}
      {!report.acknowledged_on && (
        <Button kind="primary" icon="check" small busy={busy} onPress={onAcknowledge}>
          {t('reports.acknowledge')}
          <Key of="a" />
        </Button>
      )}
      {isOpen && (
        <>
          <LinkButton small icon="file" href={`/desk/people/new?report=${report.report_id}`}>
            {t('reports.open_a_file')}
            <Key of="f" />
          </LinkButton>
          {decisions.map(([kind, key]) => (
            <Button key={kind} small onPress={() => onDecide(kind)}>
              {t(`reports.decide.${kind}`)}
              <Key of={key} />
            </Button>
          ))}
          <Menu
            label={t('reports.urgency')}
            showLabel
            items={Urgency.options.map((urgency) => ({
              id: urgency,
              label: urgencyText(urgency),
              onAction: () => onUrgency(urgency),
            }))}
          />
        </>
      )}
    </div>
  )
}
