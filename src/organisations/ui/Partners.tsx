// The organisations we refer people to, and their people here.
import { useState } from 'react'
import { useGet, useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  ComboBox,
  ConfirmDialog,
  EmptyState,
  ErrorNotice,
  Form,
  FormActions,
  Loaded,
  MultiSelect,
  Name,
  Section,
  Stack,
  Table,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { isolate, language, t } from '#language/here.ts'
import { addPartner, letPartnerLead, listPartners, type Partner } from '../organisation.ts'
import { StaffList } from './StaffList.tsx'
import { countryOptions, languageOptions, provinceOptions } from './words.ts'

export function Partners() {
  const { may } = useSession()
  const partners = useGet(listPartners, {})
  const [open, setOpen] = useState<Pick<Partner, 'organisation_id' | 'name'> | null>(null)
  if (open)
    return (
      <Section
        title={open.name}
        actions={
          <Button icon="back" onPress={() => setOpen(null)}>
            {t('organisations.back')}
          </Button>
        }
      >
        <StaffList of={{ organisation_id: open.organisation_id, kind: 'partner' }} />
      </Section>
    )
  return (
    <Stack>
      <Loaded of={partners}>
        {(data) => (
          <Table
            label={t('organisations.tab.partners')}
            items={data.partners}
            idOf={(partner) => partner.organisation_id}
            columns={[
              { id: 'name', label: t('organisations.name'), cell: (each) => <Name>{each.name}</Name>, names: true },
              {
                id: 'leads',
                label: t('organisations.leads_files'),
                cell: (each: Partner) => <LeadsFiles partner={each} />,
              },
              ...(may['staff.manage']
                ? [
                    {
                      id: 'people',
                      label: t('organisations.actions'),
                      align: 'end' as const,
                      cell: (each: Partner) => (
                        <Button small onPress={() => setOpen(each)}>
                          {t('organisations.partners.people')}
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
            empty={
              <EmptyState icon="organisation" title={t('organisations.partners.none')}>
                <p>{t('organisations.partners.none.explain')}</p>
              </EmptyState>
            }
          />
        )}
      </Loaded>
      {may['organisation.manage'] && <NewPartner onAdded={setOpen} />}
    </Stack>
  )
}

/** Whether files may be handed over to it for good. */
function LeadsFiles({ partner }: { partner: Partner }) {
  const { actor, may } = useSession()
  const [asking, setAsking] = useState(false)
  const change = useWrite(letPartnerLead, { invalidates: [listPartners] })
  const { organisation_id, name, leads_files } = partner
  const yes = !leads_files
  const send = () => change.mutate({ organisation_id, leads_files: yes }, { onSuccess: () => setAsking(false) })
  const words = t(leads_files ? 'organisations.leads_files.yes' : 'organisations.leads_files.no')
  if (!may['organisation.manage'] || actor.organisation_kind === 'partner') return words
  return (
    <>
      {words}{' '}
      <Button
        small
        kind="quiet"
        aria-label={t('organisations.leads_files.change_of', { name: isolate(name) })}
        onPress={() => setAsking(true)}
      >
        {t('organisations.leads_files.change')}
      </Button>
      {asking && (
        <ConfirmDialog
          isOpen
          title={t(yes ? 'organisations.leads_files.let' : 'organisations.leads_files.end', { name: isolate(name) })}
          action={t(yes ? 'organisations.leads_files.let_action' : 'organisations.leads_files.end_action')}
          busy={change.isPending}
          onClose={() => setAsking(false)}
          onConfirm={send}
        >
          <p>{t(yes ? 'organisations.leads_files.let_what' : 'organisations.leads_files.end_what')}</p>
          {change.error && <ErrorNotice problem={change.error} />}
        </ConfirmDialog>
      )}
    </>
  )
}

const blank = { name: '', country: 'ES', province: null as string | null, languages: [] as string[] }

/** Its first colleague is invited right after it: a partner nobody can sign in for answers nobody. */
function NewPartner({ onAdded }: { onAdded: (added: Pick<Partner, 'organisation_id' | 'name'>) => void }) {
  const [partner, setPartner] = useState(blank)
  const add = useWrite(addPartner, { invalidates: [listPartners] })
  const desk = (['en', 'es', 'it'] as const).find((each) => each === language()) ?? 'en'
  const send = () => {
    const organisation_id = newId()
    const done = () => {
      toast(t('organisations.partners.added'))
      onAdded({ organisation_id, name: partner.name })
    }
    add.mutate(
      {
        ...partner,
        province: partner.country === 'ES' ? partner.province : null,
        organisation_id,
        office_id: newId(),
        language: desk,
      },
      { onSuccess: done },
    )
  }
  return (
    <Section title={t('organisations.partners.new')} lead={t('organisations.partners.new.lead')}>
      <Form problem={add.error} onSubmit={send}>
        <TextField
          name="name"
          label={t('organisations.name')}
          isRequired
          value={partner.name}
          onChange={(name) => setPartner({ ...partner, name })}
        />
        <ComboBox
          label={t('organisations.country')}
          options={countryOptions()}
          value={partner.country}
          onChange={(country) => setPartner({ ...partner, country: country ?? partner.country })}
        />
        {partner.country === 'ES' && (
          <ComboBox
            label={t('organisations.province')}
            options={provinceOptions()}
            value={partner.province}
            onChange={(province) => setPartner({ ...partner, province })}
          />
        )}
        <MultiSelect
          label={t('organisations.languages')}
          options={languageOptions()}
          value={partner.languages}
          onChange={(languages) => setPartner({ ...partner, languages })}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={add.isPending}>
            {t('organisations.partners.add')}
          </Button>
        </FormActions>
      </Form>
    </Section>
  )
}
