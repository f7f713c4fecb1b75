// What happened in the eyes of the law: record, correct, withdraw. What stood before a correction stays readable. While one
// supposes, the same rows take other days without anything being written.
import { useState } from 'react'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { useWrite } from '#gate/query.ts'
import { Badge, Button, ConfirmDialog, EmptyState, ErrorNotice, Section, toast } from '#kit/ui/index.ts'
import { moment, t } from '#language/here.ts'
import { type LawEvent, withdrawLawEvent } from '../law-file.ts'
import { EventDialog } from './EventDialog.tsx'
import { dayWords, eventName, packName } from './law-words.ts'
import { SupposeDialog } from './SupposeDialog.tsx'
import { readAgain, type Side } from './use-law.ts'

function Before({ event, today }: { event: LawEvent; today: string }) {
  const { nameOf } = useColleagues()
  if (event.before.length === 0) return null
  return (
    <ul className="law-before">
      {event.before.map((stood) => (
        <li key={stood.version}>
          <del>
            {dayWords(stood.happened_on, today)} {stood.happened_at?.slice(0, 5)}
          </del>{' '}
          <span className="law-quiet">
            {t('law.happened.corrected_by', { when: moment(stood.replaced_at) })} <bdi>{nameOf(stood.replaced_by)}</bdi>
          </span>
        </li>
      ))}
    </ul>
  )
}

function WithdrawDialog({ side, event, onClose }: { side: Side; event: LawEvent; onClose: () => void }) {
  const withdraw = useWrite(withdrawLawEvent, { invalidates: readAgain })
  const { event_id, version, code } = event
  const go = () =>
    withdraw.mutate(
      { case_id: side.file.case_id, event_id, version },
      {
        onSuccess: ({ changes }) => {
          side.told(changes)
          toast(t('law.happened.withdrawn_done'))
          onClose()
        },
      },
    )
  return (
    <ConfirmDialog
      isOpen
      danger
      title={t('law.happened.withdraw_of', { what: eventName(code) })}
      action={t('law.happened.withdraw')}
      busy={withdraw.isPending}
      onConfirm={go}
      onClose={onClose}
    >
      <p>{t('law.happened.withdraw_why')}</p>
      {withdraw.error && <ErrorNotice problem={withdraw.error} />}
    </ConfirmDialog>
  )
}

interface Shown {
  event: LawEvent
  /** As one supposes it. */
  supposed: 'changed' | 'withdrawn' | 'added' | null
  on: string
  at: string | null
}

const shownOf = ({ law, pretending }: Side): Shown[] => {
  const supposed = pretending?.supposed
  const kept = law.events.map((event): Shown => {
    const other = supposed?.events.find(({ event_id }) => event_id === event.event_id)
    const away = supposed?.withdrawn.includes(event.event_id)
    return {
      event,
      supposed: away ? 'withdrawn' : other ? 'changed' : null,
      on: other?.happened_on ?? event.happened_on,
      at: other ? (other.happened_at ?? null) : event.happened_at,
    }
  })
  const added = (supposed?.events ?? [])
    .filter(({ event_id }) => !law.events.some((event) => event.event_id === event_id))
    .map(
      (event): Shown => ({
        event: {
          ...event,
          happened_at: event.happened_at ?? null,
          matter_id: null,
          ...{ authority: null, document_id: null, number: '', words: '', status: 'live' },
          ...{ recorded_by: event.event_id, recorded_at: '', version: 0, before: [] },
        },
        supposed: 'added',
        on: event.happened_on,
        at: event.happened_at ?? null,
      }),
    )
  return [...kept, ...added].sort((a, b) => b.on.localeCompare(a.on) || (b.at ?? '').localeCompare(a.at ?? ''))
}

type Doing = { what: 'record' } | { what: 'correct' | 'withdraw'; event: LawEvent } | null

