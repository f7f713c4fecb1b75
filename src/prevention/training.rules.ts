// What may become of a training, what keeps a plan from being one, and what its costs come to.
import type { Moment } from '#kit/day.ts'
import type { CostItem, CostKind, Session, TrainingStatus } from './training.ts'

const ways: Record<TrainingStatus, readonly TrainingStatus[]> = {
  planned: ['open', 'cancelled'],
  open: ['planned', 'held', 'cancelled'],
  held: ['open', 'closed'],
  closed: ['held'],
  cancelled: ['planned'],
}

interface Standing {
  status: TrainingStatus
  starts_at: Moment
  /** Registered. */
  seats: number
}

/** Whoever has registered is not sent back to a plan, and nothing was held that has not begun. */
export const mayBecome = ({ status, starts_at, seats }: Standing, now: Moment): TrainingStatus[] =>
  ways[status].filter((to) => {
    if (to === 'planned') return seats === 0
    if (to === 'held') return status === 'closed' || Date.parse(starts_at) <= Date.parse(now)
    return true
  })

const longestSession = 12 * 3_600_000

/** A text key, or nothing. */
export const sessionsObstacle = (sessions: readonly Session[]): string | null => {
  const sorted = [...sessions].sort((a, b) => Date.parse(a.starts_at) - Date.parse(b.starts_at))
  if (new Set(sessions.map(({ session_id }) => session_id)).size < sessions.length) return 'gate.not_allowed_value'
  for (const [at, { starts_at, ends_at }] of sorted.entries()) {
    const length = Date.parse(ends_at) - Date.parse(starts_at)
    if (length <= 0 || length > longestSession) return 'prevention.session_times'
    const next = sorted[at + 1]
    if (next && Date.parse(next.starts_at) < Date.parse(ends_at)) return 'prevention.sessions_meet'
  }
  return null
}

export const spanOf = (sessions: readonly Session[]): { starts_at: Moment; ends_at: Moment } => {
  const at = (moments: Moment[], pick: (...times: number[]) => number): Moment =>
    new Date(pick(...moments.map((each) => Date.parse(each)))).toISOString()
  return {
    starts_at: at(
      sessions.map((each) => each.starts_at),
      Math.min,
    ),
    ends_at: at(
      sessions.map((each) => each.ends_at),
      Math.max,
    ),
  }
}

interface Paid {
  grant_line: string
  currency: string
  costs: readonly Pick<CostItem, 'kind' | 'cents'>[]
}
export interface CostLine {
  grant_line: string
  currency: string
  trainings: number
  cents: number
  kinds: { kind: CostKind; cents: number }[]
}

/** By line of grant and currency; trainings that cost nothing yet do not stand in it. */
export const costLines = (trainings: readonly Paid[]): CostLine[] => {
  const lines = new Map<string, CostLine>()
  for (const { grant_line, currency, costs } of trainings) {
    if (costs.length === 0) continue
    const key = `${grant_line} ${currency}`
    const line = lines.get(key) ?? { grant_line, currency, trainings: 0, cents: 0, kinds: [] }
    lines.set(key, line)
    line.trainings += 1
    for (const { kind, cents } of costs) {
      line.cents += cents
      const known = line.kinds.find((each) => each.kind === kind)
      if (known) known.cents += cents
      else line.kinds.push({ kind, cents })
    }
  }
  return [...lines.values()].sort((a, b) => (a.grant_line < b.grant_line ? -1 : 1))
}
