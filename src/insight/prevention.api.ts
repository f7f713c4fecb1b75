// What trainings changed, told once nobody can answer any more: whoever looks before and after one answer would know it.
import { answer } from '#gate/answer.ts'
import type { Moment } from '#kit/day.ts'
import { isClosed, windowOf } from '#prevention/moments.rules.ts'
import { followUpQuestions, type Question, surveyQuestions } from '#prevention/questions.ts'
import * as rules from './prevention.rules.ts'
import * as store from './prevention.store.ts'
import * as model from './prevention.ts'

const optionsOf = (questions: readonly Question[], id: string) =>
  questions.find((each) => each.id === id)?.options ?? []

const asked: rules.Questions = {
  scales: surveyQuestions.filter(({ many }) => !many).map(({ id }) => id),
  wishes: optionsOf(surveyQuestions, 'leave'),
  hindrances: optionsOf(followUpQuestions, 'hindered'),
}

const quarterOf = (day: string): string => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`

/** Trainings with the year of their last session, and which of their moments are over. */
const counted = (held: store.HeldTraining[], now: Moment) => {
  const over = new Set<string>()
  const trainings = held.map(({ sessions, ...training }) => {
    for (const moment of ['post', 'survey', ...model.laterMoments] as const)
      if (isClosed(windowOf(moment, sessions), now)) over.add(`${training.training_id} ${moment}`)
    return { ...training, year: Number(sessions.at(-1)!.ends_at.slice(0, 4)) }
  })
  return { trainings, isOver: (training_id: string, moment: string) => over.has(`${training_id} ${moment}`) }
}

export const readPreventionResults = answer(model.readPreventionResults)(async ({ tx, actor, house, today, now }) => {
  const { organisation_id } = actor
  const [held, answers, learning, institutions] = await Promise.all([
    store.findHeld(tx, organisation_id),
    store.countAnswers(tx, organisation_id),
    store.countLearning(tx, organisation_id),
    store.findTrainedInstitutions(tx, organisation_id),
  ])
  const { trainings, isOver } = counted(held, now)
  const told = {
    trainings,
    answers: answers.filter(({ training_id, moment }) => isOver(training_id, moment)),
    learning: learning.filter(({ training_id }) => isOver(training_id, 'post')),
  }
  return {
    today,
    invented: house.demo,
    groups: rules.groupsOf(told, asked),
    around: rules.quartersAround(institutions, quarterOf(today)),
  }
})

export const preventionResultAnswers = [readPreventionResults]
