// An instrument given over days and hands: kept answer by answer, once, in the newest version; skipped, put off, stopped,
// finished; corrected only in sight; and nobody without the section so much as knows of it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { allOf, giving, sittingsOf } from '#test/sittings.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { instrumentOf } from './instruments.store.ts'
import { latestReads } from './latest.api.ts'
import { listResults, readAssessment } from './results.ts'
import * as model from './sitting.ts'

let at: TestHouse
let { read, join, begin, give, finish } = {} as ReturnType<typeof sittingsOf>
before(async () => {
  at = await testHouse(
    await import('./sitting.api.ts'),
    await import('./finish.api.ts'),
    await import('./offered.api.ts'),
    await import('./results.api.ts'),
    await import('#team/team.api.ts'),
    await import('#timeline/timeline.api.ts'),
  )
  ;({ read, join, begin, give, finish } = sittingsOf(at))
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
const dayBefore = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })

const fear = 'better_dead'
const calm = { [fear]: 'not_at_all', difficulty: 'not_hard' }

test('answers are kept one by one and survive to another day and another colleague', async () => {
  const { reference_worker, psychologist, coordinator } = at.staff
  const { case_id } = await at.aFile()
  await join(case_id, psychologist)
  const sitting_id = await begin(case_id, reference_worker)
  await give(case_id, sitting_id, { interest: 'several_days' }, reference_worker)
  await give(case_id, sitting_id, { low_mood: null }, reference_worker)
  const seen = await read(case_id, sitting_id, psychologist)
  assert.deepEqual(seen.answers, { interest: 'several_days', low_mood: null })
  assert.deepEqual([seen.answered, seen.skipped, seen.next, seen.state], [1, 1, 'sleep', 'open'])
  assert.deepEqual([seen.giving.spoken, seen.giving.beside, seen.giving.interpreter], ['ne', 'es', 'professional'])
  // Another colleague goes on where it stood, in another language.
  await at.ask(
    model.changeGiving,
    {
      case_id,
      sitting_id,
      version: seen.version,
      giving: { spoken: 'hi', worded: 'hi', beside: null, interpreter: 'none' },
    },
    psychologist,
  )
  await give(
    case_id,
    sitting_id,
    allOf('phq-9', 1, { interest: 'several_days', low_mood: null, ...calm }),
    psychologist,
  )
  const done = await finish(case_id, sitting_id, psychologist)
  assert.deepEqual([done.assessment_id, done.protocol_id], [sitting_id, null])
  const { instruments } = await at.ask(listResults, { case_id }, reference_worker)
  const [head] = instruments[0]!.taken
  assert.deepEqual([head!.instrument_version, head!.taken_on, head!.taken_by], [1, today, psychologist.staff_id])
  assert.equal(head!.giving.worded, 'hi')
  const whole = await at.ask(readAssessment, { case_id, assessment_id: sitting_id }, reference_worker)
  assert.deepEqual(whole.skipped, ['low_mood'])
  assert.equal(whole.answers.interest, 'several_days')
  // The coordinator of the office does not open what is about the mind: neither the list nor the answers know of it.
  assert.deepEqual((await at.ask(listResults, { case_id }, coordinator)).instruments, [])
  await refuses(at.ask(readAssessment, { case_id, assessment_id: sitting_id }, coordinator), 'not_found')
  await refuses(read(case_id, sitting_id, coordinator), 'not_found')
  const { entries } = await at.ask(readTimeline, { case_id }, reference_worker)
  assert.ok(entries.some(({ kind, codes }) => kind === 'instrument_finished' && codes.instrument === 'phq-9'))
})

