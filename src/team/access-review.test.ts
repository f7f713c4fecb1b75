// Who has access and why; and looking back at openings: what is worth a second look, by whom it is seen, and that the
// journal itself stays as it is.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openFile } from '#cases/case.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { readAccess } from './access-page.ts'
import { countUnusualToday } from './access-review.api.ts'
import { findingsOf, isUnusual, median, type Opened, outsideHours } from './access-review.rules.ts'
import { markReviewed, readAccessReview } from './access-review.ts'
import { assignTeam } from './team.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(
    await import('#cases/case.api.ts'),
    await import('./team.api.ts'),
    await import('./access-page.api.ts'),
    await import('./access-review.api.ts'),
  )
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
const refuses = (asking: Promise<unknown>, kind: Problem['kind']) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(problem.kind, kind, `${problem.key} ${problem.cause}`)
    return true
  })
const opened = (who: Who, case_id: string, moment: string, basis = 'team') =>
  at.rows(
    `insert into journal (organisation_id, entry_id, at, actor_id, actor_organisation_id, action, case_id, basis)
     values ($1, gen_random_uuid(), $2, $3, $1, 'case.open', $4, $5)`,
    [at.ours.organisation_id, moment, who.staff_id, case_id, basis],
  )

test('one page says who can open the file and why', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator, director, psychologist, partner_worker, far_coordinator, trainer } = at.staff
  await at.ask(
    assignTeam,
    { case_id, access_id: newId(), staff_id: psychologist.staff_id, function: 'team_member', sections: ['mind'] },
    reference_worker,
  )
  const { consent_id } = await at.aConsent(case_id, partner_worker, ['home'])
  await at.rows(
    `insert into case_access (organisation_id, case_id, access_id, kind, member_organisation_id, sections, basis, created_by)
     values ($1, $2, gen_random_uuid(), 'consent', $3, '{home}', $4, $5)`,
    [at.ours.organisation_id, case_id, at.partner.organisation_id, consent_id, coordinator.staff_id],
  )
  const { access } = await at.ask(readAccess, { case_id }, reference_worker)
  assert.deepEqual(
    access.map(({ reason, name }) => [reason, name]),
    [
      ['reference_worker', 'Colega reference_worker'],
      ['team', 'Colega psychologist'],
      ['consent', 'Refugio del Olmo'],
      ['reach', 'Colega coordinator'],
      ['reach', 'Colega director'],
    ],
  )
  assert.deepEqual(access.find(({ name }) => name === 'Colega director')?.sections.sort(), [
    'home',
    'identity',
    'law',
    'safety',
  ])
  await at.ask(readAccess, { case_id }, director)
  for (const who of [far_coordinator, trainer, at.staff.second_worker])
    await refuses(at.ask(readAccess, { case_id }, who), 'not_found')
  await refuses(at.ask(readAccess, { case_id }, psychologist), 'refused')
  await refuses(at.ask(readAccess, { case_id }, nobody), 'signed_out')
})

test('a week is looked back at by whoever answers for the office, and each opening is seen once with a word', async () => {
  const { case_id } = await at.aFile()
  const { coordinator, director, far_coordinator, reference_worker, partner_worker } = at.staff
  const lawyer = await at.join(at.ours, 'Letrada', ['lawyer'])
  const day = addDays(today, -2)
  await opened(lawyer, case_id, `${day}T10:00:00Z`, 'break_glass:1')
  for (const hour of ['08', '09', '10']) await opened(reference_worker, case_id, `${day}T${hour}:00:00Z`, 'team:1')
  await opened(director, case_id, `${day}T01:30:00Z`, 'all')
  const ofFile = async (who: Who) =>
    (await at.ask(readAccessReview, {}, who)).findings.filter((each) => each.case_id === case_id)
  const found = await ofFile(coordinator)
  const kinds = (rows: typeof found) => rows.map(({ kind, staff_id }) => `${kind} ${staff_id}`).sort()
  assert.deepEqual(
    kinds(found),
    [
      `broken_glass ${lawyer.staff_id}`,
      `nothing_done ${director.staff_id}`,
      `nothing_done ${reference_worker.staff_id}`,
      `odd_hours ${director.staff_id}`,
    ].sort(),
  )
  assert.ok((await ofFile(director)).some((each) => each.own && each.staff_id === director.staff_id))
  assert.deepEqual(await ofFile(far_coordinator), [])
  const glass = found.find(({ kind }) => kind === 'broken_glass')!
  const seen = {
    review_id: newId(),
    kind: glass.kind,
    staff_id: glass.staff_id,
    file_id: case_id,
    of_day: glass.of_day,
    word: 'emergency',
  }
  await at.ask(markReviewed, seen, coordinator)
  const again = (await ofFile(director)).find(({ kind }) => kind === 'broken_glass')
  assert.deepEqual(again?.seen, { word: 'emergency', by: coordinator.staff_id })
  await refuses(at.ask(markReviewed, { ...seen, review_id: newId() }, coordinator), 'conflict')
  await refuses(
    at.ask(markReviewed, { ...seen, review_id: newId(), staff_id: coordinator.staff_id }, coordinator),
    'refused',
  )
  await refuses(at.ask(markReviewed, { ...seen, review_id: newId(), word: 'guilty' }, coordinator), 'invalid')
  await refuses(at.ask(markReviewed, { ...seen, review_id: newId(), kind: 'odd_hours' }, far_coordinator), 'not_found')
  for (const who of [reference_worker, partner_worker]) {
    await refuses(at.ask(readAccessReview, {}, who), 'refused')
    await refuses(at.ask(markReviewed, { ...seen, review_id: newId() }, who), 'refused')
  }
  await refuses(at.ask(readAccessReview, {}, nobody), 'signed_out')
  await refuses(at.ask(markReviewed, { ...seen, review_id: newId() }, nobody), 'signed_out')
})

