// How money that is owed leaves a file: her copy says each claim with its sums and what she worked, and an erasure takes claims and
// law alike.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { recordClaim } from '#claims/claim.ts'
import { newId } from '#kit/id.ts'
import { keepLawFile, recordLawEvent } from '#law/law-file.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { approveErasure, askErasure, closeFile, readLeaving } from './leaving.ts'
import { readOwnCopy } from './own-copy.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(
    await import('#claims/claim.api.ts'),
    await import('#law/law-file.api.ts'),
    await import('./leaving.api.ts'),
    await import('./own-copy.api.ts'),
  )
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
const aFileWithAClaim = async () => {
  const { case_id } = await at.aFile()
  const me = at.staff.reference_worker
  const place = { jurisdictions: ['es' as const], province: '28', town: null, circumstances: {} }
  await at.ask(keepLawFile, { case_id, version: 0, ...place }, me)
  const told = { case_id, event_id: newId(), code: 'entered_country', jurisdiction: 'es' as const }
  await at.ask(recordLawEvent, { ...told, happened_on: '2024-05-02' }, me)
  await at.ask(
    recordClaim,
    {
      ...{ case_id, claim_id: newId(), kind: 'back_wages', pack: 'es', status: 'paid', currency: 'EUR' },
      ...{ filed_on: '2026-03-02', decided_on: '2026-06-01', asked_cents: 1_800_050, granted_cents: 900_000 },
      ...{ authority: 'Court of the elm', number: 'DSP 77/2026', words: 'Thirteen hours a day.' },
      payments: [{ payment_id: newId(), on: today, cents: 45_000 }],
      spans: [
        {
          ...{ span_id: newId(), country: 'ES', from: '2025-03-01', until: '2025-08-31', days_a_week: 6 },
          ...{ minutes_a_day: 780, away: [], floor: 'general', agreed: null, kept: [], bed_counts: false },
          received: { amount: 40_000, per: 'month' },
        },
      ],
    },
    me,
  )
  return case_id
}

test('her copy says what was claimed, the sums, what came in and what she worked, in words', async () => {
  const case_id = await aFileWithAClaim()
  const copy = await at.ask(readOwnCopy, { case_id, copy_id: newId(), language: 'es' }, at.staff.reference_worker)
  const found = copy.parts.flatMap(({ entries }) => entries).filter(({ text }) => text.includes('DSP 77/2026'))
  assert.equal(found.length, 1)
  const { label, text, on } = found[0]!
  assert.equal(on, '2026-03-02')
  for (const word of ['18000.50', '9000.00', '450.00', 'EUR', '2025-03-01', '13', 'Court of the elm', 'Thirteen hours'])
    assert.ok(text.includes(word), `${word} in ${text}`)
  assert.doesNotMatch(`${label} ${text}`, /claims\.|back_wages|_cents/)
})

test('an erasure leaves neither a claim nor anything of the law', async () => {
  const case_id = await aFileWithAClaim()
  const { coordinator, director } = at.staff
  const tables = (await at.rows('select a_table::text as name from guard.tables_of_a_file()'))
    .map(({ name }) => String(name))
    .filter((name) => /^(law_|money_claim)/.test(name))
  assert.ok(tables.includes('money_claim') && tables.length >= 6, tables.join())
  const rows = async () => {
    const counts = await Promise.all(
      tables.map((table) => at.rows(`select count(*)::int as n from ${table} where case_id = $1`, [case_id])),
    )
    return tables.filter((_, place) => Number(counts[place]![0]!.n) > 0)
  }
  const before = await rows()
  for (const table of ['law_file', 'law_event', 'money_claim']) assert.ok(before.includes(table), table)
  const { version, open_matters } = await at.ask(readLeaving, { case_id }, coordinator)
  const close = { case_id, version, closure_id: newId(), reason: 'opened_by_mistake' as const }
  await at.ask(closeFile, { ...close, seen_open: open_matters.length }, coordinator)
  const request_id = newId()
  await at.ask(askErasure, { case_id, request_id, reason: 'opened_by_mistake', words: 'Opened twice.' }, director)
  await at.ask(approveErasure, { case_id, request_id, erasure_id: newId() }, coordinator)
  assert.deepEqual(await rows(), [])
})
