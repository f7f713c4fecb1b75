// The notes of a file with one small thing beside each: what of it the person told, and to whom it may be retold.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useGet } from '#gate/query.ts'
import { Badge, Button } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { StoryNote } from '#notes/story.ts'
import { BesideNotes } from '#notes/ui/beside.ts'
import { Notes } from '#notes/ui/Notes.tsx'
import { readTold, type Telling } from '../telling.ts'
import { MarkDialog } from './MarkDialog.tsx'
import { RetellDialog } from './RetellDialog.tsx'
import './story.css'
import { retellWords } from './story-words.ts'

interface BesideProps {
  file: CaseFile
  today: string
  note: StoryNote
  tellings: Telling[]
}

function BesideNote({ file, today, note, tellings }: BesideProps) {
  const [asking, setAsking] = useState<Telling | null>(null)
  const [marking, setMarking] = useState(false)
  const ofNote = tellings.filter(({ note_id }) => note_id === note.note_id)
  const writes = file.writes.includes(note.section)
  const { text } = note
  return (
    <>
      {ofNote.map((telling) => (
        <Button
          key={telling.telling_id}
          small
          kind="quiet"
          icon="shield"
          isDisabled={!writes}
          onPress={() => setAsking(telling)}
        >
          {t('story.beside', { topic: t(`story.topic.${telling.topic}`) })} <Badge>{retellWords(telling.retell)}</Badge>
        </Button>
      ))}
      {writes && text !== null && (
        <Button small kind="quiet" onPress={() => setMarking(true)}>
          {t('story.mark')}
        </Button>
      )}
      {asking && <RetellDialog file={file} today={today} of={asking} onClose={() => setAsking(null)} />}
      {marking && text !== null && (
        <MarkDialog file={file} note={{ ...note, text }} onClose={() => setMarking(false)} />
      )}
    </>
  )
}

export function NotesWithStory({ file, today }: { file: CaseFile; today: string }) {
  const told = useGet(readTold, { case_id: file.case_id })
  const tellings = told.data?.tellings ?? []
  return (
    <BesideNotes value={(note) => <BesideNote file={file} today={today} note={note} tellings={tellings} />}>
      <Notes file={file} />
    </BesideNotes>
  )
}
