// Who asked about the person: in section safety, for those who plan how to keep them safe.
import type { CaseFile } from '#cases/case.ts'
import { usePages } from '#gate/pages.ts'
import { Button, LinkButton, Loaded, Name, Prose, Section, Timeline } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { listAskedAbout } from '../asked-about.ts'
import { useChoice } from './who.ts'

export function AskedAboutList({ file }: { file: CaseFile }) {
  const { nameOf } = useChoice()
  const pages = usePages(listAskedAbout, { case_id: file.case_id }, ({ events }) => events)
  return (
    <Section
      title={t('team.asked.list')}
      lead={t('team.asked.list_why')}
      actions={
        <LinkButton icon="shield" href={`/desk/asked-about?case_id=${file.case_id}`}>
          {t('team.asked.title')}
        </LinkButton>
      }
    >
      <Loaded of={pages}>
        {(events) =>
          events.length === 0 ? (
            <p>{t('team.asked.none')}</p>
          ) : (
            <>
              <Timeline
                label={t('team.asked.list')}
                entries={events.map((event) => ({
                  id: event.event_id,
                  icon: 'shield' as const,
                  at: event.asked_on,
                  when: day(event.asked_on, 'long'),
                  title: `${t(`team.asked.asker.${event.asker}`)} · ${t(`team.asked.way.${event.way}`)}`,
                  who: <Name>{nameOf(event.told_by)}</Name>,
                  body: (
                    <>
                      {event.who && <p>{event.who}</p>}
                      {event.words && <Prose>{event.words}</Prose>}
                    </>
                  ),
                }))}
              />
              {pages.more && (
                <Button onPress={pages.more} busy={pages.busy}>
                  {t('cases.more')}
                </Button>
              )}
            </>
          )
        }
      </Loaded>
    </Section>
  )
}
