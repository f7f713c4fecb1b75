// The two guards of a file, the decision in TypeScript and the policies in PostgreSQL, held against each other in
// random worlds: nobody sees a row too much, nobody loses one.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type pg from 'pg'
import { disagreement, noCounts } from '#test/access/compare.ts'
import { aWorld } from '#test/access/world.ts'
import { createProbes } from '#test/access/world-rows.ts'
import { type TestDatabase, testDatabase } from '#test/database.ts'
import { loadMatrix, publishMatrix } from './access.store.ts'

/** A longer search: AMPARO_WORLDS=5000. */
const worlds = Number(process.env.AMPARO_WORLDS ?? 300)
const matrix = loadMatrix()
let database: TestDatabase
let owner: pg.PoolClient
before(async () => {
  database = await testDatabase()
  owner = await database.owner.connect()
  await publishMatrix(owner, matrix)
  await createProbes(owner)
  await owner.query('begin')
})
after(async () => {
  await owner.query('rollback')
  owner.release()
  await database.drop()
})

test(`both guards agree in ${worlds} random worlds`, async (t) => {
  const counts = noCounts()
  await fc.assert(
    fc.asyncProperty(aWorld, async (world) => {
      assert.equal(await disagreement(owner, matrix, world, counts), undefined)
    }),
    { numRuns: worlds, endOnFailure: false },
  )
  t.diagnostic(
    `worlds ${counts.worlds}, people × files ${counts.pairs}, facts ${counts.rows}, attempts ${counts.tries}`,
  )
  console.log(
    `worlds ${counts.worlds}, people × files ${counts.pairs}, facts compared ${counts.rows}, attempts ${counts.tries}`,
  )
})
