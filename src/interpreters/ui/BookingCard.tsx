// One booking: its steps, what is known of it, and what is done next.
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { Badge, Button, ConfirmDialog, ErrorNotice, Menu, Name, Notice, toast } from '#kit/ui/index.ts'
import { isolate, t } from '#language/here.ts'
import type { Given } from '#links/ui/HandOver.tsx'
import { LinkBadge } from '#links/ui/LinkFacts.tsx'
import { type Booking, cancelBooking, confirmBooking, listBookings } from '../booking.ts'
import { findInterpreters } from '../finding.ts'
import { AnswerDialog, CloseDialog, LinkDialog } from './BookingDialogs.tsx'
import type { BookedFor } from './BookingPiece.tsx'
import { bookingTone, calledName, modeWords, spokenName } from './interpreter-words.ts'
import { RateDialog } from './RateDialog.tsx'

const endedBefore: readonly Booking['status'][] = ['declined', 'stopped', 'cancelled', 'missed']
/** Whether a next step is still to come, or all of them were gone. */
const goesOn = (status: Booking['status']): boolean => !endedBefore.includes(status)

const steps = ['asked', 'said_yes', 'confirmed', 'came', 'told', 'paid'] as const
/** How many of the steps are behind us. */
const stepsDone = ({ status, answer }: Booking): number =>
  ({
    offered: answer === 'yes' ? 2 : 1,
    confirmed: 3,
    attended: 4,
    rated: 5,
    paid: 6,
    declined: 1,
    stopped: 1,
    cancelled: 1,
    missed: 3,
  })[status]

function Steps({ booking }: { booking: Booking }) {
  const done = stepsDone(booking)
  return (
    <ol className="interpreting-steps" aria-label={t('interpreting.steps')}>
      {steps.map((step, place) => (
        <li
          key={step}
          className={place < done ? 'interpreting-step-done' : 'interpreting-step'}
          {...(place === done ? { 'aria-current': 'step' as const } : {})}
        >
          {t(`interpreting.booking_step.${step}`)}
        </li>
      ))}
    </ol>
  )
}

/** What is known of it, in one line. */
const detailOf = (booking: Booking): string =>
  [
    modeWords([booking.mode]),
    spokenName(booking),
    t('interpreting.known_as', { alias: isolate(booking.alias) }),
    ...(booking.minutes === null ? [] : [t('interpreting.minutes_count', { count: booking.minutes })]),
    ...(booking.travel_km ? [t('interpreting.km_count', { count: booking.travel_km })] : []),
  ].join(' · ')

const nextOf = ({ status, answer, ends_at, feedback }: Booking): string | null => {
  if (status === 'offered') return answer === 'yes' ? 'confirm' : 'answer'
  if (status === 'confirmed') return Date.parse(ends_at) <= Date.now() ? 'close' : 'come'
  if (status === 'attended' || (status === 'paid' && !feedback)) return 'rate'
  return null
}

type Doing = 'answer' | 'link' | 'close' | 'rate' | 'cancel'

interface Props {
  of: BookedFor
  booking: Booking
  onGiven: (given: Given | null) => void
}

