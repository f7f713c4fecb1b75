// Two files of one person: brought together and taken apart by a coordinator to whom both are open, never in a chain or a
// circle, and after taking apart everything stands as before.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { mergeFiles, readMerges, undoMerge } from './merge.ts'
import { askForDuplicates, searchPeople } from './search.ts'

const { listRetention } = await import('#leaving/review.ts')

let at: TestHouse
before(async () => {
  at = await testHouse(
    await import('./case.api.ts'),
    await import('./search.api.ts'),
    await import('./merge.api.ts'),
    await import('#timeline/timeline.api.ts'),
    // The retention list is told later; a test may look ahead.
    await import('#leaving/review.api.ts'),
  )
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })

const versionOf = async (case_id: string) =>
  Number((await at.rows('select version from case_file where case_id = $1', [case_id]))[0]!.version)
const asking = async (case_id: string, merged_case_id: string) => ({
  case_id,
  merge_id: newId(),
  merged_case_id,
  merged_version: await versionOf(merged_case_id),
  reason: 'two_spellings' as const,
  words: 'She showed both cards herself.',
})
const merge = async (kept: string, merged: string, who: Who = at.staff.coordinator) => {
  const input = await asking(kept, merged)
  await at.ask(mergeFiles, input, who)
  return input.merge_id
}
/** All a file holds that a merge might touch, but for its version and what was told of it. */
const contentsOf = async (case_id: string) => ({
  file: await at.rows(
    'select stage, status, opened_on, closed_on, next_due_on, sealed_card, office_id from case_file where case_id = $1',
    [case_id],
  ),
  access: await at.rows('select * from case_access where case_id = $1 order by access_id', [case_id]),
  keys: await at.rows('select * from case_key where case_id = $1', [case_id]),
  marks: await at.rows('select * from blind_match where case_id = $1 order by match', [case_id]),
  notes: await at.rows('select * from note where case_id = $1 order by note_id', [case_id]),
})

test('what a merge closes is kept and looked at by the same rules; undone, or closed before, it is as it was', async () => {
  const kept = (await at.aFile()).case_id
  const other = (await at.aFile()).case_id
  const closures = (case_id: string) =>
    at.rows(
      `select reason, closed_on <= review_on and review_on <= erase_on and erase_on > closed_on + 300 as kept, reopened_on is not null as ended
       from closure where case_id = $1 order by closed_on, reopened_on`,
      [case_id],
    )
  const merge_id = await merge(kept, other)
  assert.deepEqual(await closures(other), [{ reason: 'duplicate', kept: true, ended: false }])
  assert.deepEqual(await closures(kept), [])
  const { rows } = await at.ask(listRetention, { show: 'all' }, at.staff.director)
  assert.equal(rows.find((row) => row.case_id === other)?.reason, 'duplicate', 'whoever looks at the kept finds it')
  await at.ask(undoMerge, { case_id: kept, merge_id, reason: 'not_the_same' }, at.staff.coordinator)
  assert.deepEqual(await closures(other), [{ reason: 'duplicate', kept: true, ended: true }])
  await merge(kept, other)
  assert.equal((await closures(other)).length, 2, 'and again')
  const before = (await at.aFile()).case_id
  await at.rows("update case_file set status = 'closed', closed_on = current_date - 9 where case_id = $1", [before])
  const later = await merge(kept, before)
  await at.ask(undoMerge, { case_id: kept, merge_id: later, reason: 'not_the_same' }, at.staff.coordinator)
  assert.deepEqual(await closures(before), [])
})

