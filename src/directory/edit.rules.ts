// What a record must be before it is kept, and in which fields two of them differ.
import type { CodeList, Province } from '#facts/facts.ts'
import { hideLocation } from './directory.rules.ts'
import type { DirectoryService, ServiceArea } from './directory.ts'
import type { FieldChange } from './edit.ts'

export interface KnownCodes {
  codes: Record<string, CodeList>
  provinces: Province[]
}

/** Nobody may open the place of a house people sleep in, not even by a slip of the hand. */
export const asKept = (service: DirectoryService, { codes }: Pick<KnownCodes, 'codes'>): DirectoryService => {
  const residential = new Set(
    codes.service_kinds?.codes.flatMap(({ code, residential }) => (residential ? [code] : [])),
  )
  const hidden_location = service.hidden_location || service.kinds.some((kind) => residential.has(kind))
  return hideLocation({ ...service, hidden_location, places: placesOf(service) })
}

/** Where its doors are, as far as matching and safety need it: the town of each address, once. */
const placesOf = ({ addresses, places }: DirectoryService): ServiceArea[] => {
  if (addresses.length === 0) return places
  const towns = addresses.map(({ country, region, province, town }) => ({
    country,
    ...(region && { region }),
    ...(province && { province }),
    town,
  }))
  return [...new Map(towns.map((place) => [JSON.stringify(place), place])).values()]
}

const lists = {
  kinds: 'service_kinds',
  exploitation: 'exploitation_types',
  languages: 'languages',
  accessibility: 'accessibility',
} as const

export interface FieldFault {
  path: string
  code: string
}

/** Fields whose words no list of ours knows, and ages the wrong way round. */
export const faultsIn = (service: DirectoryService, known: KnownCodes): FieldFault[] => {
  const unknownIn = (list: string, given: readonly string[]) => {
    const has = new Set(known.codes[list]?.codes.map(({ code }) => code))
    return given.some((code) => !has.has(code))
  }
  const areaIsUnknown = ({ country, province }: ServiceArea) =>
    unknownIn('countries', [country]) || (!!province && !known.provinces.some(({ code }) => code === province))
  const { min_age, max_age } = service.admits
  const faults: [boolean, string][] = [
    ...Object.entries(lists).map(([field, list]): [boolean, string] => [
      unknownIn(list, service[field as keyof typeof lists]),
      field,
    ]),
    [unknownIn('referrers', service.admission.referral_by), 'admission.referral_by'],
    [unknownIn('document_types', service.admission.documents), 'admission.documents'],
    [
      unknownIn(
        'place_units',
        service.capacity.map(({ unit }) => unit),
      ),
      'capacity',
    ],
    [service.areas.some(areaIsUnknown), 'areas'],
    [min_age !== null && max_age !== null && min_age > max_age, 'admits.max_age'],
  ]
  return faults.filter(([is]) => is).map(([, path]) => ({ path, code: 'invalid' }))
}

const grouped = new Set(['admits', 'admission', 'tiers'])

/** What is let in and asked for first is told one by one, as the database tells it in its history. */
const fieldsOf = (record: object): [string, unknown][] =>
  Object.entries(record).flatMap(([name, value]): [string, unknown][] =>
    grouped.has(name)
      ? Object.entries((value ?? {}) as object).map(([part, of]) => [`${name}.${part}`, of])
      : [[name, value]],
  )

export const differences = (before: object, after: object): FieldChange[] => {
  const was = new Map(fieldsOf(before))
  return fieldsOf(after)
    .filter(([field, value]) => JSON.stringify(was.get(field) ?? null) !== JSON.stringify(value ?? null))
    .map(([field, value]) => ({ field, before: was.get(field) ?? null, after: value ?? null }))
}
