// What is declared is answered, once, by the server that really runs.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { declaredEndpoints } from '#test/house/endpoints.ts'
import { sources } from '#test/house/sources.ts'
import { answers } from './answers.ts'

test('every endpoint is answered exactly once', async () => {
  const all = await declaredEndpoints(sources((path) => path.startsWith('src/')))
  // Those of the first set-up are answered only while there is something to set up; src/cli/house.test.ts walks them.
  const declared = all.filter(({ path }) => path !== 'src/organisations/set-up.ts')
  assert.equal(all.length - declared.length, 4)
  assert.ok(declared.length > 20)
  for (const { name, endpoint } of declared)
    assert.equal(
      answers.filter((answer) => answer.endpoint === endpoint).length,
      1,
      `${name} ${endpoint.method} ${endpoint.path}`,
    )
  assert.equal(answers.length, declared.length)
})
