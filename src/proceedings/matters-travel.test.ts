// A matter goes along when the law was named for good: sealed anew, without who stood for her there and without statements.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kit/id.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { aDecision, aHearing, aMatter, aMeasure, anAppeal, aStatement, matterRooms } from '#test/matters.ts'
import { forGood, type TransferHands, transferHands, transferModules } from '#test/transfers.ts'
import { keepAppeal, keepDecision } from './decision.ts'
import { keepGuided, readGuided } from './guide.ts'
import { keepHearing } from './hearing.ts'
import { keepMatter, putLawyer, readMatters } from './matter.ts'
import { keepMeasure } from './measure.ts'
import { recordProceeding } from './proceeding.ts'
import { recordStatement } from './statement.ts'

let at: TestHouse
let hands: TransferHands
before(async () => {
  at = await testHouse(
    ...(await transferModules()),
    ...(await matterRooms()),
    await import('./guide.api.ts'),
    await import('./proceeding.api.ts'),
  )
  hands = await transferHands(at)
})
after(() => at.close())

const aFullMatter = async () => {
  const { case_id } = await hands.aFullFile()
  const { worker } = hands
  const matter = aMatter(case_id)
  const { matter_id } = matter
  await at.ask(keepMatter, matter, worker)
  await at.ask(keepHearing, aHearing(case_id, matter_id), worker)
  await at.ask(keepMeasure, aMeasure(case_id, matter_id), worker)
  await at.ask(recordStatement, aStatement(case_id, matter_id), worker)
  const decision = aDecision(case_id, matter_id)
  await at.ask(keepDecision, decision, worker)
  await at.ask(keepAppeal, anAppeal(case_id, decision.decision_id), worker)
  const proceeding_id = newId()
  const charge = { case_id, proceeding_id, kind: 'charge' as const, jurisdiction: 'ES', status: 'open' as const }
  await at.ask(recordProceeding, { ...charge, began_on: '2026-02-01' }, worker)
  const steps = { situation: { answer: 'there' as const, words: 'A winter.' } }
  const guided = { guided_id: newId(), proceeding_id, guide: 'es_177_bis_11', status: 'begun' as const, steps }
  await at.ask(keepGuided, { case_id, version: 0, ...guided }, worker)
  await at.ask(
    putLawyer,
    {
      ...{ case_id, matter_id, check_id: newId(), version: 1, kind: 'outside' },
      ...{ name: 'Somebody', office: '', reach: '' },
    },
    worker,
  )
  return case_id
}

test('with the law named for good, matters go along whole and sealed anew', async () => {
  const case_id = await aFullMatter()
  const consent_id = await hands.aConsentToTransfer(case_id, hands.partner, [...forGood, 'law'])
  const { new_case_id } = await hands.take(await hands.send(case_id, consent_id))
  const there = await at.ask(readMatters, { case_id: new_case_id }, hands.leader)
  const [matter] = there.matters
  assert.equal(matter?.number, 'DP 114/2026')
  assert.deepEqual([matter?.lawyer.kind, matter?.lawyer.status], ['none', 'none'])
  assert.equal(matter?.hearings[0]?.court, 'Plaza de Castilla')
  assert.equal(matter?.decisions[0]?.appeals[0]?.number, 'A 3')
  assert.deepEqual(matter?.statements, [])
  assert.deepEqual(there.measures[0]?.against, ['Ramiro Ortega Lillo'])
  const { guided } = await at.ask(readGuided, { case_id: new_case_id }, hands.leader)
  assert.equal(guided[0]?.steps.situation?.words, 'A winter.')
})

test('without it nothing of them goes', async () => {
  const case_id = await aFullMatter()
  const consent_id = await hands.aConsentToTransfer(case_id)
  const { new_case_id } = await hands.take(await hands.send(case_id, consent_id))
  const there = await at.ask(readMatters, { case_id: new_case_id }, hands.leader)
  assert.deepEqual([there.matters, there.measures], [[], []])
})
