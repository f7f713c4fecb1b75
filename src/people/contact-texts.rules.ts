// A neutral text filled with its day and hour, or nothing where the list does not hold it.
import type { Day } from '#kit/day.ts'
import type { NeutralText, NeutralTexts, NeutralValues } from './contact-texts.ts'
import type { DepartureKind } from './safe-contact.ts'

const dayIn = (day: Day, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )

export interface TextWish {
  kind: DepartureKind
  template: string
  language: string
  values: NeutralValues
}

/** Null when the list has no such text for this kind, not in this language, or when a value is missing or too many. */
export const neutralText = (list: NeutralTexts, { kind, template, language, values }: TextWish): NeutralText | null => {
  const known = list.templates.find(({ code }) => code === template)
  const words = list.languages[language]
  const text = words?.texts[template]
  if (!known || !words || text === undefined || !known.kinds.includes(kind)) return null
  const given = (['day', 'hour'] as const).filter((name) => values[name] !== undefined)
  if (given.length !== known.takes.length || !given.every((name) => known.takes.includes(name))) return null
  const day = values.day ? dayIn(values.day, words.locale) : ''
  return {
    sender: list.sender,
    subject: kind === 'calendar_entry' ? words.entry : words.greeting,
    body: text.replace('{day}', day).replace('{hour}', values.hour ?? ''),
  }
}

export const templatesFor = (list: NeutralTexts, kind: DepartureKind) =>
  list.templates.filter(({ kinds }) => kinds.includes(kind))
