// Turns ICU messages into sentences. A text that cannot be formatted shows its key instead of breaking the page of
// someone in a hurry; the tests of the texts see to it that this does not happen.
import { IntlMessageFormat } from 'intl-messageformat'
import type { TextValues, Translator } from '#kit/say.ts'
import { languageOf } from './languages.ts'
import { pseudo } from './pseudo.rules.ts'

export type Texts = Record<string, string>

export const createTranslator = (code: string, texts: Texts): Translator => {
  const { locale, pseudo: isPseudo } = languageOf(code)
  // Plural rules of the pseudo-languages must be those of the English they are made from.
  const pluralLocale = isPseudo ? 'en-GB' : locale
  const made = new Map<string, IntlMessageFormat>()
  return (key: string, values: TextValues = {}): string => {
    const text = texts[key]
    if (text === undefined) return key
    if (!isPseudo && !/[{}']/.test(text)) return text
    try {
      let message = made.get(key)
      if (!message) {
        message = new IntlMessageFormat(isPseudo ? pseudo(code, text) : text, pluralLocale, undefined, {
          ignoreTag: true,
        })
        made.set(key, message)
      }
      return String(message.format(values))
    } catch {
      return key
    }
  }
}
