// Changing an appointment, alone or with those of its series. What a colleague saved meanwhile is shown field by field.
import type { CaseFile } from '#cases/case.ts'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { useKeptForm } from '#gate/use-form.tsx'
import { Problem } from '#kit/problem.ts'
import { Dialog, ErrorNotice, Notice, RadioGroup, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { AskOverride } from '#people/ui/AskOverride.tsx'
import { readTimeline } from '#timeline/timeline.ts'
import {
  type Appointment,
  changeAppointment,
  listAppointments,
  readAgenda,
  readAppointment,
  Scope,
} from '../appointment.ts'
import { AppointmentForm } from './AppointmentForm.tsx'
import { fieldNames, fieldsOf, fieldWords, plannedOf } from './appointment-draft.ts'
import { choices } from './appointment-words.ts'
import { mayPass } from './StandsAgainst.tsx'
import { useCheck } from './use-check.ts'

interface Props {
  appointment: Appointment
  sections: Appointment['section'][]
  file: CaseFile
  onClose: () => void
}

const answersOf = (of: Appointment) => ({ ...fieldsOf(of), scope: 'this' as (typeof Scope.options)[number] })
type Answers = ReturnType<typeof answersOf>

export function ChangeDialog({ appointment, sections, file, onClose }: Props) {
  const { case_id, appointment_id } = appointment
  const { nameOf } = useColleagues()
  const said = Object.fromEntries(
    fieldNames.map((name) => [
      name,
      [t(`appointments.about.${name}`), (value: unknown) => fieldWords(name, value as Answers[typeof name], nameOf)],
    ]),
  )
  const form = useKeptForm<typeof changeAppointment, Answers, Appointment>(changeAppointment, {
    name: `appointment ${appointment_id}`,
    first: answersOf(appointment),
    invalidates: [listAppointments, readAppointment, readAgenda, readTimeline],
    onSaved: () => toast(t('appointments.changed')),
    onDone: onClose,
    onTop: { record: appointment, answersOf, said },
  })
  const { answers, set } = form
  const planned = plannedOf(answers, appointment)
  const { checked, isCurrent, problem } = useCheck(planned && { case_id, appointment_id, ...planned })
  const clashes = checked ? checked.clashes.length > 0 : false
  const excluded = checked?.excluded ?? []
  const save = () =>
    planned &&
    form.save(({ scope, ...fields }: Answers, version: number) => ({
      ...{ case_id, appointment_id, version, scope, despite: clashes },
      ...(plannedOf(fields, appointment) ?? planned),
    }))
  return (
    <Dialog isOpen wide title={t('appointments.change')} onClose={onClose}>
      {form.returned && <Notice>{t('cases.draft_returned')}</Notice>}
      <AppointmentForm
        {...{ file, sections, set }}
        fields={answers}
        problem={form.problem?.key === 'exclusion.excluded' ? null : form.problem}
        checked={checked}
        submit={{
          label: t(clashes ? 'appointments.save_anyway' : 'appointments.save'),
          busy: form.busy,
          isDisabled: !planned || !checked || !isCurrent || !mayPass(checked),
          onSubmit: () => void save(),
          onCancel: form.leave,
        }}
      >
        {appointment.series_id && (
          <RadioGroup
            label={t('appointments.scope')}
            options={choices(Scope.options, 'appointments.scope')}
            value={answers.scope}
            onChange={(scope) => set({ scope: scope as Answers['scope'] })}
          />
        )}
        {problem && planned && <ErrorNotice problem={problem} />}
        {excluded.length > 0 && (
          <AskOverride
            case_id={case_id}
            problem={new Problem('conflict', 'exclusion.excluded', { because: excluded })}
            assignment={{ kind: 'appointment', appointment_id }}
          />
        )}
      </AppointmentForm>
      {form.dialog}
    </Dialog>
  )
}
