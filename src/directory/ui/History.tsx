// What was changed in a record of the directory: when, by whom, from what to what.

import { useState } from 'react'
import { useGet } from '#gate/query.ts'
import { Button, EmptyState, Loaded, Section, Timeline } from '#kit/ui/index.ts'
import { moment, t } from '#language/here.ts'
import { type FieldChange, listServiceChanges } from '../edit.ts'
import { fieldLabel, fieldText } from './directory-words.ts'

export const changeText = ({ field, before, after }: FieldChange): string =>
  field === 'added'
    ? fieldLabel(field)
    : t('directory.change', {
        field: fieldLabel(field),
        before: fieldText(field, before),
        after: fieldText(field, after),
      })

export function Changes({ changes }: { changes: FieldChange[] }) {
  return (
    <ul>
      {changes.map((change) => (
        <li key={change.field} dir="auto">
          {changeText(change)}
        </li>
      ))}
    </ul>
  )
}

function Entries({ service_id }: { service_id: string }) {
  const found = useGet(listServiceChanges, { service_id })
  return (
    <Loaded of={found}>
      {({ changes }) =>
        changes.length === 0 ? (
          <EmptyState title={t('directory.history_none')} />
        ) : (
          <Timeline
            label={t('directory.history')}
            entries={changes.map(({ changed_at, because, by, fields }) => ({
              id: changed_at,
              icon: 'edit' as const,
              when: moment(changed_at),
              at: changed_at,
              title: t(`directory.because.${because}`),
              ...(by && { who: t('directory.history_by', { by }) }),
              body: <Changes changes={fields} />,
            }))}
          />
        )
      }
    </Loaded>
  )
}

export function History({ service_id }: { service_id: string }) {
  const [open, setOpen] = useState(false)
  return (
    <Section
      title={t('directory.history')}
      actions={
        !open && (
          <Button small kind="quiet" icon="clock" onPress={() => setOpen(true)}>
            {t('directory.history_show')}
          </Button>
        )
      }
    >
      {open && <Entries service_id={service_id} />}
    </Section>
  )
}
