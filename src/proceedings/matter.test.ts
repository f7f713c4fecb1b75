// Matters with what hangs on them: written, read whole, corrected with a version, sealed, and closed to whoever does not open
// the law of the file.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { readLaw } from '#law/law-file.ts'
import { readExclusions } from '#people/exclusion.ts'
import { assignTeam } from '#team/team.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { aDecision, aHearing, aMatter, aMeasure, anAppeal, matterRooms } from '#test/matters.ts'
import { keepAppeal, keepDecision } from './decision.ts'
import { keepHearing } from './hearing.ts'
import { keepMatter, readMatters } from './matter.ts'
import { excludeByMeasure, keepMeasure } from './measure.ts'

let at: TestHouse
let me: Who
before(async () => {
  at = await testHouse(
    ...(await matterRooms()),
    await import('#people/exclusion.api.ts'),
    await import('#law/law-file.api.ts'),
  )
  me = at.staff.reference_worker
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
const read = (case_id: string, who = me) => at.ask(readMatters, { case_id }, who)

test('a matter is read with its hearings, decisions and appeals, and with the protection that was ordered', async () => {
  const { case_id } = await at.aFile()
  const matter = aMatter(case_id)
  await at.ask(keepMatter, matter, me)
  const hearing = aHearing(case_id, matter.matter_id)
  await at.ask(keepHearing, hearing, me)
  await at.ask(keepMeasure, aMeasure(case_id, matter.matter_id), me)
  const decision = aDecision(case_id, matter.matter_id)
  await at.ask(keepDecision, decision, me)
  await at.ask(keepAppeal, anAppeal(case_id, decision.decision_id), me)
  const { matters, measures, may } = await read(case_id)
  assert.deepEqual(may, { write: true, exclude: true, statements: true, conflicts: false })
  const [found] = matters
  assert.equal(found?.court, matter.court)
  assert.deepEqual(found?.parties, matter.parties)
  assert.equal(found?.hearings[0]?.court, 'Plaza de Castilla')
  assert.ok((found?.hearings[0]?.preparation.length ?? 0) > 5)
  assert.equal(found?.decisions[0]?.appeals[0]?.number, 'A 3')
  assert.deepEqual(measures[0]?.against, ['Ramiro Ortega Lillo'])
})

test('a stale change gets what stands; days that cannot be are refused; nothing lies open', async () => {
  const { case_id } = await at.aFile()
  const matter = aMatter(case_id)
  await at.ask(keepMatter, matter, me)
  const { version } = await at.ask(keepMatter, { ...matter, version: 1, status: 'suspended' }, me)
  await refuses(at.ask(keepMatter, { ...matter, version: 1 }, me), 'conflict', 'stale')
  await refuses(at.ask(keepMatter, { ...matter, version: 0 }, me), 'conflict', 'stale')
  await refuses(
    at.ask(keepMatter, { ...matter, version, opened_on: '2999-01-01' }, me),
    'invalid',
    'proceedings.begins_later',
  )
  await refuses(
    at.ask(keepMatter, { ...matter, version, ended_on: '2020-01-01' }, me),
    'invalid',
    'proceedings.ends_before',
  )
  await refuses(
    at.ask(keepMeasure, aMeasure(case_id, null, { until_on: '2020-01-01' }), me),
    'invalid',
    'proceedings.ends_before',
  )
  const hearing = aHearing(case_id, matter.matter_id)
  await at.ask(keepHearing, hearing, me)
  await refuses(at.ask(keepHearing, { ...hearing, version: 4 }, me), 'conflict', 'stale')
  await refuses(at.ask(keepHearing, aHearing(case_id, matter.matter_id, { version: 3 }), me), 'not_found')
  for (const change of [{ kind: 'war' }, { part: 'guilty' }, { jurisdiction: 'Spain' }])
    assert.equal((await at.askHttp(keepMatter, aMatter(case_id, change), me)).status, 422)
  const rows = await at.rows(
    "select (select string_agg(m::text, '') from matter m where case_id = $1) || (select string_agg(h::text, '') from hearing h where case_id = $1) as text",
    [case_id],
  )
  const text = String(rows[0]?.text)
  for (const word of ['Ortega', 'DP 114', 'Castilla'])
    assert.ok(!text.includes(word) && !text.includes(Buffer.from(word).toString('hex')), word)
})

test('a stay-away measure becomes an exclusion with one press, once', async () => {
  const { case_id } = await at.aFile()
  const measure = aMeasure(case_id, null)
  await at.ask(keepMeasure, measure, me)
  const ask = { case_id, measure_id: measure.measure_id, version: 1, reason: 'A judge keeps him away.' }
  const { made } = await at.ask(excludeByMeasure, ask, me)
  assert.equal(made, 1)
  const { exclusions } = await at.ask(readExclusions, { case_id }, me)
  assert.deepEqual(
    exclusions.map(({ what, until_on, since_on }) => [what.kind === 'person' && what.name, since_on, until_on]),
    [['Ramiro Ortega Lillo', '2026-03-05', '2030-03-05']],
  )
  assert.equal((await read(case_id)).measures[0]?.excluded, true)
  await refuses(at.ask(excludeByMeasure, { ...ask, version: 2 }, me), 'refused', 'proceedings.nothing_to_exclude')
  const hidden = aMeasure(case_id, null, { kind: 'identity_hidden' })
  await at.ask(keepMeasure, hidden, me)
  await refuses(
    at.ask(excludeByMeasure, { ...ask, measure_id: hidden.measure_id }, me),
    'refused',
    'proceedings.nothing_to_exclude',
  )
})

test('nobody, a role without the law, a partner and another house neither write nor read', async () => {
  const { case_id } = await at.aFile()
  const matter = aMatter(case_id)
  await at.ask(keepMatter, matter, me)
  const decision = aDecision(case_id, matter.matter_id)
  await at.ask(keepDecision, decision, me)
  const measure = aMeasure(case_id, matter.matter_id)
  await at.ask(keepMeasure, measure, me)
  const { psychologist, lawyer, director, partner_worker, far_coordinator } = at.staff
  const stand = (who: Who, sections: ('identity' | 'safety' | 'law')[]) =>
    at.ask(assignTeam, { case_id, access_id: newId(), staff_id: who.staff_id, function: 'team_member', sections }, me)
  await stand(psychologist, ['identity', 'safety'])
  await stand(lawyer, ['identity', 'law'])
  const asks = [
    (who: Who) => read(case_id, who),
    (who: Who) => at.ask(keepMatter, aMatter(case_id), who),
    (who: Who) => at.ask(keepMeasure, aMeasure(case_id, null), who),
    (who: Who) =>
      at.ask(excludeByMeasure, { case_id, measure_id: measure.measure_id, version: 1, reason: 'A measure.' }, who),
    (who: Who) => at.ask(keepHearing, aHearing(case_id, matter.matter_id), who),
    (who: Who) => at.ask(keepDecision, aDecision(case_id, matter.matter_id), who),
    (who: Who) => at.ask(keepAppeal, anAppeal(case_id, decision.decision_id), who),
  ]
  for (const ask of asks) {
    await refuses(ask(nobody), 'signed_out')
    await refuses(ask(psychologist), 'not_found', 'case.section_not_found')
    for (const who of [partner_worker, far_coordinator]) await refuses(ask(who), 'not_found', 'case.not_found')
  }
  for (const ask of asks.slice(1)) await refuses(ask(director), 'refused')
  const { matters, may } = await read(case_id, lawyer)
  assert.equal(matters.length, 1)
  assert.deepEqual(may, { write: true, exclude: false, statements: true, conflicts: true })
  // Who opens the law and not safety does not write an exclusion by the way.
  await refuses(asks[3]!(lawyer), 'not_found', 'case.section_not_found')
  // A partner whom she lets read the law reads what runs, and not what is prepared.
  await at.ask(keepHearing, aHearing(case_id, matter.matter_id), me)
  const { consent_id } = await at.aConsent(case_id, partner_worker, ['law'])
  await at.rows(
    `insert into case_access (organisation_id, case_id, access_id, kind, member_organisation_id, basis, sections, created_by)
     values ($1, $2, $3, 'consent', $4, $5, '{law}', $6)`,
    [at.ours.organisation_id, case_id, newId(), partner_worker.organisation_id, consent_id, me.staff_id],
  )
  const theirs = await read(case_id, partner_worker)
  assert.equal(theirs.matters[0]?.court, matter.court)
  assert.deepEqual(theirs.matters[0]?.hearings[0]?.preparation, [])
  assert.deepEqual(theirs.may, { write: false, exclude: false, statements: false, conflicts: false })
})

test('with a decision the event of the law is recorded once, and terms run from the day it was notified', async () => {
  const { case_id } = await at.aFile()
  const matter = aMatter(case_id, { kind: 'administrative' })
  await at.ask(keepMatter, matter, me)
  const event = { event_id: newId(), code: 'decision_notified', jurisdiction: 'es' as const }
  const decision = aDecision(case_id, matter.matter_id, { event })
  await at.ask(keepDecision, decision, me)
  const law = await at.ask(readLaw, { case_id }, me)
  assert.deepEqual(
    law.events.map(({ code, happened_on, matter_id }) => [code, happened_on, matter_id]),
    [['decision_notified', '2026-06-04', matter.matter_id]],
  )
  assert.ok(law.items.some(({ started_by }) => started_by.event_id === event.event_id))
  // Changed later, it keeps its event and makes no second one.
  await at.ask(keepDecision, { ...decision, version: 1, event: { ...event, event_id: newId() } }, me)
  assert.equal((await at.ask(readLaw, { case_id }, me)).events.length, 1)
  assert.equal((await read(case_id)).matters[0]?.decisions[0]?.law_event_id, event.event_id)
  await refuses(
    at.ask(keepDecision, aDecision(case_id, matter.matter_id, { notified_on: '2026-05-01' }), me),
    'invalid',
    'proceedings.ends_before',
  )
})
