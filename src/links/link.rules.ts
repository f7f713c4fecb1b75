// How a link stands, until when a new one may live, and which ways do not go together.
import { addDays, type Day, type Moment } from '#kit/day.ts'
import type { CodeBy, LinkBy, LinkShown, LinkState, NewLink } from './link.ts'

interface Row {
  tries_left: number
  expires_at: Moment
  used_at: Moment | null
  revoked_at: Moment | null
}

export const linkState = (row: Row, now: Moment): LinkState => {
  if (row.revoked_at) return 'revoked'
  if (row.expires_at <= now) return 'expired'
  if (row.tries_left === 0) return 'locked'
  return row.used_at ? 'used' : 'open'
}

interface Kept extends Row {
  link_id: string
  link_by: string
  code_by: string
  made_at: Moment
  version: number
}

/** As the desk shows it. */
export const linkShown = (row: Kept, now: Moment): LinkShown => ({
  link_id: row.link_id,
  state: linkState(row, now),
  link_by: row.link_by as LinkBy,
  code_by: row.code_by as CodeBy,
  tries_left: row.tries_left,
  made_at: row.made_at,
  expires_at: row.expires_at,
  used_at: row.used_at,
  version: row.version,
})

/** A link and its code in one letter are one thing to steal. */
export const waysObstacle = ({ link_by, code_by }: Pick<NewLink, 'link_by' | 'code_by'>): string | null =>
  (link_by as string) === code_by ? 'link.same_way' : null

export const longestLink = 30
/** Of one that lets an institution read: it is asked anew whether they still need it. */
export const longestReading = 90

/** Never longer than what it stands on. */
export const linkEnd = (today: Day, notAfter?: Day): Moment => {
  const end = addDays(today, longestLink)
  return `${notAfter && notAfter < end ? notAfter : end}T00:00:00Z`
}
