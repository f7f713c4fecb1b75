// Pictures drawn anew, in a process of its own with little memory and little time: whatever hides in a picture stays in
// it, and a picture made to break its reader breaks only that process.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Problem } from '#kit/problem.ts'
import type { DarkroomJob, DarkroomReply } from './darkroom-child.api.ts'

export interface Developed {
  bytes: Buffer
  width: number
  height: number
}

/** No longer side of what is shared: enough to read a sign or a page on a screen. */
export const longestSide = 2_000
const longestMs = 20_000
/** A small machine that is busy with everything else takes its time to start a process; that is not the picture's fault. */
const longestStartMs = 60_000
const idleMs = 60_000
const longestQueue = 24
/** Kilobytes of data the process may hold: the reader of the largest picture that is taken, and some. */
const mostMemory = 1_200_000

interface Waiting {
  bytes: Uint8Array
  most_pixels: number
  resolve: (found: Developed | null) => void
  reject: (error: unknown) => void
}

let child: ChildProcess | undefined
let ready = false
let idle: NodeJS.Timeout | undefined
let current: { id: number; waiting: Waiting; limit: NodeJS.Timeout } | undefined
const broken = ({ reject }: Waiting) => reject(new Problem('broken', 'media.darkroom'))
let lastId = 0
const queue: Waiting[] = []

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
const packages = (): string => {
  const path = fileURLToPath(import.meta.resolve('sharp'))
  return path.slice(0, path.lastIndexOf('/node_modules/') + '/node_modules/'.length)
}

const start = (): ChildProcess => {
  ready = false
  const reads = [`${packages()}*`, here('./*'), here('../../package.json')].map((path) => `--allow-fs-read=${path}`)
  const node = [
    process.execPath,
    ...['--permission', '--allow-addons', ...reads, '--max-old-space-size=96', '--no-warnings'],
    here('./darkroom-child.api.ts'),
  ]
  // The shell only sets the limit and then is the process; where there is none, time and pixels still are.
  const limited = process.platform === 'linux' && existsSync('/bin/sh')
  const [command, ...rest] = limited
    ? ['/bin/sh', '-c', `ulimit -d ${mostMemory}; ulimit -c 0; exec "$@"`, 'darkroom', ...node]
    : node
  const made = spawn(command!, rest, {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: {},
    serialization: 'advanced',
  })
  made.on('message', (reply: DarkroomReply) => {
    if (made !== child) return
    if ('ready' in reply) {
      ready = true
      hand()
    } else if (reply.id === current?.id)
      finish(({ resolve }) => {
        if ('failed' in reply) resolve(null)
        else resolve({ bytes: Buffer.from(reply.bytes), width: reply.width, height: reply.height })
      })
  })
  const gone = () => {
    if (made !== child) return
    child = undefined
    // A picture that brings the process down is no picture for anyone; a process that never stood has seen none.
    finish(ready ? ({ resolve }) => resolve(null) : broken)
  }
  made.on('exit', gone)
  made.on('error', gone)
  made.unref()
  made.channel?.unref()
  return made
}

const stop = (): void => {
  clearTimeout(idle)
  const going = child
  child = undefined
  ready = false
  going?.kill('SIGKILL')
}

const finish = (settle: (waiting: Waiting) => void): void => {
  if (!current) return
  clearTimeout(current.limit)
  const { waiting } = current
  current = undefined
  child?.channel?.unref()
  settle(waiting)
  next()
}

const next = (): void => {
  clearTimeout(idle)
  const waiting = queue.shift()
  if (!waiting) {
    idle = setTimeout(stop, idleMs)
    idle.unref()
    return
  }
  child ??= start()
  child.channel?.ref()
  lastId += 1
  current = { id: lastId, waiting, limit: inTime(longestStartMs, broken) }
  if (ready) hand()
}

const inTime = (ms: number, settle: (waiting: Waiting) => void): NodeJS.Timeout =>
  setTimeout(() => {
    stop()
    finish(settle)
  }, ms)

/** The picture goes in, and its time begins. */
const hand = (): void => {
  if (!current) return
  const { id, waiting } = current
  clearTimeout(current.limit)
  current.limit = inTime(longestMs, ({ resolve }) => resolve(null))
  const job: DarkroomJob = { id, bytes: waiting.bytes, longest_side: longestSide, most_pixels: waiting.most_pixels }
  child?.send(job, (error) => {
    if (error && current?.id === id) finish(broken)
  })
}

/** Null for a picture that cannot be drawn; throws `media.busy` when too many wait. */
export const develop = (bytes: Uint8Array, most_pixels: number): Promise<Developed | null> => {
  if (queue.length >= longestQueue) return Promise.reject(new Problem('too_many', 'media.busy'))
  return new Promise((resolve, reject) => {
    queue.push({ bytes, most_pixels, resolve, reject })
    if (!current) next()
  })
}

/** Ends the process now, for tests and for a house that closes. */
export const closeDarkroom = (): void => {
  stop()
  finish(({ resolve }) => resolve(null))
}
