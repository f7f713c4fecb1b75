// The calendars that lie in the house are those the kept command makes, so that a correction by hand cannot hide in them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendars } from '#law/calendars.ts'
import { makeCalendars } from './make.ts'

test('the calendars are as their command makes them', () => {
  for (const [name, made] of Object.entries(makeCalendars())) assert.deepEqual(calendars[name], made, name)
})

test('no day stands outside the years a calendar is said to know', () => {
  for (const { valid_from, valid_until, everywhere, regions, towns } of Object.values(calendars))
    for (const { on } of [...everywhere, ...regions.flatMap(({ days }) => days), ...towns.flatMap(({ days }) => days)])
      assert.ok(valid_from <= on && on <= valid_until, on)
})
