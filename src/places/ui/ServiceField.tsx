// Which service of the directory a unit is, found by typing: then matching knows what is free there.
import { useState } from 'react'
import { useGet } from '#gate/query.ts'
import { SearchField, Select } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { findHouseServices } from '../unit.ts'

const none = 'none'

export function ServiceField({
  value,
  onChange,
}: {
  value: string | null
  onChange: (service_id: string | null) => void
}) {
  const [words, setWords] = useState('')
  const found = useGet(findHouseServices, { words }, { keepPrevious: true })
  const services = found.data?.services ?? []
  const known = value === null || services.some(({ service_id }) => service_id === value)
  return (
    <>
      <SearchField label={t('places.field.service_search')} value={words} onChange={setWords} />
      <Select
        name="service_id"
        label={t('places.field.service')}
        description={t('places.field.service_why')}
        options={[
          { id: none, label: t('places.field.service_none') },
          ...(known ? [] : [{ id: value, label: t('places.field.service_kept') }]),
          ...services.map(({ service_id, name, provider }) => ({ id: service_id, label: name, description: provider })),
        ]}
        value={value ?? none}
        onChange={(id) => onChange(id === none ? null : id)}
      />
    </>
  )
}
