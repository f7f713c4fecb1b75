// A house and its beds through the gate: what speaks against a person, holds that end by the clock, a stay from the first
// night to where the way led, and the last bed that goes once.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { addExclusion, answerOverride, askOverride } from '#people/exclusion.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { placesOf, refuses, today } from '#test/places.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { beginStay, endStay, holdPlace, listStays, readFit, releaseHold, waitForPlace, writeStayEntry } from './stay.ts'
import { confirmNight, readUnit } from './unit.ts'

let at: TestHouse
let on: ReturnType<typeof placesOf>
before(async () => {
  at = await testHouse(
    await import('./unit.api.ts'),
    await import('./stay.api.ts'),
    await import('#people/exclusion.api.ts'),
    await import('#timeline/timeline.api.ts'),
  )
  on = placesOf(at)
})
after(() => at.close())

test('from the first night to where the way led: counts, timeline, the log, the night', async () => {
  const { reference_worker, coordinator } = at.staff
  const { unit_id, places } = await on.aUnit({ beds: 3 })
  const { case_id } = await at.aFile()
  const waiting_id = newId()
  await at.ask(waitForPlace, { unit_id, waiting_id, of_case_id: case_id, urgency: 'today' }, reference_worker)
  assert.equal((await on.countsOf(unit_id))?.waiting, 1)
  const stay_id = await on.moveIn(unit_id, case_id, reference_worker, { place_id: places[1]!.place_id })
  const open = await at.ask(readUnit, { unit_id }, reference_worker)
  assert.equal(open.waiting.length, 0, 'whoever got a place waits no more')
  assert.deepEqual(open.places[1]?.stay?.whose, { case_id, alias: 'Maya' })
  assert.deepEqual(
    { ...open.unit.counts },
    { places: 3, lived_in: 1, away: 0, held: 0, out_of_service: 0, free: 2, waiting: 0 },
  )
  const write = (input: object) =>
    at.ask(writeStayEntry, { stay_id, entry_id: newId(), on_day: today, ...input } as never, reference_worker)
  await write({ what: 'log', words: 'CANARY slept well' })
  await write({ what: 'leave', until_on: addDays(today, 2), words: '' })
  assert.equal((await on.countsOf(unit_id))?.away, 1)
  await write({ what: 'back' })
  await write({ what: 'incident', code: 'conflict', words: 'Loud words in the kitchen.' })
  for (const [input, key] of [
    [{ what: 'log', words: '' }, 'place.words_needed'],
    [{ what: 'leave' }, 'place.leave_needs_end'],
    [{ what: 'incident' }, 'place.incident_needs_kind'],
    [{ what: 'incident', code: 'moon' }, 'place.unknown_code'],
    [{ what: 'log', words: 'x', on_day: addDays(today, 1) }, 'place.day_out_of_range'],
    [{ what: 'back', words: 'x' }, 'place.not_away'],
  ] as const)
    await assert.rejects(write(input), { key })

  await at.ask(confirmNight, { unit_id, night: today }, coordinator)
  await refuses(at.ask(confirmNight, { unit_id, night: today }, coordinator), 'conflict', 'place.confirmed_already')
  await refuses(
    at.ask(confirmNight, { unit_id, night: addDays(today, 1) }, coordinator),
    'invalid',
    'place.day_out_of_range',
  )
  const end = { stay_id, version: 3, until_on: today, destination: 'own_home' }
  await refuses(at.ask(endStay, { ...end, destination: 'moon' }, reference_worker), 'invalid', 'place.unknown_code')
  await refuses(at.ask(endStay, { ...end, version: 1 }, reference_worker), 'conflict', 'stale')
  await at.ask(endStay, end, reference_worker)
  assert.equal((await on.countsOf(unit_id))?.free, 3)
  const { nights } = await at.ask(readUnit, { unit_id }, coordinator)
  assert.deepEqual(
    [nights[0]?.night, nights[0]?.lived_in, nights[0]?.confirmed_by_name],
    [today, 1, 'Colega coordinator'],
  )
  const { stays } = await at.ask(listStays, { case_id }, reference_worker)
  assert.equal(stays[0]?.destination, 'own_home')
  assert.deepEqual(stays[0]?.entries.map(({ what }) => what).sort(), ['back', 'incident', 'leave', 'log'])
  assert.ok(stays[0]?.entries.some(({ words }) => words === 'CANARY slept well'))
  const { entries } = await at.ask(readTimeline, { case_id }, reference_worker)
  const told = entries.map(({ kind }) => kind).filter((kind) => /^(stay|waiting)/.test(kind))
  assert.deepEqual(told.sort(), [
    'stay_back',
    'stay_began',
    'stay_ended',
    'stay_incident',
    'stay_leave',
    'waiting_began',
  ])
  for (const table of ['stay_entry', 'stay', 'place_person', 'timeline_entry', 'journal', 'answered_request']) {
    const [all] = await at.rows(`select string_agg(t::text, ' ') as text from ${table} t`)
    assert.doesNotMatch(String(all!.text), new RegExp(`CANARY|${Buffer.from('CANARY').toString('hex')}`), table)
  }
})

