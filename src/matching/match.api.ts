// Asking the directory for one person: what fits a need, the fewest places for several, and who comes first of those
// who wait. Everything is weighed on the server; the answer names of her file only what its reader may open.
import { openCard } from '#cases/card.store.ts'
import { freshnessDays } from '#directory/freshness.rules.ts'
import { loadDirectory } from '#directory/service.api.ts'
import * as rules from '#directory/service.rules.ts'
import type { Facts } from '#facts/facts.ts'
import { type AskedByStaff, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { excludes } from '#people/exclusion.rules.ts'
import { openedExclusions } from '#people/refuse-excluded.api.ts'
import type { At } from '#timeline/timeline.store.ts'
import { AdmissionRules, TimeZones } from './admission.ts'
import * as model from './ask.ts'
import { toService } from './excluded.rules.ts'
import { localTime, zoneOf } from './hours.rules.ts'
import { indexOf } from './index.rules.ts'
import { fitting, type MatchQuestion, matchServices } from './match.rules.ts'
import * as store from './match.store.ts'
import { type Match, type MatchUrgency, MatchWeights } from './match.ts'
import { matchPersonOf } from './person.rules.ts'
import { barriersToWeigh } from './person-barriers.api.ts'
import { barrierSections, barriersNotAsked, type PersonBarriers } from './person-barriers.ts'
import { freeByService } from './places.rules.ts'
import { askForStanding, standingFrom } from './standing.api.ts'
import { oneByOne, together } from './together.rules.ts'
import { hardestFirst, whyThere } from './waiting.rules.ts'

const here = 'ES'
const shown = { best: 10, near_misses: 5 }

/** Read once, checked once: a house has one set of facts. */
const checked = new WeakMap<Facts, ReturnType<typeof check>>()
const check = (facts: Facts) => ({
  weights: MatchWeights.parse(facts.match_weights),
  rules: AdmissionRules.parse(facts.services['admission-rules']),
  zones: TimeZones.parse(facts.services['time-zones']),
  holds: freshnessDays(facts.codes.freshness!).looked_up,
})
const factsOf = (facts: Facts): ReturnType<typeof check> => {
  const known = checked.get(facts) ?? check(facts)
  checked.set(facts, known)
  return known
}

/** What all questions of one organisation share at this minute. */
const readHouse = async ({ tx, actor, facts }: AskedByStaff<unknown>) => {
  const { organisation_id } = actor
  const { known, declines } = askForStanding(organisation_id, facts)
  const { mark, free, answers, partners } = await store.readHouseFacts(tx, known, declines)
  return {
    directory: await loadDirectory(tx, organisation_id, mark),
    free: freeByService(free),
    standing: standingFrom(organisation_id, facts, answers),
    partners,
  }
}
type HouseNow = Awaited<ReturnType<typeof readHouse>>

/** What matching may know of one person. */
const readPerson = async ({ tx, vault }: Pick<AskedByStaff<unknown>, 'tx' | 'vault'>, file: At) => {
  const found = await store.readPersonFacts(tx, file.case_id)
  if (!found) throw new Problem('not_found', 'case.not_found')
  const keys = await vault.openCaseKeys(tx, file, found.keys)
  return {
    card: openCard(keys, file, found.sealed_card),
    exclusions: openedExclusions(file, keys, found.exclusions),
    barriers: barriersToWeigh(file, keys, found.barriers),
  }
}
type Person = Awaited<ReturnType<typeof readPerson>>

interface Wish {
  country: string
  urgency: MatchUrgency
}

const kindsOf = (facts: Facts, need: string): string[] => {
  const domain = facts.needs.domains.find(({ code }) => code === need)
  if (!domain) throw new Problem('invalid', 'service.unknown_need')
  return domain.looks_for
}

const questionFor = (
  { facts, today, now }: Pick<AskedByStaff<unknown>, 'facts' | 'today' | 'now'>,
  { directory, free, standing }: HouseNow,
  { card, exclusions, barriers }: Person,
  kinds: string[],
  { country, urgency }: Wish,
): MatchQuestion => {
  const { weights, rules: admission, zones, holds } = factsOf(facts)
  const zone = zoneOf(zones, country, country === here ? card.province : null)
  return {
    need: { kinds, urgency },
    person: { ...matchPersonOf(card, country), barriers },
    services: directory.services,
    provinces: facts.provinces,
    rules: admission,
    clock: zone === null ? null : localTime(now, zone),
    ...{ weights, today, free, standing, holds },
    excludedBy:
      exclusions.length === 0
        ? undefined
        : (service) => excludes(exclusions, toService(service, directory), today).because.map(({ kind }) => kind),
  }
}

/** Of the sections this reader may open. */
const notAsked = (barriers: PersonBarriers, open: ReadonlySet<string>): number =>
  barriersNotAsked(
    barriers,
    barrierSections.filter((section) => open.has(section)),
  )

export const matchNeed = answer(model.matchNeed)(async (asked) => {
  const { input, file, facts, today, may } = asked
  const kinds = kindsOf(facts, input.need)
  const [house, person] = await Promise.all([readHouse(asked), readPerson(asked, file)])
  const { directory, partners } = house
  const { byId } = indexOf(directory.services)
  const wish = { country: input.country ?? here, urgency: input.urgency ?? ('can_wait' as const) }
  const open = new Set<string>(may('case.open').sections)
  const found = matchServices({ ...questionFor(asked, house, person, kinds, wish), open, shown })
  const show = (match: Match) => {
    const service = rules.summarise(byId.get(match.service_id)!, directory, facts)
    return { ...match, service, partner_organisation_id: rules.partnerOf(service, partners) }
  }
  return {
    need: input.need,
    kinds,
    ...wish,
    matched_on: today,
    weights_of: facts.match_weights_of,
    her_country: person.card.country,
    not_asked: notAsked(person.barriers, open),
    best: found.best.map(show),
    best_total: found.best_total,
    near_misses: found.near_misses.map(show),
    misses_total: found.misses_total,
  }
})

export const matchTogether = answer(model.matchTogether)(async (asked) => {
  const { input, file, facts } = asked
  const needs = [...new Set(input.needs.split(','))]
  const kinds = needs.map((need) => kindsOf(facts, need))
  const [house, person] = await Promise.all([readHouse(asked), readPerson(asked, file)])
  const wish = { country: input.country ?? here, urgency: input.urgency ?? ('can_wait' as const) }
  const byNeed = kinds.map((each) => fitting(questionFor(asked, house, person, each, wish)))
  const nameOf = (provider_id: string) => house.directory.providers.get(provider_id)?.name ?? ''
  return {
    country: wish.country,
    needs,
    uncovered: needs.filter((_, place) => byNeed[place]!.length === 0),
    one_by_one: oneByOne(byNeed),
    ways: together(needs, byNeed).map(({ places, score }) => ({
      score,
      places: places.map(({ provider_id, one_door, covers }) => ({
        provider_id,
        provider_name: nameOf(provider_id),
        partner_organisation_id: rules.partnerOf({ provider_id, provider_name: nameOf(provider_id) }, house.partners),
        one_door,
        covers: covers.map(({ need, service, score: own }) => ({
          need,
          service_id: service.id,
          service_name: service.name,
          score: own,
        })),
      })),
    })),
  }
})

export const readWaiting = answer(model.readWaiting)(async (asked) => {
  const { input, tx, actor, facts } = asked
  const { service_id } = input
  const [house, rows, elsewhere] = await Promise.all([
    readHouse(asked),
    store.listWaiting(tx, actor.organisation_id, service_id),
    store.countWaitingElsewhere(tx, service_id),
  ])
  if (!indexOf(house.directory.services).byId.has(service_id)) throw new Problem('not_found', 'service.not_found')
  const waiting = []
  for (const row of rows) {
    const { organisation_id, case_id, reference, need, status, waiting_since } = row
    const person = await readPerson(asked, { organisation_id, case_id })
    const urgency = row.urgency as MatchUrgency | null
    const wish = { country: here, urgency: urgency ?? ('can_wait' as const) }
    const found = fitting(questionFor(asked, house, person, kindsOf(facts, need), wish))
    const others = found.filter(({ indexed }) => indexed.service.id !== service_id).length
    waiting.push({ case_id, reference, need, status, waiting_since, urgency, others, alias: person.card.alias })
  }
  return { waiting: hardestFirst(waiting).map((each) => ({ ...each, reasons: whyThere(each) })), elsewhere }
})
