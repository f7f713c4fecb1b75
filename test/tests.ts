// Runs test files with Node's own runner and says what came of them: one line a file, the whole story of a failure.
import { run } from 'node:test'
import { inspect } from 'node:util'
import { root } from './files.ts'
import { dim, green, red, say, seconds } from './progress.ts'

export interface Totals {
  passed: number
  failed: number
}
export interface HowToRun {
  concurrency: number
  /** What some files need before they begin; the others begin at once. */
  prepared?: { for: (file: string) => boolean; by: Promise<unknown> } | undefined
  signal?: AbortSignal | undefined
  /** Shows what the tests print even where they pass. */
  verbose?: boolean
  /** Name of a test, as `node --test --test-name-pattern` takes it. */
  only?: string | undefined
}

const reasonOf = (error: unknown): string => {
  const { cause } = error as { cause?: unknown }
  const real = cause ?? error
  if (!(real instanceof Error)) return typeof real === 'string' ? real : inspect(real, { depth: 4 })
  const stack = (real.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line) && !/node:internal|node:async/.test(line))
  return [real.message, ...stack.slice(0, 6).map((line) => line.replace(`${root}/`, ''))].join('\n')
}
const indented = (text: string) => text.replace(/^/gm, '    ')

/** One file in a process of its own. */
const runFile = async (file: string, how: HowToRun): Promise<Totals> => {
  const failures: string[] = []
  const skipped: string[] = []
  let printed = ''
  let totals: Totals | undefined
  const stream = run({
    files: [`${root}/${file}`],
    cwd: root,
    execArgv: ['--import', `${root}/test/leash.ts`],
    timeout: 900_000,
    ...(how.signal && { signal: how.signal }),
    ...(how.only && { testNamePatterns: [new RegExp(how.only)] }),
  })
  const print = ({ message }: { message: string }) => {
    printed += message
    if (how.verbose) process.stdout.write(message)
  }
  stream.on('test:stdout', print)
  stream.on('test:stderr', print)
  // What a test hands to whoever runs it has several lines; the runner's own counts have one.
  const told: string[] = []
  stream.on('test:diagnostic', ({ message }) => {
    if (message.includes('\n')) told.push(message)
  })
  stream.on('test:pass', ({ name, skip, todo }) => {
    if (skip !== undefined || todo !== undefined) skipped.push(`${name}${typeof skip === 'string' ? `: ${skip}` : ''}`)
  })
  stream.on('test:fail', ({ name, details }) => {
    const { failureType } = details.error as { failureType?: string }
    // A test fails with its part, and a file with its tests; the part has told it already.
    if (failureType === 'subtestsFailed') return
    failures.push(`${name}\n${indented(reasonOf(details.error))}`)
  })
  stream.on('test:summary', ({ file: of, counts, duration_ms }) => {
    if (!of) return
    const failed = Math.max(failures.length, counts.tests - counts.passed - counts.skipped - counts.todo)
    totals = { passed: counts.passed, failed }
    const left = skipped.length ? `, ${skipped.length} left out` : ''
    say(
      `${failed ? red('✖') : green('✔')} ${file}  ${dim(`${counts.passed} passed${failed ? `, ${failed} failed` : ''}${left}, ${seconds(duration_ms)}`)}`,
    )
    for (const each of skipped) say(dim(`    left out: ${each}`))
    for (const each of told) say(indented(each))
    for (const each of failures) say(`  ${red('✖')} ${each}`)
    if (failed && printed && !how.verbose) say(dim(indented(`printed:\n${printed.trimEnd()}`)))
  })
  for await (const _ of stream);
  if (totals) return totals
  if (failures.length === 0) return { passed: 0, failed: 0 }
  // A file that never got to its summary, because it was killed or could not be read, still failed.
  say(`${red('✖')} ${file}  ${dim('ended before its tests did')}`)
  say(dim(indented(printed.trimEnd() || failures.join('\n'))))
  return { passed: 0, failed: 1 }
}

/** Every file, as many at once as told, in the order given; what is not prepared yet is passed over until it is. */
export const runTests = async (files: string[], how: HowToRun): Promise<Totals> => {
  const totals: Totals = { passed: 0, failed: 0 }
  const waiting = [...files]
  let ready = how.prepared === undefined
  const preparing = how.prepared?.by.then(() => {
    ready = true
  })
  const next = (): string | undefined => {
    const place = waiting.findIndex((file) => ready || !how.prepared?.for(file))
    return place < 0 ? undefined : waiting.splice(place, 1)[0]
  }
  const work = async (): Promise<void> => {
    while (waiting.length && !how.signal?.aborted) {
      const file = next()
      if (file === undefined) await preparing
      else {
        const { passed, failed } = await runFile(file, how)
        totals.passed += passed
        totals.failed += failed
      }
    }
  }
  await Promise.all([preparing, ...Array.from({ length: how.concurrency }, work)])
  return totals
}
