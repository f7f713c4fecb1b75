// Provinces and towns whose own days are known, by name, for showing and for choosing.
import es from '#data/law/calendars/es.json' with { type: 'json' }
import it from '#data/law/calendars/it.json' with { type: 'json' }
import uk from '#data/law/calendars/uk.json' with { type: 'json' }
import type { Option } from '#kit/ui/index.ts'
import { locale, t } from '#language/here.ts'
import { provinceName as provinceOfSpain, provinceOptions } from '#language/ui/names.ts'
import type { PackId } from '../rule.ts'

interface Town {
  code: string
  name: string
  province: string
}
const towns: Partial<Record<PackId, Town[]>> = { es: es.towns, it: it.towns }
const nations = uk.regions.map(({ code }) => code)

export const provinceName = (code: string): string =>
  nations.includes(code) ? t(`law.nation.${code}`) : provinceOfSpain(code)

export const provinceChoices = (jurisdictions: PackId[]): Option[] => [
  ...(jurisdictions.includes('es') ? provinceOptions() : []),
  ...(jurisdictions.includes('uk') ? nations.map((id) => ({ id, label: provinceName(id) })) : []),
]

const townsOf = (jurisdictions: PackId[], province: string | null): Town[] =>
  jurisdictions
    .flatMap((id) => towns[id] ?? [])
    .filter((town) => !province || town.province === province || !provinceChoices(jurisdictions).length)

export const townChoices = (jurisdictions: PackId[], province: string | null): Option[] =>
  townsOf(jurisdictions, province)
    .map(({ code, name }) => ({ id: code, label: name }))
    .sort((a, b) => a.label.localeCompare(b.label, locale()))

const known = [...es.towns, ...it.towns]
export const townName = (code: string): string => known.find((town) => town.code === code)?.name ?? code
export const provinceOfTown = (code: string): string | null =>
  known.find((town) => town.code === code)?.province ?? null
