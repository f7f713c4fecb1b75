// A small house in which things are told: who tells what to whom in one line, for the tests of the story.

import type { Section } from '#access/access.ts'
import type { Tx } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import { addNote } from '#notes/note.ts'
import { markAsTold, tell } from '#story/telling.ts'
import type { Profession } from '#story/topics.ts'
import { assignTeam } from '#team/team.ts'
import { testHouse, type Who } from './gate.ts'

const sectionsOf: Record<string, Section[]> = {
  psychologist: ['identity', 'story', 'safety', 'health', 'mind'],
  lawyer: ['identity', 'story', 'safety', 'law', 'return'],
  job_counsellor: ['identity', 'home', 'learning', 'work', 'money'],
}

export interface ToldWish {
  topic?: string
  section?: Section
  retell?: Profession[]
  heard_by?: string | null
  heard_outside?: string | null
}

export const storyHouse = async (...more: object[]) => {
  const house = await testHouse(
    await import('#story/telling.api.ts'),
    await import('#story/retelling.api.ts'),
    await import('#story/fact.api.ts'),
    await import('#story/summary.api.ts'),
    await import('#notes/note.api.ts'),
    await import('#notes/story.api.ts'),
    await import('#team/team.api.ts'),
    ...more,
  )
  const today = new Date().toISOString().slice(0, 10)
  const { ask, rows, staff, ours } = house
  const circumstances = (
    who: Who,
    { topic = 'how_it_began', retell = [], heard_by, heard_outside = null }: ToldWish = {},
  ) => ({
    ...{ topic, told_on: today, language: 'ne', with_interpreter: true, heard_outside, retell },
    heard_by: heard_by === undefined ? (heard_outside ? null : who.staff_id) : heard_by,
  })
  const aTelling = (case_id: string, who: Who, words: string, wish: ToldWish = {}) => ({
    ...{ case_id, telling_id: newId(), note_id: newId(), section: wish.section ?? 'story', words },
    ...circumstances(who, wish),
  })
  return {
    ...house,
    today,
    aTelling,
    aMark: (case_id: string, who: Who, note_id: string, wish: ToldWish = {}) => ({
      ...{ case_id, telling_id: newId(), note_id, note_version: 1 },
      ...circumstances(who, wish),
    }),
    tells: (case_id: string, who: Who, words: string, wish: ToldWish = {}) =>
      ask(tell, aTelling(case_id, who, words, wish), who),
    marks: (case_id: string, who: Who, note_id: string, wish: ToldWish = {}) =>
      ask(markAsTold, { case_id, telling_id: newId(), note_id, note_version: 1, ...circumstances(who, wish) }, who),
    writes: async (case_id: string, who: Who, text: string, section: Section = 'story') => {
      const note_id = newId()
      await ask(addNote, { case_id, note_id, section, text }, who)
      return { case_id, note_id }
    },
    says: (case_id: string, telling_id: string, version: number) => ({
      ...{ case_id, telling_id, version, consent_id: newId() },
      ...{ asked_on: today, how: 'spoken' as const, language: 'ne', with_interpreter: true },
    }),
    joins: async (case_id: string, ...who: Who[]) => {
      for (const { staff_id, roles } of who)
        await ask(
          assignTeam,
          { case_id, access_id: newId(), staff_id, function: 'team_member' as const, sections: sectionsOf[roles[0]!]! },
          staff.reference_worker,
        )
    },
    /** A consent a partner stands on, as if it had accepted. */
    opensTo: async (case_id: string, to: Who, sections: Section[], purpose: string) => {
      const consent_id = newId()
      await rows(
        `insert into consent (organisation_id, case_id, consent_id, recipient_organisation_id, sections, purpose, given_by, how, language, starts_on, ends_on, recorded_by)
         values ($1, $2, $3, $4, $5, $6, 'person', 'spoken', 'ne', (now() at time zone 'UTC')::date, (now() at time zone 'UTC')::date + 30, $7)`,
        [ours.organisation_id, case_id, consent_id, to.organisation_id, sections, purpose, staff.coordinator.staff_id],
      )
      await rows(
        `insert into case_access (organisation_id, case_id, access_id, kind, member_organisation_id, function, sections, basis, created_by)
         values ($1, $2, $3, 'consent', $4, 'partner', $5, $6, $7)`,
        [ours.organisation_id, case_id, newId(), to.organisation_id, sections, consent_id, staff.coordinator.staff_id],
      )
      return { consent_id }
    },
    breaksGlass: (case_id: string, who: Who, sections: Section[]) =>
      rows(
        `insert into case_access (organisation_id, case_id, access_id, kind, staff_id, function, sections, basis, until_at, created_by)
         values ($1, $2, $3, 'break_glass', $4, 'break_glass', $5, $6, now() + interval '1 hour', $4)`,
        [ours.organisation_id, case_id, newId(), who.staff_id, sections, newId()],
      ),
    /** Past the server, with nothing but the session. */
    as: <T>(who: Who, case_id: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
      house.house.database.transaction({ token: who.token, case_id }, (tx) => work(tx)),
  }
}
export type StoryHouse = Awaited<ReturnType<typeof storyHouse>>
