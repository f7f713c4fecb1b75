// What is ready for a hearing and what is missing, from the hearing itself, its appointment, who interprets there and what
// she must not meet.
import { type AskState, askedOfCourt, type HearingWords, type Point } from './hearing.ts'

export interface AboutAppointment {
  status: 'planned' | 'held' | 'no_show' | 'cancelled'
  /** By the clock there. */
  on: string
  at: string
  interpreter_language: string | null
  /** The furthest any booking of an interpreter has come. */
  booking: 'none' | 'offered' | 'confirmed'
  accompanied: boolean
  stops: number
  /** It would bring her together with what she must not meet. */
  meets_excluded: boolean
}

type Said = Omit<HearingWords, 'court' | 'room' | 'wants_to_say' | 'outcome'> & {
  on_day: string
  at_time: string | null
}

const point = (of: Point['point'], state: Point['state'], why: string): Point => ({ point: of, state, why })

const appointmentPoint = (said: Said, at: AboutAppointment | null): Point => {
  if (!at) return point('appointment', 'open', 'none')
  if (at.status === 'cancelled') return point('appointment', 'stands_against', 'cancelled')
  if (at.on !== said.on_day || (said.at_time !== null && at.at > said.at_time))
    return point('appointment', 'stands_against', 'other_time')
  return point('appointment', 'done', 'planned')
}

const interpreterPoint = (said: Said, at: AboutAppointment | null): Point => {
  const needed = said.interpreter === 'needed' || (at?.interpreter_language ?? null) !== null
  if (!needed)
    return said.interpreter === 'not_needed'
      ? point('interpreter', 'not_needed', 'not_needed')
      : point('interpreter', 'open', 'not_said')
  if (said.interpreter_by_court) return point('interpreter', 'done', 'by_court')
  if (at?.booking === 'confirmed') return point('interpreter', 'done', 'booked')
  if (at?.booking === 'offered') return point('interpreter', 'waits', 'offered')
  return point('interpreter', 'open', 'none')
}

const accompanimentPoint = ({ alone }: Said, at: AboutAppointment | null): Point => {
  if (alone === 'wants_to_go_alone') return point('accompaniment', 'not_needed', 'alone')
  if (at?.accompanied) return point('accompaniment', 'done', 'goes_along')
  return point(
    'accompaniment',
    alone === 'goes_along' ? 'waits' : 'open',
    alone === 'goes_along' ? 'nobody_yet' : 'none',
  )
}

const wayPoint = ({ way_talked_over }: Said, at: AboutAppointment | null): Point => {
  if (at?.meets_excluded) return point('way', 'stands_against', 'meets_excluded')
  if (way_talked_over) return point('way', 'done', at && at.stops > 0 ? 'looked_at' : 'talked_over')
  return point('way', at && at.stops > 0 ? 'waits' : 'open', at && at.stops > 0 ? 'not_talked_over' : 'none')
}

const asking = (states: AskState[]): [Point['state'], string] => {
  if (states.includes('not_looked_at')) return ['open', 'not_looked_at']
  if (states.includes('asked')) return ['waits', 'asked']
  if (states.includes('refused')) return ['stands_against', 'refused']
  return states.includes('granted') ? ['done', 'granted'] : ['not_needed', 'not_needed']
}

/** In the order in which they are seen to. */
export const preparationOf = (said: Said, at: AboutAppointment | null): Point[] => [
  appointmentPoint(said, at),
  interpreterPoint(said, at),
  accompanimentPoint(said, at),
  wayPoint(said, at),
  point('asked', ...asking(askedOfCourt.map((each) => said.asked[each]))),
  said.documents.length === 0
    ? point('documents', said.documents_ready ? 'done' : 'open', said.documents_ready ? 'ready' : 'none')
    : point('documents', said.documents_ready ? 'done' : 'waits', said.documents_ready ? 'ready' : 'gathering'),
  point('explained', said.explained ? 'done' : 'open', said.explained ? 'explained' : 'none'),
]

export const stillMissing = (points: readonly Point[]): number =>
  points.filter(({ state }) => state === 'open' || state === 'waits' || state === 'stands_against').length
