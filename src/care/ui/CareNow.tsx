// What one needs to know before anything else: when one meets next, what is taken, what must not be given.
import { Badge, Facts, Notice, Section } from '#kit/ui/index.ts'
import { day, list, t } from '#language/here.ts'
import { nextSession, unsaidSessions } from '../episode.rules.ts'
import { weeksOf } from '../pregnancy.rules.ts'
import { isCurrent, nameOfAllergy, recordsOf } from '../record.rules.ts'
import { medicationLine, type SideProps, whenOf } from './care-words.ts'

export function CareNow({ care, file, today }: SideProps) {
  const current = care.records.filter((record) => isCurrent(record, today))
  const next = nextSession(care.sessions, today)
  const unsaid = unsaidSessions(care.sessions, today)
  const of = next && care.episodes.find(({ episode_id }) => episode_id === next.episode_id)
  const taken = recordsOf(current, 'medication')
  const unsafe = taken.filter(({ says }) => says.safe_to_have === 'not_safe')
  const allergies = [
    ...recordsOf(current, 'allergy').map(nameOfAllergy),
    ...care.loose_alerts.map(({ words }) => words),
  ]
  const [pregnancy] = recordsOf(current, 'pregnancy')
  const weeks = pregnancy && weeksOf(pregnancy.says, today)
  const health = file.sections.includes('health')
  const said = (words: string[]) => (words.length > 0 ? <bdi dir="auto">{list(words)}</bdi> : t('care.now.none_noted'))
  return (
    <Section title={t('care.now.title')}>
      <Facts
        items={[
          {
            label: t('care.now.next'),
            value: next ? (
              <>
                {whenOf(next)}
                {of && <span className="care-under">{t(`care.kind.${of.kind}`)}</span>}
              </>
            ) : (
              t('care.now.nothing_planned')
            ),
          },
          { label: t('care.now.medication'), value: said(taken.map(medicationLine)) },
          ...(health
            ? [
                {
                  label: t('care.now.allergies'),
                  value:
                    allergies.length > 0 ? (
                      <Badge tone="danger" icon="warning">
                        <bdi dir="auto">{list(allergies)}</bdi>
                      </Badge>
                    ) : (
                      t('care.now.none_noted')
                    ),
                },
              ]
            : []),
          ...(pregnancy
            ? [
                {
                  label: t('care.record.pregnancy'),
                  value: weeks
                    ? t(weeks.estimate ? 'care.pregnancy.weeks_estimate' : 'care.pregnancy.weeks', { ...weeks })
                    : t('care.pregnancy.no_count'),
                },
              ]
            : []),
        ]}
      />
      {unsafe.length > 0 && (
        <Notice tone="danger">{t('care.now.not_safe_to_have', { names: list(unsafe.map(medicationLine)) })}</Notice>
      )}
      {unsaid.length > 0 && (
        <Notice tone="warning">
          {t('care.now.unsaid', { count: unsaid.length, day: day(unsaid[unsaid.length - 1]!.on_day, 'short') })}
        </Notice>
      )}
    </Section>
  )
}
