// Who may take a step, what is late, which day comes next, and in which order goals stand.
import type { Section } from '#access/access.ts'
import needSections from '#data/codes/need_sections.json' with { type: 'json' }
import { type Day, daysBetween } from '#kit/day.ts'
import type { GoalStatus, OwnerKind } from './plan.ts'

const sectionByNeed = new Map(needSections.codes.map(({ code, section }) => [code, section as Section]))

/** The section of the file a goal for this need is kept in; undefined for a need we do not know. */
export const sectionOfNeed = (need: string): Section | undefined => sectionByNeed.get(need)

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
  owner_organisation_id?: string | null
  /** Who, where no account says it. */
  who?: string
}

interface OnTheFile {
  kind: string
  staff_id: string | null
  organisation_id?: string | null
  sections: string[]
}

/**
 * Why this owner cannot take the step, as a problem key, or null. Whoever owns a step must be able to read it: a partner
 * by a consent that opens its section. Somebody without an account here is named in words, and told by a person.
 */
export const ownerObstacle = (
  { owner_kind, owner_id, owner_organisation_id = null, who = '' }: Owner,
  section: Section,
  team: OnTheFile[],
  writer_id: string,
): string | null => {
  const missing =
    (owner_kind === 'staff') !== (owner_id !== null) ||
    (owner_kind === 'partner') !== (owner_organisation_id !== null) ||
    (owner_kind === 'other' && who === '')
  if (missing) return 'plan.owner_missing'
  if (owner_kind === 'person' || owner_kind === 'other' || owner_id === writer_id) return null
  const member = team.find(({ kind, staff_id, organisation_id }) =>
    owner_kind === 'staff'
      ? kind === 'team' && staff_id === owner_id
      : kind === 'consent' && organisation_id === owner_organisation_id,
  )
  if (!member) return owner_kind === 'staff' ? 'plan.owner_not_on_the_file' : 'plan.partner_not_on_the_file'
  return member.sections.includes(section) ? null : 'plan.owner_does_not_see'
}

interface Placed {
  place: number
  set_on: Day
  goal_id: string
}

/** Her order; of two she gave the same place the older comes first. */
export const inHerOrder = <Row extends Placed>(goals: Row[]): Row[] =>
  goals.toSorted((a, b) => a.place - b.place || a.set_on.localeCompare(b.set_on) || a.goal_id.localeCompare(b.goal_id))
