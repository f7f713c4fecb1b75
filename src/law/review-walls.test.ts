// The walls around what lawyers signed, tried past the server by everyone who might, and each of them taken down once to see
// that somebody notices.
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { newId } from '#kit/id.ts'
import { reviewMutants } from '#test/access/law-review-mutants.ts'
import { holds, type Should, type Tried, triesOf } from '#test/access/walls.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'

let at: TestHouse
let owner: pg.PoolClient
const people = [
  ...(['lawyer', 'coordinator', 'reference_worker', 'psychologist', 'director', 'administrator'] as const),
  ...(['partner_worker', 'partner_administrator'] as const),
]
type Name = (typeof people)[number]
const house = ['lawyer', 'coordinator', 'reference_worker', 'psychologist', 'director', 'administrator'] as const

const columns = 'organisation_id, review_id, pack_id, rule_id, rule_from, rule_hash, verdict, name, on_day'
const row = (organisation_id: string, review_id: string) =>
  `'${organisation_id}', ${review_id}, 'uk', 'UK-3', '2015-07-31', '${'a'.repeat(64)}', 'stands', 'Ana', current_date`

before(async () => {
  at = await testHouse()
  await at.rows(
    `insert into law_review (${columns}, recorded_by, intake_version, sealed)
     values (${row(at.ours.organisation_id, `'${newId()}'`)}, '${at.staff.lawyer.staff_id}', 1, '\\x00')`,
  )
  owner = await at.db.owner.connect()
})
after(async () => {
  owner?.release()
  await at.close()
})

const by = (value: Should, said: Partial<Record<Name, Should>> = {}) =>
  ({ ...Object.fromEntries(people.map((name) => [name, value])), ...said }) as Record<Name, Should>
const ofHouse = (should: Should) => Object.fromEntries(house.map((name) => [name, should]))

const tried = (): Tried<Name>[] => {
  const { organisation_id } = at.ours
  const insert = (of: string, more = '', value = '') =>
    `insert into law_review (${columns}, intake_version, sealed${more}) values (${row(of, 'gen_random_uuid()')}, 1, '\\x00'${value})`
  return [
    { name: 'reviews', text: 'select from law_review', by: by(0, ofHouse(1)) },
    { name: 'a rule signed', text: insert(organisation_id), by: by(null, { lawyer: 1, coordinator: 1 }) },
    { name: 'signed for another house', text: insert(at.partner.organisation_id), by: by(null) },
    {
      name: 'signed in the name of a colleague',
      text: insert(organisation_id, ', recorded_by', `, '${at.staff.director.staff_id}'`),
      by: by(null),
    },
    { name: 'a signature changed', text: `update law_review set verdict = 'wrong'`, by: by(null) },
    { name: 'a signature taken away', text: 'delete from law_review', by: by(null) },
  ]
}

test('a rule is signed by whoever may, once and for all, and a hole anywhere would be noticed', () =>
  holds(owner, { mutants: reviewMutants, tries: () => triesOf(tried(), (name) => at.staff[name].token) }))
