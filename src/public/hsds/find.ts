// Which services another system asked for. Places are known to the province and no finer: nearness is counted between
// the middles of provinces, and a hidden place is near nothing.
import type { Facts, Province } from '#facts/facts.ts'
import { Problem } from '#kit/problem.ts'
import type { DirectoryService, ServiceArea } from '#services/directory.ts'
import { kmBetween } from '#services/distance.rules.ts'
import { plain } from '#services/hsds_field.rules.ts'
import { rowsOfService } from '#services/hsds_out.rules.ts'
import type { Asked } from './asked.ts'
import type { Opened, OpenedService } from './opened.ts'

const covers = ({ country, region, province }: ServiceArea, home: Province): boolean =>
  country === 'ES' && (!region || region === home.region) && (!province || province === home.code)

const isNear = (service: DirectoryService, home: Province, metres: number, provinces: Province[]): boolean =>
  [...service.places, ...service.addresses].some(({ country, province }) => {
    const there = country === 'ES' ? provinces.find(({ code }) => code === province) : undefined
    return there !== undefined && kmBetween(home, there) * 1000 <= metres
  })

const termsOf = (opened: Opened, service: DirectoryService): Set<string> =>
  new Set(rowsOfService(service, opened.words).attribute.map((row) => String(row.taxonomy_term_id)))

export const findServices = (
  opened: Opened,
  asked: Asked,
  { provinces }: Pick<Facts, 'provinces'>,
): OpenedService[] => {
  const wanted = plain(asked.search ?? '')
    .split(/\s+/)
    .filter(Boolean)
  const home = provinces.find(({ code }) => code === asked.postcode?.slice(0, 2))
  if (asked.postcode && !home) return []
  if (asked.proximity !== undefined && !home) throw new Problem('invalid', 'hsds.asked', { parameter: 'postcode' })
  const terms = asked.taxonomy_id
    ? new Set(
        opened.terms.taxonomy_term.filter((row) => row.taxonomy_id === asked.taxonomy_id).map((row) => String(row.id)),
      )
    : undefined
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
    if (!terms && !asked.taxonomy_term_id) return true
    const own = termsOf(opened, service)
    if (asked.taxonomy_term_id && !own.has(asked.taxonomy_term_id)) return false
    return !terms || [...own].some((id) => terms.has(id))
  })
}
