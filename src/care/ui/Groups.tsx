// The groups of the house: what for, when next, who leads. Who takes part is on no list but the leaders' own.
import { useState } from 'react'
import { today } from '#cases/ui/now.ts'
import { useGet } from '#gate/query.ts'
import { Badge, Button, EmptyState, List, ListItem, Loaded, PageHeader, Section, Stack } from '#kit/ui/index.ts'
import { day, list, t } from '#language/here.ts'
import { languageName } from '#language/ui/names.ts'
import { type Group, listGroups } from '../group.ts'
import { joined } from './care-words.ts'
import { GroupForm } from './GroupForm.tsx'

function Row({ group, onChange }: { group: Group; onChange: () => void }) {
  const { group_id, name, purpose, language, leaders, leads, manages, next_on, ends_on } = group
  return (
    <ListItem
      icon="people"
      {...(leads && { href: `/desk/groups/${group_id}` })}
      title={<bdi dir="auto">{name}</bdi>}
      detail={
        <>
          {joined(t(`care.purpose.${purpose}`), languageName(language))}
          {' · '}
          <bdi dir="auto">{t('care.group.led_by', { names: list(leaders.map((each) => each.name)) })}</bdi>
        </>
      }
      aside={
        <>
          {next_on && <Badge icon="calendar">{day(next_on, 'weekday')}</Badge>}
          {ends_on && <Badge>{t('care.until', { day: day(ends_on) })}</Badge>}
          {manages && (
            <Button small kind="quiet" aria-label={t('care.group.change_of', { name })} onPress={onChange}>
              {t('care.group.change')}
            </Button>
          )}
        </>
      }
    />
  )
}

export function Groups() {
  const found = useGet(listGroups, {})
  const [changing, setChanging] = useState<string | null>(null)
  const done = () => setChanging(null)
  return (
    <>
      <PageHeader
        title={t('care.groups.title')}
        lead={t('care.groups.lead')}
        actions={
          found.data?.may_make && (
            <Button kind="primary" icon="add" onPress={() => setChanging('new')}>
              {t('care.group.make')}
            </Button>
          )
        }
      />
      <Loaded of={found}>
        {({ groups }) => {
          const going = groups.filter(({ ends_on }) => ends_on === null || ends_on >= today())
          const over = groups.filter((group) => !going.includes(group))
          const group = groups.find(({ group_id }) => group_id === changing)
          const rows = (some: Group[]) =>
            some.map((each) => <Row key={each.group_id} group={each} onChange={() => setChanging(each.group_id)} />)
          return (
            <Stack>
              <Section title={t('care.groups.going')}>
                {going.length === 0 ? (
                  <EmptyState icon="people" title={t('care.groups.none')} />
                ) : (
                  <List label={t('care.groups.going')}>{rows(going)}</List>
                )}
              </Section>
              {over.length > 0 && (
                <Section title={t('care.groups.over')}>
                  <List label={t('care.groups.over')}>{rows(over)}</List>
                </Section>
              )}
              {changing && (changing === 'new' || group) && <GroupForm group={group ?? null} onDone={done} />}
            </Stack>
          )
        }}
      </Loaded>
    </>
  )
}
