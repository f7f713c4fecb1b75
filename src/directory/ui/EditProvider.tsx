// An organisation that offers services: added by hand, or its record edited.
import { useNavigate, useParams } from '@tanstack/react-router'
import profiles from '#data/codes/organisation_profiles.json' with { type: 'json' }
import { useDraft } from '#gate/draft.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { currentOf } from '#kit/ui/conflict.ts'
import {
  Button,
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
import { fieldLabel } from './directory-words.ts'
import { choices, MaybeLine, optionsOf, SourceDateField } from './form-fields.tsx'
import { ContactRows, PhoneRows } from './ServiceFormReach.tsx'
import { useSaveOnTop } from './save-on-top.tsx'

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
        <PhoneRows
          at="provider"
          phones={provider.phones}
          source={provider.source}
          onChange={(phones) => set({ phones })}
        />
        <ContactRows at="provider" contacts={provider.contacts} onChange={(contacts) => set({ contacts })} />
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
        <SourceDateField
          name="provider.source_date"
          value={provider.source_date}
          onChange={(source_date) => set({ source_date })}
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
  const save = useWrite(saveProvider, { invalidates })
  const leave = () => void navigate({ to: '/services' as never })
  const { fields, change, send, clear, returned, dialog } = useSaveOnTop({
    name: `record of provider ${provider_id}`,
    standing: { version: record.version, fields: record.provider },
    more: null,
    save: ({ version, fields: provider }, afterwards) => save.mutate({ provider_id, version, provider }, afterwards),
    standingOf: ({ version, provider }: ProviderRecord) => ({ version, fields: provider }),
    onSaved: () => {
      toast(t('directory.saved'))
      leave()
    },
  })
  return (
    <>
      {returned && <Notice>{t('cases.draft_returned')}</Notice>}
      <ProviderForm
        provider={fields}
        onChange={(provider) => change(provider)}
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
