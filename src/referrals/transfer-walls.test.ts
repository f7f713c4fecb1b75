// The walls around a file that changes houses: random consents, and what lies where afterwards row by row; the sender's
// access held against that of a file closed by hand; asking past the server; and holes planted that must be noticed.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { type RawBuilder, sql } from 'kysely'
import { type Section, sections } from '#access/access.ts'
import { openFile } from '#cases/case.ts'
import { newId } from '#kit/id.ts'
import { type TransferHole, transferHoles } from '#test/access/transfer-mutants.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { day } from '#test/referrals.ts'
import { type TransferHands, transferHands, transferModules } from '#test/transfers.ts'
import { sendReferral } from './referral.ts'

let at: TestHouse
let hands: TransferHands
before(async () => {
  at = await testHouse(...(await transferModules()))
  hands = await transferHands(at)
})
after(() => at.close())

/** Rows by table and section; whatever names none belongs to the team alone. */
const lies = async (case_id: string, travelling = true): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {}
  const of: [table: string, section: string][] = [
    ...['note', 'goal', 'plan_action', 'document', 'document_content', 'document_part'].map(
      (table): [string, string] => [table, 'section'],
    ),
    ...[
      ['exclusion', "'safety'"],
      ['safe_contact', "'safety'"],
      ['person_identity', "'identity'"],
    ].map(([table, section]): [string, string] => [table!, section!]),
    ...(travelling ? [] : [['timeline_entry', "coalesce(section, '')"] as [string, string]]),
  ]
  for (const [table, section] of of)
    for (const row of await at.rows(
      `select ${section} as section, count(*)::int as n from ${table} where case_id = $1 group by 1`,
      [case_id],
    ))
      counts[`${table} ${row.section}`] = Number(row.n)
  return counts
}
const only = (counts: Record<string, number>, kept: readonly string[]) =>
  Object.fromEntries(Object.entries(counts).filter(([name]) => kept.includes(name.split(' ')[1]!)))

test('whatever she said: exactly what goes for good lies in the new file, and only the rest of it is read in the old one', async () => {
  const some = fc.subarray([...sections], { minLength: 1 })
  await fc.assert(
    fc.asyncProperty(some, some, fc.option(some), async (agreed, good, chosen) => {
      const for_good = good.filter((each) => agreed.includes(each))
      const picked = chosen?.filter((each) => agreed.includes(each)) ?? agreed
      const goes = for_good.filter((each) => picked.includes(each))
      fc.pre(goes.length > 0)
      const { case_id } = await hands.aFullFile()
      const { consent_id } = await at.aConsent(case_id, hands.partner, agreed)
      await at.rows('update consent set for_good = $2 where consent_id = $1', [consent_id, for_good])
      const referral_id = await sent(case_id, consent_id, chosen ? picked : null)
      const before = await lies(case_id)
      const { new_case_id } = await hands.take(referral_id)
      assert.deepEqual(await lies(new_case_id), only(before, goes))
      assert.deepEqual(await lies(case_id), before, 'nothing of the old file is lost')
      const reads = picked.filter((each) => !goes.includes(each))
      const opened = await at
        .ask(openFile, { case_id }, hands.leader)
        .then(({ sections: open }) => [...open].sort())
        .catch(() => [])
      assert.deepEqual(opened, [...reads].sort())
      const story = await at.rows("select distinct section from timeline_entry where case_id = $1 and codes ? 'came'", [
        new_case_id,
      ])
      assert.ok(story.every(({ section }) => goes.includes(section as Section)))
    }),
    { numRuns: 12 },
  )
})

const sent = async (case_id: string, consent_id: string, chosen: Section[] | null) => {
  const referral_id = newId()
  const summary = {
    ...{ age_group: '25_39' as const, gender: 'woman' as const, languages: [], interpreter_needed: false },
    ...{ need: 'housing', urgency: 'this_week' as const, words: '' },
  }
  await at.ask(
    sendReferral,
    {
      ...{ case_id, referral_id, to_organisation_id: at.partner.organisation_id, consent_id, kind: 'transfer' },
      ...{ sections: chosen, summary, answer_due_on: day(3) },
    },
    hands.worker,
  )
  return referral_id
}

