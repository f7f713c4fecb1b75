// Nothing said in a note is lost or changed in silence: every version stays, or its words are covered for everyone and
// then destroyed. The database holds to it even against the server's own role.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { assignTeam } from '#team/team.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { addNote, changeNote, coverNote, readNotes, readNoteVersions, uncoverNote } from './note.ts'
import { readStory } from './story.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(
    await import('./note.api.ts'),
    await import('./story.api.ts'),
    await import('#timeline/timeline.api.ts'),
    await import('#team/team.api.ts'),
  )
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
const write = async (case_id: string, text: string, by: Who, section: 'story' | 'mind' | 'law' = 'story') => {
  const note_id = newId()
  await at.ask(addNote, { case_id, note_id, section, text }, by)
  return { case_id, note_id }
}
const aMinutePasses = async ({ note_id }: { note_id: string }) => {
  // As the owner and past the trigger: time cannot be waited for in a test.
  await at.rows('alter table note disable trigger covered')
  await at.rows("update note set covered_at = covered_at - interval '61 seconds' where note_id = $1", [note_id])
  await at.rows('alter table note enable trigger covered')
}
const destroy = () => at.house.database.transaction({ token: '' }, (tx) => tx.executeQuery(destroying))
const destroying = { sql: 'select guard.destroy_covered()', parameters: [], query: { kind: 'RawNode' } } as never

test('a correction keeps what stood there, with who wrote it and when', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator } = at.staff
  const note = await write(case_id, 'She came on Monday.', reference_worker)
  await at.ask(changeNote, { ...note, version: 1, text: 'She came on Tuesday.' }, coordinator)
  await at.ask(changeNote, { ...note, version: 2, text: 'She came on Wednesday.' }, reference_worker)
  const { versions } = await at.ask(readNoteVersions, note, coordinator)
  assert.deepEqual(
    versions.map(({ version, author_id, text }) => [version, author_id, text]),
    [
      [1, reference_worker.staff_id, 'She came on Monday.'],
      [2, coordinator.staff_id, 'She came on Tuesday.'],
    ],
  )
  const { entries } = await at.ask(readStory, { case_id, kind: 'notes' }, reference_worker)
  const told = entries[0]?.note
  assert.deepEqual(
    [told?.text, told?.version, told?.changed_by],
    ['She came on Wednesday.', 3, reference_worker.staff_id],
  )
  assert.ok(told?.changed_at)
})

test('nobody reads or covers versions of a section, a house or a session that is not theirs', async () => {
  const { case_id } = await at.aFile()
  const { psychologist, reference_worker, coordinator, partner_worker, far_coordinator, second_worker } = at.staff
  const access = { case_id, access_id: newId(), staff_id: psychologist.staff_id, function: 'team_member' as const }
  await at.ask(assignTeam, { ...access, sections: ['identity', 'mind'] }, reference_worker)
  const note = await write(case_id, 'What was said in the session.', psychologist, 'mind')
  await at.ask(changeNote, { ...note, version: 1, text: 'Better words.' }, psychologist)
  assert.equal((await at.ask(readNoteVersions, note, psychologist)).versions.length, 1)
  assert.deepEqual((await at.ask(readNoteVersions, note, coordinator)).versions, [], 'therapy stays with the therapist')
  const covered = { ...note, reason: 'person_asked' as const }
  await refuses(at.ask(coverNote, covered, coordinator), 'not_found', 'note.not_found')
  await refuses(at.ask(uncoverNote, note, coordinator), 'not_found', 'note.not_found')
  for (const who of [partner_worker, far_coordinator, second_worker]) {
    await refuses(at.ask(readNoteVersions, note, who), 'not_found', 'case.not_found')
    await refuses(at.ask(coverNote, covered, who), 'not_found', 'case.not_found')
    await refuses(at.ask(uncoverNote, note, who), 'not_found', 'case.not_found')
  }
  for (const endpoint of [readNoteVersions, uncoverNote]) await refuses(at.ask(endpoint, note, nobody), 'signed_out')
  await refuses(at.ask(coverNote, covered, nobody), 'signed_out')
  const theirs = await write(case_id, 'By the reference worker.', reference_worker)
  await refuses(at.ask(coverNote, { ...theirs, reason: 'danger' }, at.staff.director), 'refused')
})

