// A module as an organisation brings it in: one file, read as strictly as those that come with the house, and every fault
// named by its place and in which language, so that whoever wrote it finds it.
import { type Fault, structureFaults, textFaults } from './check.rules.ts'
import { ModuleFile } from './module.ts'

export const moreFaults = ['not_json', 'shape', 'no_language', 'id_of_the_house'] as const

export interface FileFault {
  /** A unit, a text, or a path within the file. */
  at: string
  /** Of the words in one language; null where it is the structure. */
  language: string | null
  fault: Fault['fault'] | (typeof moreFaults)[number]
}

/** Whoever wrote a file mends a page of faults at a time. */
export const mostFaults = 200

export interface ReadFile {
  file: ModuleFile | null
  faults: FileFault[]
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const faultsOfFile = ({ module, texts }: ModuleFile): FileFault[] => [
  ...structureFaults(module).map((fault) => ({ ...fault, language: null })),
  ...(Object.keys(texts).length === 0 ? [{ at: 'texts', language: null, fault: 'no_language' as const }] : []),
  ...Object.entries(texts).flatMap(([language, words]) =>
    textFaults(module, words).map((fault) => ({ ...fault, language })),
  ),
]

/** `taken`: the names of those that come with the house; a module of one's own needs another. */
export const readModuleFile = (value: unknown, taken: ReadonlySet<string> = new Set()): ReadFile => {
  const read = ModuleFile.safeParse(value)
  if (!read.success) {
    const at = read.error.issues.map(({ path }) => path.join('.'))
    return { file: null, faults: [...new Set(at)].map((each) => ({ at: each, language: null, fault: 'shape' })) }
  }
  const named: FileFault[] = taken.has(read.data.module.id)
    ? [{ at: 'module.id', language: null, fault: 'id_of_the_house' }]
    : []
  return { file: read.data, faults: [...named, ...faultsOfFile(read.data)].slice(0, mostFaults) }
}

export const readModuleText = (text: string, taken?: ReadonlySet<string>): ReadFile => {
  const value = parsed(text)
  return value === undefined
    ? { file: null, faults: [{ at: '', language: null, fault: 'not_json' }] }
    : readModuleFile(value, taken)
}
