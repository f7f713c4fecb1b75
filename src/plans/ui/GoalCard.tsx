// One goal in her words and her language, with its steps. What is done steps back; what is next stands in sight.
import { type ReactNode, useState } from 'react'
import { needName } from '#assessments/ui/need-words.ts'
import type { CaseFile } from '#cases/case.ts'
import { Badge, Button, List, Menu, type MenuAction, Prose } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import type { Goal, GoalStatus } from '../plan.ts'
import { ActionForm } from './ActionForm.tsx'
import { ActionRow } from './ActionRow.tsx'
import { ChangeGoal } from './GoalForm.tsx'
import { inLanguage, langOf } from './plan-words.ts'
import './plan.css'

const tones: Partial<Record<GoalStatus, 'calm' | 'good'>> = { open: 'calm', reached: 'good' }
/** More than one takes in at a look; the rest opens. */
const inSight = 6

function HerWords({ goal }: { goal: Goal }) {
  const { words, language, translation, why } = goal
  return (
    <>
      <div className="goal-words">
        <div className="goal-hers" {...langOf(language)}>
          <Prose>{words}</Prose>
        </div>
        {translation && (
          <div className="goal-beside">
            <small>{t('plans.goal.beside', { language: inLanguage(language) })}</small>
            <Prose>{translation}</Prose>
          </div>
        )}
      </div>
      {why && (
        <div className="goal-why">
          <small>{t('plans.goal.why')}</small>
          <div {...langOf(language)}>
            <Prose>{why}</Prose>
          </div>
        </div>
      )}
    </>
  )
}

function Steps({ file, goal }: { file: CaseFile; goal: Goal }) {
  const [all, setAll] = useState(false)
  const ahead = goal.actions.filter(({ done_on }) => done_on === null)
  const finished = goal.actions.filter(({ done_on }) => done_on !== null)
  const shown = all ? ahead : ahead.slice(0, inSight)
  const row = (action: Goal['actions'][number]) => (
    <ActionRow key={action.action_id} file={file} goal={goal} action={action} />
  )
  return (
    <>
      {ahead.length > 0 && <List label={t('plans.steps')}>{shown.map(row)}</List>}
      {ahead.length > shown.length && (
        <p className="goal-actions">
          <Button small kind="quiet" icon="down" onPress={() => setAll(true)}>
            {t('plans.steps_more', { count: ahead.length - shown.length })}
          </Button>
        </p>
      )}
      {finished.length > 0 && <Finished count={finished.length}>{() => finished.map(row)}</Finished>}
    </>
  )
}

/** Rows that are only made when somebody looks. */
function Finished({ count, children }: { count: number; children: () => ReactNode }) {
  const [open, setOpen] = useState(false)
  return (
    <details className="plan-fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('plans.steps_done', { count })}</summary>
      {open && <List label={t('plans.steps_done', { count })}>{children()}</List>}
    </details>
  )
}

interface Props {
  file: CaseFile
  goal: Goal
  /** Moves it in her order; absent where it stands at that end. */
  onUp?: (() => void) | undefined
  onDown?: (() => void) | undefined
}

export function GoalCard({ file, goal, onUp, onDown }: Props) {
  const [doing, setDoing] = useState<'change' | 'step' | null>(null)
  const done = () => setDoing(null)
  const mayWrite = file.writes.includes(goal.section)
  const { status, need, change, waits_until } = goal
  const moves: MenuAction[] = [
    ...(onUp ? [{ id: 'up', label: t('plans.goal.up'), icon: 'up' as const, onAction: onUp }] : []),
    ...(onDown ? [{ id: 'down', label: t('plans.goal.down'), icon: 'down' as const, onAction: onDown }] : []),
  ]
  return (
    <article className="goal">
      <p className="goal-head">
        <Badge tone={tones[status] ?? 'neutral'}>
          {status === 'open' ? needName(need) : t(`plans.status.${status}`)}
        </Badge>
        {status !== 'open' && <Badge>{needName(need)}</Badge>}
        <span>{t('plans.goal.set_on', { day: day(goal.set_on, 'short') })}</span>
        {status === 'waiting' && waits_until && (
          <span>{t('plans.goal.until', { day: day(waits_until, 'short') })}</span>
        )}
        {change && <span>{t('plans.goal.says', { words: t(`plans.change.${change}`) })}</span>}
      </p>
      <HerWords goal={goal} />
      <Steps file={file} goal={goal} />
      {status === 'open' && goal.actions.length === 0 && <p>{t('plans.steps_empty')}</p>}
      {doing === 'change' && <ChangeGoal file={file} goal={goal} onDone={done} />}
      {doing === 'step' && <ActionForm file={file} goal={goal} onDone={done} />}
      {mayWrite && doing === null && (
        <p className="goal-actions">
          {status === 'open' && (
            <Button small icon="add" onPress={() => setDoing('step')}>
              {t('plans.step.new')}
            </Button>
          )}
          <Button small kind="quiet" icon="edit" onPress={() => setDoing('change')}>
            {t('plans.goal.change')}
          </Button>
          {moves.length > 0 && <Menu label={t('plans.goal.order')} items={moves} />}
        </p>
      )}
    </article>
  )
}
