// The partner's desk: the conferences it is invited to while a consent lives, and what was asked of it.
import { useGet } from '#gate/query.ts'
import { Badge, EmptyState, Facts, LinkButton, Loaded, Name, PageHeader, Section, Stack } from '#kit/ui/index.ts'
import { list, moment, t } from '#language/here.ts'
import { type MyConference, readMyConferences } from '../conference.ts'
import { Tasks } from './Tasks.tsx'
import './conference.css'

function One({ conference, today }: { conference: MyConference; today: string }) {
  const { case_id, meets_at, place, alias, named, status, tasks } = conference
  return (
    <Section
      title={t('conferences.mine.about', { name: alias, when: moment(meets_at) })}
      lead={<bdi dir="auto">{place}</bdi>}
      actions={<Badge tone={status === 'held' ? 'good' : 'calm'}>{t(`conferences.status.${status}`)}</Badge>}
    >
      <Facts items={[{ label: t('conferences.with'), value: <Name>{list(named)}</Name> }]} />
      <Tasks tasks={tasks} today={today} case_id={null} writes={[]} />
      <div className="form-actions">
        <LinkButton icon="file" href={`/desk/people/${case_id}?tab=conference`}>
          {t('conferences.mine.open')}
        </LinkButton>
      </div>
    </Section>
  )
}

export function MyConferences() {
  const found = useGet(readMyConferences, {})
  return (
    <Stack>
      <PageHeader
        title={t('conferences.mine.title')}
        lead={t('conferences.mine.lead')}
        back={{ href: '/desk/referrals', label: t('conferences.mine.back') }}
      />
      <Loaded of={found}>
        {({ conferences, today }) => (
          <Stack>
            {conferences.length === 0 && (
              <EmptyState icon="people" title={t('conferences.mine.empty')}>
                {t('conferences.mine.empty_why')}
              </EmptyState>
            )}
            {conferences.map((conference) => (
              <One key={conference.conference_id} conference={conference} today={today} />
            ))}
          </Stack>
        )}
      </Loaded>
    </Stack>
  )
}
