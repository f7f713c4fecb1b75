// Writing a note in a section, and correcting one. What is typed survives a crash, a lost line and a colleague who was
// faster.

import { type CaseFile, openFile } from '#cases/case.ts'
import { currentOf } from '#cases/ui/conflict.ts'
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { Button, ConflictDialog, Form, FormActions, Notice, Select, TextArea, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { addNote, changeNote, type Note, readNotes } from '../note.ts'

const invalidates = [readNotes, readTimeline, openFile]
const longest = 20_000

export function NewNote({ file }: { file: CaseFile }) {
  const { case_id, writes } = file
  const fresh = () => ({ note_id: newId(), section: writes.includes('story') ? 'story' : writes[0], text: '' })
  const [draft, setDraft, clear, returned] = useDraft(`note ${case_id}`, fresh())
  const add = useWrite(addNote, { invalidates })
  const save = () => {
    const { note_id, section, text } = draft
    if (!section) return
    add.mutate(
      { case_id, note_id, section, text },
      {
        onSuccess: () => {
          setDraft(fresh())
          clear()
          toast(t('cases.notes.saved'))
        },
      },
    )
  }
  return (
    <Form problem={add.error} onSubmit={save}>
      {returned && draft.text !== '' && <Notice>{t('cases.draft_returned')}</Notice>}
      <Select
        name="section"
        label={t('cases.notes.section')}
        description={t('cases.notes.section_why')}
        width="short"
        options={writes.map((id) => ({ id, label: t(`access.section.${id}`) }))}
        value={draft.section ?? null}
        onChange={(section) => setDraft({ ...draft, section: section as Note['section'] })}
      />
      <TextArea
        name="text"
        label={t('cases.notes.text')}
        description={t('cases.notes.text_why')}
        isRequired
        rows={5}
        maxLength={longest}
        value={draft.text}
        onChange={(text) => setDraft({ ...draft, text })}
      />
      <FormActions>
        <Button type="submit" kind="primary" busy={add.isPending}>
          {t('cases.notes.save')}
        </Button>
      </FormActions>
    </Form>
  )
}

export function NoteCorrection({ case_id, note, onDone }: { case_id: string; note: Note; onDone: () => void }) {
  const [draft, setDraft, clear, returned] = useDraft(`note ${note.note_id}`, {
    version: note.version,
    text: note.text,
  })
  const change = useWrite(changeNote, { invalidates })
  const current = currentOf<Note>(change.error)
  const leave = () => {
    clear()
    onDone()
  }
  const save = (version: number, text: string) =>
    change.mutate(
      { case_id, note_id: note.note_id, version, text },
      {
        onSuccess: () => {
          toast(t('cases.notes.corrected'))
          leave()
        },
      },
    )
  return (
    <>
      <Form problem={current ? null : change.error} onSubmit={() => save(draft.version, draft.text)}>
        {returned && <Notice>{t('cases.draft_returned')}</Notice>}
        <TextArea
          name="text"
          label={t('cases.notes.text')}
          isRequired
          rows={6}
          maxLength={longest}
          value={draft.text}
          onChange={(text) => setDraft({ ...draft, text })}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={change.isPending}>
            {t('cases.notes.save_correction')}
          </Button>
          <Button kind="quiet" onPress={leave}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
      {current && (
        <ConflictDialog
          isOpen
          fields={[{ name: 'text', label: t('cases.notes.text'), mine: draft.text, theirs: current.text }]}
          onClose={() => change.reset()}
          onResolve={({ text }) => (text === 'theirs' ? leave() : save(current.version, draft.text))}
        />
      )}
    </>
  )
}
