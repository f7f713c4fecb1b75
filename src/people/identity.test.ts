// The legal identity: who opens it, what the journal keeps, what a partner sees, and what ends the presumption of minority.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { hostileInput } from '#test/hostile.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { listIdentities } from './identity.store.ts'
import { type Identity, noIdentity, openIdentity, openSharedIdentity, writeIdentity } from './identity.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./identity.api.ts'), await import('#timeline/timeline.api.ts'))
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${problem.key}`, `${kind} ${key}`, `${problem.cause}`)
    return true
  })

const sunita: Identity = {
  ...noIdentity,
  names: [
    { text: 'सुनीता तामाङ', kind: 'legal', latin: '' },
    { text: 'Sunita Tamang', kind: 'used', latin: '' },
    { text: 'সুনিতা', kind: 'imposed', latin: 'Shunita' },
  ],
  birth: { ...noIdentity.birth, certainty: 'said', date: '1998-03-04', place: 'Sindhupalchok', country: 'NP' },
  nationalities: ['NP'],
  statelessness: 'no',
  languages: [{ language: 'ne', level: 'mother_tongue', dialect: 'Tamang', reads: 'a_little', writes: 'no' }],
  customs: 'No come ternera',
}

test('it is begun, opened on purpose with its readings, and every opening stands in the journal', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, trainer } = at.staff
  const closed = await at.ask(openIdentity, { case_id }, reference_worker)
  assert.deepEqual(closed, { identity: noIdentity, version: 0, readings: [] })
  const first = { case_id, version: 0, identity: sunita }
  assert.deepEqual(await at.ask(writeIdentity, first, reference_worker), { case_id, version: 1 })
  const { identity, version, readings } = await at.ask(openIdentity, { case_id }, reference_worker)
  assert.deepEqual(identity, sunita)
  assert.equal(version, 1)
  assert.deepEqual(
    readings.map(({ script }) => script),
    ['Deva', 'Latn', 'Beng'],
  )
  assert.match(readings[0]!.latin, /^[A-Z][a-z]+ [A-Z][a-z]+$/)
  assert.equal(readings[1]!.latin, '')
  const rows = await at.rows(
    `select action, sections, subject_id from journal where case_id = $1 and action like 'identity%' order by at`,
    [case_id],
  )
  assert.deepEqual(
    rows.map(({ action, sections, subject_id }) => [action, sections, subject_id]),
    ['identity.open', 'identity.write', 'identity.open'].map((action) => [action, ['identity'], case_id]),
  )
  const { entries } = await at.ask(readTimeline, { case_id }, reference_worker)
  assert.deepEqual([entries[0]?.kind, entries[0]?.section, entries[0]?.codes], ['identity_changed', 'identity', {}])
  await refuses(at.ask(openIdentity, { case_id }, trainer), 'not_found', 'case.not_found')
})

test('nothing of it lies readable in the database', async () => {
  const { case_id } = await at.aFile()
  await at.ask(writeIdentity, { case_id, version: 0, identity: sunita }, at.staff.reference_worker)
  const [row] = await at.rows('select sealed from person_identity where case_id = $1', [case_id])
  const sealed = row!.sealed as Buffer
  for (const { text } of sunita.names) assert.equal(sealed.indexOf(text), -1)
})

test('the four questions: signed out, wrong role, other organisation, right person', async () => {
  const { case_id } = await at.aFile()
  const { coordinator, director, reference_worker, second_worker, intake, far_coordinator, partner_worker } = at.staff
  const write = { case_id, version: 0, identity: sunita }
  for (const endpoint of [openIdentity, openSharedIdentity]) {
    await refuses(at.ask(endpoint, { case_id }, nobody), 'signed_out', 'session.signed_out')
    for (const who of [intake, second_worker, far_coordinator, partner_worker])
      await refuses(at.ask(endpoint, { case_id }, who), 'not_found', 'case.not_found')
  }
  await refuses(at.ask(writeIdentity, write, nobody), 'signed_out', 'session.signed_out')
  for (const who of [intake, second_worker, far_coordinator, partner_worker])
    await refuses(at.ask(writeIdentity, write, who), 'not_found', 'case.not_found')
  await refuses(at.ask(writeIdentity, write, director), 'refused', 'access.refused')
  await at.ask(writeIdentity, write, coordinator)
  for (const who of [director, coordinator, reference_worker])
    assert.equal((await at.ask(openIdentity, { case_id }, who)).version, 1)
})

test('a partner reads it only while a consent opens this section, and never writes it', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, partner_worker, other_partner_worker } = at.staff
  await at.ask(writeIdentity, { case_id, version: 0, identity: sunita }, reference_worker)
  const share = async (who: typeof partner_worker, sections: ('home' | 'identity')[]) => {
    const { consent_id } = await at.aConsent(case_id, who, sections)
    await at.rows(
      `insert into case_access (organisation_id, case_id, access_id, kind, member_organisation_id, function, sections, basis, created_by)
       values ($1, $2, $3, 'consent', $4, 'partner', $5, $6, $7)`,
      [at.ours.organisation_id, case_id, newId(), who.organisation_id, sections, consent_id, reference_worker.staff_id],
    )
    return consent_id
  }
  await share(other_partner_worker, ['home'])
  await refuses(at.ask(openSharedIdentity, { case_id }, other_partner_worker), 'not_found', 'case.section_not_found')
  const consent_id = await share(partner_worker, ['identity'])
  const { identity } = await at.ask(openSharedIdentity, { case_id }, partner_worker)
  assert.equal(identity.names[0]?.text, sunita.names[0]?.text)
  await refuses(at.ask(openIdentity, { case_id }, partner_worker), 'refused', 'access.refused')
  await refuses(
    at.ask(writeIdentity, { case_id, version: 1, identity: noIdentity }, partner_worker),
    'refused',
    'access.refused',
  )
  await at.rows('update consent set withdrawn_at = guard.clock() where consent_id = $1', [consent_id])
  await refuses(at.ask(openSharedIdentity, { case_id }, partner_worker), 'not_found', 'case.not_found')
})

test('of two who write at once one is kept and the other gets it back', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator } = at.staff
  const write = (identity: Identity, who = reference_worker, version = 0) =>
    at.ask(writeIdentity, { case_id, version, identity }, who)
  const other = { ...sunita, gender_words: 'mujer' }
  const both = await Promise.allSettled([write(sunita), write(other, coordinator)])
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  const lost = both.find((each) => each.status === 'rejected')!.reason as Problem
  assert.equal(lost.key, 'stale')
  const current = lost.details.current as { identity: Identity; version: number }
  assert.equal(current.identity.gender_words, both[0]!.status === 'fulfilled' ? '' : 'mujer')
  assert.equal(current.version, 1)
  await refuses(write(sunita, coordinator, 7), 'conflict', 'stale')
  assert.deepEqual(await write(other, coordinator, 1), { case_id, version: 2 })
})

test('the presumption of minority is not ended by taking away what it stood on', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker } = at.staff
  const estimate = { on: '2026-11-01', from: 15, to: 19, by: 'team' as const, basis: 'school year', doubts: '' }
  const doubted = { ...noIdentity, age: { estimates: [estimate], decisions: [] } }
  await at.ask(writeIdentity, { case_id, version: 0, identity: doubted }, reference_worker)
  const less = { case_id, version: 1, identity: noIdentity }
  await refuses(at.ask(writeIdentity, less, reference_worker), 'invalid', 'people.presumption_needs_ground')
  const decision = {
    on: '2026-11-20',
    treated_as: 'adult' as const,
    ground: 'authority_decision' as const,
    basis: 'decree of the prosecutor seen by the lawyer',
  }
  const decided = { ...noIdentity, age: { estimates: [estimate], decisions: [decision] } }
  await at.ask(writeIdentity, { case_id, version: 1, identity: decided }, reference_worker)
  const { entries } = await at.ask(readTimeline, { case_id }, reference_worker)
  assert.equal(entries[0]?.kind, 'age_decided')
})

test('each name leaves its blind marks behind, so that the duplicate question meets it', async () => {
  const { case_id } = await at.aFile()
  const marks = async () =>
    Number((await at.rows('select count(*) from blind_match where case_id = $1', [case_id]))[0]!.count)
  const before = await marks()
  const write = (version: number, identity: Identity) =>
    at.ask(writeIdentity, { case_id, version, identity }, at.staff.reference_worker)
  await write(0, sunita)
  const after = await marks()
  assert.ok(after > before)
  await write(1, { ...sunita, names: [] })
  assert.equal(await marks(), after, 'a name given up may still be the one somebody asks for')
})

test('search reads the identities of the files one may open, and no others', async () => {
  const mine = await at.aFile()
  const other = await at.aFile({ worker: at.staff.second_worker })
  for (const { case_id } of [mine, other])
    await at.ask(writeIdentity, { case_id, version: 0, identity: sunita }, at.staff.coordinator)
  const seen = (token: string, ids?: string[]) =>
    at.house.database.transaction({ token }, async (tx) =>
      (await listIdentities(tx, at.ours.organisation_id, ids)).map(({ case_id }) => case_id),
    )
  const hers = await seen(at.staff.reference_worker.token)
  assert.ok(hers.includes(mine.case_id) && !hers.includes(other.case_id))
  const two = [mine.case_id, other.case_id]
  assert.deepEqual(await seen(at.staff.second_worker.token, two), [other.case_id])
  assert.deepEqual(await seen(at.staff.coordinator.token, []), [])
  assert.deepEqual(await seen(at.staff.partner_worker.token), [])
})

test('bad input is refused without an error of the house and without repeating what was typed', async () => {
  const { case_id } = await at.aFile()
  const bad: [string, object][] = [
    ['identity.names.0.text', { names: [{ text: '\u0000 ', kind: 'legal', latin: '' }] }],
    ['identity.names', { names: Array(13).fill({ text: 'a', kind: 'used', latin: '' }) }],
    ['identity.birth.to_year', { birth: { ...noIdentity.birth, from_year: 2000, to_year: 1990 } }],
    ['identity.nationalities.0', { nationalities: ['Nepal'] }],
    [
      'identity.age.decisions.0.ground',
      {
        age: {
          estimates: [],
          decisions: [{ on: '2026-11-01', treated_as: 'adult', ground: 'person_said', basis: 'x' }],
        },
      },
    ],
  ]
  for (const [path, change] of bad) {
    const input = { case_id, version: 0, identity: { ...noIdentity, ...change } }
    const { status, body } = await at.askHttp(writeIdentity, input, at.staff.reference_worker)
    assert.equal(status, 422, path)
    assert.equal(body.details.fields[0].path, path)
  }
  await fc.assert(
    fc.asyncProperty(hostileInput(writeIdentity.input, [case_id]), async (input) => {
      const { status } = await at.askHttp(writeIdentity, { ...input, case_id }, at.staff.reference_worker)
      assert.ok(status < 500, JSON.stringify(input))
    }),
    { numRuns: 150 },
  )
  assert.deepEqual(at.broken, [])
})
