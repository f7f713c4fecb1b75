// `npm test`: everything that must hold, from one command. `npm run journeys` is the part of it that a person would see.
import { existsSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { check } from './check.ts'
import { finish, stopChildren } from './children.ts'
import { ensureChromium } from './chromium.ts'
import { prepareDemo } from './e2e/app.ts'
import { withoutPictures } from './e2e/shots.ts'
import { builtDesk, type Journey, journeys, matching, opensDatabase, root, slowestFirst, testFiles } from './files.ts'
import { workInMemory } from './memory.ts'
import { packHouse } from './packed.ts'
import { type Cluster, prepareTemplate, startCluster } from './postgres.ts'
import { dim, red, say, seconds, step } from './progress.ts'
import { addTo, type HowToRun, noneYet, runTests, type Totals } from './tests.ts'

const help = `npm test                      everything: browser, quick checks, tests on a real database, journeys (no pictures)
npm test -- PART …            only the test files whose path contains PART (no quick checks, no journeys)
npm test -- --only NAME       only tests whose name matches NAME
npm run journeys              the journeys in Chromium, with screenshots in screenshots/
npm run journeys -- NAME …    only these journeys, and those whose name goes on with a dash
npm run check                 format, lint, types and the rules of the house

  --journeys     the journeys and nothing else
  --no-journeys  everything but the journeys (where no browser can be had)
  --verbose      show what tests print even where they pass
  --help         this text

The last line says \`N passed, N failed\`; the exit code is 0 only when nothing failed.`

interface Wanted {
  checks: boolean
  files: string[]
  journeys: Journey[]
}

const wantedFrom = (
  values: { journeys?: boolean; 'no-journeys'?: boolean; only?: string },
  parts: string[],
): Wanted => {
  const all = journeys()
  if (values.journeys) {
    const isWanted = (name: string, part: string) => name === part || name.startsWith(`${part}-`)
    const unknown = parts.filter((part) => !all.some(({ name }) => isWanted(name, part)))
    if (unknown.length)
      throw new Error(
        `no journey ${unknown.join(', ')}; there is: ${all.map(({ name }) => name).join(', ') || 'none yet'}`,
      )
    const wanted = all.filter(({ name }) => parts.length === 0 || parts.some((part) => isWanted(name, part)))
    return { checks: false, files: [], journeys: wanted }
  }
  const files = matching(testFiles(), parts).filter((path) => !(values['no-journeys'] && usesBrowser(path)))
  const everything = parts.length === 0 && !values.only
  if (parts.length && files.length === 0) throw new Error(`no test file contains ${parts.join(' or ')} in its path`)
  return {
    checks: everything,
    files: everything ? files.filter((path) => !path.startsWith('test/house/')) : files,
    journeys: everything && !values['no-journeys'] ? all : [],
  }
}

// Every test file and every server is a process: what one has compiled the next one reads.
process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules/.cache/amparo')
workInMemory()

const ending = new AbortController()
let cluster: Cluster | undefined
let demo: { remove: () => Promise<void> } | undefined

const startDatabase = (): Promise<void> =>
  step('a private PostgreSQL with every migration', async () => {
    cluster = await startCluster((text) => say(dim(`    ${text}`)))
    await prepareTemplate(cluster.connection)
    process.env.AMPARO_TEST_PG = JSON.stringify(cluster.connection)
  })

/** Beside the one that people are served, which is packed more tightly. */
const deskFolder = join(root, 'node_modules/.cache/amparo-desk')

const buildDesk = async (): Promise<void> => {
  if (!existsSync(join(root, 'vite.config.ts'))) throw new Error('vite.config.ts is missing: the desk cannot be built')
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const how = ['build', '--mode', 'test', '--outDir', deskFolder, '--logLevel', 'error']
  const built = await step('building the desk', () => finish(process.execPath, [vite, ...how], { cwd: root }))
  if (built.code !== 0) throw new Error(`the desk does not build:\n${built.output.trim()}`)
  process.env[builtDesk] = deskFolder
}

/** What the journeys walk through: the desk as it is now and, for more than one, a demo that each begins with a copy of. */
const prepareHouse = async (many: number): Promise<void> => {
  await buildDesk()
  if (many > 1) demo = await step('a demo for the journeys', prepareDemo)
}

/** One for each processor: more take each other's memory next to it, and do the same in a sixth more work. */
const atOnce = Math.min(8, Math.max(2, availableParallelism()))

const usesDesk = (path: string) => path.startsWith('test/desk/')
const usesBrowser = (path: string) => path.startsWith('test/e2e/')

const runAll = async (wanted: Wanted, how: Omit<HowToRun, 'concurrency'>): Promise<Totals> => {
  const totals = noneYet()
  const add = (more: Totals) => addTo(totals, more)
  const house = wanted.checks ? testFiles().filter((path) => path.startsWith('test/house/')) : []
  const needsDatabase = [...wanted.files, ...house].some((path) =>
    opensDatabase(readFileSync(join(root, path), 'utf8')),
  )
  const walked = wanted.journeys.map(({ path }) => path)
  const paths = slowestFirst([...wanted.files, ...walked])
  const said = [
    ...(wanted.files.length ? [`${wanted.files.length} test files`] : []),
    ...(walked.length ? [`${walked.length} journeys`] : []),
  ].join(' and ')
  if (wanted.checks) process.env[withoutPictures] = 'yes'
  const begun = Promise.all([
    needsDatabase && startDatabase(),
    walked.length > 1 && step('packing the house for its many starts', packHouse),
  ])
  // What needs neither begins while the browser is installed, the desk is built and the checks look at everything.
  const preparing = [
    ...(paths.some(usesBrowser) ? [ensureChromium()] : []),
    ...(walked.length ? [prepareHouse(walked.length)] : []),
  ]
  const waits = (path: string) => usesBrowser(path) || (walked.length > 0 && usesDesk(path))
  const prepared = preparing.length ? { for: waits, by: Promise.all(preparing) } : undefined
  // Whoever waits for it tells it; one that fails before anybody does is told with what failed first.
  prepared?.by.catch(() => {})
  const run = () => step(said, () => runTests(paths, { ...how, prepared, concurrency: atOnce }))
  await Promise.all([
    begun,
    wanted.checks &&
      step('format, lint, types and the rules of the house', () => check(begun, ending.signal)).then(add),
    paths.length && begun.then(run).then(add),
  ])
  if (wanted.checks && walked.length === 0) say(dim('  no journeys were walked'))
  return totals
}

/** Our own messages say enough; an unexpected error says where it comes from, a problem what it knows. */
const explain = (error: Error & { details?: unknown }): string => {
  if (error.details) return `${error.message} ${JSON.stringify(error.details)}`
  return error.constructor === Error ? error.message : (error.stack ?? error.message)
}

const stopAll = async (): Promise<void> => {
  await stopChildren()
  await demo?.remove()
  demo = undefined
  await cluster?.stop()
  cluster = undefined
}

const main = async (): Promise<number> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      journeys: { type: 'boolean' },
      'no-journeys': { type: 'boolean' },
      verbose: { type: 'boolean', default: false },
      only: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) {
    say(help)
    return 0
  }
  const begun = performance.now()
  const wanted = wantedFrom(values, positionals)
  const totals = await runAll(wanted, { signal: ending.signal, verbose: values.verbose, only: values.only }).finally(
    stopAll,
  )
  say(dim(`in ${seconds(performance.now() - begun)}`))
  const nothing = totals.passed + totals.failed === 0
  if (nothing) say(red('nothing was run'))
  if (totals.failures.length) say(red('what failed:'))
  for (const each of totals.failures) say(`  ${red('✖')} ${each}`)
  say(`${totals.passed} passed, ${totals.failed} failed`)
  return totals.failed || nothing ? 1 : 0
}

for (const [name, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)
  process.once(name, () => {
    say(red('stopping everything'))
    ending.abort()
    void stopAll().finally(() => process.exit(code))
  })

process.exit(
  await main().catch(async (error: Error) => {
    await stopAll()
    if (!ending.signal.aborted) say(red(explain(error)))
    return 1
  }),
)
