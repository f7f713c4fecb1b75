// Whether a condition holds for what was answered. A skipped question never makes `equals`, `in` or `at_least` true:
// silence is not an answer, and nothing may be concluded from it.
import type { Condition } from '#facts/condition.ts'

export type Answers = Readonly<Record<string, unknown>>

const isAnswered = (answer: unknown): boolean =>
  answer !== undefined && answer !== null && answer !== '' && !(Array.isArray(answer) && answer.length === 0)

/** A question with several choices holds for each of the choices made. */
const chosen = (answer: unknown): unknown[] => (Array.isArray(answer) ? answer : isAnswered(answer) ? [answer] : [])

const answerTo = (answers: Answers, field: string): unknown => (Object.hasOwn(answers, field) ? answers[field] : null)

export const holds = (condition: Condition, answers: Answers): boolean => {
  if ('all' in condition) return condition.all.every((part) => holds(part, answers))
  if ('any' in condition) return condition.any.some((part) => holds(part, answers))
  if ('not' in condition) return !holds(condition.not, answers)
  const answer = answerTo(answers, condition.field)
  if ('answered' in condition) return isAnswered(answer) === condition.answered
  if ('equals' in condition) return chosen(answer).includes(condition.equals)
  if ('in' in condition) return chosen(answer).some((choice) => condition.in.includes(choice as string))
  return typeof answer === 'number' && answer >= condition.at_least
}
