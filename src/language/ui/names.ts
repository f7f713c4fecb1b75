// Names of languages, countries and provinces in the reader's language, for showing and for choosing.
import countries from '#data/codes/countries.json' with { type: 'json' }
import languages from '#data/codes/languages.json' with { type: 'json' }
import provinces from '#data/codes/provinces_es.json' with { type: 'json' }
import type { Option } from '#kit/ui/index.ts'
import { hasText, locale, t } from '../here.ts'

const makers = new Map<string, Intl.DisplayNames>()
const cldr = (type: 'language' | 'region'): Intl.DisplayNames => {
  const key = `${type} ${locale()}`
  const known = makers.get(key) ?? new Intl.DisplayNames([locale()], { type })
  makers.set(key, known)
  return known
}

// Our own texts name what Unicode CLDR does not.
export const languageName = (code: string): string => {
  const key = `codes.languages.${code}`
  return hasText(key) ? t(key) : (cldr('language').of(code) ?? code)
}
export const countryName = (code: string): string => cldr('region').of(code) ?? code
export const provinceName = (code: string): string => provinces.codes.find((each) => each.code === code)?.name ?? code

const sorted = (options: Option[]): Option[] => options.sort((a, b) => a.label.localeCompare(b.label, locale()))
const optionsOf = (codes: { code: string }[], nameOf: (code: string) => string): Option[] =>
  sorted(codes.map(({ code }) => ({ id: code, label: nameOf(code) })))

export const languageOptions = (): Option[] => optionsOf(languages.codes, languageName)
export const countryOptions = (): Option[] => optionsOf(countries.codes, countryName)
export const provinceOptions = (): Option[] => optionsOf(provinces.codes, provinceName)
