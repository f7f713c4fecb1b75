// One appointment whole: when, where, who goes, how one gets there, what became of it, and what is done about it.
import { useParams } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { type CaseFile, openFile } from '#cases/case.ts'
import { useGet } from '#gate/query.ts'
import type { ReplyOf } from '#kit/endpoint.ts'
import {
  Badge,
  Button,
  Columns,
  Facts,
  Loaded,
  Menu,
  Name,
  Notice,
  PageHeader,
  Prose,
  Section,
  Skeleton,
  Stack,
} from '#kit/ui/index.ts'
import { day, list, t } from '#language/here.ts'
import { languageName, provinceName } from '#language/ui/names.ts'
import { type Appointment, listAppointments, readAppointment } from '../appointment.ts'
import {
  hours,
  hoursThere,
  kindName,
  modeName,
  reasonName,
  statusName,
  statusTones,
  titleOf,
} from './appointment-words.ts'
import { ChangeDialog } from './ChangeDialog.tsx'
import { CancelDialog, CloseDialog } from './EndDialogs.tsx'
import { Outside } from './Outside.tsx'
import { Reminder } from './Reminder.tsx'
import './agenda.css'

const fact = (key: string, value: ReactNode) => (value ? [{ label: t(`appointments.about.${key}`), value }] : [])
const words = (text: string): ReactNode => text && <bdi dir="auto">{text}</bdi>
const minutes = (count: number) => count > 0 && t('appointments.minutes', { count })

const namesOf = ({ staff }: Appointment, wanted: Appointment['staff'][number]['part']) => {
  const names = staff.filter(({ part }) => part === wanted).map(({ name }) => name)
  return names.length > 0 && <Name>{list(names)}</Name>
}

function About({ of }: { of: Appointment }) {
  const { place } = of
  return (
    <Section title={t('appointments.about')}>
      <Facts
        items={[
          ...fact('on', day(of.on, 'weekday')),
          ...fact(
            'at',
            <>
              {hours(of)} {hoursThere(of)}
            </>,
          ),
          ...fact('kind', kindName(of.kind)),
          ...fact('mode', modeName(of.mode)),
          ...fact('leads', namesOf(of, 'leads')),
          ...fact('accompanies', namesOf(of, 'accompanies')),
          ...fact('with', words(list(of.with.map(({ name }) => name)))),
          ...fact(
            'language',
            of.interpreter_language &&
              [languageName(of.interpreter_language), of.interpreter_dialect].filter(Boolean).join(' · '),
          ),
          ...fact('section', t(`access.section.${of.section}`)),
          ...fact('province', of.province && provinceName(of.province)),
        ]}
      />
      {place.secret && <Notice tone="warning">{t('appointments.secret_here')}</Notice>}
      <Facts
        items={[
          ...fact('place_name', words(place.name)),
          ...fact('place_address', words([place.address, place.town].filter(Boolean).join(', '))),
          ...fact('before', minutes(of.away_before)),
          ...fact('after', minutes(of.away_after)),
          ...fact('meet_at', words(of.meet_at)),
          ...fact('stops', words(of.stops.join(' → '))),
          ...fact('bring', words(of.bring)),
        ]}
      />
    </Section>
  )
}

function Became({ of }: { of: Appointment }) {
  if (of.status === 'planned') return null
  return (
    <Section title={t('appointments.became')}>
      <p>
        {statusName(of.status)}
        {of.reason && <> · {reasonName(of.reason)}</>}
      </p>
      {of.outcome && <Prose>{of.outcome}</Prose>}
    </Section>
  )
}

type Doing = 'change' | 'cancel' | 'held' | 'no_show'

export interface Beside {
  file: CaseFile
  appointment: Appointment
  may_plan: boolean
}

interface WholeProps {
  file: CaseFile
  reply: ReplyOf<typeof readAppointment>
  beside: ((of: Beside) => ReactNode) | undefined
}

function Whole({ file, reply: { appointment, reminder, may_plan }, beside }: WholeProps) {
  const [doing, setDoing] = useState<Doing | null>(null)
  const known = useGet(listAppointments, doing === 'change' ? { case_id: file.case_id } : null)
  const { status, starts_at, moved } = appointment
  const close = () => setDoing(null)
  const planned = status === 'planned' && may_plan
  const begun = Date.parse(starts_at) <= Date.now()
  return (
    <>
      <PageHeader
        title={titleOf(appointment)}
        lead={
          <>
            <Name>{file.card.alias}</Name> · {day(appointment.on, 'weekday')} · {hours(appointment)}
          </>
        }
        marks={
          <>
            <Badge tone={statusTones[status]}>{statusName(status)}</Badge>
            {moved > 0 && <Badge>{t('appointments.moved', { count: moved })}</Badge>}
            {appointment.series_id && <Badge>{t('appointments.of_series')}</Badge>}
          </>
        }
        back={{ href: `/desk/people/${file.case_id}?tab=appointments`, label: file.card.alias }}
        actions={
          planned && (
            <>
              {begun ? (
                <>
                  <Button kind="primary" icon="check" onPress={() => setDoing('held')}>
                    {t('appointments.close.held')}
                  </Button>
                  <Button onPress={() => setDoing('no_show')}>{t('appointments.close.no_show')}</Button>
                </>
              ) : (
                <Button icon="edit" onPress={() => setDoing('change')}>
                  {t('appointments.change')}
                </Button>
              )}
              <Menu
                label={t('shell.more')}
                items={[
                  ...(begun
                    ? [{ id: 'change', label: t('appointments.change'), onAction: () => setDoing('change') }]
                    : []),
                  { id: 'cancel', label: t('appointments.cancel'), danger: true, onAction: () => setDoing('cancel') },
                ]}
              />
            </>
          )
        }
      />
      <Columns
        aside={
          <>
            <Outside appointment={appointment} />
            {reminder && <Reminder appointment={appointment} reminder={reminder} />}
            {!reminder && status === 'planned' && !begun && (
              <Notice>
                {t(appointment.reminder_wanted ? 'appointments.reminder_over' : 'appointments.no_reminder')}
              </Notice>
            )}
          </>
        }
      >
        <Became of={appointment} />
        <About of={appointment} />
        {appointment.interpreter_language && beside?.({ file, appointment, may_plan })}
      </Columns>
      {doing === 'change' && known.data && (
        <ChangeDialog appointment={appointment} sections={known.data.may_plan} file={file} onClose={close} />
      )}
      {doing === 'cancel' && <CancelDialog appointment={appointment} onClose={close} />}
      {(doing === 'held' || doing === 'no_show') && (
        <CloseDialog appointment={appointment} status={doing} onClose={close} />
      )}
    </>
  )
}

interface Props {
  /** What another room knows of it, such as the interpreter's booking. */
  beside?: (of: Beside) => ReactNode
}

export function AppointmentPage({ beside }: Props) {
  const { case_id = '', appointment_id = '' } = useParams({ strict: false }) as Record<string, string | undefined>
  const file = useGet(openFile, case_id ? { case_id } : null, { staleMs: Number.POSITIVE_INFINITY })
  const found = useGet(readAppointment, appointment_id ? { case_id, appointment_id } : null, { staleMs: 0 })
  return (
    <Stack>
      <Loaded of={file} skeleton={<Skeleton kind="page" />}>
        {(opened) => (
          <Loaded of={found} skeleton={<Skeleton kind="page" />}>
            {(reply) => <Whole file={opened} reply={reply} beside={beside} />}
          </Loaded>
        )}
      </Loaded>
    </Stack>
  )
}
