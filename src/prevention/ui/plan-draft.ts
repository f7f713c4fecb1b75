// A plan as it is typed: days and hours by the clock here, numbers as words.
import type { SentInputOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import { language as here } from '#language/here.ts'
import { languageOf } from '#language/languages.ts'
import type { Curriculum } from '../curriculum.ts'
import type { TrainingRequest } from '../request.ts'
import type { keepTraining, Training } from '../training.ts'
import { wallOf } from './prevention-words.ts'

export interface SessionDraft {
  session_id: string
  on: string | null
  from: string
  until: string
}

export interface PlanDraft {
  curriculum_id: string
  institution_id: string | null
  mode: 'place' | 'online'
  place: string
  province: string | null
  language: string
  interpreter_language: string | null
  interpreter: string
  capacity: string
  trainer_ids: string[]
  outside_trainers: string
  materials: string[]
  notes: string
  sessions: SessionDraft[]
}

export const newSession = (): SessionDraft => ({ session_id: newId(), on: null, from: '10:00', until: '13:00' })

/** A mirrored or lengthened English is English. */
const spokenHere = (): string => (languageOf(here()).pseudo ? 'en' : here())

export const emptyPlan = (me: string, curriculum_id = ''): PlanDraft => ({
  curriculum_id,
  institution_id: null,
  mode: 'place',
  place: '',
  province: null,
  language: spokenHere(),
  interpreter_language: null,
  interpreter: '',
  capacity: '20',
  trainer_ids: [me],
  outside_trainers: '',
  materials: [],
  notes: '',
  sessions: [newSession()],
})

const longestMorning = 6

const later = (time: string, hours: number): string => {
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + hours * 60
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
}

/** What to take along, and how long one session of it is where it fits into one. */
export const comesWith = (
  { curriculum_id, sessions }: Pick<PlanDraft, 'curriculum_id' | 'sessions'>,
  curricula: Curriculum[],
): Partial<PlanDraft> => {
  const curriculum = curricula.find(({ id }) => id === curriculum_id)
  if (!curriculum) return {}
  const { materials, hours } = curriculum
  const [only, ...more] = sessions
  if (!only || more.length > 0 || hours > longestMorning) return { materials }
  return { materials, sessions: [{ ...only, until: later(only.from, hours) }] }
}

/** What an institution asked for is where its plan begins. */
export const planFor = (request: TrainingRequest, me: string): PlanDraft => ({
  ...emptyPlan(me, request.curriculum_id ?? ''),
  language: request.language,
  institution_id: request.institution_id,
  mode: request.mode === 'online' ? 'online' : 'place',
  province: request.province,
  capacity: String(Math.min(request.how_many, 500)),
})

export const planOf = (training: Training): PlanDraft => {
  const { curriculum_id, institution_id, mode, place, province, language, interpreter_language } = training
  return {
    ...{ curriculum_id, institution_id, mode, place, province, language, interpreter_language },
    interpreter: training.interpreter,
    capacity: String(training.capacity),
    trainer_ids: training.trainer_ids,
    outside_trainers: training.outside_trainers.join('\n'),
    materials: training.materials,
    notes: training.notes,
    sessions: training.sessions.map(({ session_id, starts_at, ends_at }) => ({
      session_id,
      on: wallOf(starts_at).on,
      from: wallOf(starts_at).time,
      until: wallOf(ends_at).time,
    })),
  }
}

const momentOf = (on: string | null, time: string): string => {
  const at = new Date(`${on ?? ''}T${time}`)
  return Number.isNaN(at.getTime()) ? '' : at.toISOString()
}

export const minutesOf = ({ on, from, until }: SessionDraft): number => {
  const [starts, ends] = [momentOf(on ?? '2000-01-01', from), momentOf(on ?? '2000-01-01', until)]
  return starts && ends ? Math.max(0, (Date.parse(ends) - Date.parse(starts)) / 60_000) : 0
}

type Sent = Omit<SentInputOf<typeof keepTraining>, 'training_id' | 'version' | 'request_id'>

export const sentOf = (plan: PlanDraft): Sent => ({
  ...plan,
  capacity: Number(plan.capacity),
  outside_trainers: plan.outside_trainers
    .split('\n')
    .map((name) => name.trim())
    .filter((name) => name !== ''),
  sessions: plan.sessions.map(({ session_id, on, from, until }) => ({
    session_id,
    starts_at: momentOf(on, from),
    ends_at: momentOf(on, until),
  })),
})
