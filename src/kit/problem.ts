// The one error of the house. Its key is a message key of data/texts, never a sentence; a screen says it in the
// reader's language. Nothing a person told us may be put in `details`, except the current state a conflict returns.

export const problemKinds = ['invalid', 'signed_out', 'refused', 'not_found', 'conflict', 'too_many', 'broken'] as const
export type ProblemKind = (typeof problemKinds)[number]

/** HTTP status of each kind (RFC 9457 carries kind, key and details in the body). */
export const problemStatus: Record<ProblemKind, number> = {
  invalid: 422,
  signed_out: 401,
  refused: 403,
  not_found: 404,
  conflict: 409,
  too_many: 429,
  broken: 500,
}

export class Problem extends Error {
  readonly kind: ProblemKind
  readonly key: string
  readonly details: Record<string, unknown>
  constructor(kind: ProblemKind, key: string, details: Record<string, unknown> = {}) {
    super(`${kind}: ${key}`)
    this.name = 'Problem'
    this.kind = kind
    this.key = key
    this.details = details
  }
}

export const isProblem = (error: unknown): error is Problem => error instanceof Problem
