// What the person counted as over time, in whose eyes, and the paper that says so.
import { type IconName, Section, Timeline } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { authorityName, dayWords, eventName, packName } from './law-words.ts'
import type { Side } from './use-law.ts'

const icons: Record<Side['status_history'][number]['status'], IconName> = {
  ...{ presumed: 'search', identified: 'check', recognised: 'shield' },
  ...{ refused: 'close', appealed: 'referral', withdrawn: 'back' },
}

export function StatusHistory({ side }: { side: Side }) {
  const { status_history, today, law } = side
  if (status_history.length === 0) return null
  const numberOf = (event_id: string | null) => law.events.find((each) => each.event_id === event_id)?.number
  return (
    <Section title={t('law.status.title')} lead={t('law.status.lead')}>
      <Timeline
        label={t('law.status.title')}
        entries={[...status_history].reverse().map((span) => {
          const from = dayWords(span.from, today)
          const number = numberOf(span.event_id)
          return {
            id: span.from + span.status + span.jurisdiction + span.code,
            icon: icons[span.status],
            at: span.from,
            when: span.until
              ? t('law.status.from_until', { from, until: dayWords(span.until, today) })
              : t('law.status.since', { from }),
            title: t(`law.status.${span.status}`),
            who: span.authority ? authorityName(span.authority) : packName(span.jurisdiction),
            body: (
              <p className="law-quiet">
                {eventName(span.code)}
                {!span.event_id && <> · {t('law.status.by_rule')}</>}
                {span.document_id && <> · {t('law.status.document')}</>}
                {number && (
                  <>
                    {' · '}
                    <bdi>{number}</bdi>
                  </>
                )}
              </p>
            ),
          }
        })}
      />
    </Section>
  )
}
