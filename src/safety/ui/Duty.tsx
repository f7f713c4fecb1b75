// The roster: whom to call now in each office, the hours nobody is named for, and the turns, hours and free days behind it.
import { useState } from 'react'
import { useGet, useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import type { ReplyOf } from '#kit/endpoint.ts'
import { Badge, Button, ErrorNotice, Loaded, Name, Notice, Phone, Section, Stack, toast } from '#kit/ui/index.ts'
import { day, list, moment, t } from '#language/here.ts'
import { endTurn, type OfficeDuty, readDuty, type Turn } from '../duty.ts'
import { FreeDays } from './FreeDays.tsx'
import { HoursForm } from './HoursForm.tsx'
import { TurnForm } from './TurnForm.tsx'
import './safety.css'

export type Roster = ReplyOf<typeof readDuty>

export const weekdayName = (weekday: number): string => t(`safety.duty.weekday.${weekday}`)

const daysName = (weekdays: number[]): string =>
  weekdays.length === 7 ? t('safety.duty.every_day') : list(weekdays.map(weekdayName))

export const nameIn = ({ colleagues }: Roster, staff_id: string | null): string =>
  colleagues.find((each) => each.staff_id === staff_id)?.name ?? t('safety.duty.gone')

function Now({ roster, office }: { roster: Roster; office: OfficeDuty }) {
  if (office.open_now) return <p>{t('safety.duty.open_now')}</p>
  if (office.now.length === 0) return <Notice tone="danger">{t('safety.duty.nobody_now')}</Notice>
  return (
    <ul className="safety-people">
      {office.now.map(({ turn_id, staff_id, deputy_id, telephone }) => (
        <li key={turn_id}>
          <strong>
            <Name>{nameIn(roster, staff_id)}</Name>
          </strong>
          {telephone && <Phone number={telephone} />}
          {deputy_id && <span>{t('safety.duty.deputy_is', { name: nameIn(roster, deputy_id) })}</span>}
        </li>
      ))}
    </ul>
  )
}

/** Quarters that follow each other are one gap; a page shows the first of them. */
const shownGaps = 6

function Gaps({ office }: { office: OfficeDuty }) {
  if (!office.gaps) return null
  if (office.gaps.length === 0) return <p className="safety-quiet">{t('safety.duty.no_gaps')}</p>
  return (
    <Notice tone="warning">
      {t('safety.duty.gaps', { count: office.gaps.length })}
      <ul className="safety-lines">
        {office.gaps.slice(0, shownGaps).map(({ from, until }) => (
          <li key={from}>{t('safety.duty.gap', { from: moment(from), until: moment(until) })}</li>
        ))}
      </ul>
      {office.gaps.length > shownGaps && t('safety.duty.more_gaps', { count: office.gaps.length - shownGaps })}
    </Notice>
  )
}

function Office({ roster, office }: { roster: Roster; office: OfficeDuty }) {
  const [editing, setEditing] = useState(false)
  return (
    <Section
      title={office.name}
      lead={t('safety.duty.clock', { zone: office.time_zone.split('/').at(-1)!.replaceAll('_', ' ') })}
      actions={
        office.may_keep &&
        !editing && (
          <Button icon="clock" kind="quiet" onPress={() => setEditing(true)}>
            {t('safety.duty.change_hours')}
          </Button>
        )
      }
    >
      <Now roster={roster} office={office} />
      {office.hours.length === 0 ? (
        <p className="safety-quiet">{t('safety.duty.no_hours')}</p>
      ) : (
        <ul className="safety-lines">
          {office.hours.map(({ weekdays, from, until }) => (
            <li key={weekdays.join() + from}>
              {t('safety.duty.hours_line', { days: daysName(weekdays), from, until })}
            </li>
          ))}
        </ul>
      )}
      <Gaps office={office} />
      {editing && <HoursForm office={office} onDone={() => setEditing(false)} />}
    </Section>
  )
}

function TurnLine({ roster, turn }: { roster: Roster; turn: Turn }) {
  const [editing, setEditing] = useState(false)
  const end = useWrite(endTurn, { invalidates: [readDuty] })
  const { turn_id, office_id, staff_id, deputy_id, weekdays, from_time, until_time, from_on, until_on } = turn
  const office = roster.offices.find((each) => each.office_id === office_id)
  const mayKeep = office ? office.may_keep : roster.may_keep_all
  const overnight = until_time <= from_time
  return (
    <article className="safety-risk">
      {end.error && <ErrorNotice problem={end.error} />}
      <p className="safety-head">
        <strong>
          <Name>{nameIn(roster, staff_id)}</Name>
        </strong>
        <Badge>{office ? office.name : t('safety.duty.all_offices')}</Badge>
        {turn.free_days !== 'too' && <Badge tone="calm">{t(`safety.duty.free_days.${turn.free_days}`)}</Badge>}
      </p>
      <p className="safety-quiet">
        {t(overnight ? 'safety.duty.turn_overnight' : 'safety.duty.hours_line', {
          days: daysName(weekdays),
          from: from_time,
          until: until_time,
        })}
        {' · '}
        {until_on
          ? t('safety.duty.from_until', { from: day(from_on, 'short'), until: day(until_on, 'short') })
          : t('safety.duty.from', { from: day(from_on, 'short') })}
        {deputy_id && <> · {t('safety.duty.deputy_is', { name: nameIn(roster, deputy_id) })}</>}
      </p>
      {turn.telephone && <Phone number={turn.telephone} />}
      {mayKeep && !editing && (
        <p className="safety-head">
          <Button small kind="quiet" icon="edit" onPress={() => setEditing(true)}>
            {t('safety.duty.change_turn')}
          </Button>
          <Button
            small
            kind="quiet"
            busy={end.isPending}
            onPress={() =>
              end.mutate({ turn_id, version: turn.version }, { onSuccess: () => toast(t('safety.duty.turn_ended')) })
            }
          >
            {t('safety.duty.end_turn')}
          </Button>
        </p>
      )}
      {editing && <TurnForm roster={roster} turn={turn} onDone={() => setEditing(false)} />}
    </article>
  )
}

function Turns({ roster }: { roster: Roster }) {
  const { may } = useSession()
  const [adding, setAdding] = useState(false)
  return (
    <Section
      title={t('safety.duty.turns')}
      lead={t('safety.duty.turns_lead')}
      actions={
        may['duty.keep'] &&
        !adding && (
          <Button icon="add" onPress={() => setAdding(true)}>
            {t('safety.duty.add_turn')}
          </Button>
        )
      }
    >
      {adding && <TurnForm roster={roster} turn={null} onDone={() => setAdding(false)} />}
      {roster.turns.length === 0 && <p>{t('safety.duty.no_turns')}</p>}
      {roster.turns.map((turn) => (
        <TurnLine key={turn.turn_id} roster={roster} turn={turn} />
      ))}
    </Section>
  )
}

export function RosterPanel() {
  const found = useGet(readDuty, {}, { staleMs: 0 })
  return (
    <Loaded of={found}>
      {(roster) => (
        <Stack>
          <Notice>{t('safety.no_messages')}</Notice>
          {roster.offices.map((office) => (
            <Office key={office.office_id} roster={roster} office={office} />
          ))}
          <Turns roster={roster} />
          <FreeDays roster={roster} />
        </Stack>
      )}
    </Loaded>
  )
}
