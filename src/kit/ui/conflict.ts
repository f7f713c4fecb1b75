// Two colleagues changed the same file: what the other one saved, side by side with what was typed here.
import { isProblem } from '#kit/problem.ts'
import type { ConflictField } from './ConflictDialog.tsx'

/** The current state a stale save was answered with, or undefined for any other error. */
export const currentOf = <Current>(error: unknown): Current | undefined =>
  isProblem(error) && error.kind === 'conflict' ? (error.details.current as Current | undefined) : undefined

interface Side {
  name: string
  label: string
  mine: string
  theirs: string
}
export const differing = (sides: Side[]): ConflictField[] => sides.filter(({ mine, theirs }) => mine !== theirs)

/** Each answer from the side that was chosen for it; what was the same on both sides stays. */
export const choose = <Answers extends object>(
  mine: Answers,
  theirs: Answers,
  choice: Record<string, 'mine' | 'theirs'>,
): Answers =>
  Object.fromEntries(
    Object.entries(mine).map(([name, value]) => [
      name,
      choice[name] === 'theirs' ? (theirs as Record<string, unknown>)[name] : value,
    ]),
  ) as Answers

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/**
 * What was typed on top of a record a colleague saved meanwhile: what was not touched here is theirs; the names of what
 * both changed, differently, are for a person to choose.
 */
export const onTopOf = <Fields extends object>(read: Fields, mine: Fields, theirs: Fields) => {
  const names = Object.keys(mine) as (keyof Fields & string)[]
  const touched = names.filter((name) => !same(mine[name], read[name]))
  const asked = touched.filter((name) => !same(mine[name], theirs[name]) && !same(theirs[name], read[name]))
  return { merged: { ...theirs, ...Object.fromEntries(touched.map((name) => [name, mine[name]])) } as Fields, asked }
}
