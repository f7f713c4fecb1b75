// Planning or changing a step. She herself may be the one who takes it, a partner may, or somebody we only know by name.
import { type CaseFile, listFiles, openFile } from '#cases/case.ts'
import { choose, currentOf, differing } from '#cases/ui/conflict.ts'
import { today } from '#cases/ui/now.ts'
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { Button, ConflictDialog, Form, FormActions, Notice, toast } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { centsOf } from '#language/sums.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { addAction, changeAction, type PlanAction, readPlan } from '../plan.ts'
import { readVersions } from '../version.ts'
import { asOwner, ownerOf, type StepAnswers, StepFields, useOwners } from './StepFields.tsx'

interface Props {
  file: CaseFile
  goal: Pick<PlanAction, 'goal_id' | 'section'>
  action?: PlanAction
  /** What a new step leads to, where it was chosen before. */
  service?: { service_id: string; name: string }
  onDone: () => void
}

interface Draft extends StepAnswers {
  action_id: string
  version: number
  /** Which record of the directory the service is; kept while its name stays as it was. */
  service_id: string | null
}

const answersOf = (action: PlanAction): StepAnswers => ({
  words: action.words,
  in_her_words: action.in_her_words,
  owner: ownerOf(action),
  who: action.who,
  due_on: action.due_on,
  service: action.service?.name ?? '',
  cost: action.cost ? String(action.cost.cents / 100) : '',
  paid_by: action.cost?.paid_by ?? 'nobody_yet',
})

const labels: Partial<Record<keyof StepAnswers, string>> = {
  words: 'plans.step.words',
  in_her_words: 'plans.step.in_her_words',
  owner: 'plans.step.owner',
  who: 'plans.step.who',
  due_on: 'plans.step.due_on',
  service: 'plans.step.service',
  cost: 'plans.step.cost',
}
const names = Object.keys(labels) as (keyof StepAnswers)[]

export function ActionForm({ file, goal, action, service: chosen, onDone }: Props) {
  const { case_id } = file
  const { actor } = useSession()
  const owners = useOwners(file, goal.section)
  const [draft, setDraft, clear, returned] = useDraft<Draft>(
    `a step ${action?.action_id ?? `of ${goal.goal_id} ${chosen?.service_id ?? ''}`}`,
    {
      action_id: action?.action_id ?? newId(),
      version: action?.version ?? 0,
      service_id: action?.service?.service_id ?? chosen?.service_id ?? null,
      ...(action
        ? answersOf(action)
        : {
            ...{ words: '', in_her_words: '', owner: actor.staff_id, who: '', cost: '' },
            service: chosen?.name ?? '',
            due_on: addDays(today(), 7),
            paid_by: 'nobody_yet' as const,
          }),
    },
  )
  const invalidates = [readPlan, readVersions, readTimeline, openFile, listFiles]
  const add = useWrite(addAction, { invalidates })
  const change = useWrite(changeAction, { invalidates })
  const current = currentOf<PlanAction>(change.error)
  const leave = () => {
    clear()
    onDone()
  }
  const onSuccess = () => {
    toast(t('plans.step.saved'))
    leave()
  }
  const save = (answers: Draft) => {
    const { action_id, version, words, in_her_words, owner, who, due_on, service, service_id, cost, paid_by } = answers
    const cents = centsOf(cost)
    if (!due_on || (cost !== '' && cents === null)) return
    const sameService = service === (action?.service ?? chosen)?.name
    const step = {
      ...{ case_id, action_id, words, in_her_words, due_on, ...asOwner(owner) },
      who: owner === 'other' ? who : '',
      service: service === '' ? null : { service_id: sameService ? service_id : null, name: service },
      cost: cents === null ? null : { cents, paid_by },
    }
    if (action) change.mutate({ ...step, version }, { onSuccess })
    else add.mutate({ ...step, goal_id: goal.goal_id }, { onSuccess })
  }
  const say = (answers: StepAnswers, name: keyof StepAnswers): string => {
    if (name === 'owner') return owners.find(({ id }) => id === answers.owner)?.label ?? t('cases.colleague')
    if (name === 'due_on') return answers.due_on ? day(answers.due_on, 'long') : ''
    return answers[name] ?? ''
  }
  return (
    <Form problem={current ? null : (add.error ?? change.error)} onSubmit={() => save(draft)}>
      {returned && <Notice>{t('cases.draft_returned')}</Notice>}
      <StepFields answers={draft} owners={owners} onChange={(next) => setDraft({ ...draft, ...next })} />
      <FormActions>
        <Button type="submit" kind="primary" busy={add.isPending || change.isPending}>
          {t('plans.step.save')}
        </Button>
        <Button kind="quiet" onPress={leave}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
      {current && (
        <ConflictDialog
          isOpen
          fields={differing(
            names.map((name) => ({
              name,
              label: t(labels[name] ?? ''),
              mine: say(draft, name),
              theirs: say(answersOf(current), name),
            })),
          )}
          onClose={() => change.reset()}
          onResolve={(choice) => {
            const chosen = choose<StepAnswers>(draft, answersOf(current), choice)
            save({ ...draft, ...chosen, version: current.version })
          }}
        />
      )}
    </Form>
  )
}
