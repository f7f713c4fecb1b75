// What the desk shows of a record of the directory, and which records a search finds.
import type { Province, Region } from '#facts/facts.ts'
import type { Address, DirectoryOrganisation, DirectoryRecords, DirectoryService, ServiceArea } from './directory.ts'
import { plain } from './plain.rules.ts'
import type { NamedAddress, NamedArea, ServiceDetail, ServiceFilters, ServiceSummary, ServiceWish } from './service.ts'

export interface PlaceNames {
  regions: Region[]
  provinces: Province[]
}

/** The directory of one organisation, ready to be read many times. */
export interface Directory {
  services: DirectoryService[]
  providers: Map<string, DirectoryOrganisation>
  /** Everything a search looks at of a service, plain. */
  searched: (service: DirectoryService) => string
  /** By id of service or provider: where its row stands. */
  versions: ReadonlyMap<string, number>
}

/** Worked out once for each record: after a change nearly all of them are the same. */
const plainNames = new WeakMap<DirectoryService, string>()
const nameOf = (service: DirectoryService): string => {
  const known = plainNames.get(service) ?? plain(service.name)
  plainNames.set(service, known)
  return known
}

const wordsOf = (service: DirectoryService, provider: DirectoryOrganisation | undefined): string => {
  const towns = [...service.areas, ...service.places].map(({ town }) => town)
  return plain(
    [service.name, service.description, provider?.name, provider?.alternate_name, ...towns].filter(Boolean).join(' '),
  )
}

/** Plain names need no rules of a language, and those take a second of twenty thousand. */
const before = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)

export const readyDirectory = ({
  organisations,
  services,
  versions = new Map(),
}: DirectoryRecords & { versions?: ReadonlyMap<string, number> }): Directory => {
  const providers = new Map(organisations.map((organisation) => [organisation.id, organisation]))
  const byName = [...services].sort((a, b) => before(nameOf(a), nameOf(b)) || before(a.id, b.id))
  const known = new WeakMap<DirectoryService, string>()
  const searched = (service: DirectoryService): string => {
    const words = known.get(service) ?? wordsOf(service, providers.get(service.organisation_id))
    known.set(service, words)
    return words
  }
  return { services: byName, providers, searched, versions }
}

const nameArea = (area: ServiceArea, { regions, provinces }: PlaceNames): NamedArea => {
  const province = provinces.find(({ code }) => code === area.province)?.name
  const region = regions.find(({ code }) => code === area.region)?.name
  return {
    country: area.country,
    name: area.town ? [...new Set([area.town, province])].filter(Boolean).join(', ') : (province ?? region ?? null),
  }
}

export const summarise = (service: DirectoryService, directory: Directory, names: PlaceNames): ServiceSummary => {
  const provider = directory.providers.get(service.organisation_id)
  const { id, organisation_id, areas, phones, ...rest } = service
  return {
    ...rest,
    service_id: id,
    provider_id: organisation_id,
    provider_name: provider?.name ?? '',
    areas: areas.map((area) => nameArea(area, names)),
    phones: phones.length > 0 ? phones : (provider?.phones ?? []),
  }
}

const nameAddress = ({ street, more, postal_code, directions, ...area }: Address, names: PlaceNames): NamedAddress => ({
  ...{ street, more, postal_code, directions },
  area: nameArea(area, names),
})

export const detail = (service: DirectoryService, directory: Directory, names: PlaceNames): ServiceDetail => {
  const provider = directory.providers.get(service.organisation_id)
  return {
    ...service,
    ...summarise(service, directory, names),
    version: directory.versions.get(service.id) ?? 0,
    places: service.places.map((place) => nameArea(place, names)),
    addresses: service.addresses.map((address) => nameAddress(address, names)),
    provider_description: provider?.description ?? '',
    provider_website: provider?.website ?? null,
  }
}

/** A service for the whole country serves each of its regions, one for a region each of its provinces. */
const covers = (areas: ServiceArea[], { country, region, province }: ServiceWish, home: string | undefined): boolean =>
  areas.some((area) => {
    if (country && area.country !== country) return false
    const wanted = region ?? home
    if (wanted && area.region && area.region !== wanted) return false
    if (wanted && !area.region && area.country !== 'ES') return false
    return !(province && area.province && area.province !== province)
  })

export const searchServices = (
  directory: Directory,
  wish: ServiceWish,
  { provinces }: PlaceNames,
): DirectoryService[] => {
  const words = plain(wish.text ?? '')
    .split(/\s+/)
    .filter(Boolean)
  const home = provinces.find(({ code }) => code === wish.province)?.region
  return directory.services.filter(
    (service) =>
      (!wish.kind || service.kinds.includes(wish.kind)) &&
      (!wish.language || service.languages.includes(wish.language)) &&
      covers(service.areas, wish, home) &&
      words.every((word) => directory.searched(service).includes(word)),
  )
}

export const filtersOf = ({ services }: Directory, { regions, provinces }: PlaceNames): ServiceFilters => {
  const all = <T>(of: (service: DirectoryService) => T[]): T[] => [...new Set(services.flatMap(of))].sort()
  const named = <T extends { code: string; name: string }>(list: T[], codes: (string | undefined)[]) =>
    list.filter(({ code }) => codes.includes(code))
  return {
    kinds: all((service) => service.kinds),
    countries: all((service) => service.areas.map(({ country }) => country)),
    regions: named(
      regions,
      all((service) => service.areas.map(({ region }) => region)),
    ).map(({ code, name }) => ({ code, name })),
    provinces: named(
      provinces,
      all((service) => service.areas.map(({ province }) => province)),
    ).map(({ code, name, region }) => ({ code, name, region })),
    languages: all((service) => service.languages),
  }
}

/** A provider is a partner when it carries the same id or, letter for letter but accents, the same name. */
export const partnerOf = (
  provider: { provider_id: string; provider_name: string },
  partners: { organisation_id: string; name: string }[],
): string | null =>
  partners.find(
    ({ organisation_id, name }) =>
      organisation_id === provider.provider_id || plain(name) === plain(provider.provider_name),
  )?.organisation_id ?? null
