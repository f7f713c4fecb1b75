// Keeping a place in another house's unit, or standing on its list: for whom, how long or how soon. The house is told that
// somebody of ours comes, and no name.
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { Button, Dialog, Form, FormActions, Notice, RadioGroup, TextField } from '#kit/ui/index.ts'
import { isolate, t } from '#language/here.ts'
import { holdTheirs, listAsked, waitTheirs } from '../asked.ts'
import type { Misfit } from '../stay.ts'
import { listUnits, type Unit, Urgency } from '../unit.ts'
import { Misfits } from './Fit.tsx'
import { PersonField, useCameFrom } from './PersonField.tsx'
import { choices, done } from './place-words.ts'

interface Props {
  unit: Unit
  onClose: () => void
}

const changed = { invalidates: [listUnits, listAsked] }
const misfitsOf = (problem: Problem | null): Misfit[] | null =>
  problem?.key === 'place.misfit' ? (problem.details.misfits as Misfit[]) : null

interface FrameProps extends Props {
  title: string
  action: string
  problem: Problem | null
  busy: boolean
  ready: boolean
  onSubmit: () => void
  children: React.ReactNode
}
function Frame({ unit, title, action, problem, busy, ready, onSubmit, onClose, children }: FrameProps) {
  const misfits = misfitsOf(problem)
  return (
    <Dialog isOpen title={title} onClose={onClose}>
      <Form problem={misfits ? null : problem} onSubmit={onSubmit}>
        <p>{t('places.theirs_what', { house: isolate(unit.organisation_name) })}</p>
        {children}
        {misfits && (
          <Notice tone="danger">
            <Misfits misfits={misfits} />
          </Notice>
        )}
        <FormActions>
          <Button type="submit" kind="primary" busy={busy} isDisabled={!ready}>
            {action}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}

export function HoldTheirsDialog({ unit, onClose }: Props) {
  const [hold_id] = useState(newId)
  const [hours, setHours] = useState(String(Math.min(12, unit.hold_hours)))
  const [of_case_id, setPerson] = useState(useCameFrom())
  const save = useWrite(holdTheirs, changed)
  const { unit_id } = unit
  const submit = () =>
    of_case_id &&
    save.mutate(
      { unit_id, hold_id, hours: Number(hours), of_case_id },
      { onSuccess: done('places.theirs_kept', onClose) },
    )
  return (
    <Frame
      {...{ unit, onClose }}
      title={t('places.theirs_hold_title', { unit: isolate(unit.name) })}
      action={t('places.theirs_hold')}
      problem={save.error}
      busy={save.isPending}
      ready={Boolean(of_case_id)}
      onSubmit={submit}
    >
      <PersonField value={of_case_id} onChange={setPerson} />
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
    </Frame>
  )
}

export function WaitTheirsDialog({ unit, onClose }: Props) {
  const [waiting_id] = useState(newId)
  const [urgency, setUrgency] = useState<string>('this_week')
  const [of_case_id, setPerson] = useState(useCameFrom())
  const save = useWrite(waitTheirs, changed)
  const { unit_id } = unit
  const submit = () =>
    of_case_id &&
    save.mutate(
      { unit_id, waiting_id, of_case_id, urgency: urgency as Urgency },
      { onSuccess: done('places.theirs_waits', onClose) },
    )
  return (
    <Frame
      {...{ unit, onClose }}
      title={t('places.wait_title', { unit: isolate(unit.name) })}
      action={t('places.wait')}
      problem={save.error}
      busy={save.isPending}
      ready={Boolean(of_case_id)}
      onSubmit={submit}
    >
      <PersonField value={of_case_id} onChange={setPerson} />
      <RadioGroup
        name="urgency"
        label={t('places.urgency')}
        isRequired
        options={choices(Urgency.options, 'places.urgency')}
        value={urgency}
        onChange={setUrgency}
      />
    </Frame>
  )
}
