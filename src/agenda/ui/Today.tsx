// The page of the day: what is due, what is late, what comes this week, what waits for others. Each row leads to where
// the work is done; a step can be marked done here.
import { useEffect, useState } from 'react'
import { useGet } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { EmptyState, List, ListItem, Loaded, PageHeader, Reference, Section, Stack } from '#kit/ui/index.ts'
import { day, isolate, t } from '#language/here.ts'
import { type Today as All, readToday, rowsPerGroup, type TodayTask, type TodayWaiting } from '../today.ts'
import { Pile } from './Pile.tsx'
import { TaskRow } from './TaskRow.tsx'
import { WaitingRow } from './WaitingRow.tsx'

/** Looked at again now and then: a page of the day that stands open all morning must not go stale. */
const everyMs = 120_000

interface GroupProps<Row> {
  name: 'due_today' | 'overdue' | 'coming' | 'waiting'
  group: { rows: Row[]; more: boolean }
  show: (row: Row) => React.ReactNode
}

function Group<Row>({ name, group, show }: GroupProps<Row>) {
  if (group.rows.length === 0) return null
  return (
    <Section title={t(`agenda.${name}`)} lead={t(`agenda.${name}_lead`)}>
      <List label={t(`agenda.${name}`)}>{group.rows.map(show)}</List>
      {group.more && <p>{t('agenda.more', { count: rowsPerGroup })}</p>}
    </Section>
  )
}

/** Whose accompaniment went on at another house: to be told who leads now. The file is theirs; it is not linked. */
function HandedOver({ rows }: { rows: All['handed_over'] }) {
  if (rows.length === 0) return null
  return (
    <Section title={t('agenda.handed_over')} lead={t('agenda.handed_over_lead')}>
      <List label={t('agenda.handed_over')}>
        {rows.map(({ referral_id, reference, to_name, led_by_name, on }) => (
          <ListItem
            key={referral_id}
            icon="file"
            title={t('agenda.handed_over_to', { partner: isolate(to_name), name: isolate(led_by_name ?? '') })}
            detail={
              <>
                <Reference>{reference}</Reference> · {day(on, 'long')}
              </>
            }
          />
        ))}
      </List>
    </Section>
  )
}

interface Props {
  /** What stands before everything else while something does. */
  first?: React.ReactNode
  /** Colleagues who were not heard from, and those who ask for a talk. */
  colleagues?: React.ReactNode
  /** When and for whom one goes today and tomorrow. */
  appointments?: React.ReactNode
  /** What trainers have before them; shows `instead` while that is nothing. */
  Prevention?: React.ComponentType<{ instead?: React.ReactNode }>
  /** Brings what rules of law are called; asked for where a deadline stands on the page. */
  bringLaw?: () => Promise<unknown>
  /** What stands at the end, for whoever keeps the directory. */
  last?: React.ReactNode
}

/** Draws the page again once the words are there. */
const useWordsOfLaw = (isNeeded: boolean, bring: (() => Promise<unknown>) | undefined) => {
  const [, setThere] = useState(false)
  useEffect(() => {
    if (isNeeded) void bring?.().then(() => setThere(true))
  }, [isNeeded, bring])
}

export function Today({ first, colleagues, appointments, Prevention, bringLaw, last }: Props) {
  const today = useGet(readToday, {}, { staleMs: 0, everyMs })
  const { actor, may } = useSession()
  const tasks = [today.data?.due_today, today.data?.overdue, today.data?.coming].flatMap((group) => group?.rows ?? [])
  useWordsOfLaw(
    tasks.some(({ rule_id }) => rule_id),
    bringLaw,
  )
  const ends = may['directory.edit'] ? last : null
  const Trains = may['prevention.manage'] ? Prevention : undefined
  const task = (row: TodayTask) => <TaskRow key={row.kind + row.id} task={row} />
  const waiting = (row: TodayWaiting) => <WaitingRow key={row.kind + row.id} row={row} />
  return (
    <>
      <PageHeader
        title={t('agenda.greeting', { name: actor.name })}
        lead={today.data && day(today.data.today, 'weekday')}
      />
      <Loaded of={today}>
        {(all) => {
          const piles = [
            all.colleagues,
            all.protocols,
            all.to_triage,
            all.reports_late,
            all.to_answer,
            all.to_review,
            all.to_take,
            all.to_look_at,
            all.referral_messages,
            all.to_take_up,
          ].reduce((sum, pile) => sum + (pile?.count ?? 0), 0)
          const quiet =
            tasks.length + all.appointments.length + all.waiting.rows.length + piles + all.handed_over.length === 0
          const nothing = (
            <EmptyState icon="sun" title={t('agenda.empty')}>
              <p>{t('agenda.empty_why')}</p>
            </EmptyState>
          )
          if (quiet)
            return (
              <Stack>
                {Trains ? <Trains instead={nothing} /> : nothing}
                {ends}
              </Stack>
            )
          return (
            <Stack>
              {all.protocols && all.protocols.count > 0 && first}
              {all.colleagues && all.colleagues.count > 0 && colleagues}
              {all.appointments.length > 0 && appointments}
              {Trains && <Trains />}
              <Pile name="to_review" pile={all.to_review} href="/desk/break-glass" icon="warning" />
              <Pile name="to_take" pile={all.to_take} href="/desk/hand-overs" icon="referral" />
              <Pile name="to_look_at" pile={all.to_look_at} href="/desk/access-review" icon="lock" />
              <Pile name="to_answer" pile={all.to_answer} href="/desk/referrals" icon="referral" />
              <Pile name="answers_late" pile={all.answers_late} href="/desk/referrals" icon="clock" />
              <Pile name="referral_messages" pile={all.referral_messages} href="/desk/referrals" icon="referral" />
              <Pile name="to_take_up" pile={all.to_take_up} href="/desk/referrals" icon="reports" />
              <Pile name="reports_late" pile={all.reports_late} href="/desk/reports?pile=overdue" icon="clock" />
              <Group name="due_today" group={all.due_today} show={task} />
              <Group name="overdue" group={all.overdue} show={task} />
              <Pile name="to_triage" pile={all.to_triage} href="/desk/reports" icon="reports" />
              <Group name="coming" group={all.coming} show={task} />
              <Group name="waiting" group={all.waiting} show={waiting} />
              <HandedOver rows={all.handed_over} />
              {ends}
            </Stack>
          )
        }}
      </Loaded>
    </>
  )
}
