// Two languages nobody speaks, made from English while running: one a third longer and accented, to find texts that are
// cut and texts nobody can translate; one marked for reading from the right, to find what does not mirror.
import {
  isLiteralElement,
  isPluralElement,
  isSelectElement,
  type MessageFormatElement,
  parse,
} from '@formatjs/icu-messageformat-parser'

const accented: Record<string, string> = {
  a: 'á',
  c: 'ç',
  d: 'đ',
  e: 'ë',
  g: 'ĝ',
  h: 'ĥ',
  i: 'î',
  l: 'ḷ',
  n: 'ñ',
  o: 'ö',
  r: 'ř',
  s: 'š',
  t: 'ŧ',
  u: 'ü',
  w: 'ŵ',
  y: 'ÿ',
}
const vowels = new Set('aeiouAEIOU')

const accentuate = (letter: string): string => {
  const found = accented[letter.toLowerCase()]
  if (!found) return letter
  return letter === letter.toLowerCase() ? found : found.toUpperCase()
}

/** Accents every letter it can and doubles the vowels, which lengthens English by about a third. */
export const lengthen = (text: string): string =>
  [...text].map((letter) => (vowels.has(letter) ? accentuate(letter).repeat(2) : accentuate(letter))).join('')

/** Right-to-left marks around a text make it run as Arabic or Urdu punctuation would, and stay readable to a tester. */
export const mirror = (text: string): string => text.replace(/\S+/g, (word) => `\u200f${word}\u200f`)

const mapLiterals = (elements: MessageFormatElement[], change: (text: string) => string): MessageFormatElement[] =>
  elements.map((element) => {
    if (isLiteralElement(element)) return { ...element, value: change(element.value) }
    if (isPluralElement(element) || isSelectElement(element))
      return {
        ...element,
        options: Object.fromEntries(
          Object.entries(element.options).map(([name, option]) => [
            name,
            { ...option, value: mapLiterals(option.value, change) },
          ]),
        ),
      } as MessageFormatElement
    return element
  })

/** The parsed message of a pseudo-language: only its words change, never its variables or plurals. */
export const pseudo = (language: string, message: string): MessageFormatElement[] =>
  mapLiterals(parse(message, { ignoreTag: true }), language === 'xa' ? lengthen : mirror)
