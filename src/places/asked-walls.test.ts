// The functions through which one house keeps a place in another, asked past the server; each with a hole planted that must
// be noticed.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type RawBuilder, sql } from 'kysely'
import { createFile } from '#cases/case.ts'
import { newId } from '#kit/id.ts'
import { aCard, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { placesOf } from '#test/places.ts'
import { holdTheirs } from './asked.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./unit.api.ts'), await import('./stay.api.ts'), await import('./asked.api.ts'))
})
after(() => at.close())

/** What somebody gets by asking the database past the server; what it refuses is nothing. */
const asked = async (who: Who, question: RawBuilder<unknown>): Promise<number> =>
  at.house.database
    .transaction({ token: who.token }, async (tx) => {
      const { rows } = await question.execute(tx)
      throw Object.assign(new Error('taken back'), { rows })
    })
    .catch((error: Error & { rows?: unknown[] }) => error.rows?.length ?? 0)

const ground = async () => {
  const { aUnit } = placesOf(at)
  const by = at.staff.partner_worker
  const shared = await aUnit({ by, published: true, shared: true, beds: 9 })
  const plain = await aUnit({ by, published: true, beds: 9 })
  const { case_id } = await at.aFile()
  const other = await at.aFile({ worker: at.staff.second_worker })
  const hold_id = newId()
  await at.ask(
    holdTheirs,
    { unit_id: shared.unit_id, hold_id, hours: 6, of_case_id: case_id },
    at.staff.reference_worker,
  )
  const elsewhere = await at.join(at.otherPartner, 'De otra casa', ['reference_worker'])
  const theirs = newId()
  await at.ask(createFile, { new_case_id: theirs, card: aCard(), reference_worker_id: elsewhere.staff_id }, elsewhere)
  return { elsewhere, theirs, shared: shared.unit_id, plain: plain.unit_id, case_id, other: other.case_id, hold_id }
}
type Ground = Awaited<ReturnType<typeof ground>>

const holding = (unit_id: string, case_id: string) =>
  sql`select where guard.ask_for_place(${newId()}, ${unit_id}, 6, ${case_id}, ${newId()}) ->> 'said' = 'done'`
const waiting = (unit_id: string, case_id: string) =>
  sql`select where guard.ask_to_wait(${newId()}, ${unit_id}, ${case_id}, 'today', ${newId()}) = 'done'`
const answering = (ref_id: string) =>
  sql`select where guard.answer_asked(${ref_id}, 1, true, null, ${newId()}) = 'done'`
const letting = (ref_id: string) => sql`select where guard.let_go_asked(${ref_id}, 1, ${newId()}) = 'done'`

const leaks = async (g: Ground): Promise<string[]> => {
  const {
    reference_worker: worker,
    second_worker: second,
    partner_worker: partner,
    other_partner_worker: other,
  } = at.staff
  const tries: [string, Who, RawBuilder<unknown>][] = [
    ['kept where nothing is shared', worker, holding(g.plain, g.case_id)],
    ['waited for where nothing is shared', worker, waiting(g.plain, g.case_id)],
    ['kept by a house that does not refer here', g.elsewhere, holding(g.shared, g.theirs)],
    ['kept for a file of others', worker, holding(g.shared, g.other)],
    ['kept by the house for a file it may not open', partner, holding(g.shared, g.other)],
    ['answered by whoever asked', worker, answering(g.hold_id)],
    ['answered by another house', other, answering(g.hold_id)],
    ['let go by a colleague', second, letting(g.hold_id)],
    ['let go by the house as if it had asked', partner, letting(g.hold_id)],
    ['told to a colleague', second, sql`select from guard.asked_places(${g.case_id})`],
    ['told to the house', partner, sql`select from guard.asked_places(${g.case_id})`],
    ['who asks, told to whoever asks', worker, sql`select from guard.askers_of_unit(${g.shared})`],
    ['who lives there, told to whoever asks', worker, sql`select from guard.neighbours_of_asked(${g.hold_id})`],
    ['the rows of holds', worker, sql`select from place_hold where hold_id = ${g.hold_id}`],
    ['whom it is for', partner, sql`select from place_person where ref_id = ${g.hold_id}`],
    ['written by hand', worker, sql`update place_hold set confirmed_at = now() returning 1`],
  ]
  const found: string[] = []
  for (const [name, who, question] of tries) if ((await asked(who, question)) > 0) found.push(name)
  return found
}

const holes: { name: string; in: string; from: string; to: string }[] = [
  { name: 'any published unit is shared', in: 'enter_shared_unit', from: 'and x.shared', to: '' },
  {
    name: 'any house keeps there',
    in: 'enter_shared_unit',
    from: 'and guard.looks_after(x.organisation_id);',
    to: ';',
  },
  { name: 'for any file', in: 'open_and_writes', from: 'and guard.writes(a_case, a_section)', to: '' },
  { name: 'whoever works here lets go', in: 'let_go_asked', from: 'or not guard.writes(p.case_id, p.section)', to: '' },
  { name: 'told to whoever works here', in: 'asked_places', from: 'and guard.opens(a_case, p.section)', to: '' },
  { name: 'askers told to anybody', in: 'askers_of_unit', from: 'x.organisation_id = me.organisation_id and', to: '' },
  { name: 'any house answers', in: 'enter_unit', from: 'and x.organisation_id = me.organisation_id;', to: ';' },
]

test('nobody gets past the walls, and planted holes are noticed', async () => {
  const g = await ground()
  assert.deepEqual(await leaks(g), [])
  const { reference_worker: worker, partner_worker: partner } = at.staff
  for (const [who, right] of [
    [worker, holding(g.shared, (await at.aFile()).case_id)],
    [worker, waiting(g.shared, g.case_id)],
    [worker, letting(g.hold_id)],
    [partner, answering(g.hold_id)],
    [partner, sql`select from guard.neighbours_of_asked(${g.hold_id})`],
  ] as const)
    assert.equal(await asked(who, right), 1)
  const unnoticed: string[] = []
  for (const hole of holes) {
    const [row] = await at.rows(
      "select pg_get_functiondef(p.oid) as was from pg_proc p where p.pronamespace = 'guard'::regnamespace and p.proname = $1",
      [hole.in],
    )
    const was = String(row!.was)
    assert.ok(was.includes(hole.from), `${hole.name}: nothing to take out`)
    await at.rows(was.replaceAll(hole.from, hole.to))
    if ((await leaks(g)).length === 0) unnoticed.push(hole.name)
    await at.rows(was)
  }
  assert.deepEqual(unnoticed, [])
})
