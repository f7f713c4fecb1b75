// Every field of a record of the directory in the reader's words: its name, and what it says. Used where two versions
// stand side by side: history, suggestions, conflicts.
import provinces from '#data/codes/provinces_es.json' with { type: 'json' }
import regions from '#data/codes/regions_es.json' with { type: 'json' }
import { day, hasText, language, list, number, t } from '#language/here.ts'
import { countryName, languageName } from '#language/ui/names.ts'
import type {
  Address,
  Assured,
  Capacity,
  CostOption,
  DirectoryContact,
  DirectoryPhone,
  Schedule,
  ServiceArea,
} from '../directory.ts'
import { capacityIn, hoursIn } from '../words.rules.ts'

export const fieldLabel = (field: string): string => {
  const key = `directory.field.${field}`
  return hasText(key) ? t(key) : t('directory.field.other')
}

export const referrerName = (code: string): string => t(`codes.referrers.${code}`)
export const unitName = (code: string): string => t(`codes.place_units.${code}`)
export const accessibilityName = (code: string): string => t(`codes.accessibility.${code}`)
export const paperName = (code: string): string => t(`documents.type.${code}`)
export const tierName = (tier: string): string => t(`directory.tier.${tier}`)
export const saidName = (said: string): string => t(`directory.said.${said}`)

export const regionName = (code: string): string => regions.codes.find((each) => each.code === code)?.name ?? code
const provinceName = (code: string): string => provinces.codes.find((each) => each.code === code)?.name ?? code

export const placeText = ({ country, region, province, town }: ServiceArea): string => {
  const finest = province ? provinceName(province) : region ? regionName(region) : null
  const here = [...new Set([town, finest])].filter(Boolean).join(', ')
  if (!here) return t('services.whole_country', { country: countryName(country) })
  return country === 'ES' ? here : `${here}, ${countryName(country)}`
}

export const addressText = (address: Address): string =>
  [address.street, address.more, [address.postal_code, placeText(address)].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(', ')

export const whenText = (schedule: Schedule): string => hoursIn({ language: language(), t }, schedule)
export const capacityText = (capacity: Capacity): string => capacityIn({ language: language(), t }, capacity)

export const costText = ({ what, amount, currency }: CostOption): string =>
  amount === null
    ? what
    : t('directory.cost', { what, amount: number(amount, { style: 'currency', currency: currency ?? 'EUR' }) })

export const contactText = ({ name, title, department, email, phone }: DirectoryContact): string =>
  [name, title, department, phone, email].filter(Boolean).join(' · ')

const phoneText = ({ number: given, label }: DirectoryPhone): string => [given, label].filter(Boolean).join(' ')

const named = (list_name: string) => (code: string) => t(`codes.${list_name}.${code}`)
const each =
  <Item>(words: (item: Item) => string) =>
  (value: unknown) =>
    list((value as Item[]).map(words))

/** How a field is said when it says something; every other field is a line of text. */
const sayings: Record<string, (value: never) => string> = {
  status: named('service_statuses'),
  kinds: each(named('service_kinds')),
  exploitation: each(named('exploitation_types')),
  irregular_status: named('irregular_status'),
  cost: named('costs'),
  costs: each(costText),
  languages: each(languageName),
  languages_to_confirm: each(languageName),
  areas: each(placeText),
  places: each(placeText),
  addresses: each(addressText),
  accessibility: each(accessibilityName),
  phones: each(phoneText),
  contacts: each(contactText),
  schedules: each((schedule: Schedule) => whenText(schedule)),
  availability: named('availability'),
  capacity: each(capacityText),
  confidence: named('confidence_levels'),
  checked_on: day,
  assured: ({ by, until }: Assured) => t('directory.freshness.assured', { by, day: day(until) }),
  accreditation: ({ by, on }: { by: string; on: string }) => t('directory.accredited_by', { by, day: day(on) }),
  profile: each(named('organisation_profiles')),
  'admits.sex': (sex) => t(`directory.sex.${sex}`),
  'admits.minors': (minors) => t(`directory.minors.${minors}`),
  'admission.referral_by': each(referrerName),
  'admission.documents': each(paperName),
}

/** Nothing, an empty list and a "nobody said" read the same: not stated. */
export const fieldText = (field: string, value: unknown): string => {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
    return t('directory.nothing')
  const say = sayings[field]
  if (say) return say(value as never)
  if (typeof value === 'boolean') return saidName(value ? 'yes' : 'no')
  if (field.startsWith('admission.') && typeof value === 'string') return saidName(value)
  if (field.startsWith('tiers.')) return tierName(value as string)
  return typeof value === 'number' ? number(value) : String(value)
}
