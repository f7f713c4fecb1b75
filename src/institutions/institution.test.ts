// The register of institutions: who keeps it, what lies sealed, how a pathway is agreed anew, and how the list pages.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Database } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { agreedDays, aKeptInstitution, aStep, institutionsOf } from '#test/institutions.ts'
import { countReportOf, findInstitutionByCode } from './door.store.ts'
import * as model from './institution.ts'

let at: TestHouse
let on: ReturnType<typeof institutionsOf>
let door: Database
before(async () => {
  at = await testHouse(await import('./institution.api.ts'))
  on = institutionsOf(at)
  door = new Database(at.db.connection('amparo_door'))
})
after(async () => {
  await door.close()
  await at.close()
})

const refuses = (asking: Promise<unknown>, kind: Problem['kind']) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(problem.kind, kind, `${problem.key} ${problem.cause}`)
    return true
  })

test('whoever prepares trainings keeps the register, the house reads it, and nobody else knows it', async () => {
  const { institution_id, code } = await on.keep()
  assert.match(code, /^[0-9A-HJKMNP-TV-Z]{8}$/)
  const read = await at.ask(model.readInstitution, { institution_id }, at.staff.psychologist)
  assert.deepEqual(read.contact, aKeptInstitution().contact)
  assert.deepEqual([read.reports_at_least, read.pathways], [0, []])
  const again = { ...aKeptInstitution({ name: 'Hotel ~ Faro' }), institution_id, version: 1 }
  for (const who of [at.staff.psychologist, at.staff.administrator, at.staff.partner_worker])
    await refuses(at.ask(model.keepInstitution, again, who), 'refused')
  await refuses(at.ask(model.keepInstitution, again, nobody), 'signed_out')
  await refuses(at.ask(model.readInstitution, { institution_id }, at.staff.partner_worker), 'refused')
  assert.deepEqual(await at.ask(model.keepInstitution, again, at.staff.intake), { institution_id, code, version: 2 })
  await refuses(at.ask(model.keepInstitution, again, at.staff.intake), 'conflict')
  await refuses(at.ask(model.keepInstitution, { ...again, version: 2, province: '77' }, at.staff.intake), 'invalid')
  await refuses(at.ask(model.keepInstitution, { ...again, version: 2, country: 'PT' }, at.staff.intake), 'invalid')
  const elsewhere = { ...aKeptInstitution(), institution_id: newId(), version: 4 }
  await refuses(at.ask(model.keepInstitution, elsewhere, at.staff.intake), 'not_found')
  const dump = await at.rows('select i::text from institution i union all select j::text from journal j')
  assert.doesNotMatch(JSON.stringify(dump), /CANARY|956 000/)
})

test('a pathway is agreed anew, what stood before stays, and two who change it at once do not overwrite each other', async () => {
  const { institution_id, code } = await on.keep({ name: 'Centro de salud Alameda', sector: 'health' })
  await on.agree(institution_id)
  await refuses(on.agree(institution_id), 'conflict')
  const agreed = { institution_id, pathway_version: 1, steps: [aStep()], agreed_with: '' }
  for (const [who, kind] of [
    [nobody, 'signed_out'],
    [at.staff.psychologist, 'refused'],
    [at.staff.partner_worker, 'refused'],
  ] as const)
    await refuses(at.ask(model.keepPathway, { ...agreed, ...agreedDays }, who), kind)
  const tomorrow = { agreed_on: '2999-01-01', review_on: '2999-02-01' }
  await refuses(at.ask(model.keepPathway, { ...agreed, ...tomorrow }, at.staff.trainer), 'invalid')
  await refuses(
    at.ask(model.keepPathway, { ...agreed, ...agreedDays, institution_id: newId() }, at.staff.trainer),
    'not_found',
  )
  await on.agree(institution_id, 1, [aStep({ who: 'Social worker' }), aStep()])
  const { pathways, agreed_on, review_on } = await at.ask(model.readInstitution, { institution_id }, at.staff.trainer)
  assert.deepEqual(
    pathways.map(({ pathway_version, steps, agreed_with }) => [pathway_version, steps.length, agreed_with]),
    [
      [2, 2, 'CANARY-the director'],
      [1, 1, 'CANARY-the director'],
    ],
  )
  assert.deepEqual({ agreed_on, review_on }, agreedDays)
  const found = await door.transaction({ token: '' }, (tx) => findInstitutionByCode(tx, code))
  assert.deepEqual([found?.name, found?.steps[0]?.who], ['Centro de salud Alameda', 'Social worker'])
  assert.equal(await door.transaction({ token: '' }, (tx) => findInstitutionByCode(tx, '00000000')), undefined)
  const dump = await at.rows('select p::text from institution_pathway p')
  assert.doesNotMatch(JSON.stringify(dump), /CANARY/)
})

test('the list pages by name, and narrows by sector, by province, by words, and to what is due', async () => {
  for (const name of ['Escuela Norte', 'Escuela Sur', 'Escuela Este'])
    await on.keep({ name, sector: 'school', province: '41' })
  const list = (input: object) => at.ask(model.listInstitutions, input, at.staff.trainer)
  const first = await list({ sector: 'school', limit: 2 })
  assert.deepEqual([first.institutions.map(({ name }) => name), first.total], [['Escuela Este', 'Escuela Norte'], 3])
  const second = await list({ sector: 'school', limit: 2, after: first.next! })
  assert.deepEqual([second.institutions.map(({ name }) => name), second.next], [['Escuela Sur'], null])
  assert.equal((await list({ province: '41' })).total, 3)
  assert.equal((await list({ words: 'escuela s' })).total, 1)
  assert.equal((await list({ sector: 'health' })).total, 1)
  assert.equal((await list({ sector: 'health', due: 'true' })).total, 0)
})

test('counting one institution writes all of them, and tells nobody before there are five, and then in fives', async () => {
  const { institution_id, code } = await on.keep({ name: 'Albergue Norte', sector: 'shelter' })
  const { organisation_id } = at.ours
  const count = (of = code) => door.transaction({ token: '' }, (tx) => countReportOf(tx, organisation_id, of))
  const atLeast = async () =>
    (await at.ask(model.readInstitution, { institution_id }, at.staff.trainer)).reports_at_least
  const tallies = () => at.rows('select xmin::text, reports from institution_tally order by institution_id')
  for (let n = 0; n < 6; n++) await count()
  const before = await tallies()
  await count('ZZZZZZZZ')
  const after = await tallies()
  assert.equal(new Set(after.map(({ xmin }) => xmin)).size, 1, 'no row tells by its transaction which was counted')
  assert.notEqual(before[0]!.xmin, after[0]!.xmin, 'and a code nobody has does the same work')
  assert.deepEqual(before.map(({ reports }) => reports).sort(), after.map(({ reports }) => reports).sort())
  assert.equal(
    after.reduce((sum, { reports }) => sum + Number(reports), 0),
    6,
  )
  assert.equal(await atLeast(), 0, 'a quarter that is not over')
  await at.rows("update institution_tally set quarter = '2020-Q1'")
  assert.equal(await atLeast(), 5)
  await at.rows('update institution_tally set reports = 4 where institution_id = $1', [institution_id])
  assert.equal(await atLeast(), 0)
})
