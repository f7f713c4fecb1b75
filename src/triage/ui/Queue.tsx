// The queue: what came in, the most urgent and the latest due first; not a word of what people wrote until it is opened.
import { useEffect } from 'react'
import { Link } from 'react-aria-components'
import { Badge, Button, EmptyState, Icon, Tabs } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { UnreadMark } from '#reports/ui/UnreadMark.tsx'
import { Pile, type ReportSummary, Urgency } from '../report.ts'
import {
  dueText,
  languageText,
  oneStatusText,
  pileText,
  statusTone,
  urgencyOf,
  urgencyText,
  urgencyTone,
} from './report-words.ts'

export interface Wanted {
  pile: Pile
  urgency: Urgency | undefined
}

export const hrefOf = ({ pile, urgency }: Wanted, report_id?: string): string => {
  const search = new URLSearchParams({ ...(pile !== 'open' && { pile }), ...(urgency && { urgency }) }).toString()
  return `/desk/reports${report_id ? `/${report_id}` : ''}${search && `?${search}`}`
}

function QueueItem({
  report,
  wanted,
  today,
  here,
}: {
  report: ReportSummary
  wanted: Wanted
  today: string
  here: boolean
}) {
  const urgency = urgencyOf(report)
  const due = dueText(report, today)
  const marks = [
    languageText(report.language),
    ...(report.typed ? [t('reports.typed')] : []),
    ...(report.additions > 0 ? [t('reports.additions', { count: report.additions })] : []),
    ...(report.kept || report.typed ? [] : [t('reports.receipt_not_kept')]),
  ]
  return (
    <li className={`queue-item queue-${urgency}`}>
      <Link href={hrefOf(wanted, report.report_id)} className="queue-link" {...(here && { 'aria-current': 'true' })}>
        <span className="queue-line">
          <b>{t('reports.received', { date: day(report.received_on, 'short') })}</b>
          {due ? (
            <Badge tone={urgencyTone[urgency]}>{urgencyText(urgency)}</Badge>
          ) : (
            <Badge tone={statusTone[report.status]}>{oneStatusText(report.status)}</Badge>
          )}
        </span>
        <span className="queue-detail">{marks.join(' · ')}</span>
        <UnreadMark report_id={report.report_id} />
        {due && (
          <span className={due.late ? 'queue-due queue-late' : 'queue-due'}>
            <Icon name="clock" size={14} />
            {due.text}
          </span>
        )}
      </Link>
    </li>
  )
}

interface Props {
  wanted: Wanted
  onWant: (wanted: Wanted) => void
  rows: ReportSummary[] | undefined
  counts: Partial<Record<Pile | 'now', number>>
  today: string
  selected: string | undefined
  more: (() => void) | undefined
  busy: boolean
}

function Filter({ wanted, onWant }: Pick<Props, 'wanted' | 'onWant'>) {
  return (
    <fieldset className="queue-filter" aria-label={t('reports.urgency')}>
      {[undefined, ...Urgency.options].map((urgency) => (
        <button
          key={urgency ?? 'all'}
          type="button"
          className="queue-choice"
          aria-pressed={wanted.urgency === urgency}
          onClick={() => onWant({ ...wanted, urgency })}
        >
          {urgency ? urgencyText(urgency) : t('reports.any_urgency')}
        </button>
      ))}
    </fieldset>
  )
}

/** Going through the reports by a key keeps the one that is open in sight. */
const useInSight = (selected: string | undefined) => {
  useEffect(() => {
    if (selected) document.querySelector('.queue-link[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [selected])
}

export function Queue({ wanted, onWant, rows, counts, today, selected, more, busy }: Props) {
  useInSight(selected)
  const content = (
    <>
      <Filter wanted={wanted} onWant={onWant} />
      {rows?.length === 0 && (
        <EmptyState icon="heart" title={t(`reports.empty.${wanted.pile}`)}>
          {wanted.pile === 'open' && t('reports.empty.how')}
        </EmptyState>
      )}
      <ul className="queue-list" aria-label={pileText(wanted.pile)}>
        {rows?.map((report) => (
          <QueueItem
            key={report.report_id}
            report={report}
            wanted={wanted}
            today={today}
            here={selected === report.report_id}
          />
        ))}
      </ul>
      {more && (
        <Button small busy={busy} onPress={more}>
          {t('reports.more')}
        </Button>
      )}
    </>
  )
  return (
    <Tabs
      label={t('reports.by_pile')}
      selected={wanted.pile}
      onSelect={(pile) => onWant({ ...wanted, pile: pile as Pile })}
      items={Pile.options.map((pile) => ({
        id: pile,
        label: pileText(pile),
        ...(counts[pile] && pile !== 'closed' && pile !== 'file_opened' ? { count: counts[pile] } : {}),
        content,
      }))}
    />
  )
}
