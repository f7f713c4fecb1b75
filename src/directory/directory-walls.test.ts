// The walls written by hand around what the directory remembers, what is proposed to it and the doors it keeps, and each
// of them taken down once to see that somebody notices.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { directoryMutants } from '#test/access/directory-mutants.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'

let at: TestHouse
let owner: pg.PoolClient
const id = (last: string) => `00000000-0000-4000-8000-0000000000${last}`
const ids = {
  provider: id('b1'),
  service: id('b2'),
  bare: id('b3'),
  open: id('b4'),
  decided: id('b5'),
  fresh: id('b6'),
}

before(async () => {
  at = await testHouse()
  const { lawyer, coordinator } = at.staff
  for (const organisation_id of [at.ours.organisation_id, at.partner.organisation_id]) {
    await at.rows(`insert into directory_organisation values ($1, $2, '{"name": "Casa"}', current_date)`, [
      organisation_id,
      ids.provider,
    ])
    for (const service of [ids.service, ids.bare])
      await at.rows(
        `insert into directory_service values ($1, $2, $3, 'active', '{legal}', 'ES', '{"name": "Sede"}', '\\x01', current_date)`,
        [organisation_id, service, ids.provider],
      )
  }
  const ours = at.ours.organisation_id
  await at.rows(`update directory_service set record = '{"name": "Otra"}' where organisation_id = $1`, [ours])
  await at.rows(
    `insert into directory_suggestion (organisation_id, suggestion_id, service_id, by_kind, by_staff_id, changes, decision, decided_at, decided_by)
     values ($1, $2, $3, 'worker', $4, '{}', null, null, null), ($1, $5, $3, 'worker', $4, '{}', 'taken', now(), $6)`,
    [ours, ids.open, ids.service, lawyer.staff_id, ids.decided, coordinator.staff_id],
  )
  await at.rows(
    `insert into directory_door (organisation_id, service_id, intake_version, sealed, changed_by) values ($1, $2, 1, '\\x01', $3)`,
    [ours, ids.service, coordinator.staff_id],
  )
  for (const { organisation_id, staff_id } of [coordinator, at.staff.partner_administrator]) {
    await at.rows(`insert into directory_kept values ($1, 'contact', 'x', 0, '{}')`, [organisation_id])
    await at.rows(
      `insert into directory_upload (organisation_id, upload_id, name, size, made_by) values ($1, $2, 'x', 1, $3)`,
      [organisation_id, ids.open, staff_id],
    )
    await at.rows(`insert into directory_upload_part values ($1, $2, 0, '\\x01')`, [organisation_id, ids.open])
  }
  owner = await at.db.owner.connect()
})
after(async () => {
  owner?.release()
  await at.close()
})

/** As someone: how many rows a statement shows or touches, null when refused; whatever it did is undone. */
const probe = `
create schema probe;
create function probe.try(token text, statement text) returns int language plpgsql as $$
declare done int;
begin
  begin
    set local role amparo_app;
    perform guard.leave(), set_config('amparo.token', token, true);
    perform guard.enter(token, null);
    execute statement;
    get diagnostics done = row_count;
    raise exception using errcode = 'AM001';
  exception
    when sqlstate 'AM001' then return done;
    when insufficient_privilege then return null;
  end;
end $$`

type By = Partial<Record<'coordinator' | 'lawyer' | 'reference_worker' | 'administrator' | 'partner', number | null>>

