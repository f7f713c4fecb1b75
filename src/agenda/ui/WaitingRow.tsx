// What waits for someone else: a partner's answer, or a step she wanted to take herself.
import { needName } from '#assessments/ui/need-words.ts'
import { today } from '#cases/ui/now.ts'
import { Badge, ListItem, Name } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { TodayWaiting } from '../today.ts'
import { whenOf } from './TaskRow.tsx'

export function WaitingRow({ row }: { row: TodayWaiting }) {
  const { kind, case_id, alias, due_on, words, need, whom } = row
  const isReferral = kind !== 'her_step'
  const until = { referral: 'agenda.answer_by', on_list: 'agenda.on_list', her_step: 'agenda.her_step' }[kind]
  return (
    <ListItem
      icon={isReferral ? 'referral' : 'person'}
      href={`/desk/people/${case_id}?tab=${isReferral ? 'referrals' : 'plan'}`}
      title={
        isReferral ? (
          t(kind === 'on_list' ? 'agenda.on_list_of' : 'agenda.waits_for', {
            need: need ? needName(need) : '',
            whom: whom ?? '',
          })
        ) : (
          <bdi dir="auto">{words}</bdi>
        )
      }
      detail={
        <>
          <Name>{alias}</Name> · {t(until, { when: whenOf(due_on) })}
        </>
      }
      aside={due_on < today() && <Badge tone="warning">{t('plans.step.overdue')}</Badge>}
    />
  )
}
