// Who may be invited, who sees what, whom a task may be given to, and when a conference may be held.
import type { Section } from '#access/access.ts'
import type { Agency, ConferenceStatus } from './conference.ts'
import type { TaskOwner, TaskStatus } from './task.ts'

/** What an item, its minutes and its tasks are seen through: the section alone. */
export const itemsFor = <Item extends { section: Section }>(items: Item[], sections: readonly string[]): Item[] =>
  items.filter(({ section }) => sections.includes(section))

interface Access {
  kind: string
  organisation_id: string | null
  basis: string | null
}

/** Only a partner that was let in on this very consent: whoever has not said yes yet is not told who it is about. */
export const inviteObstacle = (
  invited: { organisation_id: string; consent_id: string }[],
  accesses: Access[],
): string | null => {
  if (new Set(invited.map((each) => each.organisation_id)).size < invited.length) return 'conference.invited_twice'
  const stands = (each: (typeof invited)[number]) =>
    accesses.some(
      ({ kind, organisation_id, basis }) =>
        kind === 'consent' && organisation_id === each.organisation_id && basis === each.consent_id,
    )
  return invited.every(stands) ? null : 'conference.no_live_consent'
}

/** A task goes to a partner only through a section its consent opens: it could not read what is asked of it. */
export const agencyObstacle = (owner: TaskOwner, section: Section, agencies: Agency[]): string | null => {
  if (owner.kind === 'staff') return null
  const agency = agencies.find(({ organisation_id }) => organisation_id === owner.organisation_id)
  if (!agency) return 'conference.not_invited'
  return agency.live && agency.sections.includes(section) ? null : 'conference.section_not_theirs'
}

export const endObstacle = (
  { status, asked }: { status: string; asked: string },
  to: Exclude<ConferenceStatus, 'planned'>,
): string | null => {
  if (status !== 'planned') return 'conference.over'
  return to === 'held' && asked === 'not_yet' ? 'conference.ask_first' : null
}

/** What the own team may write on a task: what became of a colleague's, and that a partner's is dropped. */
export const markObstacle = (
  task: { owner_kind: string; status: string },
  to: { status: TaskStatus; answer: string },
): string | null => {
  if (to.status === 'cannot' && to.answer === '') return 'conference.say_why'
  if (task.owner_kind === 'agency' && to.status !== 'dropped') return 'conference.theirs_to_answer'
  return null
}

export const isTaskOverdue = (task: { due_on: string; status: string }, today: string): boolean =>
  (task.status === 'open' || task.status === 'doing') && task.due_on < today
