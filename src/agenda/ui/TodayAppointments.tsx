// The appointments of today and tomorrow, on the page of the day: when and for whom, never where.
import { useGet } from '#gate/query.ts'
import { Badge, List, ListItem, Section } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import type { AppointmentKind, AppointmentMode, AppointmentStatus } from '../appointment.ts'
import { readToday, type TodayAppointment } from '../today.ts'
import { hours, hoursThere, kindName, modeIcons, modeName, statusName, statusTones } from './appointment-words.ts'

function Row({ of }: { of: TodayAppointment }) {
  const [mode, status] = [of.mode as AppointmentMode, of.status as AppointmentStatus]
  return (
    <ListItem
      icon={mode === 'in_person' ? 'calendar' : modeIcons[mode]}
      href={`/desk/agenda/${of.case_id}/${of.appointment_id}`}
      title={
        <>
          {hours(of)} · {kindName(of.kind as AppointmentKind)} · <bdi dir="auto">{of.alias}</bdi>
        </>
      }
      detail={
        <>
          {hoursThere(of)} {mode !== 'in_person' && `${modeName(mode)} · `}
          {of.staff.map(({ staff_id, name, part }, place) => (
            <span key={staff_id}>
              {place > 0 && ' · '}
              {t(`appointments.part.${part}`)}: <bdi>{name}</bdi>
            </span>
          ))}
        </>
      }
      aside={
        <>
          {of.interpreter_language && <Badge icon="language">{t('appointments.with_interpreter')}</Badge>}
          {status !== 'planned' && <Badge tone={statusTones[status]}>{statusName(status)}</Badge>}
        </>
      }
    />
  )
}

export function TodayAppointments() {
  const { data } = useGet(readToday, {})
  if (!data) return null
  const days = [...new Set(data.appointments.map(({ on }) => on))]
  return days.map((on) => (
    <Section
      key={on}
      title={
        on === data.today ? t('appointments.today_title') : t('appointments.day_title', { day: day(on, 'weekday') })
      }
    >
      <List>
        {data.appointments
          .filter((each) => each.on === on)
          .map((each) => (
            <Row key={each.appointment_id} of={each} />
          ))}
      </List>
    </Section>
  ))
}
