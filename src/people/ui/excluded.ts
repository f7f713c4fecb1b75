// Colleagues and partners in a list to choose from, those this person must not meet marked as such.
import { useGet } from '#gate/query.ts'
import type { Option } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readExcluded } from '../exclusion.ts'

export const useExcluded = (case_id: string) => {
  const { data } = useGet(readExcluded, { case_id })
  const excluded = new Set([
    ...(data?.colleagues ?? []).map(({ staff_id }) => staff_id),
    ...(data?.partners ?? []).map(({ organisation_id }) => organisation_id),
  ])
  return (options: Option[]): Option[] =>
    options.map((each) =>
      excluded.has(each.id) ? { ...each, label: `${each.label} (${t('exclusions.partner')})` } : each,
    )
}
