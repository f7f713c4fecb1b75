// Who may hold the threads of a file together, and how that changes hands. There is always one, never two.
import type { Role } from '#access/access.ts'

/** Their roles open the whole of a file to its reference worker; another role would hold threads it cannot see. */
const mayHold: Role[] = ['reference_worker', 'coordinator']
export const mayBeReferenceWorker = (roles: readonly string[]): boolean => mayHold.some((role) => roles.includes(role))

/** Whoever answers for the office replaces at once; a reference worker asks a colleague, who accepts. */
export const mayReplaceAtOnce = (because: string): boolean => because === 'in_the_office' || because === 'all'

/** Access ends with a moment, often midnight; what people say is the last day on which it holds. */
export const lastDayOf = (until_at: string): string => new Date(Date.parse(until_at) - 1000).toISOString().slice(0, 10)

export interface Standing {
  access_id: string
  staff_id: string | null
  function: string
}

export const referenceWorkerOf = <Row extends Standing>(team: Row[]): Row | undefined =>
  team.find((each) => each.function === 'reference_worker')