test('a place is held for hours by the clock, for a person or for whoever was asked for', async () => {
  const { reference_worker, coordinator } = at.staff
  const { unit_id } = await on.aUnit({ beds: 1, hold_hours: 6 })
  const { case_id } = await at.aFile()
  const hold = (more: object = {}) => ({ unit_id, hold_id: newId(), hours: 6, ...more })
  await refuses(at.ask(holdPlace, hold({ hours: 7 }), coordinator), 'invalid', 'place.too_long')
  const first = hold()
  await at.ask(holdPlace, first, coordinator)
  await refuses(at.ask(holdPlace, hold(), coordinator), 'conflict', 'place.full')
  await refuses(at.ask(beginStay, on.into(unit_id, case_id), reference_worker), 'conflict', 'place.full')
  await at.ask(releaseHold, { unit_id, hold_id: first.hold_id, version: 1 }, coordinator)
  await refuses(at.ask(releaseHold, { unit_id, hold_id: first.hold_id, version: 2 }, coordinator), 'conflict', 'stale')
  const hers = hold({ of_case_id: case_id })
  await at.ask(holdPlace, hers, reference_worker)
  const other = await at.aFile()
  await refuses(
    at.ask(beginStay, on.into(unit_id, other.case_id, { hold_id: hers.hold_id }), reference_worker),
    'conflict',
    'place.held_for_another',
  )
  // The clock: nothing runs, the hours are simply over.
  await at.rows(
    "update place_hold set from_at = from_at - interval '7 hours', until_at = until_at - interval '7 hours' where hold_id = $1",
    [hers.hold_id],
  )
  assert.deepEqual([(await on.countsOf(unit_id))?.held, (await on.countsOf(unit_id))?.free], [0, 1])
  assert.equal((await at.ask(readUnit, { unit_id }, coordinator)).places[0]?.hold, null)
  await refuses(
    at.ask(beginStay, on.into(unit_id, case_id, { hold_id: hers.hold_id }), reference_worker),
    'conflict',
    'place.hold_over',
  )
  const again = hold({ of_case_id: case_id })
  await at.ask(holdPlace, again, reference_worker)
  await on.moveIn(unit_id, case_id, reference_worker, { hold_id: again.hold_id })
  assert.deepEqual([(await on.countsOf(unit_id))?.held, (await on.countsOf(unit_id))?.lived_in], [0, 1])
  const second = await on.aUnit()
  await refuses(
    at.ask(beginStay, on.into(second.unit_id, case_id), reference_worker),
    'conflict',
    'place.stays_already',
  )
  const course = await on.aUnit({ kind: 'course', name: 'Cocina' })
  await on.moveIn(course.unit_id, case_id)
  await refuses(
    at.ask(beginStay, on.into(course.unit_id, case_id, { from_on: addDays(today, 1) }), reference_worker),
    'invalid',
    'place.day_out_of_range',
  )
})

