// In random worlds nobody sees another house's report, link or decision, a partner sees exactly what was passed to it,
// and nobody decides in another name. Then each wall is taken down once, to see that somebody notices.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type pg from 'pg'
import { decide } from '#access/access.rules.ts'
import { type Role, roles } from '#access/access.ts'
import { reportMutants } from '#test/access/report-mutants.ts'
import { firstWrong, nearestFirst, standBy, unnoticed } from '#test/access/walls.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'

interface World {
  staff: { house: number; roles: Role[]; live: boolean }[]
  reports: number[]
  decisions: number[]
  ties: [number, number][]
  passes: { report: number; to: number; ended: boolean }[]
}

const houses = 3
const aWorld: fc.Arbitrary<World> = fc
  .record({
    staff: fc.array(
      fc.record({
        house: fc.nat(houses - 1),
        roles: fc.uniqueArray(fc.constantFrom<Role>(...roles, 'intake', 'coordinator', 'partner_worker'), {
          minLength: 1,
          maxLength: 2,
        }),
        live: fc.constantFrom(true, true, true, true, false),
      }),
      { minLength: 3, maxLength: 5 },
    ),
    reports: fc.array(fc.nat(houses - 1), { minLength: 3, maxLength: 5 }),
  })
  .chain(({ staff, reports }) => {
    const report = fc.nat(reports.length - 1)
    return fc.record({
      staff: fc.constant(staff),
      reports: fc.constant(reports),
      decisions: fc.array(report, { maxLength: 4 }),
      ties: fc.constant(
        reports.flatMap((house, a) =>
          reports.flatMap((other, b): [number, number][] => (a < b && house === other ? [[a, b]] : [])),
        ),
      ),
      passes: fc.array(
        report.chain((each) =>
          fc.record({
            report: fc.constant(each),
            to: fc.nat(houses - 1).filter((to) => to !== reports[each]),
            ended: fc.boolean(),
          }),
        ),
        { minLength: 1, maxLength: 4 },
      ),
    })
  })

