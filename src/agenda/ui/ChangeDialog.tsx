// Changing an appointment, alone or with those of its series. What a colleague saved meanwhile is shown field by field.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { useKeptForm } from '#gate/use-form.tsx'
import { newId } from '#kit/id.ts'
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
import { fieldNames, fieldsOf, fieldWords, notRepeating, plannedOf, seriesOf } from './appointment-draft.ts'
import { choices } from './appointment-words.ts'
import { RepeatFields } from './RepeatFields.tsx'
import { mayPass } from './StandsAgainst.tsx'
import { useCheck } from './use-check.ts'

interface Props {
  appointment: Appointment
  sections: Appointment['section'][]
  file: CaseFile
  onClose: () => void
}

const answersOf = (of: Appointment) => ({
  ...fieldsOf(of),
  scope: 'this' as (typeof Scope.options)[number],
  repeating: notRepeating,
})
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
  const [series_id] = useState(newId)
  const { scope, repeating } = answers
  const ruleOf = (of: Answers) => (of.scope === 'following' ? seriesOf(series_id, of.repeating) : null)
  // Undefined while its end is not said.
  const series = ruleOf(answers)
  const { checked, isCurrent, problem } = useCheck(
    planned && series !== undefined ? { case_id, appointment_id, ...planned, series } : null,
  )
  const clashes = checked ? checked.clashes.length > 0 : false
  const excluded = checked?.excluded ?? []
  const save = () =>
    planned &&
    form.save((typed: Answers, version: number) => ({
      ...{ case_id, appointment_id, version, scope: typed.scope, despite: clashes },
      ...(plannedOf(typed, appointment) ?? planned),
      series: ruleOf(typed) ?? null,
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
          isDisabled: !planned || series === undefined || !checked || !isCurrent || !mayPass(checked),
          onSubmit: () => void save(),
          onCancel: form.leave,
        }}
      >
        {appointment.series_id && (
          <RadioGroup
            label={t('appointments.scope')}
            options={choices(Scope.options, 'appointments.scope')}
            value={scope}
            onChange={(scope) => set({ scope: scope as Answers['scope'] })}
          />
        )}
        {appointment.series_id && scope === 'following' && (
          <RepeatFields
            another
            of={repeating}
            set={(change) => set({ repeating: { ...repeating, ...change } })}
            days={checked?.days ?? []}
            from={answers.on}
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
