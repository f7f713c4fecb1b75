// The page for those who accompany: out alone, what was hard, who asks for a talk, what one carries, and word for word what
// whoever supervises is told of it.
import { useGet, useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import {
  Button,
  ErrorNotice,
  Facts,
  List,
  ListItem,
  Loaded,
  Meter,
  Name,
  Notice,
  PageHeader,
  Section,
  Stack,
  toast,
} from '#kit/ui/index.ts'
import { day, isolate, number, t } from '#language/here.ts'
import { answerDebrief, type MyCare, readMyCare, readRest, sayRest } from '../staff-care.ts'
import { HardMoments } from './HardMoments.tsx'
import { OutAlone } from './OutAlone.tsx'
import './staff-care.css'
import { useChoice } from './who.ts'

const changes = { invalidates: [readMyCare] }

function AskedOfMe({ asked }: { asked: MyCare['asked_of_me'] }) {
  const { nameOf } = useChoice()
  const reply = useWrite(answerDebrief, changes)
  if (asked.length === 0) return null
  return (
    <Section title={t('staff_care.asked.title')} lead={t('staff_care.asked.lead')}>
      {reply.error && <ErrorNotice problem={reply.error} />}
      <List label={t('staff_care.asked.title')}>
        {asked.map(({ hard_id, staff_id, asked_at, debrief, version }) => (
          <ListItem
            key={hard_id}
            icon="people"
            title={t('staff_care.asked.by', { name: isolate(nameOf(staff_id)) })}
            detail={t(`staff_care.asked.${debrief}`, { day: day(asked_at.slice(0, 10), 'long') })}
            aside={
              <>
                {debrief === 'asked' && (
                  <Button small kind="primary" onPress={() => reply.mutate({ hard_id, version, answer: 'agreed' })}>
                    {t('staff_care.asked.agree')}
                  </Button>
                )}
                <Button small kind="quiet" onPress={() => reply.mutate({ hard_id, version, answer: 'declined' })}>
                  {t('staff_care.asked.decline')}
                </Button>
              </>
            }
          />
        ))}
      </List>
    </Section>
  )
}

function WhatOneCarries({ care }: { care: MyCare }) {
  const { exposure, load, seen_as_needing_rest, rest_said } = care
  const rest = useWrite(sayRest, changes)
  const says = rest_said !== null && rest_said.until_on >= new Date().toISOString().slice(0, 10)
  const say = (next: boolean) =>
    rest.mutate(
      { says: next, version: rest_said?.version ?? 0 },
      { onSuccess: () => toast(t(next ? 'staff_care.rest.said' : 'staff_care.rest.taken_back')) },
    )
  return (
    <Section title={t('staff_care.mine.title')} lead={t('staff_care.mine.lead')}>
      <Facts
        items={[
          ...(load
            ? [
                {
                  label: t('staff_care.mine.load'),
                  value: (
                    <Meter
                      label={t('team.caseload.weight')}
                      value={load.points}
                      max={Math.max(load.points, load.capacity, 1)}
                      text={t('team.caseload.of', { points: load.points, capacity: load.capacity })}
                      tone={load.points > load.capacity ? 'warning' : 'good'}
                    />
                  ),
                },
                { label: t('team.caseload.files'), value: number(load.files) },
              ]
            : []),
          {
            label: t('staff_care.mine.exposure', { days: exposure.window_days }),
            value: t('staff_care.mine.counts', {
              hard: exposure.hard,
              protocols: exposure.protocols,
              incidents: exposure.incidents,
            }),
          },
        ]}
      />
      <Notice tone={seen_as_needing_rest ? 'warning' : 'info'}>
        <strong>{t('staff_care.seen')}</strong>
        <p>{t(seen_as_needing_rest ? 'staff_care.seen_yes' : 'staff_care.seen_no')}</p>
        <p>{t('staff_care.seen_why')}</p>
      </Notice>
      {rest.error && <ErrorNotice problem={rest.error} />}
      <div className="out-buttons">
        <Button icon="sun" busy={rest.isPending} aria-pressed={says} onPress={() => say(!says)}>
          {t(says ? 'staff_care.rest.take_back' : 'staff_care.rest.say')}
        </Button>
        {says && <span>{t('staff_care.rest.until', { day: day(rest_said.until_on, 'long') })}</span>}
      </div>
    </Section>
  )
}

export function MayNeedRest() {
  const found = useGet(readRest, {}, { staleMs: 0 })
  return (
    <Section title={t('staff_care.others.title')} lead={t('staff_care.others.lead')}>
      <Loaded of={found}>
        {({ colleagues }) =>
          colleagues.length === 0 ? (
            <p>{t('staff_care.others.none')}</p>
          ) : (
            <List label={t('staff_care.others.title')}>
              {colleagues.map(({ staff_id, name }) => (
                <ListItem key={staff_id} icon="sun" title={<Name>{name}</Name>} detail={t('staff_care.others.may')} />
              ))}
            </List>
          )
        }
      </Loaded>
    </Section>
  )
}

export function StaffCare() {
  const found = useGet(readMyCare, {}, { staleMs: 0 })
  const { may } = useSession()
  return (
    <div className="staff-care">
      <PageHeader title={t('staff_care.title')} lead={t('staff_care.lead')} />
      <Stack>
        <OutAlone />
        <Loaded of={found}>
          {(care) => (
            <>
              <AskedOfMe asked={care.asked_of_me} />
              <HardMoments moments={care.moments} kept_days={care.kept_days} />
              <WhatOneCarries care={care} />
            </>
          )}
        </Loaded>
        {may['staff_care.see'] && <MayNeedRest />}
      </Stack>
    </div>
  )
}
