// The walls around money claims: open exactly to whoever opens the law of the file, written only as oneself, deleted by nobody;
// and each wall taken down once to see that somebody notices.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { newId } from '#kit/id.ts'
import { assignTeam } from '#team/team.ts'
import { claimMutants } from '#test/access/claim-mutants.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { recordClaim } from './claim.ts'

let at: TestHouse
let owner: pg.PoolClient
let case_id: string
let claim_id: string

before(async () => {
  at = await testHouse(await import('./claim.api.ts'), await import('#team/team.api.ts'))
  const { reference_worker: me, psychologist, lawyer, second_worker, partner_worker, coordinator } = at.staff
  case_id = (await at.aFile()).case_id
  const stand = (who: Who, sections: ('identity' | 'safety' | 'law')[]) =>
    at.ask(assignTeam, { case_id, access_id: newId(), staff_id: who.staff_id, function: 'team_member', sections }, me)
  await stand(psychologist, ['identity', 'safety'])
  // A lawyer who helps with safety alone.
  await stand(lawyer, ['identity', 'safety'])
  await stand(second_worker, ['identity', 'law'])
  claim_id = newId()
  await at.ask(
    recordClaim,
    {
      ...{ case_id, claim_id, kind: 'state_aid', pack: 'es', status: 'considered', filed_on: null, decided_on: null },
      ...{ authority: '', number: '', currency: 'EUR', asked_cents: null, granted_cents: null, words: '' },
      ...{ payments: [], spans: [] },
    },
    me,
  )
  const { consent_id } = await at.aConsent(case_id, partner_worker, ['law'])
  await at.rows(
    `insert into case_access (organisation_id, case_id, access_id, kind, member_organisation_id, function, sections, basis, created_by)
     values ($1, $2, gen_random_uuid(), 'consent', $3, 'partner', '{law}', $4, $5)`,
    [at.ours.organisation_id, case_id, partner_worker.organisation_id, consent_id, coordinator.staff_id],
  )
  owner = await at.db.owner.connect()
})
after(async () => {
  owner?.release()
  await at.close()
})

/** What a statement comes to for somebody who is signed in: rows, or why not; nothing of it stays. */
const trying = async (who: Who, text: string): Promise<string> => {
  try {
    await owner.query(
      `savepoint trying; set local role amparo_app; select set_config('amparo.token', '${who.token}', true), guard.enter('${who.token}', null)`,
    )
    const { rows, rowCount } = await owner.query(text)
    return text.startsWith('select') ? JSON.stringify(rows) : `${rowCount} rows`
  } catch (error) {
    return (error as { code: string }).code
  } finally {
    await owner.query('rollback to savepoint trying')
  }
}

const here = () => `organisation_id = '${at.ours.organisation_id}' and case_id = '${case_id}'`
const seen = () => `select count(*) > 0 as yes from money_claim where ${here()}`
const insertAs = (staff: string) =>
  `insert into money_claim (organisation_id, case_id, claim_id, kind, pack, status, recorded_by, sealed)
     values ('${at.ours.organisation_id}', '${case_id}', gen_random_uuid(), 'other', 'es', 'considered', ${staff}, '\\x00')`

/** Nobody does these, whatever they open. */
const nobodyDoes = () => [
  insertAs(`'${at.staff.lawyer.staff_id}'`),
  `update money_claim set recorded_by = '${at.staff.lawyer.staff_id}' where ${here()}`,
  `update money_claim set recorded_at = now() where ${here()}`,
  `update money_claim set case_id = gen_random_uuid() where ${here()} and false`,
  `delete from money_claim where ${here()} and false`,
]
const writes = () => [insertAs('guard.staff()'), `update money_claim set status = 'prepared' where ${here()}`]

/** What each of them gets, one answer after the other: whoever looks for a hole stops at the first that is another one. */
async function* look(): AsyncGenerator<string> {
  for (const who of Object.values(at.staff))
    for (const text of [seen(), ...writes(), ...nobodyDoes()]) yield await trying(who, text)
}

const differs = async (expected: readonly string[]): Promise<boolean> => {
  let place = 0
  for await (const told of look()) if (told !== expected[place++]) return true
  return false
}

test('they are open exactly to whoever opens the section, and written by whoever writes it', async () => {
  await owner.query('begin')
  try {
    let open = 0
    for (const [name, who] of Object.entries(at.staff)) {
      const opens = await trying(who, `select guard.opens('${case_id}', 'law') as yes`)
      assert.equal(await trying(who, seen()), opens, name)
      if (opens.includes('true')) open += 1
      const may = (await trying(who, `select guard.writes('${case_id}', 'law') as yes`)).includes('true')
      const [inserted, changed] = [await trying(who, writes()[0]!), await trying(who, writes()[1]!)]
      assert.deepEqual([inserted, changed], may ? ['1 rows', '1 rows'] : ['42501', '0 rows'], name)
      for (const text of nobodyDoes()) assert.equal(await trying(who, text), '42501', `${name} ${text}`)
    }
    assert.ok(open >= 3 && open < Object.keys(at.staff).length, `${open}`)
  } finally {
    await owner.query('rollback')
  }
})

test('a hole in any of these walls is noticed', async () => {
  await owner.query('begin')
  const expected = await Array.fromAsync(look())
  await owner.query('rollback')
  const missed: string[] = []
  for (const mutant of claimMutants) {
    await owner.query('begin')
    try {
      assert.ok('sql' in mutant)
      await owner.query(mutant.sql)
      if (!(await differs(expected))) missed.push(mutant.name)
    } finally {
      await owner.query('rollback')
    }
  }
  console.log(`mutants ${claimMutants.length} caught ${claimMutants.length - missed.length}`)
  assert.deepEqual(missed, [])
})
