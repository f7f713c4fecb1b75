// What is done with a booking: the answer typed from the telephone, a new link, and what came of the day.
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { Button, Dialog, Form, FormActions, RadioGroup, TextField, toast } from '#kit/ui/index.ts'
import { isolate, t } from '#language/here.ts'
import { newLinkCode, newLinkSecret } from '#links/secret.ts'
import type { Given } from '#links/ui/HandOver.tsx'
import { usualWays, Ways } from '#links/ui/Ways.tsx'
import { answerBooking, type Booking, closeBooking, listBookings, sendBookingLink } from '../booking.ts'
import { findInterpreters } from '../finding.ts'
import { AnswerFields, noAnswer } from './AnswerFields.tsx'
import { choices } from './interpreter-words.ts'

interface Which {
  case_id: string
  booking_id: string
  version: number
}

function Buttons({ action, busy, off, onClose }: { action: string; busy: boolean; off: boolean; onClose: () => void }) {
  return (
    <FormActions>
      <Button type="submit" kind="primary" busy={busy} isDisabled={off}>
        {action}
      </Button>
      <Button kind="quiet" onPress={onClose}>
        {t('ui.cancel')}
      </Button>
    </FormActions>
  )
}

export function AnswerDialog({ name, onClose, ...which }: Which & { name: string; onClose: () => void }) {
  const [said, setSaid] = useState(noAnswer)
  const save = useWrite(answerBooking, { invalidates: [listBookings, findInterpreters] })
  const submit = () =>
    said.answer &&
    save.mutate(
      { ...which, answer: said.answer, conflict: said.conflict },
      {
        onSuccess: () => {
          toast(t('interpreting.answer_kept'))
          onClose()
        },
      },
    )
  return (
    <Dialog isOpen title={t('interpreting.answer_title', { name: isolate(name) })} onClose={onClose}>
      <Form problem={save.error} onSubmit={submit}>
        <AnswerFields said={said} onChange={setSaid} />
        <Buttons
          action={t('interpreting.save')}
          busy={save.isPending}
          off={said.answer === null || (said.answer === 'yes' && said.conflict === null)}
          onClose={onClose}
        />
      </Form>
    </Dialog>
  )
}

interface LinkProps extends Which {
  ends_at: string
  onClose: (given: Given | null) => void
}

export function LinkDialog({ ends_at, onClose, ...which }: LinkProps) {
  const [link] = useState(() => ({ link_id: newId(), secret: newLinkSecret(), code: newLinkCode() }))
  const [ways, setWays] = useState(usualWays)
  const send = useWrite(sendBookingLink, { invalidates: [listBookings] })
  const until = addDays(ends_at.slice(0, 10), 1)
  const submit = () =>
    send.mutate(
      { ...which, link: { ...link, ...ways } },
      {
        onSuccess: () =>
          onClose({ purpose: 'interpreter', secret: link.secret, code: link.code, code_by: ways.code_by, until }),
      },
    )
  return (
    <Dialog isOpen title={t('interpreting.send_link')} onClose={() => onClose(null)}>
      <Form problem={send.error} onSubmit={submit}>
        <p>{t('interpreting.link_what')}</p>
        <Ways value={ways} onChange={setWays} />
        <Buttons
          action={t('interpreting.way.link.do')}
          busy={send.isPending}
          off={false}
          onClose={() => onClose(null)}
        />
      </Form>
    </Dialog>
  )
}

const wholeNumber = (text: string): number | null => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : null)
const planned = ({ starts_at, ends_at }: Booking): number =>
  Math.round((Date.parse(ends_at) - Date.parse(starts_at)) / 60_000)

/** Whether they came; the minutes they gave behind their link stand there already. */
export function CloseDialog({ booking, onClose, ...which }: Which & { booking: Booking; onClose: () => void }) {
  const [came, setCame] = useState<'yes' | 'no' | null>(null)
  const [minutes, setMinutes] = useState(String(booking.said_minutes ?? planned(booking)))
  const [km, setKm] = useState('')
  const save = useWrite(closeBooking, { invalidates: [listBookings] })
  const submit = () =>
    save.mutate(
      {
        ...which,
        came: came === 'yes',
        minutes: came === 'yes' ? wholeNumber(minutes) : null,
        travel_km: came === 'yes' ? wholeNumber(km) : null,
      },
      {
        onSuccess: () => {
          toast(t('interpreting.saved'))
          onClose()
        },
      },
    )
  return (
    <Dialog isOpen title={t('interpreting.close_title', { name: isolate(booking.interpreter_name) })} onClose={onClose}>
      <Form problem={save.error} onSubmit={submit}>
        <RadioGroup
          name="came"
          label={t('interpreting.came_ask')}
          inline
          isRequired
          options={choices(['yes', 'no'], 'interpreting.came_ask')}
          value={came}
          onChange={(said) => setCame(said as 'yes' | 'no')}
        />
        {came === 'yes' && (
          <>
            <TextField
              name="minutes"
              label={t('interpreting.minutes')}
              description={
                booking.said_minutes === null
                  ? t('interpreting.minutes_why')
                  : t('interpreting.said_minutes', { count: booking.said_minutes })
              }
              isRequired
              ltr
              width="short"
              inputMode="numeric"
              maxLength={4}
              value={minutes}
              onChange={setMinutes}
            />
            {booking.mode === 'in_person' && (
              <TextField
                name="travel_km"
                label={t('interpreting.travel_km')}
                description={t('interpreting.travel_km_why')}
                ltr
                width="short"
                inputMode="numeric"
                maxLength={4}
                value={km}
                onChange={setKm}
              />
            )}
          </>
        )}
        <Buttons
          action={t('interpreting.save')}
          busy={save.isPending}
          off={came === null || (came === 'yes' && wholeNumber(minutes) === null)}
          onClose={onClose}
        />
      </Form>
    </Dialog>
  )
}
