// Planning an appointment, once or again and again. What is typed survives a crash; a clash passes only where it may.
import type { Section } from '#access/access.ts'
import { useDraft } from '#gate/draft.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { Problem } from '#kit/problem.ts'
import { Dialog, ErrorNotice, Loaded, Notice, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { AskOverride } from '#people/ui/AskOverride.tsx'
import { readTimeline } from '#timeline/timeline.ts'
import { listAppointments, planAppointment, readAgenda } from '../appointment.ts'
import { AppointmentForm } from './AppointmentForm.tsx'
import { newDraftIds, newFields, notRepeating, plannedOf, seriesOf } from './appointment-draft.ts'
import { RepeatFields } from './RepeatFields.tsx'
import { mayPass } from './StandsAgainst.tsx'
import { useCheck } from './use-check.ts'
import './agenda.css'

interface Props {
  case_id: string
  /** What the person speaks, to be offered first where an interpreter is needed. */
  languages: string[]
  on: string | null
  onClose: () => void
}

function Planning({ case_id, languages, on, onClose, sections }: Props & { sections: Section[] }) {
  const { actor } = useSession()
  const [draft, show, clear, returned] = useDraft(`appointment of ${case_id}`, {
    ids: newDraftIds(),
    fields: newFields(actor.staff_id, sections, on, languages),
    repeating: notRepeating,
  })
  const { ids, fields, repeating } = draft
  const planned = plannedOf(fields)
  const series = seriesOf(ids.series_id, repeating)
  const asked =
    planned && series !== undefined ? { case_id, appointment_id: ids.appointment_id, ...planned, series } : null
  const { checked, isCurrent, problem } = useCheck(asked)
  const plan = useWrite(planAppointment, { invalidates: [listAppointments, readAgenda, readTimeline] })
  const clashes = checked ? checked.clashes.length > 0 : false
  const leave = () => {
    clear()
    onClose()
  }
  const save = () =>
    asked &&
    plan.mutate(
      { ...asked, despite: clashes },
      {
        onSuccess: ({ made }) => {
          toast(t('appointments.planned', { count: made }))
          leave()
        },
      },
    )
  const excluded = checked?.excluded ?? []
  return (
    <>
      {returned && <Notice>{t('cases.draft_returned')}</Notice>}
      <AppointmentForm
        {...{ case_id, fields, sections, languages }}
        set={(change) => show({ ...draft, fields: { ...fields, ...change } })}
        problem={plan.error?.key === 'exclusion.excluded' ? null : plan.error}
        checked={checked}
        submit={{
          label: t(clashes ? 'appointments.plan_anyway' : 'appointments.plan'),
          busy: plan.isPending,
          isDisabled: !asked || !checked || !isCurrent || !mayPass(checked),
          onSubmit: () => void save(),
          onCancel: leave,
        }}
      >
        <RepeatFields
          of={repeating}
          set={(change) => show({ ...draft, repeating: { ...repeating, ...change } })}
          days={checked?.days ?? []}
          from={fields.on}
        />
        {problem && asked && <ErrorNotice problem={problem} />}
        {excluded.length > 0 && (
          <AskOverride
            case_id={case_id}
            problem={new Problem('conflict', 'exclusion.excluded', { because: excluded })}
            assignment={{ kind: 'appointment', appointment_id: ids.appointment_id }}
          />
        )}
      </AppointmentForm>
    </>
  )
}

export function PlanDialog(props: Props) {
  const known = useGet(listAppointments, { case_id: props.case_id })
  return (
    <Dialog isOpen wide title={t('appointments.plan')} onClose={props.onClose}>
      <Loaded of={known}>{({ may_plan }) => <Planning {...props} sections={may_plan} />}</Loaded>
    </Dialog>
  )
}
