// For the person, in plain words, to be read together or printed: who can open the file, and who opened it.
import { useParams } from '@tanstack/react-router'
import { readFileJournal } from '#cases/file-journal.ts'
import { today } from '#cases/ui/now.ts'
import { usePages } from '#gate/pages.ts'
import { useGet } from '#gate/query.ts'
import { Button, Loaded, Notice, PageHeader, Section, Stack } from '#kit/ui/index.ts'
import { day, list, t } from '#language/here.ts'
import { type OpenedBy, openedBy } from '../access-page.rules.ts'
import { readAccess } from '../access-page.ts'
import { lastDayOf } from '../team.rules.ts'
import './team.css'

function Line({ opened }: { opened: OpenedBy }) {
  const { name, partner, days } = opened
  const who = name ?? (partner ? t('journal.of_partner', { partner }) : t('journal.somebody'))
  return <li>{t('team.letter.opened', { who, days: list(days.map((each) => day(each, 'long'))) })}</li>
}

export function AccessLetter() {
  const { case_id = '' } = useParams({ strict: false }) as { case_id?: string }
  const access = useGet(readAccess, { case_id })
  const pages = usePages(readFileJournal, { case_id }, ({ rows }) => rows)
  return (
    <div className="letter">
      <PageHeader
        title={t('team.letter.title')}
        lead={t('team.letter.lead', { day: day(today(), 'long') })}
        back={{ href: `/desk/people/${case_id}?tab=access`, label: t('team.access.title') }}
        actions={<Button onPress={() => window.print()}>{t('team.letter.print')}</Button>}
      />
      <Stack>
        <div className="no-print">
          <Notice tone="warning">{t('team.letter.careful')}</Notice>
        </div>
        <Section title={t('team.letter.can')} plain>
          <Loaded of={access}>
            {(found) => (
              <ul>
                {found.access.map((one) => (
                  <li key={`${one.reason} ${one.id}`}>
                    {t(`team.letter.why.${one.reason}`, {
                      name: one.name,
                      until: one.until_at ? day(lastDayOf(one.until_at), 'long') : '',
                    })}
                  </li>
                ))}
              </ul>
            )}
          </Loaded>
        </Section>
        <Section title={t('team.letter.did')} plain>
          <Loaded of={pages}>
            {(rows) => (
              <ul>
                {openedBy(rows).map((opened) => (
                  <Line key={`${opened.name} ${opened.partner}`} opened={opened} />
                ))}
              </ul>
            )}
          </Loaded>
          {pages.more && (
            <div className="no-print">
              <Button onPress={pages.more} busy={pages.busy}>
                {t('journal.more')}
              </Button>
            </div>
          )}
        </Section>
        <p>{t('team.letter.ask')}</p>
      </Stack>
    </div>
  )
}
