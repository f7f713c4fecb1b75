// Who may lead an appointment or go along.
import type { Section } from '#access/access.ts'

interface OnTheFile {
  kind: string
  staff_id: string | null
  sections: string[]
}

/** Why these colleagues cannot, as a message key; null when they can. Whoever plans it may always go themselves. */
export const staffObstacle = (
  staff: readonly { staff_id: string }[],
  section: Section,
  team: readonly OnTheFile[],
  planner_id: string,
): string | null => {
  const ids = staff.map(({ staff_id }) => staff_id)
  if (new Set(ids).size < ids.length) return 'agenda.staff_twice'
  for (const id of ids) {
    if (id === planner_id) continue
    const places = team.filter(({ kind, staff_id }) => kind === 'team' && staff_id === id)
    if (places.length === 0) return 'agenda.staff_not_on_the_file'
    if (!places.some(({ sections }) => sections.includes(section))) return 'agenda.staff_does_not_see'
  }
  return null
}
