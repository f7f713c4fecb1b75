// `npm run check`: format, lint, types and the rules of the house, at the same time and in under a minute.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { finish, stopChildren } from './children.ts'
import { root, testFiles } from './files.ts'
import { green, red, say, step } from './progress.ts'
import { addTo, noneYet, runTests, type Totals } from './tests.ts'

const inModules = (path: string) => join(root, 'node_modules', path)

const command = async (name: string, args: string[], help: string): Promise<Totals> => {
  const { code, output, seconds } = await finish(process.execPath, args, { cwd: root })
  say(`${code === 0 ? green('✔') : red('✖')} ${name}  ${seconds.toFixed(1)} s`)
  if (code !== 0) say(`${output.trim()}\n${help}`)
  if (code === 0) return { passed: 1, failed: 0, failures: [] }
  return { passed: 0, failed: 1, failures: [`${name}:\n${output.trim()}`] }
}

/** `begun`: what the rules of the house are tried on stands. */
export const check = async (begun: Promise<unknown>, signal?: AbortSignal): Promise<Totals> => {
  const parts = await Promise.all([
    command(
      'format and lint',
      [inModules('@biomejs/biome/bin/biome'), 'ci', '--colors=off'],
      'Most of it mends itself: npx biome check --write',
    ),
    command(
      'types',
      [
        inModules('typescript/bin/tsc'),
        '--project',
        root,
        '--pretty',
        'false',
        '--incremental',
        '--tsBuildInfoFile',
        inModules('.cache/amparo.tsbuildinfo'),
      ],
      '',
    ),
    begun.then(() =>
      runTests(
        testFiles().filter((path) => path.startsWith('test/house/')),
        { concurrency: 1, signal },
      ),
    ),
  ])
  const totals = noneYet()
  for (const part of parts) addTo(totals, part)
  return totals
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const ending = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.once(name, () => {
      ending.abort()
      void stopChildren().then(() => process.exit(130))
    })
  const { passed, failed } = await step('format, lint, types and the rules of the house', () =>
    check(Promise.resolve(), ending.signal),
  )
  say(`${passed} passed, ${failed} failed`)
  process.exit(failed ? 1 : 0)
}
