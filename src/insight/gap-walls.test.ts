// The walls written by hand around what is counted and what is released, and each of them taken down once to see that
// somebody notices.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { gapMutants } from '#test/access/gap-mutants.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'

let at: TestHouse
let owner: pg.PoolClient
let case_id: string

const addRelease = (organisation_id: string, staff_id: string) =>
  `insert into gap_release (organisation_id, release_id, made_on, made_by, figures) values ('${organisation_id}', gen_random_uuid(), '2020-01-01', '${staff_id}', '{}')`

before(async () => {
  at = await testHouse()
  case_id = (await at.aFile()).case_id
  const { coordinator, director, partner_worker } = at.staff
  owner = await at.db.owner.connect()
  // Opened by intake, whose part ends there.
  await owner.query('update case_file set created_by = $1', [at.staff.intake.staff_id])
  for (const [organisation_id, staff_id] of [
    [at.ours.organisation_id, director.staff_id],
    [at.partner.organisation_id, partner_worker.staff_id],
  ] as const)
    await owner.query(addRelease(organisation_id, staff_id).replace('2020-01-01', '2021-05-01'))
  await owner.query(
    `insert into goal (organisation_id, case_id, goal_id, need, section, set_on, sealed) values ($1, $2, gen_random_uuid(), 'housing', 'home', current_date, '')`,
    [at.ours.organisation_id, case_id],
  )
  const { consent_id } = await at.aConsent(case_id, partner_worker, ['home'])
  await owner.query(
    `insert into referral (organisation_id, case_id, referral_id, to_organisation_id, service_id, need, consent_id, sent_by, answer_due_on, intake_version, sealed_summary, sealed)
     values ($1, $2, gen_random_uuid(), $3, gen_random_uuid(), 'housing', $4, $5, current_date, 1, '', '')`,
    [at.ours.organisation_id, case_id, at.partner.organisation_id, consent_id, coordinator.staff_id],
  )
})
after(async () => {
  owner?.release()
  await at.close()
})

/** As someone: how many rows a statement shows or touches, null when refused; whatever it did is undone. */
const probe = `
create schema probe;
create function probe.try(token text, statement text, then_count text) returns int language plpgsql as $$
declare done int;
begin
  begin
    set local role amparo_app;
    perform guard.leave(), set_config('amparo.token', token, true);
    perform guard.enter(token, null);
    execute statement;
    get diagnostics done = row_count;
    if then_count <> '' then
      reset role;
      execute then_count into done;
    end if;
    raise exception using errcode = 'AM001';
  exception
    when sqlstate 'AM001' then return done;
    when insufficient_privilege then return null;
  end;
end $$`

type Name =
  | 'director'
  | 'coordinator'
  | 'reference_worker'
  | 'second_worker'
  | 'far_coordinator'
  | 'intake'
  | 'partner_worker'
type Tried = [name: string, statement: string, by: Partial<Record<Name, number | null>>, then_count?: string]

const everything = (): Tried[] => {
  const { director, coordinator } = at.staff
  const ours = at.ours.organisation_id
  const moved = `select count(*)::int from case_counted where case_id = '${case_id}' and province = '50'`
  return [
    ['what is counted', 'select from case_counted', { director: null, coordinator: null, reference_worker: null }],
    ['counted by hand', `update case_counted set province = '50'`, { director: null, reference_worker: null }],
    [
      'counted through the guard',
      `select guard.keep_counted('${case_id}', '50', 'men', 'child', '{}')`,
      { coordinator: 1, reference_worker: 1, second_worker: 0, far_coordinator: 0, intake: 0, partner_worker: 0 },
      moved,
    ],
    ['releases', 'select from gap_release', { director: 1, coordinator: 1, reference_worker: 0, partner_worker: 0 }],
    ['a release', addRelease(ours, director.staff_id), { director: 1, coordinator: null, reference_worker: null }],
    ['a release of another house', addRelease(at.partner.organisation_id, director.staff_id), { director: null }],
    ['a release in another’s name', addRelease(ours, coordinator.staff_id), { director: null }],
    ['a release changed', `update gap_release set figures = '{"a": 1}'`, { director: null }],
    ['a release taken away', 'delete from gap_release', { director: null }],
    [
      'the counts',
      `select from guard.count_gaps('2000-01-01', '2000-01-01') where cut = 'needs_all'`,
      { director: 1, coordinator: 1, reference_worker: 0, partner_worker: 0 },
    ],
    [
      'the answers of services',
      `select from guard.count_answers('2000-01-01')`,
      { director: 1, coordinator: 1, reference_worker: 0, partner_worker: 0 },
    ],
  ]
}

const disagreement = async (): Promise<string | undefined> => {
  const asked = everything().flatMap(([name, text, by, then = '']) =>
    Object.entries(by).map(([tried, should]) => ({
      name,
      text,
      then,
      tried,
      should,
      token: at.staff[tried as Name].token,
    })),
  )
  const { rows } = await owner.query<{ was: number | null }>(
    `select probe.try(token, text, "then") as was from rows from (jsonb_to_recordset($1) as (token text, text text, "then" text)) with ordinality as x (token, text, "then", place)
     order by place`,
    [JSON.stringify(asked)],
  )
  const index = asked.findIndex(({ should }, place) => rows[place]!.was !== should)
  if (index < 0) return undefined
  const { name, tried, should } = asked[index]!
  return `${name}: ${tried}: should be ${should}, was ${rows[index]!.was}`
}

test('the walls around what is counted hold for everyone who tries, and a hole in any would be noticed', async () => {
  await owner.query('begin')
  try {
    await owner.query(probe)
    assert.equal(await disagreement(), undefined)
    const unnoticed: string[] = []
    for (const mutant of gapMutants) {
      await owner.query('savepoint mutant')
      if ('sql' in mutant) await owner.query(mutant.sql)
      else {
        const { rows } = await owner.query<{ text: string }>(
          `select pg_get_functiondef(p.oid) as text from pg_proc p where p.pronamespace = 'guard'::regnamespace and p.proname = $1`,
          [mutant.in],
        )
        const text = rows[0]!.text
        assert.ok(text.includes(mutant.replace), `${mutant.name}: nothing to replace`)
        await owner.query(text.replaceAll(mutant.replace, mutant.by))
      }
      if (!(await disagreement())) unnoticed.push(mutant.name)
      await owner.query('rollback to savepoint mutant')
    }
    assert.deepEqual(unnoticed, [])
  } finally {
    await owner.query('rollback')
  }
})
