// Care in an invented world, sealed as its room seals it: episodes with their sessions, a therapist's notes under their
// own key, health records, hours that count, injuries, and groups with who takes part.

import type { Section } from '#access/access.ts'
import { EpisodeWords, type Session } from '#care/episode.ts'
import type { InjuryWords } from '#care/injury.ts'
import { sectionOfCare, sectionOfPurpose } from '#care/lists.ts'
import { noteKeyOf, sealNote } from '#care/private-note.store.ts'
import type { RecordWords } from '#care/record.ts'
import { type CareTable, sealCare } from '#care/sealed.store.ts'
import { nextClosing, runningWindows } from '#care/window.rules.ts'
import { type Answered, type EventWords, windows } from '#care/window.ts'
import { caseKeyRing } from '#vault/key-ring.ts'
import type { ACase, AnOffice, AStaff, World } from './world.ts'

export interface EpisodeWish {
  kind: string
  by: AStaff | { name: string } | { referral_id: string }
  /** Days ago. */
  opened: number
  closed?: { days: number; reason: string; words?: string }
  goals?: string[]
  words?: string
  planned?: number
  instruments?: EpisodeWords['instruments']
}
export interface AnEpisode {
  episode_id: string
  section: 'health' | 'mind'
  file: ACase
  therapist: AStaff | undefined
}

const seal = (file: ACase, table: CareTable, row: string, words: unknown, column?: string) =>
  sealCare(file.key, file, table, row, words, column)
const of = ({ organisation_id, case_id }: ACase) => ({ organisation_id, case_id })

export const anEpisode = async (world: World, file: ACase, wish: EpisodeWish): Promise<AnEpisode> => {
  const episode_id = world.nextId('care episode')
  const section = sectionOfCare(wish.kind)
  const therapist = 'staff_id' in wish.by ? wish.by : undefined
  const words: EpisodeWords = EpisodeWords.parse({
    ...{
      kind: wish.kind,
      instruments: wish.instruments ?? [],
      name: 'name' in wish.by && !therapist ? wish.by.name : '',
    },
    ...{ goals: wish.goals ?? [], words: wish.words ?? '' },
    ...{ close_reason: wish.closed?.reason ?? null, closing: wish.closed?.words ?? '' },
  })
  const recorded_by = therapist?.staff_id ?? file.worker.staff_id
  const recorded_at = world.at(wish.opened)
  await world.tx
    .insertInto('care_episode')
    .values({
      ...{ ...of(file), episode_id, section, opened_on: world.ago(wish.opened), recorded_by, recorded_at },
      provider: therapist ? 'own' : 'referral_id' in wish.by ? 'service' : 'outside',
      staff_id: therapist?.staff_id ?? null,
      referral_id: 'referral_id' in wish.by ? wish.by.referral_id : null,
      ...{ status: wish.closed ? 'closed' : 'open', closed_on: wish.closed ? world.ago(wish.closed.days) : null },
      planned_sessions: wish.planned ?? null,
      sealed: seal(file, 'care_episode', episode_id, words),
    })
    .execute()
  const actor = { staff_id: recorded_by }
  await world.happened(file, { at: recorded_at, kind: 'care_begun', actor, section, ref_id: episode_id })
  if (wish.closed)
    await world.happened(file, {
      at: world.at(wish.closed.days),
      kind: 'care_ended',
      actor,
      section,
      ref_id: episode_id,
    })
  return { episode_id, section, file, therapist }
}

/** Days ago; a negative number lies ahead. */
export const aSession = async (
  world: World,
  { episode_id, section, file, therapist }: AnEpisode,
  days: number,
  said: Partial<Session> = {},
): Promise<string> => {
  const session_id = world.nextId('care session')
  const { clock = '10:30', words = '', ...rest } = said
  await world.tx
    .insertInto('care_session')
    .values({
      ...{ ...of(file), session_id, episode_id, section, on_day: days > 0 ? world.ago(days) : world.due(-days) },
      ...{ minutes: 50, attendance: days > 0 ? 'came' : 'planned', reason: null, interpreter: 'in_person' },
      ...{ place: 'office', moved_to: null, recorded_by: therapist?.staff_id ?? file.worker.staff_id, ...rest },
      sealed: seal(file, 'care_session', session_id, { clock, words }),
    })
    .execute()
  return session_id
}

export const aPrivateNote = async (
  world: World,
  { episode_id, file, therapist }: AnEpisode,
  days: number,
  words: string,
  reserved = false,
): Promise<void> => {
  const author_id = therapist!.staff_id
  const note_id = world.nextId('therapy note')
  const key = await noteKeyOf(world.tx, file, caseKeyRing([file.key]), { episode_id, author_id })
  const written_at = world.at(days)
  await world.tx
    .insertInto('therapy_note')
    .values({
      ...{ ...of(file), note_id, episode_id, session_id: null, author_id, written_at, of_day: world.ago(days) },
      ...{ reserved, corrects_id: null, sealed: sealNote(key, file, note_id, words) },
    })
    .execute()
}

export const aSupervision = async (world: World, episode: AnEpisode, supervisor: AStaff, days: number) => {
  const { episode_id, file, therapist } = episode
  const supervision_id = world.nextId('therapy supervision')
  const row = { ...of(file), supervision_id, episode_id, from_at: world.at(days) }
  await world.tx
    .insertInto('therapy_supervision')
    .values({ ...row, therapist_id: therapist!.staff_id, supervisor_id: supervisor.staff_id })
    .execute()
}

