// The story of a file: in order, page by page, filtered, found by words, and never more than the reader's sections.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { changeStage } from '#cases/case.ts'
import { addDays } from '#kit/day.ts'
import type { SentInputOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { assignTeam } from '#team/team.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { nastyTexts } from '#test/hostile.ts'
import { addNote } from './note.ts'
import { findInNotes, readStory, type StoryEntry, storyKinds } from './story.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(
    await import('./note.api.ts'),
    await import('./story.api.ts'),
    await import('#cases/case.api.ts'),
    await import('#team/team.api.ts'),
  )
})
after(() => at.close())

type Written = Partial<SentInputOf<typeof addNote>>
const write = async (case_id: string, by: Who, more: Written = {}) => {
  const note = {
    case_id,
    note_id: newId(),
    section: 'story' as const,
    text: 'She would like to learn Spanish.',
    ...more,
  }
  await at.ask(addNote, note, by)
  return note
}
const whole = async (input: SentInputOf<typeof readStory>, who: Who): Promise<StoryEntry[]> => {
  const { entries, next } = await at.ask(readStory, input, who)
  return next ? [...entries, ...(await whole({ ...input, after: next }, who))] : entries
}
const today = () => new Date().toISOString().slice(0, 10)

test('a visit of last Thursday stands on Thursday, with how long it took and how one met', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker } = at.staff
  const thursday = addDays(today(), -3)
  await at.rows("update timeline_entry set at = at - interval '9 days' where case_id = $1", [case_id])
  const now = await write(case_id, reference_worker, { text: 'Today.' })
  const visit = await write(case_id, reference_worker, {
    text: 'We had tea.',
    contact: 'visit',
    minutes: 45,
    happened_on: thursday,
  })
  const told = await whole({ case_id, kind: 'notes' }, reference_worker)
  assert.deepEqual(
    told.map((entry) => [entry.note?.note_id, entry.note?.contact, entry.note?.minutes, entry.note?.happened_on]),
    [
      [now.note_id, null, null, null],
      [visit.note_id, 'visit', 45, thursday],
    ],
  )
  assert.equal(told[1]?.at, `${thursday}T12:00:00Z`)
  assert.deepEqual(
    (await whole({ case_id, from: thursday, until: thursday }, reference_worker)).map((entry) => entry.note?.text),
    ['We had tea.'],
  )
  const tomorrow = await at.askHttp(
    addNote,
    { ...visit, note_id: newId(), happened_on: addDays(today(), 3) },
    reference_worker,
  )
  assert.deepEqual([tomorrow.status, tomorrow.body.key], [422, 'note.not_in_time'])
  for (const bad of [
    { minutes: 0 },
    { minutes: 1441 },
    { minutes: 1.5 },
    { contact: 'party' },
    { happened_on: 'soon' },
  ]) {
    const { status } = await at.askHttp(addNote, { ...visit, note_id: newId(), ...bad }, reference_worker)
    assert.equal(status, 422, JSON.stringify(bad))
  }
})

test('nobody, another house and a role without the section read no story and find no words', async () => {
  const { case_id } = await at.aFile()
  const { trainer, reference_worker, partner_worker, far_coordinator, administrator } = at.staff
  await write(case_id, reference_worker, { text: 'Wants to become a baker.', section: 'learning' })
  await write(case_id, reference_worker, { text: 'Was a baker before.', section: 'story' })
  const access = { case_id, access_id: newId(), staff_id: trainer.staff_id, function: 'team_member' as const }
  await at.ask(assignTeam, { ...access, sections: ['identity', 'learning'] }, reference_worker)
  const seen = (await whole({ case_id, kind: 'notes' }, trainer)).map((entry) => entry.note?.text)
  assert.deepEqual(seen, ['Wants to become a baker.'])
  assert.equal((await at.ask(findInNotes, { case_id, words: 'baker' }, trainer)).note_ids.length, 1)
  assert.equal((await at.ask(findInNotes, { case_id, words: 'baker' }, reference_worker)).note_ids.length, 2)
  await assert.rejects(at.ask(readStory, { case_id, section: 'story' }, trainer), { key: 'case.section_not_found' })
  for (const who of [partner_worker, far_coordinator]) {
    await assert.rejects(at.ask(readStory, { case_id }, who), { kind: 'not_found', key: 'case.not_found' })
    await assert.rejects(at.ask(findInNotes, { case_id, words: 'baker' }, who), { key: 'case.not_found' })
  }
  await assert.rejects(at.ask(readStory, { case_id }, administrator))
  await assert.rejects(at.ask(readStory, { case_id }, nobody), { kind: 'signed_out' })
  await assert.rejects(at.ask(findInNotes, { case_id, words: 'baker' }, nobody), { kind: 'signed_out' })
})

