// The way through a module, page by page: what somebody has done follows from their answers alone, so a run can be left
// anywhere, come back to on another phone, and go on with a newer version of the module.
import type { Choice, ModuleHead, QuizItem, QuizUnit, SituationUnit, Unit } from './module.ts'
import { type Answers, type Score, scoreOf } from './score.rules.ts'

/** One page of the way: a unit, or one question of the quiz. */
export type Step =
  | { unit: Exclude<Unit, QuizUnit>; item: null }
  /** Each question has a page of its own: on a phone one is enough at a time. */
  | { unit: QuizUnit; item: QuizItem }

export const stepsOf = ({ units }: ModuleHead): Step[] =>
  units.flatMap((unit): Step[] =>
    unit.kind === 'quiz' ? unit.items.map((item) => ({ unit, item })) : [{ unit, item: null }],
  )

export const quizOf = ({ units }: ModuleHead): QuizUnit => units.find((unit) => unit.kind === 'quiz')!

const keyOf = (unit: string, part: string): string => `${unit}.${part}`
const givenTo = (answers: Answers, unit: string, part: string): string[] => answers[keyOf(unit, part)] ?? []

export interface Moment {
  node: string
  choice: Choice
}

/** What was chosen from the first moment on, and the moment one is at; null once the situation came to an end. */
export const trailOf = (unit: SituationUnit, answers: Answers): { trail: Moment[]; at: string | null } => {
  const trail: Moment[] = []
  let at: string | null = unit.start
  while (at !== null && trail.length <= unit.nodes.length) {
    const node = unit.nodes.find(({ id }) => id === at)
    const choice = node?.choices.find(({ id }) => givenTo(answers, unit.id, node.id).includes(id))
    if (!node || !choice) return { trail, at }
    trail.push({ node: node.id, choice })
    at = choice.next
  }
  return { trail, at }
}

const isDone = ({ unit, item }: Step, answers: Answers): boolean => {
  switch (unit.kind) {
    case 'text':
    case 'pathway':
      return answers[unit.id] !== undefined
    case 'situation':
      return trailOf(unit, answers).at === null
    case 'signs':
      return unit.signs.every(({ id }) => givenTo(answers, unit.id, id).length > 0)
    case 'quiz':
      return item !== null && givenTo(answers, unit.id, item.id).length > 0
  }
}

/** How many pages are done before the first that is not; all of them when nothing is left. */
export const placeOf = (steps: readonly Step[], answers: Answers): number => {
  const next = steps.findIndex((step) => !isDone(step, answers))
  return next < 0 ? steps.length : next
}

/** The page with this address, and its number. */
export const findStep = (steps: readonly Step[], unit: string, part: string | null): number =>
  steps.findIndex((step) => step.unit.id === unit && (step.item === null || step.item.id === part))

/** What of a page's answer is kept; null takes an earlier one back. */
export type Changes = Record<string, string[] | null>

const after = (unit: SituationUnit, node: string): string[] => {
  const found = new Set<string>()
  const walk = (id: string): void => {
    for (const { next } of unit.nodes.find((each) => each.id === id)?.choices ?? [])
      if (next !== null && !found.has(next)) {
        found.add(next)
        walk(next)
      }
  }
  walk(node)
  found.delete(node)
  return [...found]
}

const choosing = (unit: SituationUnit, node: string, given: readonly string[]): Changes | undefined => {
  const known = unit.nodes.find(({ id }) => id === node)?.choices.find(({ id }) => id === given[0])
  if (!known) return undefined
  // Whoever goes another way has not yet been where it leads.
  return {
    ...Object.fromEntries(after(unit, node).map((each) => [keyOf(unit.id, each), null])),
    [keyOf(unit.id, node)]: [known.id],
  }
}

/** `given` by part: the options of a question, the choice of a moment, what each sign was taken for. Undefined: answered otherwise than asked. */
export const changesOf = (
  { unit, item }: Step,
  part: string | null,
  given: (part: string) => readonly string[],
): Changes | undefined => {
  switch (unit.kind) {
    case 'text':
    case 'pathway':
      return { [unit.id]: ['read'] }
    case 'situation':
      return part === null ? undefined : choosing(unit, part, given(part))
    case 'signs': {
      const said = unit.signs.map(({ id }) => [id, given(id)[0] ?? ''] as const)
      const known = (word: string) => ['sign', 'alone_little', 'not_a_sign'].includes(word)
      if (!said.every(([, word]) => known(word))) return undefined
      return Object.fromEntries(said.map(([id, word]) => [keyOf(unit.id, id), [word]]))
    }
    case 'quiz': {
      const options = item?.options.map(({ id }) => id).filter((id) => given(item.id).includes(id)) ?? []
      if (!item || options.length === 0 || (options.length > 1 && !item.many)) return undefined
      return { [keyOf(unit.id, item.id)]: options }
    }
  }
}

/** The quiz once more: every answer to it is taken back, what was read and practised stays. */
export const quizAgain = ({ id, items }: QuizUnit): Changes =>
  Object.fromEntries(items.map((item) => [keyOf(id, item.id), null]))

export const chosenIn = (answers: Answers, unit: string, part: string): readonly string[] =>
  givenTo(answers, unit, part)

export const quizScore = ({ id, items }: QuizUnit, answers: Answers): Score =>
  scoreOf(items, Object.fromEntries(items.map((item) => [item.id, givenTo(answers, id, item.id)])))

const weigh = (text: string): number => {
  let sum = 2_166_136_261
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 16_777_619) >>> 0
  return sum
}

/** In an order of its own for each run and each try, and the same one whenever the page is seen again. */
export const shuffled = <T extends { id: string }>(all: readonly T[], seed: string): T[] =>
  [...all].sort((a, b) => weigh(`${seed} ${a.id}`) - weigh(`${seed} ${b.id}`) || (a.id < b.id ? -1 : 1))

/** Of the minutes the whole takes, those of what is left. */
export const minutesLeft = (minutes: number, done: number, of: number): number =>
  of === 0 ? 0 : Math.ceil((minutes * (of - done)) / of)
