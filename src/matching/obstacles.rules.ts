// What stands between a person and a service. In doubt about her age she counts as under 18 until it is decided:
// nothing meant for adults is offered as if it were sure.
import type { Day } from '#kit/day.ts'
import type { MatchPerson } from './match.ts'
import type { Part } from './parts.ts'
import type { Sink } from './sink.rules.ts'

export interface AgeRange {
  youngest: number
  oldest: number
  known: boolean
  minor: boolean
}

export const ageRange = ({ age, birth_year }: Pick<MatchPerson, 'age' | 'birth_year'>, today: Day): AgeRange => {
  if (age !== null) return { youngest: age, oldest: age, known: true, minor: age < 18 }
  if (birth_year === null) return { youngest: 0, oldest: 120, known: false, minor: true }
  const oldest = Number(today.slice(0, 4)) - birth_year
  return { youngest: oldest - 1, oldest, known: true, minor: oldest - 1 < 18 }
}

const sexObstacle = ({ admits }: Part<'who'>, { gender }: MatchPerson, { minor }: AgeRange, sink: Sink): void => {
  // "Women and minors" may well mean boys: that is asked, not refused.
  if (admits.sex === 'women' && gender === 'man' && !(minor && admits.minors === 'admitted')) sink.stop('only_women')
  if (admits.sex === 'men' && gender === 'woman') sink.stop('only_men')
}

const ageObstacle = ({ admits }: Part<'who'>, age: AgeRange, sink: Sink): void => {
  const { min_age, max_age, minors } = admits
  if (age.known && max_age !== null && age.youngest > max_age) {
    if (minors === 'only') sink.stop('only_minors')
    else sink.stop('too_old', () => ({ age: max_age }))
    return
  }
  if (minors === 'only' && !age.minor && max_age === null) {
    sink.stop('only_minors')
    return
  }
  const forAdults = minors === 'not_admitted' || (min_age !== null && min_age >= 18)
  if (forAdults && age.minor) sink.stop(age.oldest < 18 ? 'only_adults' : 'age_unknown')
  else if (min_age !== null && age.known && age.oldest < min_age) sink.stop('too_young', () => ({ age: min_age }))
}

export const weighObstacles = (service: Part<'who'>, person: MatchPerson, age: AgeRange, sink: Sink): void => {
  const { status } = service
  if (status !== 'active')
    sink.stop('closed', () => ({ status }), undefined, status === 'temporarily_closed' ? 'opens_again' : undefined)
  sexObstacle(service, person, age, sink)
  ageObstacle(service, age, sink)
  if (person.irregular === true && service.irregular_status === 'not_accepted') sink.stop('irregular_not_accepted')
}

/** The person must not meet it: said by kind alone, for whoever may not read why. */
export const weighExcluded = ([what]: readonly string[], sink: Sink): void => {
  if (what !== undefined) sink.stop('excluded', () => ({ what }))
}
