// What is written down of an invented person's care, for tests: each a whole and valid input that a test may change in part.
import type { changeEpisode, keepSession, openEpisode } from '#care/episode.ts'
import type { keepGroup } from '#care/group.ts'
import type { InjuryMark, recordInjuries } from '#care/injury.ts'
import type { writePrivateNote } from '#care/private-note.ts'
import type { keepRecord, RecordWords } from '#care/record.ts'
import type { keepEvent } from '#care/window.ts'
import { addDays } from '#kit/day.ts'
import type { InputOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import { press } from '#kit/press/press.ts'
import { today } from './day.ts'
import type { TestHouse, Who } from './gate.ts'

export { today }
export const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString()

export const therapy = (case_id: string, staff_id: string, change: Partial<InputOf<typeof openEpisode>> = {}) => ({
  ...{ case_id, episode_id: newId(), kind: 'psychotherapy', provider: 'own' as const, staff_id, referral_id: null },
  ...{ opened_on: addDays(today, -40), planned_sessions: null, instruments: [], name: '' },
  ...{ goals: ['To sleep through the night.'], words: 'Thursdays, with the interpreter she chose.' },
  ...change,
})
export const doctor = (case_id: string, change: Partial<InputOf<typeof openEpisode>> = {}) => ({
  ...therapy(case_id, ''),
  ...{ kind: 'primary_care', provider: 'outside' as const, staff_id: null, name: 'Dr Salas' },
  ...change,
})
export const changed = (
  { kind: _, opened_on: __, ...rest }: InputOf<typeof openEpisode>,
  version: number,
  change: Partial<InputOf<typeof changeEpisode>> = {},
) => ({ ...rest, version, ...change })

export const session = (
  case_id: string,
  episode_id: string,
  change: Partial<InputOf<typeof keepSession>> = {},
): InputOf<typeof keepSession> => ({
  ...{ case_id, episode_id, session_id: newId(), version: 0, on_day: today, minutes: 50, attendance: 'came' },
  ...{ reason: null, interpreter: 'in_person', place: 'office', clock: '10:30', words: '', moved_to: null },
  ...change,
})
export const privateNote = (
  case_id: string,
  episode_id: string,
  change: Partial<InputOf<typeof writePrivateNote>> = {},
) => ({
  ...{ case_id, episode_id, note_id: newId(), session_id: null, of_day: today, reserved: false, corrects_id: null },
  words: 'The dream of the river came back.',
  ...change,
})

export const medication: Extract<RecordWords, { kind: 'medication' }> = {
  ...{ kind: 'medication', name: 'Sertraline', dose: '50 mg, mornings', since: addDays(today, -20), until: null },
  ...{ prescribed_by: 'Dr Salas', safe_to_have: 'not_safe', words: '' },
}
export const allergy: Extract<RecordWords, { kind: 'allergy' }> = {
  ...{ kind: 'allergy', to: 'Penicillin', reaction: 'Rash and swelling', severity: 'serious', words: '' },
}
export const record = (
  case_id: string,
  says: RecordWords,
  change: Partial<InputOf<typeof keepRecord>> = {},
): InputOf<typeof keepRecord> => ({
  ...{ case_id, record_id: newId(), version: 0, section: 'health', status: 'live', alert_id: null, stick: false, says },
  ...change,
})

export const event = (case_id: string, change: Partial<InputOf<typeof keepEvent>> = {}): InputOf<typeof keepEvent> => ({
  ...{ case_id, event_id: newId(), version: 0, kinds: ['sexual_violence'], words: 'At the flat.' },
  ...{ from: hoursAgo(30), to: hoursAgo(26) },
  ...change,
})

export const mark = (change: Partial<InjuryMark> = {}): InjuryMark => ({
  ...{ side: 'front', x: 270, y: 330, kind: 'bruise', length: 40, width: 25, age: 'days' },
  ...{ seen: 'Yellow at the edge.', told: 'He held my arm.', consistency: 'highly_consistent', photo_id: null },
  ...change,
})
export const injuries = (case_id: string, says: object = {}): InputOf<typeof recordInjuries> => ({
  ...{ case_id, injury_id: newId(), examined_on: addDays(today, -1) },
  says: {
    ...{
      figure: 'adult',
      marks: [mark(), mark({ side: 'back', x: 500, y: 300, kind: 'burn', consistency: 'typical' })],
    },
    ...{ examined_by: 'Dr Salas', profession: 'doctor', present: '', language: 'ne', with_interpreter: true },
    consent: { how: 'written', on: addDays(today, -1), for: ['treatment', 'court'], photos: false },
    ...{ account: 'On Sunday night, in the kitchen.', consistency: 'highly_consistent', opinion: '' },
    ...says,
  },
})

export const group = (leaders: Who[], change: Partial<InputOf<typeof keepGroup>> = {}): InputOf<typeof keepGroup> => ({
  ...{ group_id: newId(), version: 0, name: 'Tuesday circle', purpose: 'peer_support', language: 'es', room: 'Room 2' },
  ...{ most: 3, starts_on: addDays(today, -30), ends_on: null, leaders: leaders.map(({ staff_id }) => staff_id) },
  ...change,
})

/** Puts a colleague on the team of a file, as the owner of the tables writes it. */
export const standOn = (at: TestHouse, case_id: string, who: Who, sections: string[]) =>
  at.rows(
    `insert into case_access (organisation_id, case_id, access_id, kind, staff_id, sections, created_by)
     values ($1, $2, $3, 'team', $4, $5, $4)`,
    [at.ours.organisation_id, case_id, newId(), who.staff_id, sections],
  )
export const asTherapist = (at: TestHouse, case_id: string, who: Who) =>
  standOn(at, case_id, who, ['identity', 'story', 'safety', 'health', 'mind'])

export const careRooms = async () => [
  await import('#care/care.api.ts'),
  await import('#care/episode.api.ts'),
  await import('#care/private-note.api.ts'),
  await import('#care/record.api.ts'),
  await import('#care/window.api.ts'),
  await import('#care/injury.api.ts'),
  await import('#care/group.api.ts'),
]

/** A busy machine unpacks the press for longer than a transaction may rest: papers are asked for once it is ready. */
export const warmPress = () => press({ source: 'x', data: null }).catch(() => undefined)
