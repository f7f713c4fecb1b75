// Trainings of an invented world, as the room keeps them: seats and answers under two hashes of codes nobody has on paper.

import { sealerTo } from '#institutions/institution.store.ts'
import type { ShortCode } from '#institutions/sector.ts'
import { codeHash } from '#institutions/short-code.api.ts'
import { addDays, addMonths, type Moment } from '#kit/day.ts'
import { type RoleGroup, roleGroups, type WalkIns } from '#prevention/attendance.ts'
import { bankOf, curriculumOf } from '#prevention/curricula.store.ts'
import type { Curriculum } from '#prevention/curriculum.ts'
import { followUpQuestions, type MomentAnswers, type Question, surveyQuestions } from '#prevention/questions.ts'
import { placeOf as requestPlace } from '#prevention/request.store.ts'
import type { RequestContact, RequestStatus } from '#prevention/request.ts'
import { spanOf } from '#prevention/training.rules.ts'
import { placeOf } from '#prevention/training.store.ts'
import type { CostKind, Session, TrainingStatus } from '#prevention/training.ts'
import { type AStaff, drawOf, type World } from './world.ts'

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** Of a training, or of somebody who comes to one. */
export const codeOf = (...of: string[]): ShortCode =>
  Array.from({ length: 8 }, (_, place) => letters[drawOf(32, ...of, String(place))]).join('')

export interface TrainingWish {
  key: string
  curriculum: string
  institution_id: string | null
  province: string | null
  /** Days ago; before today: in so many days. */
  days: number
  status: TrainingStatus
  trainers: AStaff[]
  /** Who registered, and of them who came. */
  people: number
  came?: number
  mode?: 'place' | 'online'
  place?: string
  language?: string
  interpreter?: { language: string; words: string }
  outside?: string[]
  capacity?: number
  walk_ins?: WalkIns
  costs?: [kind: CostKind, cents: number][]
  grant_line?: string
  request_id?: string | null
  notes?: string
}

/** Longer ones take two mornings. */
const sessionsOf = (world: World, key: string, { hours }: Curriculum, days: number): Session[] => {
  const sittings = hours > 4 ? 2 : 1
  return Array.from({ length: sittings }, (_, place) => {
    const day = addDays(world.ago(days), place)
    const starts = Date.parse(`${day}T08:30:00Z`)
    const at = (ms: number): Moment => new Date(ms).toISOString()
    return {
      session_id: world.id('training session', key, String(place)),
      starts_at: at(starts),
      ends_at: at(starts + (hours / sittings) * 3_600_000),
    }
  })
}

const groupsOf: Record<string, RoleGroup[]> = {
  health: ['care', 'reception', 'care', 'management', 'not_said'],
  tourism: ['reception', 'cleaning', 'reception', 'management', 'security'],
  school: ['teaching', 'teaching', 'social', 'management', 'not_said'],
  community: ['community', 'community', 'volunteer', 'community', 'not_said'],
}
const groupOf = (sector: string, person: string): RoleGroup => {
  const likely = groupsOf[sector] ?? ['social', 'public_service', 'management', 'other', 'not_said']
  return likely[drawOf(likely.length, 'group', person)] ?? roleGroups[0]
}

/** So many of a hundred are answered rightly; whoever does not know takes something else. */
const tested = (test: string | null, person: string, moment: string, percent: number) => {
  const bank = bankOf(test)
  if (!bank) return undefined
  const answers: MomentAnswers = {}
  let right = 0
  for (const { id, options } of bank.items) {
    const knows = drawOf(100, person, moment, id) < percent
    if (knows) right += 1
    const wrong = options.filter((each) => !each.right)
    const chosen = knows ? options.filter((each) => each.right) : wrong.slice(0, 1)
    answers[id] = chosen.map((each) => each.id)
  }
  return { answers, score_right: right, score_of: bank.items.length }
}

const asked = (
  questions: readonly Question[],
  likely: Record<string, readonly string[]>,
  ...of: string[]
): MomentAnswers =>
  Object.fromEntries(
    questions.flatMap(({ id, many, options }) => {
      const from = likely[id] ?? options
      const first = from[drawOf(from.length, ...of, id)]!
      const second = from[drawOf(from.length, ...of, id, 'more')]!
      if (many && drawOf(3, ...of, id, 'none') === 0) return []
      return [[id, many ? [...new Set([first, second])] : [first]]]
    }),
  )

const glad = ['5', '5', '4', '5', '4', '4', '3'] as const
const reaction = {
  useful: glad,
  clear: glad,
  safe: ['5', '5', '4', '5'],
  prepared: ['4', '4', '3', '5'],
  recommend: glad,
}
const later = {
  used: ['once', 'no_occasion', 'often', 'no_occasion', 'once', 'no'],
  reported: ['no_case', 'organisation', 'no_case', 'inside', 'no_case', 'authority', 'rather_not'],
  hindered: ['unsure', 'no_time', 'fear', 'no_pathway', 'nothing', 'nothing'],
  prepared: ['4', '4', '5', '3'],
}

type Row = { moment: string; answers: MomentAnswers; score_right?: number; score_of?: number }

