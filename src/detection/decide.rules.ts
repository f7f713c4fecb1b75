// What noted signs are consistent with. The rule of the ILO lists for signs with weights, "several together" for those
// without, article 3 of the Palermo Protocol over both. It says where to look and whom to tell, never what somebody is.
//
// Another sign never lowers the level and takes no direction away, with one exception: `exploited_worker` gives way to
// `trafficking` or `forced_labour`, which say more of the same. No step is taken away but `look_again`, which has then
// been done. The order of the signs and saying one twice change nothing; a code no list knows is not counted and is
// named as such.
import type { IndicatorLists } from '#facts/indicators.ts'
import { hintsOf } from './hints.rules.ts'
import { dimensions, hasHeavyMeans, hasPalermo, type Noted, showsAct, showsMeans, takeIn } from './noted.rules.ts'
import { type AgeGroup, type Direction, directions, type Reading, type Said, type Step, steps } from './reading.ts'
import { type Sign, type Signs, signsOf } from './signs.rules.ts'

const isTrafficking = (noted: Noted): boolean => {
  const { who, labour, other_purpose, several } = noted
  if (several.has('general')) return true
  if (who === 'minor') return (labour || other_purpose) && showsAct(noted)
  // The weights of the labour lists say nothing of other purposes: there any sign of a means is enough to be told on.
  return (labour && hasHeavyMeans(noted)) || (other_purpose && showsMeans(noted)) || hasPalermo(noted)
}

const directionsOf = (noted: Noted): Direction[] => {
  const { who, labour, other_purpose, several, named, dimensions, forced } = noted
  const trafficking = isTrafficking(noted)
  const stands: Record<Direction, boolean> = {
    trafficking,
    forced_labour: labour && forced,
    sexual_exploitation: named.has('sexual_exploitation'),
    domestic_servitude: named.has('domestic_servitude'),
    forced_begging_or_crime: named.has('forced_begging_or_crime'),
    child: who === 'minor' && (labour || other_purpose || several.has('children') || several.has('general')),
    exploited_worker: who === 'adult' && labour && !forced && !dimensions.has('vulnerability'),
  }
  return directions.filter((each) => stands[each])
}

const said = (key: string, of: Sign[]): Said => ({ key: `signs.reason.${key}`, codes: of.map(({ code }) => code) })

/** Deceptive or coercive recruitment, or a vulnerability that stands in for them, with exploitation and coercion. */
const isStrict = ({ dimensions }: Noted): boolean =>
  dimensions.has('exploitation') &&
  dimensions.has('coercion') &&
  ['deceptive_recruitment', 'coercive_recruitment', 'recruitment_vulnerability', 'vulnerability'].some((each) =>
    dimensions.has(each),
  )

const palermo = ['act', 'means', 'deception', 'purpose']

const reasonsOf = (signs: Signs, noted: Noted, found: Direction[]): Said[] => {
  const { who, age, all, counted, deceived, in_dimension, in_group } = noted
  if (all.length === 0) return [said('nothing', [])]
  const has = (direction: Direction) => found.includes(direction)
  const purposes = counted.filter(({ direction }) => direction)
  const ofPalermo = counted.filter(({ groups }) => palermo.some((group) => groups.has(group)))
  const reasons = [
    ...(age === 'unsure' ? [said('unsure_as_minor', [])] : []),
    ...dimensions.filter((each) => noted.dimensions.has(each)).map((each) => said(each, in_dimension.get(each)!)),
    ...signs.several.filter(({ code }) => noted.several.has(code)).map(({ code }) => said(code, in_group.get(code)!)),
    ...(purposes.length > 0 ? [said('purpose', purposes)] : []),
    ...(noted.several.size > 0 ? [said('unweighted', [])] : []),
    ...(who === 'adult' && hasPalermo(noted) ? [said('palermo', ofPalermo)] : []),
    ...(who === 'adult' && has('trafficking') && showsMeans(noted) && (noted.labour || noted.other_purpose)
      ? [said('means_and_purpose', [])]
      : []),
    ...(who === 'adult' && isStrict(noted) ? [said('strict_survey', [])] : []),
    ...(who === 'minor' && has('trafficking') ? [said('minor_no_means', [])] : []),
    ...(has('exploited_worker') ? [said(deceived ? 'deceived_worker' : 'exploited_worker', [])] : []),
  ]
  return found.length > 0 ? reasons : [...reasons, said('not_enough', all)]
}

const stepsOf = ({ who, age, all, labour }: Noted, found: Direction[]): Step[] => {
  const wanted = new Set<string>(all.flatMap(({ calls_for }) => [...calls_for]))
  if (all.length > 0) wanted.add('talk_alone')
  if (all.length > 0 && who === 'minor') wanted.add('child_protection')
  if (all.some(({ of }) => !of.has('adult'))) wanted.add('child_protection')
  if (labour) for (const step of ['labour_route', 'labour_inspection']) wanted.add(step)
  if (found.length > 0) for (const step of ['specialised_organisation', 'legal_advice']) wanted.add(step)
  else wanted.add('look_again')
  if (age === 'unsure') wanted.add('age_unclear_as_minor')
  wanted.add('offer_help_anyway')
  // With a minor the protection of children leads; what is owed for the work comes with it.
  const fits = (step: Step) => who === 'adult' || (step !== 'labour_route' && step !== 'labour_inspection')
  return steps.filter((step) => wanted.has(step) && fits(step))
}

export interface WhatWasSeen {
  signs: readonly string[]
  age: AgeGroup
  /** Where it was seen. It chooses which signs are offered; it weighs nothing. */
  sector?: string | null | undefined
}

export const readSigns = (lists: IndicatorLists, { signs: codes, age }: WhatWasSeen): Reading => {
  const signs = signsOf(lists)
  const noted = takeIn(signs, codes, age)
  const found = directionsOf(noted)
  return {
    level: found.length > 0 ? 'consistent' : noted.all.length > 0 ? 'some' : 'nothing_noted',
    consistent_with: found,
    reasons: reasonsOf(signs, noted, found),
    missing: hintsOf(signs, noted, found),
    next: stepsOf(noted, found),
  }
}
