// The plan: needs that still ask for a goal, what she wants in her words, who takes which step by when, and the day on
// which it is looked at again with her.
import { useState } from 'react'
import { needName } from '#assessments/ui/need-words.ts'
import type { CaseFile } from '#cases/case.ts'
import { useGet } from '#gate/query.ts'
import { Button, EmptyState, List, ListItem, Loaded, Section, Stack } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { AskingNeed } from '../plan.rules.ts'
import { readPlan } from '../plan.ts'
import { GoalCard } from './GoalCard.tsx'
import { NewGoal } from './GoalForm.tsx'
import { ReviewDay } from './ReviewDay.tsx'

interface AskingProps {
  file: CaseFile
  asks: AskingNeed[]
  onWrite: (need: string) => void
}

function Asking({ file, asks, onWrite }: AskingProps) {
  return (
    <Section title={t('plans.asks.title')} lead={t('plans.asks.lead')}>
      <List label={t('plans.asks.title')}>
        {asks.map(({ need, level, section }) => {
          const mayWrite = file.writes.includes(section)
          return (
            <ListItem
              key={need}
              icon="heart"
              title={needName(need)}
              detail={
                mayWrite
                  ? t(`needs.level.${level}`)
                  : t('plans.asks.other_section', { section: t(`access.section.${section}`) })
              }
              aside={
                mayWrite && (
                  <Button
                    small
                    icon="add"
                    aria-label={t('plans.asks.write_for', { need: needName(need) })}
                    onPress={() => onWrite(need)}
                  >
                    {t('plans.asks.write')}
                  </Button>
                )
              }
            />
          )
        })}
      </List>
    </Section>
  )
}

export function PlanPanel({ file }: { file: CaseFile }) {
  const plan = useGet(readPlan, { case_id: file.case_id }, { staleMs: 0 })
  const [writingFor, setWritingFor] = useState<string | null>(null)
  const begin = (need: string) => setWritingFor(need)
  const newGoal = file.writes.length > 0 && (
    <Button icon="add" onPress={() => begin('')}>
      {t('plans.goal.new')}
    </Button>
  )
  return (
    <Loaded of={plan}>
      {({ review, asks, goals }) => {
        const open = goals.filter(({ status }) => status === 'open')
        const past = goals.filter(({ status }) => status !== 'open')
        return (
          <Stack>
            {writingFor !== null && (
              <NewGoal file={file} need={writingFor || undefined} onDone={() => setWritingFor(null)} />
            )}
            {asks.length > 0 && <Asking file={file} asks={asks} onWrite={begin} />}
            <Section title={t('plans.goals')} actions={open.length > 0 && newGoal}>
              {open.length === 0 && (
                <EmptyState icon="plan" title={t('plans.empty')} action={newGoal}>
                  <p>{t('plans.empty_why')}</p>
                </EmptyState>
              )}
              <Stack>
                {open.map((goal) => (
                  <GoalCard key={goal.goal_id} file={file} goal={goal} />
                ))}
              </Stack>
            </Section>
            <ReviewDay file={file} review={review} />
            {past.length > 0 && (
              <Section title={t('plans.past')}>
                <Stack>
                  {past.map((goal) => (
                    <GoalCard key={goal.goal_id} file={file} goal={goal} />
                  ))}
                </Stack>
              </Section>
            )}
          </Stack>
        )
      }}
    </Loaded>
  )
}
