// Reports that may tell the same, with the reason: a person decides, and what was decided is remembered.

import { Link } from 'react-aria-components'
import { useGet, useWrite } from '#gate/query.ts'
import { Badge, Button, ErrorNotice, Section, Skeleton } from '#kit/ui/index.ts'
import { day, list, t } from '#language/here.ts'
import { compareReport, type Related, type Says, tieReports } from '../likeness.ts'
import type { Report } from '../report.ts'
import { languageText, oneStatusText, statusTone } from './report-words.ts'

interface Props {
  report: Report
  /** Absent where the report is decided already. */
  onMerge: ((into_report_id: string) => void) | undefined
}

function One({ report, other, onMerge }: Props & { other: Related }) {
  const tie = useWrite(tieReports, { invalidates: [compareReport] })
  const say = (says: Says) => tie.mutate({ report_id: report.report_id, other_id: other.report_id, says })
  const mayMerge = onMerge && other.merged_into === null && report.parts.length === 0 && other.says !== 'not_same'
  return (
    <li className="related">
      <div>
        <Link href={`/desk/reports/${other.report_id}`}>{t('reports.received', { date: day(other.received_on) })}</Link>
        <span className="quiet"> {languageText(other.language)} </span>
        <Badge tone={statusTone[other.status]}>{oneStatusText(other.status)}</Badge>
        {other.says !== 'undecided' && <Badge tone="calm">{t(`reports.says.${other.says}`)}</Badge>}
        {other.because.length > 0 && (
          <p className="quiet">{list(other.because.map((each) => t(`reports.like.${each}`)))}</p>
        )}
      </div>
      <div className="form-actions">
        {mayMerge && (
          <Button small kind="primary" onPress={() => onMerge(other.report_id)}>
            {t('reports.merge')}
          </Button>
        )}
        {other.says === 'undecided' ? (
          <>
            <Button small onPress={() => say('linked')}>
              {t('reports.belongs_together')}
            </Button>
            <Button small kind="quiet" onPress={() => say('not_same')}>
              {t('reports.not_the_same')}
            </Button>
          </>
        ) : (
          <Button small kind="quiet" onPress={() => say('undecided')}>
            {t('reports.think_again')}
          </Button>
        )}
      </div>
    </li>
  )
}

export function RelatedReports({ report, onMerge }: Props) {
  const found = useGet(compareReport, { report_id: report.report_id }, { staleMs: 300_000 })
  const parts = report.parts.length > 0 && (
    <>
      <p className="field-label">{t('reports.parts')}</p>
      <ul>
        {report.parts.map((part) => (
          <li key={part.report_id}>
            <Link href={`/desk/reports/${part.report_id}`}>
              {t('reports.received', { date: day(part.received_on) })}
            </Link>{' '}
            <span className="quiet">{languageText(part.language)}</span>
          </li>
        ))}
      </ul>
    </>
  )
  if (found.data?.related.length === 0 && !parts) return null
  return (
    <Section title={t('reports.related')} lead={t('reports.related_lead')}>
      {parts}
      {found.error && <ErrorNotice problem={found.error} />}
      {!found.data && !found.error && <Skeleton rows={1} />}
      <ul className="related-list" aria-label={t('reports.related')}>
        {found.data?.related.map((other) => (
          <One key={other.report_id} report={report} other={other} onMerge={onMerge} />
        ))}
      </ul>
    </Section>
  )
}
