// What a person must not meet is refused at every assignment there is, on the server and at once, and only a second
// colleague lets one pass, once. Partners learn nothing of it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays } from '#kit/day.ts'
import type { SentInputOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import {
  addExclusion,
  answerOverride,
  askOverride,
  changeExclusion,
  endExclusion,
  readExcluded,
  readExclusions,
} from './exclusion.ts'

/** The rooms where people are assigned are told later; a test may look ahead. */
const { assignTeam } = await import('#team/team.ts')
const { proposeHandOver } = await import('#team/hand-over.ts')
const { askForCover } = await import('#team/cover.ts')
const { sendReferral } = await import('#referrals/referral.ts')

let at: TestHouse
before(async () => {
  at = await testHouse(
    await import('./exclusion.api.ts'),
    await import('#team/team.api.ts'),
    await import('#team/hand-over.api.ts'),
    await import('#team/cover.api.ts'),
    await import('#referrals/referral.api.ts'),
  )
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })

const today = new Date().toISOString().slice(0, 10)
type Added = SentInputOf<typeof addExclusion>
const anExclusion = (case_id: string, what: Added['what'], change: Partial<Added> = {}): Added => ({
  ...{
    case_id,
    exclusion_id: newId(),
    what,
    since_on: today,
    reason: 'She saw them talk to him.',
    said_by: 'the person',
  },
  ...change,
})
const exclude = async (case_id: string, what: Added['what'], change: Partial<Added> = {}) => {
  const added = anExclusion(case_id, what, change)
  await at.ask(addExclusion, added, at.staff.reference_worker)
  return added.exclusion_id
}
const asStaff = (who: Who) => ({ kind: 'staff' as const, staff_id: who.staff_id, name: 'that colleague' })
const assign = (case_id: string, who: Who) => ({
  case_id,
  access_id: newId(),
  staff_id: who.staff_id,
  function: 'team_member' as const,
  sections: ['identity' as const, 'safety' as const],
})
const ask = (case_id: string, assignment: SentInputOf<typeof askOverride>['assignment']) => ({
  case_id,
  override_id: newId(),
  assignment,
  reason: 'Nobody else speaks her language.',
})

test('an exclusion is written, read, corrected and ended; what was sealed stays sealed', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator } = at.staff
  const added = anExclusion(case_id, { kind: 'person', name: 'Ram Thapa' }, { until_on: addDays(today, 90) })
  assert.deepEqual(await at.ask(addExclusion, added, reference_worker), {
    exclusion_id: added.exclusion_id,
    version: 1,
  })
  const [read] = (await at.ask(readExclusions, { case_id }, coordinator)).exclusions
  assert.deepEqual(
    [read?.what, read?.reason, read?.said_by, read?.recorded_by],
    [{ kind: 'person', name: 'Ram Thapa', related_id: null }, added.reason, 'the person', reference_worker.staff_id],
  )
  const { exclusion_id } = added
  const change = { case_id, exclusion_id, version: 1, reason: 'He is her uncle.', said_by: 'the person' }
  await at.ask(changeExclusion, change, coordinator)
  const { body } = await at.askHttp(changeExclusion, change, reference_worker)
  assert.deepEqual([body.key, body.details.current.reason], ['stale', 'He is her uncle.'])
  await refuses(
    at.ask(changeExclusion, { ...change, version: 2, until_on: addDays(today, -1) }, coordinator),
    'invalid',
  )
  await at.ask(endExclusion, { case_id, exclusion_id, version: 2 }, coordinator)
  await refuses(
    at.ask(endExclusion, { case_id, exclusion_id, version: 3 }, coordinator),
    'conflict',
    'exclusion.ended_already',
  )
  const [ended] = (await at.ask(readExclusions, { case_id }, coordinator)).exclusions
  assert.equal(ended?.ended_by, coordinator.staff_id)
  const [row] = await at.rows('select * from exclusion where case_id = $1', [case_id])
  assert.ok(!JSON.stringify({ ...row, sealed: (row!.sealed as Buffer).toString('latin1') }).includes('Thapa'))
  const kinds = await at.rows(
    "select kind, section from timeline_entry where case_id = $1 and kind like 'exclusion%' order by at",
    [case_id],
  )
  assert.deepEqual(
    kinds.map(({ kind, section }) => `${kind} ${section}`),
    [...['exclusion_recorded safety', 'exclusion_changed safety', 'exclusion_ended safety']],
  )
  await refuses(
    at.ask(
      addExclusion,
      anExclusion(case_id, { kind: 'person', name: 'X' }, { until_on: addDays(today, -1) }),
      coordinator,
    ),
    'invalid',
    'exclusion.ends_before',
  )
})