test('one is kept, the other closes and points to it; both say so; undone, both stand as before', async () => {
  const kept = (await at.aFile({ card: { alias: 'Sunita Tamang', birth_year: 1999 } })).case_id
  const other = (await at.aFile({ card: { alias: 'सुनीता', birth_year: 1999 }, worker: at.staff.second_worker })).case_id
  const before = [await contentsOf(kept), await contentsOf(other)]
  const { coordinator, reference_worker, second_worker, intake } = at.staff
  const merge_id = await merge(kept, other)
  const seen = await at.ask(readMerges, { case_id: kept }, coordinator)
  assert.ok(seen.may)
  assert.deepEqual(
    seen.merges.map(({ part, other_case_id, other: it, reason, words }) => [
      part,
      other_case_id,
      it?.alias,
      reason,
      words,
    ]),
    [['kept', other, 'सुनीता', 'two_spellings', 'She showed both cards herself.']],
  )
  const [back] = (await at.ask(readMerges, { case_id: other }, coordinator)).merges
  assert.deepEqual([back?.part, back?.other_case_id, back?.other?.alias], ['merged', kept, 'Sunita Tamang'])
  // Nobody sees more than before: each team is told that there is another file, not whose.
  for (const [who, case_id] of [
    [reference_worker, kept],
    [second_worker, other],
  ] as const) {
    const { merges, may } = await at.ask(readMerges, { case_id }, who)
    assert.deepEqual([merges.length, merges[0]?.other, may], [1, null, false])
  }
  const rows = await at.rows('select status, closed_on from case_file where case_id = $1', [other])
  assert.ok(rows[0]?.status === 'closed' && rows[0].closed_on)
  const found = (await at.ask(searchPeople, { words: 'Sunita' }, coordinator)).rows
  assert.deepEqual(
    found.map((row) => [row.case_id, row.merged_into]),
    [
      [kept, null],
      [other, kept],
    ],
  )
  // The duplicate question leads to the one that is kept.
  const known = await at.ask(askForDuplicates, { name: 'Sunita', birth_year: 1999 }, coordinator)
  assert.deepEqual(known.case_ids, [kept])
  assert.ok((await at.ask(askForDuplicates, { name: 'Sunita', birth_year: 1999 }, intake)).hidden)

  await at.ask(undoMerge, { case_id: other, merge_id, reason: 'not_the_same' }, coordinator)
  assert.deepEqual([await contentsOf(kept), await contentsOf(other)], before)
  assert.deepEqual((await at.ask(readMerges, { case_id: kept }, coordinator)).merges, [])
  for (const [case_id, kinds] of [
    [kept, ['file_kept', 'merge_undone']],
    [other, ['file_merged', 'merge_undone']],
  ] as const) {
    const told = await at.rows(
      "select kind from timeline_entry where case_id = $1 and kind ~ 'merge|kept' order by at",
      [case_id],
    )
    assert.deepEqual(
      told.map(({ kind }) => kind),
      kinds,
    )
  }
  const journal = await at.rows(
    "select case_id, subject_id, reason from journal where action = 'case.merge' and case_id = $1",
    [kept],
  )
  assert.deepEqual(journal, [{ case_id: kept, subject_id: other, reason: 'two_spellings' }])
})

test('only whoever coordinates both files merges them; absent and forbidden look the same', async () => {
  const [{ case_id }, { case_id: other }] = [await at.aFile(), await at.aFile()]
  const input = await asking(case_id, other)
  const { coordinator, reference_worker, director, far_coordinator, partner_worker } = at.staff
  await refuses(at.ask(mergeFiles, input, nobody), 'signed_out')
  for (const who of [reference_worker, director])
    await refuses(at.ask(mergeFiles, input, who), 'refused', 'access.refused')
  for (const who of [far_coordinator, partner_worker])
    await refuses(at.ask(mergeFiles, input, who), 'not_found', 'case.not_found')
  // A file of the other office, of which only one side is theirs.
  await at.rows('update case_file set office_id = $2 where case_id = $1', [other, at.ours.other_office_id])
  await refuses(at.ask(mergeFiles, input, coordinator), 'not_found', 'case.not_found')
  await refuses(at.ask(mergeFiles, { ...input, case_id: other, merged_case_id: case_id }, far_coordinator), 'not_found')
  await refuses(at.ask(mergeFiles, { ...input, merged_case_id: newId() }, coordinator), 'not_found', 'case.not_found')
  await refuses(at.ask(mergeFiles, { ...input, merged_case_id: case_id }, coordinator), 'invalid', 'case.merge_itself')
  await at.rows('update case_file set office_id = $2 where case_id = $1', [other, at.ours.office_id])
  await refuses(at.ask(mergeFiles, { ...input, merged_version: 7 }, coordinator), 'conflict', 'stale')
  assert.deepEqual(await at.rows('select from file_merge where case_id = any($1)', [[case_id, other]]), [])
  const merge_id = await merge(case_id, other)
  const undo = { case_id, merge_id, reason: 'not_the_same' as const }
  await refuses(at.ask(undoMerge, undo, nobody), 'signed_out')
  await refuses(at.ask(undoMerge, undo, reference_worker), 'refused', 'access.refused')
  await refuses(at.ask(undoMerge, undo, far_coordinator), 'not_found', 'case.not_found')
  await refuses(at.ask(readMerges, { case_id }, nobody), 'signed_out')
  for (const who of [far_coordinator, partner_worker]) await refuses(at.ask(readMerges, { case_id }, who), 'not_found')
  await at.ask(undoMerge, undo, coordinator)
  await refuses(at.ask(undoMerge, undo, coordinator), 'not_found', 'case.merge_not_found')
})

