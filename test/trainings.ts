// Trainings as tests plan them.
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { keepTraining, moveTraining, readTraining, type Training, type TrainingStatus } from '#prevention/training.ts'
import type { TestHouse } from './gate.ts'

const hour = 3_600_000
export const sessionFrom = (from: number, hours = 3) => {
  const starts = Date.now() + from * hour
  const at = (ms: number) => new Date(Math.floor(ms / 1000) * 1000).toISOString()
  return { session_id: newId(), starts_at: at(starts), ends_at: at(starts + hours * hour) }
}

export const aTraining = () => ({
  training_id: newId(),
  version: 0,
  request_id: null as string | null,
  curriculum_id: 'social-services',
  institution_id: null as string | null,
  mode: 'place' as const,
  place: 'Library, first floor',
  province: '08',
  language: 'es',
  interpreter_language: 'ur',
  capacity: 12,
  trainer_ids: [] as string[],
  materials: ['slides'],
  outside_trainers: ['CANARY-Nuria Vives'],
  interpreter: 'CANARY-Imran, 600 111 222',
  notes: 'CANARY-projector',
  sessions: [sessionFrom(48)],
})

export const trainingsOf = (at: TestHouse) => {
  const { trainer } = at.staff
  const move = (training_id: string, version: number, status: TrainingStatus) =>
    at.ask(moveTraining, { training_id, version, status }, trainer)
  return {
    today: new Date().toISOString().slice(0, 10),
    soon: addDays(new Date().toISOString().slice(0, 10), 14),
    move,
    plan: (changes: Partial<ReturnType<typeof aTraining>> = {}) =>
      at.ask(keepTraining, { ...aTraining(), trainer_ids: [trainer.staff_id], ...changes }, trainer),
    /** Open for registering. */
    open: async (changes: Partial<ReturnType<typeof aTraining>> = {}): Promise<Training> => {
      const planned = { ...aTraining(), trainer_ids: [trainer.staff_id], ...changes }
      const { training_id, version } = await at.ask(keepTraining, planned, trainer)
      await move(training_id, version, 'open')
      return at.ask(readTraining, { training_id }, trainer)
    },
  }
}
