// Every failure becomes a Problem and leaves as RFC 9457. A driver's error carries rows in its detail: it never leaves
// and is never logged; only its code counts.
import type { z } from 'zod'
import { isProblem, Problem, problemStatus } from '#kit/problem.ts'

const byCode: Record<string, () => Problem> = {
  AM409: () => new Problem('conflict', 'team.reference_worker_needed'),
  AM410: () => new Problem('conflict', 'case.merged'),
  AM411: () => new Problem('conflict', 'safety.protocol_open'),
  AM429: () => new Problem('too_many', 'gate.too_many'),
  '23505': () => new Problem('conflict', 'gate.already_there'),
  '23P01': () => new Problem('conflict', 'gate.already_there'),
  '23503': () => new Problem('invalid', 'gate.unknown_reference'),
  '23514': () => new Problem('invalid', 'gate.not_allowed_value'),
  '42501': () => new Problem('not_found', 'gate.not_found'),
  // A number, a text or a list beyond what its column holds.
  '22003': () => new Problem('invalid', 'gate.not_allowed_value'),
  '22001': () => new Problem('invalid', 'gate.not_allowed_value'),
  '23502': () => new Problem('invalid', 'gate.not_allowed_value'),
  '54000': () => new Problem('invalid', 'gate.too_large'),
  '22P05': () => new Problem('invalid', 'gate.unreadable'),
  '22P02': () => new Problem('invalid', 'gate.not_allowed_value'),
  '22007': () => new Problem('invalid', 'gate.not_allowed_value'),
  '22008': () => new Problem('invalid', 'gate.not_allowed_value'),
  '22021': () => new Problem('invalid', 'gate.unreadable'),
  '53100': () => new Problem('broken', 'database.disk_full'),
  '53300': () => new Problem('too_many', 'gate.too_many'),
  '57014': () => new Problem('broken', 'database.too_slow'),
  '25006': () => new Problem('broken', 'database.away'),
}
const away = /^(25P03|57P0[1-5]|08|ECONN|ENOENT|EPIPE|ETIMEDOUT)/

/** Whether running the same transaction again may succeed: a serialisation failure or a deadlock. */
export const mayRepeat = (error: unknown): boolean =>
  ['40001', '40P01'].includes((error as { code?: string })?.code ?? '')

export const asProblem = (error: unknown): Problem => {
  if (isProblem(error)) return error
  const {
    code = '',
    statusCode,
    message = '',
  } = (error ?? {}) as { code?: string; statusCode?: number; message?: string }
  const known = byCode[code]
  if (known) return known()
  if (
    away.test(code) ||
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered|not queryable/.test(message)
  ) {
    return new Problem('broken', 'database.away')
  }
  if (statusCode === 413) return new Problem('invalid', 'gate.too_large')
  if (statusCode === 429) return new Problem('too_many', 'gate.too_many')
  if (statusCode === 415) return new Problem('invalid', 'gate.unknown_format')
  if (statusCode === 400) return new Problem('invalid', 'gate.unreadable')
  return new Problem('broken', 'gate.broken')
}

/** The fields that did not fit, by path and kind of misfit; never what was typed. */
export const invalidInput = (error: z.ZodError): Problem =>
  new Problem('invalid', 'gate.invalid', {
    fields: error.issues.map((issue) => ({
      path: issue.path.join('.'),
      code: issue.code,
      ...('minimum' in issue && { minimum: Number(issue.minimum) }),
      ...('maximum' in issue && { maximum: Number(issue.maximum) }),
      ...('keys' in issue && { keys: issue.keys }),
    })),
  })

export interface ProblemBody {
  type: string
  title: string
  status: number
  kind: string
  key: string
  details: Record<string, unknown>
}

type Say = (key: string, values: Record<string, string | number>) => string

/** `say` turns the message key into the reader's language. */
export const problemBody = (problem: Problem, say: Say): ProblemBody => ({
  type: `urn:amparo:problem:${problem.key}`,
  title: say(`problem.${problem.key}`, wordsOf(problem.details)),
  status: statusOf(problem),
  kind: problem.kind,
  key: problem.key,
  details: problem.details,
})

/** A database that restarts is back in seconds: 503 tells browsers and other systems to send the same again. */
const statusOf = ({ kind, key }: Problem): number => (key === 'database.away' ? 503 : problemStatus[kind])

/** What a sentence may name of the details: single words and numbers, and lists of them. */
const wordsOf = (details: Record<string, unknown>): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(details).flatMap(([name, value]): [string, string | number][] => {
      if (typeof value === 'string' || typeof value === 'number') return [[name, value]]
      const isPlain = Array.isArray(value) && value.every((each) => ['string', 'number'].includes(typeof each))
      return isPlain ? [[name, value.join(', ')]] : []
    }),
  )
