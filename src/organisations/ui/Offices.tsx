// The places and teams of the organisation.
import { useState } from 'react'
import { useGet, useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  EmptyState,
  Form,
  FormActions,
  Loaded,
  Name,
  Section,
  Stack,
  Table,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { addOffice, listOffices } from '../organisation.ts'

export function Offices() {
  const { may } = useSession()
  const offices = useGet(listOffices, {})
  return (
    <Stack>
      <Loaded of={offices}>
        {(data) => (
          <Table
            label={t('organisations.tab.offices')}
            items={data.offices}
            idOf={(office) => office.office_id}
            columns={[
              { id: 'name', label: t('organisations.name'), cell: (office) => <Name>{office.name}</Name>, names: true },
            ]}
            empty={<EmptyState icon="place" title={t('organisations.offices.none')} />}
          />
        )}
      </Loaded>
      {may['organisation.manage'] && <NewOffice />}
    </Stack>
  )
}

function NewOffice() {
  const [name, setName] = useState('')
  const add = useWrite(addOffice, { invalidates: [listOffices] })
  const done = () => {
    setName('')
    toast(t('organisations.offices.added'))
  }
  return (
    <Section title={t('organisations.offices.new')}>
      <Form
        problem={add.error}
        onSubmit={() => add.mutate({ office_id: newId(), name, province: null }, { onSuccess: done })}
      >
        <TextField name="name" label={t('organisations.name')} isRequired value={name} onChange={setName} />
        <FormActions>
          <Button type="submit" kind="primary" busy={add.isPending}>
            {t('organisations.offices.add')}
          </Button>
        </FormActions>
      </Form>
    </Section>
  )
}
