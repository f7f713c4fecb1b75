// Marking a note, or a part of it, as something the person told. The part is selected in the words themselves.
import { useRef, useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useSession } from '#gate/session.ts'
import { newId } from '#kit/id.ts'
import { Dialog, Notice, Prose } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { StoryNote } from '#notes/story.ts'
import { markAsTold, type Part } from '../telling.ts'
import { Circumstances, firstAnswers, toSend } from './Circumstances.tsx'
import { StoryForm } from './StoryForm.tsx'
import { useStoryForm } from './writing.ts'

interface Props {
  file: CaseFile
  note: StoryNote & { text: string }
  onClose: () => void
}

export function MarkDialog({ file, note, onClose }: Props) {
  const { case_id } = file
  const { actor } = useSession()
  const area = useRef<HTMLTextAreaElement>(null)
  const [part, setPart] = useState<Part | null>(null)
  const told_on = note.happened_on ?? note.written_at.slice(0, 10)
  const heard =
    note.author_id === actor.staff_id || file.team.some(({ staff_id }) => staff_id === note.author_id)
      ? note.author_id
      : actor.staff_id
  const first = { ...firstAnswers(file, told_on, heard), telling_id: newId() }
  const form = useStoryForm(markAsTold, `mark ${note.note_id}`, first, onClose, 'story.marked')
  const { answers, set } = form
  const select = () => {
    const { selectionStart: from, selectionEnd: to } = area.current!
    setPart(to > from ? { from, to } : null)
  }
  const save = () => {
    const sent = toSend(answers)
    if (!sent) return
    const { telling_id } = answers
    form.save({ case_id, note_id: note.note_id, note_version: note.version, telling_id, part, ...sent })
  }
  return (
    <Dialog isOpen wide onClose={onClose} title={t('story.mark.title')}>
      <StoryForm {...form} action={t('story.mark.save')} onSave={save}>
        <label className="field story-part">
          <span className="field-label">{t('story.mark.part')}</span>
          <small>{t('story.mark.part_why')}</small>
          <textarea ref={area} className="input" dir="auto" readOnly rows={6} value={note.text} onSelect={select} />
        </label>
        <div aria-live="polite" className="story-words">
          <small>{t(part ? 'story.mark.only' : 'story.mark.whole')}</small>
          {part && <Prose>{note.text.slice(part.from, part.to).trim()}</Prose>}
        </div>
        <Circumstances file={file} answers={answers} set={set} />
        <Notice>{t('story.mark.kept')}</Notice>
      </StoryForm>
    </Dialog>
  )
}
