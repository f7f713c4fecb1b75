// Going along: setting out to it, with a colleague who is told when nothing is heard, and being back.
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { newId } from '#kit/id.ts'
import { Button, Dialog, ErrorNotice, Form, FormActions, Notice, Section, Select, toast } from '#kit/ui/index.ts'
import { t, time } from '#language/here.ts'
import { comeBack, readLoneVisits } from '#team/lone-visit.ts'
import { useOut } from '#team/ui/OutAlarms.tsx'
import { useOthers } from '#team/ui/who.ts'
import { type Appointment, setOut } from '../appointment.ts'

const changed = { invalidates: [readLoneVisits] }

function SetOut({
  appointment: { case_id, appointment_id },
  onClose,
}: {
  appointment: Appointment
  onClose: () => void
}) {
  const others = useOthers()
  const [visit_id] = useState(newId)
  const [tell_id, tell] = useState<string | null>(null)
  const go = useWrite(setOut, changed)
  const save = () =>
    tell_id &&
    go.mutate(
      { case_id, appointment_id, visit_id, tell_id },
      {
        onSuccess: ({ expected_at }) => {
          toast(t('appointments.out_until', { time: time(expected_at) }))
          onClose()
        },
      },
    )
  return (
    <Dialog isOpen title={t('appointments.set_out')} onClose={onClose}>
      <Form problem={go.error} onSubmit={() => void save()}>
        <p>{t('appointments.set_out_why')}</p>
        <Select
          name="tell_id"
          label={t('appointments.tell')}
          isRequired
          options={others}
          value={tell_id}
          onChange={tell}
        />
        <Notice tone="warning">{t('staff_care.no_messages')}</Notice>
        <FormActions>
          <Button type="submit" kind="primary" busy={go.isPending} isDisabled={!tell_id}>
            {t('appointments.set_out')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}

/** Nobody sets out a day before, or when it is over and the way back as well. */
const earliestHours = 12
const isNear = ({ starts_at, ends_at, away_after }: Appointment): boolean => {
  const now = Date.now()
  const back = Date.parse(ends_at) + away_after * 60_000
  return now > Date.parse(starts_at) - earliestHours * 3_600_000 && now < back
}

export function Outside({ appointment }: { appointment: Appointment }) {
  const { actor } = useSession()
  const out = useOut()
  const back = useWrite(comeBack, changed)
  const [going, setGoing] = useState(false)
  const goesAlong = appointment.staff.some(({ staff_id }) => staff_id === actor.staff_id)
  const mine = out.data?.visits.find((visit) => visit.mine)
  if (!goesAlong || appointment.status !== 'planned' || appointment.mode !== 'in_person' || !isNear(appointment))
    return null
  const isBack = (visit_id: string) =>
    back.mutate({ visit_id }, { onSuccess: () => toast(t('staff_care.out.is_back')) })
  return (
    <Section title={t('appointments.outside')} lead={t('appointments.outside_lead')}>
      {back.error && <ErrorNotice problem={back.error} />}
      {mine && (
        <p>
          {t(mine.alarm ? 'staff_care.out.you_late' : 'staff_care.out.you', { time: time(mine.expected_at) })} ·{' '}
          {t('staff_care.out.told', { name: mine.tell_name })}
        </p>
      )}
      <div className="form-actions">
        {/* One button for both, so that the focus stays on it. */}
        <Button
          kind={mine ? 'primary' : 'secondary'}
          icon={mine ? 'check' : 'place'}
          busy={back.isPending}
          onPress={() => (mine ? isBack(mine.visit_id) : setGoing(true))}
        >
          {t(mine ? 'staff_care.out.back' : 'appointments.set_out')}
        </Button>
      </div>
      {going && <SetOut appointment={appointment} onClose={() => setGoing(false)} />}
    </Section>
  )
}