test('covered words are read by nobody, can be taken back for a minute, and are then destroyed', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator } = at.staff
  const note = await write(case_id, 'The shelter stands in Elm Street.', reference_worker)
  await at.ask(changeNote, { ...note, version: 1, text: 'The shelter stands in Oak Street.' }, reference_worker)
  await at.ask(coverNote, { ...note, reason: 'danger' }, reference_worker)
  for (const who of [reference_worker, coordinator]) {
    const { entries } = await at.ask(readStory, { case_id, kind: 'notes' }, who)
    assert.equal(entries[0]?.note?.text, null)
    assert.deepEqual(
      [entries[0]?.note?.covered?.by, entries[0]?.note?.covered?.reason],
      [reference_worker.staff_id, 'danger'],
    )
    assert.deepEqual((await at.ask(readNotes, { case_id }, who)).notes, [])
    assert.deepEqual(
      (await at.ask(readNoteVersions, note, who)).versions.map(({ text }) => text),
      [null],
    )
  }
  await refuses(at.ask(changeNote, { ...note, version: 2, text: 'x' }, reference_worker), 'conflict', 'note.covered')
  await refuses(at.ask(uncoverNote, note, coordinator), 'conflict', 'note.stays_covered')
  await destroy()
  await at.ask(uncoverNote, note, reference_worker)
  assert.equal((await at.ask(readNotes, { case_id }, coordinator)).notes[0]?.text, 'The shelter stands in Oak Street.')

  await at.ask(coverNote, { ...note, reason: 'danger' }, coordinator)
  await aMinutePasses(note)
  await refuses(at.ask(uncoverNote, note, coordinator), 'conflict', 'note.stays_covered')
  await destroy()
  const left = await at.rows(
    'select sealed from note where note_id = $1 union all select sealed from note_version where note_id = $1',
    [note.note_id],
  )
  assert.deepEqual(
    left.map((row) => (row.sealed as Buffer).length),
    [0, 0],
  )
  assert.equal((await at.ask(readStory, { case_id, kind: 'notes' }, coordinator)).entries[0]?.note?.text, null)
  assert.deepEqual(
    (await at.ask(readNoteVersions, note, coordinator)).versions.map(({ text }) => text),
    [null],
  )
  const { entries } = await at.ask(readTimeline, { case_id }, coordinator)
  assert.deepEqual(
    entries.filter(({ kind }) => kind === 'note_covered').map(({ codes }) => codes.reason),
    ['danger', 'danger'],
  )
})

test('while a file is held no word of it is covered or destroyed; once it is lifted both go on', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator } = at.staff
  const before = await write(case_id, 'Covered before the hold.', reference_worker)
  const note = await write(case_id, 'Written in the hold.', reference_worker)
  await at.ask(coverNote, { ...before, reason: 'danger' }, reference_worker)
  const [hold] = await at.rows(
    `insert into legal_hold (organisation_id, case_id, hold_id, reason, placed_by)
     values ($1, $2, gen_random_uuid(), 'court', $3) returning hold_id`,
    [at.ours.organisation_id, case_id, coordinator.staff_id],
  )
  await aMinutePasses(before)
  await destroy()
  const kept = () =>
    at.rows("select sealed <> ''::bytea as kept from note where note_id = any($1)", [[before.note_id, note.note_id]])
  assert.deepEqual(await kept(), [{ kept: true }, { kept: true }])
  for (const who of [reference_worker, coordinator])
    await refuses(at.ask(coverNote, { ...note, reason: 'person_asked' }, who), 'refused', 'note.on_hold')
  const straight = at.house.database.transaction({ token: reference_worker.token, case_id }, async (tx) =>
    sql`update note set covered_at = now(), covered_by = guard.staff(), cover_reason = 'danger' where note_id = ${note.note_id}`.execute(
      tx,
    ),
  )
  await assert.rejects(straight, /note_on_hold/)
  // Its day has come: it holds no longer.
  await at.rows('update legal_hold set until_on = current_date where hold_id = $1', [hold?.hold_id])
  await at.ask(coverNote, { ...note, reason: 'person_asked' }, reference_worker)
  await aMinutePasses(note)
  await destroy()
  assert.deepEqual(await kept(), [{ kept: false }, { kept: false }])
})

test('after a week a note is covered by whoever coordinates and not by whoever wrote it', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator } = at.staff
  const note = await write(case_id, 'Written long ago.', reference_worker)
  await at.rows("update note set written_at = written_at - interval '8 days' where note_id = $1", [note.note_id])
  await refuses(
    at.ask(coverNote, { ...note, reason: 'not_needed' }, reference_worker),
    'refused',
    'note.not_yours_to_cover',
  )
  await at.ask(coverNote, { ...note, reason: 'not_needed' }, coordinator)
})

