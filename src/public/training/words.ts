// The words of a training in the reader's language: its title from its kit where it has one, the questions of its test, the
// messages to take home. What is only there in another language says so.
import { wallAt } from '#agenda/clock.rules.ts'
import { chooseLanguage } from '#language/choose.rules.ts'
import { formatDay, formatTime, isolate } from '#language/format.ts'
import { translatorOf } from '#language/load-texts.ts'
import { zoneHere } from '#people/safe-contact.ts'
import { bankWords, kitMessages, type SpokenWords } from '#prevention/curricula.store.ts'
import type { Curriculum } from '#prevention/curriculum.ts'
import type { Session } from '#prevention/training.ts'
import { type Html, html } from '../html.ts'
import type { Reader } from '../page.ts'
import { inLanguage } from './page.ts'

/** Texts of the desk's languages alone. */
export const inDesk = (reader: Reader): Reader => {
  const language = chooseLanguage('desk', '', reader.language)
  return { language, t: translatorOf(language) }
}

export interface Said {
  language: string
  text: string
}
const fromKit = (reader: Reader, { kit }: Curriculum, key: string): Said | undefined => {
  const spoken = kit ? kitMessages(kit, reader.language) : undefined
  const text = spoken?.words[key]
  return spoken && text ? { language: spoken.language, text } : undefined
}
const fromDesk = (reader: Reader, key: string): Said => {
  const { language, t } = inDesk(reader)
  return { language, text: t(key) }
}

export const titleOf = (reader: Reader, curriculum: Curriculum): Said =>
  (curriculum.kind === 'workshop' && fromKit(reader, curriculum, 'kit.title')) ||
  fromDesk(reader, `curriculum.${curriculum.id}.title`)

export const aboutOf = (reader: Reader, curriculum: Curriculum): Said =>
  (curriculum.kind === 'workshop' && fromKit(reader, curriculum, 'kit.about')) ||
  fromDesk(reader, `curriculum.${curriculum.id}.about`)

export const wordsOfTest = (reader: Reader, test: string): SpokenWords =>
  bankWords(test, reader.language) ?? { language: 'en', words: {} }

export const messagesOf = (reader: Reader, { kit }: Curriculum): SpokenWords | undefined =>
  kit ? kitMessages(kit, reader.language) : undefined

export const said = (reader: Reader, { language, text }: Said): Html =>
  html`<span${inLanguage(reader, language)}>${text}</span>`

/** Days and hours by the clock of the place: hours run from left to right in every script. */
export const whenIs = ({ language }: Reader, { starts_at, ends_at }: Session): string => {
  const { on } = wallAt(starts_at, zoneHere)
  const hours = [starts_at, ends_at].map((at) => formatTime(language, at, zoneHere)).join(' – ')
  return `${formatDay(language, on, 'long')} · ${isolate(hours)}`
}
