// The parts of an HSDS service: tags, who is admitted, where it serves, languages, hours and phones.
import {
  Address,
  type Admits,
  CostOption,
  DirectoryContact,
  DirectoryPhone,
  type DirectoryService,
  Schedule,
  type ServiceArea,
} from '#directory/directory.ts'
import { plain } from '#directory/plain.rules.ts'
import type { HsdsRecord, HsdsVocabulary } from './hsds.ts'
import {
  asRecord,
  confidenceOf,
  idOf,
  type Placed,
  type Reject,
  reasonKey,
  recordsOf,
  sourceDateOf,
  text,
} from './hsds-field.rules.ts'
import { isTyped } from './hsds-typed.rules.ts'

/** Longer than any name of a place or a tag: not read, and not repeated in the report. */
const longestPlace = 200

const populations = new Set(
  'mujeres hombres menores madres-con-hijos lgbti trans migrantes irregular-ok poblacion-general surasiatica'.split(
    ' ',
  ),
)

/** The tags we know; one we do not is named and left out. */
export const tagsOf = (placed: Placed, vocabulary: HsdsVocabulary, reject: Reject): Set<string> => {
  const known = (tag: string) =>
    populations.has(tag) || [vocabulary.kinds, vocabulary.exploitation, vocabulary.profiles].some((map) => map.has(tag))
  const tags = recordsOf(placed, 'attributes', 'tag', reject).flatMap(({ record, path }) => {
    if (isTyped(record)) return []
    const tag = text(record, 'value') ?? text(asRecord(record.taxonomy_term) ?? {}, 'code') ?? ''
    if (known(tag)) return [tag]
    reject({
      path,
      id: idOf(record),
      what: 'tag',
      reason_key: reasonKey('unknown_tag'),
      details: { tag: tag.slice(0, longestPlace) },
    })
    return []
  })
  return new Set(tags)
}

const sexOf = (tags: Set<string>): Admits['sex'] => {
  const [women, men] = [tags.has('mujeres'), tags.has('hombres')]
  if (tags.has('poblacion-general') || (women && men)) return 'any'
  if (women) return 'women'
  if (men) return 'men'
  // A population that is not defined by sex admits any; nothing stated stays unknown.
  return ['menores', 'migrantes', 'lgbti', 'trans', 'surasiatica'].some((tag) => tags.has(tag)) ? 'any' : 'unknown'
}

const minorsOf = (tags: Set<string>, min: number | null, max: number | null): Admits['minors'] => {
  const adults = ['mujeres', 'hombres', 'poblacion-general', 'madres-con-hijos'].some((tag) => tags.has(tag))
  if ((tags.has('menores') && !adults) || (max !== null && max < 18)) return 'only'
  if (min !== null && min >= 18) return 'not_admitted'
  return tags.has('menores') || tags.has('poblacion-general') || min !== null ? 'admitted' : 'unknown'
}

export const readAdmits = (tags: Set<string>, min_age: number | null, max_age: number | null): Admits => ({
  sex: sexOf(tags),
  min_age,
  max_age,
  minors: minorsOf(tags, min_age, max_age),
  mothers_with_children: tags.has('madres-con-hijos'),
  lgbti: tags.has('lgbti'),
  trans: tags.has('trans'),
  migrants: tags.has('migrantes'),
  general: tags.has('poblacion-general'),
  south_asian: tags.has('surasiatica'),
})

const areaOf = (record: HsdsRecord, { countries, regions, provinces }: HsdsVocabulary): ServiceArea | null => {
  const [extent, areaName] = [text(record, 'extent') ?? '', text(record, 'name') ?? '']
  if (extent.length > longestPlace || areaName.length > longestPlace) return null
  const inProvince = (name: string): ServiceArea | null => {
    const found = provinces.get(plain(name))
    return found ? { country: 'ES', region: found.region, province: found.code } : null
  }
  switch (record.extent_type) {
    case 'country':
      return countries.has(extent) ? { country: extent } : null
    case 'region': {
      // Part of a country abroad: "Mumbai, India" with the country as extent.
      const town = areaName.replace(/,[^,]*$/, '').trim()
      return countries.has(extent) ? { country: extent, ...(town ? { town } : {}) } : null
    }
    case 'state': {
      const region = regions.get(plain(extent))
      return region ? { country: 'ES', region } : null
    }
    case 'province':
      return inProvince(extent)
    case 'city': {
      const [, town, province] = /^(.+) \((.+)\)$/.exec(extent) ?? []
      const found = province ? inProvince(province) : null
      return found && town ? { ...found, town } : null
    }
    default:
      return null
  }
}

