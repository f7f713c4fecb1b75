// Saying what should be corrected in the directory, and taking it into the record or refusing it.
import { answer } from '#gate/answer.ts'
import { addDays } from '#kit/day.ts'
import { Problem } from '#kit/problem.ts'
import { ready } from './edit.api.ts'
import { differences } from './edit.rules.ts'
import { becauseOfSuggestion, findServiceRow, updateService } from './edit.store.ts'
import { freshnessDays } from './freshness.rules.ts'
import { loadDirectory } from './service.api.ts'
import * as store from './suggestion.store.ts'
import * as model from './suggestion.ts'

export const suggestChange = answer(model.suggestChange)(async ({ input, tx, actor, facts, note }) => {
  const { organisation_id, staff_id } = actor
  const { service_id, suggestion_id, changes, words } = input
  const row = await findServiceRow(tx, organisation_id, service_id)
  if (!row) throw new Problem('not_found', 'service.not_found')
  ready({ ...row.record, ...stated(changes) }, facts, 'changes')
  const suggestion = { organisation_id, suggestion_id, service_id, by_staff_id: staff_id, changes, words }
  if (!(await store.insertSuggestion(tx, suggestion))) throw new Problem('conflict', 'service.exists')
  note({ subject_id: service_id })
  return { suggestion_id, version: 1 }
})

/** A field that is absent, and one that is there without a value, both mean: as it was. */
const stated = (changes: model.SuggestedChanges) =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))

export const listSuggestions = answer(model.listSuggestions)(async ({ input, tx, actor }) => {
  const { organisation_id } = actor
  const [rows, directory] = await Promise.all([
    store.listOpenRows(tx, organisation_id, input.service_id),
    loadDirectory(tx, organisation_id),
  ])
  const services = new Map(directory.services.map((service) => [service.id, service]))
  return {
    suggestions: rows.flatMap(({ changes, made_at, ...row }) => {
      const service = services.get(row.service_id)
      if (!service) return []
      const after = { ...service, ...stated(store.changesOf(changes)) }
      return [
        { ...row, service_name: service.name, changes: differences(service, after), made_on: made_at.slice(0, 10) },
      ]
    }),
  }
})

export const decideSuggestion = answer(model.decideSuggestion)(async ({ input, tx, actor, facts, today, note }) => {
  const { organisation_id, staff_id } = actor
  const { suggestion_id, version: expected, decision } = input
  const row = await store.findSuggestionRow(tx, organisation_id, suggestion_id)
  if (!row) throw new Problem('not_found', 'service.no_suggestion')
  const { service_id } = row
  const version = await store.decideRow(tx, { organisation_id, suggestion_id }, { staff_id, decision }, expected)
  if (version === undefined) throw new Problem('conflict', 'service.decided')
  if (decision === 'taken') {
    const service = await findServiceRow(tx, organisation_id, service_id)
    if (!service) throw new Problem('not_found', 'service.not_found')
    await becauseOfSuggestion(tx)
    // A service that says how its record should be vouches for it.
    const until = addDays(today, freshnessDays(facts.codes.freshness!).assured)
    const own = row.by_kind === 'service' && {
      assured: { by: service.provider_name, on: today, until },
      checked_on: today,
    }
    const record = ready({ ...service.record, ...stated(store.changesOf(row.changes)), ...own }, facts)
    if ((await updateService(tx, organisation_id, record, service.version)) === undefined)
      throw new Problem('conflict', 'stale')
  }
  note({ subject_id: service_id })
  return { suggestion_id, service_id, version }
})
