// Marking a step done with an undo: from the plan and from the page of the day alike.
import { listFiles, openFile } from '#cases/case.ts'
import type { Callable } from '#gate/call.ts'
import { useWrite } from '#gate/query.ts'
import { problemText, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { markAction, readPlan } from '../plan.ts'

interface Step {
  case_id: string
  action_id: string
  version: number
}

/** `also`: readings of later rooms which a step done changes. */
export const useMarkAction = (also: Callable[] = []) => {
  const write = useWrite(markAction, { invalidates: [readPlan, readTimeline, openFile, listFiles, ...also] })
  const mark = (step: Step, done = true): void =>
    write.mutate(
      { ...step, done },
      {
        onSuccess: ({ version }) =>
          toast(t(done ? 'plans.step.is_done' : 'plans.step.is_open'), {
            ...(done && { undo: () => mark({ ...step, version }, false) }),
          }),
        onError: (problem) => toast(problemText(problem), { tone: 'danger' }),
      },
    )
  return { mark, busy: write.isPending }
}
