// When a protocol must be looked at and talked about, what it asks, and who may close it.
import { addDays, type Moment } from '#kit/day.ts'
import { localTime } from '#people/safe-contact.rules.ts'
import type { Protocol, ProtocolCause, ProtocolHead, ProtocolKind, Stands } from './protocol.ts'
import type { Closing, ProtocolFacts } from './protocol-facts.ts'

const minutesAfter = (at: Moment, minutes: number): Moment => new Date(Date.parse(at) + minutes * 60_000).toISOString()

/** The first moment of the next day by the clock of a zone. Days there may have 23 or 25 hours. */
export const endOfDay = (at: Moment, zone: string): Moment => {
  const next = addDays(localTime(at, zone).day, 1)
  // A quarter of an hour at a time is fine enough: no zone's midnight lies between two of them.
  let found = Date.parse(at) - (Date.parse(at) % 900_000)
  while (localTime(new Date(found).toISOString(), zone).day < next) found += 900_000
  return new Date(found).toISOString()
}

const later = (a: Moment, b: Moment): Moment => (Date.parse(a) > Date.parse(b) ? a : b)

export const clockOf = (facts: ProtocolFacts, opened_at: Moment, zone: string) => ({
  look_by: minutesAfter(opened_at, facts.first_look_minutes),
  talk_by: later(endOfDay(opened_at, zone), minutesAfter(opened_at, facts.talk_at_least_minutes)),
})

export const kindOf = (facts: ProtocolFacts, cause: ProtocolCause): ProtocolKind =>
  cause.cause === 'instrument'
    ? (facts.instruments.find(({ instrument, item }) => instrument === cause.instrument && item === cause.item)?.kind ??
      facts.instruments.find(({ instrument, item }) => instrument === cause.instrument && !item)?.kind ??
      facts.otherwise)
    : cause.kind

interface Zone {
  country: string
  provinces: string[]
  zone: string
}
/** The clock of an office: its own where it was set, else that of where it is; by UTC where nobody can say. */
export const zoneOf = (
  zones: Zone[],
  office: { zone: string | null; country: string; province: string | null } | null,
): string =>
  office?.zone ??
  zones.find(
    ({ country, provinces }) =>
      country === office?.country && (provinces.length === 0 || provinces.includes(office.province ?? '')),
  )?.zone ??
  'UTC'

export interface Opening {
  protocol_id: string | null
  kind: ProtocolKind
  section: string
  cause: ProtocolCause['cause']
  instrument: string | null
  item: string | null
  ref_id: string | null
  facts_version: number
  closing: Closing
  steps: { code: string; due_at: Moment }[]
  look_by: Moment
  talk_by: Moment
  words: string
}

/** Everything a protocol is opened with. */
export const openingOf = (facts: ProtocolFacts, cause: ProtocolCause, now: Moment, zone: string): Opening => {
  const kind = kindOf(facts, cause)
  const { section, closing, steps } = facts.kinds.find((each) => each.kind === kind)!
  const clock = clockOf(facts, now, zone)
  const asked = cause.cause === 'instrument'
  return {
    protocol_id: cause.cause === 'told' ? (cause.protocol_id ?? null) : null,
    kind,
    section,
    cause: cause.cause,
    instrument: asked ? cause.instrument : null,
    item: asked ? cause.item : null,
    ref_id: asked ? cause.assessment_id : cause.cause === 'incident' ? cause.ref_id : null,
    facts_version: facts.version,
    closing,
    steps: steps.map(({ code, within }) => ({ code, due_at: within === 'look' ? clock.look_by : clock.talk_by })),
    ...clock,
    words: asked ? '' : cause.words,
  }
}

interface Clocked {
  look_by: Moment
  talk_by: Moment
  taken_by: string | null
  closed_at: Moment | null
}
/** Nobody looked in time, or it is still open when the talk was due. */
export const lateOf = ({ look_by, talk_by, taken_by, closed_at }: Clocked, now: Moment): ProtocolHead['late'] => {
  if (closed_at !== null) return 'no'
  if (Date.parse(now) > Date.parse(talk_by)) return 'talk'
  return taken_by === null && Date.parse(now) > Date.parse(look_by) ? 'look' : 'no'
}

interface Standing extends Clocked {
  opened_by: string
  close_asked_by: string | null
  closing: Closing
  steps_open: boolean
}
/** What a screen offers; the guard decides again. */
export const mayDo = (at: Standing, stands: Stands, works: boolean, me: string): Protocol['may'] => {
  const open = at.closed_at === null
  const second = stands === 'taker' || stands === 'section' || stands === 'told'
  return {
    take: open && at.taken_by !== me && stands !== 'opener',
    work: open && works,
    ask_close: open && works && !at.steps_open && at.close_asked_by === null,
    answer_close:
      open &&
      at.close_asked_by !== null &&
      at.close_asked_by !== me &&
      second &&
      !(at.closing === 'not_opener' && at.opened_by === me),
  }
}
