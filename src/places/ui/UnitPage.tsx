// One house or course: each place and who is there as far as one may know it, who waits, the nights.
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { today } from '#cases/ui/now.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { newId } from '#kit/id.ts'
import {
  Badge,
  Button,
  Columns,
  EmptyState,
  ErrorNotice,
  Facts,
  Loaded,
  Menu,
  PageHeader,
  Prose,
  Section,
  Skeleton,
  Stack,
  toast,
} from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { addPlaces, confirmNight, listUnits, type OpenUnit, readUnit } from '../unit.ts'
import { Nights } from './Nights.tsx'
import { useCameFrom } from './PersonField.tsx'
import { UnitMarks, UnitNumbers } from './Places.tsx'
import { PlaceTable } from './PlaceTable.tsx'
import { admitsWords } from './place-words.ts'
import { AssignDialog, HoldDialog, WaitDialog } from './TakeDialogs.tsx'
import { UnitForm } from './UnitForm.tsx'
import { WaitingList } from './WaitingList.tsx'
import './places.css'

function About({ open }: { open: OpenUnit }) {
  const { unit, address } = open
  const words = admitsWords(unit)
  return (
    <Section title={t('places.admits')}>
      <p>{words.length > 0 ? words.join(' · ') : t('places.admits_nothing_said')}</p>
      <Facts
        items={[
          ...(address ? [{ label: t('places.address'), value: <Prose>{address}</Prose> }] : []),
          ...(unit.house_rules ? [{ label: t('places.house_rules'), value: <Prose>{unit.house_rules}</Prose> }] : []),
        ]}
      />
      {address && <p className="place-more">{t('places.address_why')}</p>}
    </Section>
  )
}

function Unit({ open }: { open: OpenUnit }) {
  const { unit, places, waiting, nights } = open
  const { may } = useSession()
  const from = useCameFrom()
  const [doing, setDoing] = useState<'assign' | 'hold' | 'wait' | 'edit' | null>(null)
  const confirm = useWrite(confirmNight, { invalidates: [readUnit] })
  const more = useWrite(addPlaces, { invalidates: [readUnit, listUnits] })
  const keeps = may['places.keep'] && !unit.closed_on
  const close = () => setDoing(null)
  const addOne = () =>
    more.mutate(
      {
        unit_id: unit.unit_id,
        places: [{ place_id: newId(), label: `${t('places.place')} ${String(places.length + 1).padStart(2, '0')}` }],
      },
      { onSuccess: () => toast(t('places.saved')) },
    )
  const items = [
    ...(keeps ? [{ id: 'wait', label: t('places.wait'), onAction: () => setDoing('wait') }] : []),
    ...(may['places.manage']
      ? [
          { id: 'more', label: t('places.more_places'), onAction: addOne },
          { id: 'edit', label: t('places.edit'), onAction: () => setDoing('edit') },
        ]
      : []),
  ]
  return (
    <Stack>
      <PageHeader
        title={unit.name}
        lead={t(`places.kind.${unit.kind}`)}
        back={{ href: `/desk/places${from ? `?for=${from}` : ''}`, label: t('places.back') }}
        marks={
          <>
            <UnitMarks unit={unit} />
            {unit.hidden_location && <Badge icon="lock">{t('places.hidden')}</Badge>}
            {unit.published && (
              <Badge tone="calm">{t(unit.shared ? 'places.shared_mark' : 'places.published_mark')}</Badge>
            )}
          </>
        }
        actions={
          <>
            {keeps && unit.counts.free > 0 && (
              <>
                <Button kind="primary" onPress={() => setDoing('assign')}>
                  {t('places.assign')}
                </Button>
                <Button onPress={() => setDoing('hold')}>{t('places.hold')}</Button>
              </>
            )}
            {items.length > 0 && <Menu label={t('places.more')} items={items} />}
          </>
        }
      />
      {(confirm.error ?? more.error) && <ErrorNotice problem={(confirm.error ?? more.error)!} />}
      <Columns
        aside={
          <>
            <Section title={t('places.waiting_title')}>
              <WaitingList unit={unit} waiting={waiting} />
            </Section>
            <About open={open} />
          </>
        }
      >
        <Section plain title={t('places.title')}>
          <UnitNumbers unit={unit} />
          {places.length === 0 ? (
            <EmptyState icon="place" title={t('places.none')} />
          ) : (
            <PlaceTable unit={unit} places={places} />
          )}
        </Section>
        <Section
          title={t('places.nights')}
          lead={t('places.nights_why')}
          actions={
            keeps &&
            nights[0]?.night !== today() && (
              <Button
                busy={confirm.isPending}
                onPress={() =>
                  confirm.mutate(
                    { unit_id: unit.unit_id, night: today() },
                    { onSuccess: () => toast(t('places.confirmed')) },
                  )
                }
              >
                {t('places.confirm_tonight')}
              </Button>
            )
          }
        >
          <Nights nights={nights} />
        </Section>
      </Columns>
      {doing === 'assign' && <AssignDialog unit={unit} onClose={close} />}
      {doing === 'hold' && <HoldDialog unit={unit} onClose={close} />}
      {doing === 'wait' && <WaitDialog unit={unit} onClose={close} />}
      {doing === 'edit' && <UnitForm unit={unit} address={open.address} onClose={close} />}
    </Stack>
  )
}

export function UnitPage() {
  const { unit_id } = useParams({ strict: false }) as { unit_id?: string }
  const found = useGet(readUnit, unit_id ? { unit_id } : null, { everyMs: 60_000 })
  return (
    <Loaded of={found} skeleton={<Skeleton kind="page" />}>
      {(open) => <Unit open={open} />}
    </Loaded>
  )
}
