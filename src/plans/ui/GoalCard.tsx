// One goal in her words, with its steps.
import { useState } from 'react'
import { needName } from '#assessments/ui/need-words.ts'
import type { CaseFile } from '#cases/case.ts'
import { Badge, Button, List, Prose } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import type { Goal, GoalStatus } from '../plan.ts'
import { ActionForm } from './ActionForm.tsx'
import { ActionRow } from './ActionRow.tsx'
import { ChangeGoal } from './GoalForm.tsx'
import './goal.css'

const toneOf = (status: GoalStatus) => (status === 'open' ? 'calm' : status === 'reached' ? 'good' : 'neutral')

export function GoalCard({ file, goal }: { file: CaseFile; goal: Goal }) {
  const [doing, setDoing] = useState<'change' | 'step' | null>(null)
  const done = () => setDoing(null)
  const mayWrite = file.writes.includes(goal.section)
  const left = goal.actions.filter(({ done_on }) => done_on === null)
  const finished = goal.actions.filter(({ done_on }) => done_on !== null)
  return (
    <article className="goal">
      <p className="goal-head">
        <Badge tone={toneOf(goal.status)}>
          {goal.status === 'open' ? needName(goal.need) : t(`plans.status.${goal.status}`)}
        </Badge>
        {goal.status !== 'open' && <Badge>{needName(goal.need)}</Badge>}
        <span>{t('plans.goal.set_on', { day: day(goal.set_on, 'short') })}</span>
      </p>
      <div className="goal-words">
        <Prose>{goal.words}</Prose>
      </div>
      {goal.actions.length > 0 && (
        <List label={t('plans.steps')}>
          {[...left, ...finished].map((action) => (
            <ActionRow key={action.action_id} file={file} action={action} goalIsOpen={goal.status === 'open'} />
          ))}
        </List>
      )}
      {goal.status === 'open' && goal.actions.length === 0 && <p>{t('plans.steps_empty')}</p>}
      {doing === 'change' && <ChangeGoal file={file} goal={goal} onDone={done} />}
      {doing === 'step' && <ActionForm file={file} goal={goal} onDone={done} />}
      {mayWrite && doing === null && (
        <p className="goal-actions">
          {goal.status === 'open' && (
            <Button small icon="add" onPress={() => setDoing('step')}>
              {t('plans.step.new')}
            </Button>
          )}
          <Button small kind="quiet" icon="edit" onPress={() => setDoing('change')}>
            {t('plans.goal.change')}
          </Button>
        </p>
      )}
    </article>
  )
}
