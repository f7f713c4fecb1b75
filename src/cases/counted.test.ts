// What is counted of a person is five coarse codes, follows her card, and is read by nobody who serves requests.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { builderOver } from '#kit/database.ts'
import { aCard, type TestHouse, testHouse } from '#test/gate.ts'
import { changeCard } from './case.ts'
import { countAgain } from './counted.api.ts'
import { countedOf } from './counted.rules.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./case.api.ts'))
})
after(() => at.close())

const today = '2026-11-22'
const counted = async (case_id: string) =>
  (await at.rows('select province, sex, age_band, languages from case_counted where case_id = $1', [case_id]))[0]

test('the codes are coarse, and whoever may be under 18 is counted as a child', () => {
  const of = (changes: object) => countedOf(aCard(changes), today)
  assert.deepEqual(of({}), { province: '08', sex: 'women', age_band: '25_39', languages: ['ne', 'hi'] })
  assert.equal(of({ gender: 'trans_man' }).sex, 'men')
  assert.equal(of({ gender: 'not_said' }).sex, 'not_said')
  assert.equal(of({ birth_year: null }).age_band, 'not_known')
  assert.equal(of({ birth_year: null, age_in_doubt: true }).age_band, 'child')
  assert.equal(of({ birth_year: 2008 }).age_band, 'child')
  assert.equal(of({ birth_year: 1950 }).age_band, '65_and_over')
  assert.deepEqual(of({ languages: ['a', 'b', 'c', 'd'] }).languages, ['a', 'b', 'c'])
})

test('they are kept with the card, and again when it changes', async () => {
  const { case_id } = await at.aFile({ card: { province: '46' } })
  assert.deepEqual(await counted(case_id), { province: '46', sex: 'women', age_band: '25_39', languages: ['ne', 'hi'] })
  const card = aCard({ province: '08', gender: 'man', languages: ['ur'] })
  await at.ask(changeCard, { case_id, version: 1, card }, at.staff.reference_worker)
  assert.deepEqual(await counted(case_id), { province: '08', sex: 'men', age_band: '25_39', languages: ['ur'] })
})

test('no request reads them, and nobody counts a file they may not change', async () => {
  const { case_id } = await at.aFile()
  const as = (token: string, text: string) =>
    at.house.database.transaction({ token }, async (tx) => (await tx.executeQuery({ ...raw(text) } as never)).rows)
  const raw = (text: string) => ({ sql: text, parameters: [], query: { kind: 'RawNode' }, queryId: { queryId: text } })
  await assert.rejects(as(at.staff.director.token, 'select * from case_counted'), /permission denied/)
  for (const who of [at.staff.director, at.staff.far_coordinator, at.staff.partner_worker, at.staff.trainer])
    await as(who.token, `select guard.keep_counted('${case_id}', '01', 'men', 'child', '{}')`)
  assert.equal((await counted(case_id))!.province, '08')
})

test('files of an older house are counted by the house itself, once', async () => {
  const files = [await at.aFile({ card: { province: '41' } }), await at.aFile({ card: { province: '29' } })]
  await at.db.owner.query('delete from case_counted')
  const client = await at.db.owner.connect()
  try {
    assert.ok((await countAgain(builderOver(client), at.vault, today)) >= 2)
    assert.equal(await countAgain(builderOver(client), at.vault, today), 0)
    // Whoever was counted half a year ago may have grown older.
    await at.db.owner.query('update case_counted set counted_on = current_date - 200 where case_id = $1', [
      files[0]!.case_id,
    ])
    assert.equal(await countAgain(builderOver(client), at.vault, today), 1)
  } finally {
    client.release()
  }
  assert.deepEqual(await Promise.all(files.map(async ({ case_id }) => (await counted(case_id))?.province)), [
    '41',
    '29',
  ])
})
