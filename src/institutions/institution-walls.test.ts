// The walls around institutions, tried past the server by everyone who might, and each of them taken down once to see that
// somebody notices.
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { newId } from '#kit/id.ts'
import { institutionMutants } from '#test/access/institution-mutants.ts'
import { holds, type Should, type Tried, triesOf } from '#test/access/walls.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'

let at: TestHouse
let owner: pg.PoolClient
const ids = { ours: newId(), theirs: newId() }
const codes = { ours: 'AAAA0001', theirs: 'BBBB0002' }
const house = [
  ...(['director', 'coordinator', 'trainer', 'intake', 'reference_worker', 'psychologist', 'administrator'] as const),
]
const people = [...house, ...(['partner_worker', 'partner_administrator', 'door'] as const)]
type Name = (typeof people)[number]

const institution = 'organisation_id, institution_id, code, name, sector, country, intake_version, sealed'
const pathway = 'organisation_id, institution_id, version, steps, agreed_on, review_on, intake_version, sealed'
const stepped = `'[{"who": "Ana", "how": "", "when": "", "note": ""}]', '2026-01-01', '2027-01-01', 1, '\\x00'`

before(async () => {
  at = await testHouse()
  for (const [who, place] of [
    ['ours', at.ours],
    ['theirs', at.partner],
  ] as const) {
    const of = `'${place.organisation_id}', '${ids[who]}'`
    const by = who === 'ours' ? at.staff.trainer : at.staff.partner_worker
    await at.rows(
      `insert into institution (${institution}) values (${of}, '${codes[who]}', 'A', 'health', 'ES', 1, '\\x00')`,
    )
    await at.rows(
      `insert into institution_pathway (${pathway}, kept_by) values (${of}, 1, ${stepped}, '${by.staff_id}')`,
    )
    await at.rows(
      `insert into institution_tally values (${of}, '2024-Q1', 6, 0), (${of}, to_char(now() at time zone 'UTC', 'YYYY-"Q"Q'), 4, 0)`,
    )
  }
  owner = await at.db.owner.connect()
})
after(async () => {
  owner?.release()
  await at.close()
})

const by = (value: Should, said: Partial<Record<Name, Should>> = {}, door: Should = null) =>
  ({ ...Object.fromEntries(people.map((name) => [name, value])), door, ...said }) as Record<Name, Should>
const ofHouse = (should: Should) => Object.fromEntries(house.map((name) => [name, should]))
/** Whoever administers another house reads the register that one keeps, and no other. */
const elsewhereToo = (should: Should) => ({ ...ofHouse(should), partner_administrator: should })
const keepers = (should: Should) => ({ director: should, coordinator: should, trainer: should, intake: should })
const results = (should: Should) => ({ director: should, coordinator: should, trainer: should })

const counting = (then: string) => ({ then })

const tried = (): Tried<Name>[] => {
  const { organisation_id } = at.ours
  const files = 'select coalesce(sum(files), 0)::int from institution_tally'
  const made = (of: string) =>
    `insert into institution (${institution}) values ('${of}', gen_random_uuid(), 'CCCC0003', 'B', 'health', 'ES', 1, '\\x00')`
  const agreed = (of: string, more = '', value = '', id = ids.ours) =>
    `insert into institution_pathway (${pathway}${more}) values ('${of}', '${id}', 2, ${stepped}${value})`
  const counted = (code: string) => `select guard.count_file_of_report('${code}')`
  return [
    { name: 'the register', text: 'select from institution', by: by(0, elsewhereToo(1)) },
    { name: 'pathways', text: 'select from institution_pathway', by: by(0, elsewhereToo(1)) },
    { name: 'tallies', text: 'select from institution_tally', by: by(0, results(2)) },
    { name: 'written', text: made(organisation_id), by: by(null, keepers(1)) },
    { name: 'written for another house', text: made(at.partner.organisation_id), by: by(null) },
    { name: 'changed', text: `update institution set town = 'X'`, by: by(0, keepers(1)) },
    { name: 'its code changed', text: `update institution set code = 'DDDD0004'`, by: by(null) },
    { name: 'taken away', text: 'delete from institution', by: by(null) },
    { name: 'agreed', text: agreed(organisation_id), by: by(null, keepers(1)) },
    {
      name: 'agreed for another house',
      text: agreed(at.partner.organisation_id, '', '', ids.theirs),
      by: by(null),
    },
    {
      name: 'agreed in the name of a colleague',
      text: agreed(organisation_id, ', kept_by', `, '${at.staff.lawyer.staff_id}'`),
      by: by(null),
    },
    { name: 'agreed otherwise afterwards', text: 'update institution_pathway set agreed_on = agreed_on', by: by(null) },
    { name: 'an agreement taken away', text: 'delete from institution_pathway', by: by(null) },
    { name: 'tallies changed', text: 'update institution_tally set reports = 9', by: by(null) },
    {
      name: 'reports through one poster',
      text: `select (guard.institution_reports('${ids.ours}'))`,
      by: by(['0'], ofHouse(['5'])),
    },
    {
      name: 'reports through the poster of another house',
      text: `select (guard.institution_reports('${ids.theirs}'))`,
      by: by(['0'], { partner_administrator: ['5'] }),
    },
    {
      name: 'what a code shows, to whoever has it',
      text: `select from guard.institution_by_code('${codes.ours}')`,
      by: by(1, {}, 1),
    },
    { name: 'a code nobody has', text: `select from guard.institution_by_code('ZZZZ0000')`, by: by(0, {}, 0) },
    {
      name: 'a file counted',
      text: counted(codes.ours),
      ...counting(files),
      by: by(0, { coordinator: 1, intake: 1 }),
    },
    { name: 'a file counted to another house', text: counted(codes.theirs), ...counting(files), by: by(0) },
    {
      name: 'a report counted',
      text: `select guard.door_count_report('${organisation_id}', '${codes.ours}')`,
      ...counting(`select sum(reports)::int from institution_tally where institution_id = '${ids.ours}'`),
      by: by(null, {}, 11),
    },
    {
      name: 'anything counted',
      text: `select guard.count_to_institution('${organisation_id}', '${codes.ours}', 5, 5)`,
      by: by(null),
    },
  ]
}

test('institutions are kept by whoever may, counted by nobody by hand, and a hole anywhere would be noticed', () =>
  holds(owner, {
    mutants: institutionMutants,
    tries: () => triesOf(tried(), (name) => (name === 'door' ? 'door' : at.staff[name].token)),
  }))
