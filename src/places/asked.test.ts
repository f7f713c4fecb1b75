// A place in another house's unit, where it shares it: kept at once and for hours, confirmed or let go by the house, waited
// for; nobody is named, nothing of the house is told, and of many who ask for the last beds none wins twice.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kit/id.ts'
import { addExclusion } from '#people/exclusion.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { placesOf, refuses } from '#test/places.ts'
import { answerAsked, holdTheirs, letGoTheirs, listAsked, waitTheirs } from './asked.ts'
import { beginStay, endWaiting, holdPlace, releaseHold } from './stay.ts'
import { addUnit, changeUnit, listUnits, readUnit } from './unit.ts'

let at: TestHouse
let on: ReturnType<typeof placesOf>
before(async () => {
  at = await testHouse(
    await import('./unit.api.ts'),
    await import('./stay.api.ts'),
    await import('./asked.api.ts'),
    await import('#people/exclusion.api.ts'),
  )
  on = placesOf(at)
})
after(() => at.close())

const address = 'CANARY street 5'
const aShared = (more: object = {}) =>
  on.aUnit({ by: at.staff.partner_worker, published: true, shared: true, hidden_location: true, address, ...more })
const hold = async (unit_id: string, of_case_id: string, who: Who = at.staff.reference_worker) => {
  const hold_id = newId()
  await at.ask(holdTheirs, { unit_id, hold_id, hours: 6, of_case_id }, who)
  return hold_id
}
const wait = async (unit_id: string, of_case_id: string, urgency: 'today' | 'can_wait' = 'today') => {
  const waiting_id = newId()
  await at.ask(waitTheirs, { unit_id, waiting_id, of_case_id, urgency }, at.staff.reference_worker)
  return waiting_id
}
const there = (unit_id: string) => at.ask(readUnit, { unit_id }, at.staff.partner_worker)
const asked = async (case_id: string, who: Who = at.staff.reference_worker) =>
  (await at.ask(listAsked, { case_id }, who)).asked
const say = (unit_id: string, ref_id: string, version: number, answer: 'confirmed' | 'released', reason?: string) =>
  at.ask(answerAsked, { unit_id, ref_id, version, answer, reason: reason ?? null }, at.staff.partner_worker)

test('kept at once, without a name; confirmed by the house, and moved into once her consent opens it', async () => {
  const { unit_id } = await aShared({ beds: 1 })
  const { case_id } = await on.aReferredFile()
  await at.rows("update case_access set ended_at = now() where case_id = $1 and kind = 'consent'", [case_id])
  const hold_id = await hold(unit_id, case_id)
  await refuses(hold(unit_id, (await at.aFile()).case_id), 'conflict', 'place.full')
  const seen = await there(unit_id)
  assert.deepEqual(seen.places[0]!.hold!.asked_by, { organisation_name: 'Casa Encina', confirmed: false })
  assert.equal(seen.places[0]!.hold!.whose, null)
  assert.doesNotMatch(JSON.stringify(seen), new RegExp(`Maya|${case_id}`))
  assert.deepEqual(
    (await asked(case_id)).map(({ what, confirmed_at, house_name }) => [what, confirmed_at, house_name]),
    [['hold', null, 'Refugio del Olmo']],
  )
  await say(unit_id, hold_id, 1, 'confirmed')
  assert.ok((await asked(case_id))[0]!.confirmed_at)
  await refuses(say(unit_id, hold_id, 2, 'confirmed'), 'conflict', 'stale')
  const stay = {
    unit_id,
    stay_id: newId(),
    hold_id,
    of_case_id: case_id,
    from_on: new Date().toISOString().slice(0, 10),
  }
  await refuses(at.ask(beginStay, stay, at.staff.partner_worker), 'not_found', 'place.not_open')
  const referred = await on.aReferredFile()
  await at.rows('update place_person set case_id = $2 where ref_id = $1', [hold_id, referred.case_id])
  await at.ask(beginStay, { ...stay, of_case_id: referred.case_id }, at.staff.partner_worker)
})

