// Seasons turn, keys of files go along, and a key that is gone opens no older copy of what it wrapped.
import assert from 'node:assert/strict'
import { mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '#kit/day.ts'
import {
  newCaseKey,
  newOrganisationKey,
  newRootKey,
  seasonOf,
  unwrapCaseKey,
  wrapCaseKey,
  wrappedByVersion,
} from './keys.ts'
import { isSeasonOver, keptSeasons, latestSeason, type Season, seasonKeyDays } from './season.rules.ts'
import { newSeason, readSeasons, seasonFile, writeSeasons } from './season.ts'

test('over years of days no season key outlives thirty days once nothing is under it', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 60 }), (steps) => {
      let today = '2026-01-01'
      let seasons: Season[] = []
      for (const step of steps) {
        today = addDays(today, step)
        if (isSeasonOver(seasons, today)) seasons.push(newSeason(seasons, today))
        const latest = latestSeason(seasons)!
        seasons = keptSeasons(seasons, today, [latest.number])
        for (const each of seasons)
          assert.ok(each === latest || addDays(each.from, seasonKeyDays) > today, 'too old and still there')
        assert.equal(new Set(seasons.map((each) => each.number)).size, seasons.length)
      }
    }),
  )
})

test('a key in use is never thrown away, however old', () => {
  const old = { number: 1, from: '2020-01-01', bytes: Buffer.alloc(32) }
  const now = { number: 2, from: '2026-01-01', bytes: Buffer.alloc(32) }
  assert.deepEqual(keptSeasons([old, now], '2026-02-01', [1, 2]), [old, now])
  assert.deepEqual(keptSeasons([old, now], '2026-02-01', [2]), [now])
})

test('a wrapped file key opens while its season is known, and never after', () => {
  const root = newRootKey()
  const first = newSeason([], '2026-01-01')
  const second = newSeason([first], '2026-01-08')
  const by = { ...newOrganisationKey('o', 7), seasons: [first] }
  const key = newCaseKey('o', 'c')
  const wrapped = wrapCaseKey(by, key)
  assert.deepEqual([seasonOf(wrapped), wrappedByVersion(wrapped)], [1, 7])
  assert.deepEqual(unwrapCaseKey({ ...by, seasons: [first, second] }, key, wrapped).bytes, key.bytes)
  assert.throws(() => unwrapCaseKey({ ...by, seasons: [second] }, key, wrapped), { key: 'vault.cannot_open' })
  assert.equal(seasonOf(wrapCaseKey({ ...by, seasons: [first, second] }, key)), 2)
  const bare = { ...by, seasons: [] }
  assert.deepEqual(unwrapCaseKey(by, key, wrapCaseKey(bare, key)).bytes, key.bytes, 'written before there were seasons')
  const forged = Buffer.from(wrapped)
  forged.writeUInt32BE(0, 2)
  assert.throws(() => unwrapCaseKey(by, key, forged), { key: 'vault.cannot_open' })
  assert.ok(root.bytes)
})

test('the file of the seasons is for its owner alone and comes back as it was', async () => {
  const path = seasonFile(mkdtempSync(join(tmpdir(), 'amparo-season-')))
  assert.deepEqual(await readSeasons(path), [])
  const seasons = [newSeason([], '2026-01-01')]
  await writeSeasons(path, seasons)
  assert.deepEqual(await readSeasons(path), seasons)
  if (process.platform !== 'win32') assert.equal(statSync(path).mode & 0o077, 0)
})
