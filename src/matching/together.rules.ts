// Several needs at once: the fewest organisations that cover them, because one place for a mother, her language and her
// therapy beats three. Exact, as there are six needs at most; ties go to what fits better, then to the id.
import type { DirectoryService } from '#directory/directory.ts'
import type { Ranked } from './match.rules.ts'

export interface Covered {
  need: string
  service: DirectoryService
  score: number
}
export interface Provided {
  provider_id: string
  one_door: boolean
  covers: Covered[]
}
export interface Way {
  places: Provided[]
  score: number
}

interface Provider {
  id: string
  /** By place of the need: the best of its services for it. */
  best: (Ranked | undefined)[]
}

/** Per organisation, the best of its services for each need. */
const providersOf = (byNeed: readonly (readonly Ranked[])[]): Provider[] => {
  const found = new Map<string, Provider>()
  for (const [place, list] of byNeed.entries())
    for (const ranked of list) {
      const id = ranked.indexed.service.organisation_id
      const provider = found.get(id) ?? { id, best: [] }
      provider.best[place] ??= ranked
      found.set(id, provider)
    }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

interface Chosen {
  providers: { provider: Provider; needs: number }[]
  score: number
}

const better = (one: Chosen, other: Chosen | undefined): boolean => {
  if (!other) return true
  if (one.providers.length !== other.providers.length) return one.providers.length < other.providers.length
  return one.score > other.score
}

const bits = (needs: number, count: number): number[] =>
  Array.from({ length: count }, (_, place) => place).filter((place) => needs & (1 << place))

/** For every set of needs the one organisation that covers them best, if there is one. */
const bestAlone = (providers: readonly Provider[], count: number): (Chosen | undefined)[] => {
  const found: (Chosen | undefined)[] = []
  for (const provider of providers) {
    const able = bits((1 << count) - 1, count).reduce((all, place) => all | (provider.best[place] ? 1 << place : 0), 0)
    for (let needs = able; needs > 0; needs = (needs - 1) & able) {
      const score = bits(needs, count).reduce((sum, place) => sum + provider.best[place]!.score, 0)
      const chosen = { providers: [{ provider, needs }], score }
      if (better(chosen, found[needs])) found[needs] = chosen
    }
  }
  return found
}

const fewest = (providers: readonly Provider[], all: number, count: number): Chosen | undefined => {
  const alone = bestAlone(providers, count)
  const found: (Chosen | undefined)[] = [{ providers: [], score: 0 }]
  for (let needs = 1; needs <= all; needs += 1) {
    if (needs & ~all) continue
    // The first need is covered by somebody: whichever set they cover, the rest was answered before.
    const first = needs & -needs
    for (let part = needs; part > 0; part = (part - 1) & needs) {
      const rest = found[needs & ~part]
      const one = alone[part]
      if (!(part & first) || !rest || !one) continue
      const chosen = { providers: [...one.providers, ...rest.providers], score: one.score + rest.score }
      if (better(chosen, found[needs])) found[needs] = chosen
    }
  }
  return found[all]
}

/** True when every one of them stands in the same town or province, and says so. */
const oneDoor = (services: readonly DirectoryService[]): boolean => {
  const doors = services.map(
    ({ places }) => new Set(places.map(({ country, province, town }) => `${country}/${province ?? ''}/${town ?? ''}`)),
  )
  const [first, ...others] = doors
  return [...(first ?? [])].some((door) => others.every((each) => each.has(door)))
}

const told = ({ providers, score }: Chosen, needs: readonly string[]): Way => ({
  score,
  places: providers.map(({ provider, needs: covered }) => {
    const covers = bits(covered, needs.length).map((place) => {
      const { indexed, score: own } = provider.best[place]!
      return { need: needs[place]!, service: indexed.service, score: own }
    })
    const services = [...new Map(covers.map(({ service }) => [service.id, service])).values()]
    return { provider_id: provider.id, one_door: services.length === 1 || oneDoor(services), covers }
  }),
})

/** `byNeed`: what fits each need, best first. Each further way does without the organisation that carried most. */
export const together = (needs: readonly string[], byNeed: readonly (readonly Ranked[])[], most = 3): Way[] => {
  const all = byNeed.reduce((sum, list, place) => sum | (list.length > 0 ? 1 << place : 0), 0)
  if (all === 0) return []
  let providers = providersOf(byNeed)
  const ways: Way[] = []
  while (ways.length < most) {
    const chosen = fewest(providers, all, needs.length)
    if (!chosen) break
    ways.push(told(chosen, needs))
    const carries = chosen.providers.reduce((a, b) =>
      bits(b.needs, needs.length).length > bits(a.needs, needs.length).length ? b : a,
    )
    providers = providers.filter((each) => each !== carries.provider)
  }
  return ways
}

/** How many organisations it would be to take the best of each need by itself. */
export const oneByOne = (byNeed: readonly (readonly Ranked[])[]): number =>
  new Set(byNeed.flatMap(([first]) => (first ? [first.indexed.service.organisation_id] : []))).size
