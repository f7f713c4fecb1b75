// The slow hash in a process of its own that steps back: however many receipts are tried, the people at their
// desks come first. It starts with the first receipt, ends when none came for a while, and keeps nothing.
import { type ChildProcess, fork } from 'node:child_process'
import { Problem } from '#kit/problem.ts'
import type { Cost } from './slow-hash.ts'

export interface HashWish {
  id: number
  message: Uint8Array
  nonce: Uint8Array
  cost: Cost
}

export type SlowHash = (message: Buffer, nonce: Buffer, cost: Cost) => Promise<Buffer>

const failed = () => new Problem('broken', 'vault.slow_hash_failed')

export class SlowProcess {
  #child: ChildProcess | undefined
  #count = 0
  readonly #waiting = new Map<number, { resolve: (hash: Buffer) => void; reject: (problem: Problem) => void }>()
  readonly #restMs: number
  #rest: NodeJS.Timeout | undefined

  constructor(restMs = 60_000) {
    this.#restMs = restMs
  }

  /** The number of the process while there is one. */
  get pid(): number | undefined {
    return this.#child?.pid
  }

  #start(): ChildProcess {
    const child = fork(new URL('./slow-process-child.ts', import.meta.url), {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    child.on('message', (said) => {
      const { id, hash } = said as { id: number; hash: Uint8Array | null }
      const asked = this.#waiting.get(id)
      this.#waiting.delete(id)
      if (hash) asked?.resolve(Buffer.from(hash))
      else asked?.reject(failed())
      if (this.#waiting.size === 0) this.#letRest()
    })
    const gone = () => {
      if (this.#child !== child) return
      this.#child = undefined
      for (const { reject } of this.#waiting.values()) reject(failed())
      this.#waiting.clear()
    }
    child.on('error', gone)
    child.on('exit', gone)
    return child
  }

  /** Nothing waits for it: neither the server's end nor, after a while, its memory. */
  #letRest(): void {
    this.#child?.unref()
    this.#child?.channel?.unref()
    clearTimeout(this.#rest)
    this.#rest = setTimeout(() => this.close(), this.#restMs)
    this.#rest.unref()
  }

  hash: SlowHash = (message, nonce, cost) =>
    new Promise((resolve, reject) => {
      clearTimeout(this.#rest)
      this.#child ??= this.#start()
      this.#child.ref()
      this.#child.channel?.ref()
      const id = this.#count++
      this.#waiting.set(id, { resolve, reject })
      this.#child.send({ id, message, nonce, cost } satisfies HashWish, (error) => {
        if (!error) return
        this.#waiting.delete(id)
        reject(failed())
      })
    })

  close(): void {
    clearTimeout(this.#rest)
    const child = this.#child
    this.#child = undefined
    if (child?.connected) child.disconnect()
    for (const { reject } of this.#waiting.values()) reject(failed())
    this.#waiting.clear()
  }
}
