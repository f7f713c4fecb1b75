// A group for those who lead it: its days, and who came, by the names people chose for it. It is not for printing and not
// for showing round.
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { today } from '#cases/ui/now.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { currentOf } from '#kit/ui/conflict.ts'
import {
  Badge,
  Button,
  DateField,
  EmptyState,
  ErrorNotice,
  Form,
  FormActions,
  List,
  ListItem,
  Loaded,
  Notice,
  PageHeader,
  Section,
  Select,
  Stack,
  TextField,
} from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { languageName } from '#language/ui/names.ts'
import {
  GroupAttendance,
  type GroupMember,
  type GroupSession,
  keepGroupSession,
  markGroupAttendance,
  readGroup,
} from '../group.ts'
import { joined } from './care-words.ts'
import { choicesOrNone } from './writing.ts'
import './care.css'

const changed = [readGroup]

function PlanDay({ group_id, onDone }: { group_id: string; onDone: () => void }) {
  const [session_id] = useState(newId)
  const [on_day, setDay] = useState<string | null>(today())
  const [minutes, setMinutes] = useState('90')
  const write = useWrite(keepGroupSession, { invalidates: changed })
  const save = () =>
    on_day &&
    write.mutate(
      { group_id, session_id, version: 0, on_day, minutes: Number(minutes), status: 'planned' },
      { onSuccess: onDone },
    )
  return (
    <Form problem={write.error} onSubmit={save}>
      <div className="care-clock">
        <DateField name="on_day" label={t('care.session.day')} isRequired value={on_day} onChange={setDay} />
        <TextField
          name="minutes"
          label={t('care.session.minutes')}
          type="number"
          width="short"
          isRequired
          value={minutes}
          onChange={setMinutes}
        />
      </div>
      <FormActions>
        <Button type="submit" kind="primary" busy={write.isPending}>
          {t('care.group.plan_day')}
        </Button>
        <Button kind="quiet" onPress={onDone}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}

interface DayProps {
  group_id: string
  session: GroupSession
  members: GroupMember[]
  /** Reads the group again. */
  again: () => void
}

/** Two lead a group: what the other one pressed meanwhile is read again and said, and nothing is pressed over it. */
const Refused = ({ problem }: { problem: Problem }) =>
  currentOf(problem) ? <Notice tone="warning">{t('care.group.meanwhile')}</Notice> : <ErrorNotice problem={problem} />

function Attended({ group_id, session, members, again }: DayProps) {
  const write = useWrite(markGroupAttendance, { invalidates: changed })
  const there = members.filter(
    ({ joined_on, left_on }) => joined_on <= session.on_day && (left_on === null || left_on >= session.on_day),
  )
  return (
    <div className="care-part care-unprinted">
      {write.error && <Refused problem={write.error} />}
      {there.length === 0 && <p className="care-quiet">{t('care.group.nobody_yet')}</p>}
      {there.map(({ member_id, called, attended }) => {
        const mark = attended.find(({ session_id }) => session_id === session.session_id)
        return (
          <Select
            key={member_id}
            label={called}
            width="short"
            options={choicesOrNone(GroupAttendance.options, 'care.group_attendance', 'care.group_attendance.none')}
            value={mark?.attendance ?? 'none'}
            isDisabled={write.isPending}
            onChange={(attendance) =>
              attendance !== 'none' &&
              attendance !== mark?.attendance &&
              write.mutate(
                {
                  ...{ group_id, member_id, session_id: session.session_id, version: mark?.version ?? 0 },
                  attendance: attendance as 'came',
                },
                { onError: again },
              )
            }
          />
        )
      })}
    </div>
  )
}

function Day({ group_id, session, members, again }: DayProps) {
  const [open, setOpen] = useState(false)
  const write = useWrite(keepGroupSession, { invalidates: changed })
  const { session_id, on_day, minutes, status, version } = session
  const mark = (next: GroupSession['status']) =>
    write.mutate({ group_id, session_id, version, on_day, minutes, status: next }, { onError: again })
  return (
    <>
      <ListItem
        icon="calendar"
        title={day(on_day, 'weekday')}
        detail={t('care.session.n_minutes', { minutes })}
        aside={
          <>
            <Badge tone={status === 'held' ? 'good' : status === 'planned' ? 'calm' : 'neutral'}>
              {t(`care.group.status.${status}`)}
            </Badge>
            {status === 'planned' && (
              <Button small kind="quiet" onPress={() => mark('cancelled')}>
                {t('care.group.cancel_day')}
              </Button>
            )}
            {status !== 'cancelled' && on_day <= today() && (
              <Button
                small
                onPress={() => {
                  if (status === 'planned') mark('held')
                  setOpen(!open)
                }}
              >
                {t('care.group.who_came')}
              </Button>
            )}
          </>
        }
      />
      {write.error && (
        <li>
          <Refused problem={write.error} />
        </li>
      )}
      {open && (
        <li className="care-indented">
          <Attended group_id={group_id} session={session} members={members} again={again} />
        </li>
      )}
    </>
  )
}

export function GroupPage() {
  const { group_id } = useParams({ strict: false }) as { group_id?: string }
  const [planning, setPlanning] = useState(false)
  const found = useGet(readGroup, group_id ? { group_id } : null)
  const back = { href: '/desk/groups', label: t('care.groups.title') }
  if (found.error && !found.data)
    return (
      <>
        <PageHeader title={t('care.groups.title')} back={back} />
        <ErrorNotice problem={found.error} />
      </>
    )
  return (
    <Loaded of={found}>
      {({ group, sessions, members }) => {
        const there = members.filter(({ left_on }) => left_on === null)
        return (
          <>
            <PageHeader
              title={group.name}
              lead={joined(t(`care.purpose.${group.purpose}`), languageName(group.language), group.room)}
              back={back}
            />
            <Stack>
              <Notice>{t('care.group.leaders_only')}</Notice>
              <Section
                title={t('care.group.days')}
                actions={
                  !planning && (
                    <Button icon="add" onPress={() => setPlanning(true)}>
                      {t('care.group.plan_day')}
                    </Button>
                  )
                }
              >
                {planning && <PlanDay group_id={group.group_id} onDone={() => setPlanning(false)} />}
                {sessions.length === 0 && !planning && <EmptyState icon="calendar" title={t('care.sessions.none')} />}
                <List label={t('care.group.days')}>
                  {sessions.map((session) => (
                    <Day
                      key={session.session_id}
                      group_id={group.group_id}
                      session={session}
                      members={members}
                      again={() => void found.refetch()}
                    />
                  ))}
                </List>
              </Section>
              <Section
                title={t('care.group.members')}
                lead={t('care.group.n_of', { there: there.length, most: group.most })}
              >
                <div className="care-unprinted">
                  {there.length === 0 && <p className="care-quiet">{t('care.group.nobody_yet')}</p>}
                  <List label={t('care.group.members')}>
                    {there.map(({ member_id, called, joined_on, attended }) => (
                      <ListItem
                        key={member_id}
                        icon="person"
                        title={<bdi dir="auto">{called}</bdi>}
                        detail={joined(
                          t('care.episode.since', { day: day(joined_on) }),
                          attended.length > 0 &&
                            t('care.episode.came', {
                              came: attended.filter(({ attendance }) => attendance === 'came').length,
                              agreed: attended.length,
                            }),
                        )}
                      />
                    ))}
                  </List>
                </div>
              </Section>
            </Stack>
          </>
        )
      }}
    </Loaded>
  )
}
