// Editing one record of the directory. What is typed survives a crash, and a colleague who was faster is shown field by
// field.
import { useNavigate, useParams } from '@tanstack/react-router'
import { useGet, useWrite } from '#gate/query.ts'
import { currentOf } from '#kit/ui/conflict.ts'
import { LinkButton, Loaded, Notice, PageHeader, Skeleton, Stack, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { listProviders, listServiceChanges, readServiceRecord, type ServiceRecord, saveService } from '../edit.ts'
import { listServices, readService } from '../service.ts'
import { listSuggestions } from '../suggestion.ts'
import { ServiceForm } from './ServiceForm.tsx'
import { useSaveOnTop } from './save-on-top.tsx'

const invalidates = [readService, listServices, readServiceRecord, listServiceChanges, listSuggestions, listProviders]

function EditForm({ record }: { record: ServiceRecord }) {
  const { service_id } = record
  const navigate = useNavigate()
  const save = useWrite(saveService, { invalidates })
  const leave = () => void navigate({ to: `/services/${service_id}` as never })
  const { fields, more, change, send, clear, returned, dialog } = useSaveOnTop({
    name: `record of service ${service_id}`,
    standing: { version: record.version, fields: record.service },
    more: null as string | null,
    save: ({ version, fields: service, more: assure_until }, afterwards) =>
      save.mutate({ service_id, version, service, assure_until }, afterwards),
    standingOf: ({ version, service }: ServiceRecord) => ({ version, fields: service }),
    onSaved: () => {
      toast(t('directory.saved'))
      leave()
    },
  })
  return (
    <>
      {returned && <Notice>{t('cases.draft_returned')}</Notice>}
      <ServiceForm
        draft={{ service: fields, assure_until: more }}
        onChange={({ service, assure_until }) => change(service, assure_until)}
        onSubmit={send}
        onCancel={() => {
          clear()
          leave()
        }}
        problem={currentOf(save.error) ? null : save.error}
        busy={save.isPending}
      />
      {dialog}
    </>
  )
}

export function EditService() {
  const { service_id = '' } = useParams({ strict: false }) as { service_id?: string }
  const found = useGet(readServiceRecord, service_id ? { service_id } : null, { staleMs: 0 })
  return (
    <Loaded of={found} skeleton={<Skeleton kind="page" />}>
      {(record) => (
        <Stack>
          <PageHeader
            title={t('directory.edit_title')}
            lead={record.service.name}
            actions={
              <LinkButton href={`/desk/services/organisations/${record.provider_id}`}>
                {t('directory.edit_provider')}
              </LinkButton>
            }
            back={{ href: `/desk/services/${service_id}`, label: record.service.name }}
          />
          <EditForm key={service_id} record={record} />
        </Stack>
      )}
    </Loaded>
  )
}
