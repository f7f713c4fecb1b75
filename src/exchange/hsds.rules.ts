// An HSDS 3.0 file becomes records of the directory. Placeholder addresses are dropped, the door of a shelter is
// never kept, and every record left out is named with its place in the file and the reason.
import type { z } from 'zod'
import { hideLocation } from '#directory/directory.rules.ts'
import { DirectoryOrganisation, DirectoryService } from '#directory/directory.ts'
import { plain } from '#directory/plain.rules.ts'
import type { Province, Region } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'
import { type HsdsFacts, HsdsFile, type HsdsReading, type HsdsRecord, type HsdsVocabulary } from './hsds.ts'
import {
  confidenceOf,
  idOf,
  type Placed,
  type Reject,
  reasonKey,
  recordsOf,
  sourceDateOf,
  text,
  websiteOf,
} from './hsds-field.rules.ts'
import {
  readAddresses,
  readAdmits,
  readAreas,
  readContacts,
  readCosts,
  readDocuments,
  readLanguages,
  readPhones,
  readPlaces,
  readSchedules,
  sayRegionOnly,
  tagsOf,
} from './hsds-parts.rules.ts'
import { readTyped, withTyped } from './hsds-typed.rules.ts'

/** Only regions of several provinces: elsewhere the province is the region. */
const coarserNames = (regions: Region[], provinces: Province[]): [RegExp, string][] =>
  regions.flatMap(({ code, name: region, aliases }) => {
    const inside = provinces.filter((province) => province.region === code)
    if (inside.length < 2) return []
    const names = inside.flatMap((province) => [...province.name.split('/'), ...province.aliases])
    // The region's own names come first: they may hold a province's ("Castilla y León").
    const whole = [region, ...aliases, ...names.sort((a, b) => b.length - a.length)].map((name) => RegExp.escape(name))
    return [[new RegExp(`(?<!\\p{L})(?:${whole.join('|')})(?!\\p{L})`, 'gu'), region]]
  })

export const hsdsVocabulary = ({ codes, regions, provinces }: HsdsFacts): HsdsVocabulary => {
  const byTag = (list: string) =>
    new Map((codes[list]?.codes ?? []).flatMap((entry) => (entry.tag ? [[entry.tag, entry.code] as const] : [])))
  const codesOf = (list: string) => new Set((codes[list]?.codes ?? []).map((entry) => entry.code))
  const namesOf = (place: { code: string; name: string; aliases: string[] }) =>
    [place.code, place.name, ...place.aliases].map(plain)
  const kinds = (codes.service_kinds?.codes ?? []).map(
    (kind) => [kind.tag ?? kind.code, { code: kind.code, residential: kind.residential ?? false }] as const,
  )
  return {
    kinds: new Map(kinds),
    exploitation: byTag('exploitation_types'),
    profiles: byTag('organisation_profiles'),
    languages: codesOf('languages'),
    countries: codesOf('countries'),
    regions: new Map(regions.flatMap((region) => namesOf(region).map((name) => [name, region.code] as const))),
    provinces: new Map(provinces.flatMap((province) => namesOf(province).map((name) => [name, province] as const))),
    coarser: coarserNames(regions, provinces),
  }
}

interface Reader {
  vocabulary: HsdsVocabulary
  reject: Reject
  seen: Set<string>
}

const mapped = (tags: Set<string>, words: Map<string, string>): string[] =>
  [...tags].flatMap((tag) => words.get(tag) ?? []).sort()

/** The first reason for which a record cannot be kept, or null. */
const commonFault = (record: HsdsRecord, seen: Set<string>): string | null => {
  const id = idOf(record)
  if (!id) return 'no_id'
  if (seen.has(id)) return 'duplicate_id'
  if (!text(record, 'name')) return 'no_name'
  if (!text(record, 'source')) return 'no_source'
  return confidenceOf(record) ? null : 'no_confidence'
}

const organisationFault = (record: HsdsRecord): string | null => {
  if (!text(record, 'description')) return 'no_description'
  return Day.safeParse(record.checked_on).success ? null : 'no_check_day'
}

const ageFault = ({ minimum_age: min, maximum_age: max }: HsdsRecord): string | null => {
  const isAge = (age: unknown) =>
    age === undefined || age === null || (Number.isInteger(age) && Number(age) >= 0 && Number(age) <= 120)
  if (!isAge(min) || !isAge(max)) return 'bad_age'
  return typeof min === 'number' && typeof max === 'number' && min > max ? 'ages_reversed' : null
}

const statusOf = (record: HsdsRecord): string => String(record.status ?? '').replace(/ /g, '_')
const statuses: readonly string[] = DirectoryService.shape.status.options

/** What an organisation and a service say the same way. */
const commonFields = (placed: Placed, link: string, reject: Reject) => ({
  id: idOf(placed.record),
  name: text(placed.record, 'name'),
  email: text(placed.record, 'email'),
  website: websiteOf(placed, link, reject),
  phones: readPhones(placed, reject),
  contacts: readContacts(placed, reject),
  source: text(placed.record, 'source'),
  source_date: sourceDateOf(placed.record),
  confidence: confidenceOf(placed.record),
})

/** The last look: whatever is still unusable names its field. */
const finish = <S extends z.ZodType>(
  schema: S,
  value: unknown,
  { record, path }: Placed,
  what: 'organisation' | 'service',
  reject: Reject,
) => {
  const found = schema.safeParse(value)
  if (found.success) return found.data
  const details = { field: String(found.error.issues[0]?.path[0] ?? '') }
  reject({ path, id: idOf(record), what, reason_key: reasonKey('bad_field'), details })
  return null
}

