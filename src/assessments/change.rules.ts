// What changed since the time before. Only whole scores of the same version are put side by side, and whether a change
// is more than chance is said by a rule with a name: several are in use, and none is silently taken for the truth.
import type { Day } from '#kit/day.ts'
import { type Instrument, lineOf, type Read, type Score, type ScoreRead } from './instrument.ts'
import type { ScoreChange } from './results.ts'

export interface Taken {
  /** Versions that ask and count the same are one line (`lineOf`). */
  version: number
  taken_on: Day
  read: Read
}

/** Score → code of the rule this house goes by; the first of the instrument's own where it has not chosen. */
export type ChosenRules = Readonly<Record<string, string>>

const ruleOf = ({ code, changes }: Score, chosen: ChosenRules) =>
  changes.find((rule) => rule.code === chosen[code]) ?? changes[0]

/** A score that was counted up from part of its items is no whole one. */
const wholeValue = ({ value, prorated }: ScoreRead): number | null => (prorated ? null : value)

const changeOf = (score: Score, since: Day, before: number, after: number, chosen: ChosenRules): ScoreChange => {
  const rule = ruleOf(score, chosen)
  const rose = after > before
  const direction = after === before ? 'same' : rose === (score.better === 'higher') ? 'better' : 'worse'
  return {
    ...{ score: score.code, since, before, after, direction },
    reliable: rule ? Math.abs(after - before) >= rule.at_least : null,
    rule: rule ? { code: rule.code, at_least: rule.at_least } : null,
  }
}

export const changesSince = (
  instrument: Instrument,
  before: Taken,
  after: Taken,
  chosen: ChosenRules = {},
): ScoreChange[] => {
  if (before.version !== after.version || after.version !== lineOf(instrument)) return []
  const wholeIn = ({ read }: Taken, code: string): number | null => {
    const found = read.scores.find((score) => score.code === code)
    return found ? wholeValue(found) : null
  }
  return instrument.scores.flatMap((score) => {
    const [first, second] = [wholeIn(before, score.code), wholeIn(after, score.code)]
    return first === null || second === null ? [] : [changeOf(score, before.taken_on, first, second, chosen)]
  })
}
