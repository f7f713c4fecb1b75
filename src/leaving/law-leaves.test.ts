// How the law of a file leaves: an open deadline keeps a file open, her copy says the days and what was told, and an erasure
// takes all of it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { mergeFiles } from '#cases/merge.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { setDeadlineAside } from '#law/deadline.ts'
import { keepLawFile, readLaw, recordLawEvent } from '#law/law-file.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { closeFile, readLeaving } from './leaving.ts'
import { readOwnCopy } from './own-copy.ts'

let at: TestHouse
let me: Who
before(async () => {
  at = await testHouse(
    await import('#law/law-file.api.ts'),
    await import('#law/deadline.api.ts'),
    await import('./leaving.api.ts'),
    await import('#cases/merge.api.ts'),
    await import('./own-copy.api.ts'),
  )
  me = at.staff.reference_worker
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
const aRefusal = async () => {
  const { case_id } = await at.aFile()
  const place = { jurisdictions: ['uk' as const], province: null, town: null, circumstances: {} }
  await at.ask(keepLawFile, { case_id, version: 0, ...place }, me)
  const said = { code: 'rg_negative', jurisdiction: 'uk' as const, happened_on: addDays(today, -10), number: 'RG/77' }
  await at.ask(recordLawEvent, { case_id, event_id: newId(), ...said }, me)
  return case_id
}

test('a file with an open deadline is not closed; with each met or set aside it is', async () => {
  const case_id = await aRefusal()
  const { coordinator } = at.staff
  const { version, open_matters, questions: _ } = await at.ask(readLeaving, { case_id }, coordinator)
  const close = {
    ...{ case_id, version, closure_id: newId(), reason: 'completed' as const, tries: null },
    ...{ seen_open: open_matters.length, keep_consents: [] },
  }
  const refused = (problem: Problem) => {
    assert.deepEqual([problem.kind, problem.key], ['conflict', 'leaving.deadlines_open'])
    assert.ok(Number((problem.details as { open: number }).open) > 0)
    return true
  }
  await assert.rejects(at.ask(closeFile, close, coordinator), refused)
  const { items } = await at.ask(readLaw, { case_id }, me)
  const open = items.filter(({ kind, state }) => kind === 'deadline' && ['running', 'due', 'overdue'].includes(state))
  for (const { deadline_id } of open) {
    const now = (await at.ask(readLaw, { case_id }, me)).items.find((item) => item.deadline_id === deadline_id)!
    const aside = { reason: 'does_not_apply' as const, words: 'She left the country.' }
    await at.ask(setDeadlineAside, { case_id, deadline_id: deadline_id!, version: now.version, ...aside }, me)
  }
  const again = await at.ask(readLeaving, { case_id }, coordinator)
  await at.ask(closeFile, { ...close, version: again.version, seen_open: again.open_matters.length }, coordinator)
})

test('what is due of a closed file rests with it, and is open again with the file', async () => {
  const case_id = await aRefusal()
  const open = async () =>
    (await at.rows('select count(*)::int as n from law_deadline where case_id = $1 and open', [case_id]))[0]?.n
  const before = await open()
  assert.ok(Number(before) > 0)
  await at.rows("update case_file set status = 'closed', closed_on = $2 where case_id = $1", [case_id, today])
  assert.equal(await open(), 0)
  await at.rows("update case_file set status = 'open', closed_on = null where case_id = $1", [case_id])
  assert.equal(await open(), before)
})

test('a file with an open deadline is not merged away', async () => {
  const [merged_case_id, kept] = [await aRefusal(), await at.aFile()]
  const merge = {
    ...{ case_id: kept.case_id, merge_id: newId(), merged_case_id, merged_version: 1 },
    ...{ reason: 'two_spellings' as const, words: 'One woman, two files.' },
  }
  const problem = await at.ask(mergeFiles, merge, at.staff.coordinator).catch((each: Problem) => each)
  assert.equal((problem as Problem).key, 'case.merged_has_deadlines')
})

test('her copy says what was told and what it leads to, in words', async () => {
  const case_id = await aRefusal()
  const copy = await at.ask(readOwnCopy, { case_id, copy_id: newId(), language: 'es' }, me)
  const law = copy.parts.find(({ part }) => part === 'law')!
  assert.ok(law.entries.some(({ text, on }) => text.includes('RG/77') && on === addDays(today, -10)))
  assert.ok(law.entries.length > 1)
  for (const { text, label } of law.entries) assert.doesNotMatch(`${text} ${label}`, /law\.|rg_negative|UK-/)
})
