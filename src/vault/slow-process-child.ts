// The process that hashes receipts: one at a time, behind everybody else, until whoever started it is gone.
import { argon2Sync } from 'node:crypto'
import { constants, setPriority } from 'node:os'
import type { HashWish } from './slow-process.ts'

// Not the lowest there is: on a machine that is always busy nobody would ever get a number.
try {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
} catch {
  // A system that does not let us step back still hashes.
}
process.on('message', ({ id, message, nonce, cost }: HashWish) => {
  const parameters = { message, nonce, parallelism: 1, tagLength: 32, memory: cost.memory, passes: cost.passes }
  let hash: Uint8Array | null = null
  try {
    hash = argon2Sync('argon2id', parameters)
  } catch {}
  process.send?.({ id, hash })
})
// Whoever hashes receipts is not interrupted from the terminal; it ends with the server.
process.on('SIGINT', () => {})
process.once('disconnect', () => process.exit(0))
