// The walls written by hand around what the directory remembers, what is proposed to it and the doors it keeps, and each
// of them taken down once to see that somebody notices.
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { directoryMutants } from '#test/access/directory-mutants.ts'
import { bytes, insertLink, linkStates, proof } from '#test/access/link-rows.ts'
import { holds, triesOf } from '#test/access/walls.ts'
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

/** A hidden place with something kept to each circle. */
const hidden = {
  ...{ name: 'Sede', hidden_location: true, places: ['x'], addresses: ['x'], contacts: ['x'] },
  ...{ phones: ['x'], email: 'x', website: 'x' },
  tiers: { phones: 'professionals', email: 'partners', website: 'own' },
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
        `insert into directory_service values ($1, $2, $3, 'active', '{legal}', 'ES', $4, '\\x01', current_date)`,
        [organisation_id, service, ids.provider, service === ids.bare ? hidden : { name: 'Sede' }],
      )
  }
  const ours = at.ours.organisation_id
  await at.rows(`update directory_service set record = record || '{"name": "Otra"}' where organisation_id = $1`, [ours])
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
  const by = at.staff.director.staff_id
  for (const [name, change] of Object.entries(linkStates)) {
    await owner.query(insertLink({ organisation_id: ours, name, purpose: 'directory', ref: ours, by }))
    if (change) await owner.query(`update single_use_link set ${change} where token_hash = ${bytes(name)}`)
  }
  await owner.query(
    insertLink({ organisation_id: ours, name: 'record', purpose: 'service_update', ref: ids.service, by }),
  )
})
after(async () => {
  owner?.release()
  await at.close()
})

type By = Partial<
  Record<
    'coordinator' | 'lawyer' | 'reference_worker' | 'administrator' | 'director' | 'partner' | 'door',
    number | null
  >
>

const everything = (): { who: Record<string, Who>; expected: [name: string, text: string, by: By][] } => {
  const { coordinator, lawyer, reference_worker, administrator, director, partner_worker, partner_administrator } =
    at.staff
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
  const reading = (by: Who, organisation_id = at.ours.organisation_id) =>
    insertLink({ organisation_id, name: 'new', purpose: 'directory', ref: organisation_id, by: by.staff_id })
  const enters = (name: string, code?: string) => `select from guard.door_directory_enter(${proof(name, code)})`
  const reads = (name: string, code?: string) => `select from guard.door_directory_read(${proof(name, code)})`
  /** How many services tell a field to whoever holds the link. */
  const tells = (field: string) => `${reads('open')} where kind = 'service' and record ? '${field}'`
  const redoor = (by: Who) => `update directory_door set sealed = '\\x02', changed_by = ${quoted(by)}`
  return {
    who: {
      coordinator,
      lawyer,
      reference_worker,
      administrator,
      director,
      partner: partner_worker,
      partner_administrator,
    },
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
      [
        'links for professionals',
        "select from single_use_link where purpose = 'directory'",
        { director: 5, administrator: 5, coordinator: 0, lawyer: 0, partner: 0, partner_administrator: 0 } as By,
      ],
      ['a link for professionals', reading(director), { director: 1, coordinator: null, lawyer: null }],
      ['such a link in another’s name', reading(coordinator), { director: null }],
      ['such a link into another house', reading(director, at.partner.organisation_id), { director: null }],
      [
        'such a link renewed',
        "update single_use_link set tries_left = 5 where purpose = 'directory'",
        { director: 5, coordinator: 0, partner_administrator: 0 } as By,
      ],
      ['such a link opens', enters('open'), { door: 1 }],
      ['such a link reads', reads('open'), { door: 3 }],
      ['such a link with another code', enters('open', 'wrong'), { door: 0 }],
      ['such a link reads nothing with another code', reads('open', 'wrong'), { door: 0 }],
      ...['expired', 'revoked', 'locked', 'used', 'record', 'unknown'].flatMap((name): [string, string, By][] => [
        [`such a link, ${name}, opens nothing`, enters(name), { door: 0 }],
        [`such a link, ${name}, reads nothing`, reads(name), { door: 0 }],
      ]),
      ['what is for professionals', tells('phones'), { door: 1 }],
      ...['email', 'website', 'contacts', 'places', 'addresses'].map((field): [string, string, By] => [
        `${field} kept closer, or hidden`,
        tells(field),
        { door: 0 },
      ]),
      ['what a link reads, at the desk', reads('open'), { director: null, coordinator: null }],
      ['a door taken away', 'delete from directory_door', { coordinator: null }],
    ],
  }
}

test('the walls around what the directory keeps hold for everyone who tries, and a hole in any would be noticed', () => {
  const { who, expected } = everything()
  const tried = expected.map(([name, text, by]) => ({ name, text, by }))
  return holds(owner, {
    mutants: directoryMutants,
    tries: () => triesOf(tried, (name: string) => (name === 'door' ? 'door' : who[name]!.token)),
    // Told a door in another house: one who may there.
    ground: async () => {
      await owner.query(
        `update staff set roles = '{partner_worker,reference_worker}' where staff_id = '${at.staff.partner_worker.staff_id}'`,
      )
    },
  })
})