const everything = (): { who: Record<string, Who>; expected: [name: string, text: string, by: By][] } => {
  const { coordinator, lawyer, reference_worker, administrator, partner_worker, partner_administrator } = at.staff
  const o = `'${at.ours.organisation_id}'`
  const quoted = ({ staff_id }: Who) => `'${staff_id}'`
  const suggest = (by: string, kind = 'worker', more = 'null, null, null') =>
    `insert into directory_suggestion (organisation_id, suggestion_id, service_id, by_kind, by_staff_id, changes, decision, decided_at, decided_by)
     values (${o}, '${ids.fresh}', '${ids.service}', '${kind}', ${by}, '{}', ${more})`
  const decide = (suggestion: string, by: Who) =>
    `update directory_suggestion set decision = 'refused', decided_at = now(), decided_by = ${quoted(by)} where suggestion_id = '${suggestion}'`
  const door = (by: Who) =>
    `insert into directory_door (organisation_id, service_id, intake_version, sealed, changed_by) values (${o}, '${ids.bare}', 1, '\\x01', ${quoted(by)})`
  const opening = (by: Who) =>
    `insert into directory_opening (organisation_id, open, changed_by) values (${o}, true, ${quoted(by)})`
  const redoor = (by: Who) => `update directory_door set sealed = '\\x02', changed_by = ${quoted(by)}`
  return {
    who: { coordinator, lawyer, reference_worker, administrator, partner: partner_worker, partner_administrator },
    expected: [
      ['history', 'select from directory_change', { coordinator: 2, lawyer: 2, partner: 0 }],
      [
        'history written by hand',
        `insert into directory_change (organisation_id, subject, subject_id, field, because, changed_at, record_version) values (${o}, 'service', '${ids.service}', 'x', 'edit', now(), 9)`,
        { coordinator: null },
      ],
      ['the mark', 'select from directory_mark', { coordinator: 1, partner: 1 }],
      ['the mark moved by hand', 'update directory_mark set mark = 0', { coordinator: null }],
      [
        'suggestions',
        'select from directory_suggestion',
        { coordinator: 2, administrator: 2, lawyer: 2, reference_worker: 0, partner: 0 },
      ],
      ['suggestions of another house', 'select from directory_suggestion', { partner_administrator: 0 } as By],
      ['a suggestion', suggest(quoted(reference_worker)), { reference_worker: 1, lawyer: null, partner: null }],
      ['a suggestion into our house', suggest(quoted(partner_worker)), { partner: null }],
      ['a suggestion as the service', suggest('null', 'service'), { reference_worker: null, coordinator: null }],
      [
        'a suggestion already decided',
        suggest(quoted(coordinator), 'worker', `'taken', now(), ${quoted(coordinator)}`),
        { coordinator: null },
      ],
      ['the decision', decide(ids.open, coordinator), { coordinator: 1, lawyer: 0, partner: 0 }],
      ['the decision by whoever proposed', decide(ids.open, lawyer), { lawyer: 0 }],
      ['the decision in another’s name', decide(ids.open, lawyer), { coordinator: null }],
      ['a second decision', decide(ids.decided, coordinator), { coordinator: 0 }],
      [
        'doors',
        'select from directory_door',
        { coordinator: 1, reference_worker: 1, lawyer: 0, administrator: 0, partner: 0 },
      ],
      [
        'whether partners read it, said by whoever may not',
        `insert into directory_sharing (organisation_id, with_partners, changed_by) values (${o}, true, ${quoted(coordinator)})`,
        { coordinator: null, partner: null },
      ],
      [
        'whether partners read it',
        `insert into directory_sharing (organisation_id, with_partners, changed_by) values (${o}, true, ${quoted(administrator)})`,
        { administrator: 1, partner_administrator: null } as By,
      ],
      [
        'whether partners read it, in another’s name',
        `insert into directory_sharing (organisation_id, with_partners, changed_by) values (${o}, true, ${quoted(coordinator)})`,
        { administrator: null },
      ],
      [
        'whether partners read what another house keeps',
        `insert into directory_sharing (organisation_id, with_partners, changed_by) values ('${at.partner.organisation_id}', true, ${quoted(administrator)})`,
        { administrator: null },
      ],
      ['a directory nobody shared', 'select from guard.partner_directory()', { partner: 0, coordinator: 0 }],
      ...['directory_kept', 'directory_upload', 'directory_upload_part'].flatMap((table): [string, string, By][] => [
        [table, `select from ${table}`, { coordinator: 1, administrator: 1, lawyer: 0, partner: 0 }],
        [
          `${table} of another house`,
          `select from ${table} where organisation_id = ${o}`,
          { partner_administrator: 0 } as By,
        ],
        [`${table} emptied`, `delete from ${table}`, { coordinator: 1, lawyer: 0 }],
      ]),
      [
        'rows kept in our house',
        `insert into directory_kept values (${o}, 'contact', 'y', 0, '{}')`,
        { coordinator: 1, lawyer: null, partner_administrator: null } as By,
      ],
      ['opening to others', opening(administrator), { administrator: 1, partner_administrator: null } as By],
      ['opening by an editor', opening(coordinator), { coordinator: null }],
      ['opening in another’s name', opening(coordinator), { administrator: null }],
      ['what the door reads', 'select from guard.door_directory()', { coordinator: null, lawyer: null }],
      ['a door', door(coordinator), { coordinator: 1 }],
      ['a door by whoever is told', door(reference_worker), { reference_worker: null }],
      ['a door by whoever edits', door(administrator), { administrator: null }],
      ['a door in another’s name', door(lawyer), { coordinator: null }],
      ['a door changed', redoor(coordinator), { coordinator: 1 }],
      ['a door changed by whoever is told', redoor(reference_worker), { reference_worker: 0 }],
      ['a door changed in another’s name', redoor(lawyer), { coordinator: null }],
      ['a door taken away', 'delete from directory_door', { coordinator: null }],
    ],
  }
}

const disagreement = async (): Promise<string | undefined> => {
  const { who, expected } = everything()
  const asked = expected.flatMap(([name, text, by]) =>
    Object.entries(by).map(([tried, should]) => ({ name, text, tried, should, token: who[tried]!.token })),
  )
  const { rows } = await owner.query<{ was: number | null }>(
    `select probe.try(token, text) as was from rows from (jsonb_to_recordset($1) as (token text, text text)) with ordinality as x (token, text, place)
     order by place`,
    [JSON.stringify(asked)],
  )
  const index = asked.findIndex(({ should }, place) => rows[place]!.was !== should)
  if (index < 0) return undefined
  const { name, tried, should } = asked[index]!
  return `${name}: ${tried}: should be ${should}, was ${rows[index]!.was}`
}

test('the walls around what the directory keeps hold for everyone who tries, and a hole in any would be noticed', async () => {
  await owner.query('begin')
  try {
    await owner.query(probe)
    // Told a door in another house: one who may there.
    await owner.query(
      `update staff set roles = '{partner_worker,reference_worker}' where staff_id = '${at.staff.partner_worker.staff_id}'`,
    )
    assert.equal(await disagreement(), undefined)
    const unnoticed: string[] = []
    for (const mutant of directoryMutants) {
      if (!('sql' in mutant)) continue
      await owner.query('savepoint mutant')
      await owner.query(mutant.sql)
      if (!(await disagreement())) unnoticed.push(mutant.name)
      await owner.query('rollback to savepoint mutant')
    }
    assert.deepEqual(unnoticed, [])
  } finally {
    await owner.query('rollback')
  }
})
