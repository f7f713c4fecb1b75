// Whom a place is for: the files one may open, the one one came from first.
import { useSearch } from '@tanstack/react-router'
import { listFiles, openFile } from '#cases/case.ts'
import { useGet } from '#gate/query.ts'
import { ComboBox, Notice, type Option } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'

/** The file somebody came from: `/desk/places?for=…`. */
export const useCameFrom = (): string | null => {
  const { for: from } = useSearch({ strict: false }) as { for?: string }
  return from ?? null
}

const usePeople = (): Option[] | null => {
  const from = useCameFrom()
  const files = useGet(listFiles, {})
  const missing = from !== null && files.data && !files.data.rows.some(({ case_id }) => case_id === from)
  const one = useGet(openFile, missing ? { case_id: from } : null, { staleMs: Number.POSITIVE_INFINITY })
  if (!files.data || (missing && one.isPending)) return null
  const { rows } = files.data
  const first = one.data
    ? [{ case_id: one.data.case_id, alias: one.data.card.alias, reference: one.data.reference }]
    : []
  return [...first, ...rows].map(({ case_id, alias, reference }) => ({
    id: case_id,
    label: alias,
    description: reference,
  }))
}

interface Props {
  value: string | null
  onChange: (case_id: string | null) => void
  isRequired?: boolean
  label?: string
}

export function PersonField({ value, onChange, isRequired = true, label }: Props) {
  const people = usePeople()
  if (!people) return null
  if (people.length === 0) return <Notice tone="warning">{t('places.no_files')}</Notice>
  return (
    <ComboBox
      name="of_case_id"
      label={label ?? t('places.person')}
      description={t('places.person_why')}
      isRequired={isRequired}
      options={people}
      value={value}
      onChange={onChange}
    />
  )
}
