// The heart of the file: what she wants, large and calm, in her order and her words; beside it what still asks, what was
// agreed with her, and when the two of them look at it again.
import { lazy, Suspense, useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { Button, EmptyState, Loaded, problemText, Section, Skeleton, Stack, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readAsks } from '../ask.ts'
import { inHerOrder } from '../plan.rules.ts'
import { type Goal, orderGoals, readPlan } from '../plan.ts'
import { Agreed } from './Agreed.tsx'
import { Asking, WithoutGoal } from './Asking.tsx'
import { GoalCard } from './GoalCard.tsx'
import { NewGoal } from './GoalForm.tsx'
import { ReviewDay } from './ReviewDay.tsx'
import './plan.css'

const PathStrip = lazy(async () => ({ default: (await import('./PathStrip.tsx')).PathStrip }))

interface GoalsProps {
  file: CaseFile
  goals: Goal[]
}

/** In her order; whoever writes in a goal's section may move it. */
function Goals({ file, goals }: GoalsProps) {
  const order = useWrite(orderGoals, { invalidates: [readPlan] })
  const sorted = inHerOrder(goals)
  const move = (from: number, to: number) => {
    const ids = sorted.map(({ goal_id }) => goal_id)
    ids.splice(to, 0, ...ids.splice(from, 1))
    order.mutate(
      { case_id: file.case_id, goals: ids },
      { onError: (problem) => toast(problemText(problem), { tone: 'danger' }) },
    )
  }
  const mayMove = (goal: Goal) => file.writes.includes(goal.section) && !order.isPending
  return (
    <Stack>
      {sorted.map((goal, place) => (
        <GoalCard
          key={goal.goal_id}
          file={file}
          goal={goal}
          onUp={mayMove(goal) && place > 0 ? () => move(place, place - 1) : undefined}
          onDown={mayMove(goal) && place < sorted.length - 1 ? () => move(place, place + 1) : undefined}
        />
      ))}
    </Stack>
  )
}

/** Goals that ended are made only when somebody looks. */
function Past({ file, goals }: GoalsProps) {
  const [open, setOpen] = useState(false)
  return (
    <details className="plan-fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('plans.past_count', { count: goals.length })}</summary>
      {open && (
        <Section title={t('plans.past')}>
          <Stack>
            {goals.map((goal) => (
              <GoalCard key={goal.goal_id} file={file} goal={goal} />
            ))}
          </Stack>
        </Section>
      )}
    </details>
  )
}

export function PlanPanel({ file }: { file: CaseFile }) {
  const at = { case_id: file.case_id }
  const plan = useGet(readPlan, at, { staleMs: 0 })
  const { asks = [], without = [], next_review = null } = useGet(readAsks, at, { staleMs: 0 }).data ?? {}
  const [writingFor, setWritingFor] = useState<string | null>(null)
  const begin = (need: string) => setWritingFor(need)
  const ours = !file.because.startsWith('consent:')
  const newGoal = file.writes.length > 0 && (
    <Button icon="add" onPress={() => begin('')}>
      {t('plans.goal.new')}
    </Button>
  )
  return (
    <Loaded of={plan}>
      {({ review, goals, mark }) => {
        const open = goals.filter(({ status }) => status === 'open')
        const waiting = goals.filter(({ status }) => status === 'waiting')
        const past = goals.filter(({ status }) => status !== 'open' && status !== 'waiting')
        const rest = (
          <div className="plan-rest">
            {asks.length > 0 && (
              <div id="plan-asks">
                <Asking file={file} asks={asks} onWrite={begin} />
              </div>
            )}
            {ours && <Agreed file={file} goals={goals} mark={mark} />}
            <ReviewDay file={file} review={review} next={next_review} />
            {without.length > 0 && <WithoutGoal file={file} without={without} onWrite={begin} />}
          </div>
        )
        return (
          <div className="plan">
            <Stack>
              {ours && (
                <Suspense fallback={<Skeleton rows={1} />}>
                  <PathStrip file={file} />
                </Suspense>
              )}
              <div className="plan-parts">
                <Stack>
                  {writingFor !== null && (
                    <NewGoal file={file} need={writingFor || undefined} onDone={() => setWritingFor(null)} />
                  )}
                  <Section title={t('plans.goals')} actions={open.length > 0 && newGoal}>
                    {asks.length > 0 && (
                      <p className="plan-jump">
                        <a href="#plan-asks">{t('plans.asks.jump', { count: asks.length })}</a>
                      </p>
                    )}
                    {open.length === 0 && (
                      <EmptyState icon="plan" title={t('plans.empty')} action={newGoal}>
                        <p>{t('plans.empty_why')}</p>
                      </EmptyState>
                    )}
                    <Goals file={file} goals={open} />
                  </Section>
                  {waiting.length > 0 && (
                    <Section title={t('plans.waiting')} lead={t('plans.waiting_why')}>
                      <Goals file={file} goals={waiting} />
                    </Section>
                  )}
                  {past.length > 0 && <Past file={file} goals={past} />}
                </Stack>
                {rest}
              </div>
            </Stack>
          </div>
        )
      }}
    </Loaded>
  )
}
