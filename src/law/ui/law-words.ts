// How the law of a file is said: what a rule is called, by when in words, who holds it, each step of a reckoning.
import { type Day, daysBetween } from '#kit/day.ts'
import type { BadgeTone, Option } from '#kit/ui/index.ts'
import { day, daysAway, hasText, list, t } from '#language/here.ts'
import type { FileDeadline } from '../deadline.ts'
import type { ShownRule } from '../law-file.ts'
import type { Item, ItemState, Step } from '../reckoning.ts'

/** A word of data/texts/<language>/law-words.json or of a pack; what has none yet is shown by its code. */
const word = (key: string, code: string): string => (hasText(key) ? t(key) : code.replaceAll('_', ' '))

export const titleOf = (rule_id: string): string => word(`law.rule.${rule_id}.title`, rule_id)
export const eventName = (code: string): string => word(`law.event.${code}`, code)
export const authorityName = (code: string): string => word(`law.authority.${code}`, code)
export const trackName = (track: string): string => word(`law.track.${track}`, track)
export const packName = (pack: string): string => t(`law.pack.name.${pack}`)
export const stateName = (state: ItemState): string => word(`law.state.${state}`, state)
export const fieldName = (field: string): string => word(`law.circumstance.${field}`, field)
export const choiceName = (field: string, choice: string): string => word(`law.circumstance.${field}.${choice}`, choice)

export const readingName = (code: string): string => word(`law.reading.${code}`, code)

/** A part of a rule's words that not every rule has. */
export const ruleWords = (rule_id: string, part: 'means' | 'unless' | 'verify'): string | null => {
  const key = `law.rule.${rule_id}.${part}`
  return hasText(key) ? t(key) : null
}

const daysOfAYear = 300

/** A day as one says it: this year's by its weekday, another year's with the year. */
export const dayWords = (on: Day, today: Day): string =>
  day(on, Math.abs(daysBetween(today, on)) < daysOfAYear ? 'weekday' : 'long')

/** "in 5 days, Friday 27 March" */
export const whenWords = (on: Day, today: Day): string =>
  t('law.when', { away: daysAway(daysBetween(today, on)), day: dayWords(on, today) })

/** By when, with the hour where hours are counted. */
export const dueWords = ({ due_on, due_at }: Pick<Item, 'due_on' | 'due_at'>, today: Day): string | null => {
  if (!due_on) return null
  const when = whenWords(due_on, today)
  return due_at ? t('law.when_at', { when, time: due_at.slice(0, 5) }) : when
}

export const holderOf = (rule: ShownRule | undefined): string | null => {
  const code = rule?.duty_holder ?? rule?.authority
  return code ? authorityName(code) : null
}

export const tones: Record<ItemState, BadgeTone> = {
  ...{ overdue: 'danger', due: 'warning', running: 'calm', suspended: 'neutral', met: 'good', late: 'warning' },
  ...{ silence: 'calm', stands: 'good', coming: 'neutral', ended: 'neutral', taken_away: 'neutral' },
}

/** Within a sentence. */
const lowered = (words: string): string => words.charAt(0).toLocaleLowerCase() + words.slice(1)

const isDay = /^\d{4}-\d\d-\d\d$/
const isCode = /^[a-z][a-z0-9_]+$/
/** Values of a step that are codes, by the name they have in it. */
const codesOf: Record<string, (code: string) => string> = {
  event: eventName,
  by: eventName,
  code: eventName,
  authority: authorityName,
  field: fieldName,
  track: trackName,
  reading: (code) => lowered(readingName(code)),
}

const valueWords = (name: string, value: string, today: Day): string => {
  const days = value.split(' ')
  if (days.every((each) => isDay.test(each))) return list(days.map((each) => dayWords(each, today)))
  const named = codesOf[name]
  return named && isCode.test(value) ? named(value) : value
}

export const stepWords = ({ code, values }: Step, today: Day): string => {
  const said = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' ? valueWords(name, value, today) : name === 'year' ? String(value) : value,
  ])
  return hasText(`law.step.${code}`) ? t(`law.step.${code}`, Object.fromEntries(said)) : code
}

export const ruleOf = (rules: ShownRule[], item: Pick<Item, 'pack' | 'rule_id' | 'rule_from'>) =>
  rules.find(({ pack, id, valid_from }) => pack === item.pack && id === item.rule_id && valid_from === item.rule_from)

/** An item of a supposed file has nobody who answers for it: it never rings. */
export type ShownItem = Item & Partial<Omit<FileDeadline, keyof Item>>

export const choicesOf = (ids: readonly string[], nameOf: (id: string) => string): Option[] =>
  ids.map((id) => ({ id, label: nameOf(id) }))
