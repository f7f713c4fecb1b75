// A large file says much: what is left out and what contradicts what was changed here is read page by page, each once, to
// the end, while the file is read only once.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { strToU8 } from 'fflate'
import { newId } from '#kit/id.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import * as model from './exchange.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./exchange.api.ts'))
})
after(() => at.close())

const upload = async (text: string): Promise<string> => {
  const upload_id = newId()
  const bytes = strToU8(text)
  const { coordinator } = at.staff
  await at.ask(model.beginUpload, { upload_id, name: 'list.csv', size: bytes.length }, coordinator)
  await at.ask(model.keepUploadPart, { upload_id, part: 0, bytes: Buffer.from(bytes).toString('base64') }, coordinator)
  return upload_id
}
const sheet = (rows: string[]) => ['Name,Type,Telephone', ...rows].join('\n')
const named = (count: number, phone: string) =>
  Array.from({ length: count }, (_, place) => `Clinic ${place},Health,${phone}`)

/** Every page, as a screen turns them. */
const all = async <Row>(
  first: Row[],
  next: string | null,
  read: (after: string) => Promise<{ rows: Row[]; next: string | null }>,
) => {
  const rows = [...first]
  let pages = 1
  for (let key = next; key !== null; pages += 1) {
    const page = await read(key)
    rows.push(...page.rows)
    key = page.next
  }
  return { rows, pages }
}

test('lines that are left out: each once, in the order of the file', async () => {
  const upload_id = await upload(sheet([...Array.from({ length: 350 }, () => ',Health,'), ...named(2, '900 000 001')]))
  const trial = await at.ask(model.tryUpload, { upload_id }, at.staff.coordinator)
  assert.equal(trial.lines_total, 350)
  const { rows, pages } = await all(trial.lines, trial.lines_next, async (after) => {
    const { lines, next } = await at.ask(model.listImportLines, { upload_id, after }, at.staff.coordinator)
    return { rows: lines, next }
  })
  assert.equal(pages, 4)
  assert.deepEqual(
    rows.map(({ line }) => line),
    Array.from({ length: 350 }, (_, place) => place + 2),
  )
})

test('contradictions: each once; decided on the last page they are taken; decided meanwhile they are asked no more', async () => {
  const { coordinator } = at.staff
  const take = async (upload_id: string, more: object = {}) => {
    const { version } = await at.ask(model.tryUpload, { upload_id }, coordinator)
    return at.ask(model.takeUpload, { upload_id, version, ...more }, coordinator)
  }
  await take(await upload(sheet(named(130, '900 000 001'))))
  await at.rows(
    `update directory_service set record = jsonb_set(record, '{phones,0,number}', '"900 000 002"'), version = version + 1`,
  )
  const upload_id = await upload(sheet(named(130, '900 000 003')))
  const trial = await at.ask(model.tryUpload, { upload_id }, coordinator)
  assert.equal(trial.conflicts_total, 130)
  const read = async (after: string) => {
    const { conflicts, next } = await at.ask(model.listImportConflicts, { upload_id, after }, coordinator)
    return { rows: conflicts, next }
  }
  const { rows, pages } = await all(trial.conflicts, trial.conflicts_next, read)
  assert.equal(pages, 2)
  assert.equal(new Set(rows.map(({ subject_id, field }) => `${subject_id} ${field}`)).size, 130)
  const decisions = rows.map(({ subject_id, field }) => ({ subject_id, field, take: 'theirs' as const }))
  await assert.rejects(take(upload_id, { decisions: decisions.slice(0, 129) }), { key: 'exchange.undecided' })
  // A colleague changes one of them by hand to what the file says.
  const { subject_id } = rows[0]!
  await at.rows(
    `update directory_service set record = jsonb_set(record, '{phones,0,number}', '"900 000 003"'), version = version + 1 where service_id = $1`,
    [subject_id],
  )
  const again = await at.ask(model.tryUpload, { upload_id }, coordinator)
  assert.equal(again.conflicts_total, 129)
  await take(upload_id, { decisions })
  const [{ n }] = (await at.rows(
    `select count(*)::int as n from directory_service where record #>> '{phones,0,number}' = '900 000 003'`,
  )) as [{ n: number }]
  assert.equal(n, 130)
})
