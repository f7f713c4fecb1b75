// Names of countries, languages and roles in the reader's language.

import { type Role, roles } from '#access/access.ts'
import countries from '#data/codes/countries.json' with { type: 'json' }
import languages from '#data/codes/languages.json' with { type: 'json' }
import provinces from '#data/codes/provinces_es.json' with { type: 'json' }
import type { Option } from '#kit/ui/index.ts'
import { locale, t } from '#language/here.ts'

const optionsOf = (codes: { code: string }[], type: 'region' | 'language'): Option[] => {
  const names = new Intl.DisplayNames([locale()], { type, fallback: 'code' })
  const options = codes.map(({ code }) => ({ id: code, label: names.of(code) ?? code }))
  return options.sort((a, b) => a.label.localeCompare(b.label, locale()))
}
const isRegion = ({ code }: { code: string }) => /^[A-Z]{2}$/.test(code)
const isLanguage = ({ code }: { code: string }) => /^[a-z]{2,3}$/.test(code)

export const countryOptions = (): Option[] => optionsOf(countries.codes.filter(isRegion), 'region')
export const languageOptions = (): Option[] => optionsOf(languages.codes.filter(isLanguage), 'language')
/** By the names INE gives them. */
export const provinceOptions = (): Option[] =>
  provinces.codes
    .map(({ code, name }) => ({ id: code, label: name }))
    .sort((a, b) => a.label.localeCompare(b.label, locale()))

export const roleName = (role: Role): string => t(`organisations.role.${role}`)
/** Of a partner's people, the guard lets these have the work of a file too, once it leads files. */
const notAtPartners: readonly Role[] = ['intake']
/** What someone may be given: a partner's people work on what reaches them, and one of them looks after accounts. */
export const roleOptions = (kind: 'own' | 'partner', leads_files: boolean): Option[] =>
  roles
    .filter((role) =>
      kind === 'partner' && leads_files
        ? !notAtPartners.includes(role)
        : (role === 'partner_worker') === (kind === 'partner') || role === 'administrator',
    )
    .map((role) => ({ id: role, label: roleName(role), description: t(`organisations.role.${role}.explain`) }))

export const deskLanguageOptions = (): Option[] =>
  [
    ['en', 'English'],
    ['es', 'Español'],
    ['it', 'Italiano'],
  ].map(([id, label]) => ({ id: id!, label: label! }))
