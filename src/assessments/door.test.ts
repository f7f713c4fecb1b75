// Opening a sitting for her alone, and taking it back: by whom, once at a time, and never for what is judged of her.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { newLinkSecret, newNumberCode } from '#links/secret.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { sittingsOf } from '#test/sittings.ts'
import { closeOwnDoor, openOwnDoor } from './door.ts'
import { instrumentOf } from './instruments.store.ts'
import { answerItems } from './sitting.ts'

let at: TestHouse
let { join, begin } = {} as ReturnType<typeof sittingsOf>
before(async () => {
  at = await testHouse(
    await import('./sitting.api.ts'),
    await import('./door.api.ts'),
    await import('#team/team.api.ts'),
  )
  ;({ join, begin } = sittingsOf(at))
})
after(() => at.close())

const here = { link_by: 'in_person', code_by: 'in_person' } as const
const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })

test('who may open a door for her, once at a time, and not for what is judged of her', async () => {
  const { reference_worker, coordinator, director, partner_worker, far_coordinator, trainer } = at.staff
  const { case_id } = await at.aFile()
  const sitting_id = await begin(case_id, reference_worker)
  const link = () => ({ link_id: newId(), secret: newLinkSecret(), code: newNumberCode(), ...here })
  const open = (who: Who, version = 1) =>
    at.ask(openOwnDoor, { case_id, sitting_id, version, link: link(), hours: 24 }, who)
  const close = (who: Who, version = 1) => at.ask(closeOwnDoor, { case_id, sitting_id, version }, who)
  await join(case_id, trainer)
  for (const ask of [open, close]) {
    await refuses(ask(nobody), 'signed_out')
    for (const stranger of [partner_worker, far_coordinator]) await refuses(ask(stranger), 'not_found')
    for (const who of [director, trainer]) await refuses(ask(who), 'refused')
    await refuses(ask(coordinator), 'not_found')
  }
  await refuses(close(reference_worker), 'conflict', 'assessment.no_door')
  await refuses(open(reference_worker, 7), 'conflict', 'stale')
  await open(reference_worker)
  await refuses(open(reference_worker), 'conflict', 'assessment.with_her')
  await refuses(
    at.ask(answerItems, { case_id, sitting_id, version: 1, answers: { sleep: null } }, reference_worker),
    'conflict',
    'assessment.with_her',
  )
  assert.equal((await close(reference_worker)).version, 2)
  const judged = ['retrafficking-risk', 'danger'] as const
  const professional = judged.find((id) => instrumentOf(id).filled_by === 'professional')!
  const other = await begin(case_id, reference_worker, professional)
  await refuses(
    at.ask(openOwnDoor, { case_id, sitting_id: other, version: 1, link: link(), hours: 2 }, reference_worker),
    'invalid',
    'assessment.not_alone',
  )
})
