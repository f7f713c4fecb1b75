// What may keep a person out, as a form keeps it and as the reader's words: sons and referrers are asked in two steps,
// whether and which.
import { list, number, t } from '#language/here.ts'
import {
  type BarrierFact,
  type BarrierSection,
  barrierParts,
  nothingAsked,
  type PersonBarriers,
  type StandingPart,
} from '../person-barriers.ts'

export interface BarrierAnswers {
  facts: PersonBarriers
  /** As typed. */
  sons_typed: string
}

export const factsOf = (section: BarrierSection): BarrierFact[] =>
  Object.keys(barrierParts[section].shape) as BarrierFact[]

export const answersOf = (parts: readonly StandingPart[]): BarrierAnswers => {
  const facts = Object.assign({ ...nothingAsked }, ...parts.map((part) => part.facts)) as PersonBarriers
  return { facts, sons_typed: facts.sons_ages?.join(', ') ?? '' }
}

/** null: something typed is no age. */
export const agesTyped = (typed: string): number[] | null => {
  const ages = typed
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number)
  return ages.every((age) => Number.isInteger(age) && age >= 0 && age <= 60) ? ages.slice(0, 12) : null
}

export type Whether = 'yes' | 'no' | 'unknown'
export const whether = (value: readonly unknown[] | null): Whether =>
  value === null ? 'unknown' : value.length > 0 ? 'yes' : 'no'

export const saidOptions = () =>
  (['yes', 'no', 'unknown'] as const).map((id) => ({ id, label: t(`barriers.answer.${id}`) }))

/** One answer in words, for two versions side by side. */
export const factText = (fact: BarrierFact, facts: PersonBarriers): string => {
  const value = facts[fact]
  if (value === null) return t('barriers.answer.unknown')
  if (Array.isArray(value)) {
    if (value.length === 0) return t('barriers.answer.no')
    return list(value.map((each) => (typeof each === 'number' ? number(each) : t(`codes.referrers.${each}`))))
  }
  return t(fact === 'travel' ? `barriers.travel.${value}` : `barriers.answer.${value}`)
}

export const askText = (fact: BarrierFact): string => t(`barriers.ask.${fact}`)
