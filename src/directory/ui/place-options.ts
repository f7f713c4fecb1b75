// Regions of Spain to choose from, and the region a province lies in.
import provinces from '#data/codes/provinces_es.json' with { type: 'json' }
import regions from '#data/codes/regions_es.json' with { type: 'json' }
import type { Option } from '#kit/ui/index.ts'

export const regionOptions = (): Option[] => regions.codes.map(({ code, name }) => ({ id: code, label: name }))
export const provinceRegion = (province: string): string | undefined =>
  provinces.codes.find(({ code }) => code === province)?.region
