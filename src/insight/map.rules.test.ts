// Every province can be reached by arrows from every other, and an arrow goes where it points.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import provinces from '#data/codes/provinces_es.json' with { type: 'json' }
import drawn from '#data/shapes/es-provinces.json' with { type: 'json' }
import { neighbourOf } from './map.rules.ts'

const { shapes } = drawn
const keys = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']

test('each province has its shape, with the code INE gives it', () => {
  assert.deepEqual(shapes.map(({ code }) => code).sort(), provinces.codes.map(({ code }) => code).sort())
})

test('arrows lead to every province', () => {
  const reached = new Set<string>()
  const next = [shapes[0]!]
  for (let spot = next.pop(); spot; spot = next.pop()) {
    if (reached.has(spot.code)) continue
    reached.add(spot.code)
    for (const key of keys) {
      const found = neighbourOf(shapes, spot, key)
      if (found) next.push(shapes.find(({ code }) => code === found.code)!)
    }
  }
  assert.equal(
    reached.size,
    52,
    shapes
      .filter(({ code }) => !reached.has(code))
      .map(({ code }) => code)
      .join(),
  )
  const madrid = shapes.find(({ code }) => code === '28')!
  assert.ok(neighbourOf(shapes, madrid, 'ArrowUp')!.y < madrid.y)
  assert.ok(neighbourOf(shapes, madrid, 'ArrowRight')!.x > madrid.x)
  assert.equal(neighbourOf(shapes, madrid, 'Enter'), undefined)
})
