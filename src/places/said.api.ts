// What the guard says when it gives no place, as the problem whoever asked is told.
import { Problem, type ProblemKind } from '#kit/problem.ts'

const kinds: Record<string, ProblemKind> = {
  not_found: 'not_found',
  not_open: 'not_found',
  day_out_of_range: 'invalid',
  too_long: 'invalid',
  stale: 'conflict',
}

export const refuseSaid = (said: string, details: Record<string, unknown> = {}): void => {
  if (said === 'done') return
  if (said === 'stale') throw new Problem('conflict', 'stale', details)
  throw new Problem(kinds[said] ?? 'conflict', `place.${said}`, details)
}