test('nothing of the house is told to whoever asks: no address, no name, no place, no reason but a code', async () => {
  const { unit_id } = await aShared()
  const inside = await at.aFile()
  await at.rows('update place_unit set shared = shared where unit_id = $1', [unit_id])
  const { case_id } = await at.aFile()
  const hold_id = await hold(unit_id, case_id)
  const { units } = await at.ask(listUnits, {}, at.staff.reference_worker)
  const told = JSON.stringify([units.find((each) => each.unit_id === unit_id), await asked(case_id)])
  assert.doesNotMatch(told, new RegExp(`CANARY|Bed 1|${inside.case_id}`))
  await refuses(at.ask(readUnit, { unit_id }, at.staff.reference_worker), 'not_found')
  await refuses(say(unit_id, hold_id, 1, 'released'), 'invalid', 'place.refusal_reason_needed')
  await say(unit_id, hold_id, 1, 'released', 'does_not_fit')
  const [one] = await asked(case_id)
  assert.deepEqual([one!.ended_how, one!.released_why], ['released', 'does_not_fit'])
  assert.equal((await on.countsOf(unit_id, at.staff.partner_worker))?.free, 2)
  const kinds = await at.rows(
    "select kind, codes from timeline_entry where case_id = $1 and kind like 'place%' order by at",
    [case_id],
  )
  assert.deepEqual(kinds, [
    { kind: 'place_held', codes: { hours: 6 } },
    { kind: 'place_refused', codes: { refusal: 'does_not_fit' } },
  ])
})

test('exclusions both ways: her own file refuses at once; who is there is looked at by the house, when it confirms', async () => {
  const { unit_id } = await aShared({ beds: 3 })
  const [newcomer, inside] = [await at.aFile({ card: { alias: 'Lucía' } }), await on.aReferredFile()]
  await on.moveIn(unit_id, inside.case_id, at.staff.partner_worker)
  const exclude = (case_id: string, what: object) =>
    at.ask(
      addExclusion,
      {
        ...{ case_id, exclusion_id: newId(), what: what as never, since_on: new Date().toISOString().slice(0, 10) },
        ...{ reason: 'She said so.', said_by: 'her' },
      },
      at.staff.reference_worker,
    )
  await exclude(inside.case_id, { kind: 'person', name: 'Lucía', latin: '', role: 'suspect' })
  const hold_id = await hold(unit_id, newcomer.case_id)
  await refuses(say(unit_id, hold_id, 1, 'confirmed'), 'refused', 'place.would_meet')
  await say(unit_id, hold_id, 1, 'released', 'does_not_fit')

  const third = await at.aFile({ card: { alias: 'Nadia' } })
  const house = { kind: 'organisation', organisation_id: at.partner.organisation_id, name: 'Refugio del Olmo' }
  await exclude(third.case_id, house)
  await refuses(hold(unit_id, third.case_id), 'refused', 'exclusion.excluded')
  const { unit_id: womens } = await aShared({ admits: { sex: 'women' } })
  const man = await at.aFile({ card: { alias: 'Iván', gender: 'man' } })
  await refuses(hold(womens, man.case_id), 'refused', 'place.misfit')
})

test('a waiting list of theirs: joined, confirmed, left, or not taken', async () => {
  const { unit_id } = await aShared({ beds: 1 })
  const [one, two] = [await at.aFile(), await at.aFile()]
  const first = await wait(unit_id, one.case_id)
  const second = await wait(unit_id, two.case_id, 'can_wait')
  await refuses(wait(unit_id, one.case_id), 'conflict', 'place.waits_already')
  const list = (await there(unit_id)).waiting
  assert.deepEqual(
    list.map(({ waiting_id, asked_by, whose, by_rule }) => [waiting_id, asked_by?.confirmed, whose, by_rule]),
    [
      [first, false, null, 1],
      [second, false, null, 2],
    ],
  )
  await say(unit_id, first, 1, 'confirmed')
  await at.ask(letGoTheirs, { ref_id: first, version: 2 }, at.staff.reference_worker)
  await say(unit_id, second, 1, 'released', 'needed_here')
  assert.deepEqual((await there(unit_id)).waiting, [])
  assert.deepEqual(
    [(await asked(one.case_id))[0]!.ended_how, (await asked(two.case_id))[0]!.ended_how],
    ['gave_up', 'not_taken'],
  )
  const third = await wait(unit_id, two.case_id)
  await at.ask(endWaiting, { unit_id, waiting_id: third, version: 1, how: 'elsewhere' }, at.staff.partner_worker)
})

