// Correcting a note. What it said before stays, and a colleague who was faster loses nothing.
import { currentOf } from '#cases/ui/conflict.ts'
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import { Button, ConflictDialog, Form, FormActions, Notice, TextArea, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { changeNote, type Note, readNoteVersions } from '../note.ts'
import { changesTheStory, longestNote } from './NoteForm.tsx'

interface Props {
  case_id: string
  note: { note_id: string; version: number; text: string }
  onDone: () => void
}

export function NoteCorrection({ case_id, note, onDone }: Props) {
  const { note_id } = note
  const [draft, setDraft, clear, returned] = useDraft(`note ${note_id}`, { version: note.version, text: note.text })
  const change = useWrite(changeNote, { invalidates: [...changesTheStory, readNoteVersions] })
  const current = currentOf<Note>(change.error)
  const leave = () => {
    clear()
    onDone()
  }
  const save = (version: number, text: string) =>
    change.mutate(
      { case_id, note_id, version, text },
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
          autoFocus
          rows={6}
          maxLength={longestNote}
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