/** Everything a colleague sees and may do with a file, asked of the database itself. */
const accessOf = async (who: Who, case_id: string): Promise<unknown> =>
  at.house.database.transaction({ token: who.token, case_id }, async (tx) => {
    const { rows: tables } = await sql<{ name: string }>`
      select distinct c.table_name as name from information_schema.columns c
      join information_schema.role_table_grants g on g.table_name = c.table_name and g.grantee = 'amparo_app' and g.privilege_type = 'SELECT'
      where c.table_schema = 'public' and c.column_name = 'case_id' and c.table_name not in ('journal', 'entered') order by 1`.execute(
      tx,
    )
    const seen: Record<string, boolean> = {}
    for (const { name } of tables) {
      const { rows } = await sql<{
        some: boolean
      }>`select exists (select from ${sql.table(name)} where case_id = ${case_id}) as some`.execute(tx)
      seen[name] = rows[0]!.some
    }
    const { rows } = await sql<{ opens: string[]; writes: string[] }>`
      select guard.sections_of(${case_id}, 'case.open') as opens, guard.sections_of(${case_id}, 'case.write') as writes`.execute(
      tx,
    )
    return { seen, opens: [...rows[0]!.opens].sort(), writes: [...rows[0]!.writes].sort() }
  })

/** The same file, closed by hand, its team gone. */
const aTwin = async () => {
  const { case_id, referral_id } = await hands.aTransfer()
  await at.rows("update case_file set status = 'closed', closed_on = current_date where case_id = $1", [case_id])
  await at.rows("update case_access set ended_at = now() where case_id = $1 and kind = 'team'", [case_id])
  await at.rows(
    `insert into closure (organisation_id, case_id, closure_id, reason, closed_on, closed_by, review_on, erase_on)
     values ($1, $2, $3, 'transferred', current_date, $4, current_date, current_date)`,
    [at.ours.organisation_id, case_id, newId(), hands.worker.staff_id],
  )
  await at.rows(
    `insert into transfer_out (organisation_id, case_id, transfer_id, referral_id, to_organisation_id, accepted_at, sections, was_status)
     values ($1, $2, $3, $4, $5, now(), '{home}', 'sent')`,
    [at.ours.organisation_id, case_id, newId(), referral_id, at.partner.organisation_id],
  )
  return case_id
}

test('afterwards the sender’s access is exactly that of a closed file whose team is gone', async () => {
  const { case_id, referral_id } = await hands.aTransfer()
  await hands.take(referral_id)
  const twin = await aTwin()
  const { partner_worker: _, partner_administrator: __, other_partner_worker: ___, ...ours } = at.staff
  for (const [name, who] of Object.entries(ours))
    assert.deepEqual(await accessOf(who, case_id), await accessOf(who, twin), name)
  const open = (await accessOf(hands.worker, case_id)) as { opens: string[]; writes: string[] }
  assert.deepEqual([open.opens, open.writes], [[], []])
})

/** What somebody gets by asking the database past the server; what it refuses is nothing. */
const asked = async (who: Who, ...questions: RawBuilder<unknown>[]): Promise<unknown[]> =>
  at.house.database
    .transaction({ token: who.token }, async (tx) => {
      let rows: unknown[] = []
      for (const question of questions) ({ rows } = await question.execute(tx))
      throw Object.assign(new Error('taken back'), { rows })
    })
    .catch((error: Error & { rows?: unknown[] }) => error.rows ?? [])

const taking = (referral_id: string, transfer_id: string, led_by = hands.leader.staff_id) =>
  sql`select where guard.take_over(${referral_id}, 1, ${transfer_id}, ${led_by}, null, ${newId()}) ->> 'said' = 'accepted'`

