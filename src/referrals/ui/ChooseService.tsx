// Finding a service outside by its name in the directory.
import { useState } from 'react'
import { listServices } from '#directory/service.ts'
import { useGet } from '#gate/query.ts'
import { RadioGroup, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'

export interface Service {
  service_id: string
  name: string
}

export function ChooseService({ onChoose }: { onChoose: (service: Service) => void }) {
  const [text, setText] = useState('')
  const found = useGet(listServices, text.trim().length > 2 ? { text: text.trim() } : null, { keepPrevious: true })
  const services = found.data?.services.slice(0, 8) ?? []
  return (
    <>
      <TextField
        label={t('links.outside.service')}
        description={t('links.outside.service_why')}
        value={text}
        onChange={setText}
      />
      {services.length > 0 && (
        <RadioGroup
          label={t('links.outside.found')}
          options={services.map(({ service_id, name, provider_name }) => ({
            id: service_id,
            label: name,
            description: provider_name,
          }))}
          value={null}
          onChange={(id) => {
            const one = services.find(({ service_id }) => service_id === id)
            if (one) onChoose({ service_id: one.service_id, name: one.name })
          }}
        />
      )}
    </>
  )
}
