// Who came, by seat, with a thumb; and heads without a seat, by what they do.
import { useState } from 'react'
import { useGet, useWrite } from '#gate/query.ts'
import type { ReplyOf } from '#kit/endpoint.ts'
import {
  Button,
  Checkbox,
  EmptyState,
  ErrorNotice,
  List,
  ListItem,
  Loaded,
  Meter,
  Notice,
  Section,
  Select,
  Stack,
  toast,
} from '#kit/ui/index.ts'
import { number, t } from '#language/here.ts'
import { countWalkIns, markAttendance, readAttendance, roleGroups } from '../attendance.ts'
import type { Training } from '../training.ts'
import { spanWords, wallOf } from './prevention-words.ts'

type Told = ReplyOf<typeof readAttendance>
type Sitting = Told['sessions'][number]

interface Props {
  of: Training
  told: Told
  session: Sitting
  canTick: boolean
}

function Seats({ of, told, session, canTick }: Props) {
  const mark = useWrite(markAttendance, { invalidates: [readAttendance] })
  const { training_id } = of
  const { session_id, day_code } = session
  const came = told.seats.filter((seat) => seat.came.includes(session_id)).length
  if (told.seats.length === 0) return <EmptyState icon="people" title={t('prevention.attendance.nobody')} />
  return (
    <Section title={t('prevention.page.attendance')} lead={canTick && t('prevention.attendance.lead')}>
      {mark.error && <ErrorNotice problem={mark.error} />}
      <p>
        {t('prevention.attendance.day_code')}: <strong dir="ltr">{day_code}</strong>
      </p>
      <Meter
        label={t('prevention.page.attendance')}
        value={came}
        max={told.seats.length}
        text={t('prevention.attendance.came', { came, seats: told.seats.length })}
        tone="good"
      />
      <List label={t('prevention.page.attendance')}>
        {told.seats.map(({ seat_number, role_group, came: there }) => (
          <ListItem
            key={seat_number}
            title={
              <Checkbox
                isSelected={there.includes(session_id)}
                isDisabled={!canTick}
                onChange={(is) => mark.mutate({ training_id, session_id, seat_number, came: is })}
              >
                {t('prevention.attendance.seat', { number: seat_number })}
                <span className="training-seat-group">{t(`prevention.group.${role_group}`)}</span>
              </Checkbox>
            }
          />
        ))}
      </List>
    </Section>
  )
}

function Heads({ of, session, canTick }: Omit<Props, 'told'>) {
  const [heads, setHeads] = useState(() => new Map(session.walk_ins.map(({ group, count }) => [group, count])))
  const save = useWrite(countWalkIns, { invalidates: [readAttendance] })
  const add = (group: (typeof roleGroups)[number], by: number) =>
    setHeads(new Map([...heads, [group, Math.max(0, (heads.get(group) ?? 0) + by)]]))
  const submit = () =>
    save.mutate(
      {
        training_id: of.training_id,
        session_id: session.session_id,
        walk_ins: [...heads].filter(([, count]) => count > 0).map(([group, count]) => ({ group, count })),
      },
      { onSuccess: () => toast(t('prevention.attendance.saved')) },
    )
  return (
    <Section title={t('prevention.attendance.walk_ins')} lead={t('prevention.attendance.walk_ins_why')}>
      {save.error && <ErrorNotice problem={save.error} />}
      <ul className="training-heads">
        {roleGroups.map((group) => {
          const name = t(`prevention.group.${group}`)
          const count = heads.get(group) ?? 0
          return (
            <li key={group} className="training-head">
              <span>{name}</span>
              <span className="training-head-count">
                <Button
                  small
                  icon="down"
                  isDisabled={!canTick || count === 0}
                  aria-label={t('prevention.attendance.less', { group: name })}
                  onPress={() => add(group, -1)}
                />
                <output>{number(count)}</output>
                <Button
                  small
                  icon="add"
                  isDisabled={!canTick}
                  aria-label={t('prevention.attendance.more', { group: name })}
                  onPress={() => add(group, 1)}
                />
              </span>
            </li>
          )
        })}
      </ul>
      {canTick && (
        <div className="form-actions">
          <Button busy={save.isPending} onPress={submit}>
            {t('prevention.attendance.save')}
          </Button>
        </div>
      )}
    </Section>
  )
}

/** The one of today, else the first. */
const nearest = (sessions: Sitting[]): string =>
  (sessions.find(({ starts_at }) => wallOf(starts_at).on === wallOf(new Date().toISOString()).on) ?? sessions[0])
    ?.session_id ?? ''

function Sittings({ of, told }: { of: Training; told: Told }) {
  const [chosen, setChosen] = useState(() => nearest(told.sessions))
  const session = told.sessions.find(({ session_id }) => session_id === chosen) ?? told.sessions[0]
  if (!session) return null
  const canTick = of.status === 'open' || of.status === 'held'
  return (
    <Stack>
      {of.status === 'closed' && <Notice>{t('prevention.attendance.closed')}</Notice>}
      {told.sessions.length > 1 && (
        <Select
          label={t('prevention.attendance.session')}
          options={told.sessions.map((each) => ({ id: each.session_id, label: spanWords(each) }))}
          value={session.session_id}
          onChange={setChosen}
        />
      )}
      <Seats of={of} told={told} session={session} canTick={canTick} />
      <Heads key={session.session_id} of={of} session={session} canTick={canTick} />
    </Stack>
  )
}

const everyMs = 15_000

export function Attendance({ of }: { of: Training }) {
  const { training_id } = of
  const found = useGet(readAttendance, { training_id }, { everyMs })
  return <Loaded of={found}>{(told) => <Sittings of={of} told={told} />}</Loaded>
}
