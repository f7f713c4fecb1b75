// The days of one report: until when its receipt lives, and on which day each answer was fetched. No hour, no place.
import { useGet } from '#gate/query.ts'
import { Facts, Notice, Section } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { readReportLife } from '../lifetime.ts'

export function ReportLife({ report_id }: { report_id: string }) {
  const { data } = useGet(readReportLife, { report_id }, { staleMs: 0 })
  if (!data) return null
  const { expires_on, ends_soon, follows_file, answers, fingerprint } = data
  const until = day(expires_on, 'long')
  return (
    <Section title={t('reports.life')} lead={t('reports.life_lead')}>
      {ends_soon && !follows_file && <Notice tone="warning">{t('reports.ends_soon', { date: until })}</Notice>}
      <Facts
        items={[
          { label: t('reports.receipt_until'), value: until },
          ...(answers.length > 0
            ? [
                {
                  label: t('reports.fetched'),
                  value: (
                    <ul>
                      {answers.map(({ message_id, written_on, fetched_on }) => (
                        <li key={message_id}>
                          {t('reports.answer_of', { date: day(written_on) })}
                          {': '}
                          {fetched_on ? t('reports.fetched_on', { date: day(fetched_on) }) : t('reports.not_fetched')}
                        </li>
                      ))}
                    </ul>
                  ),
                },
              ]
            : []),
          {
            label: t('reports.proof_code'),
            value: <code dir="ltr">{fingerprint.match(/.{8}/g)!.join(' ')}</code>,
          },
        ]}
      />
      {follows_file && <p className="quiet">{t('reports.follows_file')}</p>}
    </Section>
  )
}
