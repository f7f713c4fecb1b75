// Ending an appointment: cancelled and whose reason it was, held and what came of it, or that it did not take place.
import { useState } from 'react'
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import { Button, Dialog, Form, FormActions, RadioGroup, Select, TextArea, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import {
  type Appointment,
  cancelAppointment,
  closeAppointment,
  listAppointments,
  type Reason,
  ReasonOf,
  readAgenda,
  readAppointment,
  reasons,
  Scope,
} from '../appointment.ts'
import { choices } from './appointment-words.ts'

const changed = { invalidates: [listAppointments, readAppointment, readAgenda, readTimeline] }

interface Answer {
  of: Reason['of'] | null
  why: Reason['why'] | null
}
const reasonOf = ({ of, why }: Answer): Reason | null => (of && why ? { of, why } : null)

function ReasonFields({ answer, set }: { answer: Answer; set: (next: Answer) => void }) {
  return (
    <>
      <RadioGroup
        inline
        name="why.of"
        label={t('appointments.reason_of')}
        isRequired
        options={choices(ReasonOf.options, 'appointments.reason_of')}
        value={answer.of}
        onChange={(of) => set({ ...answer, of: of as Reason['of'] })}
      />
      <Select
        name="why.why"
        label={t('appointments.why')}
        description={t('appointments.why_why')}
        isRequired
        options={choices(reasons, 'appointments.why')}
        value={answer.why}
        onChange={(why) => set({ ...answer, why: why as Reason['why'] })}
      />
    </>
  )
}

interface Props {
  appointment: Appointment
  onClose: () => void
}

export function CancelDialog({ appointment, onClose }: Props) {
  const { case_id, appointment_id, version, series_id } = appointment
  const [answer, set] = useState<Answer>({ of: null, why: null })
  const [scope, setScope] = useState<(typeof Scope.options)[number]>('this')
  const cancel = useWrite(cancelAppointment, changed)
  const why = reasonOf(answer)
  const save = () =>
    why &&
    cancel.mutate(
      { case_id, appointment_id, version, scope, why },
      {
        onSuccess: () => {
          toast(t('appointments.cancelled'))
          onClose()
        },
      },
    )
  return (
    <Dialog isOpen title={t('appointments.cancel')} onClose={onClose}>
      <Form problem={cancel.error} onSubmit={() => void save()}>
        <p>{t('appointments.cancel_why')}</p>
        {series_id && (
          <RadioGroup
            label={t('appointments.scope')}
            options={choices(Scope.options, 'appointments.scope')}
            value={scope}
            onChange={(next) => setScope(next as typeof scope)}
          />
        )}
        <ReasonFields answer={answer} set={set} />
        <FormActions>
          <Button type="submit" kind="danger" busy={cancel.isPending} isDisabled={!why}>
            {t('appointments.cancel')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('appointments.keep')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}

export function CloseDialog({ appointment, status, onClose }: Props & { status: 'held' | 'no_show' }) {
  const { case_id, appointment_id, version } = appointment
  const [answer, set] = useState<Answer>({ of: null, why: null })
  const [{ outcome }, show, clear] = useDraft(`outcome of ${appointment_id}`, { outcome: appointment.outcome })
  const close = useWrite(closeAppointment, changed)
  const held = status === 'held'
  const why = reasonOf(answer)
  const leave = () => {
    clear()
    onClose()
  }
  const save = () => {
    if (!held && !why) return
    close.mutate(
      { case_id, appointment_id, version, status, why: held ? null : why, outcome },
      {
        onSuccess: () => {
          toast(t(`appointments.closed.${status}`))
          leave()
        },
      },
    )
  }
  return (
    <Dialog isOpen title={t(`appointments.close.${status}`)} onClose={onClose}>
      <Form problem={close.error} onSubmit={save}>
        {!held && (
          <>
            <p>{t('appointments.no_reproach')}</p>
            <ReasonFields answer={answer} set={set} />
          </>
        )}
        <TextArea
          name="outcome"
          label={t('appointments.outcome')}
          description={t('appointments.outcome_why')}
          rows={4}
          value={outcome}
          onChange={(words) => show({ outcome: words })}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={close.isPending} isDisabled={!held && !why}>
            {t(`appointments.close.${status}`)}
          </Button>
          <Button kind="quiet" onPress={leave}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
