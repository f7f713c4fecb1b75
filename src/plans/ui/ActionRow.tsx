// One step: what, who, by when; done with one press, and taken back with another.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { today } from '#cases/ui/now.ts'
import { daysBetween } from '#kit/day.ts'
import { Badge, Button, ListItem } from '#kit/ui/index.ts'
import { day, daysAway, t } from '#language/here.ts'
import { isOverdue } from '../plan.rules.ts'
import type { PlanAction } from '../plan.ts'
import { ActionForm } from './ActionForm.tsx'
import { useMarkAction } from './mark-action.ts'

interface Props {
  file: CaseFile
  action: PlanAction
  goalIsOpen: boolean
}

export function ActionRow({ file, action, goalIsOpen }: Props) {
  const { nameOf } = useColleagues()
  const [changing, setChanging] = useState(false)
  const { mark, busy } = useMarkAction()
  const { case_id, writes, card } = file
  const { action_id, owner_id, due_on, done_on, version, words, section } = action
  const mayWrite = writes.includes(section) && goalIsOpen
  const who = owner_id ? nameOf(owner_id) : card.alias
  const late = goalIsOpen && isOverdue(action, today())
  const when = done_on
    ? t('plans.step.done_on', { day: day(done_on, 'short') })
    : t('plans.step.due', { day: day(due_on, 'weekday'), away: daysAway(daysBetween(today(), due_on)) })
  if (changing)
    return (
      <li className="list-item">
        <ActionForm file={file} goal={action} action={action} onDone={() => setChanging(false)} />
      </li>
    )
  return (
    <ListItem
      icon={done_on ? 'check' : 'clock'}
      title={<bdi dir="auto">{words}</bdi>}
      detail={
        <>
          <bdi dir="auto">{who}</bdi> · {when}
        </>
      }
      aside={
        <>
          {late && <Badge tone="warning">{t('plans.step.overdue')}</Badge>}
          {mayWrite && !done_on && (
            <Button
              small
              icon="check"
              isDisabled={busy}
              aria-label={t('plans.step.mark_done_of', { step: words })}
              onPress={() => mark({ case_id, action_id, version })}
            >
              {t('plans.step.mark_done')}
            </Button>
          )}
          {mayWrite && !done_on && (
            <Button
              small
              kind="quiet"
              icon="edit"
              aria-label={t('plans.step.change_of', { step: words })}
              onPress={() => setChanging(true)}
            />
          )}
          {mayWrite && done_on && (
            <Button small kind="quiet" isDisabled={busy} onPress={() => mark({ case_id, action_id, version }, false)}>
              {t('plans.step.take_back')}
            </Button>
          )}
        </>
      }
    />
  )
}