test('forty ask for five beds at once: five win, everybody else is told it is full, nothing is lost', async () => {
  const { unit_id } = await on.aUnit({ beds: 5 })
  const files = await Promise.all(Array.from({ length: 20 }, () => at.aFile()))
  const asks = [
    ...files.map(
      ({ case_id }) =>
        () =>
          at.ask(beginStay, on.into(unit_id, case_id), at.staff.reference_worker),
    ),
    ...files.map(() => () => at.ask(holdPlace, { unit_id, hold_id: newId(), hours: 2 }, at.staff.coordinator)),
  ]
  const ended = await Promise.allSettled(asks.map((ask) => ask()))
  const won = ended.flatMap((each) => (each.status === 'fulfilled' ? [each.value.place_id] : []))
  const lost = ended.flatMap((each) => (each.status === 'rejected' ? [(each.reason as Problem).key] : []))
  assert.equal(won.length, 5)
  assert.equal(new Set(won).size, 5, 'five different beds')
  assert.deepEqual([...new Set(lost)], ['place.full'])
  const counts = await on.countsOf(unit_id)
  assert.deepEqual([counts!.free, counts!.lived_in + counts!.held], [0, 5])
})

test('the database itself keeps a place to one: a second stay or hold finds no room, whoever writes it', async () => {
  const { unit_id, places } = await on.aUnit({ beds: 1 })
  const { case_id } = await at.aFile()
  await on.moveIn(unit_id, case_id)
  const [org, place_id] = [at.ours.organisation_id, places[0]!.place_id]
  const write = (sql: string, values: unknown[]) => at.rows(sql, values)
  await assert.rejects(
    write(
      'insert into place_taken (organisation_id, unit_id, place_id, by_id) values ($1, $2, $3, gen_random_uuid())',
      [org, unit_id, place_id],
    ),
    { code: '23505' },
  )
  await assert.rejects(
    write(
      'insert into stay (organisation_id, stay_id, unit_id, place_id, from_on, began_by) values ($1, gen_random_uuid(), $2, $3, current_date, $1)',
      [org, unit_id, place_id],
    ),
    { code: '23503' },
  )
  await assert.rejects(write('delete from place_taken where place_id = $1', [place_id]), { code: '23503' })
})

test('whom a unit admits, in words; what nobody said refuses nothing', async () => {
  const { unit_id } = await on.aUnit({
    beds: 9,
    admits: { sex: 'women', min_age: 18, max_age: 60 },
    admission: { without_papers: 'no' },
  })
  const keysOf = async (card: object) => {
    const { case_id } = await at.aFile({ card })
    const { misfits } = await at.ask(readFit, { unit_id, of_case_id: case_id }, at.staff.reference_worker)
    return misfits.map(({ key }) => key)
  }
  assert.deepEqual(await keysOf({}), [])
  assert.deepEqual(await keysOf({ gender: 'man' }), ['only_women'])
  assert.deepEqual(await keysOf({ gender: 'not_said', birth_year: 1940 }), ['sex_unknown', 'too_old'])
  assert.deepEqual(await keysOf({ age_in_doubt: true, irregular_status: 'yes' }), ['age_unknown', 'papers_asked'])
  assert.deepEqual(await keysOf({ birth_year: null }), ['age_unknown'])
})

