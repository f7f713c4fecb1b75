// Telling whoever keeps the directory which services to ask again.
import { freshnessDays } from '#directory/freshness.rules.ts'
import { loadDirectory } from '#directory/service.api.ts'
import { answer } from '#gate/answer.ts'
import { addDays } from '#kit/day.ts'
import { listAskedSince } from '#links/link.store.ts'
import { daysOfPeace, toAskAgain } from './check-again.rules.ts'
import * as model from './check-again.ts'
import { readStanding } from './standing.api.ts'

const atOnce = 4

export const listToCheck = answer(model.listToCheck)(async (asked) => {
  const { tx, actor, facts, today } = asked
  const { organisation_id } = actor
  const [{ services, providers }, standing, links] = await Promise.all([
    loadDirectory(tx, organisation_id),
    readStanding(asked),
    listAskedSince(tx, organisation_id, addDays(today, -daysOfPeace)),
  ])
  const limits = freshnessDays(facts.codes.freshness!)
  const found = toAskAgain(services, { standing, asked: new Map(links), limits, today })
  return {
    total: found.length,
    services: found.slice(0, atOnce).map(({ service, freshness, standing: reasons }) => ({
      service_id: service.id,
      name: service.name,
      provider_name: providers.get(service.organisation_id)?.name ?? '',
      freshness,
      standing: [...reasons],
    })),
  }
})
