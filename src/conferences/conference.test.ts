// Conferences through the gate: who calls one, what each house sees of it, that a withdrawal closes a part at once, and
// that nobody answers for another house.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Section } from '#access/access.ts'
import { withdrawConsent } from '#consents/consent.ts'
import type { InputOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { agency, answer, type ConferenceHouse, call, conferenceHouse, item, task } from '#test/conferences.ts'
import { nobody, type Who } from '#test/gate.ts'
import * as model from './conference.ts'
import { answerTask, markTask, setTask } from './task.ts'

const { addItem, callConference, changeConference, endConference, listConferences, readMyConferences, writeMinutes } =
  model
let at: ConferenceHouse['at']
let me: ConferenceHouse['me']
let letIn: ConferenceHouse['letIn']
let aConference: ConferenceHouse['aConference']
let list: ConferenceHouse['list']
before(async () => {
  ;({ at, me, letIn, aConference, list } = await conferenceHouse())
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })

test('a conference is called, held and minuted, and its outcome stands in the timeline', async () => {
  const { case_id, conference_id, items, shelter } = await aConference({ asked: 'not_yet' })
  const end = (version: number, status: 'held' | 'cancelled' = 'held') =>
    at.ask(endConference, { case_id, conference_id, version, status }, me)
  await refuses(end(1), 'invalid', 'conference.ask_first')
  const [first] = await list(case_id, at.staff.coordinator)
  const { agencies } = first!.ours!
  const change = { ...call(case_id), conference_id, version: 1, agencies, items: undefined, said: 'School.' }
  await at.ask(changeConference, change, me)
  await end(2)
  await refuses(at.ask(changeConference, { ...change, version: 3 }, me), 'conflict', 'conference.over')
  await refuses(end(3, 'cancelled'), 'invalid', 'conference.over')
  const written = { case_id, item_id: items.home.item_id, version: 1, minutes: 'All agree.', decision: 'A bed.' }
  await at.ask(writeMinutes, written, me)
  const late = at.ask(writeMinutes, { ...written, minutes: 'Not all.' }, at.staff.coordinator)
  await assert.rejects(late, (problem: Problem) => {
    assert.equal(problem.key, 'stale')
    assert.equal((problem.details.current as model.ConferenceItem).minutes, 'All agree.')
    return true
  })
  await at.ask(addItem, { case_id, conference_id, ...item('work') }, me)
  await at.ask(setTask, task(case_id, items.home.item_id, agency(shelter)), me)
  await at.ask(setTask, task(case_id, items.home.item_id, { kind: 'staff', staff_id: me.staff_id }), me)
  const [conference] = await list(case_id, me)
  assert.deepEqual(
    conference?.items.map(({ section, decision }) => [section, decision]),
    [
      ['home', 'A bed.'],
      ['safety', null],
      ['health', null],
      ['story', null],
      ['work', null],
    ],
  )
  assert.equal(conference?.ours?.wishes, 'Not with the uncle in the room.')
  assert.deepEqual(conference?.tasks.map(({ owner_name }) => owner_name).sort(), [
    'Colega reference_worker',
    'Refugio del Olmo',
  ])
  const kinds = await at.rows(
    "select kind from timeline_entry where case_id = $1 and kind like 'conference%' order by at",
    [case_id],
  )
  assert.deepEqual(
    kinds.map(({ kind }) => kind),
    ['conference_planned', 'conference_held', 'conference_task_set', 'conference_task_set'],
  )
})

test('each house sees its own part only', async () => {
  const { case_id, conference_id, items, shelter, clinic, called } = await aConference()
  const { partner_worker, other_partner_worker, psychologist } = at.staff
  await at.ask(setTask, task(case_id, items.home.item_id, agency(shelter)), me)
  await at.ask(setTask, task(case_id, items.health.item_id, agency(clinic)), me)
  await at.ask(setTask, task(case_id, items.safety.item_id, { kind: 'staff', staff_id: me.staff_id }), me)
  for (const [place, each] of Object.values(items).entries())
    await at.ask(
      writeMinutes,
      { case_id, item_id: each.item_id, version: 1, minutes: `said ${place}`, decision: '' },
      me,
    )
  const table: [Who, Section[], number][] = [
    [me, ['home', 'safety', 'health', 'story'], 3],
    [partner_worker, ['home', 'safety'], 1],
    [other_partner_worker, ['health'], 1],
  ]
  for (const [who, sections, tasks] of table) {
    const [seen] = await list(case_id, who)
    assert.deepEqual(
      seen?.items.map(({ section }) => section),
      sections,
    )
    assert.deepEqual(
      seen?.items.map(({ minutes }) => minutes?.slice(0, 4)),
      sections.map(() => 'said'),
    )
    assert.equal(seen?.tasks.length, tasks)
    assert.equal(seen?.said, 'I want to go to school.')
    assert.equal(seen?.ours === null, who !== me)
  }
  for (const who of [partner_worker, other_partner_worker]) {
    const text = JSON.stringify(await list(case_id, who))
    assert.doesNotMatch(text, /uncle/)
    const mine = await at.ask(readMyConferences, {}, who)
    const here = mine.conferences.filter((each) => each.conference_id === conference_id)
    assert.deepEqual([here.length, here[0]?.tasks.length, here[0]?.alias], [1, 1, 'Maya'])
  }
  // Another house is named to the others only as far as the person agreed.
  assert.deepEqual((await list(case_id, partner_worker))[0]?.named, ['Clínica del Fresno', 'Refugio del Olmo'])
  const { items: _, ...head } = called
  const quiet = { ...head, version: 1, agencies: [shelter, { ...clinic, named: false }] }
  await at.ask(changeConference, quiet, me)
  assert.deepEqual((await list(case_id, partner_worker))[0]?.named, ['Refugio del Olmo'])
  assert.deepEqual((await list(case_id, other_partner_worker))[0]?.named, ['Clínica del Fresno', 'Refugio del Olmo'])
  await refuses(list(case_id, psychologist), 'not_found', 'case.not_found')
})

test('a withdrawal closes the part of that house at once, and the others keep theirs', async () => {
  const { case_id, items, shelter, conference_id } = await aConference()
  const { partner_worker, other_partner_worker } = at.staff
  const given = task(case_id, items.home.item_id, agency(shelter))
  await at.ask(setTask, given, me)
  await at.ask(withdrawConsent, { case_id, consent_id: shelter.consent_id }, me)
  await refuses(list(case_id, partner_worker), 'not_found', 'case.not_found')
  const mine = await at.ask(readMyConferences, {}, partner_worker)
  assert.ok(!mine.conferences.some((each) => each.conference_id === conference_id))
  await refuses(at.ask(answerTask, answer(given.task_id), partner_worker), 'not_found', 'conference.task_not_found')
  assert.deepEqual((await list(case_id, other_partner_worker))[0]?.named, ['Clínica del Fresno'])
  const [ours] = await list(case_id, me)
  assert.equal(ours?.ours?.agencies.find(({ name }) => name === 'Refugio del Olmo')?.live, false)
  await refuses(
    at.ask(setTask, task(case_id, items.home.item_id, agency(shelter)), me),
    'invalid',
    'conference.section_not_theirs',
  )
})

test('a consent to something else does not open the conference of another consent', async () => {
  const { case_id, shelter, conference_id } = await aConference()
  await letIn(case_id, at.staff.partner_worker, ['story'])
  await at.ask(withdrawConsent, { case_id, consent_id: shelter.consent_id }, me)
  assert.deepEqual(await list(case_id, at.staff.partner_worker), [], 'the file is open again, this conference is not')
  assert.equal((await at.rows('select from conference where conference_id = $1', [conference_id])).length, 1)
})

test('only partners let in on that consent are invited, and an invitation can be taken back', async () => {
  const { case_id } = await at.aFile()
  const { partner_worker, other_partner_worker } = at.staff
  const { consent_id } = await at.aConsent(case_id, partner_worker, ['home'])
  const notYet = { organisation_id: partner_worker.organisation_id, consent_id, named: true }
  await refuses(
    at.ask(callConference, call(case_id, { agencies: [notYet] }), me),
    'invalid',
    'conference.no_live_consent',
  )
  const clinic = await letIn(case_id, other_partner_worker, ['health'])
  const stolen = { ...clinic, organisation_id: partner_worker.organisation_id }
  await refuses(
    at.ask(callConference, call(case_id, { agencies: [stolen] }), me),
    'invalid',
    'conference.no_live_consent',
  )
  const twice = call(case_id, { agencies: [clinic, clinic] })
  await refuses(at.ask(callConference, twice, me), 'invalid', 'conference.invited_twice')
  const called = call(case_id, { agencies: [clinic], items: [item('health')] })
  await at.ask(callConference, called, me)
  assert.equal((await list(case_id, other_partner_worker)).length, 1)
  const { items: _, ...head } = called
  await at.ask(changeConference, { ...head, version: 1, agencies: [] }, me)
  assert.equal((await list(case_id, other_partner_worker)).length, 0)
  const { guests } = await at.ask(listConferences, { case_id }, me)
  assert.deepEqual(
    guests.map(({ name, sections }) => [name, sections]),
    [['Clínica del Fresno', ['health']]],
  )
  await refuses(at.ask(changeConference, { ...head, version: 1, agencies: [] }, me), 'conflict', 'stale')
})

test('a task goes to whoever can read it, and each house answers for its own', async () => {
  const { case_id, items, shelter, clinic } = await aConference()
  const { partner_worker, other_partner_worker, psychologist } = at.staff
  const give = (of: keyof typeof items, owner: InputOf<typeof setTask>['owner']) => {
    const given = task(case_id, items[of].item_id, owner)
    return at.ask(setTask, given, me).then(() => given.task_id)
  }
  await refuses(give('story', agency(shelter)), 'invalid', 'conference.section_not_theirs')
  await refuses(give('home', agency(clinic)), 'invalid', 'conference.section_not_theirs')
  await refuses(give('home', agency({ organisation_id: newId() })), 'invalid', 'conference.not_invited')
  await refuses(
    give('home', { kind: 'staff', staff_id: psychologist.staff_id }),
    'invalid',
    'plan.owner_not_on_the_file',
  )
  const theirs = await give('home', agency(shelter))
  const ours = await give('home', { kind: 'staff', staff_id: me.staff_id })
  const mark = (task_id: string, status: 'done' | 'dropped' | 'cannot', words = '') =>
    at.ask(markTask, { case_id, task_id, version: 1, status, answer: words }, me)
  await refuses(mark(theirs, 'done'), 'invalid', 'conference.theirs_to_answer')
  await refuses(mark(ours, 'cannot'), 'invalid', 'conference.say_why')
  await mark(ours, 'done', 'Called on Tuesday.')
  await refuses(mark(ours, 'done'), 'conflict', 'stale')
  for (const who of [other_partner_worker, me, nobody])
    await refuses(
      at.ask(answerTask, answer(theirs), who),
      who === nobody ? 'signed_out' : who === me ? 'refused' : 'not_found',
    )
  await refuses(at.ask(answerTask, answer(ours), partner_worker), 'not_found', 'conference.task_not_found')
  await refuses(
    at.ask(answerTask, { ...answer(theirs, 1, 'cannot'), answer: '' }, partner_worker),
    'invalid',
    'conference.say_why',
  )
  const both = await Promise.allSettled([
    at.ask(answerTask, answer(theirs, 1, 'doing'), partner_worker),
    at.ask(answerTask, answer(theirs, 1, 'done'), partner_worker),
  ])
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  const lost = both.find((each) => each.status === 'rejected')!.reason as Problem
  assert.equal(`${lost.kind} ${lost.key}`, 'conflict stale')
  assert.equal((lost.details.current as { answer: string }).answer, 'There is a bed.')
  await at.ask(answerTask, answer(theirs, 2), partner_worker)
  const [seen] = await list(case_id, me)
  const told = seen?.tasks.find(({ task_id }) => task_id === theirs)
  assert.deepEqual([told?.status, told?.answer, told?.version], ['done', 'There is a bed.', 3])
  const rows = await at.rows(
    "select codes from timeline_entry where case_id = $1 and kind = 'conference_task_answered' order by at",
    [case_id],
  )
  assert.deepEqual(rows.map(({ codes }) => (codes as { task: string }).task).at(-1), 'done')
  const [entry] = await at.rows(
    "select organisation_id, case_id from journal where action = 'conferences.answer' and subject_id = $1",
    [theirs],
  )
  assert.deepEqual(entry, { organisation_id: at.ours.organisation_id, case_id }, 'the house of the file is told')
})

test('a dropped task is no longer answered, and a cancelled conference is gone for partners', async () => {
  const { case_id, conference_id, items, shelter } = await aConference()
  const given = task(case_id, items.home.item_id, agency(shelter))
  await at.ask(setTask, given, me)
  const drop = { case_id, task_id: given.task_id, version: 1, status: 'dropped' as const, answer: '' }
  await at.ask(markTask, drop, me)
  await refuses(at.ask(answerTask, answer(given.task_id, 2), at.staff.partner_worker), 'conflict', 'stale')
  await at.ask(endConference, { case_id, conference_id, version: 1, status: 'cancelled' }, me)
  assert.deepEqual(await list(case_id, at.staff.partner_worker), [])
  await refuses(at.ask(addItem, { case_id, conference_id, ...item('home') }, me), 'conflict', 'conference.over')
})
