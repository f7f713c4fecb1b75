// The directory as whoever has no account may read it: fetched through the door's own function, cut to the public tier,
// and kept in memory until it changes.
import { sql } from 'kysely'
import { DirectoryOrganisation, DirectoryService } from '#directory/directory.ts'
import { plain } from '#directory/plain.rules.ts'
import { providerSeenAt, seenAt } from '#directory/tiers.rules.ts'
import { nesting } from '#exchange/hsds-nest.rules.ts'
import { doorsOf, type OutWords, rowsOfOrganisation, rowsOfService, termTables } from '#exchange/hsds-out.rules.ts'
import { noTables, type Row, type Tables } from '#exchange/hsds-tables.ts'
import { outWords } from '#exchange/hsds-words.rules.ts'
import type { Facts } from '#facts/facts.ts'
import type { Database } from '#kit/database.ts'
import { namedId } from '#kit/named-id.ts'
import { translatorOf } from '#language/load-texts.ts'

export interface OpenedService {
  service: DirectoryService
  changed_at: string
  /** All a search looks at, plain. */
  searched: string
  /** Of the service at each of its locations. */
  at_ids: string[]
}

export interface Opened {
  words: OutWords
  terms: Pick<Tables, 'taxonomy' | 'taxonomy_term'>
  providers: Map<string, DirectoryOrganisation>
  services: Map<string, OpenedService>
  /** Services of each organisation, by name. */
  offered: Map<string, OpenedService[]>
  /** By id of a service at a location: the service. */
  at: Map<string, string>
}

interface Fetched {
  kind: 'provider' | 'service'
  record: unknown
  changed_at: string
}

/** A directory of twenty thousand is read in pieces, so that others are answered in between. */
const piece = 200
const breathe = () => new Promise<void>((done) => setImmediate(done))

const make = async (rows: Fetched[], facts: Facts): Promise<Opened> => {
  const changed = new Map<string, string>()
  const words = outWords(facts, translatorOf('es'), 'es', namedId, (id) => changed.get(id))
  const opened: Opened = {
    words,
    terms: termTables(words),
    providers: new Map(),
    services: new Map(),
    offered: new Map(),
    at: new Map(),
  }
  const found: OpenedService[] = []
  for (const [index, { kind, record, changed_at }] of rows.entries()) {
    if (index % piece === piece - 1) await breathe()
    const day = changed_at
    if (kind === 'provider') {
      const provider = providerSeenAt('public', DirectoryOrganisation.parse(record))
      opened.providers.set(provider.id, provider)
      changed.set(provider.id, day)
      continue
    }
    const service = seenAt('public', DirectoryService.parse(record))
    changed.set(service.id, day)
    found.push({ service, changed_at: day, searched: '', at_ids: [] })
  }
  found.sort((a, b) => (a.service.id < b.service.id ? -1 : 1))
  for (const [index, each] of found.entries()) {
    if (index % piece === piece - 1) await breathe()
    const { service } = each
    const provider = opened.providers.get(service.organisation_id)
    if (!provider) continue
    each.searched = plain([service.name, service.description, provider.name, provider.alternate_name].join(' '))
    opened.services.set(service.id, each)
    opened.offered.set(provider.id, [...(opened.offered.get(provider.id) ?? []), each])
    each.at_ids = doorsOf(service, words).map(({ at_id }) => at_id)
    for (const at_id of each.at_ids) opened.at.set(at_id, service.id)
  }
  return opened
}

/** Answers nothing while no organisation has opened its directory. */
export const openedDirectory = (door: Database, facts: Facts) => {
  let kept: { mark: string; opened: Promise<Opened> } | undefined
  return (): Promise<Opened | undefined> =>
    door.transaction({ token: '' }, async (tx) => {
      const { rows } = await sql<{ mark: string | null }>`select guard.door_directory_mark() as mark`.execute(tx)
      const mark = rows[0]?.mark ?? null
      if (mark === null) {
        kept = undefined
        return undefined
      }
      if (kept?.mark === mark) return kept.opened
      const fetched = await sql<Fetched>`select kind, record, changed_at from guard.door_directory()`.execute(tx)
      const opened = make(fetched.rows, facts)
      kept = { mark, opened }
      opened.catch(() => {
        kept = undefined
      })
      return opened
    })
}

/** A service with everything that is its own; `full` puts its organisation and its locations inside. */
export const serviceRecord = ({ words, terms, providers }: Opened, service: DirectoryService, full: boolean): Row => {
  const provider = providers.get(service.organisation_id)
  const organization = provider ? rowsOfOrganisation(provider, words).organization[0]! : undefined
  const tables = { ...rowsOfService(service, words), ...terms }
  const record = full ? nesting(tables).record('service', service.id, true)! : tables.service[0]!
  return organization ? { ...record, organization } : record
}

export const organisationRecord = (
  opened: Opened,
  provider: DirectoryOrganisation,
  how: { full: boolean; full_service: boolean },
): Row => {
  const { words, terms, offered } = opened
  const own = rowsOfOrganisation(provider, words)
  if (!how.full) return own.organization[0]!
  const services = offered.get(provider.id) ?? []
  const location = services.flatMap(({ service }) => rowsOfService(service, words).location)
  const address = services.flatMap(({ service }) => rowsOfService(service, words).address)
  const record = nesting({ ...noTables(), ...own, ...terms, location, address }).record('organization', provider.id)!
  return {
    ...record,
    services: services.map(({ service }) =>
      how.full_service
        ? serviceRecord(opened, service, true)
        : { id: service.id, name: service.name, status: service.status.replace(/_/g, ' ') },
    ),
  }
}

/** One service at one location. Its name and status stand in it too, because the standard's own description asks so. */
export const atRecord = (opened: Opened, at_id: string, full: boolean): Row | undefined => {
  const service = opened.services.get(opened.at.get(at_id) ?? '')?.service
  if (!service) return undefined
  const tables = { ...rowsOfService(service, opened.words), ...opened.terms }
  const record = nesting(tables).record('service_at_location', at_id, true)!
  const { name, status, last_modified } = tables.service[0]!
  const inside = serviceRecord(opened, service, full)
  return { ...record, name, status, last_modified, service: inside }
}
