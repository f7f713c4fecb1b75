// Without an appointment: the talk of now is planned first, so that it stands in her file, and then somebody is asked for it.
import { useState } from 'react'
import type { Section } from '#access/access.ts'
import { type AppointmentKind, appointmentKinds, listAppointments, planAppointment } from '#agenda/appointment.ts'
import { wallOf } from '#agenda/layout.rules.ts'
import { myZone } from '#agenda/ui/agenda-place.ts'
import { sectionFor } from '#agenda/ui/appointment-draft.ts'
import { kindName } from '#agenda/ui/appointment-words.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { newId } from '#kit/id.ts'
import { Button, Dialog, Form, FormActions, Loaded, Notice, Select } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { Given } from '#links/ui/HandOver.tsx'
import { listBookings } from '../booking.ts'
import { OfferForm } from './OfferForm.tsx'
import type { Chosen } from './WhoMayCome.tsx'

interface Props {
  case_id: string
  chosen: Chosen
  named_as: string
  onClose: () => void
  onDone: (appointment_id: string, given: Given | null) => void
}

const minuteMs = 60_000
const two = (part: number): string => String(part).padStart(2, '0')

function Plan({ case_id, chosen, may, onPlanned, onClose }: PlanProps) {
  const { actor } = useSession()
  const [appointment_id] = useState(newId)
  const [kind, setKind] = useState<AppointmentKind>('talk')
  const plan = useWrite(planAppointment, { invalidates: [listAppointments, listBookings] })
  const { need } = chosen
  const submit = () => {
    const zone = myZone()
    const { day, minutes } = wallOf(need.starts_at, zone)
    const lasts = Math.round((Date.parse(need.ends_at) - Date.parse(need.starts_at)) / minuteMs)
    plan.mutate(
      {
        ...{ case_id, appointment_id, kind, section: sectionFor(kind, may), mode: need.mode },
        when: { on: day, at: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`, minutes: lasts, zone },
        interpreter_language: need.language,
        interpreter_dialect: need.dialect,
        staff: [{ staff_id: actor.staff_id, part: 'leads' }],
        // She is here: that one of us should be elsewhere does not send her away.
        despite: true,
      },
      { onSuccess: () => onPlanned(appointment_id) },
    )
  }
  return (
    <Form problem={plan.error} onSubmit={submit}>
      <p>{t('interpreting.plan_what')}</p>
      <Select
        label={t('interpreting.plan_kind')}
        options={appointmentKinds.map((id) => ({ id, label: kindName(id) }))}
        value={kind}
        onChange={(id) => setKind(id as AppointmentKind)}
      />
      <FormActions>
        <Button type="submit" kind="primary" busy={plan.isPending}>
          {t('interpreting.plan_do')}
        </Button>
        <Button kind="quiet" onPress={onClose}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}
interface PlanProps extends Pick<Props, 'case_id' | 'chosen' | 'onClose'> {
  /** The sections of the file one may plan in. */
  may: Section[]
  onPlanned: (appointment_id: string) => void
}

export function PlanAndOffer({ case_id, chosen, named_as, onClose, onDone }: Props) {
  const [planned, setPlanned] = useState<string | null>(null)
  const found = useGet(listAppointments, { case_id })
  const leave = () => (planned ? onDone(planned, null) : onClose())
  return (
    <Dialog isOpen wide title={t('interpreting.ask_title', { name: chosen.who.name })} onClose={leave}>
      {planned ? (
        <OfferForm
          {...{ case_id, chosen, named_as }}
          appointment_id={planned}
          meet_at=""
          onBack={leave}
          onDone={(given) => onDone(planned, given)}
        />
      ) : (
        <Loaded of={found}>
          {({ may_plan }) =>
            may_plan.length === 0 ? (
              <Notice tone="warning">{t('interpreting.plan_not')}</Notice>
            ) : (
              <Plan {...{ case_id, chosen, onClose }} may={may_plan} onPlanned={setPlanned} />
            )
          }
        </Loaded>
      )}
    </Dialog>
  )
}
