// A pack read from its folder, ours or one an organisation keeps outside: pack.json, rules-*.json, and for a folder of its own
// the words in words/<language>.json, which stand beside those of the house.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Problem } from '#kit/problem.ts'
import { deskLanguages } from '#language/languages.ts'
import { loadTexts } from '#language/load-texts.ts'
import type { PackFolder } from './check.ts'
import { packIds } from './rule.ts'

export const lawFolder = join(import.meta.dirname, '../../data/law')

const isShipped = (name: string): boolean => (packIds as readonly string[]).includes(name)

/** The name of one of our packs, or the path of a folder. */
export const folderOf = (name: string): string => (isShipped(name) ? join(lawFolder, name) : resolve(name))

const readJson = (folder: string, name: string): unknown => {
  try {
    return JSON.parse(readFileSync(join(folder, name), 'utf8'))
  } catch (error) {
    throw new Problem('invalid', 'law.unreadable', { file: join(folder, name), message: (error as Error).message })
  }
}

const wordsFor = (folder: string): PackFolder['words'] =>
  Object.fromEntries(
    deskLanguages().map(({ code }) => {
      const own = join('words', `${code}.json`)
      const house = loadTexts(code, (file) => /^law\b/.test(file))
      return [code, existsSync(join(folder, own)) ? { ...house, ...(readJson(folder, own) as object) } : house]
    }),
  )

export const readFolder = (name: string): PackFolder => {
  const folder = folderOf(name)
  if (!existsSync(join(folder, 'pack.json'))) throw new Problem('invalid', 'law.no_pack', { folder })
  const files = readdirSync(folder)
    .filter((file) => /^rules-.+\.json$/.test(file))
    .sort()
  return {
    head: readJson(folder, 'pack.json'),
    files: files.map((file) => ({ name: file, value: readJson(folder, file) })),
    words: wordsFor(folder),
  }
}