test('two windows: the slower one is told how it stands, the same request twice is one', async () => {
  const { reference_worker } = at.staff
  const { case_id } = await at.aFile()
  const sitting_id = await begin(case_id, reference_worker)
  const first = { case_id, sitting_id, version: 1, answers: { interest: 'several_days' } }
  const key = newId()
  assert.equal((await at.ask(model.answerItems, first, reference_worker, { key })).version, 2)
  assert.equal((await at.ask(model.answerItems, first, reference_worker, { key })).version, 2)
  await assert.rejects(
    at.ask(model.answerItems, { ...first, answers: { sleep: 'not_at_all' } }, reference_worker),
    (problem: Problem) => {
      const current = problem.details.current as model.Sitting
      assert.deepEqual([problem.kind, problem.key, current.version], ['conflict', 'stale', 2])
      assert.deepEqual(current.answers, { interest: 'several_days' })
      return true
    },
  )
  // Begun in two windows: one sitting, and the other is led to it.
  await assert.rejects(begin(case_id, reference_worker), (problem: Problem) => {
    assert.deepEqual([problem.key, problem.details.sitting_id], ['assessment.already_open', sitting_id])
    return true
  })
  const both = await Promise.allSettled([
    begin(case_id, reference_worker, 'gad-7'),
    begin(case_id, reference_worker, 'gad-7'),
  ])
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
})

test('not today leaves it open with its reason; stopped stays readable and is never scored; nothing answered is no finish', async () => {
  const { reference_worker } = at.staff
  const { case_id } = await at.aFile()
  const sitting_id = await begin(case_id, reference_worker)
  await refuses(finish(case_id, sitting_id, reference_worker), 'invalid', 'assessment.nothing_answered')
  await at.ask(model.putOffSitting, { case_id, sitting_id, version: 1, reason: 'The child is here.' }, reference_worker)
  const put = await read(case_id, sitting_id, reference_worker)
  assert.deepEqual(put.put_off, [{ on: today, by: reference_worker.staff_id, reason: 'The child is here.' }])
  const { offered } = await at.ask(model.listOffered, { case_id }, reference_worker)
  assert.equal(offered.find(({ instrument }) => instrument === 'phq-9')?.open?.put_off.length, 1)
  await give(case_id, sitting_id, { interest: 'several_days' }, reference_worker)
  const { version } = await read(case_id, sitting_id, reference_worker)
  await at.ask(model.stopSitting, { case_id, sitting_id, version, reason: 'Enough.' }, reference_worker)
  const stopped = await read(case_id, sitting_id, reference_worker)
  assert.deepEqual(
    [stopped.state, stopped.stopped_because, stopped.answers],
    ['stopped', 'Enough.', { interest: 'several_days' }],
  )
  const { sittings } = await at.ask(model.listSittings, { case_id }, reference_worker)
  assert.deepEqual(
    sittings.map(({ state }) => state),
    ['stopped'],
  )
  await refuses(give(case_id, sitting_id, { sleep: 'not_at_all' }, reference_worker), 'conflict', 'assessment.over')
  assert.deepEqual((await at.ask(listResults, { case_id }, reference_worker)).instruments, [])
  // A new one may begin beside the one that was stopped.
  await begin(case_id, reference_worker)
})

test('paper keeps its own day and no other does', async () => {
  const { reference_worker } = at.staff
  const { case_id } = await at.aFile()
  const paper = { given: 'paper' } as const
  await refuses(
    begin(case_id, reference_worker, 'phq-9', { taken_on: dayBefore(-1), giving: giving(paper) }),
    'invalid',
    'assessment.taken_later',
  )
  await refuses(
    begin(case_id, reference_worker, 'phq-9', { taken_on: dayBefore(3) }),
    'invalid',
    'assessment.day_of_paper',
  )
  const sitting_id = await begin(case_id, reference_worker, 'phq-9', { taken_on: dayBefore(3), giving: giving(paper) })
  await give(case_id, sitting_id, allOf('phq-9', 2, calm), reference_worker)
  await finish(case_id, sitting_id, reference_worker)
  const { taken_on, giving: how } = await at.ask(
    readAssessment,
    { case_id, assessment_id: sitting_id },
    reference_worker,
  )
  assert.deepEqual([taken_on, how.given], [dayBefore(3), 'paper'])
})

