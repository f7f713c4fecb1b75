// Where trainings have reached, for whoever answers for prevention.
import { answer } from '#gate/answer.ts'
import { cellsOf, peopleOf, refreshersOf } from './coverage.rules.ts'
import * as store from './coverage.store.ts'
import * as model from './coverage.ts'

export const readCoverage = answer(model.readCoverage)(async ({ tx, actor, today }) => {
  const { organisation_id } = actor
  const [institutions, places, alone] = await Promise.all([
    store.findKnownInstitutions(tx, organisation_id),
    store.countPlacesTaken(tx, organisation_id),
    store.countPassedAlone(tx, organisation_id),
  ])
  return {
    today,
    cells: cellsOf(institutions, today),
    people: peopleOf(places),
    alone: peopleOf(alone),
    refreshers: refreshersOf(institutions, today).slice(0, 100),
  }
})
