// Colleagues who are out alone and were expected back: what is known, and what somebody does about it. Nothing is sent to
// anybody, so it says so.
import { useGet, useWrite } from '#gate/query.ts'
import { Badge, Button, ErrorNotice, List, ListItem, Loaded, Name, Notice, Section, toast } from '#kit/ui/index.ts'
import { isolate, t, time } from '#language/here.ts'
import { provinceName } from '#language/ui/names.ts'
import { answerAlarm, type LoneAnswer, type LoneVisit, readLoneVisits } from '../lone-visit.ts'

/** Looked at more often than the rest of the day. */
const everyMs = 60_000

export const useOut = () => useGet(readLoneVisits, {}, { staleMs: 0, everyMs })

export const placeWords = ({ place, province }: Pick<LoneVisit, 'place' | 'province'>): string =>
  province
    ? t('staff_care.out.place_in', { place: t(`staff_care.place.${place}`), province: provinceName(province) })
    : t(`staff_care.place.${place}`)

export function OneOut({ visit }: { visit: LoneVisit }) {
  const answer = useWrite(answerAlarm, { invalidates: [readLoneVisits] })
  const { visit_id, version, name, alarm, mine, tell_name, expected_at, checked_at, answer: said } = visit
  const say = (next: LoneAnswer) =>
    answer.mutate({ visit_id, version, answer: next }, { onSuccess: () => toast(t(`staff_care.out.said.${next}`)) })
  return (
    <>
      {answer.error && <ErrorNotice problem={answer.error} />}
      <ListItem
        icon={alarm ? 'warning' : 'place'}
        title={
          <>
            {t(alarm ? 'staff_care.out.missing' : 'staff_care.out.until', {
              name: isolate(name),
              time: time(expected_at),
              mine: mine ? 'yes' : 'no',
            })}{' '}
            {alarm && <Badge tone="danger">{t('staff_care.out.not_heard')}</Badge>}
          </>
        }
        detail={
          <>
            {placeWords(visit)} · {t('staff_care.out.told', { name: isolate(tell_name) })}
            {checked_at && <> · {t('staff_care.out.checked', { time: time(checked_at) })}</>}
            {said && visit.answered_name && (
              <>
                {' · '}
                <strong>{t(`staff_care.out.answer.${said}`)}</strong> <Name>{visit.answered_name}</Name>
              </>
            )}
          </>
        }
        aside={
          alarm &&
          !mine && (
            <>
              {said !== 'looking' && (
                <Button small kind="primary" busy={answer.isPending} onPress={() => say('looking')}>
                  {t('staff_care.out.do.looking')}
                </Button>
              )}
              {said !== 'emergency' && (
                <Button small onPress={() => say('emergency')}>
                  {t('staff_care.out.do.emergency')}
                </Button>
              )}
              <Button small onPress={() => say('safe')}>
                {t('staff_care.out.do.safe')}
              </Button>
            </>
          )
        }
      />
    </>
  )
}

export function OutAlarms() {
  const out = useOut()
  return (
    <Loaded of={out}>
      {({ visits }) => {
        const alarms = visits.filter(({ alarm }) => alarm)
        return alarms.length === 0 ? null : (
          <Section title={t('staff_care.alarm.title')} lead={t('staff_care.alarm.lead')}>
            <List label={t('staff_care.alarm.title')}>
              {alarms.map((visit) => (
                <OneOut key={visit.visit_id} visit={visit} />
              ))}
            </List>
            <Notice>{t('staff_care.no_messages')}</Notice>
          </Section>
        )
      }}
    </Loaded>
  )
}
