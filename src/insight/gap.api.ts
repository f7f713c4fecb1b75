// What is missing, told from a release: at most one a month, and a new one only when so many people are new in it that
// nobody can be found by what changed.

import { loadDirectory } from '#directory/service.api.ts'
import type { Facts } from '#facts/facts.ts'
import { type AskedByStaff, answer } from '#gate/answer.ts'
import { addMonths } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { barrierKinds } from '#matching/barrier.rules.ts'
import { standingRules } from '#matching/standing.rules.ts'
import * as rules from './gap.rules.ts'
import * as store from './gap.store.ts'
import * as model from './gap.ts'

type Asked = AskedByStaff<unknown>

/** What services there are is worked out once for each directory, and again when it or the free places change. */
const known = new WeakMap<
  object,
  { free: string; capacity: model.Capacity[]; spoken: Map<string, Set<string>>; checked: string[] }
>()

const servicesOf = (
  directory: Awaited<ReturnType<typeof loadDirectory>>,
  facts: Facts,
  places: Map<string, number>,
) => {
  const free = JSON.stringify([...places].sort())
  const found = known.get(directory)
  if (found?.free === free) return found
  const { services } = directory
  const { domains } = facts.needs
  const made = {
    free,
    capacity: rules.capacityOf(services, domains, facts.provinces, { free: places }),
    spoken: new Map(domains.map(({ code, looks_for }) => [code, rules.spokenFor(services, looks_for)])),
    checked: services.map(({ checked_on }) => checked_on).sort(),
  }
  known.set(directory, made)
  return made
}

const noFigures: model.Figures = { needs: [], barriers: [], waits: [] }

const releaseOf = async (
  { tx, actor, facts, today }: Asked,
  { floor }: model.GapRules,
  since: string,
): Promise<store.Release | undefined> => {
  const { organisation_id, staff_id } = actor
  const last = await store.findRelease(tx, organisation_id)
  if (last && today < rules.nextMonth(last.made_on)) return last
  const counted = await store.countGaps(tx, since, last?.made_on ?? since)
  const moved = counted.find(({ cut }) => cut === 'moved')?.people ?? 0
  if (last && moved < floor) return last
  const needs = facts.needs.domains.map(({ code }) => code)
  const figures = rules.figuresOf(counted, needs, barrierKinds(facts.codes), floor)
  // What says nothing gives nobody away: it is made anew until there is something to say.
  if (rules.saysNothing(figures)) return last
  const release = { made_on: today, figures }
  const made = await store.insertRelease(tx, { ...release, organisation_id, release_id: newId(), made_by: staff_id })
  return made ? release : store.findRelease(tx, organisation_id)
}

export const tellGaps = async (asked: Asked): Promise<model.Gaps> => {
  const { tx, actor, house, facts, today } = asked
  const { causes, ...shown } = model.GapRules.parse(facts.services['gap-rules'])
  const since = addMonths(today, -shown.looks_back_months)
  const [release, answers, free, directory] = await Promise.all([
    releaseOf(asked, { causes, ...shown }, since),
    store.countAnswers(tx, since),
    store.findFreePlaces(tx, actor.organisation_id),
    loadDirectory(tx, actor.organisation_id),
  ])
  const { services } = directory
  const figures = release?.figures ?? noFigures
  const { capacity, spoken, checked } = servicesOf(directory, facts, free)
  const providerOf = (service: { organisation_id: string }) =>
    directory.providers.get(service.organisation_id)?.name ?? ''
  return {
    invented: house.demo,
    made_on: release?.made_on ?? null,
    next_on: release ? rules.nextMonth(release.made_on) : null,
    since,
    figures,
    capacity,
    gaps: rules.gapsOf({ figures, capacity, spoken, kinds: barrierKinds(facts.codes), rules: { causes } }),
    on_paper: rules.onPaper(services, providerOf, answers, standingRules(facts.codes.standing)),
    services: services.filter(({ status }) => status === 'active').length,
    asked_services: answers.size,
    directory_checked_from: checked[0] ?? null,
    directory_checked_on: checked.at(-1) ?? null,
    rules: shown,
  }
}

export const readGaps = answer(model.readGaps)((asked) => tellGaps(asked))
