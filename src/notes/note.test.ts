// Notes: who writes and reads which section, what happens when two write at once, and what bad input does.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { ReplyOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { assignTeam } from '#team/team.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { addNote, changeNote, readNotes } from './note.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(
    await import('./note.api.ts'),
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
const aNote = (case_id: string, text = 'She would like to learn Spanish.', section = 'story' as const) => ({
  case_id,
  note_id: newId(),
  section,
  text,
})

test('a note is written, read by section and told by the timeline and the journal', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator } = at.staff
  const written = aNote(case_id)
  assert.deepEqual(await at.ask(addNote, written, reference_worker), { note_id: written.note_id, version: 1 })
  const { notes, next } = await at.ask(readNotes, { case_id, section: 'story' }, coordinator)
  assert.equal(notes[0]?.text, written.text)
  assert.equal(notes[0]?.author_id, reference_worker.staff_id)
  assert.equal(next, null)
  assert.deepEqual((await at.ask(readNotes, { case_id, section: 'law' }, coordinator)).notes, [])
  const rows = await at.rows('select action, basis, sections from journal where case_id = $1 order by at', [case_id])
  assert.deepEqual(
    rows.map((row) => [row.action, String(row.basis).split(':')[0], row.sections]),
    [
      ['case.create', 'in_the_office', []],
      ['case.write', 'team', ['story']],
      ['case.open', 'in_the_office', ['story']],
      ['case.open', 'in_the_office', ['law']],
    ],
  )
  const { entries } = await at.ask(readTimeline, { case_id }, reference_worker)
  assert.deepEqual(
    [entries[0]?.kind, entries[0]?.section, entries[0]?.ref_id],
    ['note_written', 'story', written.note_id],
  )
})

test('nobody, a role without the section and another house neither read nor write', async () => {
  const { case_id } = await at.aFile()
  const { psychologist, reference_worker, coordinator, director, partner_worker, far_coordinator } = at.staff
  const access = { case_id, access_id: newId(), staff_id: psychologist.staff_id, function: 'team_member' as const }
  await at.ask(assignTeam, { ...access, sections: ['identity', 'mind'] }, reference_worker)
  const therapy = { ...aNote(case_id), section: 'mind' as const }
  await at.ask(addNote, therapy, psychologist)
  assert.deepEqual((await at.ask(readNotes, { case_id }, coordinator)).notes, [], 'therapy stays with the therapist')
  await refuses(at.ask(readNotes, { case_id, section: 'mind' }, coordinator), 'not_found', 'case.section_not_found')
  const { entries } = await at.ask(readTimeline, { case_id }, coordinator)
  assert.ok(!entries.some((each) => each.section === 'mind'), 'nor does the timeline tell')
  const correction = { case_id, note_id: therapy.note_id, version: 1, text: 'x' }
  await refuses(at.ask(changeNote, correction, coordinator), 'not_found', 'note.not_found')
  await refuses(at.ask(changeNote, correction, reference_worker), 'not_found', 'case.section_not_found')
  await refuses(at.ask(addNote, aNote(case_id), psychologist), 'not_found', 'case.section_not_found')
  await refuses(at.ask(addNote, aNote(case_id), director), 'refused')
  for (const who of [partner_worker, far_coordinator]) {
    await refuses(at.ask(addNote, aNote(case_id), who), 'not_found', 'case.not_found')
    await refuses(at.ask(readNotes, { case_id }, who), 'not_found', 'case.not_found')
    await refuses(at.ask(changeNote, correction, who), 'not_found', 'case.not_found')
  }
  await refuses(at.ask(addNote, aNote(case_id), nobody), 'signed_out')
  await refuses(at.ask(changeNote, correction, nobody), 'signed_out')
  await refuses(at.ask(readNotes, { case_id }, nobody), 'signed_out')
})

test('of two corrections at once one is kept and the other gets it back', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator } = at.staff
  const note = aNote(case_id)
  await at.ask(addNote, note, reference_worker)
  const correct = (text: string, version = 1) => ({ case_id, note_id: note.note_id, version, text })
  const both = await Promise.allSettled([
    at.ask(changeNote, correct('hers'), reference_worker),
    at.ask(changeNote, correct('mine'), coordinator),
  ])
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  const lost = both.find((each) => each.status === 'rejected')!.reason as Problem
  const kept = both[0]!.status === 'fulfilled' ? 'hers' : 'mine'
  assert.equal(lost.key, 'stale')
  assert.equal((lost.details.current as { text: string }).text, kept)
  await at.ask(changeNote, correct('both', 2), coordinator)
  const { notes } = await at.ask(readNotes, { case_id }, coordinator)
  assert.deepEqual([notes[0]?.text, notes[0]?.version], ['both', 3])
})

test('long timelines and many notes are read on page by page, none twice, none left out', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker } = at.staff
  for (let count = 0; count < 45; count += 1) await at.ask(addNote, aNote(case_id, `note ${count}`), reference_worker)
  const seen: string[] = []
  let after: string | null | undefined
  do {
    const page = await at.ask(readNotes, { case_id, ...(after && { after }) }, reference_worker)
    seen.push(...page.notes.map((each) => each.text))
    after = page.next
  } while (after)
  assert.deepEqual(
    seen,
    Array.from({ length: 45 }, (_, place) => `note ${44 - place}`),
  )
  const entries: string[] = []
  do {
    const page: ReplyOf<typeof readTimeline> = await at.ask(
      readTimeline,
      { case_id, ...(after && { after }) },
      reference_worker,
    )
    entries.push(...page.entries.map((each) => each.entry_id))
    after = page.next
  } while (after)
  assert.equal(new Set(entries).size, 47)
  assert.equal(entries.length, 47)
})

test('hostile and right-to-left-override text is kept as plain text without what deceives', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker } = at.staff
  const hostile = `'; drop table note; --<script>alert(1)</script>\u202Etxt.exe\u0000 امل\r\n{{7*7}}`
  await at.ask(addNote, aNote(case_id, hostile), reference_worker)
  const { notes } = await at.ask(readNotes, { case_id }, reference_worker)
  assert.equal(notes[0]?.text, "'; drop table note; --<script>alert(1)</script>txt.exe امل\n{{7*7}}")
})

test('what does not fit is refused by field, without repeating what was typed', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker } = at.staff
  const bad: [string, object][] = [
    ['text', { text: 'x'.repeat(20_001) }],
    ['text', { text: ' \u202E\u200B'.slice(0, 2) }],
    ['text', { text: 7 }],
    ['section', { section: 'everything' }],
    ['note_id', { note_id: 'none' }],
  ]
  for (const [path, change] of bad) {
    const { status, body } = await at.askHttp(addNote, { ...aNote(case_id), ...change }, reference_worker)
    assert.equal(status, 422, JSON.stringify(change).slice(0, 60))
    assert.equal(body.key, 'gate.invalid')
    assert.equal(body.details.fields[0].path, path)
    assert.ok(JSON.stringify(body).length < 1_000)
  }
  assert.equal((await at.askHttp(addNote, { ...aNote(case_id), case_id: 'x' }, reference_worker)).status, 422)
  assert.equal((await at.rows('select from note where case_id = $1', [case_id])).length, 0)
})
