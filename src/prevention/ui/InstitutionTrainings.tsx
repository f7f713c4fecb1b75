// On the page of an institution: when its people were last trained, when a refresher is due, and its trainings.
import { useGet } from '#gate/query.ts'
import type { Institution } from '#institutions/institution.ts'
import { addMonths } from '#kit/day.ts'
import { Badge, Facts, List, ListItem, Loaded, Section } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { listTrainings } from '../training.ts'
import { curriculumName, statusTone, wallOf } from './prevention-words.ts'

const shown = 6

export function InstitutionTrainings({ of }: { of: Institution }) {
  const { institution_id, refresher_months } = of
  const found = useGet(listTrainings, { institution_id })
  return (
    <Section title={t('institutions.trainings')}>
      <Loaded of={found}>
        {({ trainings }) => {
          const ended = trainings.filter(({ status }) => status === 'held' || status === 'closed')
          const last = ended.map(({ ends_at }) => wallOf(ends_at).on).reduce((a, b) => (a > b ? a : b), '')
          const due = last && addMonths(last, refresher_months)
          const late = due !== '' && due <= wallOf(new Date().toISOString()).on
          return (
            <>
              <Facts
                items={[
                  {
                    label: t('institutions.last_trained'),
                    value: last ? day(last, 'long') : t('institutions.never_trained'),
                  },
                  {
                    label: t('institutions.refresher'),
                    value: due ? (
                      <Badge tone={late ? 'warning' : 'calm'} icon="clock">
                        {t(late ? 'institutions.refresher_was_due' : 'institutions.refresher_due', {
                          date: day(due, 'long'),
                        })}
                      </Badge>
                    ) : (
                      t('institutions.refresher_after', { count: refresher_months })
                    ),
                  },
                ]}
              />
              {trainings.length > 0 && (
                <List label={t('institutions.trainings')}>
                  {trainings.slice(0, shown).map(({ training_id, curriculum_id, starts_at, status }) => (
                    <ListItem
                      key={training_id}
                      href={`/desk/prevention/trainings/${training_id}`}
                      title={curriculumName(curriculum_id)}
                      detail={day(wallOf(starts_at).on, 'long')}
                      aside={<Badge tone={statusTone(status)}>{t(`prevention.status.${status}`)}</Badge>}
                    />
                  ))}
                </List>
              )}
            </>
          )
        }}
      </Loaded>
    </Section>
  )
}
