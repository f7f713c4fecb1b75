// How far a guided checklist has come: kept sealed beside the proceeding it is for, with a version, for who opens the law.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { writeLetter } from '#documents/letter.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { assignTeam } from '#team/team.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { keepGuided, readGuided } from './guide.ts'
import { recordProceeding } from './proceeding.ts'

let at: TestHouse
let me: Who
before(async () => {
  at = await testHouse(
    await import('./guide.api.ts'),
    await import('./proceeding.api.ts'),
    await import('#documents/letter.api.ts'),
    await import('#team/team.api.ts'),
  )
  me = at.staff.reference_worker
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
const charged = async (jurisdiction = 'ES') => {
  const { case_id } = await at.aFile()
  const proceeding_id = newId()
  const says = { case_id, proceeding_id, kind: 'charge' as const, jurisdiction, status: 'open' as const }
  await at.ask(recordProceeding, { ...says, began_on: '2026-02-01' }, me)
  return { case_id, proceeding_id }
}
const keep = (of: { case_id: string; proceeding_id: string }, change: object = {}) => ({
  ...{ ...of, guided_id: newId(), version: 0, guide: 'es_177_bis_11', status: 'begun' as const },
  steps: { situation: { answer: 'there' as const, words: 'Getafe, a whole winter.' } },
  ...change,
})

test('what fits is offered; what was answered comes back, sealed, and a stale save gets what stands', async () => {
  const of = await charged()
  const { fit, guides, guided } = await at.ask(readGuided, { case_id: of.case_id }, me)
  assert.deepEqual([fit, guided], [[{ proceeding_id: of.proceeding_id, guide: 'es_177_bis_11' }], []])
  assert.equal(guides[0]?.reviewed, false)
  const says = keep(of)
  await at.ask(keepGuided, says, me)
  await at.ask(keepGuided, { ...says, version: 1, status: 'with_counsel' }, me)
  const after = await at.ask(readGuided, { case_id: of.case_id }, me)
  assert.deepEqual(
    after.guided.map(({ status, steps, version }) => [status, steps, version]),
    [['with_counsel', says.steps, 2]],
  )
  await refuses(at.ask(keepGuided, { ...says, version: 1 }, me), 'conflict', 'stale')
  await refuses(at.ask(keepGuided, keep(of), me), 'conflict', 'stale')
  await refuses(at.ask(keepGuided, keep(of, { guide: 'mercy' }), me), 'invalid')
  await refuses(at.ask(keepGuided, keep(of, { steps: { guilt: { answer: 'there', words: '' } } }), me), 'invalid')
  const [row] = await at.rows('select g::text as text from guided_steps g where case_id = $1', [of.case_id])
  assert.ok(!String(row?.text).includes(Buffer.from('Getafe').toString('hex')))
  assert.deepEqual((await at.ask(readGuided, { case_id: (await charged('PT')).case_id }, me)).fit, [])
})

test('nobody, a role without the law, a partner and another house neither keep nor read', async () => {
  const of = await charged()
  const { psychologist, lawyer, director, partner_worker, far_coordinator } = at.staff
  const stand = (who: Who, sections: ('identity' | 'safety' | 'law')[]) =>
    at.ask(
      assignTeam,
      { case_id: of.case_id, access_id: newId(), staff_id: who.staff_id, function: 'team_member', sections },
      me,
    )
  await stand(psychologist, ['identity', 'safety'])
  await stand(lawyer, ['identity', 'law'])
  for (const ask of [
    (who: Who) => at.ask(readGuided, { case_id: of.case_id }, who),
    (who: Who) => at.ask(keepGuided, keep(of), who),
  ]) {
    await refuses(ask(nobody), 'signed_out')
    await refuses(ask(psychologist), 'not_found', 'case.section_not_found')
    for (const who of [partner_worker, far_coordinator]) await refuses(ask(who), 'not_found', 'case.not_found')
  }
  await refuses(at.ask(keepGuided, keep(of), director), 'refused')
  await at.ask(keepGuided, keep(of), lawyer)
})

test('the draft for counsel is written in each language of the desk and says that it is one', async () => {
  const { case_id } = await charged()
  for (const language of ['en', 'es', 'it']) {
    const letter = { case_id, document_id: newId(), content_id: newId(), letter: 'counsel_draft', language }
    const values = {
      ...{ name: 'Maya', to: 'Turno de oficio', sender: 'Casa Encina', rule: 'Código Penal, art. 177 bis.11' },
      ...{ proceedings: 'DP 114/2026', shown: 'Getafe', missing: 'The referral decision' },
    }
    assert.equal((await at.ask(writeLetter, { ...letter, how: 'handed', values }, me)).state, 'written')
    await refuses(at.ask(writeLetter, { ...letter, how: 'posted', values }, me), 'invalid', 'documents.letter_handed')
  }
})
