// One thing of the day: what, for whom, when; a step carries its button.
import { today } from '#cases/ui/now.ts'
import { daysBetween } from '#kit/day.ts'
import { Button, type IconName, ListItem } from '#kit/ui/index.ts'
import { day, daysAway, hasText, t } from '#language/here.ts'
import { useMarkAction } from '#plans/ui/mark-action.ts'
import { readToday, type TodayTask } from '../today.ts'

const icons: Record<TodayTask['kind'], IconName> = {
  action: 'plan',
  review: 'calendar',
  follow_up: 'heart',
  contact: 'phone',
  document: 'file',
  conference_task: 'people',
  override: 'shield',
  referral_late: 'clock',
  referral_declined: 'referral',
  referral_message: 'referral',
  file_came: 'file',
  exception: 'shield',
  risk: 'shield',
  incident: 'warning',
  safety_plan: 'heart',
  care_hours: 'clock',
  appointment_held: 'calendar',
  reminder: 'phone',
  no_reminder: 'phone',
  deadline: 'clock',
  deadline_overdue: 'warning',
  interpreter_stopped: 'warning',
  interpreter_to_confirm: 'check',
  interpreter_asked: 'clock',
  interpreter_missing: 'people',
}
/** The side of the file where the work is done. */
const tabs: Record<TodayTask['kind'], string> = {
  action: '?tab=plan',
  review: '?tab=plan',
  follow_up: '?tab=follow_up',
  contact: '',
  document: '?tab=documents',
  conference_task: '?tab=conference',
  override: '?tab=contact',
  referral_late: '?tab=referrals',
  referral_declined: '?tab=referrals',
  referral_message: '?tab=referrals',
  file_came: '?tab=referrals',
  exception: '?tab=referrals',
  risk: '?tab=safety',
  incident: '?tab=safety',
  safety_plan: '?tab=safety',
  care_hours: '?tab=care',
  appointment_held: '?tab=appointments',
  reminder: '?tab=appointments',
  no_reminder: '?tab=appointments',
  deadline: '?tab=law',
  deadline_overdue: '?tab=law',
  interpreter_stopped: '?tab=appointments',
  interpreter_to_confirm: '?tab=appointments',
  interpreter_asked: '?tab=appointments',
  interpreter_missing: '?tab=appointments',
}

export const whenOf = (due_on: string): string => {
  const days = daysBetween(today(), due_on)
  return days === 0 ? daysAway(0) : t('agenda.when', { day: day(due_on, 'weekday'), away: daysAway(days) })
}

export function TaskRow({ task }: { task: TodayTask }) {
  const { kind, id, case_id, alias, due_on, words, months, version, because } = task
  const { mark, busy } = useMarkAction([readToday])
  const rule = `law.rule.${task.rule_id}.title`
  const named = because ? t(`agenda.review.${because}`) : t(`agenda.task.${kind}`, { months })
  // What the rules of law are called comes later than the page of the day itself.
  const title =
    words ?? (task.rule_id && hasText(rule) ? t('agenda.task.of_law', { kind: named, rule: t(rule) }) : named)
  return (
    <ListItem
      icon={icons[kind]}
      href={`/desk/people/${case_id}${tabs[kind]}${kind.startsWith('deadline') ? `&deadline=${id}` : ''}`}
      title={<bdi dir="auto">{title}</bdi>}
      detail={
        <>
          <bdi dir="auto">{alias}</bdi> · {whenOf(due_on)}
        </>
      }
      aside={
        kind === 'action' && (
          <Button
            small
            icon="check"
            isDisabled={busy}
            aria-label={t('plans.step.mark_done_of', { step: title })}
            onPress={() => mark({ case_id, action_id: id, version })}
          >
            {t('plans.step.mark_done')}
          </Button>
        )
      }
    />
  )
}
