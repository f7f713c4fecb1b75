// The appointments of a person, in the file: what is to come, what was, and planning one.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useGet } from '#gate/query.ts'
import { addDays } from '#kit/day.ts'
import { Badge, Button, EmptyState, List, ListItem, Loaded, Section, Stack } from '#kit/ui/index.ts'
import { day, moment, t } from '#language/here.ts'
import { type Appointment, listAppointments } from '../appointment.ts'
import { hours, hoursThere, modeIcons, statusName, statusTones, titleOf } from './appointment-words.ts'
import { PlanDialog } from './PlanDialog.tsx'
import './agenda.css'

/** How far back one looks at a time. */
const lookBackDays = 90
/** Of a long series the next ones are enough at first. */
const firstRows = 8

function Row({ of }: { of: Appointment }) {
  const there = hoursThere(of)
  const names = of.staff.map(({ name }) => name)
  return (
    <ListItem
      icon={of.mode === 'in_person' ? 'calendar' : modeIcons[of.mode]}
      href={`/desk/agenda/${of.case_id}/${of.appointment_id}`}
      title={<bdi dir="auto">{titleOf(of)}</bdi>}
      detail={
        <>
          {day(of.on, 'weekday')} · {hours(of)} {there}
          {names.map((name) => (
            <span key={name}>
              {' · '}
              <bdi>{name}</bdi>
            </span>
          ))}
        </>
      }
      aside={
        <>
          {of.interpreter_language && <Badge icon="language">{t('appointments.with_interpreter')}</Badge>}
          {of.status !== 'planned' && <Badge tone={statusTones[of.status]}>{statusName(of.status)}</Badge>}
        </>
      }
    />
  )
}

export function AppointmentsSide({ file, today }: { file: CaseFile; today: string }) {
  const [since, look] = useState(addDays(today, -lookBackDays))
  const [planning, setPlanning] = useState(false)
  const [all, showAll] = useState(false)
  const { case_id } = file
  const found = useGet(listAppointments, { case_id, since }, { keepPrevious: true })
  return (
    <Loaded of={found}>
      {({ appointments, taken, may_plan }) => {
        const inOrder = [...appointments].sort((a, b) => a.starts_at.localeCompare(b.starts_at))
        const coming = inOrder.filter((of) => of.status === 'planned' && of.on >= today)
        const past = inOrder.filter((of) => !coming.includes(of)).reverse()
        const plan = may_plan.length > 0 && file.status === 'open' && (
          <Button kind="primary" icon="add" onPress={() => setPlanning(true)}>
            {t('appointments.plan')}
          </Button>
        )
        return (
          <Stack>
            <Section title={t('appointments.coming')} lead={t('appointments.side_lead')} actions={plan}>
              {coming.length === 0 ? (
                <EmptyState icon="calendar" title={t('appointments.none_coming')}>
                  {t('appointments.none_coming_why')}
                </EmptyState>
              ) : (
                <List label={t('appointments.coming')}>
                  {(all ? coming : coming.slice(0, firstRows)).map((of) => (
                    <Row key={of.appointment_id} of={of} />
                  ))}
                </List>
              )}
              {!all && coming.length > firstRows && (
                <div className="form-actions">
                  <Button small onPress={() => showAll(true)}>
                    {t('appointments.show_rest', { count: coming.length - firstRows })}
                  </Button>
                </div>
              )}
              {taken.length > 0 && (
                <>
                  <p className="agenda-hint">{t('appointments.taken')}</p>
                  <List label={t('appointments.taken')}>
                    {taken.map((each) => (
                      <ListItem
                        key={each.starts_at}
                        icon="lock"
                        title={t('appointments.busy.busy')}
                        detail={t('appointments.from_until', {
                          ...{ from: moment(each.starts_at), until: moment(each.ends_at) },
                        })}
                      />
                    ))}
                  </List>
                </>
              )}
            </Section>
            <Section title={t('appointments.past')} lead={t('appointments.past_since', { day: day(since, 'long') })}>
              {past.length > 0 && (
                <List label={t('appointments.past')}>
                  {past.map((of) => (
                    <Row key={of.appointment_id} of={of} />
                  ))}
                </List>
              )}
              <div className="form-actions">
                <Button small onPress={() => look(addDays(since, -2 * lookBackDays))}>
                  {t('appointments.look_back')}
                </Button>
              </div>
            </Section>
            {planning && <PlanDialog case_id={case_id} on={null} onClose={() => setPlanning(false)} />}
          </Stack>
        )
      }}
    </Loaded>
  )
}
