// Told thirty days before: reports without a file that will be erased, so that somebody may still answer or open a file.
import { useGet } from '#gate/query.ts'
import { Notice } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { listReportEndings } from '../lifetime.ts'

const shown = 5

export function EndingReports() {
  const { data } = useGet(listReportEndings, {}, { staleMs: 600_000 })
  if (!data || data.endings.length === 0) return null
  return (
    <Notice tone="info">
      <p>{t('reports.endings', { count: data.endings.length, days: data.notice_days })}</p>
      <ul>
        {data.endings.slice(0, shown).map(({ report_id, received_on, expires_on }) => (
          <li key={report_id}>
            <a href={`/desk/reports/${report_id}`}>
              {t('reports.ending', { received: day(received_on), date: day(expires_on) })}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
