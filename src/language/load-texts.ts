// Reads the texts of one language from data/texts on the server. Two rooms using one key would silently overwrite each
// other's sentence, so that is an error.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Translator } from '#kit/say.ts'
import { languageOf } from './languages.ts'
import { createTranslator, type Texts } from './messages.ts'

export const textsFolder = join(import.meta.dirname, '../../data/texts')

export type TextFiles = Record<string, Texts>

/** File name → key → message, for tests and builds that care which file a text comes from. */
export const textFiles = (code: string): TextFiles => {
  const folder = join(textsFolder, languageOf(code).pseudo ? 'en' : code)
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return Object.fromEntries(names.sort().map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8'))]))
}

export const loadTexts = (code: string, wants: (file: string) => boolean = () => true): Texts => {
  const merged: Texts = {}
  const from: Record<string, string> = {}
  for (const [file, texts] of Object.entries(textFiles(code)).filter(([name]) => wants(name)))
    for (const [key, text] of Object.entries(texts)) {
      if (key in merged) throw new Error(`data/texts/${code}: "${key}" is in ${from[key]} and in ${file}`)
      merged[key] = text
      from[key] = file
    }
  return merged
}

const translators = new Map<string, Translator>()

/** The translator of a language for pages the server renders; texts are read once. */
export const translatorOf = (code: string): Translator => {
  const known = translators.get(code)
  if (known) return known
  const made = createTranslator(code, loadTexts(code))
  translators.set(code, made)
  return made
}