function Row({ shown, side, onDo }: { shown: Shown; side: Side; onDo: (doing: Doing) => void }) {
  const { event, supposed, on, at } = shown
  const { today, pretending, writes, law } = side
  const gone = event.status === 'withdrawn' || supposed === 'withdrawn'
  const name = eventName(event.code)
  return (
    <li className={gone ? 'law-event law-event-gone' : 'law-event'}>
      <p className="law-event-day">
        {dayWords(on, today)} {at?.slice(0, 5)}
      </p>
      <div className="law-event-words">
        <p>
          {gone ? <del>{name}</del> : <strong>{name}</strong>}{' '}
          {law.file.jurisdictions.join() !== event.jurisdiction && (
            <span className="law-quiet">{packName(event.jurisdiction)}</span>
          )}{' '}
          {event.status === 'withdrawn' && <Badge>{t('law.happened.withdrawn')}</Badge>}
          {supposed && <Badge tone="warning">{t(`law.pretend.is_${supposed}`)}</Badge>}
        </p>
        {(event.number || event.document_id) && (
          <p className="law-quiet">
            {event.number && <bdi>{t('law.happened.number_is', { number: event.number })}</bdi>}{' '}
            {event.document_id && t('law.happened.has_document')}
          </p>
        )}
        {event.words && <p dir="auto">{event.words}</p>}
        <Before event={event} today={today} />
      </div>
      {pretending ? (
        <div className="law-event-deeds">
          {supposed ? (
            <Button small kind="quiet" onPress={() => pretending.asItIs(event.event_id)}>
              {t(supposed === 'added' ? 'law.pretend.forget' : 'law.pretend.as_it_is')}
            </Button>
          ) : (
            event.status === 'live' && (
              <>
                <Button
                  small
                  kind="quiet"
                  icon="edit"
                  aria-label={t('law.pretend.other_day_of', { what: name })}
                  onPress={() => onDo({ what: 'correct', event })}
                >
                  {t('law.pretend.other_day')}
                </Button>
                <Button
                  small
                  kind="quiet"
                  icon="close"
                  aria-label={t('law.pretend.had_not_of', { what: name })}
                  onPress={() => pretending.takeAway(event)}
                />
              </>
            )
          )}
        </div>
      ) : (
        writes &&
        event.status === 'live' && (
          <div className="law-event-deeds">
            <Button
              small
              kind="quiet"
              icon="edit"
              aria-label={t('law.happened.correct_of', { what: name })}
              onPress={() => onDo({ what: 'correct', event })}
            >
              {t('law.happened.correct')}
            </Button>
            <Button
              small
              kind="quiet"
              icon="close"
              aria-label={t('law.happened.withdraw_of', { what: name })}
              onPress={() => onDo({ what: 'withdraw', event })}
            />
          </div>
        )
      )}
    </li>
  )
}

export function EventList({ side }: { side: Side }) {
  const [doing, onDo] = useState<Doing>(null)
  const shown = shownOf(side)
  const { pretending, writes } = side
  const close = () => onDo(null)
  const add = (pretending || writes) && (
    <Button icon="add" {...(!pretending && { kind: 'primary' as const })} onPress={() => onDo({ what: 'record' })}>
      {t(pretending ? 'law.pretend.add' : 'law.happened.record')}
    </Button>
  )
  return (
    <Section title={t('law.happened.title')} lead={t('law.happened.lead')} actions={add}>
      {shown.length === 0 ? (
        <EmptyState icon="calendar" title={t('law.happened.none')}>
          <p>{t('law.happened.none_why')}</p>
        </EmptyState>
      ) : (
        <ol className="law-events">
          {shown.map((each) => (
            <Row key={each.event.event_id} shown={each} side={side} onDo={onDo} />
          ))}
        </ol>
      )}
      {doing && doing.what !== 'withdraw' && pretending && (
        <SupposeDialog side={side} event={doing.what === 'correct' ? doing.event : null} onClose={close} />
      )}
      {doing && doing.what !== 'withdraw' && !pretending && (
        <EventDialog side={side} event={doing.what === 'correct' ? doing.event : null} onClose={close} />
      )}
      {doing?.what === 'withdraw' && <WithdrawDialog side={side} event={doing.event} onClose={close} />}
    </Section>
  )
}
