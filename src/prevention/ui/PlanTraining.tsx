// Planning a training, from nothing or from what an institution asked for; and changing a plan while it may be changed.
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useDraft } from '#gate/draft.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { PreventionTabs } from '#institutions/ui/PreventionTabs.tsx'
import { newId } from '#kit/id.ts'
import { Button, Form, FormActions, Loaded, Notice, PageHeader, Skeleton, Stack, toast } from '#kit/ui/index.ts'
import { isolate, t } from '#language/here.ts'
import type { Curriculum } from '../curriculum.ts'
import { listRequests, readRequest, type TrainingRequest } from '../request.ts'
import { keepTraining, listSessions, listTrainings, readCurricula, readTraining, type Training } from '../training.ts'
import { WhatPart, WhenPart, WherePart, WhoPart } from './PlanFields.tsx'
import { comesWith, emptyPlan, type PlanDraft, planFor, planOf, sentOf } from './plan-draft.ts'
import './prevention.css'

interface Props {
  of?: Training
  request?: TrainingRequest
  /** Chosen in the catalogue. */
  curriculum_id?: string
  curricula: Curriculum[]
}

function Planning({ of, request, curriculum_id, curricula }: Props) {
  const navigate = useNavigate()
  const { actor } = useSession()
  const [training_id] = useState(() => of?.training_id ?? newId())
  const me = actor.staff_id
  const begun = request ? planFor(request, me) : emptyPlan(me, curriculum_id)
  const first = of ? planOf(of) : { ...begun, ...comesWith(begun, curricula) }
  const [plan, show, clear, returned] = useDraft<PlanDraft>(
    `training ${of?.training_id ?? request?.request_id ?? curriculum_id ?? 'new'}`,
    first,
  )
  const save = useWrite(keepTraining, {
    invalidates: [listTrainings, listSessions, readTraining, listRequests, readRequest],
  })
  const set = (change: Partial<PlanDraft>) => show({ ...plan, ...change })
  const part = { plan, set, curricula }
  const open = () => void navigate({ to: `/prevention/trainings/${training_id}` as never })
  const submit = () =>
    save.mutate(
      {
        ...sentOf(plan),
        training_id,
        version: of?.version ?? 0,
        request_id: of?.request_id ?? request?.request_id ?? null,
      },
      {
        onSuccess: () => {
          clear()
          toast(t('prevention.form.saved'))
          open()
        },
      },
    )
  const leave = () => {
    clear()
    if (of) open()
    else void navigate({ to: (request ? '/prevention/requests' : '/prevention') as never })
  }
  return (
    <>
      <PreventionTabs here="trainings" />
      <PageHeader
        title={t(of ? 'prevention.edit' : 'prevention.plan')}
        lead={t('prevention.form.lead')}
        back={
          of
            ? { href: `/desk/prevention/trainings/${of.training_id}`, label: t('prevention.page.plan') }
            : { href: '/desk/prevention', label: t('prevention.tab.trainings') }
        }
      />
      <Stack>
        {returned && <Notice>{t('prevention.form.returned')}</Notice>}
        {request && (
          <Notice>{t('prevention.form.from_request', { institution: isolate(request.contact.institution) })}</Notice>
        )}
        <Form problem={save.error} onSubmit={submit}>
          <Stack>
            <WhatPart {...part} />
            <WhenPart {...part} />
            <WherePart {...part} />
            <WhoPart {...part} />
            <FormActions>
              <Button type="submit" kind="primary" busy={save.isPending}>
                {t('prevention.form.save')}
              </Button>
              <Button kind="quiet" onPress={leave}>
                {t('ui.cancel')}
              </Button>
            </FormActions>
          </Stack>
        </Form>
      </Stack>
    </>
  )
}

/** What a plan begins with comes from what is taught, so that is read first. */
function WithCurricula(props: Omit<Props, 'curricula'>) {
  const found = useGet(readCurricula, {})
  return (
    <Loaded of={found} skeleton={<Skeleton kind="page" />}>
      {({ curricula }) => <Planning {...props} curricula={curricula} />}
    </Loaded>
  )
}

function FromRequest({ request_id }: { request_id: string }) {
  const found = useGet(readRequest, { request_id })
  return (
    <Loaded of={found} skeleton={<Skeleton kind="page" />}>
      {(request) => <WithCurricula request={request} />}
    </Loaded>
  )
}

export function NewTraining() {
  const { request, curriculum } = useSearch({ strict: false }) as { request?: string; curriculum?: string }
  if (request) return <FromRequest request_id={request} />
  return <WithCurricula {...(curriculum && { curriculum_id: curriculum })} />
}

export function EditTraining() {
  const { training_id } = useParams({ strict: false }) as { training_id?: string }
  const found = useGet(readTraining, training_id ? { training_id } : null)
  return (
    <Loaded of={found} skeleton={<Skeleton kind="page" />}>
      {(of) => <WithCurricula key={of.version} of={of} />}
    </Loaded>
  )
}
