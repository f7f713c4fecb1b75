// Reading a record to edit it, writing it on top of what was read, vouching for it, and adding what was missing.
import { answer } from '#gate/answer.ts'
import { addDays, type Day } from '#kit/day.ts'
import { Problem } from '#kit/problem.ts'
import { getOrganisation } from '#organisations/organisation.store.ts'
import type { DirectoryService } from './directory.ts'
import { asKept, faultsIn, type KnownCodes } from './edit.rules.ts'
import * as store from './edit.store.ts'
import * as model from './edit.ts'
import { loadDirectory } from './service.api.ts'

type Row = NonNullable<Awaited<ReturnType<typeof store.findServiceRow>>>

const recordOf = ({ record, version, provider_id, provider_name }: Row): model.ServiceRecord => ({
  service_id: record.id,
  version,
  provider_id,
  provider_name,
  service: record,
})

const getRow = (row: Row | undefined): Row => {
  if (!row) throw new Problem('not_found', 'service.not_found')
  return row
}

/** A person may be sent there on the word of a day long gone, or of one not yet come. */
const longestAssured = 366
const assuredBy = (
  by: string,
  today: Day,
  until: Day | null,
): Pick<DirectoryService, 'assured' | 'checked_on'> | null => {
  if (until === null) return null
  if (until <= today || until > addDays(today, longestAssured))
    throw new Problem('invalid', 'service.assured_until', { fields: [{ path: 'assure_until', code: 'invalid' }] })
  return { assured: { by, on: today, until }, checked_on: today }
}

/** Throws with every field that says what nobody here knows. */
export const ready = (service: DirectoryService, facts: KnownCodes, at = 'service'): DirectoryService => {
  const fields = faultsIn(service, facts).map(({ path, code }) => ({ path: `${at}.${path}`, code }))
  if (fields.length > 0) throw new Problem('invalid', 'service.unknown_words', { fields })
  return asKept(service, facts)
}

export const readServiceRecord = answer(model.readServiceRecord)(async ({ input, tx, actor }) =>
  recordOf(getRow(await store.findServiceRow(tx, actor.organisation_id, input.service_id))),
)

export const saveService = answer(model.saveService)(async ({ input, tx, actor, facts, today, note }) => {
  const { organisation_id } = actor
  const { service_id, version: expected, service, assure_until } = input
  const [row, mine] = await Promise.all([
    store.findServiceRow(tx, organisation_id, service_id).then(getRow),
    getOrganisation(tx, organisation_id),
  ])
  const assured = assuredBy(mine.name, today, assure_until)
  const record = ready({ ...row.record, ...service, ...assured }, facts)
  const version = await store.updateService(tx, organisation_id, record, expected)
  if (version === undefined) {
    const current = recordOf(getRow(await store.findServiceRow(tx, organisation_id, service_id)))
    throw new Problem('conflict', 'stale', { current })
  }
  note({ subject_id: service_id })
  return { service_id, version }
})

export const addService = answer(model.addService)(async ({ input, tx, actor, facts, today, note }) => {
  const { organisation_id } = actor
  const { service_id, provider_id, service, assure_until } = input
  const [provider, mine] = await Promise.all([
    store.findProviderRow(tx, organisation_id, provider_id),
    getOrganisation(tx, organisation_id),
  ])
  if (!provider) throw new Problem('not_found', 'service.no_provider')
  const kept = { id: service_id, organisation_id: provider_id, assured: null, checked_on: today }
  const record = ready({ ...service, ...kept, ...assuredBy(mine.name, today, assure_until) }, facts)
  if (!(await store.insertService(tx, organisation_id, record, today))) throw new Problem('conflict', 'service.exists')
  note({ subject_id: service_id })
  return { service_id, version: 1 }
})

export const assureService = answer(model.assureService)(async ({ input, tx, actor, today, note }) => {
  const { organisation_id } = actor
  const { service_id, version: expected, until } = input
  const [row, mine] = await Promise.all([
    store.findServiceRow(tx, organisation_id, service_id).then(getRow),
    getOrganisation(tx, organisation_id),
  ])
  const record = { ...row.record, ...assuredBy(mine.name, today, until) }
  const version = await store.updateService(tx, organisation_id, record, expected)
  if (version === undefined) throw new Problem('conflict', 'stale', { current: recordOf(row) })
  note({ subject_id: service_id })
  return { service_id, version }
})

export const listProviders = answer(model.listProviders)(async ({ tx, actor }) => {
  const { providers, services } = await loadDirectory(tx, actor.organisation_id)
  const counts = new Map<string, number>()
  for (const { organisation_id } of services) counts.set(organisation_id, (counts.get(organisation_id) ?? 0) + 1)
  return {
    providers: [...providers.values()]
      .map(({ id, name }) => ({ provider_id: id, name, services: counts.get(id) ?? 0 }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.provider_id < b.provider_id ? -1 : 1)),
  }
})

export const readProviderRecord = answer(model.readProviderRecord)(async ({ input, tx, actor }) => {
  const row = await store.findProviderRow(tx, actor.organisation_id, input.provider_id)
  if (!row) throw new Problem('not_found', 'service.no_provider')
  return { provider_id: row.record.id, version: row.version, provider: row.record }
})

export const saveProvider = answer(model.saveProvider)(async ({ input, tx, actor, today, note }) => {
  const { organisation_id } = actor
  const { provider_id, version: expected, provider } = input
  const row = await store.findProviderRow(tx, organisation_id, provider_id)
  if (!row) throw new Problem('not_found', 'service.no_provider')
  const record = { ...row.record, ...provider, checked_on: today }
  const version = await store.updateProvider(tx, organisation_id, record, expected)
  if (version === undefined) {
    const now = (await store.findProviderRow(tx, organisation_id, provider_id)) ?? row
    throw new Problem('conflict', 'stale', { current: { provider_id, version: now.version, provider: now.record } })
  }
  note({ subject_id: provider_id })
  return { provider_id, version }
})

export const addProvider = answer(model.addProvider)(async ({ input, tx, actor, today, note }) => {
  const { provider_id, provider } = input
  const record = { ...provider, id: provider_id, checked_on: today, website_seen: false }
  if (!(await store.insertProvider(tx, actor.organisation_id, record, today)))
    throw new Problem('conflict', 'service.exists')
  note({ subject_id: provider_id })
  return { provider_id, version: 1 }
})

export const listServiceChanges = answer(model.listServiceChanges)(async ({ input, tx, actor }) => {
  const rows = await store.listChangeRows(tx, actor.organisation_id, input.service_id)
  const saves = new Map<number, model.RecordChange>()
  for (const { field, before, after, changed_at, because, by, record_version } of rows) {
    const save = saves.get(record_version) ?? { changed_at, because, by, fields: [] }
    saves.set(record_version, save)
    save.fields.push({ field, before, after })
  }
  return { changes: [...saves.values()] }
})
