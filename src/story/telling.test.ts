// What was told is offered to the next one where the person lets it, and stays with whoever heard it where not; whoever may
// not read it cannot open it to themselves.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { changeNote, coverNote, readNotes } from '#notes/note.ts'
import { readStory } from '#notes/story.ts'
import { assignTeam } from '#team/team.ts'
import { nobody, type Who } from '#test/gate.ts'
import { type StoryHouse, storyHouse } from '#test/story.ts'
import { until, waitingForLocks } from '#test/waits.ts'
import { findWords } from './telling.store.ts'
import * as model from './telling.ts'

let at: StoryHouse
before(async () => {
  at = await storyHouse()
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
const told = async (case_id: string, as: Who) => (await at.ask(model.readTold, { case_id }, as)).tellings
const words = async (case_id: string, telling_id: string, as: Who) =>
  (await at.ask(model.openTelling, { case_id, telling_id }, as)).words
const texts = async (case_id: string, as: Who) =>
  (await at.ask(readNotes, { case_id }, as)).notes.map(({ text }) => text)

test('nobody reads what was told but who heard it, until the person lets it be retold', async () => {
  const { reference_worker, lawyer, psychologist, coordinator } = at.staff
  const { case_id } = await at.aFile()
  await at.joins(case_id, lawyer, psychologist)
  const { telling_id } = await at.tells(case_id, reference_worker, 'They kept my passport.', { topic: 'papers' })
  assert.equal(await words(case_id, telling_id, reference_worker), 'They kept my passport.')
  for (const who of [lawyer, psychologist, coordinator]) {
    const [head] = await told(case_id, who)
    assert.deepEqual(
      [head?.topic, head?.heard_by, head?.may_read, head?.note_id],
      ['papers', reference_worker.staff_id, false, null],
    )
    await refuses(at.ask(model.openTelling, { case_id, telling_id }, who), 'not_found')
    assert.deepEqual(await texts(case_id, who), [])
  }
  await at.ask(model.changeRetelling, { ...at.says(case_id, telling_id, 1), retell: ['law'] }, reference_worker)
  assert.equal(await words(case_id, telling_id, lawyer), 'They kept my passport.')
  assert.deepEqual(await texts(case_id, lawyer), ['They kept my passport.'])
  for (const who of [psychologist, coordinator])
    await refuses(at.ask(model.openTelling, { case_id, telling_id }, who), 'not_found')
  const [head] = await told(case_id, coordinator)
  assert.deepEqual(
    head?.asked.map(({ retell, recorded_name }) => [retell.join(), recorded_name]),
    [
      ['law', 'Colega reference_worker'],
      ['', 'Colega reference_worker'],
    ],
  )
  const [entry] = await at.rows(
    "select sections, basis from journal where subject_id = $1 and reason = 'told_read' order by at limit 1",
    [telling_id],
  )
  assert.deepEqual(entry?.sections, ['story'])
})

test('the four questions: signed out, another house, another office, and a role that opens no such section', async () => {
  const { reference_worker, second_worker, partner_worker, far_coordinator, job_counsellor, director } = at.staff
  const { case_id } = await at.aFile()
  await at.joins(case_id, job_counsellor)
  const { telling_id } = await at.tells(case_id, reference_worker, 'x', {
    retell: ['accompany', 'law', 'mind', 'health', 'police'],
  })
  const asks = (who: Who): (() => Promise<unknown>)[] => [
    () => at.ask(model.readTold, { case_id }, who),
    () => at.ask(model.openTelling, { case_id, telling_id }, who),
    () => at.ask(model.changeRetelling, { ...at.says(case_id, telling_id, 1), retell: [] }, who),
    () => at.ask(model.unmarkAsTold, { case_id, telling_id, version: 1 }, who),
    () => at.ask(model.keepWish, { case_id, wish_id: newId(), topic: 'money', wish: 'ask_me', said_on: at.today }, who),
    () => at.ask(model.tell, at.aTelling(case_id, who, 'y'), who),
  ]
  for (const asking of asks(nobody)) await refuses(asking(), 'signed_out')
  for (const who of [second_worker, partner_worker, far_coordinator])
    for (const asking of asks(who)) await refuses(asking(), 'not_found')
  for (const who of [job_counsellor, director]) {
    assert.deepEqual(await told(case_id, who), [])
    await refuses(at.ask(model.openTelling, { case_id, telling_id }, who), 'not_found')
  }
  await refuses(
    at.ask(
      model.keepWish,
      { case_id, wish_id: newId(), topic: 'money', wish: 'ask_me', said_on: at.today },
      job_counsellor,
    ),
    'refused',
  )
})

test('whoever may not read it cannot open it to themselves, but anybody of the team can close it', async () => {
  const { reference_worker, lawyer, coordinator } = at.staff
  const { case_id } = await at.aFile()
  await at.joins(case_id, lawyer)
  const { telling_id } = await at.tells(case_id, reference_worker, 'Only for you.', { retell: ['mind'] })
  for (const who of [lawyer, coordinator]) {
    const asking = at.ask(
      model.changeRetelling,
      { ...at.says(case_id, telling_id, 1), retell: ['mind', 'law', 'accompany'] },
      who,
    )
    await refuses(asking, 'refused', 'story.not_yours_to_open')
    await refuses(at.ask(model.unmarkAsTold, { case_id, telling_id, version: 1 }, who), 'refused')
  }
  // Past the server, too: the database holds to it.
  await assert.rejects(
    at.as(coordinator, case_id, (tx) =>
      tx
        .updateTable('telling')
        .set({ retell: ['accompany'], version: 2 })
        .execute(),
    ),
    {
      code: '42501',
    },
  )
  await at.ask(model.changeRetelling, { ...at.says(case_id, telling_id, 1), retell: [] }, coordinator)
  const [head] = await told(case_id, reference_worker)
  assert.deepEqual([head?.retell, head?.version], [[], 2])
  await refuses(
    at.ask(model.changeRetelling, { ...at.says(case_id, telling_id, 1), retell: ['law'] }, reference_worker),
    'conflict',
    'stale',
  )
})

test('when nobody who heard it is there any more, the person is asked anew by whoever walks with them now', async () => {
  const { reference_worker, coordinator, lawyer } = at.staff
  const { case_id } = await at.aFile()
  await at.joins(case_id, lawyer)
  const { telling_id } = await at.tells(case_id, lawyer, 'Told to a lawyer who left.', { section: 'law' })
  const wider = { ...at.says(case_id, telling_id, 1), retell: ['accompany' as const] }
  await refuses(at.ask(model.changeRetelling, wider, reference_worker), 'refused')
  await at.rows('update case_access set ended_at = now() where case_id = $1 and staff_id = $2', [
    case_id,
    lawyer.staff_id,
  ])
  assert.equal((await told(case_id, reference_worker))[0]?.may_open, true)
  await at.ask(model.changeRetelling, wider, reference_worker)
  assert.equal(await words(case_id, telling_id, reference_worker), 'Told to a lawyer who left.')
  assert.equal(await words(case_id, telling_id, coordinator), 'Told to a lawyer who left.')
})

test('a part of a note is linked and not copied: it keeps its letters when the note is corrected, and goes when it is covered', async () => {
  const { reference_worker, lawyer, coordinator } = at.staff
  const { case_id } = await at.aFile()
  await at.joins(case_id, lawyer)
  const text = 'She was cold. They took 3000 euros. She likes tea.'
  const note = await at.writes(case_id, reference_worker, text)
  const from = text.indexOf('They')
  const part = { from, to: from + 'They took 3000 euros.'.length }
  const mark = { ...at.aMark(case_id, reference_worker, note.note_id), part, retell: ['law' as const] }
  await refuses(
    at.ask(model.markAsTold, { ...mark, note_version: 2 }, reference_worker),
    'conflict',
    'story.note_changed',
  )
  await refuses(
    at.ask(model.markAsTold, { ...mark, part: { from: 0, to: 999 } }, reference_worker),
    'invalid',
    'story.part_beyond',
  )
  const { telling_id } = await at.ask(model.markAsTold, mark, reference_worker)
  assert.equal(await words(case_id, telling_id, lawyer), 'They took 3000 euros.')
  await at.ask(changeNote, { ...note, version: 1, text: 'Other words altogether.' }, reference_worker)
  const opened = await at.ask(model.openTelling, { case_id, telling_id }, lawyer)
  assert.deepEqual([opened.words, opened.corrected], ['They took 3000 euros.', true])
  const { entries } = await at.ask(readStory, { case_id, kind: 'notes' }, coordinator)
  assert.deepEqual(
    entries.filter((each) => each.kind === 'note_written').map((each) => each.note),
    [null],
  )
  await at.ask(coverNote, { ...note, reason: 'person_asked' }, reference_worker)
  assert.equal(await words(case_id, telling_id, lawyer), null)
})

test('of a note with two parts each reads what is for them, and the whole only who may read both', async () => {
  const { reference_worker, lawyer, psychologist } = at.staff
  const { case_id } = await at.aFile()
  await at.joins(case_id, lawyer, psychologist)
  const note = await at.writes(case_id, reference_worker, 'AAAA BBBB CCCC')
  const mark = async (from: number, retell: ('law' | 'mind')[]) => {
    const input = { ...at.aMark(case_id, reference_worker, note.note_id), part: { from, to: from + 4 }, retell }
    return (await at.ask(model.markAsTold, input, reference_worker)).telling_id
  }
  const law = await mark(0, ['law'])
  const both = await mark(5, ['law', 'mind'])
  assert.deepEqual([await words(case_id, law, lawyer), await words(case_id, both, lawyer)], ['AAAA', 'BBBB'])
  assert.deepEqual(await texts(case_id, lawyer), ['AAAA BBBB CCCC'])
  assert.equal(await words(case_id, both, psychologist), 'BBBB')
  await refuses(at.ask(model.openTelling, { case_id, telling_id: law }, psychologist), 'not_found')
  assert.deepEqual(await texts(case_id, psychologist), [])
  await at.ask(model.unmarkAsTold, { case_id, telling_id: law, version: 1 }, reference_worker)
  assert.deepEqual(await texts(case_id, psychologist), ['AAAA BBBB CCCC'])
})

test('a partner is told of what its profession may be retold, and of nothing else', async () => {
  const { reference_worker, partner_worker, other_partner_worker } = at.staff
  const { case_id } = await at.aFile()
  const secret = await at.tells(case_id, reference_worker, 'Not for you.', { retell: ['mind'] })
  const open = await at.tells(case_id, reference_worker, 'For the lawyer.', { retell: ['law'] })
  await at.opensTo(case_id, partner_worker, ['identity', 'story'], 'legal')
  await at.opensTo(case_id, other_partner_worker, ['identity', 'story'], 'shelter')
  assert.deepEqual(
    (await told(case_id, partner_worker)).map(({ telling_id }) => telling_id),
    [open.telling_id],
  )
  assert.equal(await words(case_id, open.telling_id, partner_worker), 'For the lawyer.')
  await refuses(at.ask(model.openTelling, { case_id, telling_id: secret.telling_id }, partner_worker), 'not_found')
  assert.deepEqual(await texts(case_id, partner_worker), ['For the lawyer.'])
  assert.deepEqual(await told(case_id, other_partner_worker), [])
  assert.deepEqual(await texts(case_id, other_partner_worker), [])
  await refuses(
    at.ask(model.changeRetelling, { ...at.says(case_id, open.telling_id, 1), retell: [] }, partner_worker),
    'refused',
  )
})

test('a wish about a subject is known to the team, the latest holds; everything of a subject is opened at once', async () => {
  const { reference_worker, lawyer } = at.staff
  const { case_id } = await at.aFile()
  await at.joins(case_id, lawyer)
  const wish = (what: 'ask_me' | 'none', as: Who) =>
    at.ask(model.keepWish, { case_id, wish_id: newId(), topic: 'money', wish: what, said_on: at.today }, as)
  await wish('ask_me', lawyer)
  await wish('none', reference_worker)
  const { wishes } = await at.ask(model.readTold, { case_id }, lawyer)
  assert.deepEqual(
    wishes.map((each) => each.wish),
    ['none', 'ask_me'],
  )
  const [row] = await at.rows('select sealed from story_wish where case_id = $1', [case_id])
  assert.ok(!(row!.sealed as Buffer).toString('latin1').includes('money'))
  await at.tells(case_id, reference_worker, 'One.', { topic: 'money' })
  await at.tells(case_id, reference_worker, 'Two.', { topic: 'money' })
  await at.tells(case_id, lawyer, 'Three.', { topic: 'money', section: 'law' })
  const { telling_id: _, consent_id: __, version: ___, ...says } = at.says(case_id, '', 0)
  const all = { ...says, topic: 'money', retell: ['law' as const] }
  assert.deepEqual(await at.ask(model.changeTopicRetelling, all, reference_worker), { changed: 2, left: 1 })
  assert.equal((await told(case_id, lawyer)).filter(({ may_read }) => may_read).length, 3)
  await refuses(at.ask(model.changeTopicRetelling, { ...all, topic: 'journey' }, reference_worker), 'not_found')
  const ahead = { ...at.aTelling(case_id, reference_worker, 'z'), told_on: '2999-01-01' }
  await refuses(at.ask(model.tell, ahead, reference_worker), 'invalid', 'story.not_yet')
})

test('broken glass shows that something was told, and none of the words', async () => {
  const { reference_worker, psychologist } = at.staff
  const { case_id } = await at.aFile()
  const { telling_id } = await at.tells(case_id, reference_worker, 'Quiet.', { retell: ['mind'] })
  await at.breaksGlass(case_id, psychologist, ['identity', 'story'])
  assert.deepEqual(
    (await told(case_id, psychologist)).map(({ may_read }) => may_read),
    [false],
  )
  await refuses(at.ask(model.openTelling, { case_id, telling_id }, psychologist), 'not_found')
  assert.deepEqual(await texts(case_id, psychologist), [])
})

test('a colleague who joins later is told where to look, and reads nothing of it in an earlier version either', async () => {
  const { reference_worker, lawyer } = at.staff
  const { case_id } = await at.aFile()
  const { telling_id, note_id } = await at.tells(case_id, reference_worker, 'First words.', {})
  await at.ask(changeNote, { case_id, note_id, version: 1, text: 'Second words.' }, reference_worker)
  const access = { case_id, access_id: newId(), staff_id: lawyer.staff_id, function: 'team_member' as const }
  await at.ask(assignTeam, { ...access, sections: ['identity', 'story', 'law'] }, reference_worker)
  assert.deepEqual(
    (await told(case_id, lawyer)).map((each) => [each.telling_id, each.may_read]),
    [[telling_id, false]],
  )
  const { readNoteVersions } = await import('#notes/note.ts')
  assert.deepEqual((await at.ask(readNoteVersions, { case_id, note_id }, lawyer)).versions, [])
})

test('a wish taken back waits for a reading under way, and nothing is read after it', async () => {
  const { reference_worker, lawyer } = at.staff
  const { case_id } = await at.aFile()
  await at.joins(case_id, lawyer)
  const { telling_id } = await at.tells(case_id, reference_worker, 'Now.', { retell: ['law'] })
  const read = Promise.withResolvers<void>()
  const reading = at.as(lawyer, case_id, async (tx) => {
    assert.ok((await findWords(tx, case_id, telling_id))?.sealed)
    await read.promise
  })
  await until(
    async () =>
      (await at.rows("select 1 from pg_locks where relation = 'telling'::regclass and mode = 'RowShareLock'")).length >
      0,
  )
  let closed = false
  const closing = at
    .ask(model.changeRetelling, { ...at.says(case_id, telling_id, 1), retell: [] }, reference_worker)
    .then(() => {
      closed = true
    })
  await until(async () => (await waitingForLocks(at.rows)) > 0)
  assert.equal(closed, false)
  read.resolve()
  await Promise.all([reading, closing])
  await refuses(at.ask(model.openTelling, { case_id, telling_id }, lawyer), 'not_found')
})
