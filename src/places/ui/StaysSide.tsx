// Where the person stays and learns, in the file: the stays with what was written about each.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { Card } from '#directory/ui/Card.tsx'
import { useGet } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import {
  Badge,
  Button,
  EmptyState,
  type IconName,
  LinkButton,
  Loaded,
  Name,
  Prose,
  Section,
  Stack,
  Timeline,
} from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { listStays, type Stay, type StayEntry } from '../stay.ts'
import { AskedPlaces } from './AskedPlaces.tsx'
import { destinationName, incidentName, stayDays } from './place-words.ts'
import { EndDialog, EntryDialog } from './StayDialogs.tsx'
import './places.css'

const icons: Record<StayEntry['what'], IconName> = { log: 'note', leave: 'forward', back: 'back', incident: 'warning' }

const titleOf = ({ what, code, until_on }: StayEntry): string => {
  if (what === 'incident' && code) return incidentName(code)
  return what === 'leave' && until_on ? t('places.leave_until', { day: day(until_on) }) : t(`places.what.${what}`)
}

function Log({ entries }: { entries: StayEntry[] }) {
  if (entries.length === 0) return <p className="place-more">{t('places.log_none')}</p>
  return (
    <Timeline
      label={t('places.log')}
      entries={entries.map((entry) => ({
        id: entry.entry_id,
        icon: icons[entry.what],
        when: day(entry.on_day),
        at: entry.on_day,
        title: titleOf(entry),
        who: <Name>{entry.written_by_name}</Name>,
        ...(entry.words && { body: <Prose>{entry.words}</Prose> }),
      }))}
    />
  )
}

function One({ stay }: { stay: Stay }) {
  const [doing, setDoing] = useState<'write' | 'end' | null>(null)
  const { unit_name, house_name, kind, keeps, until_on, destination, away_until } = stay
  const close = () => setDoing(null)
  return (
    <Card
      title={unit_name}
      lead={`${t('places.stay_line', { kind: t(`places.kind.${kind}`), house: house_name })} · ${stayDays(stay)}`}
      actions={
        <>
          {until_on && <Badge>{t('places.stay_over')}</Badge>}
          {away_until && <Badge tone="warning">{t('places.leave_until', { day: day(away_until) })}</Badge>}
        </>
      }
    >
      {destination && <p>{t('places.went_to', { destination: destinationName(destination) })}</p>}
      <Log entries={stay.entries} />
      {keeps && !until_on && (
        <div className="form-actions">
          <Button icon="note" onPress={() => setDoing('write')}>
            {t('places.write')}
          </Button>
          <Button kind="quiet" onPress={() => setDoing('end')}>
            {t('places.end')}
          </Button>
        </div>
      )}
      {doing === 'write' && <EntryDialog stay={stay} onClose={close} />}
      {doing === 'end' && <EndDialog stay={stay} onClose={close} />}
    </Card>
  )
}

export function StaysSide({ file }: { file: CaseFile }) {
  const { may } = useSession()
  const found = useGet(listStays, { case_id: file.case_id })
  return (
    <Stack>
      <AskedPlaces file={file} mayLetGo={may['places.keep'] ?? false} />
      <Section
        plain
        title={t('places.side.title')}
        lead={t('places.side.lead')}
        actions={
          may['places.keep'] &&
          file.status === 'open' && (
            <LinkButton icon="place" href={`/desk/places?for=${file.case_id}`}>
              {t('places.side.find')}
            </LinkButton>
          )
        }
      >
        <Loaded of={found}>
          {({ stays }) =>
            stays.length === 0 ? (
              <EmptyState icon="place" title={t('places.side.none')}>
                {t('places.side.none_why')}
              </EmptyState>
            ) : (
              <Stack>
                {stays.map((stay) => (
                  <One key={stay.stay_id} stay={stay} />
                ))}
              </Stack>
            )
          }
        </Loaded>
      </Section>
    </Stack>
  )
}
