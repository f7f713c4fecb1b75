// Which files are tests, and which of them somebody asked for.
import { globSync } from 'node:fs'
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

export const journeys = (): Journey[] =>
  find('test/e2e/*.journey.ts').map((path) => ({ name: path.replace(/^.*\/|\.journey\.ts$/g, ''), path }))

/** The files whose path contains one of the parts, or all of them when none is given. */
export const matching = (files: string[], parts: string[]): string[] =>
  parts.length ? files.filter((path) => parts.some((part) => path.includes(part.replace(/^\.\//, '')))) : files

/** Whatever stands on the harness may open a database; invented people (test/world.ts) and waits need none. */
export const opensDatabase = (text: string): boolean =>
  /^[^'\n]*from '#test\/(?!world\.ts|files\.ts|waits\.ts|house\/|e2e\/)/m.test(text)

/** Names the folder of the desk that this run has built. */
export const builtDesk = 'AMPARO_TEST_DESK'

/** What takes longest begins first, so that none of it is left to run alone at the end. */
const slow = [
  'test/e2e/main-ur.journey.ts',
  'test/e2e/main.journey.ts',
  'test/e2e/public-disk.journey.ts',
  'test/e2e/file.journey.ts',
  'src/access/policy-mutants.test.ts',
  'src/cli/house.test.ts',
  'src/server/faults.test.ts',
  'test/e2e/public-triage.journey.ts',
  'test/e2e/drafts.journey.ts',
  'test/e2e/accounts.journey.ts',
  'test/e2e/file-leaving.journey.ts',
  'test/e2e/harness.test.ts',
  'src/kit/postgres/crash.test.ts',
  'test/e2e/keyboard.journey.ts',
  'src/access/access.property.test.ts',
  'src/public/views.test.ts',
  'test/e2e/public-voice.journey.ts',
]
export const slowestFirst = (paths: string[]): string[] => [
  ...slow.filter((path) => paths.includes(path)),
  ...paths.filter((path) => !slow.includes(path)),
]
