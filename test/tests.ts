// Runs test files with Node's own runner and says what came of them: one line a file, the whole story of a failure.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { isJourney, root, standsAlone } from './files.ts'
import { dim, green, red, say, seconds } from './progress.ts'
import type { Handed, Told } from './several.ts'

export interface Totals {
  passed: number
  failed: number
  /** What failed and why, in the order it was told: said once more at the end, where whoever reads a long run looks first. */
  failures: string[]
}
export const noneYet = (): Totals => ({ passed: 0, failed: 0, failures: [] })
export const addTo = (sum: Totals, more: Totals): void => {
  sum.passed += more.passed
  sum.failed += more.failed
  sum.failures.push(...more.failures)
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

const indented = (text: string) => text.replace(/^/gm, '    ')

/** What no file reaches that still does something. */
const longest = 900_000

interface Worker {
  run(file: string, how: HowToRun): Promise<Totals>
  isOver(): boolean
  end(): Promise<void>
}

/** A process that runs one file after the other until it is ended, or ends itself: what it does then is the file's fault. */
const startWorker = (): Worker => {
  const child = fork(join(root, 'test/several.ts'), [], {
    cwd: root,
    execArgv: ['leash.ts', 'promises.ts'].flatMap((name) => ['--import', join(root, 'test', name)]),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const ended = once(child, 'exit')
  let print = (_: string): void => {}
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (text: Buffer) => print(text.toString()))
  // One that is gone when it is handed a file fails that file, and nothing else.
  child.on('error', () => {})
  let isOver = false
  void ended.then(() => {
    isOver = true
  })
  const run = async (file: string, how: HowToRun): Promise<Totals> => {
    const begun = performance.now()
    const failures: string[] = []
    const skipped: string[] = []
    const told: string[] = []
    let printed = ''
    let at: string | undefined
    let totals: { passed: number; failed: number } | undefined
    print = (text) => {
      printed += text
      if (how.verbose) process.stdout.write(text)
    }
    const done = new Promise<void>((resolve) => {
      const take = (what: Told) => {
        if (what.kind === 'begun') at = what.name
        if (what.kind === 'printed') print(what.text)
        if (what.kind === 'failed') failures.push(`${what.name}\n${indented(what.reason)}`)
        if (what.kind === 'skipped') skipped.push(what.name)
        if (what.kind === 'told') told.push(what.text)
        if (what.kind !== 'over') return
        totals = what
        child.off('message', take)
        resolve()
      }
      child.on('message', take)
    })
    let isTooLong = false
    const limit = setTimeout(() => {
      isTooLong = true
      child.kill('SIGKILL')
    }, longest)
    child.send({ file, only: how.only } satisfies Handed)
    const giveUp = () => child.kill('SIGTERM')
    how.signal?.addEventListener('abort', giveUp)
    await Promise.race([done, ended])
    how.signal?.removeEventListener('abort', giveUp)
    clearTimeout(limit)
    // Stopped from outside: it has shown nothing.
    if (how.signal?.aborted) return { passed: 0, failed: 1, failures: [] }
    const took = seconds(performance.now() - begun)
    if (!totals) {
      // A file that never got to its end, because it was killed or ended its own process, still failed.
      const why = isTooLong ? `was not over after ${took}` : 'ended before its tests did'
      say(`${red('✖')} ${file}  ${dim(`${why}${at ? `, at "${at}"` : ''}`)}`)
      for (const each of failures) say(`  ${red('✖')} ${each}`)
      say(dim(indented(printed.trimEnd())))
      return {
        passed: 0,
        failed: Math.max(1, failures.length),
        failures: [`${file} ${why}${at ? `, at "${at}"` : ''}`, ...failures.map((each) => `${file}: ${each}`)],
      }
    }
    const { passed, failed } = totals
    const left = skipped.length ? `, ${skipped.length} left out` : ''
    say(
      `${failed ? red('✖') : green('✔')} ${file}  ${dim(`${passed} passed${failed ? `, ${failed} failed` : ''}${left}, ${took}`)}`,
    )
    for (const each of skipped) say(dim(`    left out: ${each}`))
    for (const each of told) say(indented(each))
    for (const each of failures) say(`  ${red('✖')} ${each}`)
    if (failed && printed && !how.verbose) say(dim(indented(`printed:\n${printed.trimEnd()}`)))
    return { passed, failed, failures: failures.map((each) => `${file}: ${each}`) }
  }
  return {
    run,
    isOver: () => isOver,
    end: async () => {
      if (child.connected) child.disconnect()
      const forced = setTimeout(() => child.kill('SIGKILL'), 5_000)
      await ended
      clearTimeout(forced)
    },
  }
}

/** Every file, as many at once as told and one more while there are journeys, in the order given; what is not prepared yet is passed over until it is. */
export const runTests = async (files: string[], how: HowToRun): Promise<Totals> => {
  const totals = noneYet()
  const waiting = [...files]
  let ready = how.prepared === undefined
  const preparing = how.prepared?.by.then(() => {
    ready = true
  })
  const next = (): string | undefined => {
    const place = waiting.findIndex((file) => ready || !how.prepared?.for(file))
    return place < 0 ? undefined : waiting.splice(place, 1)[0]
  }
  /** A journey waits for its browser and its server for a fifth of its time: one more than there are processors keeps them busy. */
  const isOneTooMany = (lane: number) => lane === how.concurrency && !waiting.some(isJourney)
  const work = async (_: unknown, lane: number): Promise<void> => {
    let worker: Worker | undefined
    let walks = false
    const end = async () => {
      await worker?.end()
      worker = undefined
    }
    while (waiting.length && !how.signal?.aborted && !isOneTooMany(lane)) {
      const file = next()
      if (file === undefined) await preparing
      else {
        // Nothing another file did may lie about where one stands alone, nor where one has just failed.
        if (standsAlone(file)) {
          const alone = startWorker()
          addTo(totals, await alone.run(file, how))
          await alone.end()
          continue
        }
        if (worker?.isOver() || walks !== isJourney(file)) await end()
        walks = isJourney(file)
        worker ??= startWorker()
        const came = await worker.run(file, how)
        addTo(totals, came)
        if (came.failed) await end()
      }
    }
    await end()
  }
  await Promise.all([preparing, ...Array.from({ length: how.concurrency + 1 }, work)])
  return totals
}
