// The directory made ready to be matched many times: by kind and country, with what does not depend on who asks worked
// out once. Twenty thousand services are weighed in milliseconds because of this.
import type { Day } from '#kit/day.ts'
import type { DirectoryService } from './directory.ts'
import { type Reach, reachOf, type Whereabouts } from './distance.rules.ts'
import { type Hours, hoursOn } from './match_hours.rules.ts'

export interface Indexed {
  service: DirectoryService
  /** The year of the text it was read in; null when nobody wrote it down. */
  source_year: number | null
  /** Days since 1970: of the day it was looked up, and of the latest day it told its free places. */
  checked: number
  told_places: number | null
  /** Services that serve the same areas from the same places share a number: how they reach her is worked out once. */
  reach: number
  hours: { day: Day; open: Hours[] } | null
}

export interface ServiceIndex {
  byId: Map<string, DirectoryService>
  /** By kind, then country. */
  byKind: Map<string, Map<string, Indexed[]>>
  /** One service for each way of being reached. */
  reached: Pick<DirectoryService, 'areas' | 'places'>[]
}

export const dayNumber = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000

/** Towns make no difference to how far a province is. */
const signature = ({ areas, places }: DirectoryService): string =>
  [...areas, null, ...places]
    .map((area) => (area ? `${area.country}/${area.region ?? ''}/${area.province ?? ''}` : '|'))
    .join(' ')

const toldPlaces = ({ capacity }: DirectoryService): number | null => {
  const days = capacity.filter(({ available }) => available !== null).map(({ updated_on }) => dayNumber(updated_on))
  return days.length > 0 ? Math.max(...days) : null
}

/** What a record alone says of itself, worked out once: after a change nearly all of them are the same. */
const alone = new WeakMap<DirectoryService, Omit<Indexed, 'reach' | 'hours'> & { signature: string }>()
const aloneOf = (service: DirectoryService) => {
  let known = alone.get(service)
  if (!known) {
    known = {
      service,
      source_year: service.source_date === null ? null : Number(service.source_date.slice(0, 4)),
      checked: dayNumber(service.checked_on),
      told_places: toldPlaces(service),
      signature: signature(service),
    }
    alone.set(service, known)
  }
  return known
}

const built = (services: readonly DirectoryService[]): ServiceIndex => {
  const numbers = new Map<string, number>()
  const index: ServiceIndex = { byId: new Map(), byKind: new Map(), reached: [] }
  for (const service of services) {
    index.byId.set(service.id, service)
    const { signature: same, ...known } = aloneOf(service)
    let reach = numbers.get(same)
    if (reach === undefined) {
      reach = index.reached.push(service) - 1
      numbers.set(same, reach)
    }
    const indexed: Indexed = { ...known, reach, hours: null }
    for (const kind of new Set(service.kinds)) {
      const countries = index.byKind.get(kind) ?? new Map<string, Indexed[]>()
      index.byKind.set(kind, countries)
      for (const country of new Set(service.areas.map((area) => area.country))) {
        const list = countries.get(country)
        if (list) list.push(indexed)
        else countries.set(country, [indexed])
      }
    }
  }
  return index
}

const known = new WeakMap<readonly DirectoryService[], ServiceIndex>()
/** Kept for as long as the list itself is: a directory that changed is another list. */
export const indexOf = (services: readonly DirectoryService[]): ServiceIndex => {
  const found = known.get(services) ?? built(services)
  known.set(services, found)
  return found
}

/** Services of any of these kinds, each once: those of the country, and those of others. */
export const candidatesOf = (
  { byKind }: ServiceIndex,
  kinds: readonly string[],
  country: string,
): { here: Set<Indexed>; elsewhere: Set<Indexed> } => {
  const here = new Set<Indexed>()
  const elsewhere = new Set<Indexed>()
  for (const kind of kinds) for (const each of byKind.get(kind)?.get(country) ?? []) here.add(each)
  for (const kind of kinds)
    for (const [of, list] of byKind.get(kind) ?? [])
      if (of !== country) for (const each of list) if (!here.has(each)) elsewhere.add(each)
  return { here, elsewhere }
}

/** How each way of being reached looks from where she is, worked out when it is first asked for. */
export const reachesFrom = ({ reached }: ServiceIndex, from: Whereabouts): ((of: Indexed) => Reach) => {
  const found: Reach[] = []
  return ({ reach }) => {
    found[reach] ??= reachOf(reached[reach]!, from)
    return found[reach]
  }
}

export const hoursOf = (indexed: Indexed, day: Day): Hours[] => {
  if (indexed.hours?.day !== day) indexed.hours = { day, open: hoursOn(indexed.service.schedules, day) }
  return indexed.hours.open
}
