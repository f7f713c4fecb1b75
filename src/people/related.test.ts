// The people around: who sees and writes whom, who stands apart, who must not learn where the person is, who is called.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { assignTeam } from '#team/team.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { hostileInput } from '#test/hostile.ts'
import { chooseEmergencyContact, listRelated, type RelatedPerson, writeRelated } from './related.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./related.api.ts'), await import('#team/team.api.ts'))
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${problem.key}`, `${kind} ${key}`, `${problem.cause}`)
    return true
  })

const aPerson = (changes: Partial<RelatedPerson> = {}): RelatedPerson => ({
  group: 'family',
  role: 'mother',
  name: 'Aama',
  safe: 'safe',
  why: 'They speak every Sunday',
  lives_with: 'no',
  country: 'NP',
  place: 'Sindhupalchok',
  knows: 'no',
  may_be_told: 'no',
  may_contact: 'yes',
  contact: '+977 1 5550 000',
  about: '',
  needs: null,
  past: false,
  ...changes,
})
const write = async (case_id: string, person: RelatedPerson, who: Who = at.staff.reference_worker) => {
  const related_id = newId()
  await at.ask(writeRelated, { case_id, related_id, version: 0, person }, who)
  return related_id
}
const suspect = aPerson({ group: 'apart', role: 'suspect', name: 'The man of the flat', safe: 'not_safe' })
const flatmate = aPerson({ group: 'household', role: 'flatmate', lives_with: 'yes' })

test('each is seen in the section they are kept in, and whoever stands apart only with safety', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator, trainer, job_counsellor } = at.staff
  const mother = await write(case_id, aPerson())
  const bad = await write(case_id, suspect)
  const friend = await write(case_id, flatmate)
  for (const who of [trainer, job_counsellor])
    await at.ask(
      assignTeam,
      {
        case_id,
        access_id: newId(),
        staff_id: who.staff_id,
        function: 'team_member',
        sections: ['identity', 'home', 'learning', 'work'],
      },
      coordinator,
    )
  const seen = async (who: Who) => (await at.ask(listRelated, { case_id }, who)).people
  assert.deepEqual(
    (await seen(reference_worker)).map((each) => each.related_id),
    [mother, bad, friend],
  )
  assert.deepEqual(
    (await seen(trainer)).map((each) => each.related_id),
    [mother],
  )
  const worker = await seen(job_counsellor)
  assert.deepEqual(
    worker.map((each) => each.related_id),
    [mother, friend],
  )
  assert.equal(worker[0]?.person.why, '', 'why someone is safe is told with safety alone')
  assert.equal((await seen(coordinator))[0]?.person.why, 'They speak every Sunday')
  const { must_not_learn_where } = await at.ask(listRelated, { case_id }, reference_worker)
  assert.deepEqual(must_not_learn_where, [
    { related_id: mother, because: 'not_told' },
    { related_id: bad, because: 'apart' },
  ])
  const [row] = await at.rows('select sealed from related_person where related_id = $1', [bad])
  assert.equal((row!.sealed as Buffer).indexOf('The man'), -1)
  const told = await at.rows(
    `select kind, section, codes from timeline_entry where case_id = $1 and kind like 'related%' order by at`,
    [case_id],
  )
  assert.deepEqual(
    told.map(({ kind, section, codes }) => [kind, section, codes]),
    [
      ['related_added', 'identity', {}],
      ['related_added', 'safety', {}],
      ['related_added', 'home', {}],
    ],
  )
})

test('the four questions: signed out, wrong role, other organisation, right person', async () => {
  const { case_id } = await at.aFile()
  const { coordinator, director, second_worker, intake, far_coordinator, partner_worker } = at.staff
  const related_id = await write(case_id, aPerson())
  const change = { case_id, related_id, version: 1, person: aPerson() }
  const call = { case_id, related_id, version: 1 }
  await refuses(at.ask(listRelated, { case_id }, nobody), 'signed_out', 'session.signed_out')
  await refuses(at.ask(writeRelated, change, nobody), 'signed_out', 'session.signed_out')
  await refuses(at.ask(chooseEmergencyContact, call, nobody), 'signed_out', 'session.signed_out')
  for (const who of [second_worker, intake, far_coordinator, partner_worker]) {
    await refuses(at.ask(listRelated, { case_id }, who), 'not_found', 'case.not_found')
    await refuses(at.ask(writeRelated, change, who), 'not_found', 'case.not_found')
    await refuses(at.ask(chooseEmergencyContact, call, who), 'not_found', 'case.not_found')
  }
  await refuses(at.ask(writeRelated, change, director), 'refused', 'access.refused')
  await refuses(at.ask(chooseEmergencyContact, call, director), 'refused', 'access.refused')
  assert.equal((await at.ask(writeRelated, change, coordinator)).version, 2)
  const elsewhere = await at.aFile()
  await refuses(
    at.ask(writeRelated, { ...change, case_id: elsewhere.case_id }, coordinator),
    'not_found',
    'people.not_found',
  )
})

test('a partner sees who is kept in a section a consent opens, without why, and nobody else', async () => {
  const { case_id } = await at.aFile()
  const { partner_worker, reference_worker } = at.staff
  await write(case_id, aPerson())
  await write(case_id, suspect)
  const friend = await write(case_id, flatmate)
  const { consent_id } = await at.aConsent(case_id, partner_worker, ['home'])
  await at.rows(
    `insert into case_access (organisation_id, case_id, access_id, kind, member_organisation_id, function, sections, basis, created_by)
     values ($1, $2, $3, 'consent', $4, 'partner', '{home}', $5, $6)`,
    [at.ours.organisation_id, case_id, newId(), partner_worker.organisation_id, consent_id, reference_worker.staff_id],
  )
  const { people } = await at.ask(listRelated, { case_id }, partner_worker)
  assert.deepEqual(
    people.map(({ related_id, person }) => [related_id, person.why]),
    [[friend, '']],
  )
  const change = { case_id, related_id: friend, version: 1, person: flatmate }
  await refuses(at.ask(writeRelated, change, partner_worker), 'refused', 'access.refused')
})

test('of two corrections one is kept and the other gets it back; the same row is not begun twice', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator } = at.staff
  const related_id = await write(case_id, aPerson())
  const correct = (name: string, who: Who, version = 1) =>
    at.ask(writeRelated, { case_id, related_id, version, person: aPerson({ name }) }, who)
  const both = await Promise.allSettled([correct('one', reference_worker), correct('two', coordinator)])
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  const lost = both.find((each) => each.status === 'rejected')!.reason as Problem
  assert.equal(lost.key, 'stale')
  assert.equal((lost.details.current as { version: number }).version, 2)
  await refuses(correct('three', coordinator, 0), 'conflict', 'stale')
})

test('whoever moves to another group moves behind its wall, and only those who write in both may move them', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, job_counsellor, coordinator } = at.staff
  const related_id = await write(case_id, flatmate)
  await at.ask(
    assignTeam,
    {
      case_id,
      access_id: newId(),
      staff_id: job_counsellor.staff_id,
      function: 'team_member',
      sections: ['home', 'work'],
    },
    coordinator,
  )
  const moved = { case_id, related_id, version: 1, person: suspect }
  await refuses(at.ask(writeRelated, moved, job_counsellor), 'not_found', 'case.section_not_found')
  const kept = { case_id, related_id, version: 1, person: { ...flatmate, why: 'overwritten', place: 'Vallecas' } }
  await at.ask(writeRelated, kept, job_counsellor)
  const { people } = await at.ask(listRelated, { case_id }, reference_worker)
  assert.deepEqual([people[0]?.person.why, people[0]?.person.place], [flatmate.why, 'Vallecas'])
  await at.ask(writeRelated, { ...moved, version: 2 }, reference_worker)
  assert.deepEqual((await at.ask(listRelated, { case_id }, job_counsellor)).people, [])
  const back = { case_id, related_id, version: 3, person: flatmate }
  await refuses(at.ask(writeRelated, back, job_counsellor), 'not_found', 'people.not_found')
})

test('in an emergency one safe person is called, and no longer once they are not safe', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker } = at.staff
  const [mother, aunt] = [await write(case_id, aPerson()), await write(case_id, aPerson({ role: 'other_relative' }))]
  const bad = await write(case_id, suspect)
  const unsure = await write(case_id, aPerson({ safe: 'not_known' }))
  const choose = (related_id: string | null, version = 1) =>
    at.ask(chooseEmergencyContact, { case_id, related_id, version }, reference_worker)
  const chosen = async () =>
    (await at.ask(listRelated, { case_id }, reference_worker)).people
      .filter((each) => each.emergency)
      .map((each) => each.related_id)
  for (const one of [bad, unsure]) await refuses(choose(one), 'refused', 'people.not_safe_to_call')
  await refuses(choose(newId()), 'not_found', 'people.not_found')
  assert.deepEqual(await choose(mother), { related_id: mother, version: 2 })
  assert.deepEqual(await choose(mother, 2), { related_id: mother, version: 2 }, 'choosing again changes nothing')
  await refuses(choose(aunt, 9), 'conflict', 'stale')
  await choose(aunt)
  assert.deepEqual(await chosen(), [aunt])
  const worse = { case_id, related_id: aunt, version: 2, person: aPerson({ role: 'other_relative', safe: 'not_safe' }) }
  await at.ask(writeRelated, worse, reference_worker)
  assert.deepEqual(await chosen(), [])
  await choose(mother, 3)
  await choose(null, 0)
  assert.deepEqual(await chosen(), [])
})

test('a role stands only in its group, and bad input never breaks the house', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker } = at.staff
  const at_odds = aPerson({ role: 'suspect' })
  const input = { case_id, related_id: newId(), version: 0, person: at_odds }
  await refuses(at.ask(writeRelated, input, reference_worker), 'invalid', 'people.role_not_here')
  const ids = [case_id, await write(case_id, aPerson())]
  for (const [endpoint, inPath] of [
    [writeRelated, true],
    [chooseEmergencyContact, false],
  ] as const)
    await fc.assert(
      fc.asyncProperty(hostileInput(endpoint.input, ids), async (drawn) => {
        const { status } = await at.askHttp(
          endpoint,
          { ...drawn, case_id, ...(inPath && { related_id: newId() }) },
          reference_worker,
        )
        assert.ok(status < 500, JSON.stringify(drawn))
      }),
      { numRuns: 120 },
    )
  assert.deepEqual(at.broken, [])
})
