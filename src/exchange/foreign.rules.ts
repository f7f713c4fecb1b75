// A package of somebody else's says less than ours must know: where it was read, how sure it is, and what its categories
// are called here. What whoever imports it answers once is said for every record; what the package says itself stands.

import type { HsdsRecord, HsdsVocabulary } from './hsds.ts'
import { asRecord, text } from './hsds-field.rules.ts'
import { readAreas } from './hsds-parts.rules.ts'

export interface ForeignDefaults {
  source: string
  confidence: string
  checked_on: string
  country: string
  /** Tag of a kind for services that name none we know. */
  kind: string | null
  /** Their category, by name or code: the tag of ours. */
  kinds: Record<string, string>
}

const list = (record: HsdsRecord, key: string): HsdsRecord[] =>
  (Array.isArray(record[key]) ? (record[key] as unknown[]) : []).flatMap((each): HsdsRecord[] => {
    const found = asRecord(each)
    return found ? [found] : []
  })

const tagOf = (attribute: HsdsRecord): string =>
  text(attribute, 'value') ?? text(asRecord(attribute.taxonomy_term) ?? {}, 'code') ?? ''
const nameOf = (attribute: HsdsRecord): string =>
  text(asRecord(attribute.taxonomy_term) ?? {}, 'name') ?? tagOf(attribute)

/** Their categories that are none of ours, with how many services name each: most first. */
export const unknownTerms = (
  organizations: unknown[],
  vocabulary: HsdsVocabulary,
): { term: string; services: number }[] => {
  const counts = new Map<string, number>()
  for (const organisation of organizations)
    for (const service of list(asRecord(organisation) ?? {}, 'services'))
      for (const attribute of list(service, 'attributes')) {
        const tag = tagOf(attribute)
        const code = text(asRecord(attribute.taxonomy_term) ?? {}, 'code') ?? ''
        if (code.startsWith('amparo.') || isKnown(tag, vocabulary)) continue
        const name = nameOf(attribute).slice(0, 200)
        if (name) counts.set(name, (counts.get(name) ?? 0) + 1)
      }
  return [...counts].map(([term, services]) => ({ term, services })).sort((a, b) => b.services - a.services)
}

const populations =
  /^(mujeres|hombres|menores|madres-con-hijos|lgbti|trans|migrantes|irregular-ok|poblacion-general|surasiatica)$/
const isKnown = (tag: string, { kinds, exploitation, profiles }: HsdsVocabulary) =>
  kinds.has(tag) || exploitation.has(tag) || profiles.has(tag) || populations.test(tag)

export const withDefaults = (
  organizations: unknown[],
  defaults: ForeignDefaults,
  vocabulary: HsdsVocabulary,
): unknown[] => {
  const cite = { source: defaults.source, confidence: defaults.confidence }
  const said = (record: HsdsRecord): HsdsRecord => ({
    ...record,
    source: text(record, 'source') ?? cite.source,
    confidence: record.confidence ?? cite.confidence,
  })
  const ofService = (service: HsdsRecord): HsdsRecord => {
    const attributes = list(service, 'attributes')
    const mapped = attributes.flatMap((each) => defaults.kinds[nameOf(each)] ?? [])
    const has = attributes.some((each) => vocabulary.kinds.has(tagOf(each)))
    const kinds = mapped.length === 0 && !has && defaults.kind ? [defaults.kind] : mapped
    const areas = readAreas({ record: service, path: '' }, vocabulary, () => {})
    const more = areas.length === 0 ? [{ extent: defaults.country, extent_type: 'country' }] : []
    return {
      ...said(service),
      description: service.description ?? service.name,
      phones: list(service, 'phones').map(said),
      attributes: [
        ...(Array.isArray(service.attributes) ? service.attributes : []),
        ...kinds.map((value) => ({ value })),
      ],
      service_areas: [...(Array.isArray(service.service_areas) ? service.service_areas : []), ...more],
    }
  }
  return organizations.map((value) => {
    const organisation = asRecord(value)
    if (!organisation) return value
    return {
      ...said(organisation),
      checked_on: organisation.checked_on ?? defaults.checked_on,
      phones: list(organisation, 'phones').map(said),
      services: Array.isArray(organisation.services)
        ? organisation.services.map((each) => {
            const service = asRecord(each)
            return service ? ofService(service) : each
          })
        : organisation.services,
    }
  })
}
