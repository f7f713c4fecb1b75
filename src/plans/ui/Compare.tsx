// Two versions of the plan side by side, goal by goal: what is new, changed, dropped or reached. What stayed the same steps
// back.
import { needName } from '#assessments/ui/need-words.ts'
import { Badge, Prose } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import type { Compared, Differs, FrozenGoal, FrozenStep, FrozenWithout } from '../version.ts'
import { langOf } from './plan-words.ts'

const tones: Record<Differs, 'calm' | 'warning' | 'neutral' | 'good'> = {
  new: 'calm',
  changed: 'warning',
  dropped: 'neutral',
  reached: 'good',
  same: 'neutral',
}

/** What stayed as it was comes last. */
const order: Differs[] = ['changed', 'new', 'dropped', 'reached', 'same']

type Step = Compared['steps'][number]

function StepLine({ step, differs }: { step: FrozenStep; differs: Differs }) {
  const { words, in_her_words, owner_name, due_on, done_on } = step
  const who = owner_name || t(`plans.owner.${step.owner_kind}`)
  return (
    <li>
      <bdi dir="auto">{words}</bdi>
      {in_her_words && (
        <span className="step-hers" dir="auto">
          {in_her_words}
        </span>
      )}{' '}
      <span className="plan-soft">
        <bdi dir="auto">{who}</bdi> ·{' '}
        {done_on ? t('plans.step.done_on', { day: day(done_on, 'short') }) : day(due_on, 'short')}
      </span>{' '}
      {differs !== 'same' && <Badge tone={tones[differs]}>{t(`plans.differs.${differs}`)}</Badge>}
    </li>
  )
}

interface SideProps {
  title: string
  goal: FrozenGoal | null
  steps: { step: FrozenStep; differs: Differs }[]
}

function Side({ title, goal, steps }: SideProps) {
  if (!goal) return <div className="plan-side plan-side-none">{t('plans.not_there', { version: title })}</div>
  const { words, language, translation, why, change, status, waits_until } = goal
  return (
    <div className="plan-side">
      <span className="plan-soft">{title}</span>
      <div className="plan-side-words" {...langOf(language)}>
        <Prose>{words}</Prose>
      </div>
      {translation && <p dir="auto">{translation}</p>}
      {why && (
        <p dir="auto" {...langOf(language)}>
          {why}
        </p>
      )}
      <p className="plan-soft">
        {[
          status === 'waiting' && t('plans.status.waiting'),
          waits_until && t('plans.goal.until', { day: day(waits_until, 'short') }),
          change && t('plans.goal.says', { words: t(`plans.change.${change}`) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {steps.length > 0 && (
        <ul>
          {steps.map(({ step, differs }) => (
            <StepLine key={step.action_id} step={step} differs={differs} />
          ))}
        </ul>
      )}
    </div>
  )
}

/** The mark of a step stands on the side it speaks of: what was dropped on the earlier one. */
const stepsOf = (steps: Step[], side: 'before' | 'after') =>
  steps.flatMap(({ differs, before, after }) => {
    const step = side === 'before' ? before : after
    const told = side === 'before' ? differs === 'dropped' : true
    return step ? [{ step, differs: told ? differs : ('same' as const) }] : []
  })

const plain = (steps: Step[]) =>
  steps.flatMap(({ after }) => (after ? [{ step: after, differs: 'same' as const }] : []))

interface Props {
  goals: Compared[]
  without: (FrozenWithout & { section: string })[]
  /** What the earlier one is called; null: there is none. */
  before: string | null
  after: string
}

export function Compare({ goals, without, before, after }: Props) {
  const sorted = before ? goals.toSorted((a, b) => order.indexOf(a.differs) - order.indexOf(b.differs)) : goals
  if (goals.length === 0) return <p>{t('plans.compare.nothing')}</p>
  return (
    <>
      {sorted.map((goal) => (
        <article key={goal.goal_id} className={before ? 'plan-beside' : 'plan-lines'}>
          <p className="plan-row-head">
            <strong>{needName((goal.after ?? goal.before)?.need ?? '')}</strong>
            {before && <Badge tone={tones[goal.differs]}>{t(`plans.differs.${goal.differs}`)}</Badge>}
          </p>
          {before && <Side title={before} goal={goal.before} steps={stepsOf(goal.steps, 'before')} />}
          <Side title={after} goal={goal.after} steps={before ? stepsOf(goal.steps, 'after') : plain(goal.steps)} />
        </article>
      ))}
      {without.length > 0 && (
        <ul className="path-checks">
          {without.map(({ need, reason, words }) => (
            <li key={need} className="path-met">
              <span />
              <span>
                {needName(need)}: {t(`plans.without.${reason}`)} <bdi dir="auto">{words}</bdi>
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
