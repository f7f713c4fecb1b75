// Who can open a file today and why: those who stand on it, and those whose office or task reaches it.
import { decide } from '#access/access.rules.ts'
import type { Actor, Matrix, Role, Section, Subject } from '#access/access.ts'
import type { HasAccess, Reason } from './access-page.ts'

export interface Colleague {
  staff_id: string
  organisation_id: string
  office_id: string
  name: string
  roles: string[]
}
export interface AccessRow {
  access_id: string
  kind: string
  function: string
  staff_id: string | null
  member_organisation_id: string | null
  name: string
  sections: string[]
  from_at: string
  until_at: string | null
}

const reasonOf = ({ kind, function: as }: AccessRow): Reason => {
  if (kind === 'consent') return 'consent'
  if (kind === 'break_glass') return 'broken_glass'
  if (as === 'reference_worker' || as === 'cover') return as
  return 'team'
}
const order: Reason[] = ['reference_worker', 'team', 'cover', 'consent', 'broken_glass', 'reach']

/** The same decision the gate takes, asked for every colleague as if they stood nowhere. */
export const accessOf = (
  matrix: Matrix,
  file: Omit<Subject, 'live'>,
  rows: AccessRow[],
  colleagues: Colleague[],
): HasAccess[] => {
  const rolesOf = (staff_id: string | null) => colleagues.find((each) => each.staff_id === staff_id)?.roles ?? []
  const standing = rows.map(
    (row): HasAccess => ({
      id: row.access_id,
      reason: reasonOf(row),
      name: row.name,
      staff_id: row.staff_id,
      roles: rolesOf(row.staff_id),
      sections: row.sections as Section[],
      from_at: row.from_at,
      until_at: row.until_at,
    }),
  )
  const byReach = colleagues.flatMap((colleague): HasAccess[] => {
    const actor: Actor = {
      ...colleague,
      roles: colleague.roles as Role[],
      session_id: colleague.staff_id,
      second_factor_at: null,
    }
    const { allowed, sections } = decide(matrix, actor, 'case.open', { ...file, live: [] })
    if (!allowed) return []
    const { staff_id, name, roles } = colleague
    return [{ id: staff_id, reason: 'reach', name, staff_id, roles, sections, from_at: null, until_at: null }]
  })
  return [...standing, ...byReach].sort(
    (a, b) => order.indexOf(a.reason) - order.indexOf(b.reason) || a.name.localeCompare(b.name),
  )
}

export interface OpenedBy {
  name: string | null
  partner: string | null
  days: string[]
}

/** Who opened the file on which days, for the person: latest first, each day once, and nothing about what was refused. */
export const openedBy = (
  rows: { at: string; actor_name: string | null; partner_name: string | null; outcome: string }[],
): OpenedBy[] => {
  const found = new Map<string, OpenedBy>()
  for (const { at, actor_name, partner_name, outcome } of rows) {
    if (outcome !== 'done') continue
    const key = `${actor_name} ${partner_name}`
    const one = found.get(key) ?? { name: actor_name, partner: partner_name, days: [] }
    const of_day = at.slice(0, 10)
    if (!one.days.includes(of_day)) one.days.push(of_day)
    found.set(key, one)
  }
  return [...found.values()]
}
