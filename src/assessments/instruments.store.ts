// Instruments as they lie in data/instruments/care: read when first asked for and kept. Every version stays readable, for
// an old answer is shown with its own form.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { FactFile } from '#facts/facts.ts'
import { dataFolder } from '#facts/load.ts'
import { Problem } from '#kit/problem.ts'
import { Instrument, type InstrumentId, instrumentIds, lineOf, type WordedIn, Wording, wordedIn } from './instrument.ts'
import { faultsOfContinuing, faultsOfInstrument, faultsOfWording } from './instrument-faults.ts'

/** The file a version lies in, as it is named in the lock: `phq-9/v1`; its words are in `phq-9/v1.es`. */
const Name = z.string().regex(/^[a-z0-9-]+\/v\d+(\.[a-z]{2})?$/)
/** What was published, by its hash: nobody who answered it may find other questions under their answers. */
export const Published = z.object({
  source: z.string().min(10),
  published: z.record(Name, z.string().regex(/^[0-9a-f]{64}$/)),
})
export type Published = z.infer<typeof Published>

/** By which of an instrument's rules of change this house goes: instrument → score → rule. */
const ChangeRules = FactFile.extend({ chosen: z.record(z.string(), z.record(z.string(), z.string())) })

const broken = (file: string, message: string) => new Problem('broken', 'facts.broken', { file, message })

/** Keys in one order, and without who reviewed it: a signature is given to a version and makes no other of it. */
const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical)
  if (value === null || typeof value !== 'object') return value
  const kept = Object.entries(value).filter(([key]) => key !== 'reviewed_by')
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, held]) => [key, canonical(held)]))
}
const hashOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(canonical(value)))
    .digest('hex')

export interface Shelf {
  /** The latest version of each, in the order of their list. */
  instruments: () => Instrument[]
  versionsOf: (id: InstrumentId) => number[]
  /** The latest where none is named. */
  findInstrument: (id: InstrumentId, version?: number) => Instrument | undefined
  instrumentOf: (id: InstrumentId, version?: number) => Instrument
  wordingOf: (id: InstrumentId, version: number, language: WordedIn) => Wording
  /** Score → code of the rule of change this house goes by; empty where it has not chosen. */
  changeRules: (id: InstrumentId) => Readonly<Record<string, string>>
  published: () => Published
  /** The hash of every file that lies here, by its name. */
  hashes: () => Record<string, string>
  /** Reads everything through; the first fault stops the house with the file's name and what is wrong in it. */
  check: () => void
}

export const shelfIn = (folder: string): Shelf => {
  const kept = new Map<string, unknown>()
  const json = (name: string): unknown => {
    try {
      return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))
    } catch (error) {
      throw broken(name, (error as Error).message)
    }
  }
  const read = <S extends z.ZodType>(name: string, schema: S): z.output<S> => {
    if (kept.has(name)) return kept.get(name) as z.output<S>
    const found = schema.safeParse(json(name))
    const [first] = found.error?.issues ?? []
    if (!found.success) throw broken(name, `${first?.path.join('.') ?? ''}: ${first?.message ?? ''}`)
    kept.set(name, found.data)
    return found.data
  }
  const versions = new Map<InstrumentId, number[]>()
  const versionsOf = (id: InstrumentId): number[] => {
    const known = versions.get(id)
    if (known) return known
    const at = join(folder, id)
    const found = existsSync(at) ? readdirSync(at).flatMap((file) => /^v(\d+)\.json$/.exec(file)?.[1] ?? []) : []
    const sorted = found.map(Number).sort((a, b) => a - b)
    versions.set(id, sorted)
    return sorted
  }
  const findInstrument: Shelf['findInstrument'] = (id, version = versionsOf(id).at(-1)) => {
    if (version === undefined || !versionsOf(id).includes(version)) return undefined
    const name = `${id}/v${version}`
    const found = read(name, Instrument)
    if (found.id !== id || found.version !== version) throw broken(name, `calls itself ${found.id} ${found.version}`)
    return found
  }
  const wordingOf: Shelf['wordingOf'] = (id, version, language) => {
    const form = findInstrument(id, version)
    const name = `${id}/v${form ? lineOf(form) : version}.${language}`
    const found = read(name, Wording)
    if (found.language !== language) throw broken(name, `is in ${found.language}`)
    return found
  }
  const changeRules = (id: InstrumentId) => read('change-rules', ChangeRules).chosen[id] ?? {}
  const published = (): Published => read('published', Published)
  const namesHere = (): string[] =>
    instrumentIds.flatMap((id) =>
      versionsOf(id).flatMap((version) => {
        const name = `${id}/v${version}`
        const spoken = findInstrument(id, version)?.continues === undefined ? wordedIn : []
        return [name, ...spoken.map((language) => `${name}.${language}`)]
      }),
    )
  const hashes = () => Object.fromEntries(namesHere().map((name) => [name, hashOf(json(name))]))
  const check = (): void => {
    for (const id of instrumentIds)
      for (const version of versionsOf(id)) {
        const instrument = findInstrument(id, version)!
        const { continues } = instrument
        const [fault] = [
          ...faultsOfInstrument(instrument),
          ...(continues ? faultsOfContinuing(instrument, findInstrument(id, continues)) : []),
        ]
        if (fault) throw broken(`${id}/v${version}`, fault)
        for (const language of wordedIn) {
          const [wrong] = faultsOfWording(instrument, wordingOf(id, version, language))
          if (wrong) throw broken(`${id}/v${version}.${language}`, wrong)
        }
      }
    for (const [id, rules] of Object.entries(read('change-rules', ChangeRules).chosen))
      for (const [code, rule] of Object.entries(rules)) {
        const form = instrumentIds.includes(id as InstrumentId) ? findInstrument(id as InstrumentId) : undefined
        const known = form?.scores.find((score) => score.code === code)?.changes.map((each) => each.code) ?? []
        if (!known.includes(rule)) throw broken('change-rules', `${id} has no rule of change ${rule} for ${code}`)
      }
    const here = hashes()
    for (const [name, hash] of Object.entries(published().published))
      if (here[name] !== hash) throw broken(name, 'was published and may not change; write a new version')
  }
  return {
    instruments: () => instrumentIds.flatMap((id) => findInstrument(id) ?? []),
    versionsOf,
    findInstrument,
    instrumentOf: (id, version) => {
      const found = findInstrument(id, version)
      if (!found) throw broken(`${id}/v${version ?? ''}`, 'is not there')
      return found
    },
    wordingOf,
    changeRules,
    published,
    hashes,
    check,
  }
}

export const careFolder = join(dataFolder, 'instruments/care')

export const shelf = shelfIn(careFolder)
export const { instruments, findInstrument, instrumentOf, wordingOf, changeRules } = shelf