test('whoever wrote in the file is not asked why they opened it', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator } = at.staff
  for (const hour of ['08', '09', '10']) await opened(reference_worker, case_id, `${addDays(today, -1)}T${hour}:00:00Z`)
  await at.rows(
    `insert into journal (organisation_id, entry_id, actor_id, actor_organisation_id, action, case_id, basis)
     values ($1, gen_random_uuid(), $2, $1, 'case.write', $3, 'team')`,
    [at.ours.organisation_id, reference_worker.staff_id, case_id],
  )
  const { findings } = await at.ask(readAccessReview, {}, coordinator)
  assert.ok(!findings.some((each) => each.case_id === case_id && each.kind === 'nothing_done'))
})

test('more files in a day than is usual for a colleague shows the same day', async () => {
  const curious = await at.join(at.ours, 'Curiosa', ['reference_worker'])
  for (let count = 0; count < 16; count += 1) {
    const { case_id } = await at.aFile({ worker: curious })
    await at.ask(openFile, { case_id }, curious)
    if (count < 4) await opened(curious, case_id, `${addDays(today, -20)}T10:00:00Z`)
  }
  const { coordinator, far_coordinator } = at.staff
  const { findings } = await at.ask(readAccessReview, {}, coordinator)
  const found = findings.find((each) => each.kind === 'many_files' && each.staff_id === curious.staff_id)
  assert.deepEqual([found?.count, found?.usual, found?.of_day], [16, 4, today])
  const countFor = ({ token }: Who) => at.house.database.transaction({ token }, (tx) => countUnusualToday(tx, today))
  assert.equal((await countFor(coordinator)).count, 1)
  assert.equal((await countFor(far_coordinator)).count, 0)
  assert.equal((await countFor(curious)).count, 0, 'nobody without the reach counts anything')
})

test('the journal stays insert-only for everyone but its owner', async () => {
  const { rows } = await at.db.owner.query(`
    select grantee, privilege_type from information_schema.role_table_grants
    where table_name = 'journal' and grantee in ('amparo_app', 'amparo_guard', 'amparo_door')
      and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')`)
  assert.deepEqual(rows, [])
})

test('the rules: hours in the house’s own time, the usual day, and what is worth a second look', () => {
  assert.ok(outsideHours('2026-07-01T20:00:00Z'), 'ten in the evening in summer')
  assert.ok(!outsideHours('2026-12-01T20:59:00Z'), 'before ten in winter')
  assert.ok(outsideHours('2026-12-01T04:59:00Z') && !outsideHours('2026-12-01T05:00:00Z'))
  assert.deepEqual([median([]), median([3]), median([5, 1]), median([9, 1, 2])], [0, 3, 3, 2])
  assert.ok(isUnusual(16, 5) && !isUnusual(15, 1) && !isUnusual(18, 6))
  const row = (change: Partial<Opened>): Opened => ({
    staff_id: 's',
    case_id: 'c',
    reference: 'R',
    basis: 'team',
    moments: ['2026-11-20T10:00:00Z'],
    times: 1,
    worked: false,
    ...change,
  })
  const kinds = (opened: Opened[]) => findingsOf(opened, [], '2026-11-16').map(({ kind }) => kind)
  assert.deepEqual(kinds([row({})]), [], 'looking something up once is everyday')
  assert.deepEqual(kinds([row({ times: 3 })]), ['nothing_done'])
  assert.deepEqual(kinds([row({ times: 3, worked: true })]), [])
  assert.deepEqual(kinds([row({ basis: 'all' })]), ['nothing_done'])
  assert.deepEqual(kinds([row({ basis: 'break_glass' })]), ['broken_glass'])
  assert.deepEqual(kinds([row({ worked: true, moments: ['2026-11-20T01:00:00Z'] })]), ['odd_hours'])
  const days = (files: number[]) =>
    files.map((count, place) => ({ staff_id: 's', of_day: addDays('2026-11-20', -place), files: count }))
  assert.deepEqual(
    findingsOf([], days([20, 2, 2, 2, 2, 2, 2, 2]), '2026-11-16').map(({ of_day, count, usual }) => [
      of_day,
      count,
      usual,
    ]),
    [['2026-11-20', 20, 2]],
  )
})
