// How a machine reads a name in another script into Latin letters. It is a help and says so; a person corrects it.
import anyAscii from 'any-ascii'
import type { Name, Script } from './identity.ts'
import { scriptOf } from './script.rules.ts'

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
