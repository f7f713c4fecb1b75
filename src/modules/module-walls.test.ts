// The walls around modules and those who take them, tried past the server by everyone who might, also as the role of the public
// door, and each of them taken down once to see that somebody notices.
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { moduleMutants } from '#test/access/module-mutants.ts'
import { holds, type Should, type Tried, triesOf } from '#test/access/walls.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'

let at: TestHouse
let owner: pg.PoolClient
const keepers = ['director', 'coordinator', 'trainer', 'intake'] as const
const readers = [...keepers, 'lawyer', 'reference_worker', 'administrator'] as const
const partners = ['partner_worker', 'partner_administrator'] as const
type Name = (typeof readers)[number] | (typeof partners)[number] | 'door'
const everybody: Name[] = [...readers, ...partners, 'door']

const hashes = { open: 'a run that is open', passed: 'a run that passed', theirs: 'a run of another house' } as const
const hashOf = (run: keyof typeof hashes) => createHash('sha256').update(hashes[run]).digest('hex')
const bytes = (run: keyof typeof hashes) => `'\\x${hashOf(run)}'::bytea`
const columns = 'organisation_id, run_hash, module_id, module_version, language, answers, started_on, touched_on'

before(async () => {
  at = await testHouse()
  const run = (organisation_id: string, of: keyof typeof hashes, passed: boolean) =>
    at.rows(
      `insert into module_run (${columns}, passed_on, finished_on, papers)
       values ('${organisation_id}', ${bytes(of)}, 'tiny-desk', 1, 'es', '{}', current_date, current_date, ${passed ? 'current_date, current_date' : 'null, null'}, ${passed ? 4 : 0})`,
    )
  const own = (organisation_id: string, module_id: string, status: string, kept_by: string) =>
    at.rows(
      `insert into module_own (organisation_id, module_id, module_version, status, file, kept_by) values ($1, $2, 1, $3, '{}', $4)`,
      [organisation_id, module_id, status, kept_by],
    )
  await run(at.ours.organisation_id, 'open', false)
  await run(at.ours.organisation_id, 'passed', true)
  await run(at.partner.organisation_id, 'theirs', false)
  await own(at.ours.organisation_id, 'tiny-desk', 'published', at.staff.trainer.staff_id)
  await own(at.ours.organisation_id, 'tiny-draft', 'draft', at.staff.trainer.staff_id)
  await own(at.partner.organisation_id, 'their-desk', 'draft', at.staff.partner_worker.staff_id)
  owner = await at.db.owner.connect()
})
after(async () => {
  owner?.release()
  await at.close()
})

const by = (value: Should, said: Partial<Record<Name, Should>> = {}) =>
  ({ ...Object.fromEntries(everybody.map((name) => [name, value])), ...said }) as Record<Name, Should>
const of = (names: readonly Name[], should: Should) => Object.fromEntries(names.map((name) => [name, should]))

const tried = (): Tried<Name>[] => {
  const [ours, theirs] = [at.ours.organisation_id, at.partner.organisation_id]
  const draft = (organisation_id: string, more = '', value = '') =>
    `insert into module_own (organisation_id, module_id, module_version, file${more}) values ('${organisation_id}', 'a-new-one', 1, '{}'${value})`
  const read = (each: Should) => by(0, { ...of(readers, each), partner_administrator: 1, door: null })
  const lists = (run: keyof typeof hashes, module: string) => `array[${bytes(run)}], array['${module}']`
  const door = (should: Should) => by(null, { door: should })
  return [
    { name: 'runs', text: 'select module_id from module_run', by: read(2) },
    { name: 'what runs are found by', text: 'select run_hash from module_run', by: by(null) },
    { name: 'what was answered', text: 'select answers from module_run', by: by(null) },
    {
      name: 'a run made up',
      text: `insert into module_run (${columns}) values ('${ours}', sha256('x'), 'tiny-desk', 1, 'es', '{}', current_date, current_date)`,
      by: by(null),
    },
    { name: 'a run passed', text: 'update module_run set passed_on = current_date', by: by(null) },
    { name: 'modules of one’s own', text: 'select module_id from module_own', by: read(2) },
    { name: 'a draft', text: draft(ours), by: by(null, of(keepers, 1)) },
    { name: 'a draft for another house', text: draft(theirs), by: by(null) },
    {
      name: 'a draft in the name of a colleague',
      text: draft(ours, ', kept_by', `, '${at.staff.lawyer.staff_id}'`),
      by: by(null),
    },
    {
      name: 'a module changed',
      text: `update module_own set file = '{"a": 1}', kept_by = guard.staff()`,
      by: by(0, { ...of(keepers, 2), door: null }),
    },
    {
      name: 'a module changed in the name of a colleague',
      text: `update module_own set file = '{"a": 1}', kept_by = '${at.staff.lawyer.staff_id}'`,
      by: by(0, { ...of(keepers, null), door: null }),
    },
    { name: 'a module taken away', text: 'delete from module_own', by: by(null) },
    { name: 'what is offered', text: 'select * from guard.door_modules()', by: door(1) },
    { name: 'a look', text: `select * from guard.door_module_look(${lists('open', 'tiny-desk')})`, by: door(1) },
    {
      name: 'a look at another module',
      text: `select * from guard.door_module_look(${lists('open', 'other')})`,
      by: door(0),
    },
    {
      name: 'an answer in another module',
      text: `select * from guard.door_module_answer(${lists('open', 'other')}, array['{"a": ["b"]}'::jsonb], array[1])`,
      by: door(0),
    },
    {
      name: 'an answer',
      text: `select * from guard.door_module_answer(${lists('open', 'tiny-desk')}, array['{"a": ["b"]}'::jsonb], array[1])`,
      by: door(1),
    },
    {
      name: 'a paper before passing',
      text: `select * from guard.door_module_paper(${bytes('open')}, 'tiny-desk')`,
      by: door(0),
    },
    {
      name: 'a paper too many',
      text: `do $do$ begin perform guard.door_module_paper(${bytes('passed')}, 'tiny-desk'); perform guard.door_module_paper(${bytes('passed')}, 'tiny-desk'); end $do$`,
      // biome-ignore lint/suspicious/noThenProperty: what it really did, counted afterwards
      then: `select papers from module_run where run_hash = ${bytes('passed')}`,
      by: { door: 5 },
    },
  ]
}

test('modules are kept by whoever may, runs are read by nobody, and a hole anywhere would be noticed', () =>
  holds(owner, {
    mutants: moduleMutants,
    tries: () => triesOf(tried(), (name) => (name === 'door' ? 'door' : at.staff[name].token)),
  }))
