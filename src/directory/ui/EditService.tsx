// Editing one record of the directory. What is typed survives a crash, and a colleague who was faster is shown field by
// field.
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useDraft } from '#gate/draft.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { choose, currentOf } from '#kit/ui/conflict.ts'
import { ConflictDialog, LinkButton, Loaded, Notice, PageHeader, Skeleton, Stack, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { differences, onTopOf } from '../edit.rules.ts'
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
const sidesOf = (mine: EditedService, theirs: EditedService, names: string[]) =>
  names.map((name) => {
    const field = name as keyof EditedService
    const parts = differences({ [name]: theirs[field] }, { [name]: mine[field] })
    const words = (side: 'before' | 'after') =>
      parts
        .map((part) =>
          part.field === name
            ? fieldText(name, part[side])
            : `${fieldLabel(part.field)}: ${fieldText(part.field, part[side])}`,
        )
        .join(' · ')
    return { name, label: fieldLabel(name), mine: words('after'), theirs: words('before') }
  })

function EditForm({ record }: { record: ServiceRecord }) {
  const { service_id, service, version } = record
  const navigate = useNavigate()
  const [draft, setDraft, clear, returned] = useDraft(`service ${service_id}`, {
    version,
    service,
    /** As it was read: what is still the same was not touched here. */
    read: service,
    assure_until: null as string | null,
  })
  const save = useWrite(saveService, { invalidates })
  const [clash, setClash] = useState<{ current: ServiceRecord; asked: string[] }>()
  const leave = () => {
    clear()
    void navigate({ to: `/services/${service_id}` as never })
  }
  const send = ({ read, ...answers }: typeof draft): void =>
    save.mutate(
      { service_id, ...answers },
      {
        onSuccess: () => {
          toast(t('directory.saved'))
          leave()
        },
        onError: (problem) => {
          const current = currentOf<ServiceRecord>(problem)
          if (!current) return
          const { merged, asked } = onTopOf(read, answers.service, current.service)
          const next = { ...answers, version: current.version, service: merged, read: current.service }
          setDraft(next)
          if (asked.length === 0) send(next)
          else setClash({ current, asked })
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
        problem={currentOf(save.error) ? null : save.error}
        busy={save.isPending}
      />
      {clash && (
        <ConflictDialog
          isOpen
          fields={sidesOf(draft.service, clash.current.service, clash.asked)}
          onClose={() => setClash(undefined)}
          onResolve={(choice) => {
            const next = { ...draft, service: choose(draft.service, clash.current.service, choice) }
            setClash(undefined)
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