test('minors get only what was made for minors, and it says why; in doubt she counts as one', async () => {
  const { reference_worker } = at.staff
  const year = Number(today.slice(0, 4))
  for (const [card, age, because] of [
    [{ birth_year: year - 15 }, 'minor', 'for_adults'],
    [{ birth_year: year - 30, age_in_doubt: true }, 'unsure', 'age_unsure'],
    [{ birth_year: null }, 'unsure', 'age_unsure'],
  ] as const) {
    const { case_id } = await at.aFile({ card })
    const found = await at.ask(model.listOffered, { case_id, language: 'es' }, reference_worker)
    assert.equal(found.age, age)
    assert.ok(found.offered.every(({ instrument }) => (instrumentOf(instrument).ages.from ?? 18) < 18))
    assert.equal(found.not_offered.find(({ instrument }) => instrument === 'phq-9')?.because, because)
    await refuses(begin(case_id, reference_worker), 'invalid', `assessment.not_offered.${because}`)
  }
  const { case_id } = await at.aFile()
  const { age, offered, not_offered } = await at.ask(model.listOffered, { case_id, language: 'ur' }, reference_worker)
  assert.equal(age, 'adult')
  assert.ok(offered.some(({ instrument, title }) => instrument === 'phq-9' && title.length > 3))
  assert.ok(not_offered.every(({ because }) => because !== 'for_adults'))
})

test('a second long one on one day is warned about, and goes through', async () => {
  const { reference_worker } = at.staff
  const { case_id } = await at.aFile()
  const before = await at.ask(model.listOffered, { case_id }, reference_worker)
  assert.deepEqual(before.long_today, [])
  const long = before.offered.filter((each) => each.long).map(({ instrument }) => instrument)
  assert.ok(long.length >= 2)
  await begin(case_id, reference_worker, long[0]!)
  assert.deepEqual((await at.ask(model.listOffered, { case_id }, reference_worker)).long_today, [long[0]])
  await begin(case_id, reference_worker, long[1]!)
})

test('an answer about her safety opens the protocol when it is given, once, and again when it is amended to one', async () => {
  const { reference_worker } = at.staff
  const { case_id } = await at.aFile()
  const sitting_id = await begin(case_id, reference_worker)
  const told = await give(case_id, sitting_id, { [fear]: 'several_days' }, reference_worker)
  assert.ok(told.protocol_id)
  const same = await give(case_id, sitting_id, { [fear]: 'several_days' }, reference_worker)
  assert.equal(same.protocol_id, told.protocol_id)
  const done = await finish(case_id, sitting_id, reference_worker)
  assert.equal(done.protocol_id, told.protocol_id)
  const rows = await at.rows('select instrument, item, ref_id, closed_at from protocol where case_id = $1', [case_id])
  assert.deepEqual(rows, [{ instrument: 'phq-9', item: fear, ref_id: sitting_id, closed_at: null }])
  const lines = await at.rows('select what from protocol_line where case_id = $1', [case_id])
  assert.deepEqual(lines, [{ what: 'opened' }])

  const other = (await at.aFile()).case_id
  const calmly = await begin(other, reference_worker)
  await give(other, calmly, allOf('phq-9', 0), reference_worker)
  assert.equal((await finish(other, calmly, reference_worker)).protocol_id, null)
  const amended = await at.ask(
    model.amendAssessment,
    {
      case_id: other,
      assessment_id: calmly,
      version: 1,
      answers: { [fear]: 'more_than_half' },
      reason: 'Taken down wrongly.',
    },
    reference_worker,
  )
  assert.ok(amended.protocol_id)
})

test('where a level of daily life says danger the protocol of that kind opens; where it says hunger the plan is asked', async () => {
  const { reference_worker } = at.staff
  const { case_id } = await at.aFile()
  const sitting_id = await begin(case_id, reference_worker, 'self-sufficiency')
  const hungry = await give(case_id, sitting_id, { food: 'in_crisis', safety: 'vulnerable' }, reference_worker)
  assert.equal(hungry.protocol_id, null)
  const told = await give(case_id, sitting_id, { safety: 'in_crisis' }, reference_worker)
  assert.equal((await finish(case_id, sitting_id, reference_worker)).protocol_id, told.protocol_id)
  const rows = await at.rows('select kind, instrument, item from protocol where case_id = $1', [case_id])
  assert.deepEqual(rows, [{ kind: 'danger', instrument: 'self-sufficiency', item: 'safety' }])
})

