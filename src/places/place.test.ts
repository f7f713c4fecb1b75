// A house and its beds through the gate: who may, what speaks against a person, holds that end by the clock, a stay from
// the first night to where the way led, and the last bed that goes once.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { addExclusion, answerOverride, askOverride } from '#people/exclusion.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { readTimeline } from '#timeline/timeline.ts'
import {
  beginStay,
  endStay,
  endWaiting,
  holdPlace,
  listStays,
  readFit,
  releaseHold,
  waitForPlace,
  writeStayEntry,
} from './stay.ts'
import {
  addPlaces,
  addUnit,
  changePlace,
  changeUnit,
  confirmNight,
  findHouseServices,
  listUnits,
  readUnit,
  removePlace,
  type UnitKind,
} from './unit.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(
    await import('./unit.api.ts'),
    await import('./stay.api.ts'),
    await import('#people/exclusion.api.ts'),
    await import('#timeline/timeline.api.ts'),
  )
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })

interface UnitWish {
  beds?: number
  by?: Who
  kind?: UnitKind
  admits?: object
  [field: string]: unknown
}
const aUnit = async ({ beds = 2, by = at.staff.coordinator, kind = 'flat', ...more }: UnitWish = {}) => {
  const unit_id = newId()
  const places = Array.from({ length: beds }, (_, n) => ({ place_id: newId(), label: `Bed ${n + 1}` }))
  const input = { unit_id, kind, unit: kind === 'course' ? 'seat' : 'bed', name: 'Piso Encina', places, ...more }
  await at.ask(addUnit, input, by)
  return { unit_id, places }
}
const into = (unit_id: string, of_case_id: string, more: object = {}) => ({
  unit_id,
  stay_id: newId(),
  of_case_id,
  from_on: today,
  ...more,
})
const moveIn = async (unit_id: string, of_case_id: string, who: Who = at.staff.reference_worker, more: object = {}) => {
  const input = into(unit_id, of_case_id, more)
  await at.ask(beginStay, input, who)
  return input.stay_id
}
const countsOf = async (unit_id: string, who: Who = at.staff.coordinator) => {
  const { units } = await at.ask(listUnits, {}, who)
  return units.find((unit) => unit.unit_id === unit_id)?.counts
}
/** A file that a live consent opens to the partner's house. */
const aReferredFile = async (sections: ('home' | 'identity' | 'health')[] = ['home', 'identity']) => {
  const { case_id } = await at.aFile()
  const { consent_id } = await at.aConsent(case_id, at.staff.partner_worker, sections)
  await at.rows(
    `insert into case_access (organisation_id, case_id, access_id, kind, member_organisation_id, function, sections, basis, created_by)
     values ($1, $2, gen_random_uuid(), 'consent', $3, 'partner', $4, $5, $6)`,
    [at.ours.organisation_id, case_id, at.partner.organisation_id, sections, consent_id, at.staff.coordinator.staff_id],
  )
  return { case_id, consent_id }
}

