// Curricula, banks of questions and kits as they lie in data/prevention, read once at start. A curriculum whose questions are
// not written yet is taught without them.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataFolder } from '#facts/load.ts'
import { CurriculaFile, type Curriculum, Kit, TestBank, Words } from './curriculum.ts'

const folder = join(dataFolder, 'prevention')
const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(folder, ...path), 'utf8'))
const foldersIn = (name: string): string[] => {
  const path = join(folder, name)
  return existsSync(path)
    ? readdirSync(path, { withFileTypes: true }).flatMap((each) => (each.isDirectory() ? [each.name] : []))
    : []
}

export const curriculaFile: CurriculaFile = CurriculaFile.parse(read('curricula.json'))

const byId = new Map(curriculaFile.curricula.map((each) => [each.id, each]))
export const curriculumOf = (id: string): Curriculum | undefined => byId.get(id)

/** By language; where messages for everybody lie in a folder of their own, those. */
type Spoken = ReadonlyMap<string, Words>
const wordsIn = (...path: string[]): Spoken => {
  const place = join(folder, ...path)
  if (!existsSync(place)) return new Map()
  const languages = readdirSync(place).flatMap((name) => /^([a-z]{2})\.json$/.exec(name)?.[1] ?? [])
  return new Map(languages.map((language) => [language, Words.parse(read(...path, `${language}.json`))]))
}

interface Lying<T> {
  head: T
  words: Spoken
}
const banks = new Map(
  foldersIn('tests').map((id): [string, Lying<TestBank>] => [
    id,
    { head: TestBank.parse(read('tests', id, 'test.json')), words: wordsIn('tests', id) },
  ]),
)
const kits = new Map(
  foldersIn('kits').map((id): [string, Lying<Kit> & { messages: Spoken }] => [
    id,
    {
      head: Kit.parse(read('kits', id, 'kit.json')),
      words: wordsIn('kits', id),
      messages: wordsIn('kits', id, 'messages'),
    },
  ]),
)

export const bankOf = (id: string | null | undefined): TestBank | undefined => (id ? banks.get(id)?.head : undefined)
export const kitOf = (id: string | null | undefined): Kit | undefined => (id ? kits.get(id)?.head : undefined)
export const testIds = [...banks.keys()]
export const kitIds = [...kits.keys()]

export interface SpokenWords {
  /** Which language they are in, where the one asked for is not there. */
  language: string
  words: Words
}
const spoken = (all: Spoken | undefined, language: string): SpokenWords | undefined => {
  for (const each of [language, 'en']) {
    const words = all?.get(each)
    if (words) return { language: each, words }
  }
  return undefined
}

export const bankWords = (id: string, language: string) => spoken(banks.get(id)?.words, language)
export const kitWords = (id: string, language: string) => spoken(kits.get(id)?.words, language)
export const kitMessages = (id: string, language: string) => spoken(kits.get(id)?.messages, language)

const spokenIn = (all: Spoken | undefined): string[] => [...(all?.keys() ?? [])]
/** The languages something is written in. */
export const bankLanguages = (id: string): string[] => spokenIn(banks.get(id)?.words)
export const messageLanguages = (id: string): string[] => spokenIn(kits.get(id)?.messages)
