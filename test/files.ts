// Which files are tests, and which of them somebody asked for.
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

const find = (pattern: string): string[] =>
  globSync(pattern, { cwd: root })
    .map((path) => path.split(sep).join('/'))
    .sort()

export const testFiles = (): string[] => ['src/**/*.test.ts', 'test/**/*.test.ts', 'db/**/*.test.ts'].flatMap(find)

export interface Journey {
  name: string
  path: string
}

export const isJourney = (path: string): boolean => /^test\/e2e\/.*\.journey\.ts$/.test(path)

export const journeys = (): Journey[] =>
  find('test/e2e/*.journey.ts').map((path) => ({ name: path.replace(/^.*\/|\.journey\.ts$/g, ''), path }))

/** The files whose path contains one of the parts, or all of them when none is given. */
export const matching = (files: string[], parts: string[]): string[] =>
  parts.length ? files.filter((path) => parts.some((part) => path.includes(part.replace(/^\.\//, '')))) : files

/** Whatever stands on the harness may open a database; invented people (test/world.ts), texts and waits need none. */
export const opensDatabase = (text: string): boolean =>
  /^[^'\n]*from '#test\/(?!world\.ts|files\.ts|waits\.ts|signs\.ts|hostile\.ts|house\/|e2e\/)/m.test(text)

/** Names the folder of the desk that this run has built, to every house it starts. */
export const builtDesk = 'AMPARO_DESK'

/** Names the command line that this run has packed. */
export const packedHouse = 'AMPARO_TEST_HOUSE'
/** The command line of the house as a process starts it: packed where this run did so, else as it is written. */
export const commandLine = (): string => process.env[packedHouse] ?? join(root, 'src/cli/main.ts')

/**
 * By what a file does, the longest kinds first: people in a browser, whole houses, random worlds, one database, rules. What
 * prints comes together: a process that has unpacked the press finds it ready for the next file, for a minute.
 */
const kinds: ((path: string, text: string) => boolean)[] = [
  isJourney,
  (path, text) => text.includes("'#test/served.ts'") || path.startsWith('test/e2e/'),
  (path) => /mutants|property/.test(path),
  (_, text) => /\b(startPrivatePostgres|spawn|execFile|fillDemo|doorOf|servePublicDoor)\b/.test(text),
  (path) => path.includes('walls'),
  (_, text) => /%PDF|takeCopy|FontName/.test(text),
  (_, text) => opensDatabase(text),
]
const kindOf = (path: string): number => {
  const text = readFileSync(join(root, path), 'utf8')
  const found = kinds.findIndex((is) => is(path, text))
  return found < 0 ? kinds.length : found
}

/** What a file changes for its whole process, or starts beside it, would be there for the next one too. A wish read is neither. */
const changesProcess =
  /\b(process\.(env(?!\.\w+ \?\? )|exit|exitCode|on|once|off|kill|chdir|umask)|mock\.|globalThis|startPrivatePostgres|spawn|fork|execFile|fillDemo)\b/
/** Whether a file has a process of its own; the others run one after the other in few. */
export const standsAlone = (path: string): boolean => {
  const text = readFileSync(join(root, path), 'utf8')
  return /'#test\/served.ts'|\bopenBrowser\b/.test(text) || changesProcess.test(text)
}

/** What takes long begins first, so that none of it is left to run alone at the end. */
export const slowestFirst = (paths: string[]): string[] =>
  paths
    .map((path) => ({ path, kind: kindOf(path) }))
    .sort((a, b) => a.kind - b.kind)
    .map(({ path }) => path)
