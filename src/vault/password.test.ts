// Passwords are checked slowly, the same for accounts that exist and those that do not, and a flood is turned away.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashPassword, isOutdated, verifyPassword } from './password.ts'
import { boundedQueue } from './slow-hash.ts'

test('the right password opens, any other does not', async () => {
  const stored = await hashPassword('una casa con jardín ñ')
  assert.match(stored, /^\$argon2id\$v=19\$m=32768,t=3,p=1\$/)
  assert.notEqual(stored, await hashPassword('una casa con jardín ñ'))
  assert.equal(await verifyPassword('una casa con jardín ñ', stored), true)
  assert.equal(await verifyPassword('una casa con jardín ñ'.normalize('NFD'), stored), true)
  assert.equal(await verifyPassword('una casa con jardin n', stored), false)
  assert.equal(await verifyPassword('', stored), false)
  assert.equal(isOutdated(stored), false)
})

test('an account that does not exist takes as long and answers no', async () => {
  const stored = await hashPassword('a quiet and long phrase')
  const time = async (work: () => Promise<unknown>) => {
    const start = performance.now()
    await work()
    return performance.now() - start
  }
  const known: number[] = []
  const unknown: number[] = []
  for (let round = 0; round < 5; round++) {
    known.push(await time(() => verifyPassword('wrong', stored)))
    unknown.push(await time(async () => assert.equal(await verifyPassword('wrong', null), false)))
  }
  const fastest = (times: number[]) => Math.min(...times)
  assert.ok(fastest(unknown) > fastest(known) / 3, `${fastest(unknown)} ms against ${fastest(known)} ms`)
})

test('a password hashed at a lower cost still opens and is named as outdated', async () => {
  // argon2id of 'amparo amparo amparo' at the floor of 19 MiB and two passes, made once with Node 24.
  const old = '$argon2id$v=19$m=19456,t=2,p=1$YfEi3w6z8G52lgvQOwqoQg$ykCEVjBRB6VsuanzvnZMxg9TW5GhJ/PZOFQoDxle8us'
  assert.equal(await verifyPassword('amparo amparo amparo', old), true)
  assert.equal(isOutdated(old), true)
})

test('a stored text we did not write is refused, and so is a password without end', async () => {
  for (const stored of ['', 'plain', `$argon2id$v=19$m=9999999,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$${'A'.repeat(43)}`]) {
    await assert.rejects(verifyPassword('x', stored), { key: 'password.unreadable' })
  }
  await assert.rejects(hashPassword('x'.repeat(1_001)), { key: 'password.too_long' })
})

test('a flood is turned away and those who wait are served in order', async () => {
  const queued = boundedQueue(2, 3, 'password.busy')
  const served: number[] = []
  let inside = 0
  let most = 0
  const works = Array.from({ length: 8 }, (_, index) =>
    queued(async () => {
      inside += 1
      most = Math.max(most, inside)
      await new Promise((resolve) => setTimeout(resolve, 5))
      inside -= 1
      served.push(index)
      if (index === 1) throw new Error('one fails')
    }),
  )
  const results = await Promise.allSettled(works)
  assert.equal(most, 2)
  assert.deepEqual(served, [0, 1, 2, 3, 4])
  assert.equal(results.filter((each) => each.status === 'rejected' && each.reason.key === 'password.busy').length, 3)
  await queued(async () => {})
})