test('words are found wherever they stand, and shown in the story by what was found', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker } = at.staff
  const notes = []
  for (const text of ['Llamó Ángela.', 'Nada nuevo.', 'Ángela y Asha cocinan.'])
    notes.push(await write(case_id, reference_worker, { text }))
  const { note_ids, more } = await at.ask(findInNotes, { case_id, words: 'angela' }, reference_worker)
  assert.deepEqual([note_ids, more], [[notes[2]!.note_id, notes[0]!.note_id], false])
  const shown = await whole({ case_id, notes: note_ids.join() }, reference_worker)
  assert.deepEqual(
    shown.map((entry) => entry.note?.text),
    ['Ángela y Asha cocinan.', 'Llamó Ángela.'],
  )
  for (const words of nastyTexts) {
    const { status, body } = await at.askHttp(findInNotes, { case_id, words }, reference_worker)
    assert.ok(status === 200 || status === 422, `${status} ${body.key}`)
    if (status === 200 && words !== 'NaN') assert.deepEqual(body.note_ids, [], words)
  }
  for (const notes of ['x', `${newId()},`, newId().replaceAll('-', ' ')]) {
    const { status } = await at.askHttp(readStory, { case_id, notes }, reference_worker)
    assert.equal(status, 422)
  }
})

test('no filter shows a section that is not open, and each shows only what it says, once, latest first', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator, lawyer } = at.staff
  const access = { case_id, access_id: newId(), staff_id: lawyer.staff_id, function: 'team_member' as const }
  await at.ask(assignTeam, { ...access, sections: ['identity', 'law', 'safety'] }, reference_worker)
  const sections = ['story', 'law', 'health', 'safety'] as const
  for (let turn = 0; turn < 32; turn += 1)
    await write(case_id, turn % 3 ? reference_worker : coordinator, {
      section: sections[turn % 4]!,
      text: `note ${turn}`,
      ...(turn % 5 === 0 && { happened_on: addDays(today(), -turn) }),
    })
  await at.ask(changeStage, { case_id, version: 1, stage: 'plan', status: 'open' }, reference_worker)
  const people = { reference_worker, coordinator, lawyer }
  const opened = {
    lawyer: ['law', 'safety', 'identity'],
    reference_worker: [...sections],
    coordinator: [...sections],
  }
  // Nobody writes any more: what each opens without a filter stays as it is.
  const unfiltered = {
    reference_worker: await whole({ case_id }, reference_worker),
    coordinator: await whole({ case_id }, coordinator),
    lawyer: await whole({ case_id }, lawyer),
  }
  await fc.assert(
    fc.asyncProperty(
      fc.record(
        {
          section: fc.constantFrom(...sections),
          kind: fc.constantFrom(...storyKinds),
          by: fc.constantFrom(reference_worker.staff_id, coordinator.staff_id),
          from: fc.integer({ min: 0, max: 40 }).map((days) => addDays(today(), -days)),
          until: fc.integer({ min: 0, max: 40 }).map((days) => addDays(today(), -days)),
        },
        { requiredKeys: [] },
      ),
      fc.constantFrom('reference_worker' as const, 'coordinator' as const, 'lawyer' as const),
      async (filter, name) => {
        const who = people[name]
        const open: readonly string[] = opened[name]
        if (filter.section && !open.includes(filter.section)) {
          await assert.rejects(at.ask(readStory, { case_id, ...filter }, who), (problem: Problem) => {
            return problem.key === 'case.section_not_found'
          })
          return
        }
        const all = unfiltered[name]
        const shown = await whole({ case_id, ...filter }, who)
        const matches = ({ section, at: when, actor_id, kind }: StoryEntry) =>
          (!filter.section || section === filter.section) &&
          (!filter.by || actor_id === filter.by) &&
          (!filter.from || when.slice(0, 10) >= filter.from) &&
          (!filter.until || when.slice(0, 10) <= filter.until) &&
          (!filter.kind || (filter.kind === 'notes' ? kind === 'note_written' : true))
        assert.ok(shown.every((entry) => entry.section === null || open.includes(entry.section)))
        assert.ok(shown.every(matches))
        if (!filter.kind || filter.kind === 'notes') assert.equal(shown.length, all.filter(matches).length)
        assert.equal(new Set(shown.map(({ entry_id }) => entry_id)).size, shown.length)
        assert.deepEqual(
          shown.map((entry) => entry.at),
          shown.map((entry) => entry.at).toSorted((a, b) => b.localeCompare(a)),
        )
      },
    ),
    { numRuns: 60 },
  )
})
