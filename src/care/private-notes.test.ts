// A therapist's notes through the gate: written, opened one by one with an entry each, corrected beside what was written,
// supervised, handed over by a decision, given to the person who asks; and out of reach of everybody else.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { searchPeople } from '#cases/search.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { readOwnCopy } from '#leaving/own-copy.ts'
import { findInNotes, readStory } from '#notes/story.ts'
import { asTherapist, careRooms, changed, doctor, privateNote, standOn, therapy, warmPress } from '#test/care.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { readCare } from './care.ts'
import { changeEpisode, openEpisode } from './episode.ts'
import { openNote } from './private-note.store.ts'
import * as model from './private-note.ts'

const { listPrivateNotes, openPrivateNote, writePrivateNote, nameSupervisor, endSupervision } = model
const { handOverNotes, takeBackHandOver, copyPrivateNotes } = model
let at: TestHouse
let therapist: Who
let supervisor: Who
let other: Who
before(async () => {
  await warmPress()
  at = await testHouse(
    ...(await careRooms()),
    await import('#cases/search.api.ts'),
    await import('#notes/story.api.ts'),
    await import('#leaving/own-copy.api.ts'),
  )
  therapist = at.staff.psychologist
  supervisor = await at.join(at.ours, 'Supervisor', ['psychologist'])
  other = await at.join(at.ours, 'Other therapist', ['psychologist'])
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
const words = 'The dream of the river came back.'
const aTherapy = async () => {
  const { case_id } = await at.aFile()
  for (const who of [therapist, supervisor, other]) await asTherapist(at, case_id, who)
  const wish = therapy(case_id, therapist.staff_id)
  const { episode_id } = wish
  await at.ask(openEpisode, wish, therapist)
  const written = privateNote(case_id, episode_id)
  await at.ask(writePrivateNote, written, therapist)
  const ids = { case_id, episode_id }
  return { ...ids, ids, wish, note_id: written.note_id }
}
const heads = async (ids: { case_id: string; episode_id: string }, who: Who) =>
  (await at.ask(listPrivateNotes, ids, who)).notes.map(({ note_id }) => note_id)
const open = (ids: object, note_id: string, who: Who) => at.ask(openPrivateNote, { ...ids, note_id } as never, who)

test('nobody, coordination, the reference worker, another therapist, a partner and another house open none and write none', async () => {
  const { case_id, episode_id, ids, note_id } = await aTherapy()
  const { coordinator, reference_worker, director, lawyer, partner_worker, far_coordinator } = at.staff
  await standOn(at, case_id, lawyer, ['identity', 'law'])
  const writes: [unknown, object][] = [
    [writePrivateNote, privateNote(case_id, episode_id)],
    [nameSupervisor, { ...ids, supervision_id: newId(), supervisor_id: other.staff_id }],
    [endSupervision, { ...ids, supervision_id: newId() }],
    [
      handOverNotes,
      { ...ids, hand_over_id: newId(), from_id: therapist.staff_id, to_id: other.staff_id, asked: 'agreed', why: 'x' },
    ],
    [takeBackHandOver, { ...ids, hand_over_id: newId() }],
    [copyPrivateNotes, ids],
    [listPrivateNotes, ids],
    [openPrivateNote, { ...ids, note_id }],
  ]
  for (const [endpoint, input] of writes) {
    const ask = (who: Who) => at.ask(endpoint as typeof listPrivateNotes, input as never, who)
    await refuses(ask(nobody), 'signed_out')
    for (const who of [coordinator, reference_worker, lawyer, director]) await refuses(ask(who), 'refused')
    for (const who of [partner_worker, far_coordinator]) await refuses(ask(who), 'not_found', 'case.not_found')
  }
  // Another therapist of the same file and section knows of the care and of no note.
  assert.deepEqual(await heads(ids, other), [])
  await refuses(open(ids, note_id, other), 'not_found', 'care.note_not_found')
  await refuses(at.ask(writePrivateNote, privateNote(case_id, episode_id), other), 'refused', 'care.therapist_only')
  await refuses(at.ask(copyPrivateNotes, ids, other), 'not_found', 'care.note_not_found')
  // A note is written only where there is a therapy.
  const health = doctor(case_id, { provider: 'own', staff_id: therapist.staff_id, name: '' })
  await at.ask(openEpisode, health, therapist)
  await refuses(
    at.ask(writePrivateNote, privateNote(case_id, health.episode_id), therapist),
    'not_found',
    'care.episode_not_found',
  )
})

test('each opening is an entry of its own in the journal, and the list is without words', async () => {
  const { case_id, ids, note_id } = await aTherapy()
  const list = await at.ask(listPrivateNotes, ids, therapist)
  assert.ok(!JSON.stringify(list).includes('river'))
  assert.equal(list.may_write, true)
  for (let count = 0; count < 2; count += 1) assert.equal((await open(ids, note_id, therapist)).words, words)
  const entries = await at.rows(
    "select subject_id, sections, basis from journal where case_id = $1 and action = 'therapy_notes.open' order by at",
    [case_id],
  )
  assert.deepEqual(
    entries.map((entry) => entry.subject_id),
    [ids.episode_id, note_id, note_id],
  )
  assert.match(String(entries[1]?.basis), /^team:/)
})

test('the supervisor reads from being named until that ends, and never after', async () => {
  const { ids, note_id } = await aTherapy()
  assert.deepEqual(await heads(ids, supervisor), [])
  const supervision_id = newId()
  await at.ask(nameSupervisor, { ...ids, supervision_id, supervisor_id: supervisor.staff_id }, therapist)
  assert.equal((await open(ids, note_id, supervisor)).words, words)
  await refuses(at.ask(writePrivateNote, privateNote(ids.case_id, ids.episode_id), supervisor), 'refused')
  const named = { ...ids, supervision_id: newId() }
  await refuses(
    at.ask(nameSupervisor, { ...named, supervisor_id: therapist.staff_id }, therapist),
    'invalid',
    'care.supervisor_is_another',
  )
  await refuses(
    at.ask(nameSupervisor, { ...named, supervisor_id: at.staff.reference_worker.staff_id }, therapist),
    'invalid',
    'care.not_on_the_file',
  )
  // Naming another closes the notes to the first.
  await at.ask(nameSupervisor, { ...named, supervisor_id: other.staff_id }, therapist)
  assert.deepEqual(await heads(ids, supervisor), [])
  assert.deepEqual(await heads(ids, other), [note_id])
  await refuses(at.ask(endSupervision, named, supervisor), 'not_found', 'care.supervision_not_found')
  await at.ask(endSupervision, named, other)
  await refuses(open(ids, note_id, other), 'not_found', 'care.note_not_found')
})

test('a change of therapist hands nothing over; a recorded decision does, until its day, and it can be taken back', async () => {
  const { ids, wish, note_id } = await aTherapy()
  await at.ask(changeEpisode, changed(wish, 1, { staff_id: other.staff_id }), other)
  const later = privateNote(ids.case_id, ids.episode_id, { words: 'A new beginning.' })
  await at.ask(writePrivateNote, later, other)
  assert.deepEqual(await heads(ids, other), [later.note_id])
  assert.deepEqual(await heads(ids, therapist), [note_id])
  const decision = {
    ...{ ...ids, hand_over_id: newId(), from_id: therapist.staff_id, to_id: other.staff_id },
    ...{ asked: 'agreed' as const, why: 'She asked that they know.' },
  }
  await refuses(at.ask(handOverNotes, decision, other), 'refused', 'care.author_decides')
  await refuses(at.ask(handOverNotes, decision, supervisor), 'refused', 'care.author_decides')
  await refuses(
    at.ask(handOverNotes, { ...decision, to_id: therapist.staff_id }, therapist),
    'invalid',
    'care.to_another',
  )
  await at.ask(handOverNotes, decision, therapist)
  assert.equal((await open(ids, note_id, other)).words, words)
  assert.deepEqual(await heads(ids, therapist), [note_id], 'what the next one notes stays closed')
  const care = await at.ask(readCare, { case_id: ids.case_id }, other)
  assert.deepEqual(
    care.hand_overs.map(({ decided_by, asked, why }) => [decided_by, asked, why]),
    [[therapist.staff_id, 'agreed', 'She asked that they know.']],
  )
  const { hand_over_id } = decision
  await refuses(at.ask(takeBackHandOver, { ...ids, hand_over_id }, other), 'not_found', 'care.hand_over_not_found')
  await at.ask(takeBackHandOver, { ...ids, hand_over_id }, therapist)
  await refuses(open(ids, note_id, other), 'not_found', 'care.note_not_found')
})

test('the supervisor may decide in the place of an author who has gone', async () => {
  const { ids, note_id } = await aTherapy()
  await at.ask(nameSupervisor, { ...ids, supervision_id: newId(), supervisor_id: supervisor.staff_id }, therapist)
  await at.rows('update case_access set ended_at = now() where case_id = $1 and staff_id = $2', [
    ids.case_id,
    therapist.staff_id,
  ])
  await refuses(open(ids, note_id, therapist), 'not_found', 'case.not_found')
  const decision = {
    ...{ ...ids, hand_over_id: newId(), from_id: therapist.staff_id, to_id: other.staff_id },
    ...{ asked: 'could_not_be_asked' as const, why: 'The therapist has left the house.' },
  }
  await refuses(
    at.ask(handOverNotes, { ...decision, to_id: supervisor.staff_id }, supervisor),
    'invalid',
    'care.to_another',
  )
  await at.ask(handOverNotes, decision, supervisor)
  assert.equal((await open(ids, note_id, other)).words, words)
})

test('a correction stands beside what it corrects, and nothing is ever changed or taken away', async () => {
  const { ids, note_id } = await aTherapy()
  const correction = privateNote(ids.case_id, ids.episode_id, { corrects_id: note_id, words: 'It was the sea.' })
  await at.ask(writePrivateNote, correction, therapist)
  assert.deepEqual((await heads(ids, therapist)).sort(), [correction.note_id, note_id].sort())
  assert.equal((await open(ids, note_id, therapist)).words, words)
  const foreign = privateNote(ids.case_id, ids.episode_id, { corrects_id: newId() })
  await refuses(at.ask(writePrivateNote, foreign, therapist), 'not_found', 'care.note_not_found')
  const client = await at.db.owner.connect()
  try {
    for (const statement of ["update therapy_note set sealed = ''", 'delete from therapy_note']) {
      await client.query('begin')
      await client.query('set local role amparo_app')
      await client.query('select guard.enter($1, $2)', [therapist.token, ids.case_id])
      await assert.rejects(client.query(statement), /permission denied/)
      await client.query('rollback')
    }
  } finally {
    client.release()
  }
})

test('the key of the file alone opens no note: it takes the key the database gives to those who may read', async () => {
  const { ids, note_id } = await aTherapy()
  const [row] = await at.rows('select sealed from therapy_note where note_id = $1', [note_id])
  const key = await at.house.database.transaction({ token: therapist.token, case_id: ids.case_id }, async (tx) =>
    at.vault.caseKey(tx, at.ours.organisation_id, ids.case_id),
  )
  const file = { organisation_id: at.ours.organisation_id, case_id: ids.case_id }
  assert.throws(() => openNote(key, file, note_id, row?.sealed as Buffer), { key: 'vault.cannot_open' })
})

test('neither search, nor the story, nor the copy of the file, nor broken glass come to them', async () => {
  const { case_id, episode_id, ids, note_id } = await aTherapy()
  const me = at.staff.reference_worker
  for (const who of [me, therapist, at.staff.coordinator]) {
    assert.deepEqual((await at.ask(findInNotes, { case_id, words: 'river' }, who)).note_ids, [])
    assert.ok(!JSON.stringify(await at.ask(readStory, { case_id }, who)).includes('river'))
    assert.ok(!JSON.stringify(await at.ask(readCare, { case_id }, who)).includes('river'))
    assert.ok(!JSON.stringify(await at.ask(searchPeople, { words: 'river' }, who)).includes(case_id))
  }
  const copy = await at.ask(readOwnCopy, { case_id, copy_id: newId(), language: 'en' }, me)
  assert.ok(!JSON.stringify(copy).includes('river'))
  const glass = await at.join(at.ours, 'Who broke the glass', ['psychologist'])
  await at.rows(
    `insert into case_access (organisation_id, case_id, access_id, kind, staff_id, sections, basis, until_at, created_by)
     values ($1, $2, gen_random_uuid(), 'break_glass', $3, '{mind,health}', gen_random_uuid(), now() + interval '1 hour', $3)`,
    [at.ours.organisation_id, case_id, glass.staff_id],
  )
  await refuses(at.ask(listPrivateNotes, ids, glass), 'refused')
  const seen = await at.house.database.transaction({ token: glass.token, case_id }, (tx) =>
    tx.selectFrom('therapy_note').select('note_id').where('episode_id', '=', episode_id).execute(),
  )
  assert.deepEqual(seen, [])
  assert.ok(note_id)
})

test('on request the person gets a paper without reserved reflections, and the file says so', async () => {
  const { case_id, ids, note_id } = await aTherapy()
  await at.ask(
    writePrivateNote,
    privateNote(case_id, ids.episode_id, { reserved: true, words: 'I was tired myself.' }),
    therapist,
  )
  await at.ask(
    writePrivateNote,
    privateNote(case_id, ids.episode_id, { corrects_id: note_id, words: 'It was the sea.' }),
    therapist,
  )
  const copy = await at.ask(copyPrivateNotes, { ...ids, language: 'en' }, therapist)
  assert.deepEqual([copy.notes, copy.kept_back], [1, 1])
  assert.match(Buffer.from(copy.bytes, 'base64').toString('latin1'), /^%PDF-/)
  const [told] = await at.rows("select kind from timeline_entry where case_id = $1 and kind = 'therapy_notes_given'", [
    case_id,
  ])
  assert.ok(told)
  const [entry] = await at.rows(
    "select reason from journal where case_id = $1 and action = 'therapy_notes.open' order by at desc limit 1",
    [case_id],
  )
  assert.equal(entry?.reason, 'person_asked')
})
