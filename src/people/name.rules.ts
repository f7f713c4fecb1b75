// In which script a name is written, and how a machine reads it into Latin letters.
import anyAscii from 'any-ascii'
import type { Name, Script } from './identity.ts'

const scripts: [Script, RegExp][] = [
  ['Jpan', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['Arab', /\p{Script=Arabic}/u],
  ['Beng', /\p{Script=Bengali}/u],
  ['Cyrl', /\p{Script=Cyrillic}/u],
  ['Deva', /\p{Script=Devanagari}/u],
  ['Ethi', /\p{Script=Ethiopic}/u],
  ['Grek', /\p{Script=Greek}/u],
  ['Gujr', /\p{Script=Gujarati}/u],
  ['Guru', /\p{Script=Gurmukhi}/u],
  ['Hang', /\p{Script=Hangul}/u],
  ['Hani', /\p{Script=Han}/u],
  ['Sinh', /\p{Script=Sinhala}/u],
  ['Taml', /\p{Script=Tamil}/u],
  ['Telu', /\p{Script=Telugu}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Latn', /\p{Script=Latin}/u],
]

/** The first script other than Latin wins: a name with one Latin initial is still read by whoever reads the rest. */
export const scriptOf = (text: string): Script => scripts.find(([, letters]) => letters.test(text))?.[0] ?? 'Zyyy'

/** Empty where there is nothing to read: Latin letters stay as they are, with their accents. */
export const readByMachine = (text: string): string => {
  if (scriptOf(text) === 'Latn') return ''
  const read = anyAscii(text.normalize('NFKC'))
    .replace(/[^\p{Letter}\p{Mark}' .-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return read.replace(/(^|[ -])\p{Lowercase}/gu, (letter) => letter.toUpperCase())
}

export const readingOf = ({ text }: Pick<Name, 'text'>): { script: Script; latin: string } => ({
  script: scriptOf(text),
  latin: readByMachine(text),
})