function Actions({ of, booking, onGiven }: Props) {
  const [doing, setDoing] = useState<Doing | null>(null)
  const close = () => setDoing(null)
  const confirm = useWrite(confirmBooking, { invalidates: [listBookings, findInterpreters] })
  const cancel = useWrite(cancelBooking, { invalidates: [listBookings, findInterpreters] })
  const { case_id } = of
  const { booking_id, version, status } = booking
  const which = { case_id, booking_id, version }
  const next = nextOf(booking)
  const begun = Date.parse(booking.starts_at) <= Date.now()
  const live = status === 'offered' || status === 'confirmed'
  const items = [
    ...(live ? [{ id: 'link', label: t('interpreting.send_link'), onAction: () => setDoing('link') }] : []),
    ...(status === 'confirmed' && begun && next !== 'close'
      ? [{ id: 'close', label: t('interpreting.close'), onAction: () => setDoing('close') }]
      : []),
    ...(live
      ? [
          {
            id: 'cancel',
            label: t(`interpreting.cancel.${status}`),
            danger: true,
            onAction: () => setDoing('cancel'),
          },
        ]
      : []),
  ]
  const hasAny = items.length > 0 || (next !== null && next !== 'come')
  return (
    <>
      {confirm.error && <ErrorNotice problem={confirm.error} />}
      {next && <p className="interpreting-quiet">{t(`interpreting.next.${next}`)}</p>}
      {hasAny && (
        <div className="form-actions">
          {next === 'confirm' && (
            <Button
              kind="primary"
              busy={confirm.isPending}
              onPress={() => confirm.mutate(which, { onSuccess: () => toast(t('interpreting.confirmed_now')) })}
            >
              {t('interpreting.confirm')}
            </Button>
          )}
          {next === 'answer' && (
            <Button kind="primary" icon="phone" onPress={() => setDoing('answer')}>
              {t('interpreting.type_answer')}
            </Button>
          )}
          {next === 'close' && (
            <Button kind="primary" onPress={() => setDoing('close')}>
              {t('interpreting.close')}
            </Button>
          )}
          {next === 'rate' && (
            <Button kind="primary" onPress={() => setDoing('rate')}>
              {t('interpreting.rate_it')}
            </Button>
          )}
          {items.length > 0 && <Menu label={`${t('interpreting.more')}: ${booking.interpreter_name}`} items={items} />}
        </div>
      )}
      {doing === 'answer' && <AnswerDialog {...which} name={booking.interpreter_name} onClose={close} />}
      {doing === 'link' && (
        <LinkDialog
          {...which}
          ends_at={booking.ends_at}
          onClose={(given) => {
            close()
            onGiven(given)
          }}
        />
      )}
      {doing === 'close' && <CloseDialog {...which} booking={booking} onClose={close} />}
      {doing === 'rate' && <RateDialog {...which} name={booking.interpreter_name} onClose={close} />}
      <ConfirmDialog
        isOpen={doing === 'cancel'}
        danger
        title={t('interpreting.cancel_title', { name: isolate(booking.interpreter_name) })}
        action={t(`interpreting.cancel.${status === 'confirmed' ? 'confirmed' : 'offered'}`)}
        busy={cancel.isPending}
        onClose={close}
        onConfirm={() =>
          cancel.mutate(which, {
            onSuccess: () => {
              toast(t('interpreting.cancelled_now'))
              close()
            },
          })
        }
      >
        {cancel.error && <ErrorNotice problem={cancel.error} />}
        <p>{t('interpreting.cancel_what')}</p>
      </ConfirmDialog>
    </>
  )
}

export function BookingCard(props: Props) {
  const { booking } = props
  const { interpreter_name, status, stop_reason, feedback, link, said_minutes } = booking
  return (
    <div className="interpreting-booking">
      <p className="interpreting-booking-head">
        <strong>
          <Name>{calledName(interpreter_name)}</Name>
        </strong>
        <Badge tone={bookingTone[status]}>{t(`interpreting.booking.${status}`)}</Badge>
        {link && (status === 'offered' || status === 'confirmed') && <LinkBadge link={link} />}
      </p>
      <p className="interpreting-quiet">{detailOf(booking)}</p>
      {status === 'stopped' && stop_reason && (
        <Notice tone="danger">
          {t('interpreting.stopped')} {t(`interpreting.stop.${stop_reason}`)}
        </Notice>
      )}
      {goesOn(status) && <Steps booking={booking} />}
      {status === 'confirmed' && said_minutes !== null && (
        <p>{t('interpreting.said_minutes', { count: said_minutes })}</p>
      )}
      {feedback && (
        <p className="interpreting-quiet">
          {(['understood', 'felt_safe', 'again'] as const)
            .filter((ask) => feedback[ask] !== 'not_asked')
            .map((ask) => t(`interpreting.${ask}.told.${feedback[ask]}`))
            .join(' · ')}
        </p>
      )}
      <Actions {...props} />
    </div>
  )
}