export const readAreas = (placed: Placed, vocabulary: HsdsVocabulary, reject: Reject): ServiceArea[] =>
  recordsOf(placed, 'service_areas', 'area', reject).flatMap(({ record, path }) => {
    const area = areaOf(record, vocabulary)
    if (area) return [area]
    const details = { area: (text(record, 'extent') ?? text(record, 'name') ?? '').slice(0, longestPlace) }
    reject({ path, id: idOf(record), what: 'area', reason_key: reasonKey('unknown_area'), details })
    return []
  })

interface Door {
  location: HsdsRecord
  address: HsdsRecord
  place: ServiceArea & { town: string }
}

/** A dash stands where the standard demands a word and nobody told one. */
const told = (record: HsdsRecord, key: string): string | null => {
  const found = text(record, key)
  return found === '—' ? null : found
}

/** The physical addresses of a service whose country and town we know. */
const doorsOf = (service: HsdsRecord, locations: Map<string, HsdsRecord>, vocabulary: HsdsVocabulary): Door[] => {
  const { countries, provinces } = vocabulary
  const links = Array.isArray(service.service_at_locations) ? service.service_at_locations : []
  return links.flatMap((link) => {
    const location = locations.get(String(asRecord(link)?.location_id))
    if (location?.location_type !== 'physical' || !Array.isArray(location.addresses)) return []
    return location.addresses.flatMap((value): Door[] => {
      const address = asRecord(value) ?? {}
      const [country, town] = [text(address, 'country'), told(address, 'city')]
      if (!country || !town || !countries.has(country)) return []
      const province = country === 'ES' ? provinces.get(plain(text(address, 'state_province') ?? '')) : undefined
      const within = province ? { region: province.region, province: province.code } : {}
      return [{ location, address, place: { country, ...within, town } }]
    })
  })
}

/** Town and province of the physical locations. */
export const readPlaces = (
  service: HsdsRecord,
  locations: Map<string, HsdsRecord>,
  vocabulary: HsdsVocabulary,
): ServiceArea[] => doorsOf(service, locations, vocabulary).map(({ place }) => place)

/** The standard demands a street line, so packages carry words where nobody told one. */
const noStreet =
  /^(—$|direcci[oó]n no incluida|sin direcci[oó]n|not? (given|provided|disclosed)|confidential|n\/?a$|-+$)/i

/** The doors whose street somebody told. */
export const readAddresses = (
  service: HsdsRecord,
  locations: Map<string, HsdsRecord>,
  vocabulary: HsdsVocabulary,
): Address[] =>
  doorsOf(service, locations, vocabulary).flatMap(({ location, address, place }) => {
    const street = text(address, 'address_1')
    if (!street || noStreet.test(street)) return []
    const [more, postal_code] = [text(address, 'address_2'), told(address, 'postal_code')]
    const { latitude, longitude } = location
    const [lat, lon] = [latitude, longitude].map((each) => (typeof each === 'number' ? each : null))
    const directions = text(location, 'transportation')
    const found = Address.safeParse({ ...place, street, more, postal_code, directions, lat, lon })
    return found.success ? [found.data] : []
  })

export const readLanguages = (placed: Placed, vocabulary: HsdsVocabulary, reject: Reject) => {
  const found = recordsOf(placed, 'languages', 'tag', reject).flatMap(({ record, path }) => {
    const code = text(record, 'code') ?? ''
    if (vocabulary.languages.has(code)) return [{ code, to_confirm: text(record, 'note') !== null }]
    reject({
      path,
      id: idOf(record),
      what: 'tag',
      reason_key: reasonKey('unknown_tag'),
      details: { tag: code.slice(0, longestPlace) },
    })
    return []
  })
  const codes = (list: { code: string }[]) => [...new Set(list.map((language) => language.code))].sort()
  return { languages: codes(found), languages_to_confirm: codes(found.filter((language) => language.to_confirm)) }
}

/** "MO,WE" or, of a month, "1MO,3MO": weeks and days of it. */
const readByday = (byday: string): { days: string[]; weeks: number[] } => {
  const parts = [...byday.matchAll(/(-?\d*)([A-Z]+)/g)]
  return {
    days: [...new Set(parts.map(([, , day]) => day!))],
    weeks: [...new Set(parts.flatMap(([, week]) => (week ? [Number(week)] : [])))],
  }
}

