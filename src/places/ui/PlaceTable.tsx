// Each bed or seat: free, held with what is left of the hours, lived in by whom as far as one may know it, or out of
// service; and what can be done with it.
import { useState } from 'react'
import { Link } from 'react-aria-components'
import { today } from '#cases/ui/now.ts'
import { useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { Badge, ErrorNotice, Menu, Name, Table, toast } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { releaseHold } from '../stay.ts'
import { changePlace, listUnits, type PlaceState, readUnit, removePlace, type Unit } from '../unit.ts'
import { AskedBy, useAnswerAsked } from './AskedBy.tsx'
import { HoldLeft } from './HoldLeft.tsx'
import { OutDialog } from './OutDialog.tsx'
import { EndDialog, EntryDialog } from './StayDialogs.tsx'
import { AssignDialog, HoldDialog } from './TakeDialogs.tsx'
import './places.css'

const isOut = ({ out_from, out_until }: PlaceState): boolean =>
  out_from !== null && out_from <= today() && (out_until === null || out_until >= today())

function State({ place }: { place: PlaceState }) {
  const { stay, hold } = place
  if (stay?.away_until && stay.away_from! <= today())
    return <Badge tone="warning">{t('places.state.away', { day: day(stay.away_until) })}</Badge>
  if (stay) return <Badge tone="calm">{t('places.state.occupied')}</Badge>
  if (hold) return <Badge tone="warning">{t('places.state.held')}</Badge>
  return isOut(place) ? (
    <Badge tone="neutral">{t('places.state.out')}</Badge>
  ) : (
    <Badge tone="good">{t('places.state.free')}</Badge>
  )
}

function Who({ place }: { place: PlaceState }) {
  const { stay, hold, out_reason, out_from, out_until } = place
  const whose = stay?.whose ?? hold?.whose
  const reason = out_reason && t(`places.out_reason.${out_reason}`)
  return (
    <>
      {whose ? (
        <Link href={`/desk/people/${whose.case_id}?tab=stays`}>
          <Name>{whose.alias}</Name>
        </Link>
      ) : (
        (stay || hold) && <span>{t(stay ? 'places.somebody' : 'places.somebody_held')}</span>
      )}
      {!stay && !hold && !isOut(place) && <span aria-hidden="true">–</span>}
      {stay && (
        <span className="place-more">
          {t('places.since', { day: day(stay.from_on) })}
          {stay.planned_until && <>, {t('places.planned_until', { day: day(stay.planned_until) })}</>}
        </span>
      )}
      {hold && (
        <span className="place-more">
          <HoldLeft until_at={hold.until_at} />
          {!hold.asked_by && <> · {t('places.held_by', { name: hold.held_by_name })}</>}
        </span>
      )}
      {hold?.asked_by && <AskedBy of={hold.asked_by} />}
      {!stay && !hold && isOut(place) && (
        <span className="place-more">
          {out_until
            ? t('places.out_until', { day: day(out_until), reason: reason ?? '' })
            : t('places.out_open', { day: day(out_from!), reason: reason ?? '' })}
        </span>
      )}
    </>
  )
}

type Doing = 'assign' | 'hold' | 'write' | 'end' | 'out'

function Actions({ unit, place }: { unit: Unit; place: PlaceState }) {
  const { may } = useSession()
  const [doing, setDoing] = useState<Doing | null>(null)
  const changed = { invalidates: [readUnit, listUnits] }
  const release = useWrite(releaseHold, changed)
  const change = useWrite(changePlace, changed)
  const remove = useWrite(removePlace, changed)
  const { place_id, version, label, stay, hold } = place
  const asked = useAnswerAsked(
    hold?.asked_by ? { unit_id: unit.unit_id, ref_id: hold.hold_id, version: hold.version } : null,
    hold?.asked_by?.confirmed ?? false,
  )
  const at = { unit_id: unit.unit_id, place_id, version }
  const close = () => setDoing(null)
  const one = (id: Doing, key: string) => ({ id, label: t(key), onAction: () => setDoing(id) })
  const keeps = may['places.keep'] && !unit.closed_on
  const manages = may['places.manage'] && !stay && !hold
  const said = (key: string) => ({ onSuccess: () => toast(t(key)) })
  const items = [
    ...(keeps && !stay && !hold && !isOut(place) ? [one('assign', 'places.assign'), one('hold', 'places.hold')] : []),
    ...(keeps && hold
      ? [
          ...asked.items,
          one('assign', 'places.assign_from_hold'),
          ...(hold.asked_by
            ? []
            : [
                {
                  id: 'release',
                  label: t('places.release'),
                  onAction: () =>
                    release.mutate(
                      { unit_id: unit.unit_id, hold_id: hold.hold_id, version: hold.version },
                      said('places.released'),
                    ),
                },
              ]),
        ]
      : []),
    ...(keeps && stay ? [...(stay.whose ? [one('write', 'places.write')] : []), one('end', 'places.end')] : []),
    ...(manages && !place.out_from ? [one('out', 'places.take_out')] : []),
    ...(manages && place.out_from
      ? [
          {
            id: 'in',
            label: t('places.put_back'),
            onAction: () => change.mutate({ ...at, label }, said('places.saved')),
          },
        ]
      : []),
    ...(manages
      ? [
          {
            id: 'remove',
            label: t('places.remove'),
            danger: true,
            onAction: () => remove.mutate(at, said('places.removed')),
          },
        ]
      : []),
  ]
  const problem = release.error ?? change.error ?? remove.error ?? asked.problem
  const taking = { place_id, label, hold_id: hold?.hold_id ?? null, case_id: hold?.whose?.case_id ?? null }
  return (
    <>
      {items.length > 0 && <Menu label={`${t('places.more')}: ${label}`} items={items} />}
      {problem && <ErrorNotice problem={problem} />}
      {asked.dialog}
      {doing === 'assign' && <AssignDialog unit={unit} place={taking} onClose={close} />}
      {doing === 'hold' && <HoldDialog unit={unit} place={taking} onClose={close} />}
      {doing === 'write' && stay && <EntryDialog stay={stay} onClose={close} />}
      {doing === 'end' && stay && <EndDialog stay={stay} onClose={close} />}
      {doing === 'out' && <OutDialog unit_id={unit.unit_id} place={place} onClose={close} />}
    </>
  )
}

export function PlaceTable({ unit, places }: { unit: Unit; places: PlaceState[] }) {
  return (
    <Table
      label={unit.name}
      items={places}
      idOf={({ place_id }) => place_id}
      columns={[
        {
          id: 'place',
          label: t('places.place'),
          names: true,
          cell: ({ label }) => (
            <bdi dir="auto" className="place-label">
              {label}
            </bdi>
          ),
        },
        { id: 'state', label: t('places.state'), cell: (place) => <State place={place} /> },
        { id: 'who', label: t('places.person'), cell: (place) => <Who place={place} /> },
        { id: 'do', label: t('places.do'), align: 'end', cell: (place) => <Actions unit={unit} place={place} /> },
      ]}
    />
  )
}