test('those who must not meet do not live together, asked both ways; two colleagues may let it pass once', async () => {
  const { reference_worker, second_worker, coordinator } = at.staff
  const { unit_id } = await on.aUnit({ beds: 6 })
  const there = await at.aFile({
    card: { alias: 'Sunita Gurung', country: null, languages: [] },
    worker: second_worker,
  })
  await on.moveIn(unit_id, there.case_id, second_worker)
  const comes = await at.aFile({ card: { alias: 'Asha Rai', country: null, languages: [] } })
  const fit = async (case_id: string, who = reference_worker) =>
    (await at.ask(readFit, { unit_id, of_case_id: case_id }, who)).misfits.map(({ key }) => key)
  assert.deepEqual(await fit(comes.case_id), [])
  const exclude = (case_id: string, what: object, who: Who) =>
    at.ask(
      addExclusion,
      { case_id, exclusion_id: newId(), what: what as never, since_on: today, reason: 'They were held together.' },
      who,
    )
  await exclude(there.case_id, { kind: 'person', name: 'Asha Rai' }, second_worker)
  assert.deepEqual(await fit(comes.case_id), ['must_not_meet'], 'whoever lives there must not meet the newcomer')
  const other = await at.aFile({ card: { alias: 'Binita', country: null, languages: [] } })
  assert.deepEqual(await fit(other.case_id), [])
  await exclude(other.case_id, { kind: 'person', name: 'Sunita' }, reference_worker)
  assert.deepEqual(await fit(other.case_id), ['must_not_meet'], 'the newcomer must not meet whoever lives there')
  const third = await at.aFile()
  await exclude(third.case_id, { kind: 'service', name: 'Piso Encina' }, reference_worker)
  assert.deepEqual(await fit(third.case_id), ['must_not_come_here'])

  const input = on.into(unit_id, comes.case_id)
  await assert.rejects(at.ask(beginStay, input, reference_worker), (problem: Problem) => {
    assert.equal(problem.key, 'place.misfit')
    assert.deepEqual(problem.details.misfits, [{ key: 'must_not_meet', values: {} }], 'who it is, is not said')
    return true
  })
  const override_id = newId()
  const assignment = { kind: 'shelter' as const, unit_id }
  const { case_id } = comes
  await at.ask(askOverride, { case_id, override_id, assignment, reason: 'They made peace.' }, reference_worker)
  const decide = { case_id, override_id, version: 1, answer: 'approved' as const }
  await refuses(at.ask(answerOverride, decide, reference_worker), 'refused', 'exclusion.second_person')
  await refuses(at.ask(beginStay, input, reference_worker), 'refused', 'place.misfit')
  await at.ask(answerOverride, decide, coordinator)
  await at.ask(beginStay, input, reference_worker)
  await at.ask(
    endStay,
    { stay_id: input.stay_id, version: 1, until_on: today, destination: 'not_known' },
    reference_worker,
  )
  await refuses(at.ask(beginStay, on.into(unit_id, case_id), reference_worker), 'refused', 'place.misfit')
})

test('erased, the stay stays a count and nobody; a hold and a wait end', async () => {
  const { unit_id } = await on.aUnit({ beds: 3 })
  const { case_id } = await at.aFile()
  await at.ask(holdPlace, { unit_id, hold_id: newId(), hours: 3, of_case_id: case_id }, at.staff.reference_worker)
  const second = await on.aUnit()
  const wait = { unit_id: second.unit_id, waiting_id: newId(), of_case_id: case_id, urgency: 'today' as const }
  await at.ask(waitForPlace, wait, at.staff.reference_worker)
  const stay_id = await on.moveIn(unit_id, case_id)
  await at.ask(
    writeStayEntry,
    { stay_id, entry_id: newId(), what: 'log', on_day: today, words: 'x' },
    at.staff.reference_worker,
  )
  await at.rows('delete from stay_entry where case_id = $1', [case_id])
  await at.rows('delete from place_person where case_id = $1', [case_id])
  const counts = await on.countsOf(unit_id)
  assert.deepEqual([counts?.lived_in, counts?.held, counts?.free], [1, 0, 2])
  assert.equal((await on.countsOf(second.unit_id))?.waiting, 0)
  const { places } = await at.ask(readUnit, { unit_id }, at.staff.reference_worker)
  assert.equal(places.find(({ stay }) => stay)?.stay?.whose, null)
  await at.ask(endStay, { stay_id, version: 1, until_on: today, destination: 'not_known' }, at.staff.reference_worker)
  assert.equal((await on.countsOf(unit_id))?.free, 3)
})
