// Records of the directory become rows of HSDS 3.0. What a reader may not know was taken out before: nothing here
// decides who may read what.

import type {
  Address,
  DirectoryContact,
  DirectoryOrganisation,
  DirectoryPhone,
  DirectoryRecords,
  DirectoryService,
  Schedule,
  ServiceArea,
} from '#directory/directory.ts'
import type { CodeList, Province, Region } from '#facts/facts.ts'
import { noTables, type Row, type TableName, type Tables } from './hsds-tables.ts'
import { termCode, typedFields, typedOf } from './hsds-typed.rules.ts'

export interface OutWords {
  codes: Record<string, CodeList>
  regions: Region[]
  provinces: Province[]
  language: string
  /** The name of a code of a list, or of one of our own fields (list `term`). */
  name(list: string, code: string): string
  /** The same words always give the same UUID. */
  id(...words: string[]): string
  /** When a record last changed, as a moment; nothing where nobody knows. */
  changedAt?(id: string): string | undefined
}

export const termLists = ['service_kinds', 'exploitation_types', 'organisation_profiles'] as const
type TermList = (typeof termLists)[number]
export const ownTerms = 'amparo'

/** Nothing that is null, undefined or empty has a place in a row. */
const row = (fields: Row): Row =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined && value !== ''),
  )

const taxonomyId = (words: OutWords, list: string) => words.id('taxonomy', list)
const termId = (words: OutWords, list: string, code: string) => words.id('term', list, code)

const termRow = (words: OutWords, list: string, code: string, shown: string): Row => {
  const name = words.name(list === ownTerms ? 'term' : list, code)
  return {
    id: termId(words, list, code),
    code: shown,
    name,
    description: name,
    taxonomy: words.name('taxonomy', list),
    taxonomy_id: taxonomyId(words, list),
    language: words.language,
  }
}

/** All we classify by, whether something in the directory uses it or not. */
export const termTables = (words: OutWords): Pick<Tables, 'taxonomy' | 'taxonomy_term'> => ({
  taxonomy: [...termLists, ownTerms].map((list) => ({
    id: taxonomyId(words, list),
    name: words.name('taxonomy', list),
    description: words.name('taxonomy', list),
    version: '1',
  })),
  taxonomy_term: [
    ...termLists.flatMap((list) =>
      (words.codes[list]?.codes ?? []).map(({ code, tag }) => termRow(words, list, code, tag ?? code)),
    ),
    ...typedFields.map((path) => termRow(words, ownTerms, path, termCode(path))),
  ],
})

type Put = (table: TableName, fields: Row) => void

const putPhones = (put: Put, words: OutWords, owner: Row, phones: DirectoryPhone[]): void => {
  const of = String(Object.values(owner)[0])
  for (const [at, { number, type, label, source, source_date, confidence }] of phones.entries())
    put('phone', {
      id: words.id('phone', of, String(at), number),
      ...owner,
      number,
      type,
      description: label,
      source,
      source_date,
      confidence,
    })
}

const putContacts = (
  put: Put,
  words: OutWords,
  owner: Row,
  contacts: DirectoryContact[],
  from: DirectoryService | DirectoryOrganisation,
): void => {
  for (const [at, { name, title, department, email, phone }] of contacts.entries()) {
    const id = words.id('contact', from.id, String(at), name)
    put('contact', { id, ...owner, name, title, department, email })
    const { source, source_date, confidence } = from
    if (phone)
      put('phone', {
        id: words.id('phone', id),
        contact_id: id,
        number: phone,
        type: 'voice',
        source,
        source_date,
        confidence,
      })
  }
}

const putTerm = (put: Put, words: OutWords, entity: string, of: string, list: TermList, code: string): void => {
  const tag = words.codes[list]?.codes.find((entry) => entry.code === code)?.tag ?? code
  put('attribute', {
    id: words.id('attribute', of, list, code),
    link_id: of,
    link_entity: entity,
    link_type: words.name('taxonomy', list),
    taxonomy_term_id: termId(words, list, code),
    value: tag,
  })
}