const ground = async () => {
  const fresh = await hands.aTransfer()
  const over = await hands.aTransfer()
  await at.rows('update consent set starts_on = current_date - 9, ends_on = current_date - 1 where consent_id = $1', [
    over.consent_id,
  ])
  const moved = await hands.aTransfer()
  const took = await hands.take(moved.referral_id)
  const late = await hands.aTransfer()
  await hands.take(late.referral_id)
  await at.rows("update transfer_out set accepted_at = accepted_at - interval '6 minutes' where referral_id = $1", [
    late.referral_id,
  ])
  const used = await hands.aTransfer()
  const there = await hands.take(used.referral_id)
  await at.rows(
    `insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, codes) values ($1, $2, $3, 'note_written', $4, '{}')`,
    [at.partner.organisation_id, there.new_case_id, newId(), hands.leader.staff_id],
  )
  const [transfer] = await at.rows('select transfer_id from transfer_out where referral_id = $1', [moved.referral_id])
  return { fresh, over, moved, took, late, used, transfer_id: String(transfer!.transfer_id) }
}
type Ground = Awaited<ReturnType<typeof ground>>

/** What nobody must get; the names of what somebody got. */
const leaks = async (g: Ground): Promise<string[]> => {
  const { partner, leader, worker } = hands
  const other = at.staff.other_partner_worker
  const id = newId()
  const laid = (transfer_id: string, new_case_id: string) =>
    sql`select guard.lay_down_file(${transfer_id}, ${new_case_id}, ${new_case_id.slice(0, 8)}, ${leader.staff_id}, '', 'plan', ${g.fresh.consent_id}, '{}', null)`
  const lawful = sql`select from guard.goes_along(${id}) g where g.plain ->> 'section' = 'law'`
  const goal = await at.rows("select goal_id from goal where case_id = $1 and section = 'law'", [g.fresh.case_id])
  const stolen = sql`select where guard.bring_along(${id}, 'goal', ${JSON.stringify([
    { from: goal[0]!.goal_id, row: { goal_id: newId(), sealed: '\\x' } },
  ])}::jsonb) > 0`
  const undoing = (referral_id: string) =>
    sql`select where guard.undo_transfer(${referral_id}, 2, ${newId()}) = 'undone'`
  const tries: [string, Who, RawBuilder<unknown>[]][] = [
    ['taken by another house', other, [taking(g.fresh.referral_id, id)]],
    ['taken by the sender', worker, [taking(g.fresh.referral_id, id)]],
    ['led by somebody of the sender', partner, [taking(g.fresh.referral_id, id, worker.staff_id)]],
    ['taken after the consent', partner, [taking(g.over.referral_id, id)]],
    ['handed out without taking', partner, [sql`select from guard.goes_along(${g.transfer_id})`]],
    ['handed out to another', other, [sql`select from guard.goes_along(${g.transfer_id})`]],
    [
      'handed out to whoever comes next in the same transaction',
      partner,
      [
        taking(g.fresh.referral_id, id),
        sql`select guard.enter(${other.token}, null)`,
        sql`select from guard.goes_along(${id})`,
      ],
    ],
    [
      'laid down afterwards',
      partner,
      [
        laid(g.transfer_id, newId()),
        sql`select from transfer_in where transfer_id = ${g.transfer_id} and accepted_by = ${partner.staff_id}`,
      ],
    ],
    ['of a section that stays', partner, [taking(g.fresh.referral_id, id), lawful]],
    ['laid down of a section that stays', partner, [taking(g.fresh.referral_id, id), laid(id, newId()), stolen]],
    ['undone late', partner, [undoing(g.late.referral_id)]],
    ['undone over what was written', partner, [undoing(g.used.referral_id)]],
    ['undone by another house', other, [undoing(g.moved.referral_id)]],
    ['undone by the sender', worker, [undoing(g.moved.referral_id)]],
    [
      'told to another house',
      other,
      [sql`select from guard.transfers_received(array[${g.moved.referral_id}]::uuid[])`],
    ],
    ['told to the sender', worker, [sql`select from guard.transfers_received(array[${g.moved.referral_id}]::uuid[])`]],
    ['written into the rows', partner, [sql`update transfer_in set read_until = '2999-01-01' returning 1`]],
    ['the first house’s row', leader, [sql`select from transfer_out where transfer_id = ${g.transfer_id}`]],
    [
      'the new file for the first house',
      at.staff.coordinator,
      [sql`select from transfer_in where case_id = ${g.took.new_case_id}`],
    ],
    [
      'the new file for the first house’s director',
      at.staff.director,
      [sql`select from case_file where case_id = ${g.took.new_case_id}`],
    ],
  ]
  const found: string[] = []
  for (const [name, who, questions] of tries) if ((await asked(who, ...questions)).length > 0) found.push(name)
  await at.rows('update organisation set leads_files = false where organisation_id = $1', [at.partner.organisation_id])
  if ((await asked(partner, taking(g.fresh.referral_id, id))).length > 0) found.push('a house that leads none')
  await at.rows('update organisation set leads_files = true where organisation_id = $1', [at.partner.organisation_id])
  // Accepted, and nothing laid down: the commit refuses.
  const halves = await at.house.database
    .transaction({ token: partner.token }, (tx) => taking(g.fresh.referral_id, id).execute(tx))
    .then(() => true)
    .catch(() => false)
  if (halves) found.push('half a transfer')
  return found
}

