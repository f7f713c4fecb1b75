// A service that fits becomes a step: towards which goal, who goes, by when. The service is named on it already.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useGet } from '#gate/query.ts'
import { Button, Dialog, LinkButton, Loaded, Notice, Select, Stack } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { type Goal, readPlan } from '../plan.ts'
import { ActionForm } from './ActionForm.tsx'

interface Props {
  file: CaseFile
  /** Goals for this need come first. */
  need: string
  service: { service_id: string; name: string }
}

const longest = 80

function Choice({ file, need, service, goals, onDone }: Props & { goals: Goal[]; onDone: () => void }) {
  const open = goals.filter(({ status, section }) => status === 'open' && file.writes.includes(section))
  const sorted = open.toSorted((a, b) => Number(b.need === need) - Number(a.need === need))
  const [goal_id, setGoal] = useState(sorted[0]?.goal_id)
  const goal = sorted.find((each) => each.goal_id === goal_id)
  if (!goal)
    return (
      <Stack>
        <Notice>{t('plans.step.no_goal')}</Notice>
        <p className="goal-actions">
          <LinkButton icon="plan" href={`/desk/people/${file.case_id}?tab=plan`}>
            {t('plans.step.to_plan')}
          </LinkButton>
        </p>
      </Stack>
    )
  return (
    <Stack>
      <Select
        label={t('plans.step.towards')}
        options={sorted.map((each) => ({ id: each.goal_id, label: each.words.slice(0, longest) }))}
        value={goal.goal_id}
        onChange={setGoal}
      />
      <ActionForm key={goal.goal_id} file={file} goal={goal} service={service} onDone={onDone} />
    </Stack>
  )
}

export function StepFromService(props: Props) {
  const [open, setOpen] = useState(false)
  const plan = useGet(readPlan, open ? { case_id: props.file.case_id } : null)
  const { name } = props.service
  return (
    <>
      <Button icon="plan" aria-label={t('plans.step.from_service_of', { name })} onPress={() => setOpen(true)}>
        {t('plans.step.from_service')}
      </Button>
      {open && (
        <Dialog isOpen onClose={() => setOpen(false)} title={t('plans.step.from_service_of', { name })}>
          <Loaded of={plan}>{({ goals }) => <Choice {...props} goals={goals} onDone={() => setOpen(false)} />}</Loaded>
        </Dialog>
      )}
    </>
  )
}
