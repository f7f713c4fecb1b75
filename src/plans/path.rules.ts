// What of a path is in place. Three answers, not two: what nobody asked, or what lies in a section this reader does not
// open, is unknown, and nothing follows from it.
import { all, any, type Maybe, not } from '#assessments/three-valued.rules.ts'
import { type Answers, holds } from '#facts/condition.rules.ts'
import type { Condition } from '#facts/condition.ts'
import type { Checked, Standing, ToldPath } from './path.ts'
import type { Check, ProgrammePath } from './programme.ts'

const isKnown = (facts: Answers, field: string): boolean =>
  Object.hasOwn(facts, field) && facts[field] !== null && facts[field] !== undefined

const decide = (condition: Condition, facts: Answers): Maybe => {
  if ('all' in condition) return all(condition.all.map((part) => decide(part, facts)))
  if ('any' in condition) return any(condition.any.map((part) => decide(part, facts)))
  if ('not' in condition) return not(decide(condition.not, facts))
  return isKnown(facts, condition.field) ? holds(condition, facts) : 'unknown'
}

export const standingOf = (condition: Condition, facts: Answers): Standing => {
  const decided = decide(condition, facts)
  return decided === 'unknown' ? 'unknown' : decided ? 'met' : 'missing'
}

const checked = (checks: Check[], facts: Answers): Checked[] =>
  checks.map(({ code, when }) => ({ code, standing: standingOf(when, facts) }))

export const tellProgramme = (path: ProgrammePath, facts: Answers): ToldPath => ({
  id: path.id,
  reviewed: path.reviewed_by !== null,
  valid_from: path.valid_from,
  entry: checked(path.entry, facts),
  exit: checked(path.exit, facts),
  steps: path.steps.map(({ code, in_place }) => ({ code, in_place: checked(in_place, facts) })),
})

interface Place {
  path: string
  step: string | null
}

/** What lies between where she is and where she goes: the way in, the steps that are left, or the way out. */
export const checksOfMove = (path: ToldPath, from: Place | null, to: Place): Checked[] => {
  const places = path.steps.map(({ code }) => code)
  const begins = from?.path === path.id && from.step !== null ? places.indexOf(from.step) : -1
  const ends = to.step === null ? places.length : places.indexOf(to.step)
  const steps = path.steps.slice(Math.max(begins, 0), Math.max(ends, 0))
  return [
    ...(begins < 0 && to.step !== null ? path.entry : []),
    ...(begins < 0 ? [] : steps.flatMap(({ in_place }) => in_place)),
    ...(to.step === null ? path.exit : []),
  ]
}

export const codesOf = (checks: Checked[], standing: Standing): string[] => [
  ...new Set(checks.filter((each) => each.standing === standing).map(({ code }) => code)),
]

/** Why a move cannot be written down, as a message key. Nothing that is missing is ever a reason. */
export const moveObstacle = (paths: ProgrammePath[], from: Place | null, to: Place): string | null => {
  const path = paths.find(({ id }) => id === to.path)
  if (!path) return 'plan.no_such_path'
  if (to.step !== null && !path.steps.some(({ code }) => code === to.step)) return 'plan.no_such_step'
  if (to.step === null && (from === null || from.step === null || from.path !== to.path)) return 'plan.not_on_this_path'
  return from && from.path === to.path && from.step === to.step ? 'plan.already_there' : null
}
