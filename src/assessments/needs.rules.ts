// From what she says she needs to what the plan asks for, and what changed between two talks.

import type { NeedsAnswers } from '#assessments/needs.ts'
import type { NeedsDomain, NeedsInstrument } from '#facts/instrument.ts'

export interface NeedThatAsks {
  domain: string
  level: number
  looks_for: string[]
}

/** Her own order first; then the higher level; then the order of the instrument. */
export const needsThatAskForAGoal = (instrument: NeedsInstrument, answers: NeedsAnswers): NeedThatAsks[] => {
  const rank = (domain: NeedsDomain): number => {
    const place = answers.priority.indexOf(domain.code)
    return place < 0 ? instrument.domains.length : place
  }
  return instrument.domains
    .flatMap((domain) => {
      const level = answers.levels[domain.code] ?? null
      return level !== null && level >= instrument.asks_for_goal_at ? [{ domain, level }] : []
    })
    .sort((a, b) => rank(a.domain) - rank(b.domain) || b.level - a.level)
    .map(({ domain, level }) => ({ domain: domain.code, level, looks_for: domain.looks_for }))
}

export interface NeedsChange {
  domain: string
  before: number | null
  after: number | null
  /** `not_comparable` when one of the two was skipped: nothing is concluded from silence. */
  change: 'eased' | 'same' | 'grew' | 'not_comparable'
}

const changeOf = (before: number | null, after: number | null): NeedsChange['change'] => {
  if (before === null || after === null) return 'not_comparable'
  return after < before ? 'eased' : after > before ? 'grew' : 'same'
}

export const compareNeeds = (instrument: NeedsInstrument, before: NeedsAnswers, after: NeedsAnswers): NeedsChange[] =>
  instrument.domains.map(({ code }) => {
    const [was, is] = [before.levels[code] ?? null, after.levels[code] ?? null]
    return { domain: code, before: was, after: is, change: changeOf(was, is) }
  })
