// Coming from a poster: the code travels to the report inside its seal, counts its institution once, and tells nobody at the
// door whether anybody has it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { createFile } from '#cases/case.ts'
import { newId } from '#kit/id.ts'
import { publicLanguages } from '#language/languages.ts'
import { doorOf, noLimits, quickly, type TestDoor } from '#test/door.ts'
import { aCard, type TestHouse, testHouse } from '#test/gate.ts'
import { institutionsOf } from '#test/institutions.ts'
import { listReports, openReport } from '#triage/report.ts'

let at: TestHouse
let door: TestDoor

before(async () => {
  at = await testHouse(
    await import('#triage/report.api.ts'),
    await import('#cases/case.api.ts'),
    await import('#institutions/institution.api.ts'),
  )
  door = await doorOf(at, { ...noLimits, ...quickly })
})
after(async () => {
  await door.close()
  await at.close()
})

const get = async (url: string) => (await door.app.inject({ url, headers: { 'accept-language': 'en' } })).body
const report = (words: string, i: string) => ({
  ...{ do: 'report', l: 'en', seed: door.seed(), what_happened: words },
  ...(i && { i }),
})
const carried = (text: string) => /type="hidden" name="i" value="([^"]*)"/.exec(text)?.[1]
const tallies = () =>
  at.rows(
    'select i.name, t.reports, t.files from institution_tally t join institution i using (institution_id) order by 1',
  )

test('the first page takes the code along and says so, in every language, whoever has it', async () => {
  const { code } = await institutionsOf(at).keep()
  const shape = (text: string, of: string) => text.replaceAll(of, '')
  assert.equal(carried(await get('/')), undefined)
  for (const none of ['', 'short', '<script>', 'UUUUUUUU'])
    assert.equal(await get(`/?i=${encodeURIComponent(none)}`), await get('/'))
  const [known, unknown] = [await get(`/?i=${code}`), await get('/?i=ZZZZZZZ0')]
  assert.equal(carried(known), code)
  assert.equal(carried(await get(`/?i=${code.toLowerCase()}`)), code)
  assert.equal(shape(known, code), shape(unknown, 'ZZZZZZZ0'))
  for (const { code: l } of publicLanguages())
    assert.doesNotMatch(await get(`/?l=${l}&i=${code}`), /public\.[a-z]|a-poster/)
  for (const each of [code, 'ZZZZZZZ0', code]) {
    const packed = await door.app.inject({ url: `/?l=ur&i=${each}`, headers: { 'accept-encoding': 'gzip, br' } })
    assert.equal(gunzipSync(packed.rawPayload).toString(), await get(`/?l=ur&i=${each}`))
    assert.ok(packed.rawPayload.length < 14_000, `${packed.rawPayload.length}`)
  }
  const form = await door.post({ do: 'form:someone', l: 'en', i: code })
  assert.equal(carried(form.text), code)
  const other = await door.post({ to: 'es', view: 'form', form: 'someone', i: code })
  assert.equal(carried(other.text), code)
  assert.equal(carried((await door.post({ do: 'form:someone', l: 'en', i: 'a word' })).text), undefined)
})

test('a report is counted once where it came from, also when sent twice, and its file where it came from', async () => {
  const on = institutionsOf(at)
  const { code } = await on.keep({ name: 'Albergue del Puerto' })
  await on.keep({ name: 'Escuela del Puerto' })
  const sent = report('She cannot leave.', code)
  const first = await door.post(sent)
  const again = await door.post(sent)
  assert.equal(first.status, 200)
  assert.equal(again.status, 200)
  const unknown = await door.post(report('She cannot leave.', 'ZZZZZZZ0'))
  const plain = await door.post(report('She cannot leave.', ''))
  assert.deepEqual([unknown.bytes, plain.bytes], [first.bytes, first.bytes])
  const ours = async () => (await tallies()).find(({ name }) => name === 'Albergue del Puerto')
  assert.deepEqual(await ours(), { name: 'Albergue del Puerto', reports: 1, files: 0 })
  assert.equal(
    (await tallies()).reduce((sum, { reports }) => sum + Number(reports), 0),
    1,
  )

  const { reports } = await at.ask(listReports, { limit: 100 }, at.staff.intake)
  const opened = await Promise.all(
    reports.map(({ report_id }) =>
      at.ask(openReport, { report_id }, at.staff.intake).then((each) => ({ ...each, report_id })),
    ),
  )
  assert.deepEqual(opened.map(({ told_through }) => told_through).sort(), ['Albergue del Puerto', null, null])
  const { report_id } = opened.find(({ told_through }) => told_through)!
  const rows = await at.rows('select r::text as row from report r union all select j::text from journal j')
  assert.doesNotMatch(JSON.stringify(rows), new RegExp(code))

  const opening = {
    new_case_id: newId(),
    reference_worker_id: at.staff.reference_worker.staff_id,
    card: aCard(),
    also_called: [],
    report_id,
  }
  const key = newId()
  await at.ask(createFile, opening, at.staff.intake, { key })
  await at.ask(createFile, opening, at.staff.intake, { key })
  assert.deepEqual(await ours(), { name: 'Albergue del Puerto', reports: 1, files: 1 })
  await at.rows('delete from institution_tally')
})

test('another organisation is never counted, whatever code is sent', async () => {
  const on = institutionsOf(at)
  const { code, institution_id } = await on.keep({ name: 'Hotel de otros' })
  await at.rows('alter table institution disable trigger all')
  await at.rows('update institution set organisation_id = $2 where institution_id = $1', [
    institution_id,
    at.partner.organisation_id,
  ])
  await door.post(report('They hold her passport.', code))
  assert.equal(
    (await tallies()).reduce((sum, { reports }) => sum + Number(reports), 0),
    0,
  )
})
