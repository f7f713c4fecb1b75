// Reading the directory.
import { answer } from '#gate/answer.ts'
import type { Tx } from '#kit/database.ts'
import { Problem } from '#kit/problem.ts'
import { directoryCache } from './cache.store.ts'
import type { DirectoryService } from './directory.ts'
import { freshnessDays, freshnessOf, toCheckAgain } from './freshness.rules.ts'
import * as rules from './service.rules.ts'
import * as model from './service.ts'
import { findSharedDirectory } from './sharing.api.ts'

export const loadDirectory = directoryCache(rules.readyDirectory)

/** What can be filtered by is the same for everybody who reads this directory as it now stands. */
const keptFilters = new WeakMap<rules.Directory, model.ServiceFilters>()
const filtersOf = (directory: rules.Directory, facts: rules.PlaceNames): model.ServiceFilters => {
  const known = keptFilters.get(directory) ?? rules.filtersOf(directory, facts)
  keptFilters.set(directory, known)
  return known
}

/** One's own; a partner that keeps none reads what a house lets its partners read. */
const directoryOf = async (tx: Tx, organisation_id: string): Promise<rules.Directory> => {
  const own = await loadDirectory(tx, organisation_id)
  return own.services.length > 0 ? own : ((await findSharedDirectory(tx)) ?? own)
}

const pageSize = 25
export const listServices = answer(model.listServices)(async ({ input, tx, actor, facts, today }) => {
  const directory = await directoryOf(tx, actor.organisation_id)
  const limits = freshnessDays(facts.codes.freshness!)
  const wanted = ({ check }: model.ServiceWish, service: DirectoryService) =>
    check === undefined || toCheckAgain(freshnessOf(service, limits, today))
  const found = rules.searchServices(directory, input, facts).filter((service) => wanted(input, service))
  const from = input.after ? found.findIndex(({ id }) => id === input.after) + 1 : 0
  const page = found.slice(from, from + pageSize)
  return {
    services: page.map((service) => rules.summarise(service, directory, facts)),
    total: found.length,
    next: found.length > from + pageSize ? (page.at(-1)?.id ?? null) : null,
    filters: filtersOf(directory, facts),
  }
})

export const readService = answer(model.readService)(async ({ input, tx, actor, facts }) => {
  const directory = await directoryOf(tx, actor.organisation_id)
  const service = directory.services.find(({ id }) => id === input.service_id)
  if (!service) throw new Problem('not_found', 'service.not_found')
  return rules.detail(service, directory, facts)
})
