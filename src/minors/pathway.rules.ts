// What stands of the pathway, what comes next, what may not happen yet, and what changes at 18.
import type { Day, Moment } from '#kit/day.ts'
import { addMonths } from '#kit/day.ts'
import type { Card } from '#people/card.ts'
import { presumedMinor } from '#people/person.rules.ts'
import type { PathStep, ShownBy, StepMark, StepState, TellStep } from './pathway.ts'

/** Someone of unknown age walks the pathway too: protecting an adult for a while harms less than missing a child. */
export const walksAsMinor = (card: Pick<Card, 'birth_year' | 'age_in_doubt'>, today: Day): boolean =>
  card.birth_year === null || presumedMinor(card, today)

/** What the records of a file show; steps shown by hand are not in it. */
export type Shown = Partial<Record<Exclude<ShownBy, 'hand'>, boolean>>

export interface Standing {
  shown: Shown
  marks: Pick<StepMark, 'step' | 'state'>[]
  family_is_safe: boolean
}

const markOf = (step: PathStep, marks: Standing['marks']) => marks.find((mark) => mark.step === step.code)

const isDone = (step: PathStep, { shown, marks }: Standing): boolean =>
  step.shown_by === 'hand' ? markOf(step, marks)?.state === 'done' : shown[step.shown_by] === true

/** A step that is not needed holds nobody up. */
const isBehind = (step: PathStep, standing: Standing): boolean =>
  isDone(step, standing) || markOf(step, standing.marks)?.state === 'not_needed'

export const waitsFor = (steps: PathStep[], step: PathStep, standing: Standing): string[] =>
  step.after.filter((code) => {
    const before = steps.find((each) => each.code === code)
    return !before || !isBehind(before, standing)
  })

export const stateOf = (steps: PathStep[], step: PathStep, standing: Standing): StepState => {
  if (isDone(step, standing)) return 'done'
  if (markOf(step, standing.marks)?.state === 'not_needed') return 'not_needed'
  if (waitsFor(steps, step, standing).length > 0) return 'waits'
  return step.needs_safe_family && !standing.family_is_safe ? 'locked' : 'next'
}

/** Why a step may not be taken now, as a message key; null when it may, or is done already and is written again. */
export const stepObstacle = (steps: PathStep[], code: string, standing: Standing): string | null => {
  const step = steps.find((each) => each.code === code)
  if (!step) return 'minor.step_not_found'
  if (step.needs_safe_family && !standing.family_is_safe) return 'minor.family_not_safe'
  return waitsFor(steps, step, standing).length > 0 ? 'minor.step_waits' : null
}

/** The step a record shows, for asking whether it may be written. */
export const stepShownBy = (steps: PathStep[], shown_by: ShownBy): string =>
  steps.find((step) => step.shown_by === shown_by)?.code ?? ''

const hour = 3_600_000

export const tellPath = (
  steps: PathStep[],
  standing: Standing,
  opened_on: Day,
  now: Moment,
): Omit<TellStep, 'mark'>[] =>
  steps.map((step) => {
    const { code, section, who, shown_by, within_hours } = step
    const state = stateOf(steps, step, standing)
    const opened = Date.parse(`${opened_on}T00:00:00Z`)
    const due_at = within_hours === null ? null : new Date(opened + within_hours * hour).toISOString()
    const open = state === 'next' || state === 'waits' || state === 'locked'
    const waits_for = waitsFor(steps, step, standing)
    return { code, section, who, shown_by, state, waits_for, due_at, late: open && due_at !== null && due_at < now }
  })

/** Whether a photograph, a placement or anything else was agreed to: the latest answer about it, not taken back. */
export const assentStands = (
  assents: { about: string; answer: string; asked_on: Day; withdrawn_at: Moment | null }[],
  about: string,
): boolean => {
  const [latest] = assents
    .filter((each) => each.about === about)
    .toSorted((a, b) => b.asked_on.localeCompare(a.asked_on))
  return latest !== undefined && latest.answer === 'yes' && latest.withdrawn_at === null
}

export interface Transition {
  /** The earliest and the latest day of the eighteenth birthday that the known year allows. */
  earliest_on: Day
  latest_on: Day
  prepare_from: Day
  state: 'later' | 'prepare' | 'may_be_18' | 'over'
}

/** Null while the age is unknown or in doubt: then no day ends the protection by itself. */
export const transitionOf = (card: Pick<Card, 'birth_year' | 'age_in_doubt'>, today: Day): Transition | null => {
  if (card.birth_year === null || card.age_in_doubt) return null
  const year = String(card.birth_year + 18).padStart(4, '0')
  const earliest_on = `${year}-01-01`
  const latest_on = `${year}-12-31`
  const prepare_from = addMonths(earliest_on, -6)
  const state =
    today > latest_on ? 'over' : today >= earliest_on ? 'may_be_18' : today >= prepare_from ? 'prepare' : 'later'
  return { earliest_on, latest_on, prepare_from, state }
}
