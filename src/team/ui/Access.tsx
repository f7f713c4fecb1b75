// Who can open this file today and why, who opened it, and who asked about the person.
import type { CaseFile } from '#cases/case.ts'
import { FileJournal } from '#cases/ui/FileJournal.tsx'
import { useGet } from '#gate/query.ts'
import { Chips, LinkButton, List, ListItem, Loaded, Name, Section, Stack } from '#kit/ui/index.ts'
import { day, list, moment, t } from '#language/here.ts'
import { type HasAccess, readAccess } from '../access-page.ts'
import { lastDayOf } from '../team.rules.ts'
import { AskedAboutList } from './AskedAboutList.tsx'

const untilOf = ({ reason, until_at }: HasAccess): string | null => {
  if (!until_at) return null
  const until = reason === 'broken_glass' ? moment(until_at) : day(lastDayOf(until_at), 'long')
  return t('cases.team.until_day', { day: until })
}

function One({ one }: { one: HasAccess }) {
  const why = t(`team.access.why.${one.reason}`)
  const roles = one.roles.map((role) => t(`access.role.${role}`)).filter((role) => role !== why)
  const until = untilOf(one)
  return (
    <ListItem
      icon={one.reason === 'broken_glass' ? 'warning' : one.reason === 'consent' ? 'shield' : 'person'}
      title={<Name>{one.name}</Name>}
      detail={
        <>
          {[why, roles.length > 0 && list(roles), until].filter(Boolean).join(' · ')}
          <Chips label={t('journal.sections')} items={one.sections.map((section) => t(`access.section.${section}`))} />
        </>
      }
    />
  )
}

export function Access({ file }: { file: CaseFile }) {
  const found = useGet(readAccess, { case_id: file.case_id })
  return (
    <Stack>
      <Section
        title={t('team.access.title')}
        lead={t('team.access.lead')}
        actions={
          <LinkButton icon="file" href={`/desk/people/${file.case_id}/who-opens`}>
            {t('team.access.for_the_person')}
          </LinkButton>
        }
      >
        <Loaded of={found}>
          {({ access }) => (
            <List label={t('team.access.title')}>
              {access.map((one) => (
                <One key={`${one.reason} ${one.id}`} one={one} />
              ))}
            </List>
          )}
        </Loaded>
      </Section>
      {file.sections.includes('safety') && <AskedAboutList file={file} />}
      <FileJournal file={file} />
    </Stack>
  )
}
