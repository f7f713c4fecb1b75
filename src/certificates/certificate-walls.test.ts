// The walls around certificates and their keys, tried past the server by everyone who might, and each of them taken down once to
// see that somebody notices.
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { newId } from '#kit/id.ts'
import { certificateMutants } from '#test/access/certificate-mutants.ts'
import { holds, type Should, type Tried, triesOf } from '#test/access/walls.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'

let at: TestHouse
let owner: pg.PoolClient
const house = [
  ...(['director', 'coordinator', 'administrator', 'trainer', 'reference_worker', 'psychologist', 'lawyer'] as const),
  ...(['intake', 'job_counsellor'] as const),
]
const people = [...house, 'partner_worker', 'partner_administrator', 'door'] as const
type Name = (typeof people)[number]

const columns =
  'organisation_id, certificate_id, number, kind, achievement, achievement_version, title, language, hours, issued_on, key_version, status_list, status_index, name_check, credential'
const values = (organisation_id: string, number: string, index: number) =>
  `'${organisation_id}', '${newId()}', '${number}', 'module', 'shelter', 1, 'Acogida', 'es', 0.5, current_date, 1, 1, ${index}, '\\x${'00'.repeat(32)}', '{}'`

before(async () => {
  at = await testHouse()
  await at.rows(`insert into certificate (${columns}) values (${values(at.ours.organisation_id, 'AAAABBBBCCCC', 1)})`)
  owner = await at.db.owner.connect()
})
after(async () => {
  owner?.release()
  await at.close()
})

const by = (value: Should, said: Partial<Record<Name, Should>> = {}) =>
  ({ ...Object.fromEntries(people.map((name) => [name, value])), ...said }) as Record<Name, Should>
const ofHouse = (should: Should) =>
  Object.fromEntries(house.map((name) => [name, should])) as Partial<Record<Name, Should>>
const keepers = (should: Should) => ({ director: should, coordinator: should, administrator: should })
const nothingAtTheDoor = { door: null }

const tried = (): Tried<Name>[] => {
  const ours = at.ours.organisation_id
  const theirs = at.partner.organisation_id
  const kept = (of: string, number: string, index: number) =>
    `select (guard.keep_certificate('${of}', gen_random_uuid(), '${number}', 'module', 'shelter', 1, 'Acogida', 'es', 0.5, current_date, null, null, 1, 1, ${index}, '\\x${'00'.repeat(32)}', '{}')::text)`
  const key = (of: string) =>
    `insert into signing_key (organisation_id, version, public_key, wrapped_private, made_at) values ('${of}', 9, '\\x${'00'.repeat(32)}', '\\x00', now())`
  return [
    {
      name: 'certificates',
      text: 'select certificate_id from certificate',
      by: by(0, { ...ofHouse(1), ...nothingAtTheDoor }),
    },
    {
      name: 'what is signed and what names are checked by',
      text: 'select from (select credential, name_check from certificate) x',
      by: by(null),
    },
    {
      name: 'one is taken back',
      text: `update certificate set revoked_on = current_date, revoke_reason = 'asked_for', version = 2`,
      by: by(0, { ...keepers(1), ...nothingAtTheDoor }),
    },
    { name: 'what it is of is changed', text: `update certificate set title = 'Otra cosa'`, by: by(null) },
    { name: 'one is taken away', text: 'delete from certificate', by: by(null) },
    {
      name: 'one is planted past the guard',
      text: `insert into certificate (${columns}) values (${values(ours, 'AAAABBBBDDDD', 2)})`,
      by: by(null),
    },
    {
      name: 'one is kept through the guard, for ours',
      text: kept(ours, 'AAAABBBBEEEE', 3),
      by: by(['false'], {
        ...{ director: ['true'], coordinator: ['true'], administrator: ['true'], trainer: ['true'], intake: ['true'] },
        door: ['true'],
      }),
    },
    {
      name: 'one is kept through the guard, for another house',
      text: kept(theirs, 'AAAABBBBFFFF', 4),
      by: by(['false'], { partner_administrator: ['true'], door: ['true'] }),
    },
    { name: 'keys', text: 'select from signing_key', by: by(1, nothingAtTheDoor) },
    { name: 'a key is laid down', text: key(ours), by: by(null, keepers(1)) },
    {
      name: 'a key is laid down for another house',
      text: key(at.otherPartner.organisation_id),
      by: by(null, { administrator: 1 }),
    },
    {
      name: 'keys are retired',
      text: `update signing_key set retired_at = now() where organisation_id = '${ours}'`,
      by: by(0, { ...keepers(1), ...nothingAtTheDoor }),
    },
    {
      name: 'a public key is changed',
      text: `update signing_key set public_key = '\\x${'01'.repeat(32)}'`,
      by: by(null),
    },
    { name: 'a key is taken away', text: 'delete from signing_key', by: by(null) },
  ]
}

test('certificates are kept by whoever may and signed keys stay, for everyone who tries, and a hole anywhere would be noticed', () =>
  holds(owner, {
    mutants: certificateMutants,
    tries: () => triesOf(tried(), (name) => (name === 'door' ? 'door' : at.staff[name].token)),
  }))
