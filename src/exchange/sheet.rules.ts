// A spreadsheet of services as organisations keep them becomes records of HSDS: which column says what is guessed from
// its header and confirmed by a person; each row stays known, to name it in the report.

import { plain } from '#directory/plain.rules.ts'
import type { CodeList } from '#facts/facts.ts'
import type { Row } from './hsds-tables.ts'

/** By field: the column it is in, counted from 0. */
export type Mapping = Record<string, number>

const headerOf = (text: string): string =>
  plain(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** A header is first taken by its exact name, then by a name it begins with. No column is taken twice. */
export const guessMapping = (headers: string[], { codes }: CodeList): Mapping => {
  const fields = codes.map((entry) => ({
    code: entry.code,
    words: ((entry as unknown as { words?: string[] }).words ?? []).map(headerOf),
  }))
  const plainHeaders = headers.map(headerOf)
  const mapping: Mapping = {}
  const taken = new Set<number>()
  const fits: ((header: string, word: string) => boolean)[] = [
    (header, word) => header === word,
    (header, word) => word.length > 3 && header.startsWith(`${word} `),
  ]
  for (const fit of fits)
    for (const { code, words } of fields) {
      if (mapping[code] !== undefined) continue
      const at = plainHeaders.findIndex((header, index) => !taken.has(index) && words.some((word) => fit(header, word)))
      if (at < 0) continue
      mapping[code] = at
      taken.add(at)
    }
  return mapping
}

export interface SheetWords {
  /** Any name of a kind of help, plain: its tag. */
  kinds: Map<string, string>
  languages: Map<string, string>
  countries: Map<string, string>
  provinces: Map<string, string>
  id(...words: string[]): string
}

export interface SheetDefaults {
  country: string
  kind: string | null
  source: string
  confidence: string
  checked_on: string
  organisation: string
}

export interface SheetReading {
  organizations: Row[]
  /** By path of the service: its line in the sheet, as the person sees it. */
  lineOf: Map<string, number>
}

const several = (text: string): string[] =>
  text
    .split(/[,;/\n|]+/)
    .map((part) => part.trim())
    .filter(Boolean)

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i

const areaOf = (get: (field: string) => string, country: string, words: SheetWords): Row => {
  const [province, town, region] = ['province', 'town', 'region'].map(get) as [string, string, string]
  if (country !== 'ES')
    return town
      ? { extent: country, extent_type: 'region', name: `${town}, ${country}` }
      : { extent: country, extent_type: 'country' }
  const known = words.provinces.get(plain(province))
  if (town && province) return { extent: `${town} (${known ?? province})`, extent_type: 'city' }
  if (province) return { extent: known ?? province, extent_type: 'province' }
  if (region) return { extent: region, extent_type: 'state' }
  return { extent: country, extent_type: 'country' }
}

const number = (text: string): number | string | undefined => {
  if (text === '') return undefined
  const found = /\d+/.exec(text)?.[0]
  return found ? Number(found) : text
}

const serviceOf = (
  get: (field: string) => string,
  organization_id: string,
  words: SheetWords,
  defaults: SheetDefaults,
): Row => {
  const country = words.countries.get(plain(get('country'))) ?? (get('country') || defaults.country)
  const cite = { source: get('source') || defaults.source, confidence: defaults.confidence }
  const name = get('name')
  const id = uuid.test(get('id'))
    ? get('id').toLowerCase()
    : words.id('sheet', organization_id, plain(name), plain(get('province')), plain(get('town')))
  const kinds = several(get('kinds')).map((kind) => words.kinds.get(plain(kind)) ?? kind)
  if (kinds.length === 0 && defaults.kind) kinds.push(defaults.kind)
  const area = areaOf(get, country, words)
  const languages = several(get('languages')).map((language) => words.languages.get(plain(language)) ?? language)
  return {
    id,
    organization_id,
    name,
    description: get('description') || name,
    status: 'active',
    email: get('email') || null,
    url: get('website') && !/^https?:/i.test(get('website')) ? `https://${get('website')}` : get('website'),
    eligibility_description: get('eligibility'),
    application_process: get('how_to_enter'),
    fees_description: get('fees'),
    alert: get('alert'),
    minimum_age: number(get('min_age')),
    maximum_age: number(get('max_age')),
    attributes: kinds.map((value) => ({ value })),
    service_areas: [area],
    languages: languages.map((code) => ({ code })),
    phones: several(get('phone')).map((text) => ({ number: text, ...cite })),
    ...(get('town') && get('province')
      ? { service_at_locations: [{ location_id: words.id('sheet location', id) }] }
      : {}),
    ...cite,
  }
}

/** `lines` with the header first. What cannot be read is left as it is, for the reader to name. */
export const readSheet = (
  lines: string[][],
  mapping: Mapping,
  words: SheetWords,
  defaults: SheetDefaults,
): SheetReading => {
  const organisations = new Map<string, Row & { services: Row[]; locations: Row[] }>()
  const lineOf = new Map<string, number>()
  const order: string[] = []
  for (const [index, cells] of lines.entries()) {
    if (index === 0 || cells.every((cell) => cell.trim() === '')) continue
    const get = (field: string): string => (mapping[field] === undefined ? '' : (cells[mapping[field]] ?? '')).trim()
    const name = get('organisation') || defaults.organisation
    const key = plain(name)
    const known = organisations.get(key)
    const id = words.id('sheet organisation', key)
    const organisation = known ?? {
      id,
      name,
      description: name,
      source: get('source') || defaults.source,
      confidence: defaults.confidence,
      checked_on: defaults.checked_on,
      services: [],
      locations: [],
    }
    if (!known) {
      organisations.set(key, organisation)
      order.push(key)
    }
    const service = serviceOf(get, id, words, defaults)
    lineOf.set(`/organizations/${order.indexOf(key)}/services/${organisation.services.length}`, index + 1)
    organisation.services.push(service)
    if (service.service_at_locations)
      organisation.locations.push({
        id: words.id('sheet location', String(service.id)),
        location_type: 'physical',
        addresses: [{ country: defaults.country, state_province: get('province'), city: get('town') }],
      })
  }
  return { organizations: [...organisations.values()], lineOf }
}

/** The line of the sheet a path of the report points into. */
export const lineFor = (path: string, lineOf: ReadonlyMap<string, number>): number | null =>
  lineOf.get(/^\/organizations\/\d+\/services\/\d+/.exec(path)?.[0] ?? '') ?? null