test('a partner on the file is told nothing of it', async () => {
  const [{ case_id }, { case_id: other }] = [await at.aFile(), await at.aFile()]
  await at.aConsent(case_id, at.staff.partner_worker, ['identity', 'home'])
  const { consent_id } = await at.aConsent(case_id, at.staff.partner_worker, ['identity', 'home'])
  await at.rows(
    `insert into case_access (organisation_id, case_id, access_id, kind, member_organisation_id, sections, basis, created_by)
     values ($1, $2, gen_random_uuid(), 'consent', $3, '{identity,home}', $4, $5)`,
    [at.ours.organisation_id, case_id, at.partner.organisation_id, consent_id, at.staff.coordinator.staff_id],
  )
  await merge(case_id, other)
  const { merges, may } = await at.ask(readMerges, { case_id }, at.staff.partner_worker)
  assert.deepEqual([merges, may], [[], false])
})

test('a merged file is not opened again by any other way', async () => {
  const [{ case_id }, { case_id: other }] = [await at.aFile(), await at.aFile()]
  const merge_id = await merge(case_id, other)
  await assert.rejects(at.rows("update case_file set status = 'open' where case_id = $1", [other]), { code: 'AM410' })
  await at.ask(undoMerge, { case_id, merge_id, reason: 'not_the_same' }, at.staff.coordinator)
  assert.equal((await at.rows('select status from case_file where case_id = $1', [other]))[0]?.status, 'open')
})

test('of a merge and its opposite at once one is done, and never both', async () => {
  const [{ case_id: one }, { case_id: other }] = [await at.aFile(), await at.aFile()]
  const both = await Promise.allSettled([merge(one, other), merge(other, one)])
  assert.equal(both.filter(({ status }) => status === 'fulfilled').length, 1)
  assert.equal((await at.rows('select from file_merge where case_id = $1 and undone_at is null', [one])).length, 1)
})

test('whatever is merged and undone in whatever order: no chain, no circle; all undone, all as before', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ kept: fc.nat(3), merged: fc.nat(3), undo: fc.boolean() }), { minLength: 1, maxLength: 10 }),
      async (steps) => {
        const files: string[] = []
        for (let count = 0; count < 4; count += 1) files.push((await at.aFile()).case_id)
        const before = await Promise.all(files.map(contentsOf))
        const live = new Map<string, { kept: string; merged: string }>()
        for (const { kept, merged, undo } of steps) {
          const first = [...live][0]
          if (undo && first) {
            await at.ask(
              undoMerge,
              { case_id: first[1].kept, merge_id: first[0], reason: 'not_the_same' },
              at.staff.coordinator,
            )
            live.delete(first[0])
            continue
          }
          const pair = { kept: files[kept]!, merged: files[merged]! }
          const stands = [...live.values()]
          const allowed =
            pair.kept !== pair.merged &&
            !stands.some(
              (each) => each.merged === pair.kept || each.merged === pair.merged || each.kept === pair.merged,
            )
          const done = await merge(pair.kept, pair.merged).catch((problem: Problem) => problem.key)
          if (allowed) live.set(done, pair)
          else assert.match(done, /^case\.merge/)
          const merged_ones = await at.rows(
            `select a.case_id from file_merge a join file_merge b on b.case_id = a.other_case_id and b.part = 'merged' and b.undone_at is null
             where a.part = 'merged' and a.undone_at is null and a.case_id = any($1)`,
            [files],
          )
          assert.deepEqual(merged_ones, [], 'a merged file points at a merged file')
        }
        for (const [merge_id, { merged }] of live)
          await at.ask(undoMerge, { case_id: merged, merge_id, reason: 'not_the_same' }, at.staff.coordinator)
        assert.deepEqual(await Promise.all(files.map(contentsOf)), before)
      },
    ),
    { numRuns: 12 },
  )
})
