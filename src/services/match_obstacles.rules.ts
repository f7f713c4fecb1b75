// What stands between a person and a service. In doubt about her age she counts as under 18 until it is decided:
// nothing meant for adults is offered as if it were sure.
import type { Day } from '#kit/day.ts'
import type { DirectoryService } from '#services/directory.ts'
import type { Coverage } from '#services/distance.rules.ts'
import type { MatchObstacle, MatchPerson, MatchValues } from '#services/match.ts'

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

const obstacle = (name: string, values: MatchValues = {}): MatchObstacle => ({ key: `match.obstacle.${name}`, values })

const sexObstacle = ({ admits }: DirectoryService, { gender }: MatchPerson, { minor }: AgeRange): MatchObstacle[] => {
  // "Women and minors" may well mean boys: that is asked, not refused.
  if (admits.sex === 'women' && gender === 'man') {
    return minor && admits.minors === 'admitted' ? [] : [obstacle('only_women')]
  }
  return admits.sex === 'men' && gender === 'woman' ? [obstacle('only_men')] : []
}

const ageObstacle = ({ admits }: DirectoryService, age: AgeRange): MatchObstacle[] => {
  const { min_age, max_age } = admits
  if (age.known && max_age !== null && age.youngest > max_age) {
    return [admits.minors === 'only' ? obstacle('only_minors') : obstacle('too_old', { age: max_age })]
  }
  if (admits.minors === 'only' && !age.minor && max_age === null) return [obstacle('only_minors')]
  const forAdults = admits.minors === 'not_admitted' || (min_age !== null && min_age >= 18)
  if (forAdults && age.minor) return [obstacle(age.oldest < 18 ? 'only_adults' : 'age_unknown')]
  return min_age !== null && age.known && age.oldest < min_age ? [obstacle('too_young', { age: min_age })] : []
}

/** The person must not meet it: said by kind alone, for whoever may not read why. */
const excludedObstacle = ([kind]: readonly string[]): MatchObstacle[] =>
  kind === undefined ? [] : [obstacle('excluded', { what: kind })]

export const obstaclesFor = (
  service: DirectoryService,
  person: MatchPerson,
  age: AgeRange,
  coverage: Coverage,
  excluded: readonly string[] = [],
): MatchObstacle[] => [
  ...excludedObstacle(excluded),
  ...(service.status === 'active' ? [] : [obstacle('closed', { status: service.status })]),
  ...(service.availability === 'full' ? [obstacle('full')] : []),
  ...(coverage === 'other_country' ? [obstacle('other_country')] : []),
  ...sexObstacle(service, person, age),
  ...ageObstacle(service, age),
  ...(person.irregular === true && service.irregular_status === 'not_accepted'
    ? [obstacle('irregular_not_accepted')]
    : []),
]