const areaFields = (area: ServiceArea, { regions, provinces, name }: OutWords): Row => {
  const province = provinces.find(({ code }) => code === area.province)?.name
  const region = regions.find(({ code }) => code === area.region)?.name
  if (area.country !== 'ES' && area.town)
    return { extent: area.country, extent_type: 'region', name: `${area.town}, ${area.country}` }
  if (area.town && province) {
    const extent = `${area.town} (${province})`
    return { extent, extent_type: 'city', name: extent }
  }
  if (province) return { extent: province, extent_type: 'province', name: province }
  if (region) return { extent: region, extent_type: 'state', name: region }
  return { extent: area.country, extent_type: 'country', name: name('countries', area.country) }
}

const scheduleFields = ({
  freq,
  every,
  days,
  weeks,
  month_days,
  opens_at,
  closes_at,
  valid_from,
  valid_to,
  note,
}: Schedule): Row => ({
  freq,
  interval: every,
  wkst: 'MO',
  byday: days.flatMap((day) => (weeks.length > 0 ? weeks.map((week) => `${week}${day}`) : [day])).join(','),
  bymonthday: month_days.join(','),
  opens_at,
  closes_at,
  valid_from,
  valid_to,
  description: note,
})

/** The standard demands street, town, province and postcode of every address; this says that nobody told one. */
const untold = '—'

const addressFields = (
  place: ServiceArea & Partial<Pick<Address, 'street' | 'more' | 'postal_code'>>,
  { regions, provinces }: OutWords,
): Row => ({
  address_1: place.street ?? untold,
  ...(place.more ? { address_2: place.more } : {}),
  city: place.town ?? untold,
  ...(place.region ? { region: regions.find(({ code }) => code === place.region)?.name ?? place.region } : {}),
  state_province: provinces.find(({ code }) => code === place.province)?.name ?? untold,
  postal_code: place.postal_code ?? untold,
  country: place.country,
})

const sameTown = (a: ServiceArea, b: ServiceArea) =>
  a.country === b.country && (a.province ?? '') === (b.province ?? '') && (a.town ?? '') === (b.town ?? '')

export interface Door {
  location_id: string
  /** Of the service at this location. */
  at_id: string
  location: Row
  address?: Row
}

/** Where a service is: its addresses, the towns of which no more is told, or nowhere one can go. */
export const doorsOf = (service: DirectoryService, words: OutWords): Door[] => {
  const door = (name: string[], location: Row, address?: Row): Door => {
    const location_id = words.id('location', service.id, ...name)
    return { location_id, at_id: words.id('at', service.id, location_id), location, ...(address && { address }) }
  }
  const addresses = service.addresses.map((address, at) => {
    const { directions, lat, lon } = address
    const location = { location_type: 'physical', transportation: directions, latitude: lat, longitude: lon }
    return door(['address', String(at)], location, addressFields(address, words))
  })
  const towns = service.places
    .filter((place) => !service.addresses.some((address) => sameTown(address, place)))
    .map((place, at) => door(['place', String(at)], { location_type: 'physical' }, addressFields(place, words)))
  const doors = [...addresses, ...towns]
  return doors.length > 0 ? doors : [door([], { location_type: 'virtual' })]
}

const putPlaces = (put: Put, words: OutWords, service: DirectoryService): void => {
  for (const { location_id, at_id, location, address } of doorsOf(service, words)) {
    put('location', { id: location_id, organization_id: service.organisation_id, ...location })
    if (address)
      put('address', { id: words.id('address', location_id), location_id, address_type: 'physical', ...address })
    put('service_at_location', { id: at_id, service_id: service.id, location_id })
  }
}

const said = (record: DirectoryService | DirectoryOrganisation): Row => ({
  source: record.source,
  source_date: record.source_date,
  confidence: record.confidence,
  checked_on: record.checked_on,
})

