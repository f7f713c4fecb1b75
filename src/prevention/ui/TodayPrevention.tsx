// On the page of the day: what one trains in the next two weeks, what is over and not yet said to be held, who asked.
import { useGet } from '#gate/query.ts'
import { List, ListItem, Section } from '#kit/ui/index.ts'
import { isolate, t } from '#language/here.ts'
import { readPreventionToday, type TrainingRow } from '../training.ts'
import { curriculumName, placeWords, spanWords } from './prevention-words.ts'

const everyMs = 300_000

const where = (row: TrainingRow): string =>
  [placeWords(row), ...(row.institution_name ? [isolate(row.institution_name)] : [])].join(' · ')

/** `instead`: what the page says where there is nothing of it. */
export function TodayPrevention({ instead }: { instead?: React.ReactNode }) {
  const { data } = useGet(readPreventionToday, {}, { everyMs })
  if (!data) return null
  const { sessions, to_finish, new_requests, refreshers_due } = data
  if (sessions.length + to_finish.length + new_requests + refreshers_due === 0) return instead
  return (
    <Section title={t('prevention.title')}>
      <List label={t('prevention.title')}>
        {sessions.map(({ session_id, training, ...session }) => (
          <ListItem
            key={session_id}
            icon="prevention"
            href={`/desk/prevention/trainings/${training.training_id}`}
            title={curriculumName(training.curriculum_id)}
            detail={`${spanWords(session)} · ${where(training)}`}
          />
        ))}
        {to_finish.map((training) => (
          <ListItem
            key={training.training_id}
            icon="clock"
            href={`/desk/prevention/trainings/${training.training_id}`}
            title={curriculumName(training.curriculum_id)}
            detail={`${t('prevention.today.to_finish')} · ${spanWords(training)}`}
          />
        ))}
        {new_requests > 0 && (
          <ListItem
            icon="people"
            href="/desk/prevention/requests"
            title={t('prevention.today.requests', { count: new_requests })}
          />
        )}
        {refreshers_due > 0 && (
          <ListItem
            icon="calendar"
            href="/desk/prevention/institutions"
            title={t('prevention.today.refreshers', { count: refreshers_due })}
          />
        )}
      </List>
    </Section>
  )
}
