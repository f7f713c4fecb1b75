// Inviting someone, or changing what they do here. Roles are given generously in number and sparingly in reach.
import { useState } from 'react'
import type { Role } from '#access/access.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { Button, CheckboxGroup, Dialog, Form, FormActions, Select, TextField } from '#kit/ui/index.ts'
import { language, t } from '#language/here.ts'
import { listOffices, listPartners } from '../organisation.ts'
import { changeStaff, inviteStaff, listStaff, type StaffMember } from '../staff.ts'
import { makeLink } from './invitation-link.ts'
import { SecondFactorDialog } from './SecondFactorDialog.tsx'
import { needsFactor } from './StaffDialog.tsx'
import type { Place } from './StaffList.tsx'
import { deskLanguageOptions, roleOptions } from './words.ts'

interface Props {
  who: StaffMember | undefined
  place: Place
  onLink: (link: string) => void
  onClose: () => void
}

export function StaffForm({ who, place, onLink, onClose }: Props) {
  const [staff_id] = useState(() => who?.staff_id ?? newId())
  const [person, setPerson] = useState({ name: who?.name ?? '', email: who?.email ?? '', language: language() })
  const [roles, setRoles] = useState<string[]>(who?.roles ?? [])
  const [office_id, setOffice] = useState(who?.office_id)
  const offices = useGet(listOffices, place.kind === 'own' ? {} : null)
  const partners = useGet(listPartners, place.kind === 'partner' ? {} : null).data?.partners ?? []
  const leads_files = partners.some((each) => each.organisation_id === place.organisation_id && each.leads_files)
  const invite = useWrite(inviteStaff, { invalidates: [listStaff] })
  const change = useWrite(changeStaff, { invalidates: [listStaff] })
  const problem = invite.error ?? change.error

  const send = async () => {
    const given = { staff_id, roles: roles as Role[] }
    if (who && office_id) return change.mutate({ ...given, office_id, version: who.version }, { onSuccess: onClose })
    const { link, link_mark } = await makeLink()
    const { organisation_id } = place
    invite.mutate(
      {
        ...given,
        ...person,
        ...(office_id ? { office_id } : {}),
        language: person.language as 'en',
        organisation_id,
        invitation_id: newId(),
        link_mark,
      },
      { onSuccess: () => onLink(link) },
    )
  }
  if (needsFactor(problem)) return <SecondFactorDialog onShown={() => void send()} onClose={onClose} />

  return (
    <Dialog
      isOpen
      title={who ? t('organisations.change.title', { name: who.name }) : t('organisations.invite')}
      onClose={onClose}
    >
      <Form problem={problem} onSubmit={() => void send()}>
        {!who && (
          <>
            <TextField
              name="name"
              label={t('organisations.name')}
              isRequired
              value={person.name}
              onChange={(name) => setPerson({ ...person, name })}
            />
            <TextField
              name="email"
              type="email"
              ltr
              label={t('organisations.email')}
              isRequired
              value={person.email}
              onChange={(email) => setPerson({ ...person, email })}
            />
            <Select
              label={t('organisations.their_language')}
              options={deskLanguageOptions()}
              value={person.language}
              onChange={(code) => setPerson({ ...person, language: code })}
            />
          </>
        )}
        <CheckboxGroup
          name="roles"
          label={t('organisations.roles')}
          description={t('organisations.roles.explain')}
          options={roleOptions(place.kind, leads_files)}
          isRequired
          value={roles}
          onChange={setRoles}
        />
        {offices.data && (
          <Select
            label={t('organisations.office')}
            options={offices.data.offices.map((office) => ({ id: office.office_id, label: office.name }))}
            value={office_id ?? null}
            onChange={setOffice}
          />
        )}
        <FormActions>
          <Button type="submit" kind="primary" busy={invite.isPending || change.isPending}>
            {who ? t('organisations.save') : t('organisations.invite.action')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