test('nobody gets past the walls, and planted holes are noticed', async () => {
  const g = await ground()
  assert.deepEqual(await leaks(g), [])
  const moved = await hands.aTransfer()
  assert.equal((await asked(hands.partner, taking(moved.referral_id, newId()))).length, 1, 'the right house may')
  const unnoticed: string[] = []
  for (const hole of transferHoles) {
    const undo = await plant(hole)
    if ((await leaks(g)).length === 0 && (await moves()).length === 0) unnoticed.push(hole.name)
    await undo()
  }
  assert.deepEqual(unnoticed, [])
})

/** A transfer from end to end, with the part chosen smaller than what she let go; what lies wrongly afterwards. */
const moves = async (): Promise<string[]> => {
  const { case_id } = await hands.aFullFile()
  const consent_id = await hands.aConsentToTransfer(case_id)
  const chosen: Section[] = ['identity', 'story', 'health']
  const goes = chosen.slice(0, 2)
  const before = await lies(case_id)
  const { new_case_id } = await hands.take(await sent(case_id, consent_id, chosen))
  const found: string[] = []
  if (JSON.stringify(await lies(new_case_id)) !== JSON.stringify(only(before, goes))) found.push('rows')
  const [story] = await at.rows(
    "select count(*)::int as n from timeline_entry where case_id = $1 and codes ? 'came' and coalesce(section, '') <> all ($2)",
    [new_case_id, goes],
  )
  if (Number(story!.n) > 0) found.push('story')
  const [team] = await at.rows(
    "select count(*)::int as n from case_access where case_id = $1 and kind = 'team' and ended_at is null",
    [case_id],
  )
  if (Number(team!.n) > 0) found.push('team')
  const opened = await at.ask(openFile, { case_id }, hands.leader).catch(() => null)
  if (opened?.sections.join() !== 'health') found.push('read')
  return found
}

const plant = async (hole: TransferHole): Promise<() => Promise<unknown>> => {
  const [row] = await at.rows(
    "select pg_get_functiondef(p.oid) as was from pg_proc p where p.pronamespace = 'guard'::regnamespace and p.proname = $1",
    [hole.in],
  )
  const was = String(row!.was)
  assert.ok(was.includes(hole.from), `${hole.name}: nothing to take out`)
  await at.rows(was.replace(hole.from, hole.to))
  return () => at.rows(was)
}
