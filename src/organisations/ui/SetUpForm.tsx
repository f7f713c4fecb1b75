// What the house must know before anyone can work in it; everything but the administrator can be changed later.
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { Button, Checkbox, ComboBox, Form, FormActions, PageHeader, Section, TextField } from '#kit/ui/index.ts'
import { language, t } from '#language/here.ts'
import { type Kit, setUp } from '../set-up.ts'
import { NewPassword } from './NewPassword.tsx'
import { countryOptions } from './words.ts'

const deskLanguage = (): 'en' | 'es' | 'it' => (['en', 'es', 'it'] as const).find((each) => each === language()) ?? 'en'

export function SetUpForm({ link, onFounded }: { link: string; onFounded: (kit: Kit) => void }) {
  const [ids] = useState(() => ({ organisation_id: newId(), office_id: newId(), staff_id: newId() }))
  const [organisation, setOrganisation] = useState({ name: '', country: 'ES', takes_reports: true })
  const [office, setOffice] = useState('')
  const [person, setPerson] = useState({ name: '', email: '', password: '' })
  const found = useWrite(setUp)
  const send = () =>
    found.mutate(
      { link, ...ids, organisation, office: { name: office }, administrator: { ...person, language: deskLanguage() } },
      { onSuccess: (reply) => onFounded(reply.kit) },
    )
  return (
    <>
      <PageHeader title={t('organisations.set_up.title')} lead={t('organisations.set_up.lead')} />
      <Form problem={found.error} onSubmit={send}>
        <Section title={t('organisations.set_up.organisation')}>
          <TextField
            name="organisation.name"
            label={t('organisations.name')}
            isRequired
            value={organisation.name}
            onChange={(name) => setOrganisation({ ...organisation, name })}
          />
          <ComboBox
            label={t('organisations.country')}
            options={countryOptions()}
            value={organisation.country}
            onChange={(country) => setOrganisation({ ...organisation, country: country ?? 'ES' })}
          />
          <TextField
            name="office.name"
            label={t('organisations.set_up.office')}
            description={t('organisations.set_up.office.explain')}
            isRequired
            value={office}
            onChange={setOffice}
          />
          <Checkbox
            isSelected={organisation.takes_reports}
            onChange={(takes_reports) => setOrganisation({ ...organisation, takes_reports })}
          >
            {t('organisations.takes_reports')}
          </Checkbox>
        </Section>
        <Section title={t('organisations.set_up.you')} lead={t('organisations.set_up.you.lead')}>
          <TextField
            name="administrator.name"
            autoComplete="name"
            label={t('organisations.your_name')}
            isRequired
            value={person.name}
            onChange={(name) => setPerson({ ...person, name })}
          />
          <TextField
            name="administrator.email"
            type="email"
            ltr
            autoComplete="username"
            label={t('organisations.email')}
            isRequired
            value={person.email}
            onChange={(email) => setPerson({ ...person, email })}
          />
          <NewPassword value={person.password} onChange={(password) => setPerson({ ...person, password })} />
        </Section>
        <FormActions>
          <Button type="submit" kind="primary" busy={found.isPending}>
            {t('organisations.set_up.action')}
          </Button>
        </FormActions>
      </Form>
    </>
  )
}
