// Money claims in a file: sealed, read by whoever opens the law, reckoned as of today, and never lost between two who write.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { readLaw } from '#law/law-file.ts'
import { assignTeam } from '#team/team.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { nastyTexts } from '#test/hostile.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { type ClaimSaid, changeClaim, exportWages, readClaims, reckonWages, recordClaim } from './claim.ts'
import type { WorkSpan } from './wages.ts'

let at: TestHouse
let me: Who
before(async () => {
  at = await testHouse(
    await import('./claim.api.ts'),
    await import('./wage-sheet.api.ts'),
    await import('#law/law-file.api.ts'),
    await import('#team/team.api.ts'),
    await import('#timeline/timeline.api.ts'),
  )
  me = at.staff.reference_worker
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })

const aSpan = (change: Partial<WorkSpan> = {}): WorkSpan => ({
  ...{ span_id: newId(), country: 'ES', from: '2025-03-01', until: '2025-03-31', days_a_week: 5, minutes_a_day: 480 },
  ...{ away: [], floor: 'general', agreed: null, received: { amount: 40_000, per: 'month' }, bed_counts: false },
  kept: [{ what: 'debt', amount: 60_000, per: 'month' }],
  ...change,
})
const wages = (case_id: string, change: Partial<ClaimSaid> = {}) => ({
  ...{ case_id, claim_id: newId(), kind: 'back_wages' as const, pack: 'es' as const, status: 'prepared' as const },
  ...{ filed_on: null, decided_on: null, authority: 'Juzgado de lo Social 4', number: 'DSP 77/2026', currency: 'EUR' },
  ...{ asked_cents: null, granted_cents: null, words: 'Twelve hours a day.', payments: [], spans: [aSpan()] },
  ...change,
})
const read = (case_id: string, who = me) => at.ask(readClaims, { case_id }, who)

test('wages are reckoned as of today, in the file and before anything is kept', async () => {
  const { case_id } = await at.aFile()
  assert.deepEqual((await read(case_id)).claims, [])
  const { tables } = await at.ask(reckonWages, { case_id, spans: [aSpan()] }, me)
  // 1,184.00 × 14 ÷ 12 = 1,381.33, less 400.00 in hand; what was kept back takes nothing
  assert.deepEqual([tables[0]?.owed, tables[0]?.difference, tables[0]?.kept], [138_133, 98_133, 60_000])
  assert.deepEqual((await read(case_id)).claims, [])
  await at.ask(recordClaim, wages(case_id), me)
  const { claims, may } = await read(case_id)
  assert.equal(may.write, true)
  assert.equal(claims[0]?.tables[0]?.difference, 98_133)
  assert.ok((claims[0]?.tables[0]?.interest ?? 0) > 0)
})

test('what was written comes back; a stale change gets the current state; the timeline tells it; nothing lies open', async () => {
  const { case_id } = await at.aFile()
  const claim = wages(case_id, { words: nastyTexts[0] || 'x' })
  await at.ask(recordClaim, claim, me)
  const filed = {
    ...{ ...claim, version: 1, status: 'paid' as const, filed_on: addDays(today, -9), decided_on: addDays(today, -2) },
    ...{
      granted_cents: 90_125_375,
      payments: [{ payment_id: newId(), on: today, cents: 90_125_375 }],
      words: 'Agreed.',
    },
  }
  assert.equal((await at.ask(changeClaim, filed, me)).version, 2)
  const [kept] = (await read(case_id)).claims
  assert.deepEqual([kept?.words, kept?.payments[0]?.cents, kept?.status], ['Agreed.', 90_125_375, 'paid'])
  await refuses(at.ask(changeClaim, filed, me), 'conflict', 'stale')
  await refuses(at.ask(changeClaim, { ...wages(case_id), version: 1 }, me), 'not_found', 'claims.no_such_claim')
  const { entries } = await at.ask(readTimeline, { case_id }, me)
  assert.deepEqual(
    entries.map(({ kind }) => kind).filter((kind) => kind.startsWith('claim')),
    ['claim_changed', 'claim_recorded'],
  )
  const [row] = await at.rows('select c::text as row from money_claim c where case_id = $1', [case_id])
  // What is sealed lies there as digits and letters: only a sum as long as this one does not stand in it by chance.
  for (const word of ['77/2026', 'Agreed', '90125375'])
    assert.ok(!String(row?.row).includes(word) && !String(row?.row).includes(Buffer.from(word).toString('hex')), word)
})

test('bad input is told, and nothing is kept', async () => {
  const { case_id } = await at.aFile()
  const refused: [Partial<ClaimSaid>, string][] = [
    [{ filed_on: addDays(today, 1) }, 'claims.not_yet'],
    [{ payments: [{ payment_id: newId(), on: addDays(today, 1), cents: 1 }] }, 'claims.not_yet'],
    [{ filed_on: addDays(today, -1), decided_on: addDays(today, -2) }, 'claims.decided_before_filed'],
    [{ spans: [aSpan({ floor: 'federal' })] }, 'claims.no_such_floor'],
    [{ spans: [aSpan({ until: addDays(today, 1) })] }, 'claims.not_yet'],
    [{ spans: [aSpan({ away: [{ from: today, until: addDays(today, 1) }] })] }, 'claims.not_yet'],
    [{ spans: [aSpan({ away: [{ from: '2025-03-09', until: '2025-03-08' }] })] }, 'claims.until_before_from'],
  ]
  for (const [change, key] of refused) await refuses(at.ask(recordClaim, wages(case_id, change), me), 'invalid', key)
  const yetToCome = { case_id, spans: [aSpan({ until: addDays(today, 1) })] }
  await refuses(at.ask(reckonWages, yetToCome, me), 'invalid', 'claims.not_yet')
  const broken: object[] = [
    ...[{ kind: 'sin' }, { status: 'won' }, { pack: 'xx' }, { currency: 'euro' }, { asked_cents: -1 }],
    ...[{ spans: [aSpan({ from: '2026-02-30' })] }, { spans: [aSpan({ from: '2025-04-01', until: '2025-03-01' })] }],
    ...[{ spans: [aSpan({ minutes_a_day: 1_441 })] }, { spans: [aSpan({ days_a_week: 8 })] }],
  ]
  for (const change of broken)
    assert.equal(
      (await at.askHttp(recordClaim, wages(case_id, change as never), me)).status,
      422,
      JSON.stringify(change),
    )
  assert.deepEqual((await read(case_id)).claims, [])
})

