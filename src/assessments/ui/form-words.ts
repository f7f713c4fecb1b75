// The words of a form as it was on the day: in her language, in the worker's, official where the organisation brought
// them in.
import { useGet } from '#gate/query.ts'
import type { ReplyOf } from '#kit/endpoint.ts'
import { day, language, t } from '#language/here.ts'
import { type InstrumentId, type Item, type WordedIn, wordedIn } from '../instrument.ts'
import { readForm } from '../sitting.ts'

export type Form = ReplyOf<typeof readForm>

export const isWorded = (code: string): code is WordedIn => (wordedIn as readonly string[]).includes(code)

/** The language of whoever sits at the desk; a pseudo-language borrows the words of English. */
export const hereWorded = (): WordedIn => {
  const here = language()
  return isWorded(here) ? here : 'en'
}

interface Wanted {
  instrument: InstrumentId
  version: number
  language: WordedIn
  /** The official sentences that were shown that day; null: our own. */
  official: number | null
}

/** A published version never changes: read once, it is kept while the desk is open. */
export const useForm = (wanted: Wanted | null) =>
  useGet(readForm, wanted && { ...wanted, official: wanted.official ?? 0 }, { staleMs: Number.POSITIVE_INFINITY })

export const itemWords = (form: Form, code: string): string =>
  form.official?.sentences[code] ?? form.wording.items[code] ?? code

export const isOfficial = (form: Form, code: string): boolean => form.official?.sentences[code] !== undefined

export const optionWords = (form: Form, item: Item, option: string): string =>
  form.wording.answers[item.answers]?.[option] ?? option

export const optionsOf = (form: Form, item: Item) => form.instrument.answers[item.answers] ?? []

export const scoreName = (form: Form, score: string): string =>
  form.wording.scores?.[score] ?? form.wording.parts[score] ?? form.instrument.name

export const readingWords = (form: Form, code: string): string => form.wording.readings[code] ?? code

/** An answer as it was given, in words. */
export const sayAnswer = (form: Form, code: string, answer: string | null | undefined): string => {
  const item = form.instrument.items.find((each) => each.code === code)
  if (!answer || !item) return t('instruments.was_left_out')
  if (item.answers === 'text') return answer
  return item.answers === 'day' ? day(answer, 'short') : optionWords(form, item, answer)
}
