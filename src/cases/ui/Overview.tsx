// The first look at a file: what is due, and what happened last. The whole story has a side of its own.
import { daysBetween } from '#kit/day.ts'
import { Button, EmptyState, Facts, Name, Section, Stack, Timeline } from '#kit/ui/index.ts'
import { day, daysAway, moment, t } from '#language/here.ts'
import type { CaseFile } from '../case.ts'
import { useBesideEntry } from './beside-entry.ts'
import { useColleagues } from './colleagues.ts'
import { detailOf, iconOf } from './entry-words.tsx'
import { useSide } from './side.ts'

const latest = 7

function Due({ file, today }: { file: CaseFile; today: string }) {
  const ask = file.safe_contact?.confirm_again_on
  const when = (on: string) => `${day(on, 'long')} · ${daysAway(daysBetween(today, on))}`
  const items = [
    ...(file.next_due_on ? [{ label: t('cases.list.next_due'), value: when(file.next_due_on) }] : []),
    ...(ask ? [{ label: t('cases.confirm_contact'), value: when(ask) }] : []),
  ]
  return (
    <Section title={t('cases.due')}>
      {items.length > 0 ? <Facts items={items} /> : <p>{t('cases.due_none')}</p>}
    </Section>
  )
}

export function Overview({ file, today }: { file: CaseFile; today: string }) {
  const { nameOf } = useColleagues()
  const [, openSide] = useSide()
  const beside = useBesideEntry()
  const entries = file.timeline.slice(0, latest)
  return (
    <Stack>
      <Due file={file} today={today} />
      <Section
        title={t('cases.latest')}
        actions={
          <Button kind="quiet" small icon="forward" onPress={() => openSide('notes')}>
            {t('cases.whole_story')}
          </Button>
        }
      >
        {entries.length === 0 ? (
          <EmptyState icon="clock" title={t('cases.timeline_empty')} />
        ) : (
          <Timeline
            label={t('cases.timeline')}
            entries={entries.map((entry) => ({
              id: entry.entry_id,
              icon: iconOf(entry.kind),
              at: entry.at,
              when: moment(entry.at),
              title: t(`cases.timeline.${entry.kind}`),
              who: <Name>{nameOf(entry.actor_id)}</Name>,
              body: detailOf(entry, nameOf),
              actions: beside(entry),
            }))}
          />
        )}
      </Section>
    </Stack>
  )
}
