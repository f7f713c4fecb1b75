// Planning an appointment, once or again and again. What is typed survives a crash; a clash passes only where it may.
import type { Section } from '#access/access.ts'
import { type CaseFile, openFile } from '#cases/case.ts'
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
  on: string | null
  onClose: () => void
}

/** Oneself where one is on the team, else whoever holds the threads. */
const leaderOf = ({ team }: CaseFile, me: string): string[] => {
  const ours = team.filter(({ kind }) => kind === 'team')
  const leader =
    ours.find(({ staff_id }) => staff_id === me) ?? ours.find((each) => each.function === 'reference_worker')
  return leader?.staff_id ? [leader.staff_id] : []
}

function Planning({ file, on, onClose, sections }: Omit<Props, 'case_id'> & { file: CaseFile; sections: Section[] }) {
  const { actor } = useSession()
  const { case_id } = file
  const [draft, show, clear, returned] = useDraft(`appointment of ${case_id}`, {
    ids: newDraftIds(),
    fields: newFields(leaderOf(file, actor.staff_id), sections, on, file.card.languages),
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
        {...{ file, fields, sections }}
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
  const { case_id } = props
  const known = useGet(listAppointments, { case_id })
  const file = useGet(openFile, { case_id }, { staleMs: Number.POSITIVE_INFINITY })
  return (
    <Dialog isOpen wide title={t('appointments.plan')} onClose={props.onClose}>
      <Loaded of={file}>
        {(opened) => (
          <Loaded of={known}>
            {({ may_plan }) =>
              may_plan.length === 0 ? (
                <Notice tone="warning">{t('appointments.may_not')}</Notice>
              ) : (
                <Planning {...props} file={opened} sections={may_plan} />
              )
            }
          </Loaded>
        )}
      </Loaded>
    </Dialog>
  )
}
