// An institution for the register, or what changed of one: kept as a draft until it is saved.
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useDraft } from '#gate/draft.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  ComboBox,
  Form,
  FormActions,
  Loaded,
  Notice,
  PageHeader,
  RadioGroup,
  Section,
  Select,
  Skeleton,
  Stack,
  TextArea,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { countryOptions, provinceOptions } from '#language/ui/names.ts'
import {
  type Institution,
  type InstitutionStatus,
  institutionStatuses,
  type KeptInstitution,
  keepInstitution,
  listInstitutions,
  readInstitution,
} from '../institution.ts'
import type { Sector } from '../sector.ts'
import { sectorOptions } from './institution-words.ts'
import './institutions.css'

const nothing = (): KeptInstitution => ({
  ...{ name: '', sector: 'health', country: 'ES', province: null, town: '', status: 'active', refresher_months: 24 },
  contact: { person: '', role: '', phone: '', email: '', address: '', notes: '' },
})

const writtenOf = ({ name, sector, country, province, town, status, refresher_months, contact }: Institution) => ({
  ...{ name, sector, country, province, town, status, refresher_months, contact },
})

interface PartProps {
  of: KeptInstitution
  set: (change: Partial<KeptInstitution>) => void
}

function What({ of, set }: PartProps) {
  return (
    <Section title={t('institutions.where')}>
      <TextField
        name="name"
        label={t('institutions.name')}
        isRequired
        maxLength={160}
        value={of.name}
        onChange={(name) => set({ name })}
      />
      <div className="institution-fields">
        <Select
          name="sector"
          label={t('institutions.sector')}
          options={sectorOptions()}
          value={of.sector}
          onChange={(sector) => set({ sector: sector as Sector })}
        />
        <ComboBox
          name="country"
          label={t('institutions.country')}
          options={countryOptions()}
          value={of.country}
          onChange={(country) => set({ country: country ?? 'ES', ...(country !== 'ES' && { province: null }) })}
        />
        {of.country === 'ES' && (
          <ComboBox
            name="province"
            label={t('institutions.province')}
            options={provinceOptions()}
            value={of.province}
            onChange={(province) => set({ province })}
          />
        )}
        <TextField
          name="town"
          label={t('institutions.town')}
          maxLength={120}
          value={of.town}
          onChange={(town) => set({ town })}
        />
        <TextField
          name="refresher_months"
          label={t('institutions.refresher_months')}
          description={t('institutions.refresher_why')}
          width="short"
          ltr
          value={of.refresher_months ? String(of.refresher_months) : ''}
          onChange={(months) => set({ refresher_months: Number(months.replace(/\D/g, '').slice(0, 2)) })}
        />
      </div>
      <RadioGroup
        name="status"
        label={t('institutions.status')}
        inline
        options={institutionStatuses.map((id) => ({ id, label: t(`institutions.status.${id}`) }))}
        value={of.status}
        onChange={(status) => set({ status: status as InstitutionStatus })}
      />
    </Section>
  )
}

const lines = [
  ['person', 'text', 120],
  ['role', 'text', 120],
  ['phone', 'tel', 40],
  ['email', 'email', 120],
] as const

function Contact({ of, set }: PartProps) {
  const { contact } = of
  const say = (change: Partial<typeof contact>) => set({ contact: { ...contact, ...change } })
  return (
    <Section title={t('institutions.contact')} lead={t('institutions.contact_why')}>
      <div className="institution-fields">
        {lines.map(([field, type, maxLength]) => (
          <TextField
            key={field}
            name={`contact.${field}`}
            label={t(`institutions.${field}`)}
            type={type}
            ltr={type !== 'text'}
            maxLength={maxLength}
            value={contact[field]}
            onChange={(typed) => say({ [field]: typed })}
          />
        ))}
      </div>
      <TextArea
        name="contact.address"
        label={t('institutions.address')}
        rows={2}
        maxLength={300}
        value={contact.address}
        onChange={(address) => say({ address })}
      />
      <TextArea
        name="contact.notes"
        label={t('institutions.notes')}
        rows={3}
        maxLength={2000}
        value={contact.notes}
        onChange={(notes) => say({ notes })}
      />
    </Section>
  )
}

function Writing({ of }: { of?: Institution }) {
  const navigate = useNavigate()
  const [institution_id] = useState(() => of?.institution_id ?? newId())
  const first = of ? writtenOf(of) : nothing()
  const [written, show, clear, returned] = useDraft(`institution ${of?.institution_id ?? 'new'}`, first)
  const set = (change: Partial<KeptInstitution>) => show({ ...written, ...change })
  const save = useWrite(keepInstitution, { invalidates: [listInstitutions, readInstitution] })
  const open = (id: string) => void navigate({ to: `/prevention/institutions/${id}` as never })
  const submit = () =>
    save.mutate(
      { institution_id, version: of?.version ?? 0, ...written },
      {
        onSuccess: () => {
          clear()
          toast(t('institutions.saved'))
          open(institution_id)
        },
      },
    )
  const leave = () => {
    clear()
    if (of) open(of.institution_id)
    else void navigate({ to: '/prevention/institutions' as never })
  }
  return (
    <Stack>
      <PageHeader
        title={of ? of.name : t('institutions.add')}
        lead={t('institutions.form_lead')}
        back={{
          href: of ? `/desk/prevention/institutions/${of.institution_id}` : '/desk/prevention/institutions',
          label: of ? of.name : t('institutions.title'),
        }}
      />
      {returned && <Notice>{t('institutions.draft_returned')}</Notice>}
      <Form problem={save.error} onSubmit={submit}>
        <Stack>
          <What of={written} set={set} />
          <Contact of={written} set={set} />
          <FormActions>
            <Button type="submit" kind="primary" busy={save.isPending}>
              {t('institutions.save')}
            </Button>
            <Button kind="quiet" onPress={leave}>
              {t('ui.cancel')}
            </Button>
          </FormActions>
        </Stack>
      </Form>
    </Stack>
  )
}

export const NewInstitution = () => <Writing />

export function EditInstitution() {
  const { institution_id } = useParams({ strict: false }) as { institution_id?: string }
  const found = useGet(readInstitution, institution_id ? { institution_id } : null)
  return (
    <Loaded of={found} skeleton={<Skeleton kind="page" />}>
      {(of) => <Writing key={of.version} of={of} />}
    </Loaded>
  )
}
