// Adding by hand a service the directory was missing: whose it is, and then the record itself.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useDraft } from '#gate/draft.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { ComboBox, LinkButton, Notice, PageHeader, Section, Stack, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { addService, type EditedService, listProviders } from '../edit.ts'
import { listServices } from '../service.ts'
import { ServiceForm } from './ServiceForm.tsx'

const unsaid = 'unknown' as const
/** Nobody said anything yet. */
const emptyService: EditedService = {
  ...{ name: '', alternate_name: null, description: '', status: 'active', kinds: [], exploitation: [] },
  admits: {
    ...{ sex: unsaid, min_age: null, max_age: null, minors: unsaid, mothers_with_children: false },
    ...{ lgbti: false, trans: false, migrants: false, general: false, south_asian: false },
  },
  admission: {
    ...{ without_papers: unsaid, with_criminal_record: unsaid, with_substance_use: unsaid },
    ...{ with_psychiatric_care: unsaid, when_pregnant: unsaid, with_disability: unsaid, as_a_couple: unsaid },
    ...{ with_debt: unsaid, sons_up_to: null, needs_referral: unsaid, referral_by: [], only_identified: unsaid },
    ...{ needs_registration: unsaid, documents: [] },
  },
  ...{ eligibility: null, irregular_status: unsaid, cost: unsaid, fees: null, costs: [], required_documents: null },
  ...{ languages: [], languages_to_confirm: [], interpretation: null, areas: [{ country: 'ES' }], places: [] },
  ...{ addresses: [], accessibility: [], accessibility_note: null, phones: [], contacts: [], email: null },
  ...{ website: null, schedules: [], how_to_enter: null, wait_time: null, alert: null },
  ...{ specialised_in_trafficking: false, accreditation: null, availability: unsaid, capacity: [], tiers: {} },
  ...{ hidden_location: false, source: '', source_date: null, confidence: 'memory' },
}

export function NewService() {
  const { provider } = useSearch({ strict: false }) as { provider?: string }
  const navigate = useNavigate()
  const providers = useGet(listProviders, {})
  const [draft, setDraft, clear, returned] = useDraft('new service', {
    service_id: newId(),
    provider_id: provider ?? null,
    service: emptyService,
    assure_until: null as string | null,
  })
  const add = useWrite(addService, { invalidates: [listServices, listProviders] })
  const provider_id = draft.provider_id ?? provider ?? null
  const leave = (to: string) => {
    clear()
    void navigate({ to: to as never })
  }
  const save = () => {
    if (!provider_id) return
    add.mutate(
      { ...draft, provider_id },
      {
        onSuccess: ({ service_id }) => {
          toast(t('directory.saved'))
          leave(`/services/${service_id}`)
        },
      },
    )
  }
  return (
    <Stack>
      <PageHeader
        title={t('directory.new_title')}
        back={{ href: '/desk/services', label: t('services.title') }}
        actions={
          <LinkButton icon="add" href="/desk/services/organisations/new">
            {t('directory.add_provider')}
          </LinkButton>
        }
      />
      {returned && <Notice>{t('cases.draft_returned')}</Notice>}
      <ServiceForm
        draft={draft}
        onChange={(next) => setDraft({ ...draft, ...next })}
        onSubmit={save}
        onCancel={() => leave('/services')}
        problem={add.error}
        busy={add.isPending}
      >
        <Section title={t('directory.field.provider')}>
          <ComboBox
            name="provider_id"
            label={t('directory.choose_provider')}
            isRequired
            options={(providers.data?.providers ?? []).map(({ provider_id: id, name }) => ({ id, label: name }))}
            value={provider_id}
            onChange={(next) => setDraft({ ...draft, provider_id: next })}
          />
        </Section>
      </ServiceForm>
    </Stack>
  )
}
