// Covering the words of a note: why, what it does, and a minute to take it back.
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { Button, Dialog, ErrorNotice, problemText, RadioGroup, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { type CoverReason, coverNote, coverReasons, uncoverNote } from '../note.ts'
import { changesTheStory } from './NoteForm.tsx'

interface Props {
  case_id: string
  note_id: string
  onClose: () => void
}

/** Takes a covering back, and says when it was too late for that. */
export const useUncover = (case_id: string, note_id: string) => {
  const uncover = useWrite(uncoverNote, { invalidates: changesTheStory })
  const back = () =>
    uncover.mutate(
      { case_id, note_id },
      {
        onSuccess: () => toast(t('notes.uncovered')),
        onError: (problem) => toast(problemText(problem), { tone: 'danger' }),
      },
    )
  return { back, busy: uncover.isPending }
}

export function CoverDialog({ case_id, note_id, onClose }: Props) {
  const [reason, setReason] = useState<CoverReason | null>(null)
  const cover = useWrite(coverNote, { invalidates: changesTheStory })
  const { back } = useUncover(case_id, note_id)
  const go = () =>
    reason &&
    cover.mutate(
      { case_id, note_id, reason },
      {
        onSuccess: () => {
          onClose()
          toast(t('notes.covered'), { undo: back })
        },
      },
    )
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('notes.cover_title')}
      actions={
        <>
          <Button kind="danger" busy={cover.isPending} isDisabled={!reason} onPress={go}>
            {t('notes.cover')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </>
      }
    >
      {cover.error && <ErrorNotice problem={cover.error} />}
      <p>{t('notes.cover_why')}</p>
      <RadioGroup
        label={t('notes.cover_reason')}
        isRequired
        options={coverReasons.map((id) => ({ id, label: t(`notes.reason.${id}`) }))}
        value={reason}
        onChange={(id) => setReason(id as CoverReason)}
      />
    </Dialog>
  )
}
