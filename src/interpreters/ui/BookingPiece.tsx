// Where the interpreter of one appointment stands: who was asked, each step, and the next one.
import { useState } from 'react'
import type { Appointment } from '#agenda/appointment.ts'
import { useGet } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { Button, Dialog, LinkButton, Loaded, RadioGroup, Section } from '#kit/ui/index.ts'
import { moment, t } from '#language/here.ts'
import { type Given, HandOver } from '#links/ui/HandOver.tsx'
import { type Booking, listBookings } from '../booking.ts'
import { type InterpretingMode, interpretingModes } from '../interpreter.ts'
import { readInterpretingRule } from '../rules-of-hers.ts'
import { BookingCard } from './BookingCard.tsx'
import { calledName, choices, spokenName } from './interpreter-words.ts'
import { OfferForm } from './OfferForm.tsx'
import { type Chosen, WhoMayCome } from './WhoMayCome.tsx'
import './interpreters.css'

export type BookedFor = Pick<
  Appointment,
  | 'case_id'
  | 'appointment_id'
  | 'starts_at'
  | 'ends_at'
  | 'mode'
  | 'status'
  | 'meet_at'
  | 'interpreter_language'
  | 'interpreter_dialect'
>

const over: readonly Booking['status'][] = ['declined', 'stopped', 'cancelled']
/** While it stands so, somebody else may be asked as well. */
const open: readonly Booking['status'][] = ['offered', 'missed', ...over]

function Find({
  of,
  bookings,
  onClose,
  onGiven,
}: {
  of: BookedFor
  bookings: Booking[]
  onClose: () => void
  onGiven: (given: Given | null) => void
}) {
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const { case_id, appointment_id } = of
  const [mode, setMode] = useState<InterpretingMode>(of.mode)
  const rule = useGet(readInterpretingRule, { case_id })
  const asked = new Map(bookings.map(({ interpreter_id, status }) => [interpreter_id, status]))
  return (
    <Dialog
      isOpen
      wide
      title={chosen ? t('interpreting.ask_title', { name: chosen.who.name }) : t('interpreting.find')}
      onClose={onClose}
    >
      {chosen && rule.data ? (
        <OfferForm
          {...{ case_id, appointment_id, chosen }}
          named_as={rule.data.rule.named_as}
          meet_at={of.meet_at}
          onBack={() => setChosen(null)}
          onDone={(given) => {
            onClose()
            onGiven(given)
          }}
        />
      ) : (
        <>
          <RadioGroup
            label={t('interpreting.mode')}
            inline
            options={choices(interpretingModes, 'interpreting.mode')}
            value={mode}
            onChange={(id) => setMode(id as InterpretingMode)}
          />
          <WhoMayCome wish={{ case_id, appointment_id, mode }} asked={asked} onChoose={setChosen} />
        </>
      )}
    </Dialog>
  )
}

function Bookings({ of, bookings }: { of: BookedFor; bookings: Booking[] }) {
  const [finding, setFinding] = useState(false)
  const [given, setGiven] = useState<Given | null>(null)
  const live = bookings.filter(({ status }) => !over.includes(status))
  // What was stopped stays in sight until somebody else is asked.
  const shown = live.length > 0 ? live : bookings.filter(({ status }) => status === 'stopped')
  const before = bookings.filter((each) => !shown.includes(each))
  const isOver = of.status !== 'planned' || Date.parse(of.ends_at) <= Date.now()
  const mayFind = !isOver && bookings.every(({ status }) => open.includes(status))
  return (
    <Section
      title={t('interpreting.piece', {
        language: spokenName({ language: of.interpreter_language ?? '', dialect: of.interpreter_dialect }),
      })}
      actions={
        !isOver && (
          <LinkButton kind="quiet" icon="language" href={`/desk/phrases?hers=${of.interpreter_language ?? ''}`}>
            {t('phrases.title')}
          </LinkButton>
        )
      }
    >
      {bookings.length === 0 && <p>{t(isOver ? 'interpreting.piece_none_over' : 'interpreting.piece_none')}</p>}
      {shown.map((booking) => (
        <BookingCard key={booking.booking_id} of={of} booking={booking} onGiven={setGiven} />
      ))}
      {mayFind && (
        <div className="form-actions">
          <Button kind={live.length === 0 ? 'primary' : 'secondary'} icon="search" onPress={() => setFinding(true)}>
            {t(bookings.length === 0 ? 'interpreting.find' : 'interpreting.find_another')}
          </Button>
        </div>
      )}
      {before.length > 0 && (
        <details className="interpreting-not">
          <summary>{t('interpreting.asked_before', { count: before.length })}</summary>
          <ul className="interpreting-lines">
            {before.map(({ booking_id, interpreter_name, status, offered_at }) => (
              <li key={booking_id}>
                <bdi>{calledName(interpreter_name)}</bdi>: {t(`interpreting.booking.${status}`)} · {moment(offered_at)}
              </li>
            ))}
          </ul>
        </details>
      )}
      {finding && <Find of={of} bookings={bookings} onClose={() => setFinding(false)} onGiven={setGiven} />}
      {given && <HandOver given={given} onClose={() => setGiven(null)} />}
    </Section>
  )
}

export function BookingPiece({ of }: { of: BookedFor }) {
  const { may } = useSession()
  const { case_id, appointment_id } = of
  const shown = of.interpreter_language !== null && may['interpreters.book']
  const found = useGet(listBookings, shown ? { case_id, appointment_id } : null)
  if (!shown) return null
  return <Loaded of={found}>{({ bookings }) => <Bookings of={of} bookings={bookings} />}</Loaded>
}
