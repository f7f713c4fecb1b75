// Writing a note during the visit or right after it: where it belongs, how one met, how long it took, the words. What is
// typed survives a crash and a lost line.
import { useEffect, useRef, useState } from 'react'
import { type CaseFile, openFile } from '#cases/case.ts'
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { newId } from '#kit/id.ts'
import { Button, DateField, Form, FormActions, Notice, Select, TextArea, TextField, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { addNote, type Contact, contactKinds, type Note, readNotes } from '../note.ts'
import { readStory } from '../story.ts'
import { dictate, mayDictate, noteTemplates, rememberSection, sectionFor } from './fast.ts'

export const changesTheStory = [readStory, readNotes, readTimeline, openFile]
export const longestNote = 20_000
const quickMinutes = [15, 30, 60]

interface Draft {
  note_id: string
  section: Note['section'] | undefined
  text: string
  contact: Contact | null
  minutes: string
  happened_on: string | null
}

const none = 'none'
const theWords = '.note-dock textarea, .note-new textarea'

/** After a template one writes on at its first prompt; the choice gives up the focus when its list is gone. */
const writeOn = (template: string): void => {
  const firstPrompt = template.split('\n')[0]!
  setTimeout(() => {
    const area = document.querySelector<HTMLTextAreaElement>(theWords)
    const at = area?.value.lastIndexOf(firstPrompt) ?? -1
    if (!area || at < 0) return
    area.focus()
    area.setSelectionRange(at + firstPrompt.length, at + firstPrompt.length)
  }, 120)
}

function Dictation({ onWords }: { onWords: (words: string) => void }) {
  const [offered, setOffered] = useState(false)
  const [stop, setStop] = useState<(() => void) | null>(null)
  useEffect(() => {
    let here = true
    void mayDictate().then((may) => here && setOffered(may))
    return () => {
      here = false
    }
  }, [])
  useEffect(() => () => stop?.(), [stop])
  if (!offered) return null
  return stop ? (
    <Button kind="secondary" onPress={stop}>
      {t('notes.dictate_stop')}
    </Button>
  ) : (
    <Button kind="quiet" onPress={() => setStop(() => dictate(onWords, () => setStop(null)))}>
      {t('notes.dictate')}
    </Button>
  )
}

function Minutes({ value, onChange }: { value: string; onChange: (minutes: string) => void }) {
  return (
    <div className="note-minutes">
      <TextField
        name="minutes"
        type="number"
        inputMode="numeric"
        width="short"
        ltr
        label={t('notes.minutes')}
        value={value}
        onChange={onChange}
      />
      {quickMinutes.map((minutes) => (
        <Button
          key={minutes}
          small
          kind={value === String(minutes) ? 'primary' : 'secondary'}
          aria-label={t('notes.minutes_quick', { minutes })}
          aria-pressed={value === String(minutes)}
          onPress={() => onChange(value === String(minutes) ? '' : String(minutes))}
        >
          {minutes}
        </Button>
      ))}
    </div>
  )
}

export function NewNote({
  file,
  autoFocus = false,
  onSaved,
}: {
  file: CaseFile
  autoFocus?: boolean
  onSaved?: () => void
}) {
  const { case_id, writes } = file
  const role = useSession().actor.roles[0] ?? ''
  const fresh = (): Draft => ({
    note_id: newId(),
    section: sectionFor(role, writes),
    text: '',
    contact: null,
    minutes: '',
    happened_on: null,
  })
  const [kept, setDraft, clear, returned] = useDraft<Draft>(`note ${case_id}`, fresh())
  // A draft of an earlier version of the desk may lack an answer.
  const draft = { ...fresh(), ...kept }
  const latest = useRef(draft)
  latest.current = draft
  const add = useWrite(addNote, { invalidates: changesTheStory })
  const templates = noteTemplates()
  const save = () => {
    const { note_id, section, text, contact, minutes, happened_on } = draft
    if (!section || text.trim() === '' || add.isPending) return
    add.mutate(
      { case_id, note_id, section, text, contact, happened_on, minutes: minutes === '' ? null : Number(minutes) },
      {
        onSuccess: () => {
          rememberSection(role, section)
          setDraft(fresh())
          clear()
          toast(t('cases.notes.saved'))
          onSaved?.()
        },
      },
    )
  }
  const begin = (code: string) => {
    const found = templates.find((each) => each.code === code)
    if (!found) return
    setDraft({
      ...draft,
      text: draft.text.trim() === '' ? found.text : `${draft.text.trimEnd()}\n\n${found.text}`,
      contact: draft.contact ?? found.contact,
      section: writes.includes(found.section) ? found.section : draft.section,
    })
    writeOn(found.text)
  }
  const heard = (words: string) =>
    setDraft({ ...latest.current, text: `${latest.current.text.trimEnd()} ${words.trim()}`.trimStart() })
  return (
    <Form problem={add.error} onSubmit={save}>
      {returned && draft.text !== '' && <Notice>{t('cases.draft_returned')}</Notice>}
      <div className="note-answers">
        <Select
          label={t('notes.template')}
          options={templates.map(({ code, name }) => ({ id: code, label: name }))}
          value={null}
          onChange={begin}
        />
        <Select
          name="contact"
          label={t('notes.how')}
          options={[
            { id: none, label: t('notes.how_none') },
            ...contactKinds.map((id) => ({ id, label: t(`notes.contact.${id}`) })),
          ]}
          value={draft.contact ?? none}
          onChange={(contact) => setDraft({ ...draft, contact: contact === none ? null : (contact as Contact) })}
        />
        <Select
          name="section"
          label={t('cases.notes.section')}
          options={writes.map((id) => ({ id, label: t(`access.section.${id}`) }))}
          value={draft.section ?? null}
          onChange={(section) => setDraft({ ...draft, section: section as Note['section'] })}
        />
      </div>
      <TextArea
        name="text"
        label={t('cases.notes.text')}
        description={t('cases.notes.text_why')}
        isRequired
        autoFocus={autoFocus}
        rows={5}
        maxLength={longestNote}
        value={draft.text}
        onChange={(text) => setDraft({ ...draft, text })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
          else event.continuePropagation()
        }}
      />
      <div className="note-answers">
        <Minutes value={draft.minutes} onChange={(minutes) => setDraft({ ...draft, minutes })} />
        <DateField
          name="happened_on"
          label={t('notes.happened_on')}
          value={draft.happened_on}
          onChange={(happened_on) => setDraft({ ...draft, happened_on })}
        />
      </div>
      <FormActions>
        <Button type="submit" kind="primary" busy={add.isPending}>
          {t('cases.notes.save')}
        </Button>
        <Dictation onWords={heard} />
        <small className="note-keys">{t('notes.save_keys')}</small>
      </FormActions>
    </Form>
  )
}
