// What makes a note quick: the key, the section one mostly writes in, the templates, and a voice that stays here.
import { useEffect, useRef } from 'react'
import templates from '#data/templates/notes.json' with { type: 'json' }
import { language } from '#language/here.ts'
import { languageOf } from '#language/languages.ts'
import type { Contact, Note } from '../note.ts'

const remembered = (role: string) => `amparo.note_section.${role}`

export const rememberSection = (role: string, section: string): void => localStorage.setItem(remembered(role), section)
export const sectionFor = (role: string, writes: readonly Note['section'][]): Note['section'] | undefined => {
  const last = localStorage.getItem(remembered(role)) as Note['section'] | null
  if (last && writes.includes(last)) return last
  return writes.includes('story') ? 'story' : writes[0]
}

type Words = Record<'en' | 'es' | 'it', string>
const inOurs = (words: Words): string => words[language() as keyof Words] ?? words.en

export interface Template {
  code: string
  name: string
  text: string
  contact: Contact | null
  section: Note['section']
}
export const noteTemplates = (): Template[] =>
  templates.templates.map(({ code, name, text, contact, section }) => ({
    code,
    name: inOurs(name),
    text: inOurs(text),
    contact: contact as Contact | null,
    section: section as Note['section'],
  }))

const togetherMs = 1200
const isBusy = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    (target as HTMLElement).isContentEditable ||
    target.closest('[role="dialog"], [role="alertdialog"], [role="listbox"], [role="menu"]') !== null)

/** `n` anywhere in the file, unless one is writing or it is the second key of `g n`. */
export const useNoteKey = (onKey: () => void): void => {
  const latest = useRef(onKey)
  latest.current = onKey
  useEffect(() => {
    let goingAt = Number.NEGATIVE_INFINITY
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return
      if (event.key === 'g') goingAt = event.timeStamp
      else if (event.key === 'n' && event.timeStamp - goingAt > togetherMs) {
        event.preventDefault()
        latest.current()
      }
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

interface Recognition extends EventTarget {
  lang: string
  continuous: boolean
  processLocally: boolean
  start(): void
  stop(): void
  onresult:
    | ((event: {
        resultIndex: number
        results: ArrayLike<ArrayLike<{ transcript: string }> & { isFinal: boolean }>
      }) => void)
    | null
  onend: (() => void) | null
}
interface RecognitionClass {
  new (): Recognition
  available?(options: { langs: string[]; processLocally: true }): Promise<string>
}
const recognitionClass = (): RecognitionClass | undefined =>
  (globalThis as { SpeechRecognition?: RecognitionClass }).SpeechRecognition

const voiceLanguage = () => languageOf(language()).locale

/** Only where the device says that it turns this language into text without sending the voice anywhere. */
export const mayDictate = async (): Promise<boolean> => {
  const asked = recognitionClass()?.available?.({ langs: [voiceLanguage()], processLocally: true })
  return (await asked?.catch(() => 'unavailable')) === 'available'
}

/** Hands over what was said, sentence by sentence; the answer stops it. */
export const dictate = (onWords: (words: string) => void, onEnd: () => void): (() => void) => {
  const Class = recognitionClass()
  if (!Class) return () => {}
  const voice = new Class()
  if (!('processLocally' in voice)) return () => {}
  Object.assign(voice, { lang: voiceLanguage(), continuous: true, processLocally: true })
  voice.onresult = ({ resultIndex, results }) => {
    for (let place = resultIndex; place < results.length; place += 1)
      if (results[place]!.isFinal) onWords(results[place]![0]!.transcript)
  }
  voice.onend = onEnd
  voice.start()
  return () => voice.stop()
}
