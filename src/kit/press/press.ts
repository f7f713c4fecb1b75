// The press: sets a page from our own sources and what a person typed, and gives back a PDF. It works in a thread of its
// own with a time limit, starts when first needed and ends when idle, so that a quiet house does not hold its memory.
import { Worker } from 'node:worker_threads'
import { isProblem, Problem } from '../problem.ts'

export interface PressJob {
  /** Typst sources written by us: never put together from what someone typed. */
  source: string
  /** What someone typed, printed as text: read in the source as `json(bytes(sys.inputs.data))`. */
  data: unknown
  /** Pictures and PDFs the source draws, by path: `/1.jpg`. */
  files?: Record<string, Uint8Array>
  /** Web fonts beyond those of every page, by the name they are imported by: read only when asked for. */
  fonts?: string[]
}
/** What the press could not do, in its own words: for the code that asked, never for a screen. */
export interface PressReply {
  id: number
  pdf?: Uint8Array
  fault?: string
}

const idleMs = 60_000
const longestMs = 30_000
/** A thread that only starts has its tools to unpack first, on a busy machine slowly: that is not the page's time. */
const longestStartMs = 60_000
const longestQueue = 16
/** After a big job the thread's memory does not shrink again. */
const bigJob = 4 * 1024 * 1024

interface Waiting {
  job: PressJob
  resolve: (pdf: Uint8Array) => void
  reject: (error: unknown) => void
}

let worker: Worker | undefined
let idle: NodeJS.Timeout | undefined
let current: { waiting: Waiting; id: number; limit: NodeJS.Timeout } | undefined
let lastId = 0
const queue: Waiting[] = []

const stop = (): void => {
  clearTimeout(idle)
  void worker?.terminate()
  worker = undefined
}

const finish = (settle: (waiting: Waiting) => void): void => {
  if (!current) return
  clearTimeout(current.limit)
  const { waiting } = current
  current = undefined
  settle(waiting)
  if (Object.values(waiting.job.files ?? {}).reduce((sum, file) => sum + file.length, 0) > bigJob) stop()
  next()
}

const start = (): Worker => {
  // What it prints says what was in a file: nobody reads it. Who read it would not end before the thread does.
  const made = new Worker(new URL('./press-worker.ts', import.meta.url), { stdout: true, stderr: true, env: {} })
  made.on('message', ({ id, pdf, fault }: PressReply) => {
    if (made !== worker || id !== current?.id) return
    finish(({ resolve, reject }) => (pdf ? resolve(pdf) : reject(new Problem('invalid', 'press.failed', { fault }))))
  })
  made.on('error', () => {
    if (made !== worker) return
    worker = undefined
    finish(({ reject }) => reject(new Problem('broken', 'press.broken')))
  })
  made.unref()
  return made
}

const next = (): void => {
  clearTimeout(idle)
  const waiting = queue.shift()
  if (!waiting) {
    idle = setTimeout(stop, idleMs)
    idle.unref()
    return
  }
  const starts = !worker
  worker ??= start()
  lastId += 1
  const limit = setTimeout(
    () => {
      stop()
      finish(({ reject }) => reject(new Problem('broken', 'press.too_long')))
    },
    longestMs + (starts ? longestStartMs : 0),
  )
  current = { waiting, id: lastId, limit }
  worker.postMessage({ id: lastId, ...waiting.job, data: JSON.stringify(waiting.job.data) })
}

/** Throws `press.failed` with `details.fault` when the page cannot be set, `press.busy` when too many wait. */
export const press = (job: PressJob): Promise<Uint8Array> => {
  if (queue.length >= longestQueue) return Promise.reject(new Problem('too_many', 'press.busy'))
  return new Promise((resolve, reject) => {
    queue.push({ job, resolve, reject })
    if (!current) next()
  })
}

export const pressFault = (error: unknown): string | undefined =>
  isProblem(error) && error.key === 'press.failed' ? String(error.details.fault) : undefined

/** Ends the thread now, for a command that has printed. In tests it stays: the next file of the process finds it ready. */
export const closePress = stop
