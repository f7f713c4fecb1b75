// The tests of the walls, tested: each planted hole must be noticed by the world check.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
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
const worlds = fc.sample(aWorld, { seed, numRuns: mostWorlds }).map((world, number) => ({ world, number }))
/** Which world gave each hole away the last time somebody wrote it down (AMPARO_KEEP=yes): it is looked at first. */
const lastTime = new URL('../../test/access/noticed-in.json', import.meta.url)
const noticedIn = JSON.parse(readFileSync(lastTime, 'utf8')) as Record<string, number>
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

/** How many worlds it took to notice, and what gave the mutant away. Then come those that gave others away, latest first. */
const notice = async (
  name: string,
  ways: Ways,
): Promise<{ after: number; told: string; number: number } | undefined> => {
  const first = worlds.filter(({ number }) => number === noticedIn[name])
  for (const [place, { world, number }] of [...first, ...worlds].entries()) {
    const told = await disagreement(owner, matrix, world, noCounts(), ways)
    if (!told) continue
    worlds.sort((a, b) => Number(b.number === number) - Number(a.number === number))
    return { after: place + 1, told, number }
  }
  return undefined
}

test('every planted hole is noticed', async () => {
  const missed: string[] = []
  const kept: Record<string, number> = {}
  let slowest = 0
  let looks = 0
  for (const mutant of everyMutant) {
    await owner.query('begin')
    try {
      await plant(mutant)
      const noticed = await notice(mutant.name, mutantsAtOnce.includes(mutant) ? 'short' : 'ordinary')
      if (noticed) {
        slowest = Math.max(slowest, noticed.after)
        looks += noticed.after
        kept[mutant.name] = noticed.number
      } else missed.push(mutant.name)
      if (process.env.AMPARO_SHOW) console.log(mutant.name, noticed)
    } finally {
      await owner.query('rollback')
    }
  }
  if (process.env.AMPARO_KEEP) writeFileSync(lastTime, `${JSON.stringify(kept, null, 2)}\n`)
  console.log(
    `mutants ${everyMutant.length} caught ${everyMutant.length - missed.length}, slowest after ${slowest} worlds, ${looks} looks in all`,
  )
  assert.deepEqual(missed, [])
})