test('finished is amended only in sight: what stood before stays, with who and why', async () => {
  const { reference_worker, psychologist } = at.staff
  const { case_id } = await at.aFile()
  await join(case_id, psychologist)
  const sitting_id = await begin(case_id, reference_worker)
  await give(case_id, sitting_id, allOf('phq-9', 1, calm), reference_worker)
  await finish(case_id, sitting_id, reference_worker)
  const amend = (version: number, answers: model.GivenAnswers, who: Who, reason = 'She said it otherwise.') =>
    at.ask(model.amendAssessment, { case_id, assessment_id: sitting_id, version, answers, reason }, who)
  assert.equal((await amend(1, { sleep: 'nearly_every_day' }, psychologist)).version, 2)
  await amend(2, { energy: null }, reference_worker, 'She had left it out.')
  await refuses(amend(2, { energy: 'not_at_all' }, psychologist), 'conflict', 'stale')
  await refuses(amend(3, { energy: 'sometimes' }, psychologist), 'invalid', 'assessment.strange_answers')
  await refuses(amend(3, { strange: 'x' }, psychologist), 'invalid', 'assessment.strange_answers')
  const found = await at.ask(readAssessment, { case_id, assessment_id: sitting_id }, psychologist)
  assert.deepEqual(
    [found.version, found.amended, found.answers.sleep, found.skipped],
    [3, 2, 'nearly_every_day', ['energy']],
  )
  assert.deepEqual(
    found.amendments.map(({ version, by, reason, answers }) => [version, by, reason, answers.sleep, answers.energy]),
    [
      [1, psychologist.staff_id, 'She said it otherwise.', 'several_days', 'several_days'],
      [2, reference_worker.staff_id, 'She had left it out.', 'nearly_every_day', 'several_days'],
    ],
  )
  // Not even whoever owns the connection of the desk changes one in silence.
  await assert.rejects(
    at.house.database.transaction({ token: reference_worker.token, case_id }, (tx) =>
      tx.updateTable('assessment').set({ version: 9 }).where('assessment_id', '=', sitting_id).execute(),
    ),
  )
})

test('what changed since the time before stands beside it, and the latest of each is at hand for other rooms', async () => {
  const { reference_worker } = at.staff
  const { case_id } = await at.aFile()
  for (const [nth, days] of [
    [2, 30],
    [1, 2],
  ] as const) {
    const sitting_id = await begin(case_id, reference_worker, 'phq-9', {
      taken_on: dayBefore(days),
      giving: giving({ given: 'paper' }),
    })
    await give(case_id, sitting_id, allOf('phq-9', nth, calm), reference_worker)
    await finish(case_id, sitting_id, reference_worker)
  }
  const { instruments } = await at.ask(listResults, { case_id }, reference_worker)
  const [now, then] = instruments[0]!.taken
  assert.deepEqual([now!.read.scores[0]!.value, then!.read.scores[0]!.value], [8, 16])
  assert.deepEqual(then!.changes, [])
  const [change] = now!.changes
  assert.deepEqual([change?.before, change?.after, change?.direction, change?.since], [16, 8, 'better', dayBefore(30)])
  const { token, organisation_id } = reference_worker
  const latest = await at.house.database.transaction({ token, case_id }, (tx) =>
    latestReads(tx, at.house.vault, { organisation_id, case_id }),
  )
  assert.deepEqual(
    latest.map(({ instrument, taken_on, read: { scores } }) => [instrument, taken_on, scores[0]?.value]),
    [['phq-9', dayBefore(2), 8]],
  )
})

