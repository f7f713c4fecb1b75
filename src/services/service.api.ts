// Reading the directory, and asking it for one need of one person.
import { readCard } from '#cases/card.store.ts'
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { findPartners } from '#organisations/organisation.store.ts'
import { excludes } from '#people/exclusion.rules.ts'
import { openExclusions } from '#people/refuse-excluded.api.ts'
import { directoryCache } from './directory.store.ts'
import { toService } from './excluded.rules.ts'
import { matchServices } from './match.rules.ts'
import { type Match, MatchWeights } from './match.ts'
import * as rules from './service.rules.ts'
import * as model from './service.ts'

export const loadDirectory = directoryCache(rules.readyDirectory)

const pageSize = 25
export const listServices = answer(model.listServices)(async ({ input, tx, actor, facts }) => {
  const directory = await loadDirectory(tx, actor.organisation_id)
  const found = rules.searchServices(directory, input, facts)
  const from = input.after ? found.findIndex(({ id }) => id === input.after) + 1 : 0
  const page = found.slice(from, from + pageSize)
  return {
    services: page.map((service) => rules.summarise(service, directory, facts)),
    total: found.length,
    next: found.length > from + pageSize ? (page.at(-1)?.id ?? null) : null,
    filters: rules.filtersOf(directory, facts),
  }
})

export const readService = answer(model.readService)(async ({ input, tx, actor, facts }) => {
  const directory = await loadDirectory(tx, actor.organisation_id)
  const service = directory.services.find(({ id }) => id === input.service_id)
  if (!service) throw new Problem('not_found', 'service.not_found')
  return rules.detail(service, directory, facts)
})

let weights: MatchWeights | undefined
const here = 'ES'
const bestShown = 10
const missesShown = 5

export const matchNeed = answer(model.matchNeed)(async (asked) => {
  const { input, tx, vault, file, actor, facts, today } = asked
  const domain = facts.needs.domains.find(({ code }) => code === input.need)
  if (!domain) throw new Problem('invalid', 'service.unknown_need')
  const [card, directory, partners, exclusions] = await Promise.all([
    readCard(tx, vault, file.organisation_id, file.case_id),
    loadDirectory(tx, actor.organisation_id),
    findPartners(tx),
    openExclusions(asked),
  ])
  weights ??= MatchWeights.parse(facts.match_weights)
  const country = input.country ?? here
  const { best, near_misses } = matchServices({
    need: { kinds: domain.looks_for },
    person: rules.matchPersonOf(card, country),
    services: directory.services,
    provinces: facts.provinces,
    weights,
    today,
    excludedBy: (service) => excludes(exclusions, toService(service, directory), today).because.map(({ kind }) => kind),
  })
  const byId = new Map(directory.services.map((service) => [service.id, service]))
  const shown = (match: Match) => {
    const service = rules.summarise(byId.get(match.service_id)!, directory, facts)
    return { ...match, service, partner_organisation_id: rules.partnerOf(service, partners) }
  }
  return {
    need: input.need,
    kinds: domain.looks_for,
    country,
    her_country: card.country,
    best: best.slice(0, bestShown).map(shown),
    best_total: best.length,
    near_misses: near_misses.slice(0, missesShown).map(shown),
  }
})
