// What a yes opens to a service outside, field by field: what is shown here is what leaves.
import { Facts, Prose } from '#kit/ui/index.ts'
import { isolate, t } from '#language/here.ts'
import { countryName } from '#language/ui/names.ts'
import type { ExternalSlice } from '../external.ts'

export function Slice({ slice }: { slice: ExternalSlice }) {
  const { name, birth_year, country, said } = slice
  return (
    <Facts
      items={[
        ...(name ? [{ label: t('links.outside.name'), value: isolate(name) }] : []),
        ...(birth_year ? [{ label: t('links.outside.birth_year'), value: String(birth_year) }] : []),
        ...(country ? [{ label: t('links.outside.country'), value: countryName(country) }] : []),
        ...said.map(({ section, words }) => ({
          label: t(`access.section.${section}`),
          value: <Prose>{words}</Prose>,
        })),
      ]}
    />
  )
}
