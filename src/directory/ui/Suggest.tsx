// Any colleague who learns better says so: a number that changed, a service that is full, or in words.
import { useState } from 'react'
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { newId } from '#kit/id.ts'
import { Button, Dialog, Form, FormActions, Select, TextArea, TextField, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { Availability } from '../directory.ts'
import type { ServiceDetail } from '../service.ts'
import { listSuggestions, type SuggestedChanges, suggestChange } from '../suggestion.ts'

const asItStands = 'as_it_stands'
const emptyDraft = () => ({ suggestion_id: newId(), words: '', number: '', availability: asItStands })
type Draft = ReturnType<typeof emptyDraft>

function SuggestForm({ service, onDone }: { service: ServiceDetail; onDone: () => void }) {
  const { service_id } = service
  const { actor } = useSession()
  const [draft, setDraft, clear] = useDraft<Draft>(`suggestion ${service_id}`, emptyDraft())
  const send = useWrite(suggestChange, { invalidates: [listSuggestions] })
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change })
  const number = draft.number.trim()
  const changes: SuggestedChanges = {
    ...(draft.availability !== asItStands && { availability: draft.availability as Availability }),
    ...(number && {
      phones: [
        {
          number,
          type: 'voice',
          label: null,
          source: t('directory.suggest_source', { by: actor.name }),
          source_date: null,
          confidence: 'secondary',
        },
        ...service.phones.filter((phone) => phone.number !== number),
      ],
    }),
  }
  const save = () =>
    send.mutate(
      { service_id, suggestion_id: draft.suggestion_id, changes, words: draft.words.trim() || null },
      {
        onSuccess: () => {
          clear()
          toast(t('directory.suggest_sent'))
          onDone()
        },
      },
    )
  return (
    <Form problem={send.error} onSubmit={save}>
      <p>{t('directory.suggest_lead')}</p>
      <TextArea
        name="words"
        label={t('directory.suggest_words')}
        isRequired={Object.keys(changes).length === 0}
        rows={3}
        maxLength={1000}
        value={draft.words}
        onChange={(words) => set({ words })}
      />
      <TextField
        name="changes.phones.0.number"
        label={t('directory.suggest_number')}
        ltr
        width="short"
        type="tel"
        maxLength={40}
        value={draft.number}
        onChange={(next) => set({ number: next })}
      />
      <Select
        name="changes.availability"
        label={t('directory.suggest_availability')}
        width="short"
        options={[
          { id: asItStands, label: t('directory.suggest_unchanged') },
          ...Availability.options.map((id) => ({ id, label: t(`codes.availability.${id}`) })),
        ]}
        value={draft.availability}
        onChange={(availability) => set({ availability })}
      />
      <FormActions>
        <Button type="submit" kind="primary" busy={send.isPending}>
          {t('directory.suggest_send')}
        </Button>
        <Button kind="quiet" onPress={onDone}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}

export function Suggest({ service }: { service: ServiceDetail }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button small kind="quiet" icon="edit" onPress={() => setOpen(true)}>
        {t('directory.suggest')}
      </Button>
      <Dialog isOpen={open} onClose={() => setOpen(false)} title={t('directory.suggest_title')}>
        <SuggestForm service={service} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  )
}