const readService = (
  placed: Placed,
  organisation: DirectoryOrganisation,
  locations: Map<string, HsdsRecord>,
  { vocabulary, reject, seen }: Reader,
): DirectoryService | null => {
  const { record, path } = placed
  const refuse = (reason: string, details: Record<string, string> = {}) => {
    reject({ path, id: idOf(record), what: 'service', reason_key: reasonKey(reason), details })
    return null
  }
  const fault = commonFault(record, seen) ?? ageFault(record)
  if (fault) return refuse(fault)
  if ((record.organization_id ?? organisation.id) !== organisation.id) return refuse('wrong_organisation')
  const status = statusOf(record)
  if (!statuses.includes(status)) return refuse('unknown_status', { status: status.slice(0, 200) })
  const tags = tagsOf(placed, vocabulary, reject)
  const kinds = [...tags].flatMap((tag) => vocabulary.kinds.get(tag) ?? [])
  if (kinds.length === 0) return refuse('no_kind')
  const areas = readAreas(placed, vocabulary, reject)
  if (areas.length === 0) return refuse('no_area')
  const profile = mapped(tags, vocabulary.profiles)
  const fees = text(record, 'fees_description')
  const [min, max] = [record.minimum_age, record.maximum_age] as (number | null | undefined)[]
  const looked = Day.safeParse(record.checked_on)
  const read = {
    ...commonFields(placed, 'url', reject),
    organisation_id: organisation.id,
    alternate_name: text(record, 'alternate_name'),
    description: text(record, 'description') ?? text(record, 'name'),
    status,
    kinds: kinds.map((kind) => kind.code).sort(),
    admits: readAdmits(tags, min ?? null, max ?? null),
    eligibility: text(record, 'eligibility_description'),
    exploitation: mapped(tags, vocabulary.exploitation),
    irregular_status: tags.has('irregular-ok') ? 'accepted' : 'unknown',
    cost: fees && /^gratui|^free/i.test(fees) ? 'free' : 'unknown',
    fees,
    ...readLanguages(placed, vocabulary, reject),
    interpretation: text(record, 'interpretation_services'),
    areas,
    places: readPlaces(record, locations, vocabulary),
    addresses: readAddresses(record, locations, vocabulary),
    costs: readCosts(placed, reject),
    required_documents: readDocuments(placed, reject),
    wait_time: text(record, 'wait_time'),
    schedules: readSchedules(placed, reject),
    how_to_enter: text(record, 'application_process'),
    alert: text(record, 'alert'),
    specialised_in_trafficking:
      profile.includes('specialised') || (organisation.profile.includes('specialised') && !profile.includes('general')),
    hidden_location: kinds.some((kind) => kind.residential),
    checked_on: looked.success ? looked.data : organisation.checked_on,
  }
  const service = finish(DirectoryService, withTyped(read, readTyped(placed, reject)), placed, 'service', reject)
  if (!service) return null
  // Saying the region may have made a name too long: it is looked at once more.
  return finish(DirectoryService, hideLocation(sayRegionOnly(service, vocabulary)), placed, 'service', reject)
}

const readOrganisation = (placed: Placed, { vocabulary, reject, seen }: Reader): DirectoryOrganisation | null => {
  const { record, path } = placed
  const fault = commonFault(record, seen) ?? organisationFault(record)
  if (fault) {
    reject({ path, id: idOf(record), what: 'organisation', reason_key: reasonKey(fault), details: {} })
    return null
  }
  const value = {
    ...commonFields(placed, 'website', reject),
    alternate_name: text(record, 'alternate_name'),
    description: text(record, 'description'),
    parent_id: text(record, 'parent_organization_id'),
    profile: mapped(tagsOf(placed, vocabulary, reject), vocabulary.profiles),
    website_seen: record.website_seen === true || record.website_seen === 'true',
    checked_on: record.checked_on,
  }
  return finish(DirectoryOrganisation, value, placed, 'organisation', reject)
}

/** Reads a whole file. The same file read twice gives the same records, in the same order. */
export const readHsds = (json: unknown, vocabulary: HsdsVocabulary): HsdsReading => {
  const reading: HsdsReading = { records: { organisations: [], services: [] }, rejected: [] }
  const { records, rejected } = reading
  const reader: Reader = { vocabulary, reject: (line) => rejected.push(line), seen: new Set() }
  const file = HsdsFile.safeParse(json)
  if (!file.success) {
    reader.reject({ path: '', id: null, what: 'file', reason_key: reasonKey('not_hsds'), details: {} })
    return reading
  }
  for (const placed of recordsOf({ record: file.data, path: '' }, 'organizations', 'organisation', reader.reject)) {
    const organisation = readOrganisation(placed, reader)
    if (organisation) {
      reader.seen.add(organisation.id)
      records.organisations.push(organisation)
    }
    const locations = new Map(
      recordsOf(placed, 'locations', 'field', reader.reject).map(({ record }) => [String(record.id), record]),
    )
    for (const inside of recordsOf(placed, 'services', 'service', reader.reject)) {
      if (!organisation) {
        const { path, record } = inside
        const reason_key = reasonKey('organisation_rejected')
        reader.reject({ path, id: idOf(record), what: 'service', reason_key, details: {} })
        continue
      }
      const service = readService(inside, organisation, locations, reader)
      if (!service) continue
      reader.seen.add(service.id)
      records.services.push(service)
    }
  }
  return reading
}
