// One step: what, who, by when; done with one press, and taken back with another.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { today } from '#cases/ui/now.ts'
import { daysBetween } from '#kit/day.ts'
import { Badge, Button, ListItem } from '#kit/ui/index.ts'
import { day, daysAway, t } from '#language/here.ts'
import { isOverdue } from '../plan.rules.ts'
import type { Goal, PlanAction } from '../plan.ts'
import { ActionForm } from './ActionForm.tsx'
import { useMarkAction } from './mark-action.ts'
import { costWords, langOf, otherOwner } from './plan-words.ts'

interface Props {
  file: CaseFile
  goal: Goal
  action: PlanAction
}

const useOwnerName = ({ team, card }: CaseFile, action: PlanAction): string => {
  const { nameOf } = useColleagues()
  const { owner_kind, owner_id, owner_organisation_id } = action
  if (owner_id) return nameOf(owner_id)
  if (owner_kind === 'person') return card.alias
  if (owner_kind === 'other') return otherOwner(action)
  return team.find((each) => each.organisation_id === owner_organisation_id)?.name ?? t('plans.step.a_partner')
}

/** What stands under the step, after who and when: where it leads, what it costs, what became of its referral. */
function About({ file, action }: Pick<Props, 'file' | 'action'>) {
  const { service, cost, referral } = action
  return (
    <>
      {service && (
        <>
          {' · '}
          {service.service_id ? (
            <a href={`/desk/services/${service.service_id}`} dir="auto">
              {service.name}
            </a>
          ) : (
            <bdi dir="auto">{service.name}</bdi>
          )}
        </>
      )}
      {cost && <> · {costWords(cost)}</>}
      {referral && (
        <>
          {' · '}
          <a href={`/desk/people/${file.case_id}?tab=referrals`}>{t(`plans.referral.${referral.status}`)}</a>
        </>
      )}
    </>
  )
}

export function ActionRow({ file, goal, action }: Props) {
  const [changing, setChanging] = useState(false)
  const { mark, busy } = useMarkAction()
  const who = useOwnerName(file, action)
  const { case_id, writes } = file
  const { action_id, due_on, done_on, version, words, in_her_words, section } = action
  const goalIsOpen = goal.status === 'open'
  const mayWrite = writes.includes(section) && goalIsOpen
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
          {in_her_words && (
            <span className="step-hers" dir="auto" {...langOf(goal.language)}>
              {in_her_words}
            </span>
          )}
          <bdi dir="auto">{who}</bdi> · {when}
          <About file={file} action={action} />
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
