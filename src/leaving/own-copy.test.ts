// The person's own data for the person: whole as far as it is theirs, without the names of others, and only for who may.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { keepSigns, takeScreening } from '#assessments/screened.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { barrierParts, savePersonBarriers } from '#matching/person-barriers.ts'
import { addNote } from '#notes/note.ts'
import { type RelatedPerson, writeRelated } from '#people/related.ts'
import { recordProceeding } from '#proceedings/proceeding.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { writeInterview } from './leaving.ts'
import { asJson, asPage, withoutNames } from './own-copy.rules.ts'
import { readOwnCopy } from './own-copy.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(
    await import('./own-copy.api.ts'),
    await import('./leaving.api.ts'),
    await import('#notes/note.api.ts'),
    await import('#people/related.api.ts'),
    await import('#assessments/screened.api.ts'),
    await import('#proceedings/proceeding.api.ts'),
    await import('#matching/person-barriers.api.ts'),
  )
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })

test('names go, whole or in part, with or without accents, and nothing else does', () => {
  const others = [
    { name: 'Rosa Núñez', as: 'lawyer' },
    { name: 'Bogdan', as: 'a person' },
    { name: 'سعید', as: 'a person' },
  ]
  const cases: [string, string][] = [
    ['Rosa Núñez called Bogdan.', '[lawyer] called [a person].'],
    ['rosa nunez, ROSA, Nuñez', '[lawyer], [lawyer], [lawyer]'],
    ['Bogdana and Rosario stay; "Bogdan’s" goes', 'Bogdana and Rosario stay; "[a person]’s" goes'],
    ['سعید telefonó', '[a person] telefonó'],
    ['Nothing to take out: rosado, rosas.', 'Nothing to take out: rosado, rosas.'],
  ]
  for (const [text, expected] of cases) assert.equal(withoutNames(text, others).text, expected)
  assert.equal(
    withoutNames('Maya met Rosa', [...others, { name: 'Maya Rai', as: 'family' }], ['Maya']).text,
    'Maya met [lawyer]',
  )
})

test('whatever is written around a name, the name is gone and the rest stays', () => {
  const word = fc.stringMatching(/^[a-z]{1,8}$/)
  fc.assert(
    fc.property(fc.array(word), fc.array(word), (one, other) => {
      const { text, taken_out } = withoutNames([...one, 'Zquarth', ...other].join(' '), [{ name: 'Zquarth', as: 'x' }])
      assert.equal(text, [...one, '[x]', ...other].join(' '))
      assert.equal(taken_out, 1)
    }),
  )
})

