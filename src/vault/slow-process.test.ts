// The slow hash beside the server: the same hash, at a lower priority, and a new process when one was killed.
import assert from 'node:assert/strict'
import { constants, getPriority } from 'node:os'
import { after, test } from 'node:test'
import { until } from '#test/waits.ts'
import { argon2id } from './slow-hash.ts'
import { SlowProcess } from './slow-process.ts'

const beside = new SlowProcess(200)
after(() => beside.close())
const [message, nonce, cost] = [Buffer.from('12345'), Buffer.alloc(16, 1), { memory: 1024, passes: 1 }]

test('it hashes as the server does, several asked at once, and steps back for everybody', async () => {
  const expected = await argon2id(message, nonce, cost)
  const hashes = await Promise.all([1, 2, 3].map(() => beside.hash(message, nonce, cost)))
  for (const hash of hashes) assert.deepEqual(hash, expected)
  assert.equal(getPriority(beside.pid!), constants.priority.PRIORITY_BELOW_NORMAL)
})

test('killed in the middle it is a problem to try again, and the next one starts anew', async () => {
  // Far longer than anybody takes to kill it: it is never done before.
  const asked = beside.hash(message, nonce, { memory: 65_536, passes: 1_000 })
  await new Promise((resolve) => setTimeout(resolve, 100))
  process.kill(beside.pid!, 'SIGKILL')
  await assert.rejects(asked, { key: 'vault.slow_hash_failed' })
  assert.deepEqual(await beside.hash(message, nonce, cost), await argon2id(message, nonce, cost))
})

test('what cannot be hashed is said, and it rests when nothing is asked', async () => {
  await assert.rejects(beside.hash(message, Buffer.alloc(2), cost), { key: 'vault.slow_hash_failed' })
  await until(() => beside.pid === undefined, 'it never rests')
})
