// Editing one record of the directory. What is typed survives a crash, and a colleague who was faster is shown field by
// field.
import { useNavigate, useParams } from '@tanstack/react-router'
import { useDraft } from '#gate/draft.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { choose, currentOf } from '#kit/ui/conflict.ts'
import { ConflictDialog, LinkButton, Loaded, Notice, PageHeader, Skeleton, Stack, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { differences } from '../edit.rules.ts'
import {
  type EditedService,
  listProviders,
  listServiceChanges,
  readServiceRecord,
  type ServiceRecord,
  saveService,
} from '../edit.ts'
import { listServices, readService } from '../service.ts'
import { listSuggestions } from '../suggestion.ts'
import { fieldLabel, fieldText } from './directory-words.ts'
import { ServiceForm } from './ServiceForm.tsx'

const invalidates = [readService, listServices, readServiceRecord, listServiceChanges, listSuggestions, listProviders]

/** Fields told in parts are chosen whole: half of one rule and half of another is nobody's rule. */
const conflictsOf = (mine: EditedService, theirs: EditedService) =>
  Object.keys(mine).flatMap((name) => {
    const field = name as keyof EditedService
    const parts = differences({ [name]: theirs[field] }, { [name]: mine[field] })
    if (parts.length === 0) return []
    const words = (side: 'before' | 'after') =>
      parts
        .map((part) =>
          part.field === name
            ? fieldText(name, part[side])
            : `${fieldLabel(part.field)}: ${fieldText(part.field, part[side])}`,
        )
        .join(' · ')
    return [{ name, label: fieldLabel(name), mine: words('after'), theirs: words('before') }]
  })

function EditForm({ record }: { record: ServiceRecord }) {
  const { service_id, service, version } = record
  const navigate = useNavigate()
  const [draft, setDraft, clear, returned] = useDraft(`service ${service_id}`, {
    version,
    service,
    assure_until: null as string | null,
  })
  const save = useWrite(saveService, { invalidates })
  const current = currentOf<ServiceRecord>(save.error)
  const leave = () => {
    clear()
    void navigate({ to: `/services/${service_id}` as never })
  }
  const send = (answers: typeof draft) =>
    save.mutate(
      { service_id, ...answers },
      {
        onSuccess: () => {
          toast(t('directory.saved'))
          leave()
        },
      },
    )
  return (
    <>
      {returned && <Notice>{t('cases.draft_returned')}</Notice>}
      <ServiceForm
        draft={draft}
        onChange={(next) => setDraft({ ...draft, ...next })}
        onSubmit={() => send(draft)}
        onCancel={leave}
        problem={current ? null : save.error}
        busy={save.isPending}
      />
      {current && (
        <ConflictDialog
          isOpen
          fields={conflictsOf(draft.service, current.service)}
          onClose={() => save.reset()}
          onResolve={(choice) => {
            const chosen = choose(draft.service, current.service, choice)
            const next = { ...draft, version: current.version, service: chosen }
            setDraft(next)
            send(next)
          }}
        />
      )}
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
