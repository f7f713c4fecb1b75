// A small house with conferences, for tests: partners let in by consent, a conference with an item in each of four
// sections, and the ways to ask about them.
import type { Section } from '#access/access.ts'
import type * as model from '#conferences/conference.ts'
import { callConference, listConferences } from '#conferences/conference.ts'
import type { setTask } from '#conferences/task.ts'
import { addDays } from '#kit/day.ts'
import type { InputOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import { today } from './day.ts'
import { testHouse, type Who } from './gate.ts'

export { today }
export const item = (section: Section, title = `about ${section}`) => ({ item_id: newId(), section, title, words: '' })
export const call = (case_id: string, change: Partial<InputOf<typeof callConference>> = {}) => ({
  case_id,
  conference_id: newId(),
  meets_at: `${addDays(today, 3)}T10:00:00Z`,
  asked: 'yes' as const,
  attends: 'in_person' as const,
  place: 'The room upstairs',
  said: 'I want to go to school.',
  wishes: 'Not with the uncle in the room.',
  agencies: [],
  items: [item('home')],
  ...change,
})
export const task = (case_id: string, item_id: string, owner: InputOf<typeof setTask>['owner']) => ({
  case_id,
  item_id,
  task_id: newId(),
  words: 'Ask for a bed until spring.',
  owner,
  due_on: addDays(today, 7),
})
export const agency = ({ organisation_id }: { organisation_id: string }) => ({
  kind: 'agency' as const,
  organisation_id,
})
export const answer = (task_id: string, version = 1, status: 'doing' | 'done' | 'cannot' = 'done') => ({
  task_id,
  version,
  status,
  answer: 'There is a bed.',
})

export const conferenceHouse = async () => {
  const at = await testHouse(
    await import('#conferences/conference.api.ts'),
    await import('#conferences/task.api.ts'),
    await import('#consents/consent.api.ts'),
  )
  const me = at.staff.reference_worker

  /** A partner let in on a file: a live consent, and the access its yes opened. */
  const letIn = async (case_id: string, partner: Who, sections: Section[]) => {
    const { consent_id } = await at.aConsent(case_id, partner, sections)
    await at.rows(
      `insert into case_access (organisation_id, case_id, access_id, kind, member_organisation_id, function, sections, basis, created_by)
       values ($1, $2, gen_random_uuid(), 'consent', $3, 'partner', $4, $5, $6)`,
      [at.ours.organisation_id, case_id, partner.organisation_id, sections, consent_id, partner.staff_id],
    )
    return { organisation_id: partner.organisation_id, consent_id, named: true }
  }

  /** A conference with a shelter (safety, home) and a clinic (health), and an item in each section and in story. */
  const aConference = async (change: Partial<InputOf<typeof callConference>> = {}) => {
    const { case_id } = await at.aFile()
    const { partner_worker, other_partner_worker } = at.staff
    const shelter = await letIn(case_id, partner_worker, ['safety', 'home'])
    const clinic = await letIn(case_id, other_partner_worker, ['health'])
    const items = { home: item('home'), safety: item('safety'), health: item('health'), story: item('story') }
    const called = call(case_id, { agencies: [shelter, clinic], items: Object.values(items), ...change })
    await at.ask(callConference, called, me)
    return { case_id, conference_id: called.conference_id, shelter, clinic, items, called }
  }
  const list = async (case_id: string, who: Who): Promise<model.Conference[]> =>
    (await at.ask(listConferences, { case_id }, who)).conferences
  return { at, me, letIn, aConference, list }
}
export type ConferenceHouse = Awaited<ReturnType<typeof conferenceHouse>>