test('from the first night to where the way led: counts, timeline, the log, the night', async () => {
  const { reference_worker, coordinator } = at.staff
  const { unit_id, places } = await aUnit({ beds: 3 })
  const { case_id } = await at.aFile()
  const waiting_id = newId()
  await at.ask(waitForPlace, { unit_id, waiting_id, of_case_id: case_id, urgency: 'today' }, reference_worker)
  assert.equal((await countsOf(unit_id))?.waiting, 1)
  const stay_id = await moveIn(unit_id, case_id, reference_worker, { place_id: places[1]!.place_id })
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
  assert.equal((await countsOf(unit_id))?.away, 1)
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
  assert.equal((await countsOf(unit_id))?.free, 3)
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
  const { unit_id } = await aUnit({ beds: 1, hold_hours: 6 })
  const { case_id } = await at.aFile()
  const hold = (more: object = {}) => ({ unit_id, hold_id: newId(), hours: 6, ...more })
  await refuses(at.ask(holdPlace, hold({ hours: 7 }), coordinator), 'invalid', 'place.too_long')
  const first = hold()
  await at.ask(holdPlace, first, coordinator)
  await refuses(at.ask(holdPlace, hold(), coordinator), 'conflict', 'place.full')
  await refuses(at.ask(beginStay, into(unit_id, case_id), reference_worker), 'conflict', 'place.full')
  await at.ask(releaseHold, { unit_id, hold_id: first.hold_id, version: 1 }, coordinator)
  await refuses(at.ask(releaseHold, { unit_id, hold_id: first.hold_id, version: 2 }, coordinator), 'conflict', 'stale')
  const hers = hold({ of_case_id: case_id })
  await at.ask(holdPlace, hers, reference_worker)
  const other = await at.aFile()
  await refuses(
    at.ask(beginStay, into(unit_id, other.case_id, { hold_id: hers.hold_id }), reference_worker),
    'conflict',
    'place.held_for_another',
  )
  // The clock: nothing runs, the hours are simply over.
  await at.rows(
    "update place_hold set from_at = from_at - interval '7 hours', until_at = until_at - interval '7 hours' where hold_id = $1",
    [hers.hold_id],
  )
  assert.deepEqual([(await countsOf(unit_id))?.held, (await countsOf(unit_id))?.free], [0, 1])
  assert.equal((await at.ask(readUnit, { unit_id }, coordinator)).places[0]?.hold, null)
  await refuses(
    at.ask(beginStay, into(unit_id, case_id, { hold_id: hers.hold_id }), reference_worker),
    'conflict',
    'place.hold_over',
  )
  const again = hold({ of_case_id: case_id })
  await at.ask(holdPlace, again, reference_worker)
  await moveIn(unit_id, case_id, reference_worker, { hold_id: again.hold_id })
  assert.deepEqual([(await countsOf(unit_id))?.held, (await countsOf(unit_id))?.lived_in], [0, 1])
  const second = await aUnit()
  await refuses(at.ask(beginStay, into(second.unit_id, case_id), reference_worker), 'conflict', 'place.stays_already')
  const course = await aUnit({ kind: 'course', name: 'Cocina' })
  await moveIn(course.unit_id, case_id)
  await refuses(
    at.ask(beginStay, into(course.unit_id, case_id, { from_on: addDays(today, 1) }), reference_worker),
    'invalid',
    'place.day_out_of_range',
  )
})

test('forty ask for five beds at once: five win, everybody else is told it is full, nothing is lost', async () => {
  const { unit_id } = await aUnit({ beds: 5 })
  const files = await Promise.all(Array.from({ length: 20 }, () => at.aFile()))
  const asks = [
    ...files.map(
      ({ case_id }) =>
        () =>
          at.ask(beginStay, into(unit_id, case_id), at.staff.reference_worker),
    ),
    ...files.map(() => () => at.ask(holdPlace, { unit_id, hold_id: newId(), hours: 2 }, at.staff.coordinator)),
  ]
  const ended = await Promise.allSettled(asks.map((ask) => ask()))
  const won = ended.flatMap((each) => (each.status === 'fulfilled' ? [each.value.place_id] : []))
  const lost = ended.flatMap((each) => (each.status === 'rejected' ? [(each.reason as Problem).key] : []))
  assert.equal(won.length, 5)
  assert.equal(new Set(won).size, 5, 'five different beds')
  assert.deepEqual([...new Set(lost)], ['place.full'])
  const counts = await countsOf(unit_id)
  assert.deepEqual([counts!.free, counts!.lived_in + counts!.held], [0, 5])
})

