// An organisation that offers services: added by hand, or its record edited.
import { useNavigate, useParams } from '@tanstack/react-router'
import profiles from '#data/codes/organisation_profiles.json' with { type: 'json' }
import { useDraft } from '#gate/draft.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { choose, currentOf, differing } from '#kit/ui/conflict.ts'
import {
  Button,
  ConflictDialog,
  Form,
  FormActions,
  Loaded,
  MultiSelect,
  Notice,
  PageHeader,
  Section,
  Select,
  Skeleton,
  Stack,
  TextArea,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { Confidence } from '../directory.ts'
import {
  addProvider,
  type EditedProvider,
  listProviders,
  type ProviderRecord,
  readProviderRecord,
  saveProvider,
} from '../edit.ts'
import { listServices, readService } from '../service.ts'
import './directory.css'
import { fieldLabel, fieldText } from './directory-words.ts'
import { choices, MaybeLine, optionsOf } from './form-fields.tsx'
import { PhoneRows } from './ServiceFormReach.tsx'

const invalidates = [listProviders, readProviderRecord, readService, listServices]
const emptyProvider: EditedProvider = {
  ...{ name: '', alternate_name: null, description: '', parent_id: null, profile: [], phones: [], contacts: [] },
  ...{ email: null, website: null, source: '', source_date: null, confidence: 'memory' },
}

interface FormProps {
  provider: EditedProvider
  onChange: (provider: EditedProvider) => void
  onSubmit: () => void
  onCancel: () => void
  problem: Problem | null
  busy: boolean
}

function ProviderForm({ provider, onChange, onSubmit, onCancel, problem, busy }: FormProps) {
  const set = (change: Partial<EditedProvider>) => onChange({ ...provider, ...change })
  return (
    <Form problem={problem} onSubmit={onSubmit}>
      <Section title={t('directory.provider_title')}>
        <TextField
          name="provider.name"
          label={fieldLabel('name')}
          isRequired
          maxLength={200}
          value={provider.name}
          onChange={(name) => set({ name })}
        />
        <MaybeLine
          name="provider.alternate_name"
          label={fieldLabel('alternate_name')}
          value={provider.alternate_name}
          onChange={(alternate_name) => set({ alternate_name })}
        />
        <TextArea
          name="provider.description"
          label={fieldLabel('description')}
          isRequired
          rows={3}
          maxLength={2000}
          value={provider.description}
          onChange={(description) => set({ description })}
        />
        <MultiSelect
          name="provider.profile"
          label={fieldLabel('profile')}
          options={optionsOf(profiles.codes, (code) => t(`codes.organisation_profiles.${code}`))}
          value={provider.profile}
          onChange={(profile) => set({ profile })}
        />
        <PhoneRows phones={provider.phones} source={provider.source} onChange={(phones) => set({ phones })} />
        <MaybeLine
          name="provider.email"
          label={fieldLabel('email')}
          ltr
          type="email"
          value={provider.email}
          onChange={(email) => set({ email })}
        />
        <MaybeLine
          name="provider.website"
          label={fieldLabel('website')}
          ltr
          type="url"
          max={300}
          value={provider.website}
          onChange={(website) => set({ website })}
        />
        <TextField
          name="provider.source"
          label={fieldLabel('source')}
          isRequired
          maxLength={500}
          value={provider.source}
          onChange={(source) => set({ source })}
        />
        <Select
          label={fieldLabel('confidence')}
          options={choices(Confidence.options, 'codes.confidence_levels')}
          value={provider.confidence}
          onChange={(confidence) => set({ confidence: confidence as Confidence })}
        />
      </Section>
      <FormActions>
        <Button type="submit" kind="primary" busy={busy}>
          {t('directory.save')}
        </Button>
        <Button kind="quiet" onPress={onCancel}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}

export function NewProvider() {
  const navigate = useNavigate()
  const [draft, setDraft, clear, returned] = useDraft('new provider', { provider_id: newId(), provider: emptyProvider })
  const add = useWrite(addProvider, { invalidates })
  const leave = (to: string, search = {}) => {
    clear()
    void navigate({ to: to as never, search: search as never })
  }
  const save = () =>
    add.mutate(draft, {
      onSuccess: ({ provider_id }) => {
        toast(t('directory.saved'))
        leave('/services/new', { provider: provider_id })
      },
    })
  return (
    <Stack>
      <PageHeader title={t('directory.add_provider')} back={{ href: '/desk/services', label: t('services.title') }} />
      {returned && <Notice>{t('cases.draft_returned')}</Notice>}
      <ProviderForm
        provider={draft.provider}
        onChange={(provider) => setDraft({ ...draft, provider })}
        onSubmit={save}
        onCancel={() => leave('/services')}
        problem={add.error}
        busy={add.isPending}
      />
    </Stack>
  )
}

function EditForm({ record }: { record: ProviderRecord }) {
  const { provider_id } = record
  const navigate = useNavigate()
  const [draft, setDraft, clear, returned] = useDraft(`provider ${provider_id}`, {
    version: record.version,
    provider: record.provider,
  })
  const save = useWrite(saveProvider, { invalidates })
  const current = currentOf<ProviderRecord>(save.error)
  const leave = () => {
    clear()
    void navigate({ to: '/services' as never })
  }
  const send = (answers: typeof draft) =>
    save.mutate(
      { provider_id, ...answers },
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
      <ProviderForm
        provider={draft.provider}
        onChange={(provider) => setDraft({ ...draft, provider })}
        onSubmit={() => send(draft)}
        onCancel={leave}
        problem={current ? null : save.error}
        busy={save.isPending}
      />
      {current && (
        <ConflictDialog
          isOpen
          fields={differing(
            (Object.keys(draft.provider) as (keyof EditedProvider)[]).map((name) => ({
              name,
              label: fieldLabel(name),
              mine: fieldText(name, draft.provider[name]),
              theirs: fieldText(name, current.provider[name]),
            })),
          )}
          onClose={() => save.reset()}
          onResolve={(choice) => {
            const next = { version: current.version, provider: choose(draft.provider, current.provider, choice) }
            setDraft(next)
            send(next)
          }}
        />
      )}
    </>
  )
}

export function EditProvider() {
  const { provider_id = '' } = useParams({ strict: false }) as { provider_id?: string }
  const found = useGet(readProviderRecord, provider_id ? { provider_id } : null, { staleMs: 0 })
  return (
    <Loaded of={found} skeleton={<Skeleton kind="page" />}>
      {(record) => (
        <Stack>
          <PageHeader
            title={t('directory.edit_provider')}
            lead={record.provider.name}
            back={{ href: '/desk/services', label: t('services.title') }}
          />
          <EditForm key={provider_id} record={record} />
        </Stack>
      )}
    </Loaded>
  )
}