test('a step told to the law is recorded there once, with its day, and a deadline that it meets is met', async () => {
  const { case_id } = await at.aFile()
  const aid = wages(case_id, { kind: 'state_aid', spans: [], status: 'considered' })
  const event_id = newId()
  await refuses(at.ask(recordClaim, { ...aid, event_id }, me), 'invalid', 'claims.nothing_for_the_law')
  await refuses(at.ask(recordClaim, { ...aid, status: 'filed', event_id }, me), 'invalid', 'claims.day_needed')
  assert.deepEqual((await read(case_id)).claims, [])
  await at.ask(recordClaim, aid, me)
  const filed_on = addDays(today, -3)
  await at.ask(changeClaim, { ...aid, version: 1, status: 'filed', filed_on, event_id }, me)
  const { events } = await at.ask(readLaw, { case_id }, me)
  assert.deepEqual(
    events.map(({ code, happened_on, number }) => [code, happened_on, number]),
    [['aid_applied', filed_on, 'DSP 77/2026']],
  )
  await refuses(
    at.ask(changeClaim, { ...aid, version: 2, status: 'filed', filed_on, event_id }, me),
    'conflict',
    'law.event_already',
  )
  assert.equal((await read(case_id)).claims[0]?.version, 2)
})

test('the table leaves as three kinds of file and names nobody', async () => {
  const { case_id } = await at.aFile()
  const claim = wages(case_id)
  await at.ask(recordClaim, claim, me)
  const take = async (form: 'csv' | 'xlsx' | 'pdf') => {
    const { name, bytes } = await at.ask(exportWages, { case_id, claim_id: claim.claim_id, form }, me)
    assert.equal(name, `${today}.${form}`)
    return Buffer.from(bytes, 'base64')
  }
  const csv = (await take('csv')).toString('utf8')
  assert.match(csv, /2025-03,31,177\.15,0,1381\.33,0,0,1381\.33,400,981\.33/)
  assert.ok(!csv.includes('Juzgado') && !csv.includes('Twelve'))
  const sheet = unzipSync(await take('xlsx'))
  assert.match(strFromU8(sheet['xl/worksheets/sheet1.xml']!), /1381\.33/)
  assert.equal((await take('pdf')).subarray(0, 5).toString(), '%PDF-')
  const other = wages(case_id, { kind: 'legal_aid', spans: [] })
  await at.ask(recordClaim, other, me)
  await refuses(
    at.ask(exportWages, { case_id, claim_id: other.claim_id, form: 'csv' }, me),
    'invalid',
    'claims.nothing_to_reckon',
  )
  await refuses(at.ask(exportWages, { case_id, claim_id: newId(), form: 'csv' }, me), 'not_found')
})

test('nobody, a role without the law, a partner and another house neither write, read, reckon nor take', async () => {
  const { case_id } = await at.aFile()
  const claim = wages(case_id)
  await at.ask(recordClaim, claim, me)
  const { psychologist, lawyer, director, partner_worker, far_coordinator } = at.staff
  const stand = (who: Who, sections: ('identity' | 'safety' | 'law')[]) =>
    at.ask(assignTeam, { case_id, access_id: newId(), staff_id: who.staff_id, function: 'team_member', sections }, me)
  await stand(psychologist, ['identity', 'safety'])
  await stand(lawyer, ['identity', 'law'])
  const asks = [
    (who: Who) => at.ask(recordClaim, wages(case_id), who),
    (who: Who) => at.ask(changeClaim, { ...claim, version: 1 }, who),
    (who: Who) => read(case_id, who),
    (who: Who) => at.ask(reckonWages, { case_id, spans: [aSpan()] }, who),
    (who: Who) => at.ask(exportWages, { case_id, claim_id: claim.claim_id, form: 'csv' }, who),
  ]
  for (const ask of asks) {
    await refuses(ask(nobody), 'signed_out')
    await refuses(ask(psychologist), 'not_found', 'case.section_not_found')
    for (const who of [partner_worker, far_coordinator]) await refuses(ask(who), 'not_found', 'case.not_found')
  }
  await refuses(asks[0]!(director), 'refused')
  assert.equal((await read(case_id, lawyer)).claims.length, 1)
  for (const ask of asks.slice(1)) await ask(lawyer)
})

test('the same press sent twice writes one claim', async () => {
  const { case_id } = await at.aFile()
  const claim = wages(case_id)
  const key = newId()
  for (const _ of [1, 2]) assert.equal((await at.askHttp(recordClaim, claim, me, { key })).status, 200)
  assert.equal((await read(case_id)).claims.length, 1)
})
