// Which episodes and sessions of care may be written so: the provider is one of three, a session that lies ahead is
// planned, and nobody says why somebody stayed away but from a short list.
import type { Day } from '#kit/day.ts'
import type { Attendance, Provider, Session } from './episode.ts'

export const providerObstacle = (said: {
  provider: Provider
  staff_id: string | null
  referral_id: string | null
  name: string
  planned_sessions: number | null
}): string | null => {
  if ((said.provider === 'own') !== (said.staff_id !== null)) return 'care.provider_own'
  if ((said.provider === 'service') !== (said.referral_id !== null)) return 'care.provider_service'
  if (said.provider === 'outside' && said.name === '') return 'care.provider_outside'
  return said.planned_sessions !== null && said.provider !== 'own' ? 'care.planned_by_therapist' : null
}

/** Only the therapist says how often one plans to meet, in care of the mind. */
export const plannedObstacle = (
  before: number | null,
  said: { planned_sessions: number | null; staff_id: string | null },
  me: string,
): string | null =>
  said.planned_sessions !== null && said.planned_sessions !== before && said.staff_id !== me
    ? 'care.planned_by_therapist'
    : null

/** Whose place in an episode somebody takes: their own, or one that nobody has. */
export const therapistObstacle = (before: string | null, after: string | null, me: string): string | null =>
  before !== null && before !== after && before !== me && after !== me ? 'care.therapist_changes_themselves' : null

const stayedAway: readonly Attendance[] = ['cancelled', 'cancelled_by_us', 'did_not_come']

export const sessionObstacle = (
  said: Pick<Session, 'on_day' | 'attendance' | 'reason'> & { moved_to: { on_day: Day } | null },
  today: Day,
): string | null => {
  if (said.on_day > today && (said.attendance === 'came' || said.attendance === 'did_not_come')) return 'care.not_yet'
  if ((said.attendance === 'moved') !== (said.moved_to !== null)) return 'care.moved_to'
  if (said.attendance === 'did_not_come' && said.reason === null) return 'care.reason_needed'
  return said.reason !== null && !stayedAway.includes(said.attendance) ? 'care.reason_needed' : null
}

/** The next session of each episode that is still open: planned, today or later, the earliest. */
export const nextSession = <Planned extends Pick<Session, 'episode_id' | 'on_day' | 'clock' | 'attendance'>>(
  sessions: readonly Planned[],
  today: Day,
): Planned | null =>
  sessions
    .filter(({ attendance, on_day }) => attendance === 'planned' && on_day >= today)
    .sort((a, b) => (a.on_day + a.clock < b.on_day + b.clock ? -1 : 1))[0] ?? null

/** Planned, and its day has gone by: nobody has said yet how it went. */
export const unsaidSessions = <Planned extends Pick<Session, 'on_day' | 'attendance'>>(
  sessions: readonly Planned[],
  today: Day,
): Planned[] => sessions.filter(({ attendance, on_day }) => attendance === 'planned' && on_day < today)

/** How often the person came, and how often it was agreed to meet; moved ones count where they were moved to. */
export const cameOf = (sessions: readonly Pick<Session, 'attendance'>[]): { came: number; agreed: number } => ({
  came: sessions.filter(({ attendance }) => attendance === 'came').length,
  agreed: sessions.filter(({ attendance }) => attendance !== 'planned' && attendance !== 'moved').length,
})
