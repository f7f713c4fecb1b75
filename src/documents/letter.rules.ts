// A letter's words filled with what was typed, ready to be set or shown.
import type { Day } from '#kit/day.ts'
import { formatDay } from '#language/format.ts'
import { languageOf } from '#language/languages.ts'
import type { LetterTemplate, LetterValues } from './letter.ts'

export interface LetterSheet {
  language: string
  rtl: boolean
  title: string
  day: string
  /** In their order; a list stands where its lines were asked for. */
  blocks: { kind: 'text' | 'list'; lines: string[] }[]
  signatures: string[]
}
export type LetterProblem = { field: string; code: 'missing' | 'not_a_day' | 'not_a_time' | 'script' | 'unknown' }

/** Told one by one: the public door speaks more languages than a letter is written in. */
export const letterLanguages = ['en', 'es', 'it', 'hi', 'bn', 'ne', 'ur']
/** A day of the calendar: 31 February is none. */
const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(Date.parse(text)).toISOString().startsWith(text)

const isRtl = (language: string): boolean => languageOf(language).direction === 'rtl'

/** What the fonts of the press can draw. */
const drawable =
  /^[\p{Script=Latin}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Arabic}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]*$/u

export const letterProblems = (template: LetterTemplate, values: LetterValues): LetterProblem[] => [
  ...Object.keys(values)
    .filter((name) => !template.fields.some((field) => field.name === name))
    .map((field) => ({ field, code: 'unknown' as const })),
  ...template.fields.flatMap(({ name: field, kind, required }): LetterProblem[] => {
    const value = values[field] ?? ''
    if (value === '') return required ? [{ field, code: 'missing' }] : []
    if (kind === 'day' && !isDay(value)) return [{ field, code: 'not_a_day' }]
    if (kind === 'time' && !/^([01]?\d|2[0-3]):[0-5]\d$/.test(value)) return [{ field, code: 'not_a_time' }]
    return drawable.test(value) ? [] : [{ field, code: 'script' }]
  }),
]

/** Kept together and in its own direction inside a line of another. */
const isolated = (value: string): string => `\u2068${value}\u2069`

/** The template's words with values in place; what is not given is left as a line to fill in by hand. */
export const letterSheet = (
  template: Pick<LetterTemplate, 'fields' | 'signs' | 'texts'>,
  language: string,
  values: LetterValues,
  today: Day,
): LetterSheet => {
  const text = template.texts[language]!
  const rtl = isRtl(language)
  const said = (name: string): string => {
    const field = template.fields.find((each) => each.name === name)
    const value = values[name] ?? ''
    if (!value) return '…………'
    const shown = field?.kind === 'day' && isDay(value) ? formatDay(language, value, 'long') : value
    return rtl ? isolated(shown) : shown
  }
  const fill = (words: string): string => words.replace(/\{([a-z_]+)\}/g, (_, name: string) => said(name))
  const lists = template.fields.filter(({ kind }) => kind === 'lines').map(({ name }) => name)
  const blocks: LetterSheet['blocks'] = []
  for (const paragraph of text.paragraphs) {
    blocks.push({ kind: 'text', lines: [fill(paragraph)] })
    const list = /[:：]$/.test(paragraph) ? lists.shift() : undefined
    const lines = (list ? (values[list] ?? '') : '').split('\n').map((line) => line.trim())
    if (list) blocks.push({ kind: 'list', lines: lines.filter((line) => line !== '') })
  }
  return {
    language,
    rtl,
    title: text.title,
    day: formatDay(language, today, 'long'),
    blocks,
    signatures: template.signs.map((who) =>
      who === 'sender' ? `${text.signature}: ${said('sender')}` : fill(text.signature_person),
    ),
  }
}
