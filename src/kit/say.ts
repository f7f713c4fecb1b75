// Where every part and screen gets its words: the browser loads one language before the first render and hands it over
// here, once. Changing language reloads the page, so nothing needs to listen for it.

export type TextValues = Record<string, string | number | boolean | Date | null | undefined>
export type Translator = (key: string, values?: TextValues) => string

interface Spoken {
  translate: Translator
  has: (key: string) => boolean
  language: string
  /** BCP 47 tag for Intl and React Aria; pseudo-languages borrow a real one. */
  locale: string
  direction: 'ltr' | 'rtl'
}

let spoken: Spoken = { translate: (key) => key, has: () => false, language: 'en', locale: 'en-GB', direction: 'ltr' }

export const speak = (next: Spoken): void => {
  spoken = next
}

/** The text of a key in the reader's language. */
export const t: Translator = (key, values) => spoken.translate(key, values)
export const hasText = (key: string): boolean => spoken.has(key)
export const language = (): string => spoken.language
export const locale = (): string => spoken.locale
export const direction = (): 'ltr' | 'rtl' => spoken.direction
