// Who waits, in the order in which they are asked; whoever may not open a file sees that somebody waits.
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { Badge, ErrorNotice, List, ListItem, Menu, Name, toast } from '#kit/ui/index.ts'
import { day, isolate, t } from '#language/here.ts'
import { endWaiting } from '../stay.ts'
import { listUnits, readUnit, type Unit, type Waiting } from '../unit.ts'
import { AskedBy, useAnswerAsked } from './AskedBy.tsx'
import { MoveDialog } from './MoveDialog.tsx'
import { moveName } from './place-words.ts'
import { AssignDialog } from './TakeDialogs.tsx'
import './places.css'

function One({ unit, waiting, length }: { unit: Unit; waiting: Waiting; length: number }) {
  const { may } = useSession()
  const [giving, setGiving] = useState(false)
  const [moving, setMoving] = useState(false)
  const end = useWrite(endWaiting, { invalidates: [readUnit, listUnits] })
  const { waiting_id, version, whose, urgency, since, asked_by, by_rule, moved } = waiting
  const asked = useAnswerAsked(
    asked_by && { unit_id: unit.unit_id, ref_id: waiting_id, version },
    asked_by?.confirmed ?? false,
  )
  const off = (how: 'elsewhere' | 'gave_up') =>
    end.mutate({ unit_id: unit.unit_id, waiting_id, version, how }, { onSuccess: () => toast(t('places.off_list')) })
  const items = [
    ...(whose && unit.counts.free > 0
      ? [{ id: 'assign', label: t('places.assign'), onAction: () => setGiving(true) }]
      : []),
    ...asked.items,
    ...(length > 1 ? [{ id: 'move', label: t('places.move'), onAction: () => setMoving(true) }] : []),
    { id: 'elsewhere', label: t('places.wait_elsewhere'), onAction: () => off('elsewhere') },
    { id: 'gave_up', label: t('places.wait_gave_up'), onAction: () => off('gave_up') },
  ]
  return (
    <ListItem
      icon="calendar"
      title={whose ? <Name>{whose.alias}</Name> : t('places.waiting_somebody')}
      {...(whose ? { href: `/desk/people/${whose.case_id}?tab=stays` } : {})}
      detail={
        <>
          {t('places.waits_since', { day: day(since.slice(0, 10)) })}
          {moved && (
            <span className="place-more">
              {t('places.by_rule', { turn: by_rule })} ·{' '}
              {t('places.moved_by', {
                name: isolate(moved.by_name),
                day: day(moved.at.slice(0, 10)),
                reason: moveName(moved.reason),
              })}
            </span>
          )}
          {asked_by && <AskedBy of={asked_by} />}
          {(end.error ?? asked.problem) && <ErrorNotice problem={(end.error ?? asked.problem)!} />}
          {asked.dialog}
          {moving && <MoveDialog {...{ unit, waiting, length }} onClose={() => setMoving(false)} />}
          {giving && (
            <AssignDialog
              unit={unit}
              place={{ place_id: null, label: '', hold_id: null, case_id: whose?.case_id ?? null }}
              onClose={() => setGiving(false)}
            />
          )}
        </>
      }
      aside={
        <>
          <Badge tone={urgency === 'today' ? 'danger' : urgency === 'this_week' ? 'warning' : 'neutral'}>
            {t(`places.urgency.${urgency}`)}
          </Badge>
          {may['places.keep'] && (
            <Menu label={`${t('places.more')}: ${whose?.alias ?? t('places.waiting_somebody')}`} items={items} />
          )}
        </>
      }
    />
  )
}

export function WaitingList({ unit, waiting }: { unit: Unit; waiting: Waiting[] }) {
  if (waiting.length === 0) return <p className="place-more">{t('places.waiting_none')}</p>
  return (
    <List label={t('places.waiting_title')}>
      {waiting.map((each) => (
        <One key={each.waiting_id} unit={unit} waiting={each} length={waiting.length} />
      ))}
    </List>
  )
}
