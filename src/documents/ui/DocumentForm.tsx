// Noting a document, and correcting what is known of it.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { currentOf } from '#cases/ui/conflict.ts'
import types from '#data/codes/document_types.json' with { type: 'json' }
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  ConflictDialog,
  DateField,
  Dialog,
  Form,
  FormActions,
  Notice,
  RadioGroup,
  Select,
  TextArea,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { addDocument, changeDocument, type Document, HeldBy, readDocuments, Seen } from '../document.ts'
import { isCurrent, typeName } from './words.ts'

const invalidates = [readDocuments, readTimeline]
type Draft = Omit<Document, 'status' | 'added_by' | 'added_at' | 'version' | 'pages' | 'replaces_id'> & {
  replaces_id: string | null
}
const sectionOf = (type: string, writes: CaseFile['writes']): Document['section'] => {
  const usual = types.codes.find(({ code }) => code === type)?.section as Document['section'] | undefined
  return usual && writes.includes(usual) ? usual : writes[0]!
}

interface FieldsProps {
  draft: Draft
  setDraft: (draft: Draft) => void
}

function Fields({ draft, setDraft }: FieldsProps) {
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change })
  return (
    <>
      <Select
        name="held_by"
        label={t('documents.field.held_by')}
        options={HeldBy.options.map((id) => ({ id, label: t(`documents.held_by.${id}`) }))}
        value={draft.held_by}
        onChange={(id) => set({ held_by: id as HeldBy })}
      />
      {draft.held_by === 'exploiter' && <Notice tone="warning">{t('documents.held_exploiter')}</Notice>}
      {draft.held_by === 'organisation' && <Notice>{t('documents.held_receipt')}</Notice>}
      <RadioGroup
        name="seen"
        label={t('documents.field.seen')}
        inline
        options={Seen.options.map((id) => ({ id, label: t(`documents.seen.${id}`) }))}
        value={draft.seen}
        onChange={(id) => set({ seen: id as Seen })}
      />
      <div className="document-two">
        <TextField
          name="number"
          label={t('documents.field.number')}
          ltr
          value={draft.number}
          onChange={(number) => set({ number })}
        />
        <TextField
          name="issuer"
          label={t('documents.field.issuer')}
          value={draft.issuer}
          onChange={(issuer) => set({ issuer })}
        />
        <DateField
          name="issued_on"
          label={t('documents.field.issued_on')}
          value={draft.issued_on}
          onChange={(issued_on) => set({ issued_on })}
        />
        <DateField
          name="expires_on"
          label={t('documents.field.expires_on')}
          value={draft.expires_on}
          onChange={(expires_on) => set({ expires_on })}
        />
      </div>
      <TextArea
        name="note"
        label={t('documents.field.note')}
        rows={2}
        value={draft.note}
        onChange={(note) => set({ note })}
      />
    </>
  )
}

interface NewProps {
  file: CaseFile
  others: Document[]
  onClose: () => void
  onAdded: (document_id: string) => void
}

export function NewDocument({ file, others, onClose, onAdded }: NewProps) {
  const { case_id, writes } = file
  const fresh = (): Draft => ({
    ...{
      document_id: newId(),
      section: sectionOf('passport', writes),
      type: 'passport',
      held_by: 'person',
      seen: 'none',
    },
    ...{ expires_on: null, number: '', issuer: '', issued_on: null, note: '', replaces_id: null },
  })
  const [draft, setDraft, clear] = useDraft<Draft>(`document ${case_id}`, fresh())
  const add = useWrite(addDocument, { invalidates })
  const save = () =>
    add.mutate(
      { case_id, ...draft },
      {
        onSuccess: ({ document_id }) => {
          clear()
          toast(t('documents.saved'))
          onAdded(document_id)
        },
      },
    )
  const current = others.filter(isCurrent)
  return (
    <Dialog isOpen wide onClose={onClose} title={t('documents.add')}>
      <Form problem={add.error} onSubmit={save}>
        <div className="document-two">
          <Select
            name="type"
            label={t('documents.field.type')}
            options={types.codes.map(({ code }) => ({ id: code, label: typeName(code) }))}
            value={draft.type}
            onChange={(type) => setDraft({ ...draft, type, section: sectionOf(type, writes) })}
          />
          <Select
            name="section"
            label={t('documents.field.section')}
            description={t('documents.field.section_why')}
            options={writes.map((id) => ({ id, label: t(`access.section.${id}`) }))}
            value={draft.section}
            onChange={(section) => setDraft({ ...draft, section: section as Document['section'] })}
          />
        </div>
        <Fields draft={draft} setDraft={setDraft} />
        {current.length > 0 && (
          <Select
            name="replaces_id"
            label={t('documents.field.replaces')}
            options={[
              { id: 'none', label: t('documents.field.replaces_none') },
              ...current.map(({ document_id, type, number }) => ({
                id: document_id,
                label: [typeName(type), number].join(' '),
              })),
            ]}
            value={draft.replaces_id ?? 'none'}
            onChange={(id) => setDraft({ ...draft, replaces_id: id === 'none' ? null : id })}
          />
        )}
        <FormActions>
          <Button type="submit" kind="primary" busy={add.isPending}>
            {t('documents.save')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}

interface EditProps {
  case_id: string
  document: Document
  onClose: () => void
}

const said: (keyof Draft & keyof Document)[] = ['number', 'issuer', 'issued_on', 'expires_on', 'note']

export function EditDocument({ case_id, document, onClose }: EditProps) {
  const [draft, setDraft] = useState<Draft>(document)
  const [status, setStatus] = useState(document.status)
  const change = useWrite(changeDocument, { invalidates })
  const current = currentOf<Document>(change.error)
  const { document_id } = document
  const save = (version: number, kept: Draft) => {
    const { type, held_by, seen, expires_on, number, issuer, issued_on, note } = kept
    change.mutate(
      {
        ...{ case_id, document_id, version, type, held_by, seen, expires_on, number, issuer, issued_on, note },
        status: status === 'set_aside' ? 'set_aside' : 'live',
      },
      {
        onSuccess: () => {
          toast(t('documents.saved'))
          onClose()
        },
      },
    )
  }
  return (
    <Dialog isOpen wide onClose={onClose} title={t('documents.edit_title')}>
      <Form problem={current ? null : change.error} onSubmit={() => save(document.version, draft)}>
        <Fields draft={draft} setDraft={setDraft} />
        {document.status !== 'replaced' && (
          <RadioGroup
            name="status"
            label={t('documents.field.status')}
            inline
            options={(['live', 'set_aside'] as const).map((id) => ({ id, label: t(`documents.status.${id}`) }))}
            value={status}
            onChange={(id) => setStatus(id as Document['status'])}
          />
        )}
        <FormActions>
          <Button type="submit" kind="primary" busy={change.isPending}>
            {t('documents.save')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
      {current && (
        <ConflictDialog
          isOpen
          fields={said.map((name) => ({
            name,
            label: t(`documents.field.${name}`),
            mine: String(draft[name] ?? ''),
            theirs: String(current[name] ?? ''),
          }))}
          onClose={() => change.reset()}
          onResolve={(choice) => {
            const theirs = said.filter((name) => choice[name] === 'theirs').map((name) => [name, current[name]])
            save(current.version, { ...draft, ...Object.fromEntries(theirs) })
          }}
        />
      )}
    </Dialog>
  )
}
