// The order of papers in a file: from its documents, from what was recorded and from silence; a danger that was marked cites
// what the law lets an office do without.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDocument } from '#documents/document.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { assignTeam } from '#team/team.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { keepLawFile, recordLawEvent } from './law-file.ts'
import { readPapers } from './papers.ts'

let at: TestHouse
let me: Who
before(async () => {
  at = await testHouse(
    await import('./papers.api.ts'),
    await import('./law-file.api.ts'),
    await import('#documents/document.api.ts'),
    await import('#team/team.api.ts'),
  )
  me = at.staff.reference_worker
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
const steps = async (case_id: string, who = me) => {
  const { order } = await at.ask(readPapers, { case_id }, who)
  assert.ok(order)
  return (code: string) => order.steps.find((step) => step.code === code)!
}
const paper = (case_id: string, type: string, section: 'home' | 'law' | 'health', change: object = {}) => ({
  ...{ case_id, document_id: newId(), section, type, held_by: 'person' as const, seen: 'original' as const },
  ...{ expires_on: null, number: 'A 1', issuer: '', issued_on: addDays(today, -20), note: '', ...change },
})
const event = (case_id: string, code: string, days: number) => ({
  ...{ case_id, event_id: newId(), code, jurisdiction: 'es' as const, happened_on: addDays(today, -days) },
})

test('documents, events and silence move her through the order', async () => {
  const { case_id } = await at.aFile()
  assert.deepEqual(
    [(await steps(case_id))('padron').state, (await steps(case_id))('health_card').state],
    ['next', 'waits'],
  )
  await at.ask(addDocument, paper(case_id, 'registration', 'home'), me)
  const now = await steps(case_id)
  assert.deepEqual([now('padron').state, now('padron').lacks, now('health_card').state], ['done', ['copy'], 'next'])
  await at.ask(recordLawEvent, event(case_id, 'proposal_received', 40), me)
  // Nobody answered within the term: the period counts as granted, and no paper says so yet.
  assert.equal((await steps(case_id))('rrp').state, 'given')
  assert.equal((await steps(case_id))('exemption').state, 'next')
})

test('an original in the wrong hands is called out', async () => {
  const { case_id } = await at.aFile()
  await at.ask(addDocument, paper(case_id, 'registration', 'home', { held_by: 'exploiter' }), me)
  assert.equal((await steps(case_id))('padron').alarm, 'never')
})

test('a passport that would be dangerous to ask for: what the law lets an office do without is cited', async () => {
  const { case_id } = await at.aFile()
  const asked = async () =>
    (await steps(case_id))('application').asks.find(({ documents }) => documents.includes('passport'))
  assert.equal((await asked())?.dangerous, false)
  await at.ask(
    keepLawFile,
    {
      ...{ case_id, version: 0, jurisdictions: ['es'], province: null, town: null },
      circumstances: { passport_dangerous: true },
    },
    me,
  )
  const now = await asked()
  assert.equal(now?.dangerous, true)
  assert.match(now?.may_be_waived?.article ?? '', /art\. 152/)
})

test('a law for which no order is written down says so', async () => {
  const { case_id } = await at.aFile()
  const place = { jurisdictions: ['us' as const], province: null, town: null, circumstances: {} }
  await at.ask(keepLawFile, { case_id, version: 0, ...place }, me)
  assert.equal((await at.ask(readPapers, { case_id }, me)).order, null)
})

test('nobody, a role without the law, a partner and another house read nothing; what a reader does not open is not called missing', async () => {
  const { case_id } = await at.aFile()
  await at.ask(addDocument, paper(case_id, 'health_card', 'health'), me)
  const { psychologist, lawyer, partner_worker, far_coordinator } = at.staff
  const stand = (who: Who, sections: ('identity' | 'safety' | 'law')[]) =>
    at.ask(assignTeam, { case_id, access_id: newId(), staff_id: who.staff_id, function: 'team_member', sections }, me)
  await stand(psychologist, ['identity', 'safety'])
  await stand(lawyer, ['identity', 'law'])
  await refuses(at.ask(readPapers, { case_id }, nobody), 'signed_out')
  await refuses(at.ask(readPapers, { case_id }, psychologist), 'not_found', 'case.section_not_found')
  for (const who of [partner_worker, far_coordinator])
    await refuses(at.ask(readPapers, { case_id }, who), 'not_found', 'case.not_found')
  assert.equal((await steps(case_id, lawyer))('health_card').state, 'not_shown')
  assert.equal((await steps(case_id))('health_card').state, 'done')
})
