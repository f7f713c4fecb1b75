// How far a service is from a person's province, as the crow flies between the middles of provinces: enough to rank,
// and it tells nobody where a door is.

import type { DirectoryService, ServiceArea } from '#directory/directory.ts'
import type { Province } from '#facts/facts.ts'

const earthKm = 6371
const radians = (degrees: number) => (degrees * Math.PI) / 180

export const kmBetween = (a: { lat: number; lon: number }, b: { lat: number; lon: number }): number => {
  const [lat, lon] = [radians(b.lat - a.lat) / 2, radians(b.lon - a.lon) / 2]
  const h = Math.sin(lat) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(lon) ** 2
  return Math.round(2 * earthKm * Math.asin(Math.min(1, Math.sqrt(h))))
}

export type Coverage = 'in_province' | 'in_region' | 'national' | 'elsewhere' | 'place_unknown' | 'other_country'

export interface Whereabouts {
  country: string
  province: Province | null
  /** Distance from her province to every other, by code; empty when hers is not known. */
  km: Map<string, number>
  /** Distance to the nearest province of each region, by code. */
  regionKm: Map<string, number>
  /** The region of every province, by code. */
  regionOf: Map<string, string>
}

/** How a service reaches where she is. */
export interface Reach {
  coverage: Coverage
  km: number | null
  /** It serves part of her region, at least. */
  same_region: boolean
}

export const whereabouts = (country: string, code: string | null, provinces: Province[]): Whereabouts => {
  const province = provinces.find((candidate) => candidate.code === code) ?? null
  const km = new Map(province ? provinces.map((other) => [other.code, kmBetween(province, other)] as const) : [])
  const regionKm = new Map<string, number>()
  for (const { code: other, region } of provinces) {
    const distance = km.get(other)
    if (distance !== undefined) regionKm.set(region, Math.min(distance, regionKm.get(region) ?? distance))
  }
  const regionOf = new Map(provinces.map(({ code: each, region }) => [each, region] as const))
  return { country, province, km, regionKm, regionOf }
}

const coverageOf = (area: ServiceArea, { province, country }: Whereabouts): Coverage => {
  if (area.country !== country) return 'other_country'
  if (!area.region && !area.province) return 'national'
  if (!province) return 'place_unknown'
  if (area.province) return area.province === province.code ? 'in_province' : 'elsewhere'
  return area.region === province.region ? 'in_region' : 'elsewhere'
}

const nearestFirst: Coverage[] = ['in_province', 'in_region', 'national', 'place_unknown', 'elsewhere', 'other_country']

const kmTo = (area: ServiceArea, { km, regionKm }: Whereabouts): number =>
  (area.province ? km.get(area.province) : regionKm.get(area.region ?? '')) ?? Number.POSITIVE_INFINITY

const isInRegion = (area: ServiceArea, { country, province, regionOf }: Whereabouts): boolean =>
  province !== null &&
  area.country === country &&
  (area.region ?? regionOf.get(area.province ?? '')) === province.region

/** The best of its areas counts. A distance is given only to services that do not cover her province anyhow. */
export const reachOf = (service: Pick<DirectoryService, 'areas' | 'places'>, from: Whereabouts): Reach => {
  const found = service.areas.map((area) => coverageOf(area, from))
  const coverage = nearestFirst.find((kind) => found.includes(kind)) ?? 'other_country'
  const same_region = service.areas.some((area) => isInRegion(area, from))
  if (coverage === 'in_province') return { coverage, km: 0, same_region }
  const doors = coverage === 'in_region' ? service.places : coverage === 'elsewhere' ? service.areas : []
  const km = Math.min(...doors.filter((door) => door.country === from.country).map((door) => kmTo(door, from)))
  return { coverage, km: Number.isFinite(km) ? km : null, same_region }
}
