// What a person must not meet, in words.
import { list, t } from '#language/here.ts'
import { countryName, languageName, provinceName } from '#language/ui/names.ts'
import type { ExcludedWhat } from '../exclusion.ts'

const placed = (...parts: (string | null | undefined | false)[]): string =>
  parts.filter((part): part is string => Boolean(part)).join(', ')

const words: { [Kind in ExcludedWhat['kind']]: (what: Extract<ExcludedWhat, { kind: Kind }>) => string } = {
  person: ({ name }) => name,
  staff: ({ name }) => name,
  organisation: ({ name }) => name,
  service: ({ name }) => name,
  place: ({ name, town }) => placed(name, town),
  area: ({ country, province, town }) => placed(town, province && provinceName(province), countryName(country)),
  community: ({ country, region, language, group }) =>
    list(
      [group, region, language && languageName(language), country && countryName(country)].filter(
        (part): part is string => Boolean(part),
      ),
    ),
  route: ({ from, to }) => t('exclusions.from_to', { from, to }),
}

export const excludedWords = (what: ExcludedWhat): string => words[what.kind](what as never)
