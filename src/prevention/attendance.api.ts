// Ticking seats, counting heads, and telling what the answers of all together say.
import { type AskedByStaff, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import * as store from './attendance.store.ts'
import * as model from './attendance.ts'
import { bankOf, curriculumOf } from './curricula.store.ts'
import { windowOf } from './moments.rules.ts'
import { numbersOf } from './numbers.rules.ts'
import { moments } from './questions.ts'
import { getTraining } from './training.api.ts'
import { listSessionRows, type StoredTraining } from './training.store.ts'

type Asked = AskedByStaff<unknown>

const sessionsOf = ({ tx, actor }: Asked, { training_id }: StoredTraining) =>
  listSessionRows(tx, actor.organisation_id, { training_id })

export const readAttendance = answer(model.readAttendance)(async (asked) => {
  const row = await getTraining(asked, asked.input.training_id)
  const of = { organisation_id: asked.actor.organisation_id, training_id: row.training_id }
  const sessions = await sessionsOf(asked, row)
  const seats = await store.listSeats(asked.tx, of)
  const counted = await store.countAnswers(asked.tx, of)
  return {
    sessions: sessions.map(({ training_id: _, walk_ins, ...session }) => ({
      ...session,
      walk_ins: model.WalkIns.parse(walk_ins),
    })),
    seats,
    capacity: row.capacity,
    answers: moments.map((moment) => {
      const answers = counted.get(moment) ?? 0
      return { moment, answers: answers < model.fewest ? null : answers }
    }),
  }
})

/** Whoever looks later must find what was seen on the day: a training that is closed is not ticked any more. */
const demandTicking = async (asked: Asked, training_id: string, session_id: string) => {
  const row = await getTraining(asked, training_id)
  if (row.status !== 'open' && row.status !== 'held') throw new Problem('refused', 'prevention.not_now')
  const sessions = await sessionsOf(asked, row)
  if (!sessions.some((session) => session.session_id === session_id))
    throw new Problem('not_found', 'prevention.session_not_found')
  return { organisation_id: asked.actor.organisation_id, training_id }
}

export const markAttendance = answer(model.markAttendance)(async (asked) => {
  const { training_id, ...mark } = asked.input
  const of = await demandTicking(asked, training_id, mark.session_id)
  if (!(await store.markSeat(asked.tx, of, mark))) throw new Problem('not_found', 'prevention.seat_not_found')
  return { training_id }
})

export const countWalkIns = answer(model.countWalkIns)(async (asked) => {
  const { training_id, session_id, walk_ins } = asked.input
  const of = await demandTicking(asked, training_id, session_id)
  if (new Set(walk_ins.map(({ group }) => group)).size < walk_ins.length)
    throw new Problem('invalid', 'gate.not_allowed_value')
  await store.setWalkIns(asked.tx, of, session_id, walk_ins)
  return { training_id }
})

export const readTrainingNumbers = answer(model.readTrainingNumbers)(async (asked) => {
  const row = await getTraining(asked, asked.input.training_id)
  const sessions = await sessionsOf(asked, row)
  const of = { organisation_id: asked.actor.organisation_id, training_id: row.training_id }
  const windows = {
    pre: windowOf('pre', sessions),
    post: windowOf('post', sessions),
    survey: windowOf('survey', sessions),
    month3: windowOf('month3', sessions),
    month6: windowOf('month6', sessions),
  }
  const bank = bankOf(curriculumOf(row.curriculum_id)?.test)
  return numbersOf({ windows, rows: await store.listAnswers(asked.tx, of), bank }, asked.now)
})
