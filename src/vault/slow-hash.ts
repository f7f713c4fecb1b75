// Argon2id in Node's thread pool behind a short queue: slow on purpose, so a flood of guesses must be turned away
// before it eats the memory and the processors other people's work needs.
import { argon2 } from 'node:crypto'
import { Problem } from '#kit/problem.ts'

export interface Cost {
  memory: number
  passes: number
}

export const argon2id = (message: Buffer, nonce: Buffer, cost: Cost): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const parameters = { message, nonce, parallelism: 1, tagLength: 32, memory: cost.memory, passes: cost.passes }
    argon2('argon2id', parameters, (error, hash) => {
      if (error) reject(new Problem('broken', 'vault.slow_hash_failed'))
      else resolve(hash)
    })
  })

/** Runs `atOnce` works side by side, lets `depth` wait, and refuses any further with `too_many`. */
export const boundedQueue = (atOnce: number, depth: number, busyKey: string) => {
  let running = 0
  const waiting: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) {
      if (waiting.length >= depth) throw new Problem('too_many', busyKey)
      // Whoever finishes hands its place over, so `running` does not change and nobody can slip in between.
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else {
      running += 1
    }
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
