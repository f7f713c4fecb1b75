// In which order those who may come are asked, and why: whom she liked first, then whoever speaks as she does, was trained,
// lives far enough from where news would travel, and can. The same facts always give the same order.

import { daysBetween, type Moment } from '#kit/day.ts'
import { availabilityAt, type Hours, meets } from './availability.rules.ts'
import type { Candidate, HerSide, Session } from './gates.rules.ts'
import { wantedTongue } from './gates.rules.ts'
import type { InterpreterKind, RankReason, Rate } from './interpreter.ts'
import { isSmall, speaksAs } from './tongue.rules.ts'

export interface Offered extends Candidate, Hours {
  kind: InterpreterKind
  province: string | null
  emergency: boolean
  rates: readonly Rate[]
  /** Confirmed elsewhere. */
  taken: readonly { starts_at: Moment; ends_at: Moment }[]
  /** Came for her before. */
  came_before: boolean
}

export interface Wanted extends Session {
  starts_at: Moment
  ends_at: Moment
  /** Where she is. */
  province: string | null
}

export interface Ranked {
  interpreter_id: string
  reasons: RankReason[]
  available: boolean
  cents: number | null
}

/** Few speak it here, or she said so: by telephone and under another name first. */
export const remoteFirst = (hers: Pick<HerSide, 'rule'>, session: Session): boolean => {
  const { small_community } = hers.rule
  return small_community === 'yes' || (small_community === 'not_asked' && isSmall(wantedTongue(session, hers)))
}

/** By their own rate on that day: each begun unit, never less than the minimum; the way there is not in it. */
export const costOf = ({ kind, rates }: Pick<Offered, 'kind' | 'rates'>, session: Wanted): number | null => {
  if (kind === 'volunteer') return 0
  const fitting = rates.filter(({ mode, from_on }) => (mode === null || mode === session.mode) && from_on <= session.on)
  // The latest that holds, and one for this way before one for all.
  const rate = [...fitting].sort(
    (a, b) => Number(b.mode !== null) - Number(a.mode !== null) || daysBetween(a.from_on, b.from_on),
  )[0]
  if (!rate) return null
  const minutes = (Date.parse(session.ends_at) - Date.parse(session.starts_at)) / 60_000
  return Math.ceil(Math.max(minutes, rate.minimum_minutes) / rate.unit_minutes) * rate.cents
}

const weights: Partial<Record<RankReason, number>> = {
  liked_before: 64,
  native: 8,
  dialect: 16,
  trained: 8,
  other_region: 12,
  known_to_her: 4,
  both_ways: 1,
  same_region: 2,
  volunteer: 1,
}

const reasonsOf = (who: Offered, hers: HerSide, session: Wanted): RankReason[] => {
  const remote = remoteFirst(hers, session)
  const wanted = wantedTongue(session, hers)
  const spoken = speaksAs(who.languages, wanted)
  const elsewhere = who.province !== null && session.province !== null && who.province !== session.province
  const said: [RankReason, boolean][] = [
    ['liked_before', hers.rule.liked.includes(who.interpreter_id)],
    ['known_to_her', who.came_before],
    ['dialect', wanted.dialect !== null || session.dialect !== null],
    ['native', spoken?.level === 'native'],
    ['both_ways', spoken?.both_ways === true],
    [
      'trained',
      who.vetting.some(({ step, valid_until }) => step === 'training' && (valid_until ?? '9999') >= session.on),
    ],
    ['other_region', remote && elsewhere],
    ['remote_better', remote && session.mode === 'in_person'],
    [
      'same_region',
      !remote && session.mode === 'in_person' && who.province !== null && who.province === session.province,
    ],
    ['volunteer', who.kind === 'volunteer'],
    ['emergency', who.emergency],
  ]
  return said.filter(([, holds]) => holds).map(([reason]) => reason)
}

const timeReason = (who: Offered, session: Wanted): RankReason =>
  who.taken.some((each) => meets(each, session)) ? 'busy' : availabilityAt(who, session.starts_at, session.ends_at)

/** Whoever may come, best first; of two alike the cheaper one, and then always in the same order. */
export const rank = (offered: readonly Offered[], hers: HerSide, session: Wanted): Ranked[] => {
  const all = offered.map((who) => {
    const time = timeReason(who, session)
    const reasons = reasonsOf(who, hers, session)
    const points = reasons.reduce((sum, reason) => sum + (weights[reason] ?? 0), 0)
    return { interpreter_id: who.interpreter_id, time, reasons, points, cents: costOf(who, session) }
  })
  const costs = all.flatMap(({ cents }) => (cents === null ? [] : [cents]))
  const least = Math.min(...costs)
  const dear = costs.length > 1 && Math.max(...costs) > least
  return all
    .sort(
      (a, b) =>
        Number(b.time === 'available') - Number(a.time === 'available') ||
        b.points - a.points ||
        (a.cents ?? Number.MAX_SAFE_INTEGER) - (b.cents ?? Number.MAX_SAFE_INTEGER) ||
        (a.interpreter_id < b.interpreter_id ? -1 : 1),
    )
    .map(({ interpreter_id, time, reasons, cents }) => ({
      interpreter_id,
      cents,
      available: time === 'available',
      reasons: [...reasons, time, ...(dear && cents === least ? (['cheaper'] as const) : [])],
    }))
}
