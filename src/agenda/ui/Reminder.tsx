// The reminder of an appointment: when it may be left and by which way, the neutral words, and a hand that leaves it.
// Nothing goes out by itself.
import { useState } from 'react'
import { useGet, useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { Button, Dialog, ErrorNotice, Loaded, Notice, Section, Select } from '#kit/ui/index.ts'
import { moment, t } from '#language/here.ts'
import { languageName } from '#language/ui/names.ts'
import { readContact, weighDeparture } from '#people/contact.ts'
import { channelsOf } from '#people/safe-contact.rules.ts'
import type { Channel } from '#people/safe-contact.ts'
import { DepartureResult } from '#people/ui/DepartureResult.tsx'
import { RuleCard, Text } from '#people/ui/RuleCard.tsx'
import { readTimeline } from '#timeline/timeline.ts'
import { type Appointment, type ReminderShown, readAppointment } from '../appointment.ts'
import { reminderTemplate } from '../reminder.rules.ts'
import { leaveReminder } from '../reminder.ts'

interface Props {
  appointment: Appointment
  reminder: ReminderShown
}

function Leave({ appointment, reminder, onClose }: Props & { onClose: () => void }) {
  const { case_id, appointment_id, on, at } = appointment
  const known = useGet(readContact, { case_id }, { staleMs: 0 })
  const [departure_id] = useState(newId)
  const [channel, setChannel] = useState<Channel>((reminder.channel as Channel | null) ?? 'sms')
  const [chosen, choose] = useState<string | null>(null)
  const language = chosen ?? known.data?.safe_contact?.language ?? 'es'
  const template = known.data && reminderTemplate(reminder.about)
  const weighed = useGet(
    weighDeparture,
    template ? { case_id, kind: 'reminder', channel, template, language, day: on, hour: at } : null,
    { staleMs: 0 },
  )
  const leave = useWrite(leaveReminder, { invalidates: [readContact, readAppointment, readTimeline] })
  const departure = known.data?.departures.find((each) => each.departure_id === departure_id)
  return (
    <Dialog isOpen wide title={t('appointments.reminder_leave')} onClose={onClose}>
      <Loaded of={known}>
        {({ safe_contact, version, languages }) =>
          leave.data ? (
            <>
              <RuleCard
                rule={safe_contact}
                channel={channel}
                allowed={leave.data.allowed}
                because={leave.data.because}
              />
              {leave.data.allowed && departure && !departure.result ? (
                <DepartureResult case_id={case_id} departure={departure} onDone={onClose} />
              ) : (
                <div className="form-actions">
                  <Button kind="primary" onPress={onClose}>
                    {t('ui.close')}
                  </Button>
                </div>
              )}
            </>
          ) : (
            <>
              <div className="appointment-row">
                <Select
                  label={t('people.contact.way')}
                  options={channelsOf.reminder.map((id) => ({ id, label: t(`people.channel.${id}`) }))}
                  value={channel}
                  onChange={(next) => setChannel(next as Channel)}
                />
                <Select
                  label={t('contact.language')}
                  options={languages.map((id) => ({ id, label: languageName(id) }))}
                  value={language}
                  onChange={choose}
                />
              </div>
              <Loaded of={weighed}>
                {({ allowed, because, text }) => (
                  <>
                    <RuleCard rule={safe_contact} channel={channel} allowed={allowed} because={because} />
                    {text && <Text text={text} />}
                    {leave.error && <ErrorNotice problem={leave.error} />}
                    <div className="form-actions">
                      <Button
                        kind={allowed ? 'primary' : 'secondary'}
                        busy={leave.isPending}
                        onPress={() =>
                          leave.mutate({
                            ...{ case_id, appointment_id, departure_id, channel, language, seen_version: version },
                          })
                        }
                      >
                        {t(allowed ? 'appointments.reminder_leave' : 'contact.record_refusal')}
                      </Button>
                      <Button kind="quiet" onPress={onClose}>
                        {t('ui.cancel')}
                      </Button>
                    </div>
                  </>
                )}
              </Loaded>
            </>
          )
        }
      </Loaded>
    </Dialog>
  )
}

export function Reminder({ appointment, reminder }: Props) {
  const [leaving, setLeaving] = useState(false)
  const { status, about, at, channel, because, left_at } = reminder
  return (
    <Section title={t('appointments.reminder')} lead={t('appointments.reminder_lead')}>
      {about === 'moved' && status === 'waits' && <Notice tone="warning">{t('appointments.reminder_moved')}</Notice>}
      {status === 'left' ? (
        <p>
          {left_at ? t('appointments.reminder_left_at', { when: moment(left_at) }) : t('appointments.reminder_left')}
        </p>
      ) : at && channel ? (
        <p>{t('appointments.reminder_at', { when: moment(at), channel: t(`people.channel.${channel}`) })}</p>
      ) : (
        <Notice tone="warning">
          {t('appointments.reminder_none')} {t(because)}
        </Notice>
      )}
      {status === 'waits' && (
        <div className="form-actions">
          <Button icon="phone" onPress={() => setLeaving(true)}>
            {t('appointments.reminder_leave')}
          </Button>
        </div>
      )}
      {leaving && <Leave appointment={appointment} reminder={reminder} onClose={() => setLeaving(false)} />}
    </Section>
  )
}
