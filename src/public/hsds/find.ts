// Which services another system asked for. Places are known to the province and no finer: nearness is counted between
// the middles of provinces, and a hidden place is near nothing.

import type { DirectoryService, ServiceArea } from '#directory/directory.ts'
import { plain } from '#directory/plain.rules.ts'
import { ownTerms } from '#exchange/hsds-out.rules.ts'
import { typedFields, typedOf } from '#exchange/hsds-typed.rules.ts'
import type { Facts, Province } from '#facts/facts.ts'
import { Problem } from '#kit/problem.ts'
import { kmBetween } from '#matching/distance.rules.ts'
import type { Asked } from './asked.ts'
import type { Opened, OpenedService } from './opened.ts'

const covers = ({ country, region, province }: ServiceArea, home: Province): boolean =>
  country === 'ES' && (!region || region === home.region) && (!province || province === home.code)

const isNear = (service: DirectoryService, home: Province, metres: number, provinces: Province[]): boolean =>
  [...service.places, ...service.addresses].some(({ country, province }) => {
    const there = country === 'ES' ? provinces.find(({ code }) => code === province) : undefined
    return there !== undefined && kmBetween(home, there) * 1000 <= metres
  })

type Has = (service: DirectoryService) => boolean

/** Whether a service has a term, asked of its record: no row is made for it. */
const hasTerm = ({ words }: Opened, { codes }: Pick<Facts, 'codes'>, id: string): Has => {
  const inList = (list: 'service_kinds' | 'exploitation_types') =>
    codes[list]?.codes.find(({ code }) => words.id('term', list, code) === id)?.code
  const [kind, form] = [inList('service_kinds'), inList('exploitation_types')]
  if (kind) return ({ kinds }) => kinds.includes(kind)
  if (form) return ({ exploitation }) => exploitation.includes(form)
  const field = typedFields.find((path) => words.id('term', ownTerms, path) === id)
  return (service) => field !== undefined && typedOf(service).some(([path]) => path === field)
}

const hasTaxonomy = ({ words }: Opened, id: string): Has => {
  if (id === words.id('taxonomy', 'service_kinds')) return ({ kinds }) => kinds.length > 0
  if (id === words.id('taxonomy', 'exploitation_types')) return ({ exploitation }) => exploitation.length > 0
  const ours = id === words.id('taxonomy', ownTerms)
  return (service) => ours && typedOf(service).length > 0
}

export const findServices = (
  opened: Opened,
  asked: Asked,
  facts: Pick<Facts, 'provinces' | 'codes'>,
): OpenedService[] => {
  const { provinces } = facts
  const wanted = plain(asked.search ?? '')
    .split(/\s+/)
    .filter(Boolean)
  const home = provinces.find(({ code }) => code === asked.postcode?.slice(0, 2))
  if (asked.postcode && !home) return []
  if (asked.proximity !== undefined && !home) throw new Problem('invalid', 'hsds.asked', { parameter: 'postcode' })
  const term = asked.taxonomy_term_id ? hasTerm(opened, facts, asked.taxonomy_term_id) : undefined
  const taxonomy = asked.taxonomy_id ? hasTaxonomy(opened, asked.taxonomy_id) : undefined
  const where = ({ service }: OpenedService): boolean => {
    if (!home) return true
    if (asked.proximity !== undefined) return isNear(service, home, asked.proximity, provinces)
    return service.areas.some((area) => covers(area, home))
  }
  return [...opened.services.values()].filter((each) => {
    const { service, changed_at, searched } = each
    if (asked.organization_id && service.organisation_id !== asked.organization_id) return false
    if (asked.modified_after !== undefined && Date.parse(changed_at) < asked.modified_after) return false
    if (!wanted.every((word) => searched.includes(word)) || !where(each)) return false
    return (!term || term(service)) && (!taxonomy || taxonomy(service))
  })
}
