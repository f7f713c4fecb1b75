// A lawyer's own list of former clients: nobody else reads it, and checks are held against it.
import { useState } from 'react'
import { useGet, useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { Button, Dialog, Form, FormActions, List, ListItem, Loaded, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { declareFormerClient, dropFormerClient, listFormerClients } from '../conflict.ts'

const yearOf = (text: string): number | null => (/^(19|20)\d\d$/.test(text.trim()) ? Number(text.trim()) : null)
const nothing = { name: '', birth: '', until: '' }

export function FormerClients({ onClose }: { onClose: () => void }) {
  const found = useGet(listFormerClients, {})
  const [draft, setDraft] = useState(nothing)
  const declare = useWrite(declareFormerClient, { invalidates: [listFormerClients] })
  const drop = useWrite(dropFormerClient, { invalidates: [listFormerClients] })
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change })
  const send = () =>
    declare.mutate(
      { client_id: newId(), name: draft.name, birth_year: yearOf(draft.birth), until_year: yearOf(draft.until) },
      { onSuccess: () => setDraft(nothing) },
    )
  return (
    <Dialog isOpen wide onClose={onClose} title={t('proceedings.former')}>
      <p className="proceedings-quiet">{t('proceedings.former.lead')}</p>
      <Loaded of={found}>
        {({ clients }) =>
          clients.length === 0 ? (
            <p className="proceedings-quiet">{t('proceedings.former.none')}</p>
          ) : (
            <List label={t('proceedings.former')}>
              {clients.map(({ client_id, name, until_year }) => (
                <ListItem
                  key={client_id}
                  title={<bdi dir="auto">{name}</bdi>}
                  {...(until_year && { detail: String(until_year) })}
                  aside={
                    <Button
                      small
                      kind="quiet"
                      icon="close"
                      aria-label={t('proceedings.former.drop', { name })}
                      busy={drop.isPending}
                      onPress={() => drop.mutate({ client_id })}
                    />
                  }
                />
              ))}
            </List>
          )
        }
      </Loaded>
      <Form problem={declare.error ?? drop.error} onSubmit={send}>
        <TextField
          name="name"
          label={t('proceedings.former.name')}
          isRequired
          value={draft.name}
          onChange={(name) => set({ name })}
        />
        <div className="matter-row">
          <TextField
            label={t('proceedings.former.birth_year')}
            ltr
            width="short"
            value={draft.birth}
            onChange={(birth) => set({ birth })}
          />
          <TextField
            label={t('proceedings.former.until_year')}
            ltr
            width="short"
            value={draft.until}
            onChange={(until) => set({ until })}
          />
        </div>
        <FormActions>
          <Button type="submit" kind="primary" busy={declare.isPending}>
            {t('proceedings.former.add')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
