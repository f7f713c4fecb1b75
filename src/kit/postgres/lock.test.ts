// Whoever comes at the same moment, and whatever a dead owner left: one starts, the others are told that it runs.
import assert from 'node:assert/strict'
import { linkSync, mkdirSync, readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { isProblem } from '#kit/problem.ts'
import { takeOwnership } from './lock.ts'
import { scratch } from './trial.ts'

const place = scratch()
after(() => place.remove())
let made = 0
const folder = (): string => {
  const path = join(place.path, `run${made++}`)
  mkdirSync(path)
  return path
}
/** What a killed owner leaves: a socket in its place that nobody listens on. */
const leaveDead = async (directory: string, name: string): Promise<void> => {
  const server = createServer()
  const bound = join(directory, 'bound')
  await new Promise<void>((resolve) => server.listen(bound, resolve))
  linkSync(bound, join(directory, name))
  await new Promise((resolve) => server.close(resolve))
}
const startTogether = async (directory: string, many: number) => {
  const outcomes = await Promise.allSettled(Array.from({ length: many }, () => takeOwnership(directory)))
  for (const outcome of outcomes)
    if (outcome.status === 'rejected')
      assert.ok(isProblem(outcome.reason) && outcome.reason.key === 'postgres.already_running', String(outcome.reason))
  return outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
}

test('of those who come together upon what a dead owner left, one owns the directory', async () => {
  for (const many of [2, 3, 4, 8]) {
    const directory = folder()
    await leaveDead(directory, 'owner.sock')
    const owners = await startTogether(directory, many)
    assert.equal(owners.length, 1, `${many} at once`)
    await assert.rejects(takeOwnership(directory), { key: 'postgres.already_running' })
    owners[0]!.release()
  }
})

test('from owner to owner it stays one, and nothing piles up', async () => {
  const directory = folder()
  for (let turn = 0; turn < 20; turn++) {
    const owners = await startTogether(directory, 1 + (turn % 4))
    assert.equal(owners.length, 1, `turn ${turn}`)
    owners[0]!.release()
  }
  assert.equal(readdirSync(directory).length, 1)
})

test('an owner of an older version of the house is an owner', async () => {
  const directory = folder()
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(join(directory, 'owner.sock'), resolve))
  await assert.rejects(takeOwnership(directory), { key: 'postgres.already_running' })
  await new Promise((resolve) => server.close(resolve))
})
