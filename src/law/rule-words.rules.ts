// A rule told line by line in the words of a language: what starts it, for whom, how its days are counted, what ends it. The
// desk and the sheet for a lawyer say it alike.
import type { Condition } from '#facts/condition.ts'
import type { Translator } from '#kit/say.ts'
import type { LawRule, Reading, Term } from './rule.ts'

export const termWords = ({ n, unit, count, from, roll, bound, pauses }: Term, t: Translator): string => {
  const kind = unit === 'hour' || unit === 'day' ? `${unit}_${count}` : unit
  const length = t(`law.term.bound.${bound}`, { term: t(`law.term.${kind}`, { n }) })
  const parts = [length, t(`law.term.from.${from}`)]
  if (unit !== 'hour') parts.push(t(`law.term.roll.${roll}`))
  if (pauses) parts.push(t(`law.term.pauses.${pauses}`))
  return parts.join(' · ')
}

const fieldWords = (field: string, value: string | number | boolean, t: Translator): string => {
  const name = t(`law.circumstance.${field}`)
  if (value === true) return name
  if (value === false) return t('law.condition.not', { what: name })
  const choice = typeof value === 'number' ? String(value) : t(`law.circumstance.${field}.${value}`)
  return t('law.condition.choice', { field: name, choice })
}

export const conditionWords = (condition: Condition, t: Translator): string => {
  if ('all' in condition) return condition.all.map((each) => conditionWords(each, t)).join('; ')
  if ('any' in condition)
    return t('law.condition.any', { what: condition.any.map((each) => conditionWords(each, t)).join('; ') })
  if ('not' in condition) return t('law.condition.not', { what: conditionWords(condition.not, t) })
  const { field } = condition
  if ('equals' in condition) return fieldWords(field, condition.equals, t)
  if ('in' in condition)
    return t('law.condition.any', { what: condition.in.map((value) => fieldWords(field, value, t)).join('; ') })
  if ('at_least' in condition) return fieldWords(field, condition.at_least, t)
  return condition.answered
    ? t(`law.circumstance.${field}`)
    : t('law.condition.not', { what: t(`law.circumstance.${field}`) })
}

export interface RuleLine {
  /** `law.line.<line>` */
  line: string
  words: string[]
}

const readingWords = (readings: readonly Reading[], t: Translator): string[] =>
  readings.map(({ code, term }) =>
    readings.length > 1
      ? t('law.term.reading', { reading: t(`law.reading.${code}`), term: termWords(term, t) })
      : termWords(term, t),
  )

/** In the order in which a lawyer asks: for whom and from when, how long, what ends it, what follows. */
export const ruleLines = (rule: LawRule, t: Translator): RuleLine[] => {
  const events = (codes: readonly string[]) => codes.map((code) => t(`law.event.${code}`))
  const bodies = [...new Set([rule.duty_holder, rule.authority])].filter((code) => code !== null)
  const lines: RuleLine[] = [
    { line: 'starts', words: rule.starts.length > 0 ? events(rule.starts) : [t('law.line.from_the_first_day')] },
    { line: 'when', words: rule.when ? [conditionWords(rule.when, t)] : [] },
    { line: 'who', words: bodies.map((code) => t(`law.authority.${code}`)) },
    { line: 'term', words: readingWords(rule.readings, t) },
    {
      line: 'alternatives',
      words: rule.alternatives.flatMap(({ when, readings }) =>
        readingWords(readings, t).map((term) => t('law.term.where', { when: conditionWords(when, t), term })),
      ),
    },
    { line: 'closes', words: events(rule.closes) },
    { line: 'ends', words: events(rule.ends) },
    { line: 'silence', words: rule.silence ? [t(`law.silence.${rule.silence.means}`)] : [] },
    {
      line: 'suspended',
      words: rule.suspended.map(({ from, until }) =>
        t('law.line.between', { from: events(from).join('; '), until: events(until).join('; ') }),
      ),
    },
    { line: 'restarted', words: events(rule.restarted) },
    { line: 'yields', words: events(rule.yields.map(({ event }) => event)) },
    { line: 'instead_of', words: [...rule.instead_of] },
  ]
  return lines.filter(({ words }) => words.length > 0)
}