/** What one person answered: not everybody does every time, and fewer as time goes by. */
const answersOf = (world: World, { days, key }: TrainingWish, test: string | null, place: number): Row[] => {
  const who = `${key} ${place}`
  const rows: Row[] = []
  const does = (percent: number, moment: string) => drawOf(100, who, 'answers', moment) < percent
  const before = tested(test, who, 'pre', 35 + drawOf(30, who, 'knew'))
  const after = tested(test, who, 'post', 70 + drawOf(28, who, 'knows'))
  if (before && does(92, 'pre')) rows.push({ moment: 'pre', ...before })
  if (after && does(94, 'post')) rows.push({ moment: 'post', ...after })
  if (does(90, 'survey')) rows.push({ moment: 'survey', answers: asked(surveyQuestions, reaction, who, 'survey') })
  const today = world.ago(0)
  for (const [moment, months, percent] of [
    ['month3', 3, 68],
    ['month6', 6, 55],
  ] as const)
    if (addMonths(addDays(today, -days), months) <= addDays(today, -3) && does(percent, moment))
      rows.push({ moment, answers: asked(followUpQuestions, later, who, moment) })
  return rows
}

export const aTraining = async (
  world: World,
  { organisation_id }: { organisation_id: string },
  wish: TrainingWish,
): Promise<{ training_id: string; join_code: ShortCode }> => {
  const { tx, vault, id } = world
  const { key, days, status, people, came = 0 } = wish
  const curriculum = curriculumOf(wish.curriculum)
  if (!curriculum) throw new Error(`no curriculum ${wish.curriculum}`)
  const training_id = id('training', key)
  const join_code = codeOf('training', key)
  const of = { organisation_id, training_id }
  const sessions = sessionsOf(world, key, curriculum, days)
  const seal = await sealerTo(tx, organisation_id)
  const { outside = [], interpreter, notes = '', costs = [], trainers } = wish
  await tx
    .insertInto('training')
    .values({
      ...{ ...of, curriculum_id: curriculum.id, kind: curriculum.kind, sector: curriculum.sector, join_code, status },
      ...{ institution_id: wish.institution_id, request_id: wish.request_id ?? null, province: wish.province },
      ...{ mode: wish.mode ?? 'place', place: wish.place ?? '', language: wish.language ?? 'es', ...spanOf(sessions) },
      ...{ interpreter_language: interpreter?.language ?? null, capacity: wish.capacity ?? Math.max(20, people) },
      ...{ trainer_ids: trainers.map(({ staff_id }) => staff_id), materials: curriculum.materials },
      costs: JSON.stringify(
        costs.map(([kind, cents], place) => ({ item_id: id('cost', key, String(place)), kind, cents, words: '' })),
      ),
      ...{ grant_line: wish.grant_line ?? '', planned_by: trainers[0]!.staff_id },
      ...seal(placeOf(training_id), { outside_trainers: outside, interpreter: interpreter?.words ?? '', notes }),
    })
    .execute()
  for (const [place, session] of sessions.entries())
    await tx
      .insertInto('training_session')
      .values({
        ...{ ...of, ...session, day_code: String(1000 + drawOf(9000, 'day code', key, String(place))) },
        walk_ins: JSON.stringify(place === 0 ? (wish.walk_ins ?? []) : []),
      })
      .execute()
  const hash = (purpose: 'attendance' | 'answers', place: number) =>
    codeHash((bytes) => vault.fingerprint(bytes), purpose, codeOf('seat', key, String(place)))
  const seats = Array.from({ length: people }, (_, place) => ({
    ...{ ...of, seat_number: place + 1, attendance_hash: hash('attendance', place) },
    role_group: groupOf(curriculum.sector, `${key} ${place}`),
    came: place < came ? sessions.map(({ session_id }) => session_id) : [],
  }))
  if (seats.length > 0) await tx.insertInto('training_seat').values(seats).execute()
  const answers = seats.slice(0, came).flatMap((_, place) =>
    answersOf(world, wish, curriculum.test, place).map(({ answers: given, ...row }) => ({
      ...{ ...of, ...row, answers_hash: hash('answers', place), answers: JSON.stringify(given) },
    })),
  )
  // In no order of who sat where.
  answers.sort((a, b) => Buffer.compare(a.answers_hash, b.answers_hash))
  if (answers.length > 0) await tx.insertInto('training_answer').values(answers).execute()
  return { training_id, join_code }
}

export interface RequestWish {
  key: string
  days: number
  sector: string
  province: string | null
  curriculum: string | null
  how_many: number
  status: RequestStatus
  institution?: { institution_id: string; code: ShortCode }
  mode?: 'place' | 'online' | 'either'
  contact: Partial<RequestContact> & { institution: string; name: string }
  note?: string
}

export const aTrainingRequest = async (
  world: World,
  { organisation_id }: { organisation_id: string },
  wish: RequestWish,
): Promise<string> => {
  const request_id = world.id('training request', wish.key)
  const seal = await sealerTo(world.tx, organisation_id)
  const nothing = { role: '', telephone: '', email: '', when: '', words: '' }
  const note = wish.note ? seal(requestPlace.note(request_id), { note: wish.note }) : undefined
  await world.tx
    .insertInto('training_request')
    .values({
      ...{
        organisation_id,
        request_id,
        received_at: world.at(wish.days),
        sector: wish.sector,
        province: wish.province,
      },
      ...{ curriculum_id: wish.curriculum, how_many: wish.how_many, language: 'es', mode: wish.mode ?? 'place' },
      ...{ institution_id: wish.institution?.institution_id ?? null, institution_code: wish.institution?.code ?? null },
      ...{ status: wish.status, note_version: note?.intake_version ?? null, sealed_note: note?.sealed ?? null },
      ...seal(requestPlace.contact(request_id), { ...nothing, ...wish.contact }),
    })
    .execute()
  return request_id
}
