// The directory made ready to be matched many times: by kind and country, and every service as the numbers of what it
// says in each part. Twenty thousand services are weighed in milliseconds because of this.
import type { DirectoryService } from '#directory/directory.ts'
import { type PartName, partFields, partNames } from './parts.ts'

export interface Indexed {
  service: DirectoryService
  id: string
  /** By part: the number of what this service says in it. */
  parts: Record<PartName, number>
}

export interface Candidates {
  here: Indexed[]
  elsewhere: Indexed[]
}

export interface ServiceIndex {
  byId: Map<string, DirectoryService>
  /** By kind, then country. */
  byKind: Map<string, Map<string, Indexed[]>>
  /** By part and number: one service that says it. */
  examples: Record<PartName, DirectoryService[]>
  /** By the kinds asked for and the country. */
  asked: Map<string, Candidates>
}

/** Worked out once for each record: after a change nearly all of them are the same. */
const said = new WeakMap<DirectoryService, Record<PartName, string>>()
const saidBy = (service: DirectoryService): Record<PartName, string> => {
  let known = said.get(service)
  if (!known) {
    known = Object.fromEntries(
      partNames.map((name) => [name, JSON.stringify(partFields[name].map((field) => service[field]))]),
    ) as Record<PartName, string>
    said.set(service, known)
  }
  return known
}

const forEachPart = <T>(make: () => T): Record<PartName, T> =>
  Object.fromEntries(partNames.map((name) => [name, make()])) as Record<PartName, T>

/** An index to be filled, one service after another. */
const begun = () => {
  const numbers = forEachPart(() => new Map<string, number>())
  const index: ServiceIndex = {
    byId: new Map(),
    byKind: new Map(),
    examples: forEachPart(() => [] as DirectoryService[]),
    asked: new Map(),
  }
  const numberOf = (name: PartName, words: string, service: DirectoryService): number => {
    const known = numbers[name].get(words)
    if (known !== undefined) return known
    const number = index.examples[name].push(service) - 1
    numbers[name].set(words, number)
    return number
  }
  const add = (service: DirectoryService): void => {
    index.byId.set(service.id, service)
    const words = saidBy(service)
    const parts = { who: 0, spoken: 0, asks: 0, where: 0, sure: 0, hours: 0, places: 0 }
    for (const name of partNames) parts[name] = numberOf(name, words[name], service)
    const indexed: Indexed = { service, id: service.id, parts }
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
  return { index, add }
}

const built = (services: readonly DirectoryService[]): ServiceIndex => {
  const { index, add } = begun()
  for (const service of services) add(service)
  return index
}

const known = new WeakMap<readonly DirectoryService[], ServiceIndex>()
/** Kept for as long as the list itself is: a directory that changed is another list. */
export const indexOf = (services: readonly DirectoryService[]): ServiceIndex => {
  const found = known.get(services) ?? built(services)
  known.set(services, found)
  return found
}

const atOnce = 200
/** The same beforehand, a few records at a time, so that nobody's first question waits for it. */
export const readyToMatch = async (services: readonly DirectoryService[], breathe: () => Promise<void>) => {
  const { index, add } = begun()
  for (const [place, service] of services.entries()) {
    add(service)
    if (place % atOnce === atOnce - 1) await breathe()
  }
  known.set(services, index)
}

/** Services of any of these kinds, each once: those of the country, and those of others. */
export const candidatesOf = (index: ServiceIndex, kinds: readonly string[], country: string): Candidates => {
  const key = [country, ...new Set(kinds)].join(' ')
  const before = index.asked.get(key)
  if (before) return before
  const here = new Set<Indexed>()
  const elsewhere = new Set<Indexed>()
  for (const kind of kinds) for (const each of index.byKind.get(kind)?.get(country) ?? []) here.add(each)
  for (const kind of kinds)
    for (const [of, list] of index.byKind.get(kind) ?? [])
      if (of !== country) for (const each of list) if (!here.has(each)) elsewhere.add(each)
  const found = { here: [...here], elsewhere: [...elsewhere] }
  index.asked.set(key, found)
  return found
}