const putService = (put: Put, words: OutWords, service: DirectoryService): void => {
  const owner = { service_id: service.id }
  const { accreditation, admits } = service
  put('service', {
    id: service.id,
    organization_id: service.organisation_id,
    name: service.name,
    alternate_name: service.alternate_name,
    description: service.description,
    url: service.website,
    email: service.email,
    status: service.status.replace(/_/g, ' '),
    interpretation_services: service.interpretation,
    application_process: service.how_to_enter,
    fees_description: service.fees,
    wait_time: service.wait_time,
    accreditations: accreditation && `${accreditation.by}, ${accreditation.on}`,
    eligibility_description: service.eligibility,
    minimum_age: admits.min_age,
    maximum_age: admits.max_age,
    assured_date: service.assured?.on,
    alert: service.alert,
    last_modified: words.changedAt?.(service.id),
    ...said(service),
  })
  putPhones(put, words, owner, service.phones)
  putContacts(put, words, owner, service.contacts, service)
  for (const [at, schedule] of service.schedules.entries())
    put('schedule', { id: words.id('schedule', service.id, String(at)), ...owner, ...scheduleFields(schedule) })
  for (const [at, area] of service.areas.entries())
    put('service_area', { id: words.id('area', service.id, String(at)), ...owner, ...areaFields(area, words) })
  for (const code of service.languages) {
    const note = service.languages_to_confirm.includes(code) ? 'to confirm' : null
    put('language', {
      id: words.id('language', service.id, code),
      ...owner,
      name: words.name('languages', code),
      code,
      note,
    })
  }
  for (const [at, cost] of service.costs.entries()) {
    const { what, amount, currency, valid_from, valid_to } = cost
    put('cost_option', {
      id: words.id('cost', service.id, String(at)),
      ...owner,
      valid_from,
      valid_to,
      option: what,
      amount,
      currency,
    })
  }
  if (service.required_documents)
    put('required_document', { id: words.id('document', service.id), ...owner, document: service.required_documents })
  putPlaces(put, words, service)
  for (const kind of service.kinds) putTerm(put, words, 'service', service.id, 'service_kinds', kind)
  for (const form of service.exploitation) putTerm(put, words, 'service', service.id, 'exploitation_types', form)
  for (const [path, value] of typedOf(service))
    put('attribute', {
      id: words.id('attribute', service.id, path),
      link_id: service.id,
      link_entity: 'service',
      link_type: words.name('taxonomy', ownTerms),
      taxonomy_term_id: termId(words, ownTerms, path),
      value,
    })
}

const putOrganisation = (put: Put, words: OutWords, provider: DirectoryOrganisation): void => {
  const owner = { organization_id: provider.id }
  put('organization', {
    id: provider.id,
    name: provider.name,
    alternate_name: provider.alternate_name,
    description: provider.description,
    email: provider.email,
    website: provider.website,
    parent_organization_id: provider.parent_id,
    website_seen: provider.website_seen || null,
    ...said(provider),
  })
  putPhones(put, words, owner, provider.phones)
  putContacts(put, words, owner, provider.contacts, provider)
  for (const profile of provider.profile)
    putTerm(put, words, 'organization', provider.id, 'organisation_profiles', profile)
}

/** The rows of one record alone, without the terms they name. */
export const rowsOfService = (service: DirectoryService, words: OutWords): Tables => {
  const tables = noTables()
  putService((table, fields) => tables[table].push(row(fields)), words, service)
  return tables
}
export const rowsOfOrganisation = (provider: DirectoryOrganisation, words: OutWords): Tables => {
  const tables = noTables()
  putOrganisation((table, fields) => tables[table].push(row(fields)), words, provider)
  return tables
}

export const addTables = (into: Tables, from: Tables): void => {
  for (const [table, rows] of Object.entries(from) as [TableName, Row[]][])
    for (const each of rows) into[table].push(each)
}

export const toRows = ({ organisations, services }: DirectoryRecords, words: OutWords): Tables => {
  const tables: Tables = { ...noTables(), ...termTables(words) }
  for (const provider of organisations) addTables(tables, rowsOfOrganisation(provider, words))
  for (const service of services) addTables(tables, rowsOfService(service, words))
  return tables
}
