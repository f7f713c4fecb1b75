// The agenda: a day, a week, a month, or the week of the team; mine, a colleague's or my office's.
import { useState } from 'react'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { useGet } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import type { Day } from '#kit/day.ts'
import type { ReplyOf } from '#kit/endpoint.ts'
import {
  Button,
  DateField,
  EmptyState,
  Loaded,
  Notice,
  PageHeader,
  RadioGroup,
  Select,
  Skeleton,
  Stack,
} from '#kit/ui/index.ts'
import { day as dayWords, month as monthWords, t } from '#language/here.ts'
import { readAgenda } from '../appointment.ts'
import { daysOf, type View, views } from '../layout.rules.ts'
import { type AgendaPlace, todayHere, turned, useAgendaKeys, useAgendaPlace } from './agenda-place.ts'
import { choices } from './appointment-words.ts'
import { BusyTimes } from './BusyTimes.tsx'
import { DaysPage } from './DaysPage.tsx'
import type { Shown } from './EntryCard.tsx'
import { MonthPage } from './MonthPage.tsx'
import { PlanForSomeone } from './PlanForSomeone.tsx'
import { Pocket } from './Pocket.tsx'
import { TeamPage } from './TeamPage.tsx'
import './agenda.css'

const everyMs = 120_000

const askedOf = ({ whose, view }: AgendaPlace) => {
  if (view === 'team' || whose === 'office') return { whose: 'office' as const }
  return whose === 'mine' ? { whose: 'mine' as const } : { whose: 'colleague' as const, staff_id: whose }
}

/** What the server tells as what is drawn: with the names of those it is about, where it is not about oneself alone. */
const shownOf = ({ entries, busy, staff }: ReplyOf<typeof readAgenda>, isMine: boolean): Shown[] => {
  const nameOf = (staff_id: string) => staff.find((each) => each.staff_id === staff_id)?.name ?? null
  return [
    ...entries.map(
      (entry): Shown => ({
        what: 'entry',
        key: entry.appointment_id,
        ...{ starts_at: entry.starts_at, ends_at: entry.ends_at, entry },
        names: isMine ? [] : entry.staff.map(({ name }) => name),
      }),
    ),
    ...busy.map(
      (each): Shown => ({
        what: 'busy',
        key: `${each.staff_id} ${each.starts_at} ${each.kind}`,
        ...{ starts_at: each.starts_at, ends_at: each.ends_at, busy: each },
        name: isMine ? null : nameOf(each.staff_id),
      }),
    ),
  ]
}

const rangeWords = ({ view, day }: AgendaPlace, days: Day[]): string => {
  if (view === 'day') return dayWords(day, 'weekday')
  if (view === 'month') return monthWords(day.slice(0, 7))
  return t('appointments.range', { from: dayWords(days[0]!, 'brief'), until: dayWords(days.at(-1)!, 'short') })
}

interface BarProps {
  place: AgendaPlace
  days: Day[]
  go: (change: Partial<AgendaPlace>) => void
}

function Bar({ place, days, go }: BarProps) {
  const { colleagues } = useColleagues()
  const { actor } = useSession()
  const whose = [
    ...choices(['mine', 'office'], 'appointments.whose'),
    ...colleagues
      .filter(({ staff_id }) => staff_id !== actor.staff_id)
      .map(({ staff_id, name }) => ({ id: staff_id, label: name })),
  ]
  const turn = (by: 1 | -1) => go({ day: turned(place, by) })
  return (
    <Stack>
      <div className="agenda-bar">
        <RadioGroup
          inline
          label={t('appointments.view')}
          options={choices(views, 'appointments.view')}
          value={place.view}
          onChange={(view) => go({ view: view as View })}
        />
        {place.view !== 'team' && (
          <Select
            label={t('appointments.whose')}
            width="short"
            options={whose}
            value={place.whose}
            onChange={(next) => go({ whose: next })}
          />
        )}
        <DateField
          label={t('appointments.jump')}
          value={place.day}
          onChange={(day) => day && day > '2000-01-01' && go({ day })}
        />
      </div>
      <div className="agenda-turn">
        <Button kind="quiet" icon="back" aria-label={t('appointments.before')} onPress={() => turn(-1)} />
        <Button small isDisabled={place.day === todayHere()} onPress={() => go({ day: todayHere() })}>
          {t('appointments.today')}
        </Button>
        <Button kind="quiet" icon="forward" aria-label={t('appointments.after')} onPress={() => turn(1)} />
        <strong className="agenda-range" aria-live="polite">
          {rangeWords(place, days)}
        </strong>
        <span className="agenda-hint agenda-keys">{t('appointments.keys')}</span>
      </div>
    </Stack>
  )
}

export function Agenda() {
  const { may } = useSession()
  const [place, go] = useAgendaPlace()
  const [doing, setDoing] = useState<'plan' | 'busy' | null>(null)
  const days = daysOf(place.view, place.day)
  const asked = { from: days[0]!, until: days.at(-1)!, ...askedOf(place) }
  const found = useGet(readAgenda, asked, { staleMs: 0, everyMs, keepPrevious: true })
  useAgendaKeys(
    (by) => go({ day: turned(place, by) }),
    () => go({ day: todayHere() }),
  )
  const hrefOf = (day: Day) =>
    `/desk/agenda?view=day&day=${day}&whose=${place.view === 'team' ? 'office' : place.whose}`
  const close = () => setDoing(null)
  const plan = may['agenda.plan'] && (
    <Button kind="primary" icon="add" onPress={() => setDoing('plan')}>
      {t('appointments.plan')}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t('appointments.title')}
        actions={
          <>
            {plan}
            <Button icon="clock" onPress={() => setDoing('busy')}>
              {t('appointments.my_times')}
            </Button>
            {place.view === 'day' && (
              <Button kind="quiet" icon="file" onPress={() => window.print()}>
                {t('appointments.print')}
              </Button>
            )}
          </>
        }
      />
      <Stack>
        <Bar place={place} days={days} go={go} />
        <Loaded of={found} skeleton={<Skeleton kind="page" />}>
          {(reply) => {
            const shown = shownOf(reply, place.whose === 'mine' && place.view !== 'team')
            const freeDays = new Map(reply.free_days.map(({ on, name }) => [on, name] as const))
            const pages: Record<View, () => React.ReactNode> = {
              day: () => <DaysPage {...{ days, shown, freeDays, hrefOf }} />,
              week: () => <DaysPage {...{ days, shown, freeDays, hrefOf }} />,
              month: () => <MonthPage {...{ days, shown, freeDays, hrefOf }} month={place.day.slice(0, 7)} />,
              team: () => <TeamPage {...{ days, shown, freeDays }} staff={reply.staff} />,
            }
            return (
              <>
                {shown.length === 0 && (
                  <EmptyState icon="calendar" title={t('appointments.empty')}>
                    {t('appointments.empty_why')}
                  </EmptyState>
                )}
                {(shown.length > 0 || place.view === 'team') && pages[place.view]()}
                {reply.more && <Notice>{t('appointments.more')}</Notice>}
                {place.view === 'day' && <Pocket day={place.day} shown={shown} />}
              </>
            )
          }}
        </Loaded>
      </Stack>
      {doing === 'busy' && <BusyTimes onClose={close} />}
      {doing === 'plan' && <PlanForSomeone on={place.day} onClose={close} />}
    </>
  )
}
