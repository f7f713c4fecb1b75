// The tests of the walls, tested: each planted hole must be noticed by the world check.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type pg from 'pg'
import { disagreement, noCounts, type Ways } from '#test/access/compare.ts'
import { type Mutant, mutants } from '#test/access/mutants.ts'
import { mutantsAtOnce } from '#test/access/mutants-at-once.ts'
import { aWorld } from '#test/access/world.ts'
import { createProbes } from '#test/access/world-rows.ts'
import { type TestDatabase, testDatabase } from '#test/database.ts'
import { loadMatrix, publishMatrix } from './access.store.ts'

const seed = 20_261_121
const mostWorlds = 150
const matrix = loadMatrix()
const everyMutant = [...mutants, ...mutantsAtOnce]
const worlds = fc.sample(aWorld, { seed, numRuns: mostWorlds })
let database: TestDatabase
let owner: pg.PoolClient
before(async () => {
  database = await testDatabase()
  owner = await database.owner.connect()
  await publishMatrix(owner, matrix)
  await createProbes(owner)
})
after(async () => {
  owner.release()
  await database.drop()
})

const plant = async (mutant: Mutant): Promise<void> => {
  if ('sql' in mutant) {
    await owner.query(mutant.sql)
    return
  }
  const { rows } = await owner.query<{ text: string }>(
    "select pg_get_functiondef(oid) as text from pg_proc where pronamespace = 'guard'::regnamespace and proname = $1",
    [mutant.in],
  )
  const text = rows[0]!.text
  // A function may read the clock once into `moment`; either way it is the same hole.
  const literal = mutant.replace
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('guard\\.clock\\(\\)', '(?:guard\\.clock\\(\\)|moment)')
  assert.match(text, new RegExp(literal), `${mutant.name}: there is nothing to replace in guard.${mutant.in}`)
  await owner.query(text.replaceAll(new RegExp(literal, 'g'), () => mutant.by))
}

/** How many worlds it took to notice, and what gave the mutant away. A world that gave one away is tried first next time. */
const notice = async (ways: Ways): Promise<{ after: number; told: string } | undefined> => {
  for (const [place, world] of worlds.entries()) {
    const told = await disagreement(owner, matrix, world, noCounts(), ways)
    if (!told) continue
    worlds.unshift(...worlds.splice(place, 1))
    return { after: place + 1, told }
  }
  return undefined
}

test('every planted hole is noticed', async () => {
  const missed: string[] = []
  let slowest = 0
  for (const mutant of everyMutant) {
    await owner.query('begin')
    try {
      await plant(mutant)
      const noticed = await notice(mutantsAtOnce.includes(mutant) ? 'short' : 'ordinary')
      if (noticed) slowest = Math.max(slowest, noticed.after)
      else missed.push(mutant.name)
      if (process.env.AMPARO_SHOW) console.log(mutant.name, noticed)
    } finally {
      await owner.query('rollback')
    }
  }
  console.log(
    `mutants ${everyMutant.length} caught ${everyMutant.length - missed.length}, slowest after ${slowest} worlds`,
  )
  assert.deepEqual(missed, [])
})
