// Nothing is done without an action somebody decided on, nothing leaves without a reply schema, and each way in has
// a test that walks it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { endpoint } from '#kit/endpoint.ts'
import { actionsOf, type Declared, declaredEndpoints, declaredIn, faultsOf } from './endpoints.ts'
import { list, sources } from './sources.ts'

test('every endpoint has its action, its answer and its test, and every action its use', async () => {
  const files = sources((path) => /^(src|db\/migrations)\//.test(path) || path === 'data/access/matrix.json')
  const matrix = files.find(({ path }) => path === 'data/access/matrix.json')
  const endpoints = await declaredEndpoints(files)
  const found = faultsOf(endpoints, files, matrix ? actionsOf(JSON.parse(matrix.text)) : [])
  assert.equal(found.length, 0, list(found))
})

const send = endpoint({
  method: 'POST',
  path: '/api/plans/:id/send',
  action: 'plan.send',
  summary: 'Sends a plan.',
  input: z.object({ id: z.uuid() }),
  reply: z.object({}),
})
const api = { path: 'src/plans/plan.api.ts', text: 'export const sendPlan = answer(send)(async () => ({}))' }
const proof = { path: 'src/plans/plan.test.ts', text: 'await call(send, {})' }
const declared: Declared[] = declaredIn('src/plans/plan.ts', { send, Plan: z.object({}), days: [1] })

test('a whole endpoint is left alone, alone or in a group', () => {
  assert.deepEqual(faultsOf(declared, [api, proof], ['plan.send']), [])
  const grouped = declaredIn('src/plans/plan.ts', { plans: { send } })
  assert.equal(grouped[0]?.name, 'plans.send')
  const text = (each: string) => each.replace('send', 'plans.send').replace('sPlan', 'Plan')
  const files = [
    { path: api.path, text: 'answer(plans.send)(f)' },
    { path: proof.path, text: text('(send)') },
  ]
  assert.deepEqual(faultsOf(grouped, files, ['plan.send']), [])
})

test('each planted fault is found', () => {
  const faults = (files: Parameters<typeof faultsOf>[1], actions: string[], endpoints = declared) =>
    faultsOf(endpoints, files, actions)
  assert.match(faults([api, proof], [])[0]!, /not in data\/access/)
  assert.match(faults([proof], ['plan.send'])[0]!, /no answer/)
  assert.match(faults([{ ...api, text: '// answer(send)' }, proof], ['plan.send'])[0]!, /no answer/)
  assert.match(faults([api, { ...proof, path: 'src/cases/case.test.ts' }], ['plan.send'])[0]!, /no test/)
  assert.match(faults([api, proof], ['plan.send', 'plan.burn'])[0]!, /nothing asks for "plan.burn"/)
  assert.match(faults([api, proof], ['plan.send'], [...declared, ...declared])[0]!, /already/)
})
