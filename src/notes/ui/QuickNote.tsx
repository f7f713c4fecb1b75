// A note from any side of the file: a button and the key `n` open a place to write that leaves the file in sight. On
// the story's own side they lead to the note that is written there.
import { useRef, useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useSide } from '#cases/ui/side.ts'
import { Button } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { useNoteKey } from './fast.ts'
import { NewNote } from './NoteForm.tsx'
import './notes.css'

const written = '.note-new textarea'

export function QuickNote({ file }: { file: CaseFile }) {
  const [isOpen, setOpen] = useState(false)
  const [side] = useSide()
  const opener = useRef<HTMLSpanElement>(null)
  const onStory = side === 'notes'
  const may = file.writes.length > 0
  const close = () => {
    setOpen(false)
    requestAnimationFrame(() => opener.current?.querySelector('button')?.focus())
  }
  const open = () => {
    if (!may) return
    const there = document.querySelector<HTMLTextAreaElement>(written)
    if (there) {
      there.scrollIntoView({ block: 'center' })
      there.focus()
    } else setOpen(true)
  }
  useNoteKey(open)
  if (!may) return null
  return (
    <>
      <span ref={opener}>
        <Button icon="note" onPress={open} aria-keyshortcuts="n">
          {t('notes.write')}
        </Button>
      </span>
      {isOpen && !onStory && (
        <div
          className="note-dock"
          role="dialog"
          aria-label={t('notes.writer', { person: file.card.alias })}
          onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && close()}
        >
          <header className="note-dock-head">
            <strong dir="auto">{t('notes.writer', { person: file.card.alias })}</strong>
            <Button kind="quiet" icon="close" aria-label={t('notes.put_away')} onPress={close} />
          </header>
          <NewNote file={file} autoFocus onSaved={close} />
        </div>
      )}
    </>
  )
}