test('what happened meanwhile is told by kind and day, once a day, and only of the sections opened', async () => {
  const { reference_worker, job_counsellor } = at.staff
  const { case_id } = await at.aFile()
  await at.rows(
    `insert into case_access (organisation_id, case_id, access_id, kind, staff_id, function, sections, created_by)
     values ($1, $2, gen_random_uuid(), 'team', $3, 'team_member', array['identity', 'home'], $3)`,
    [at.ours.organisation_id, case_id, job_counsellor.staff_id],
  )
  for (const [kind, section, day] of [
    ['stay_began', 'home', '2026-03-02'],
    ['stay_ended', 'home', '2026-03-02'],
    ['incident_recorded', 'safety', '2026-04-05'],
    ['note_written', 'home', '2026-04-06'],
  ])
    await at.rows(
      `insert into timeline_entry (organisation_id, case_id, entry_id, at, kind, section, actor_id)
       values ($1, $2, gen_random_uuid(), $3::date, $4, $5, $6)`,
      [at.ours.organisation_id, case_id, day, kind, section, reference_worker.staff_id],
    )
  await at.rows(
    `insert into risk_trigger (organisation_id, case_id, trigger_id, trigger, on_day, told_by, sealed)
     values ($1, $2, gen_random_uuid(), 'hearing', '2026-12-01', $3, '\\x01')`,
    [at.ours.organisation_id, case_id, reference_worker.staff_id],
  )
  const events = async (who: Who) => (await at.ask(listResults, { case_id }, who)).events
  const moved = { on: '2026-03-02', kind: 'moved' }
  assert.deepEqual(await events(reference_worker), [
    { on: '2026-12-01', kind: 'hearing' },
    { on: '2026-04-05', kind: 'incident' },
    moved,
  ])
  assert.deepEqual(await events(job_counsellor), [moved])
})

test('every door is shut to whoever has no key', async () => {
  const { reference_worker, psychologist, trainer, director, intake, partner_worker, far_coordinator } = at.staff
  const { case_id } = await at.aFile()
  await join(case_id, psychologist)
  const sitting_id = await begin(case_id, psychologist)
  await give(case_id, sitting_id, allOf('phq-9', 1, calm), psychologist)
  const on = { case_id, sitting_id, version: 2 }
  const writes: [typeof model.answerItems, object][] = [
    [model.beginSitting, { case_id, sitting_id: newId(), instrument: 'gad-7', giving: giving() }],
    [model.answerItems, { ...on, answers: { sleep: 'not_at_all' } }],
    [model.changeGiving, { ...on, giving: giving() }],
    [model.putOffSitting, on],
    [model.stopSitting, on],
    [model.finishSitting, on],
    [model.amendAssessment, { case_id, assessment_id: sitting_id, version: 1, answers: {}, reason: 'x' }],
    [model.listOffered, { case_id }],
  ].map(([endpoint, input]) => [endpoint as typeof model.answerItems, input as object])
  const reads: [typeof model.readSitting, object][] = [
    [model.listSittings, { case_id }],
    [model.readSitting, { case_id, sitting_id }],
    [listResults, { case_id }],
    [readAssessment, { case_id, assessment_id: sitting_id }],
  ].map(([endpoint, input]) => [endpoint as unknown as typeof model.readSitting, input as object])
  for (const [endpoint, input] of [...writes, ...reads]) {
    const ask = (who: Who) => at.ask(endpoint as typeof model.readSitting, input as never, who)
    await refuses(ask(nobody), 'signed_out')
    for (const stranger of [partner_worker, far_coordinator, intake]) await refuses(ask(stranger), 'not_found')
  }
  for (const [endpoint, input] of writes) {
    await refuses(at.ask(endpoint, input as never, director), 'refused')
    await join(case_id, trainer)
    await refuses(at.ask(endpoint, input as never, trainer), 'refused')
  }
  const form = { instrument: 'phq-9', version: 1, language: 'en' } as const
  await refuses(at.ask(model.readForm, form, nobody), 'signed_out')
  await refuses(at.ask(model.readForm, form, intake), 'refused')
  await refuses(at.ask(model.readForm, { ...form, version: 7 }, reference_worker), 'not_found')
  // Of another file the answers are not to be had by their id either.
  const other = (await at.aFile()).case_id
  await refuses(read(other, sitting_id, reference_worker), 'not_found', 'assessment.not_found')
})
