// Whether somebody may take part in a group with those who lead it and are in it: exclusions read both ways, in doubt no.
// The answer is a kind, never a name, and there is no way past it: no group is worth a meeting that must not be.
import type { Day } from '#kit/day.ts'
import { excludes, keyOf } from '#people/exclusion.rules.ts'
import type { Assignment, ExcludedKind, Someone } from '#people/exclusion.ts'
import { asSomeone, type Neighbour } from '#places/fit.rules.ts'

export interface GroupOf {
  group_id: string
  name: string
  room: string
  leaders: readonly { staff_id: string; name: string }[]
}

const toGroup = ({ group_id, name, room, leaders }: GroupOf, there: readonly Neighbour[]): Assignment => ({
  kind: 'course',
  key: keyOf('course', group_id),
  people: [...leaders.map(({ staff_id, name }): Someone => ({ staff_id, name })), ...there.flatMap(asSomeone)],
  service: { service_id: group_id, name },
  ...(room && { places: [{ address: room }] }),
})

const peopleKinds: readonly ExcludedKind[] = ['person', 'staff', 'community']

export const groupObstacle = (
  group: GroupOf,
  newcomer: Neighbour,
  there: readonly Neighbour[],
  today: Day,
): string | null => {
  const { because } = excludes(newcomer.exclusions, toGroup(group, there), today)
  const arrival: Assignment = { kind: 'course', key: keyOf('course', group.group_id), people: asSomeone(newcomer) }
  const theyMeet = there.some(({ exclusions }) => excludes(exclusions, arrival, today).excluded)
  if (theyMeet || because.some(({ kind }) => peopleKinds.includes(kind))) return 'care.must_not_meet'
  return because.length > 0 ? 'care.must_not_come_here' : null
}

/** What the guard says to whoever joins or leaves, as a problem. */
export const takingPartObstacle = (said: string): string => {
  if (said === 'full') return 'care.group_full'
  if (said === 'over') return 'care.group_over'
  if (said === 'takes_part') return 'care.takes_part_already'
  return said === 'before_joining' ? 'care.left_before_joining' : 'care.group_not_found'
}