test('the database itself keeps a place to one: a second stay or hold finds no room, whoever writes it', async () => {
  const { unit_id, places } = await aUnit({ beds: 1 })
  const { case_id } = await at.aFile()
  await moveIn(unit_id, case_id)
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
  const { unit_id } = await aUnit({
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
  const { unit_id } = await aUnit({ beds: 6 })
  const there = await at.aFile({
    card: { alias: 'Sunita Gurung', country: null, languages: [] },
    worker: second_worker,
  })
  await moveIn(unit_id, there.case_id, second_worker)
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

  const input = into(unit_id, comes.case_id)
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
  await refuses(at.ask(beginStay, into(unit_id, case_id), reference_worker), 'refused', 'place.misfit')
})

test('a partner keeps its own house: with a live consent it gives a bed, without one it sees that it is taken', async () => {
  const { partner_worker, other_partner_worker, coordinator, reference_worker } = at.staff
  const secret = 'Calle de los Alisos 7'
  const { unit_id } = await aUnit({ by: partner_worker, name: 'Casa Aliso', address: secret, published: true })
  const { case_id, consent_id } = await aReferredFile()
  const stranger = await at.aFile()
  const narrow = await aReferredFile(['identity', 'health'])
  for (const file of [stranger, narrow])
    await refuses(at.ask(beginStay, into(unit_id, file.case_id), partner_worker), 'not_found', 'place.not_open')
  const stay_id = await moveIn(unit_id, case_id, partner_worker)
  const log = { stay_id, entry_id: newId(), what: 'log' as const, on_day: today, words: 'Arrived tired.' }
  await at.ask(writeStayEntry, log, partner_worker)
  const { stays } = await at.ask(listStays, { case_id }, reference_worker)
  assert.equal(stays[0]?.house_name, 'Refugio del Olmo')
  assert.equal(stays[0]?.keeps, false)
  assert.equal(stays[0]?.entries[0]?.words, 'Arrived tired.')
  const told = await at.rows('select organisation_id, actor_organisation_id from journal where subject_id = $1', [
    stay_id,
  ])
  assert.deepEqual(told[0], {
    organisation_id: at.ours.organisation_id,
    actor_organisation_id: at.partner.organisation_id,
  })
  const open = await at.ask(readUnit, { unit_id }, partner_worker)
  assert.equal(open.address, secret)
  assert.equal(open.places.find(({ stay }) => stay)?.stay?.whose?.alias, 'Maya')

  const { units } = await at.ask(listUnits, {}, coordinator)
  const published = units.find((unit) => unit.unit_id === unit_id)
  assert.deepEqual([published?.ours, published?.counts.free], [false, 1])
  assert.ok(!JSON.stringify(units).includes('Alisos 7'))
  await refuses(at.ask(readUnit, { unit_id }, coordinator), 'not_found', 'place.not_found')
  assert.ok(!(await at.ask(listUnits, {}, other_partner_worker)).units.some((unit) => unit.unit_id === unit_id))
  const [kept] = await at.rows("select encode(sealed, 'escape') as text from place_address where unit_id = $1", [
    unit_id,
  ])
  assert.doesNotMatch(String(kept?.text), /Alisos/)

  await at.rows('update consent set withdrawn_at = now() where consent_id = $1', [consent_id])
  const after = await at.ask(readUnit, { unit_id }, partner_worker)
  const taken = after.places.find(({ stay }) => stay)
  assert.deepEqual([taken?.stay?.stay_id, taken?.stay?.whose], [stay_id, null], 'occupied, and nothing more')
  await refuses(at.ask(listStays, { case_id }, partner_worker), 'not_found')
  await refuses(at.ask(writeStayEntry, { ...log, entry_id: newId() }, partner_worker), 'not_found', 'place.not_found')
  const end = { stay_id, version: 1, until_on: today, destination: 'other_shelter' }
  await refuses(at.ask(endStay, end, other_partner_worker), 'not_found', 'place.not_found')
  await at.ask(endStay, end, partner_worker)
  assert.equal((await at.ask(listStays, { case_id }, reference_worker)).stays[0]?.destination, 'other_shelter')
})

test('what is free is told to whoever matches: ours, and what partners publish', async () => {
  const [ours, theirs] = [newId(), newId()]
  await aUnit({ beds: 3, service_id: ours })
  const { unit_id } = await aUnit({ beds: 2, by: at.staff.partner_worker, service_id: theirs })
  const free = async (who: Who, organisation_id = who.organisation_id) => {
    const { rows } = await at.house.database.transaction({ token: who.token }, (tx) =>
      sql<{ service_id: string }>`select * from guard.free_places(${organisation_id})`.execute(tx),
    )
    return rows.filter(({ service_id }) => service_id === ours || service_id === theirs)
  }
  const three = [{ service_id: ours, unit: 'bed', free: 3, waiting: 0 }]
  assert.deepEqual(await free(at.staff.coordinator), three, 'not published, not told')
  const [unit] = (await at.ask(listUnits, {}, at.staff.partner_worker)).units.filter((each) => each.unit_id === unit_id)
  const { kind, unit: counted, name, version } = unit!
  const change = { unit_id, kind, unit: counted, name, version, service_id: theirs, published: true }
  await at.ask(changeUnit, change, at.staff.partner_worker)
  const both = [...three, { service_id: theirs, unit: 'bed', free: 2, waiting: 0 }]
  const byId = (a: { service_id: string }, b: { service_id: string }) => (a.service_id < b.service_id ? -1 : 1)
  assert.deepEqual((await free(at.staff.coordinator)).sort(byId), both.sort(byId))
  assert.deepEqual(
    await free(at.staff.partner_worker),
    both.filter(({ service_id }) => service_id === theirs),
  )
  assert.deepEqual(await free(at.staff.partner_worker, at.ours.organisation_id), [])
  assert.deepEqual(await free(at.staff.other_partner_worker), [])
  await refuses(at.ask(changeUnit, change, at.staff.partner_worker), 'conflict', 'stale')
})

test('beds are named, taken out of service and removed by those who manage them; a taken one stays', async () => {
  const { coordinator, reference_worker, partner_worker } = at.staff
  const { unit_id, places } = await aUnit({ beds: 2 })
  const [first, second] = places.map(({ place_id }) => place_id) as [string, string]
  const change = { unit_id, place_id: first, version: 1, label: 'Bed by the window' }
  const out = { ...change, out_from: today, out_until: null, out_reason: 'repair' as const }
  await refuses(at.ask(changePlace, { ...change, out_from: today }, coordinator), 'invalid', 'place.out_needs_reason')
  await at.ask(changePlace, out, coordinator)
  await refuses(at.ask(changePlace, out, coordinator), 'conflict', 'stale')
  assert.deepEqual([(await countsOf(unit_id))?.free, (await countsOf(unit_id))?.out_of_service], [1, 1])
  const { case_id } = await at.aFile()
  await refuses(
    at.ask(beginStay, into(unit_id, case_id, { place_id: first }), reference_worker),
    'conflict',
    'place.taken',
  )
  await moveIn(unit_id, case_id)
  const remove = { unit_id, place_id: second, version: 1 }
  await refuses(at.ask(removePlace, remove, coordinator), 'conflict', 'place.taken')
  await at.ask(removePlace, { unit_id, place_id: first, version: 2 }, coordinator)
  await at.ask(addPlaces, { unit_id, places: [{ place_id: newId(), label: 'Bed 3' }] }, coordinator)
  assert.equal((await countsOf(unit_id))?.places, 2)
  const [unit] = (await at.ask(listUnits, {}, coordinator)).units.filter((each) => each.unit_id === unit_id)
  const close = { unit_id, version: unit!.version, kind: unit!.kind, unit: 'bed', name: 'Piso', closed: true }
  await refuses(at.ask(changeUnit, close, coordinator), 'conflict', 'place.not_empty')
  for (const who of [reference_worker, partner_worker]) {
    const refused = who === reference_worker ? 'refused' : 'not_found'
    await refuses(at.ask(changeUnit, close, who), refused)
    await refuses(at.ask(addPlaces, { unit_id, places: [{ place_id: newId(), label: 'x' }] }, who), refused)
    await refuses(at.ask(removePlace, remove, who), refused)
    if (who === reference_worker) await refuses(at.ask(changePlace, out, who), refused)
    else await refuses(at.ask(changePlace, out, who), 'not_found')
  }
})

test('who may: signed out, the wrong role, another organisation', async () => {
  const { intake, psychologist, partner_worker, other_partner_worker, second_worker, reference_worker } = at.staff
  const { unit_id } = await aUnit({ beds: 4 })
  const { case_id } = await at.aFile()
  const hold_id = newId()
  const waiting_id = newId()
  await at.ask(holdPlace, { unit_id, hold_id, hours: 1 }, reference_worker)
  await at.ask(waitForPlace, { unit_id, waiting_id, of_case_id: case_id, urgency: 'can_wait' }, reference_worker)
  const stay_id = await moveIn((await aUnit()).unit_id, case_id)
  const entry = { stay_id, entry_id: newId(), what: 'log' as const, on_day: today, words: 'x' }
  const asks = (who: Who): Promise<unknown>[] => [
    at.ask(readFit, { unit_id, of_case_id: case_id }, who).then(({ misfits }) => {
      // Whether somebody fits is told to nobody who may not give the place: empty, as where nothing speaks against it.
      assert.deepEqual(misfits, [])
      throw Object.assign(new Error('empty'), { kind: 'not_found' })
    }),
    at.ask(holdPlace, { unit_id, hold_id: newId(), hours: 1 }, who),
    at.ask(releaseHold, { unit_id, hold_id, version: 1 }, who),
    at.ask(beginStay, into(unit_id, case_id), who),
    at.ask(endStay, { stay_id, version: 1, until_on: today, destination: 'street' }, who),
    at.ask(writeStayEntry, entry, who),
    at.ask(waitForPlace, { unit_id, waiting_id: newId(), of_case_id: case_id, urgency: 'today' }, who),
    at.ask(endWaiting, { unit_id, waiting_id, version: 1, how: 'gave_up' }, who),
    at.ask(confirmNight, { unit_id, night: today }, who),
  ]
  const all = async (who: Who, kind: string) => {
    for (const asked of await Promise.allSettled(asks(who)))
      assert.equal(asked.status === 'rejected' && (asked.reason as Problem).kind, kind, who.roles.join())
  }
  await all(nobody, 'signed_out')
  await all(intake, 'refused')
  await all(psychologist, 'refused')
  await all(partner_worker, 'not_found')
  await all(other_partner_worker, 'not_found')
  for (const endpoint of [listUnits, readUnit] as const)
    await refuses(at.ask(endpoint as typeof readUnit, { unit_id }, nobody), 'signed_out')
  await refuses(at.ask(listStays, { case_id }, nobody), 'signed_out')
  for (const who of [second_worker, partner_worker])
    await refuses(at.ask(listStays, { case_id }, who), 'not_found', 'case.not_found')
  const unit = { unit_id: newId(), kind: 'flat' as const, unit: 'bed', name: 'x' }
  await refuses(at.ask(addUnit, unit, nobody), 'signed_out')
  await refuses(at.ask(addUnit, unit, reference_worker), 'refused')
  await refuses(at.ask(addUnit, { ...unit, unit: 'moons' }, at.staff.coordinator), 'invalid', 'place.unknown_code')
  await refuses(at.ask(readUnit, { unit_id }, partner_worker), 'not_found', 'place.not_found')
  // A colleague without a place in the team sees that the bed is taken, never by whom.
  const open = await at.ask(readUnit, { unit_id }, second_worker)
  assert.equal(open.waiting[0]?.whose, null)
  await at.ask(endWaiting, { unit_id, waiting_id, version: 1, how: 'elsewhere' }, reference_worker)
  await refuses(
    at.ask(beginStay, into(unit_id, (await at.aFile()).case_id), second_worker),
    'not_found',
    'place.not_open',
  )
})

test('erased, the stay stays a count and nobody; a hold and a wait end', async () => {
  const { unit_id } = await aUnit({ beds: 3 })
  const { case_id } = await at.aFile()
  await at.ask(holdPlace, { unit_id, hold_id: newId(), hours: 3, of_case_id: case_id }, at.staff.reference_worker)
  const second = await aUnit()
  const wait = { unit_id: second.unit_id, waiting_id: newId(), of_case_id: case_id, urgency: 'today' as const }
  await at.ask(waitForPlace, wait, at.staff.reference_worker)
  const stay_id = await moveIn(unit_id, case_id)
  await at.ask(
    writeStayEntry,
    { stay_id, entry_id: newId(), what: 'log', on_day: today, words: 'x' },
    at.staff.reference_worker,
  )
  await at.rows('delete from stay_entry where case_id = $1', [case_id])
  await at.rows('delete from place_person where case_id = $1', [case_id])
  const counts = await countsOf(unit_id)
  assert.deepEqual([counts?.lived_in, counts?.held, counts?.free], [1, 0, 2])
  assert.equal((await countsOf(second.unit_id))?.waiting, 0)
  const { places } = await at.ask(readUnit, { unit_id }, at.staff.reference_worker)
  assert.equal(places.find(({ stay }) => stay)?.stay?.whose, null)
  await at.ask(endStay, { stay_id, version: 1, until_on: today, destination: 'not_known' }, at.staff.reference_worker)
  assert.equal((await countsOf(unit_id))?.free, 3)
})

test('a partner finds its own services in the directory that leads to it, and no others', async () => {
  const { coordinator, partner_worker, other_partner_worker, reference_worker } = at.staff
  const org = at.ours.organisation_id
  const provider = async (name: string, service: string) => {
    const [provider_id, service_id] = [newId(), newId()]
    await at.rows(
      'insert into directory_organisation (organisation_id, provider_id, record, imported_on) values ($1, $2, $3, current_date)',
      [org, provider_id, { name }],
    )
    await at.rows(
      "insert into directory_service (organisation_id, service_id, provider_id, status, kinds, country, record, fingerprint, imported_on) values ($1, $2, $3, 'active', '{}', 'ES', $4, '\\x01', current_date)",
      [org, service_id, provider_id, { name: service }],
    )
    return service_id
  }
  const theirs = await provider('Refugio del Olmo', 'Casa de acogida 100%')
  const another = await provider('Clínica del Fresno', 'Consulta')
  const find = async (who: Who, words = '') =>
    (await at.ask(findHouseServices, { words }, who)).services.map(({ service_id }) => service_id)
  assert.deepEqual(await find(partner_worker), [theirs])
  assert.deepEqual(await find(other_partner_worker), [another])
  assert.deepEqual((await find(coordinator)).sort(), [theirs, another].sort())
  assert.deepEqual(await find(coordinator, '0%'), [theirs])
  assert.deepEqual(await find(coordinator, '_'), [])
  await refuses(find(reference_worker), 'refused')
  await refuses(find(nobody), 'signed_out')
})

test('what is not an answer is refused with the field named', async () => {
  const unit = { unit_id: newId(), kind: 'flat', unit: 'bed', name: 'x' }
  for (const change of [{ kind: 'castle' }, { name: '' }, { hold_hours: 0 }, { places: [{ label: 'x' }] }])
    assert.equal((await at.askHttp(addUnit, { ...unit, ...change }, at.staff.coordinator)).status, 422)
  const { unit_id } = await aUnit()
  for (const change of [{ hours: 0 }, { hours: 100 }, { hold_id: 'x' }, { of_case_id: 'x' }])
    assert.equal(
      (await at.askHttp(holdPlace, { unit_id, hold_id: newId(), hours: 1, ...change }, at.staff.coordinator)).status,
      422,
    )
  assert.deepEqual(at.broken, [])
})
