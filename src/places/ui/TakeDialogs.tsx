// Giving a place, holding one for hours, putting somebody on the waiting list.
import { useState } from 'react'
import { today } from '#cases/ui/now.ts'
import { useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { newId } from '#kit/id.ts'
import { Button, DateField, Dialog, Form, FormActions, RadioGroup, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { beginStay, holdPlace, listStays, waitForPlace } from '../stay.ts'
import { listUnits, readUnit, type Unit, Urgency } from '../unit.ts'
import { Fit, useFit } from './Fit.tsx'
import { PersonField, useCameFrom } from './PersonField.tsx'
import { choices, done } from './place-words.ts'

const changed = [listUnits, readUnit, listStays]

export interface TakeProps {
  unit: Unit
  /** One place of it, with the hold that keeps it; otherwise the first that is free. */
  place?: { place_id: string | null; label: string; hold_id: string | null; case_id: string | null }
  onClose: () => void
}

function Buttons({
  action,
  busy,
  isDisabled,
  onClose,
}: {
  action: string
  busy: boolean
  isDisabled?: boolean
  onClose: () => void
}) {
  return (
    <FormActions>
      <Button type="submit" kind="primary" busy={busy} isDisabled={isDisabled ?? false}>
        {action}
      </Button>
      <Button kind="quiet" onPress={onClose}>
        {t('ui.cancel')}
      </Button>
    </FormActions>
  )
}

export function AssignDialog({ unit, place, onClose }: TakeProps) {
  const from = useCameFrom()
  const { may } = useSession()
  const [stay_id] = useState(newId)
  const [of_case_id, setPerson] = useState(place?.case_id ?? from)
  const [from_on, setFrom] = useState<string | null>(today())
  const [planned_until, setUntil] = useState<string | null>(null)
  const save = useWrite(beginStay, { invalidates: changed })
  const misfits = useFit(unit.unit_id, of_case_id)
  const submit = () =>
    of_case_id &&
    from_on &&
    save.mutate(
      {
        unit_id: unit.unit_id,
        stay_id,
        place_id: place?.place_id ?? null,
        hold_id: place?.hold_id ?? null,
        of_case_id,
        from_on,
        planned_until,
      },
      { onSuccess: done('places.assigned', onClose) },
    )
  return (
    <Dialog
      isOpen
      title={t('places.assign_title', { unit: [unit.name, place?.label].filter(Boolean).join(', ') })}
      onClose={onClose}
    >
      <Form problem={save.error} onSubmit={submit}>
        <PersonField value={of_case_id} onChange={setPerson} />
        {of_case_id && <Fit unit_id={unit.unit_id} case_id={of_case_id} mayAsk={may['case.write'] ?? false} />}
        <DateField
          name="from_on"
          label={t('places.from_on')}
          isRequired
          max={today()}
          value={from_on}
          onChange={setFrom}
        />
        <DateField
          name="planned_until"
          label={t('places.until_plan')}
          min={today()}
          value={planned_until}
          onChange={setUntil}
        />
        <Buttons
          action={t(misfits && misfits.length > 0 ? 'places.try_all_the_same' : 'places.assign')}
          busy={save.isPending}
          isDisabled={!of_case_id || misfits === null}
          onClose={onClose}
        />
      </Form>
    </Dialog>
  )
}

export function HoldDialog({ unit, place, onClose }: TakeProps) {
  const from = useCameFrom()
  const [hold_id] = useState(newId)
  const [hours, setHours] = useState(String(Math.min(12, unit.hold_hours)))
  const [of_case_id, setPerson] = useState<string | null>(from)
  const save = useWrite(holdPlace, { invalidates: changed })
  const submit = () =>
    save.mutate(
      { unit_id: unit.unit_id, hold_id, place_id: place?.place_id ?? null, hours: Number(hours), of_case_id },
      { onSuccess: done('places.held_now', onClose) },
    )
  return (
    <Dialog
      isOpen
      title={t('places.hold_title', { unit: [unit.name, place?.label].filter(Boolean).join(', ') })}
      onClose={onClose}
    >
      <Form problem={save.error} onSubmit={submit}>
        <TextField
          name="hours"
          label={t('places.hold_hours')}
          description={t('problem.place.too_long', { hours: unit.hold_hours })}
          inputMode="numeric"
          isRequired
          ltr
          width="short"
          value={hours}
          onChange={setHours}
        />
        <PersonField label={t('places.hold_for')} isRequired={false} value={of_case_id} onChange={setPerson} />
        {of_case_id && <Fit unit_id={unit.unit_id} case_id={of_case_id} mayAsk={false} />}
        <Buttons action={t('places.hold')} busy={save.isPending} onClose={onClose} />
      </Form>
    </Dialog>
  )
}

export function WaitDialog({ unit, onClose }: TakeProps) {
  const from = useCameFrom()
  const [waiting_id] = useState(newId)
  const [of_case_id, setPerson] = useState(from)
  const [urgency, setUrgency] = useState<string>('this_week')
  const save = useWrite(waitForPlace, { invalidates: changed })
  const submit = () =>
    of_case_id &&
    save.mutate(
      { unit_id: unit.unit_id, waiting_id, of_case_id, urgency: urgency as Urgency },
      { onSuccess: done('places.waits_now', onClose) },
    )
  return (
    <Dialog isOpen title={t('places.wait_title', { unit: unit.name })} onClose={onClose}>
      <Form problem={save.error} onSubmit={submit}>
        <PersonField value={of_case_id} onChange={setPerson} />
        <RadioGroup
          name="urgency"
          label={t('places.urgency')}
          isRequired
          options={choices(Urgency.options, 'places.urgency')}
          value={urgency}
          onChange={setUrgency}
        />
        <Buttons action={t('places.wait')} busy={save.isPending} isDisabled={!of_case_id} onClose={onClose} />
      </Form>
    </Dialog>
  )
}