export const readSchedules = (placed: Placed, reject: Reject): Schedule[] =>
  recordsOf(placed, 'schedules', 'field', reject).flatMap(({ record, path }) => {
    const { opens_at, closes_at } = record
    const month_days = (text(record, 'bymonthday') ?? '').split(',').filter(Boolean).map(Number)
    const found = Schedule.safeParse({
      ...readByday((text(record, 'byday') ?? '').slice(0, 200)),
      month_days,
      freq: text(record, 'freq') ?? 'WEEKLY',
      every: typeof record.interval === 'number' ? record.interval : 1,
      opens_at,
      closes_at,
      valid_from: text(record, 'valid_from'),
      valid_to: text(record, 'valid_to'),
      note: text(record, 'description'),
    })
    if (found.success) return [found.data]
    const details = { field: 'schedules' }
    reject({ path, id: idOf(record), what: 'field', reason_key: reasonKey('bad_field'), details })
    return []
  })

const reading =
  <Read>(
    schema: { safeParse(value: unknown): { success: true; data: Read } | { success: false } },
    key: string,
    of: (record: HsdsRecord) => object,
  ) =>
  (placed: Placed, reject: Reject): Read[] =>
    recordsOf(placed, key, 'field', reject).flatMap(({ record, path }) => {
      const found = schema.safeParse(of(record))
      if (found.success) return [found.data]
      reject({ path, id: idOf(record), what: 'field', reason_key: reasonKey('bad_field'), details: { field: key } })
      return []
    })

export const readCosts = reading<CostOption>(CostOption, 'cost_options', (record) => ({
  what: text(record, 'option') ?? text(record, 'amount_description'),
  amount: typeof record.amount === 'number' ? record.amount : null,
  currency: text(record, 'currency'),
  valid_from: text(record, 'valid_from'),
  valid_to: text(record, 'valid_to'),
}))

export const readContacts = reading<DirectoryContact>(DirectoryContact, 'contacts', (record) => {
  const [phone] = Array.isArray(record.phones) ? record.phones : []
  return {
    name: text(record, 'name') ?? text(record, 'title') ?? text(record, 'department'),
    title: text(record, 'title'),
    department: text(record, 'department'),
    email: text(record, 'email'),
    phone: text(asRecord(phone) ?? {}, 'number'),
  }
})

export const readDocuments = (placed: Placed, reject: Reject): string | null =>
  recordsOf(placed, 'required_documents', 'field', reject)
    .flatMap(({ record }) => text(record, 'document') ?? [])
    .join('; ') || null

/** A number without source or confidence is worse than none: she may dial it. */
export const readPhones = (placed: Placed, reject: Reject): DirectoryPhone[] =>
  recordsOf(placed, 'phones', 'phone', reject).flatMap(({ record, path }) => {
    const [source, confidence] = [text(record, 'source'), confidenceOf(record)]
    const type = ['text', 'textphone'].includes(String(record.type)) ? record.type : 'voice'
    const found = DirectoryPhone.safeParse({
      number: record.number,
      type,
      label: text(record, 'description'),
      source,
      source_date: sourceDateOf(record),
      confidence,
    })
    if (found.success) return [found.data]
    const reason = !confidence ? 'no_confidence' : !source ? 'no_source' : 'no_number'
    reject({ path, id: idOf(record), what: 'phone', reason_key: reasonKey(reason), details: {} })
    return []
  })

/** The words of a shelter must not tell the province its areas keep back. */
export const sayRegionOnly = (service: DirectoryService, { coarser }: HsdsVocabulary): DirectoryService => {
  if (!service.hidden_location) return service
  const vague = (words: string) =>
    coarser
      .reduce((said, [names, region]) => said.replace(names, region), words)
      // "Córdoba y Sevilla" would now say the same region twice.
      .replace(/(?<!\p{L})(\p{L}[\p{L} -]*\p{L})(?:(?:,| y) \1)+(?!\p{L})/gu, '$1')
  const maybe = (words: string | null) => (words === null ? null : vague(words))
  return {
    ...service,
    name: vague(service.name),
    description: vague(service.description),
    eligibility: maybe(service.eligibility),
    how_to_enter: maybe(service.how_to_enter),
    alert: maybe(service.alert),
    schedules: service.schedules.map((schedule) => ({ ...schedule, note: maybe(schedule.note) })),
    phones: service.phones.map((phone) => ({ ...phone, label: maybe(phone.label) })),
  }
}
