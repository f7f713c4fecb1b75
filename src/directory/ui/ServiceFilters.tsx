// What one looks for in the directory: words, a kind of help, a place, a language; what is chosen stands as chips.
import { Button, ComboBox, type Option, SearchField, Select, Toolbar } from '#kit/ui/index.ts'
import { locale, t } from '#language/here.ts'
import { countryName, languageName } from '#language/ui/names.ts'
import type { ServiceFilters as Filters, ServiceWish } from '../service.ts'
import { kindName } from './service-words.ts'

interface Props {
  wish: ServiceWish
  filters: Filters | undefined
  onChange: (change: { [Name in keyof ServiceWish]?: ServiceWish[Name] | undefined }) => void
}

const byName = (options: Option[]) => options.sort((a, b) => a.label.localeCompare(b.label, locale()))
const optionsOf = (codes: string[] | undefined, nameOf: (code: string) => string): Option[] =>
  byName((codes ?? []).map((id) => ({ id, label: nameOf(id) })))
const placesOf = (places: { code: string; name: string }[] | undefined): Option[] =>
  byName((places ?? []).map(({ code, name }) => ({ id: code, label: name })))

const wishes = ['kind', 'country', 'region', 'province', 'language', 'check'] as const

function Chosen({ wish, filters, onChange }: Props) {
  const placeName = (code: string) =>
    [...(filters?.regions ?? []), ...(filters?.provinces ?? [])].find((each) => each.code === code)?.name ?? code
  const nameOf = {
    kind: kindName,
    country: countryName,
    region: placeName,
    province: placeName,
    language: languageName,
    check: () => t('directory.check_again'),
  }
  const chosen = wishes.flatMap((name) => (wish[name] ? [{ name, label: nameOf[name](wish[name]) }] : []))
  if (chosen.length === 0) return null
  return (
    <ul className="chips" aria-label={t('services.chosen')}>
      {chosen.map(({ name, label }) => (
        <li key={name}>
          <Button
            small
            icon="close"
            aria-label={t('services.without', { filter: label })}
            onPress={() => onChange({ [name]: undefined })}
          >
            {label}
          </Button>
        </li>
      ))}
    </ul>
  )
}

export function ServiceFilters(props: Props) {
  const { wish, filters, onChange } = props
  const province = (filters?.provinces ?? []).filter((each) => !wish.region || each.region === wish.region)
  return (
    <>
      <Toolbar>
        <SearchField
          label={t('services.search')}
          value={wish.text ?? ''}
          onChange={(text) => onChange({ text: text.trim() || undefined })}
        />
        <ComboBox
          label={t('services.kind')}
          width="short"
          options={optionsOf(filters?.kinds, kindName)}
          value={wish.kind ?? null}
          onChange={(kind) => onChange({ kind: kind ?? undefined })}
        />
        <Select
          label={t('services.country')}
          width="short"
          options={optionsOf(filters?.countries, countryName)}
          value={wish.country ?? null}
          onChange={(country) => onChange({ country, region: undefined, province: undefined })}
        />
        <ComboBox
          label={t('services.region')}
          width="short"
          options={placesOf(filters?.regions)}
          value={wish.region ?? null}
          onChange={(region) => onChange({ region: region ?? undefined, province: undefined })}
        />
        <ComboBox
          label={t('services.province')}
          width="short"
          options={placesOf(province)}
          value={wish.province ?? null}
          onChange={(code) => onChange({ province: code ?? undefined })}
        />
        <ComboBox
          label={t('services.language')}
          width="short"
          options={optionsOf(filters?.languages, languageName)}
          value={wish.language ?? null}
          onChange={(language) => onChange({ language: language ?? undefined })}
        />
        <Select
          label={t('directory.check')}
          width="short"
          options={[
            { id: 'all', label: t('directory.check_again_all') },
            { id: 'again', label: t('directory.check_again') },
          ]}
          value={wish.check ?? 'all'}
          onChange={(check) => onChange({ check: check === 'again' ? check : undefined })}
        />
      </Toolbar>
      <Chosen {...props} />
    </>
  )
}
