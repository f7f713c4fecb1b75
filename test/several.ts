// A process that runs test files, one after the other as its parent hands them over, and tells what comes of each.
// Reading the code of the house is most of a short file's work: here the second file finds it read.
import { run } from 'node:test'
import { pathToFileURL } from 'node:url'
import { inspect } from 'node:util'
import { root } from './files.ts'

/** What the parent sends. */
export interface Handed {
  file: string
  only?: string | undefined
}
/** What it is told: of a file while it runs, and at its end. */
export type Told =
  | { kind: 'begun'; name: string }
  | { kind: 'printed'; text: string }
  | { kind: 'failed'; name: string; reason: string }
  | { kind: 'skipped'; name: string }
  | { kind: 'told'; text: string }
  | { kind: 'over'; passed: number; failed: number }

const tell = (what: Told): void => {
  process.send?.(what)
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

// In the order in which it was said, which two streams and a channel would not keep.
for (const stream of [process.stdout, process.stderr])
  stream.write = ((text: string | Uint8Array, ...rest: unknown[]) => {
    tell({ kind: 'printed', text: typeof text === 'string' ? text : Buffer.from(text).toString() })
    const done = rest.find((each) => typeof each === 'function') as (() => void) | undefined
    if (done) queueMicrotask(done)
    return true
  }) as typeof stream.write

const uncaught = ['uncaughtException', 'unhandledRejection'] as const

const runFile = async ({ file, only }: Handed): Promise<void> => {
  const path = `${root}/${file}`
  const complaints: string[] = []
  let failed = 0
  const fail = (name: string, reason: string) => {
    failed += 1
    tell({ kind: 'failed', name, reason })
  }
  // Where it came from; the runner tells its words alone.
  const hear = (error: unknown) => tell({ kind: 'printed', text: `nobody caught: ${reasonOf(error)}\n` })
  for (const name of uncaught) process.on(name, hear)
  const stream = run({
    files: [path],
    cwd: root,
    isolation: 'none',
    ...(only && { testNamePatterns: [new RegExp(only)] }),
  })
  let passed = 0
  let unpassed = 0
  let isSound = false
  for await (const { type, data } of stream) {
    if (type === 'test:dequeue') tell({ kind: 'begun', name: data.name })
    if (type === 'test:diagnostic') {
      // What a test hands to whoever runs it has several lines; the runner's own counts have one.
      if (data.message.includes('\n')) tell({ kind: 'told', text: data.message })
      if (data.message.startsWith('Error: ')) complaints.push(data.message)
    }
    if (type === 'test:pass' && (data.skip !== undefined || data.todo !== undefined))
      tell({ kind: 'skipped', name: `${data.name}${typeof data.skip === 'string' ? `: ${data.skip}` : ''}` })
    if (type === 'test:fail') {
      const { failureType } = data.details.error as { failureType?: string }
      // A test fails with its part; the part has told it already.
      if (failureType !== 'subtestsFailed') fail(data.name, reasonOf(data.details.error))
    }
    if (type === 'test:summary') {
      const { counts, success } = data
      passed = counts.passed
      unpassed = counts.tests - counts.passed - counts.skipped - counts.todo
      isSound = success && !process.exitCode
    }
  }
  // One that breaks off below its first test would otherwise count as whole.
  if (failed === 0)
    await import(pathToFileURL(path).href).catch((error: unknown) => fail('is not read to its end', reasonOf(error)))
  if (!isSound && (complaints.length || failed + unpassed === 0))
    fail('ended badly', complaints.join('\n') || `with ${process.exitCode}`)
  for (const name of uncaught) process.off(name, hear)
  process.exitCode = undefined
  tell({ kind: 'over', passed, failed: Math.max(failed, unpassed) })
}

let waiting = false
process.on('message', (handed: Handed) => {
  waiting = false
  // From here on what keeps this process is what the file left open: it is over when nothing is.
  process.channel?.unref()
  void runFile(handed).then(() => {
    waiting = true
    process.channel?.ref()
  })
})
// Whatever ends this process, what its files started ends with it: they listen to its end. One that listens to the signal
// itself ends in its own order.
process.on('disconnect', () => process.exit())
for (const [name, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)
  process.on(name, () => {
    if (process.listenerCount(name) === 1) process.exit(code)
  })
process.on('beforeExit', () => {
  // The runner tells the end of a file when nothing is left to do, a moment before this process would end.
  if (!waiting) setImmediate(() => {})
})
