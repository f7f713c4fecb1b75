// What is declared is answered, once, by the server that really runs.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { declaredEndpoints } from '#test/house/endpoints.ts'
import { readSources } from '#test/house/sources.ts'
import { answers } from './answers.ts'

test('every endpoint is answered exactly once', async () => {
  const declared = await declaredEndpoints(await readSources())
  assert.ok(declared.length > 20)
  for (const { name, endpoint } of declared)
    assert.equal(
      answers.filter((answer) => answer.endpoint === endpoint).length,
      1,
      `${name} ${endpoint.method} ${endpoint.path}`,
    )
  assert.equal(answers.length, declared.length)
})
