// Who answers for a deadline and who stands in, whether its alarm was heard, and what proves that it was met.

import { useColleagues } from '#cases/ui/colleagues.ts'
import { useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { Button, ErrorNotice, Facts, toast } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { hearAlarm } from '../deadline.ts'
import type { ShownItem } from './law-words.ts'
import { AlarmWords } from './Marks.tsx'
import { readAgain, type Side } from './use-law.ts'

function Hear({ item, case_id }: { item: ShownItem; case_id: string }) {
  const { actor } = useSession()
  const hear = useWrite(hearAlarm, { invalidates: readAgain })
  const { alarm, deadline_id } = item
  const stage = alarm?.stage
  if (!stage || !deadline_id || alarm.heard.some(({ staff_id }) => staff_id === actor.staff_id)) return null
  return (
    <>
      <Button
        small
        icon="sound"
        busy={hear.isPending}
        onPress={() =>
          hear.mutate({ case_id, deadline_id, stage }, { onSuccess: () => toast(t('law.alarm.heard_done')) })
        }
      >
        {t('law.alarm.hear')}
      </Button>
      {hear.error && <ErrorNotice problem={hear.error} />}
    </>
  )
}

export function WhoAnswers({ item, side }: { item: ShownItem; side: Side }) {
  const { nameOf } = useColleagues()
  const { owner, deputy, by_default, alarm, filed, set_aside } = item
  if (!item.deadline_id || item.kind !== 'deadline') return null
  const document = filed?.document_id ? t('law.close.document') : null
  const items = [
    {
      label: t('law.owner.owner'),
      value: owner ? (
        <>
          <bdi>{owner.name}</bdi> {by_default && <span className="law-quiet">{t('law.owner.by_default')}</span>}
        </>
      ) : (
        <span className="law-missing">{t('law.owner.none')}</span>
      ),
    },
    { label: t('law.owner.deputy'), value: deputy ? <bdi>{deputy.name}</bdi> : t('law.owner.no_deputy') },
    ...(filed
      ? [
          {
            label: t('law.close.proof'),
            value: (
              <>
                {day(filed.on, 'long')} {[document, filed.number].filter(Boolean).join(' · ')}{' '}
                <bdi className="law-quiet">{nameOf(filed.by_id)}</bdi>
              </>
            ),
          },
        ]
      : []),
    ...(set_aside
      ? [
          {
            label: t('law.aside.title'),
            value: (
              <>
                {t(`law.aside.reason.${set_aside.reason}`)}
                {set_aside.words && (
                  <>
                    : <bdi dir="auto">{set_aside.words}</bdi>
                  </>
                )}{' '}
                <span className="law-quiet">
                  {day(set_aside.on, 'long')} · <bdi>{nameOf(set_aside.by_id)}</bdi>
                </span>
              </>
            ),
          },
        ]
      : []),
  ]
  return (
    <section className="law-part law-who">
      <Facts items={items} />
      {!filed && (
        <div className="law-hear">
          <AlarmWords alarm={alarm} />
          <Hear item={item} case_id={side.file.case_id} />
          {alarm?.next_on && <p className="law-quiet">{t('law.alarm.next', { day: day(alarm.next_on, 'weekday') })}</p>}
        </div>
      )}
    </section>
  )
}
