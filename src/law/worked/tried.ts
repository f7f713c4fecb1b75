// Rules made up to try one way of counting at a time; they are of no country and no law.
import type { LawRule, RuleId, Term } from '../rule.ts'

export const term = (n: number, unit: Term['unit'], count: Term['count'], more: Partial<Term> = {}): Term => ({
  ...{ n, unit, count, from: unit === 'hour' ? 'moment' : 'next_day' },
  ...{ roll: unit === 'hour' ? 'stays' : 'next_working', bound: 'at_most' },
  ...more,
})

export const tried = (id: RuleId, more: Partial<LawRule>): LawRule => ({
  ...{ id, track: 'income', kind: 'deadline', starts: ['aid_applied'], when: null },
  ...{ duty_holder: null, authority: null, readings: [], alternatives: [] },
  ...{ closes: ['aid_decided'], ends: [], silence: null, yields: [], suspended: [], restarted: [], instead_of: [] },
  ...{ warn_days: [], documents: [], plain: null, article: 'made up', source: 'made up to try a count' },
  ...{ source_version: '2026', valid_from: '2000-01-01', valid_until: null },
  ...{ confidence: 'memory', verify: false, reviewed_by: null, reviewed_on: null },
  ...more,
})

export const deadline = (id: RuleId, counted: Term, more: Partial<LawRule> = {}): LawRule =>
  tried(id, { readings: [{ code: 'only', term: counted }], ...more })
