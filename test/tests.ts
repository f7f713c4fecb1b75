// Runs test files with Node's own runner and says what came of them: one line a file, the whole story of a failure.
import { relative } from 'node:path'
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
  signal?: AbortSignal | undefined
  /** Shows what the tests print even where they pass. */
  verbose?: boolean
  /** Name of a test, as `node --test --test-name-pattern` takes it. */
  only?: string | undefined
}

interface Told {
  failures: string[]
  skipped: string[]
  printed: string
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

export const runTests = async (files: string[], how: HowToRun): Promise<Totals> => {
  const totals: Totals = { passed: 0, failed: 0 }
  if (files.length === 0) return totals
  const told = new Map<string, Told>()
  const of = (file: string | undefined): Told => {
    const key = file ? relative(root, file) : ''
    const known = told.get(key) ?? { failures: [], skipped: [], printed: '' }
    told.set(key, known)
    return known
  }
  const stream = run({
    files: files.map((file) => `${root}/${file}`),
    cwd: root,
    concurrency: how.concurrency,
    execArgv: ['--import', `${root}/test/leash.ts`],
    timeout: 900_000,
    ...(how.signal && { signal: how.signal }),
    ...(how.only && { testNamePatterns: [new RegExp(how.only)] }),
  })
  const print = (file: string | undefined, text: string) => {
    of(file).printed += text
    if (how.verbose) process.stdout.write(text)
  }
  stream.on('test:stdout', ({ file, message }) => print(file, message))
  stream.on('test:stderr', ({ file, message }) => print(file, message))
  stream.on('test:pass', ({ file, name, skip, todo }) => {
    if (skip !== undefined || todo !== undefined)
      of(file).skipped.push(`${name}${typeof skip === 'string' ? `: ${skip}` : ''}`)
  })
  stream.on('test:fail', ({ file, name, details }) => {
    const { failureType } = details.error as { failureType?: string }
    // A test fails with its part, and a file with its tests; the part has told it already.
    if (failureType === 'subtestsFailed') return
    of(file).failures.push(`${name}\n${indented(reasonOf(details.error))}`)
  })
  stream.on('test:summary', ({ file, counts, duration_ms }) => {
    if (!file) return
    const { failures, skipped, printed } = of(file)
    const failed = Math.max(failures.length, counts.tests - counts.passed - counts.skipped - counts.todo)
    totals.passed += counts.passed
    totals.failed += failed
    const left = skipped.length ? `, ${skipped.length} left out` : ''
    say(
      `${failed ? red('✖') : green('✔')} ${relative(root, file)}  ${dim(`${counts.passed} passed${failed ? `, ${failed} failed` : ''}${left}, ${seconds(duration_ms)}`)}`,
    )
    for (const each of skipped) say(dim(`    left out: ${each}`))
    for (const each of failures) say(`  ${red('✖')} ${each}`)
    if (failed && printed && !how.verbose) say(dim(indented(`printed:\n${printed.trimEnd()}`)))
    told.delete(relative(root, file))
  })
  for await (const _ of stream);
  // A file that never got to its summary, because it was killed or could not be read, still failed.
  for (const [file, { failures, printed }] of told) {
    if (failures.length === 0) continue
    totals.failed += 1
    say(`${red('✖')} ${file}  ${dim('ended before its tests did')}`)
    say(dim(indented(printed.trimEnd() || failures.join('\n'))))
  }
  return totals
}
