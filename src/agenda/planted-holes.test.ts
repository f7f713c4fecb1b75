// The walls of the agenda, tested: each planted hole lets through what the tests refuse, so that the refusals are known to come
// from these very lines.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { Database } from '#kit/database.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { planAppointment } from './appointment.ts'
import { keepBusyTime } from './busy.ts'
import { hashOfFeed } from './feed.api.ts'
import { readFeedTimes } from './feed.store.ts'
import { closeFeed, newFeedToken, openFeed } from './feed.ts'

let at: TestHouse
let door: Database
const case_of = { case_id: '', appointment_id: newId() }
const [closed, ofOneWhoLeft] = [newFeedToken(), newFeedToken()]
before(async () => {
  at = await testHouse(
    await import('./appointment.api.ts'),
    await import('./agenda.api.ts'),
    await import('./feed.api.ts'),
  )
  door = new Database(at.db.connection('amparo_door'))
  case_of.case_id = (await at.aFile()).case_id
  const { reference_worker: worker, partner_worker, coordinator } = at.staff
  const on = addDays(new Date().toISOString().slice(0, 10), 4)
  const wish = { ...case_of, section: 'health' as const, kind: 'health' as const, mode: 'in_person' as const }
  const staff = [{ staff_id: worker.staff_id, part: 'leads' as const }]
  await at.ask(planAppointment, { ...wish, staff, when: { on, at: '10:00', minutes: 60 } }, worker)
  const hours = { from: { on, at: '15:00' }, until: { on, at: '16:00' } }
  await at.ask(keepBusyTime, { busy_id: newId(), kind: 'off', ...hours }, worker)
  await at.ask(openFeed, { token: closed, language: 'es' }, worker)
  await at.ask(closeFeed, {}, worker)
  const gone = await at.join(at.ours, 'Alba', ['trainer'])
  await at.ask(openFeed, { token: ofOneWhoLeft, language: 'es' }, gone)
  await at.rows("update staff set status = 'left' where staff_id = $1", [gone.staff_id])
  const { consent_id } = await at.aConsent(case_of.case_id, partner_worker, ['health'])
  await at.rows(
    `insert into case_access (organisation_id, case_id, access_id, kind, member_organisation_id, basis, sections, created_by)
     values ($1, $2, $3, 'consent', $4, $5, '{health}', $6)`,
    [
      ...[at.ours.organisation_id, case_of.case_id, newId(), partner_worker.organisation_id, consent_id],
      coordinator.staff_id,
    ],
  )
})
after(async () => {
  await door.close()
  await at.close()
})

const seen = (who: Who, query: ReturnType<typeof sql>) =>
  at.house.database.transaction({ token: who.token }, async (tx) => (await query.execute(tx)).rows.length)
const people = () => [at.staff.reference_worker.staff_id]
const feedOf = (token: string) =>
  door.transaction({ token: '' }, async (tx) => ((await readFeedTimes(tx, hashOfFeed(token))) ? 1 : 0))
const hoursOf = (who: Who, name: string) =>
  seen(who, sql`select * from ${sql.raw(`guard.${name}`)}(${people()}::uuid[], now(), now() + interval '9 days')`)

interface Hole {
  name: string
  /** A function and what is taken out of it, or what is done to a policy and undone after. */
  plant: { in: string; out: string } | { sql: string; undo: string }
  /** How much whoever must not gets to see: nothing, until the hole is there. */
  tries: () => Promise<number>
}
const ours = 'using (organisation_id = (select guard.organisation()))'
const holes: Hole[] = [
  ...['taken_of', 'free_busy'].map((name) => ({
    name: `hours of another house: ${name}`,
    plant: { in: name, out: 'k.organisation_id = me.organisation_id and' },
    tries: () => hoursOf(at.staff.partner_administrator, name),
  })),
  {
    name: 'hours of a file one does not see',
    plant: { in: 'taken_of_file', out: 'or not guard.sees(a_case)' },
    tries: () =>
      seen(
        at.staff.lawyer,
        sql`select * from guard.taken_of_file(${case_of.case_id}, now(), now() + interval '9 days')`,
      ),
  },
  {
    name: 'who goes along, written by whoever may not write there',
    plant: { in: 'staff_of_appointment', out: 'or not guard.writes(a.case_id, a.section)' },
    tries: () =>
      seen(
        at.staff.lawyer,
        sql`select 1 where guard.staff_of_appointment(${case_of.appointment_id}, ${people()}::uuid[], '{leads}'::text[])`,
      ),
  },
  {
    name: 'a feed that was closed',
    plant: { in: 'read_calendar_feed', out: 'and x.revoked_at is null' },
    tries: () => feedOf(closed),
  },
  {
    name: 'the feed of a colleague who left',
    plant: { in: 'read_calendar_feed', out: "and s.status = 'active'" },
    tries: () => feedOf(ofOneWhoLeft),
  },
  {
    name: 'appointments told to a partner with a consent',
    plant: {
      sql: 'drop policy of_the_own_house on appointment',
      undo: `create policy of_the_own_house on appointment as restrictive for select to amparo_app ${ours}`,
    },
    tries: () => seen(at.staff.partner_worker, sql`select 1 from appointment`),
  },
  {
    name: 'what a colleague’s time off is',
    plant: {
      sql: 'alter policy ones_own on busy_time using (true)',
      undo: 'alter policy ones_own on busy_time using (staff_id = (select guard.staff()))',
    },
    tries: () => seen(at.staff.coordinator, sql`select 1 from busy_time`),
  },
]

for (const { name, plant, tries } of holes)
  test(`planted: ${name}`, async () => {
    assert.equal(await tries(), 0, 'refused while the wall stands')
    let undo = 'undo' in plant ? plant.undo : ''
    if ('sql' in plant) await at.rows(plant.sql)
    else {
      const [made] = await at.rows(
        "select pg_get_functiondef(oid) as text from pg_proc where pronamespace = 'guard'::regnamespace and proname = $1",
        [plant.in],
      )
      undo = String(made?.text)
      assert.ok(undo.includes(plant.out), `${plant.in} says ${plant.out}`)
      await at.rows(undo.replace(plant.out, ''))
    }
    assert.ok((await tries()) > 0, 'the hole is noticed')
    await at.rows(undo)
    assert.equal(await tries(), 0)
  })