export const aHealthRecord = async (
  world: World,
  file: ACase,
  days: number,
  says: RecordWords,
  more: { section?: 'health' | 'mind'; by?: AStaff; alert_id?: string; status?: 'live' | 'ended' } = {},
): Promise<void> => {
  const record_id = world.nextId('health record')
  const { section = 'health', by = file.worker, alert_id = null, status = 'live' } = more
  const written_at = world.at(days)
  await world.tx
    .insertInto('health_record')
    .values({
      ...{ ...of(file), record_id, section, status, alert_id, written_by: by.staff_id, written_at },
      sealed: seal(file, 'health_record', record_id, says),
    })
    .execute()
  await world.happened(file, { at: written_at, kind: 'health_noted', actor: by, section, ref_id: record_id })
}

/** Counted from moments, because hours are. */
export const anEvent = async (world: World, file: ACase, says: EventWords, answers: Omit<Answered, 'at' | 'by'>[]) => {
  const event_id = world.nextId('care event')
  const by = file.worker.staff_id
  const told = answers.map((answer) => ({ ...answer, at: says.to, by }))
  await world.tx
    .insertInto('care_event')
    .values({
      ...{ ...of(file), event_id, recorded_by: by, recorded_at: says.to },
      next_closes_at: nextClosing(runningWindows(windows.windows, says, told, says.to)),
      sealed: seal(file, 'care_event', event_id, says),
      sealed_answers: seal(file, 'care_event', event_id, told, 'sealed_answers'),
    })
    .execute()
  await world.happened(file, {
    at: says.to,
    kind: 'hours_begun',
    actor: file.worker,
    section: 'health',
    ref_id: event_id,
  })
}

export const anInjuryRecord = async (world: World, file: ACase, days: number, says: InjuryWords): Promise<void> => {
  const injury_id = world.nextId('injury record')
  const written_at = world.at(days)
  await world.tx
    .insertInto('injury_record')
    .values({
      ...{ ...of(file), injury_id, examined_on: world.ago(days), written_by: file.worker.staff_id, written_at },
      sealed: seal(file, 'injury_record', injury_id, says),
    })
    .execute()
  const told = { kind: 'injuries_recorded', section: 'health', ref_id: injury_id } as const
  await world.happened(file, { ...told, at: written_at, actor: file.worker })
}

export interface GroupWish {
  name: string
  purpose: string
  language: string
  room: string
  leaders: AStaff[]
  since: number
  /** Days ago; ahead where negative. */
  days: number[]
}
export interface AGroup {
  organisation_id: string
  group_id: string
  section: Section
  sessions: { session_id: string; days: number }[]
  leader: AStaff
}

export const aGroup = async (world: World, office: AnOffice, wish: GroupWish): Promise<AGroup> => {
  const { organisation_id, office_id } = office
  const group_id = world.nextId('care group')
  const section = sectionOfPurpose(wish.purpose)
  const { name, purpose, language, room } = wish
  const leader = wish.leaders[0]!
  await world.tx
    .insertInto('care_group')
    .values({
      ...{ organisation_id, group_id, office_id, name, purpose, section, language, room, most: 8 },
      ...{ starts_on: world.ago(wish.since), ends_on: null, created_by: leader.staff_id },
    })
    .execute()
  for (const { staff_id } of wish.leaders)
    await world.tx.insertInto('care_group_leader').values({ organisation_id, group_id, staff_id }).execute()
  const sessions = wish.days.map((days) => ({ session_id: world.nextId('group session'), days }))
  for (const { session_id, days } of sessions)
    await world.tx
      .insertInto('care_group_session')
      .values({
        ...{ organisation_id, group_id, session_id, minutes: 90, status: days > 0 ? 'held' : 'planned' },
        on_day: days > 0 ? world.ago(days) : world.due(-days),
      })
      .execute()
  return { organisation_id, group_id, section, sessions, leader }
}

/** `came`: to which of the days held, by their place. */
export const aMember = async (
  world: World,
  { group_id, section, sessions, leader }: AGroup,
  file: ACase,
  wish: { called: string; joined: number; came: boolean[]; left?: { days: number; outcome: string; words: string } },
): Promise<void> => {
  const member_id = world.nextId('group member')
  await world.tx
    .insertInto('group_member')
    .values({
      ...{ ...of(file), member_id, group_id, section, joined_on: world.ago(wish.joined) },
      ...{ left_on: wish.left ? world.ago(wish.left.days) : null, outcome: wish.left?.outcome ?? null },
      recorded_by: file.worker.staff_id,
      sealed_called: seal(file, 'group_member', member_id, { called: wish.called }, 'sealed_called'),
      sealed: seal(file, 'group_member', member_id, { words: wish.left?.words ?? '' }),
    })
    .execute()
  const told = { kind: 'group_joined', section, ref_id: member_id } as const
  await world.happened(file, { ...told, at: world.at(wish.joined), actor: file.worker })
  const held = sessions.filter(({ days }) => days > 0)
  for (const [index, came] of wish.came.entries()) {
    const session_id = held[index]?.session_id
    if (session_id)
      await world.tx
        .insertInto('group_attendance')
        .values({
          ...{ ...of(file), member_id, group_id, session_id, section, marked_by: leader.staff_id },
          attendance: came ? 'came' : 'excused',
        })
        .execute()
  }
}