test('the role of the server rewrites no version, forges none and covers in nobody’s name', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, second_worker } = at.staff
  const note = await write(case_id, 'First.', reference_worker)
  await at.ask(changeNote, { ...note, version: 1, text: 'Second.' }, reference_worker)
  const access = { case_id, access_id: newId(), staff_id: second_worker.staff_id, function: 'team_member' as const }
  await at.ask(assignTeam, { ...access, sections: ['story'] }, at.staff.coordinator)
  const attacks: [statement: string, refused: RegExp, who?: Who][] = [
    ["update note_version set sealed = '\\x00'", /permission denied/],
    ['update note_version set author_id = guard.staff()', /permission denied/],
    ['delete from note_version', /permission denied/],
    ['truncate note_version', /permission denied/],
    [
      'insert into note_version select organisation_id, case_id, note_id, 7, section, author_id, written_at, sealed from note',
      /permission denied/,
    ],
    ["update note set sealed = '\\x00', version = 9", /note_changes_by_one/],
    ["update note set sealed = '\\x00'", /note_changes_by_one/],
    ['update note set version = 1', /note_changes_by_one/],
    ["update note set sealed = ''::bytea, version = 3", /note_changes_by_one/],
    ['update note set changed_at = null', /permission denied/],
    ['update note set written_at = now()', /permission denied/],
    ['update note set author_id = guard.staff()', /permission denied/],
    [
      "update note set covered_at = now(), covered_by = guard.staff(), cover_reason = 'danger'",
      /note_not_covered/,
      second_worker,
    ],
    ['alter table note disable trigger kept', /must be owner/],
    ['set session_replication_role = replica', /permission denied/],
  ]
  for (const [statement, refused, who = reference_worker] of attacks) {
    const trying = at.house.database.transaction({ token: who.token, case_id }, (tx) =>
      tx.executeQuery({ ...(destroying as object), sql: statement } as never),
    )
    await assert.rejects(trying, (error: Error) => {
      assert.match(`${error.message} ${(error.cause as Error | undefined)?.message ?? ''}`, refused, statement)
      return true
    })
  }
  assert.deepEqual(
    (await at.ask(readNoteVersions, note, reference_worker)).versions.map(({ text }) => text),
    ['First.'],
  )
})

test('planted: without the trigger a note is rewritten in silence, and this is noticed', async () => {
  const { case_id } = await at.aFile()
  const note = await write(case_id, 'First.', at.staff.reference_worker)
  await at.rows('alter table note disable trigger kept')
  await at.ask(changeNote, { ...note, version: 1, text: 'Second.' }, at.staff.reference_worker)
  await at.rows('alter table note enable trigger kept')
  assert.deepEqual((await at.ask(readNoteVersions, note, at.staff.reference_worker)).versions, [])
})

/** What a colleague may do to one of three notes, in any order, as often as they like. */
const step = fc.record({
  do: fc.constantFrom('write', 'change', 'stale', 'cover', 'uncover', 'destroy'),
  on: fc.nat(2),
  by: fc.constantFrom('reference_worker' as const, 'coordinator' as const),
})

test('whatever is written, corrected, covered and taken back, every former version is read or covered, never lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      const { case_id } = await at.aFile()
      const notes: { note_id: string; texts: string[]; covered: boolean; by?: string }[] = []
      for (const [turn, { do: act, on, by }] of steps.entries()) {
        const who = at.staff[by]
        const text = `${act} ${turn}`
        const note = notes[on]
        if (act === 'write' || !note) {
          if (notes.length < 3) notes.push({ ...(await write(case_id, text, who)), texts: [text], covered: false })
          continue
        }
        const here = { case_id, note_id: note.note_id }
        if (act === 'cover') {
          const mine = at.ask(coverNote, { ...here, reason: 'third_party' }, who)
          const done = await mine.then(
            () => true,
            () => false,
          )
          if (done && !note.covered) Object.assign(note, { covered: true, by })
        } else if (act === 'uncover') {
          const done = await at.ask(uncoverNote, here, who).then(
            () => true,
            () => false,
          )
          assert.equal(done, !note.covered || note.by === by, 'taken back by the same hand alone')
          if (done) note.covered = false
        } else if (act === 'destroy') await destroy()
        else {
          const version = note.texts.length - (act === 'stale' ? 1 : 0)
          const done = await at.ask(changeNote, { ...here, version, text }, who).then(
            () => true,
            () => false,
          )
          assert.equal(done, act === 'change' && !note.covered)
          if (done) note.texts.push(text)
        }
      }
      const { entries } = await at.ask(readStory, { case_id, kind: 'notes' }, at.staff.coordinator)
      for (const { note_id, texts, covered } of notes) {
        const now = entries.find((entry) => entry.note?.note_id === note_id)?.note
        const { versions } = await at.ask(readNoteVersions, { case_id, note_id }, at.staff.coordinator)
        const read = [...versions.map(({ text }) => text), now?.text]
        assert.deepEqual(read, covered ? texts.map(() => null) : texts)
      }
    }),
    { numRuns: 25 },
  )
})