test('nobody, a role without the section, a partner and another office read and write none of it', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, psychologist, trainer, director, partner_worker, far_coordinator, second_worker } = at.staff
  const exclusion_id = await exclude(case_id, { kind: 'person', name: 'Ram Thapa' })
  const wish = ask(case_id, { kind: 'team_member', staff_id: psychologist.staff_id })
  await at.ask(askOverride, wish, reference_worker)
  const all = [
    (who: Who) => at.ask(readExclusions, { case_id }, who),
    (who: Who) => at.ask(addExclusion, anExclusion(case_id, { kind: 'person', name: 'X' }), who),
    (who: Who) => at.ask(changeExclusion, { case_id, exclusion_id, version: 1, reason: 'x' }, who),
    (who: Who) => at.ask(endExclusion, { case_id, exclusion_id, version: 1 }, who),
    (who: Who) => at.ask(askOverride, ask(case_id, wish.assignment), who),
    (who: Who) =>
      at.ask(answerOverride, { case_id, override_id: wish.override_id, version: 1, answer: 'approved' }, who),
  ]
  await at.ask(assignTeam, { ...assign(case_id, trainer), sections: ['identity', 'learning'] }, reference_worker)
  for (const each of [...all, (who: Who) => at.ask(readExcluded, { case_id }, who)]) {
    await refuses(each(nobody), 'signed_out')
    for (const who of [partner_worker, far_coordinator, second_worker])
      await refuses(each(who), 'not_found', 'case.not_found')
  }
  for (const each of all) await assert.rejects(each(trainer), 'a trainer opens no safety')
  for (const each of all.slice(1)) await refuses(each(director), 'refused')
  // A consent that opens something else opens nothing of this; one that opens safety is read and never written.
  await at.aConsent(case_id, partner_worker, ['health', 'home'])
  for (const each of all) await assert.rejects(each(partner_worker))
  const other = await at.aFile()
  await refuses(
    at.ask(endExclusion, { case_id: other.case_id, exclusion_id, version: 1 }, reference_worker),
    'not_found',
    'exclusion.not_found',
  )
})

test('every assignment of today is refused: team, reference worker, hand-over, cover, partner', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator, second_worker, lawyer, partner_worker } = at.staff
  await exclude(case_id, asStaff(lawyer))
  await exclude(case_id, asStaff(second_worker))
  await exclude(case_id, { kind: 'organisation', name: 'El Olmo' })
  const refused = await at.askHttp(assignTeam, assign(case_id, lawyer), reference_worker)
  assert.equal(refused.status, 403)
  assert.equal(refused.body.key, 'exclusion.excluded')
  assert.deepEqual(
    refused.body.details.because.map(({ kind }: { kind: string }) => kind),
    ['staff'],
  )
  assert.doesNotMatch(JSON.stringify(refused.body), /that colleague|She saw/)
  const takesOver = { ...assign(case_id, second_worker), function: 'reference_worker' as const }
  await refuses(at.ask(assignTeam, takesOver, coordinator), 'refused', 'exclusion.excluded')
  const hand_over = {
    ...{ case_id, hand_over_id: newId(), to_staff_id: second_worker.staff_id, keeps_until: null },
    checklist: await checklist(),
    words: '',
  }
  await refuses(at.ask(proposeHandOver, hand_over, reference_worker), 'refused', 'exclusion.excluded')
  const cover = {
    ...{ cover_id: newId(), absent_id: reference_worker.staff_id, stand_in_id: second_worker.staff_id },
    ...{ from_on: today, until_on: addDays(today, 7), case_ids: [case_id] },
  }
  await refuses(at.ask(askForCover, cover as never, coordinator), 'refused', 'exclusion.excluded')
  await refuses(
    at.ask(sendReferral, await referral(case_id, partner_worker), reference_worker),
    'refused',
    'exclusion.excluded',
  )
  const { colleagues, partners } = await at.ask(readExcluded, { case_id }, reference_worker)
  assert.deepEqual(colleagues.map(({ staff_id }) => staff_id).sort(), [lawyer.staff_id, second_worker.staff_id].sort())
  assert.deepEqual(partners, [{ organisation_id: partner_worker.organisation_id, kinds: ['organisation'] }])
  const standing = await at.rows("select staff_id from case_access where case_id = $1 and kind = 'team'", [case_id])
  assert.deepEqual(
    standing.map(({ staff_id }) => staff_id),
    [reference_worker.staff_id],
  )
  assert.equal((await at.rows('select from referral where case_id = $1', [case_id])).length, 0)
})

const checklist = async () => {
  const { default: list } = await import('#data/codes/hand_over_checklist.json', { with: { type: 'json' } })
  return Object.fromEntries(list.codes.map(({ code, answers }) => [code, answers[0]])) as never
}
const referral = async (case_id: string, to: Who) => ({
  case_id,
  referral_id: newId(),
  to_organisation_id: to.organisation_id,
  consent_id: (await at.aConsent(case_id, to, ['home'])).consent_id,
  summary: {
    ...{ age_group: 'not_known' as const, gender: 'not_said' as const, languages: [], interpreter_needed: false },
    ...{ need: 'housing', urgency: 'this_week' as const, words: '' },
  },
  answer_due_on: addDays(today, 3),
})

test('bad input is refused by field', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker } = at.staff
  const bad: object[] = [
    { what: { kind: 'nobody' } },
    { what: { kind: 'person', name: '' } },
    { what: { kind: 'community' } },
    { what: { kind: 'area', country: 'Nepal' } },
    { reason: '' },
    { reason: 'x'.repeat(1001) },
    { since_on: 'yesterday' },
    { exclusion_id: 'x' },
  ]
  const good = anExclusion(case_id, { kind: 'person', name: 'X' })
  for (const change of bad)
    assert.equal(
      (await at.askHttp(addExclusion, { ...good, ...change }, reference_worker)).status,
      422,
      JSON.stringify(change),
    )
  for (const assignment of [{ kind: 'everything' }, { kind: 'team_member' }, { kind: 'team_member', staff_id: 'x' }])
    assert.equal(
      (await at.askHttp(askOverride, { ...ask(case_id, assignment as never) }, reference_worker)).status,
      422,
    )
})
