// The sentences as they lie in data/phrases, read when first asked for and kept.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { dataFolder } from '#facts/load.ts'
import { Problem } from '#kit/problem.ts'
import { type PhraseLanguage, PhraseOrder, PhraseWords } from './phrases.ts'

const kept = new Map<string, unknown>()

const read = <S extends z.ZodType>(name: string, schema: S): z.output<S> => {
  if (kept.has(name)) return kept.get(name) as z.output<S>
  const found = schema.safeParse(JSON.parse(readFileSync(join(dataFolder, 'phrases', `${name}.json`), 'utf8')))
  const [first] = found.error?.issues ?? []
  if (!found.success)
    throw new Problem('broken', 'facts.broken', {
      file: `phrases/${name}.json`,
      message: `${first?.path.join('.') ?? ''}: ${first?.message ?? ''}`,
    })
  kept.set(name, found.data)
  return found.data
}

export const phraseOrder = (): PhraseOrder => read('sheet', PhraseOrder)
export const phrasesIn = (language: PhraseLanguage): PhraseWords => read(language, PhraseWords)