test('it ends by the clock, by whoever asked, or by the house’s own release; a unit that is not shared keeps nothing', async () => {
  const { unit_id } = await aShared({ beds: 1 })
  const { case_id } = await at.aFile()
  const hold_id = await hold(unit_id, case_id)
  await refuses(hold(unit_id, case_id), 'conflict', 'place.held_already')
  await at.rows(
    "update place_hold set from_at = now() - interval '7 hours', until_at = now() - interval '1 hour' where hold_id = $1",
    [hold_id],
  )
  assert.equal((await asked(case_id))[0]!.ended_how, 'expired')
  await refuses(say(unit_id, hold_id, 1, 'confirmed'), 'conflict', 'place.hold_over')
  const again = await hold(unit_id, case_id)
  await at.ask(letGoTheirs, { ref_id: again, version: 1 }, at.staff.reference_worker)
  const third = await hold(unit_id, case_id)
  await at.ask(releaseHold, { unit_id, hold_id: third, version: 1 }, at.staff.partner_worker)
  const told = await at.rows("select kind from timeline_entry where case_id = $1 and kind = 'place_refused'", [case_id])
  assert.equal(told.length, 1)

  const plain = await on.aUnit({ by: at.staff.partner_worker, published: true })
  await refuses(hold(plain.unit_id, case_id), 'not_found', 'place.not_found')
  const own = await on.aUnit({ published: true, shared: true })
  await refuses(hold(own.unit_id, case_id), 'not_found', 'place.not_found')
  const input = { unit_id: newId(), kind: 'flat', unit: 'bed', name: 'x', shared: true, published: false } as const
  await refuses(
    at.ask(addUnit, { ...input, places: [] }, at.staff.partner_worker),
    'invalid',
    'place.shared_is_published',
  )
  const { unit } = await there(unit_id)
  const { organisation_id: _, organisation_name: __, ours: ___, counts: ____, closed_on: _____, ...fields } = unit
  await at.ask(changeUnit, { ...fields, shared: false }, at.staff.partner_worker)
  await refuses(hold(unit_id, case_id), 'not_found', 'place.not_found')
})

test('who may: whoever writes in that section of an open file of the house that refers; the house alone answers', async () => {
  const { unit_id } = await aShared({ beds: 4 })
  const { case_id } = await at.aFile()
  for (const who of [nobody]) await refuses(hold(unit_id, case_id, who), 'signed_out')
  for (const who of [at.staff.director, at.staff.lawyer, at.staff.psychologist])
    await refuses(hold(unit_id, case_id, who), 'refused')
  for (const who of [at.staff.second_worker, at.staff.far_coordinator, at.staff.job_counsellor])
    await refuses(hold(unit_id, case_id, who), 'not_found')
  await refuses(hold(unit_id, case_id, at.staff.partner_worker), 'not_found')
  await refuses(hold(unit_id, case_id, at.staff.other_partner_worker), 'not_found')
  const hold_id = await hold(unit_id, case_id)
  const answering = { unit_id, ref_id: hold_id, version: 1, answer: 'confirmed' as const }
  for (const who of [at.staff.reference_worker, at.staff.other_partner_worker])
    await refuses(at.ask(answerAsked, answering, who), 'not_found')
  for (const who of [at.staff.second_worker, at.staff.partner_worker])
    await refuses(at.ask(letGoTheirs, { ref_id: hold_id, version: 1 }, who), 'not_found')
  await refuses(asked(case_id, at.staff.partner_worker), 'not_found')
  await at.rows("update case_file set status = 'closed', closed_on = current_date where case_id = $1", [case_id])
  await refuses(wait(unit_id, case_id), 'not_found', 'place.not_open')
})

test('of many who ask at once, from both houses, exactly as many win as there are beds', async () => {
  const beds = 3
  const { unit_id } = await aShared({ beds })
  const files = await Promise.all(Array.from({ length: 12 }, () => at.aFile()))
  const ours = files.map(({ case_id }) => hold(unit_id, case_id))
  const theirs = Array.from({ length: 8 }, () =>
    at.ask(holdPlace, { unit_id, hold_id: newId(), hours: 6 }, at.staff.partner_worker),
  )
  const done = await Promise.allSettled([...ours, ...theirs])
  assert.equal(done.filter(({ status }) => status === 'fulfilled').length, beds)
  for (const one of done) if (one.status === 'rejected') assert.equal(one.reason.key, 'place.full')
  const [taken] = await at.rows('select count(*)::int as n from place_taken where unit_id = $1', [unit_id])
  assert.equal(taken!.n, beds)
})
