// What a plan still lacks and what in it is due: which needs ask for a goal, what is late, which day comes next.
import type { Section } from '#access/access.ts'
import needSections from '#data/codes/need_sections.json' with { type: 'json' }
import { type Day, daysBetween } from '#kit/day.ts'
import type { GoalStatus, OwnerKind } from './plan.ts'

const sectionByNeed = new Map(needSections.codes.map(({ code, section }) => [code, section as Section]))

/** The section of the file a goal for this need is kept in; undefined for a need we do not know. */
export const sectionOfNeed = (need: string): Section | undefined => sectionByNeed.get(need)

export interface AskingNeed {
  need: string
  level: number
  section: Section
}

/**
 * The high needs without an open goal, in the order they came. A need whose section the reader does not open is left
 * out: there may be a goal for it which they do not see.
 */
export const needsWithoutGoal = (
  asking: { domain: string; level: number }[],
  goals: { need: string; status: GoalStatus }[],
  opened: Section[],
): AskingNeed[] => {
  const answered = new Set(goals.filter(({ status }) => status === 'open').map(({ need }) => need))
  return asking.flatMap(({ domain, level }) => {
    const section = sectionOfNeed(domain)
    return section && opened.includes(section) && !answered.has(domain) ? [{ need: domain, level, section }] : []
  })
}

interface Step {
  due_on: Day
  done_on: Day | null
}

export const isOverdue = ({ due_on, done_on }: Step, today: Day): boolean => done_on === null && due_on < today

export type DueGroup = 'overdue' | 'today' | 'coming' | 'later'

/** Where an open step stands on the page of the day: the coming week is the next seven days. */
export const dueGroup = (due_on: Day, today: Day): DueGroup => {
  const days = daysBetween(today, due_on)
  return days < 0 ? 'overdue' : days === 0 ? 'today' : days <= 7 ? 'coming' : 'later'
}

/** The earliest day something is due: an open step of an open goal, the review, or a follow-up not done. */
export const nextDueDay = (
  goals: { status: GoalStatus; actions: Step[] }[],
  review_on: Day | null,
  followUps: Step[],
): Day | null => {
  const steps = goals.filter(({ status }) => status === 'open').flatMap(({ actions }) => actions)
  const open = [...steps, ...followUps].filter(({ done_on }) => done_on === null).map(({ due_on }) => due_on)
  const days = review_on ? [...open, review_on] : open
  return days.sort()[0] ?? null
}

export interface Owner {
  owner_kind: OwnerKind
  owner_id: string | null
}

interface OnTheFile {
  kind: string
  staff_id: string | null
  sections: string[]
}

/** Why this owner cannot take the step, as a problem key, or null. Whoever owns a step must be able to read it. */
export const ownerObstacle = (
  { owner_kind, owner_id }: Owner,
  section: Section,
  team: OnTheFile[],
  writer_id: string,
): string | null => {
  if ((owner_kind === 'staff') !== (owner_id !== null)) return 'plan.owner_missing'
  if (owner_id === null || owner_id === writer_id) return null
  const member = team.find(({ kind, staff_id }) => kind === 'team' && staff_id === owner_id)
  if (!member) return 'plan.owner_not_on_the_file'
  return member.sections.includes(section) ? null : 'plan.owner_does_not_see'
}