const id = (what: string, at: number): string => {
  const hex = createHash('md5').update(`${what} ${at}`).digest('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
const token = (at: number) => `token ${at} of a world of reports`

let at: TestHouse
let owner: pg.PoolClient
let places: { organisation_id: string; office_id: string }[]

before(async () => {
  at = await testHouse()
  places = [at.ours, at.partner, at.otherPartner]
  owner = await at.db.owner.connect()
  await standBy(owner)
})
after(async () => {
  owner?.release()
  await at.close()
})

const q = (text: string) => `'${text}'`
const houseOf = (world: World, report: number) => places[world.reports[report]!]!.organisation_id

const insertWorld = async (world: World): Promise<void> => {
  const sql: string[] = []
  world.staff.forEach(({ house, roles: theirs, live }, n) => {
    const { organisation_id, office_id } = places[house]!
    sql.push(
      `insert into staff (organisation_id, staff_id, office_id, name, email, roles, status) values
       ('${organisation_id}', '${id('staff', n)}', '${office_id}', 'Colega', '${n}@world.invalid', array[${theirs.map(q)}], 'active')`,
      `insert into session (token_hash, organisation_id, session_id, staff_id, expires_at, ended_at) values
       (sha256(convert_to('${token(n)}', 'UTF8')), '${organisation_id}', '${id('session', n)}', '${id('staff', n)}', now() + interval '1 hour', ${live ? 'null' : 'now()'})`,
    )
  })
  world.reports.forEach((_, n) => {
    sql.push(
      `insert into report (organisation_id, report_id, lookup_id, reporter_public_key, intake_version, language, received_on, sealed_body)
       values ('${houseOf(world, n)}', '${id('report', n)}', '\\x0${n}', '\\x01', 1, 'es', current_date, '\\x01')`,
    )
  })
  world.decisions.forEach((report, n) => {
    sql.push(
      `insert into report_decision (organisation_id, report_id, decision_id, place, kind, decided_by, decided_on)
       values ('${houseOf(world, report)}', '${id('report', report)}', '${id('decision', n)}', ${n + 1}, 'spam', gen_random_uuid(), current_date)`,
    )
  })
  for (const [a, b] of world.ties)
    sql.push(
      `insert into report_tie (organisation_id, report_id, other_id, says, decided_by, decided_on)
       select '${houseOf(world, a)}', least('${id('report', a)}'::uuid, '${id('report', b)}'), greatest('${id('report', a)}'::uuid, '${id('report', b)}'), 'linked', gen_random_uuid(), current_date`,
    )
  world.passes.forEach(({ report, to, ended }, n) => {
    sql.push(
      `insert into report_pass (organisation_id, report_id, pass_id, to_organisation_id, legal_basis, wish, shared, passed_by, passed_on,
         ended_on, intake_version, sealed, record_version, sealed_record)
       values ('${houseOf(world, report)}', '${id('report', report)}', '${id('pass', n)}', '${places[to]!.organisation_id}', 'consent', 'agreed',
         '{}', gen_random_uuid(), current_date, ${ended ? 'current_date' : 'null'}, 1, '\\x01', 1, '\\x01')`,
    )
  })
  await owner.query(sql.join(';\n'))
}

interface Asked {
  name: string
  text: string
  expected: string[]
}

/** What one colleague should see and be able to do, from the world and the matrix alone. */
const asksOf = (world: World, n: number): Asked[] => {
  const { house, roles: theirs, live } = world.staff[n]!
  const mine = places[house]!
  const actor = {
    ...{ staff_id: id('staff', n), session_id: id('session', n), second_factor_at: null, roles: theirs },
    ...{ organisation_id: mine.organisation_id, office_id: mine.office_id },
  }
  const may = (action: string) => live && decide(at.matrix, actor, action).allowed
  const here = (report: number) => world.reports[report] === house
  const reads = may('reports.read')
  const seen = (ids: (string | false)[]) => ids.filter((each): each is string => each !== false).sort()
  const looks: Asked[] = [
    {
      name: 'reports',
      text: 'select report_id::text from report',
      expected: seen(world.reports.map((_, r) => reads && here(r) && id('report', r))),
    },
    {
      name: 'decisions',
      text: 'select decision_id::text from report_decision',
      expected: seen(world.decisions.map((r, d) => reads && here(r) && id('decision', d))),
    },
    {
      name: 'ties',
      text: 'select (array[report_id::text, other_id::text])::text from report_tie',
      expected: seen(
        world.ties.map(([a, b]) => reads && here(a) && `{${[id('report', a), id('report', b)].sort().join(',')}}`),
      ),
    },
    {
      name: 'what was passed on',
      text: 'select pass_id::text from report_pass',
      expected: seen(
        world.passes.map(
          ({ report, to, ended }, p) =>
            ((reads && here(report)) || (may('reports.take') && to === house && !ended)) && id('pass', p),
        ),
      ),
    },
    {
      name: 'salt',
      text: 'select (guard.receipt_salt() is not null)::text',
      expected: [String(may('reports.triage'))],
    },
  ]
  const asRefused = (allowed: boolean, rows = '1') => [allowed ? rows : 'refused']
  const tries: Asked[] = world.reports.flatMap((_, r): Asked[] => {
    const [org, report] = [houseOf(world, r), id('report', r)]
    const triages = may('reports.triage') && here(r)
    const decision = (by: string, kind = "'spam', null") =>
      `insert into report_decision (organisation_id, report_id, decision_id, place, kind, case_id, decided_by, decided_on)
       values ('${org}', '${report}', gen_random_uuid(), 99, ${kind}, '${by}', current_date)`
    const pass = (by: string, taken = 'null') =>
      `insert into report_pass (organisation_id, report_id, pass_id, outside, legal_basis, wish, shared, passed_by, passed_on, record_version, sealed_record, taken)
       values ('${org}', '${report}', gen_random_uuid(), 'police', 'consent', 'agreed', '{}', '${by}', current_date, 1, '\\x01', ${taken})`
    const typed = (by: string) =>
      `insert into report (organisation_id, report_id, lookup_id, reporter_public_key, intake_version, language, received_on, sealed_body, typed_by)
       values ('${org}', gen_random_uuid(), '\\xff', '\\x01', 1, 'es', current_date, '\\x01', '${by}')`
    const [me, other] = [id('staff', n), id('staff', n + 1)]
    return [
      { name: 'decide', text: decision(me), expected: asRefused(triages) },
      { name: 'decide in another name', text: decision(other), expected: ['refused'] },
      { name: 'link to an unknown file', text: decision(me, `'linked', '${id('file', 1)}'`), expected: ['refused'] },
      { name: 'pass on', text: pass(me), expected: asRefused(triages) },
      { name: 'pass on in another name', text: pass(other), expected: ['refused'] },
      { name: 'pass on as taken', text: pass(me, "'taken'"), expected: ['refused'] },
      { name: 'type', text: typed(me), expected: asRefused(triages) },
      { name: 'type in another name', text: typed(other), expected: ['refused'] },
    ]
  })
  const ties: Asked[] = world.ties.flatMap(([a, b]): Asked[] => {
    const second = id('report', b)
    const triages = may('reports.triage') && here(a)
    return [
      {
        name: 'tie',
        text: `insert into report_tie (organisation_id, report_id, other_id, says, decided_by, decided_on)
          values ('${houseOf(world, a)}', '00000000-0000-4000-8000-000000000000', '${second}', 'linked', '${id('staff', n)}', current_date)`,
        // The report does not exist: who may tie is told so, who may not is refused before.
        expected: triages ? ['missing'] : ['refused'],
      },
    ]
  })
  const passes: Asked[] = world.passes.flatMap(({ to, ended }, p): Asked[] => [
    {
      name: 'take what was passed',
      text: `select guard.take_passed_report('${id('pass', p)}', 1, 'taken')`,
      expected: [may('reports.take') && to === house && !ended ? 'done' : 'not_found'],
    },
    {
      name: 'answer in the partner’s name',
      text: `update report_pass set taken = 'taken' where pass_id = '${id('pass', p)}'`,
      expected: ['refused'],
    },
  ])
  // Without a condition nothing is read, so only the policy of the change itself stands in between.
  const count = (all: number[]) => [String(may('reports.triage') ? all.filter(here).length : 0)]
  const whole: Asked[] = [
    {
      name: 'change every tie',
      text: `update report_tie set says = 'not_same', decided_by = '${id('staff', n)}'`,
      expected: count(world.ties.map(([a]) => a)),
    },
    {
      name: 'take everything back',
      text: 'update report_pass set ended_on = current_date',
      expected: count(world.passes.map(({ report }) => report)),
    },
  ]
  const never: Asked[] = [
    { name: 'rewrite a decision', text: "update report_decision set kind = 'advised'", expected: ['refused'] },
    { name: 'take a decision away', text: 'delete from report_decision', expected: ['refused'] },
    { name: 'take a report away', text: 'delete from report', expected: ['refused'] },
    { name: 'weigh as the door', text: "select guard.door_weigh('\\x01', 'now', 1)::text", expected: ['refused'] },
  ]
  return [...looks, ...tries, ...ties, ...passes, ...whole, ...never]
}

let asked = 0
const disagreement = async (world: World, mutant?: (typeof reportMutants)[number]): Promise<string | undefined> => {
  await owner.query('savepoint world')
  try {
    await insertWorld(world)
    for (const n of world.staff.keys()) {
      const tries = asksOf(world, n).map(({ name, text, expected }) => ({
        ...{ name, text, who: world.staff[n]!.roles.join(), token: token(n), should: expected },
      }))
      asked += tries.length
      const wrong = await firstWrong(owner, mutant ? nearestFirst(tries, mutant) : tries)
      if (wrong) return wrong
    }
    return undefined
  } finally {
    await owner.query('rollback to savepoint world')
  }
}

test('in random worlds nobody sees or does too much, and nobody too little', async () => {
  await owner.query('begin')
  await fc.assert(
    fc.asyncProperty(aWorld, async (world) => assert.equal(await disagreement(world), undefined)),
    { numRuns: 40, endOnFailure: true },
  )
  await owner.query('rollback')
  console.log(`questions and attempts in random worlds of reports: ${asked}`)
})

test('every wall that is taken down is noticed', async () => {
  const worlds = fc.sample(aWorld, { seed: 20_261_122, numRuns: 40 })
  await owner.query('begin')
  const missed = await unnoticed(owner, reportMutants, async (mutant) => {
    for (const [place, world] of worlds.entries()) {
      const wrong = await disagreement(world, mutant)
      if (!wrong) continue
      // What gave one hole away often gives away the next.
      worlds.unshift(...worlds.splice(place, 1))
      return wrong
    }
    return undefined
  })
  await owner.query('rollback')
  console.log(`walls of reports taken down ${reportMutants.length}, noticed ${reportMutants.length - missed.length}`)
  assert.deepEqual(missed, [])
})