test('a copy holds what is the person’s, and not therapy, not others, not names', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator, director, partner_worker, far_coordinator, lawyer } = at.staff
  const landlord: RelatedPerson = {
    ...{ group: 'apart', role: 'landlord', name: 'Bogdan Petrov', safe: 'not_safe', why: '', lives_with: 'no' },
    ...{ country: null, place: '', knows: 'not_known', may_be_told: 'not_known', may_contact: 'no', contact: '' },
    ...{ about: 'Drives a grey van.', needs: null, past: false },
  }
  const roles = at.house.facts.codes.related_roles?.codes ?? []
  const role = roles.find((each) => (each as { groups?: string[] }).groups?.includes('apart'))!.code
  await at.ask(
    writeRelated,
    { case_id, related_id: newId(), version: 0, person: { ...landlord, role } },
    reference_worker,
  )
  const text = 'She left the flat of Bogdan Petrov. Colega lawyer was told. <b>'
  await at.ask(addNote, { case_id, note_id: newId(), section: 'story', text }, reference_worker)
  await at.rows(
    `insert into note (organisation_id, case_id, note_id, section, author_id, sealed) select organisation_id, case_id, gen_random_uuid(), 'mind', author_id, sealed from note where case_id = $1`,
    [case_id],
  )
  const spoken = {
    held_on: '2026-11-01',
    answers: { what_helped: 'Colega lawyer listened.' },
    may_contact: 'no' as const,
  }
  await at.ask(
    writeInterview,
    { case_id, interview_id: newId(), version: 0, contact_after: '', ...spoken },
    reference_worker,
  )
  const input = { case_id, copy_id: newId(), language: 'en' as const }
  const copy = await at.ask(readOwnCopy, input, reference_worker)
  const notes = copy.parts.find((each) => each.part === 'notes')!.entries
  assert.deepEqual(
    notes.map((each) => [each.section, each.text, each.taken_out]),
    [['story', 'She left the flat of [a person]. [lawyer] was told. <b>', 2]],
  )
  const page = asPage(copy)
  for (const secret of ['Bogdan', 'Petrov', 'grey van', 'Colega', '<b>']) {
    assert.ok(!page.includes(secret), secret)
    if (secret !== '<b>') assert.ok(!asJson(copy).includes(secret), secret)
  }
  assert.ok(page.includes('Maya') && page.includes(copy.mark))
  assert.ok(!asPage(copy, new Set([notes[0]!.id])).includes('left the flat'))
  const journal = await at.rows("select subject_id from journal where case_id = $1 and action = 'case.copy'", [case_id])
  assert.deepEqual(
    journal.map((row) => row.subject_id),
    [input.copy_id],
  )
  await refuses(at.ask(readOwnCopy, input, nobody), 'signed_out')
  await refuses(at.ask(readOwnCopy, input, director), 'refused')
  for (const who of [lawyer, partner_worker, far_coordinator])
    await refuses(at.ask(readOwnCopy, input, who), 'not_found', 'case.not_found')
  assert.ok(await at.ask(readOwnCopy, { ...input, language: 'it' }, coordinator))
  const stale = await at.join(at.ours, 'Without a factor', ['coordinator'])
  await at.rows('update session set second_factor_at = null where session_id = $1', [stale.session_id])
  await refuses(at.ask(readOwnCopy, input, stale), 'refused', 'access.second_factor_needed')
})

test('what she was asked and what is held against her are in it, without the names of others', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker } = at.staff
  const words = 'Colega lawyer heard it too.'
  const taken = { case_id, age: 'adult' as const, words }
  const gate = {
    alone: true,
    interpreter: 'professional' as const,
    danger_now: 'no' as const,
    limits_explained: true,
    may_skip: true,
  }
  const answers = { unsafe_work: 'yes' as const }
  const asked = { screening_id: newId(), instrument: 'raft' as const, language: 'es', gate, answers, official: false }
  await at.ask(takeScreening, { ...taken, ...asked }, reference_worker)
  await at.ask(keepSigns, { ...taken, screening_id: newId(), signs: ['held_now'], sector: null }, reference_worker)
  const fine = { kind: 'fine' as const, jurisdiction: 'ES', began_on: '2025-01-10', status: 'open' as const }
  const charged = { case_id, proceeding_id: newId(), authority: 'Juzgado 3', number: '12/25', words }
  await at.ask(recordProceeding, { ...fine, ...charged }, reference_worker)
  const home = {
    section: 'home' as const,
    version: 0,
    facts: barrierParts.home.parse({ registered: 'no', sons_ages: [9] }),
  }
  await at.ask(savePersonBarriers, { case_id, parts: [home] }, reference_worker)
  const copy = await at.ask(readOwnCopy, { case_id, copy_id: newId(), language: 'es' }, reference_worker)
  const told = (part: string) => copy.parts.find((each) => each.part === part)!.entries.map(({ text }) => text)
  const [raft, signs] = told('screenings').toSorted(
    (a, b) => Number(b.includes('¿te pone')) - Number(a.includes('¿te pone')),
  )
  assert.match(raft!, /¿te pone o te puso en peligro\? Sí\n\[[^\]]+\] heard it too/)
  assert.match(signs!, /\[[^\]]+\] heard it too/)
  assert.match(told('proceedings')[0]!, /^Abierto\nJuzgado 3\n12\/25\n\[[^\]]+\] heard it too\.$/)
  assert.equal(told('door')[0], 'Tiene empadronamiento: No\nSus edades, separadas por comas: 9')
  assert.doesNotMatch(asPage(copy), /screening\.|signs\.|law\.|barriers\.|Colega/)
  const [row] = await at.rows("select sections from journal where case_id = $1 and action = 'case.copy'", [case_id])
  assert.deepEqual(new Set(row?.sections as string[]), new Set(['story', 'law', 'home']))
})
