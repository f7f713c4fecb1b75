// Who opened a file can be asked by those who walk with her, and the asking is written down as well.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kit/id.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { openFile } from './case.ts'
import { visitsOf } from './file-journal.rules.ts'
import { type FileJournalRow, readFileJournal } from './file-journal.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./case.api.ts'), await import('./file-journal.api.ts'))
})
after(() => at.close())

test('the team and those who answer for it read who opened the file and on which basis, newest first', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator, director } = at.staff
  await at.ask(openFile, { case_id }, director)
  await at.ask(openFile, { case_id }, reference_worker)
  const { rows, next } = await at.ask(readFileJournal, { case_id }, reference_worker)
  assert.equal(next, null)
  assert.deepEqual(
    rows.map(({ action, actor_name, basis }) => [action, actor_name, basis.split(':')[0]]),
    [
      ['case.open', 'Colega reference_worker', 'team'],
      ['case.open', 'Colega director', 'all'],
      ['case.create', 'Colega coordinator', 'in_the_office'],
    ],
  )
  for (const who of [coordinator, director]) {
    const again = await at.ask(readFileJournal, { case_id }, who)
    assert.equal(again.rows[0]?.action, 'journal.read')
  }
})

test('whoever may not read it learns nothing; from inside the file the refusal is plain', async () => {
  const { case_id } = await at.aFile()
  const { far_coordinator, second_worker, trainer, partner_worker } = at.staff
  for (const who of [far_coordinator, second_worker, trainer, partner_worker]) {
    await assert.rejects(at.ask(readFileJournal, { case_id }, who), { kind: 'not_found', key: 'case.not_found' })
  }
  await assert.rejects(at.ask(readFileJournal, { case_id }, nobody), { kind: 'signed_out' })
  await assert.rejects(at.ask(readFileJournal, { case_id: newId() }, at.staff.director), { kind: 'not_found' })
  await at.aConsent(case_id, partner_worker, ['home'])
  await at.db.owner.query(
    `insert into case_access (organisation_id, case_id, access_id, kind, staff_id, sections, created_by)
     values ($1, $2, gen_random_uuid(), 'team', $3, '{learning}', $3)`,
    [at.ours.organisation_id, case_id, trainer.staff_id],
  )
  await assert.rejects(at.ask(readFileJournal, { case_id }, trainer), { kind: 'refused' })
})

test('a long journal comes in pages that leave nothing out and tell nothing twice', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker } = at.staff
  // Many in one transaction share their moment: the id keeps them apart.
  await at.db.owner.query(
    `insert into journal (organisation_id, entry_id, actor_id, actor_organisation_id, action, case_id, basis)
     select $1, gen_random_uuid(), $2, $1, 'case.open', $3, 'team' from generate_series(1, 120)`,
    [at.ours.organisation_id, reference_worker.staff_id, case_id],
  )
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await at.ask(readFileJournal, { case_id, ...(after && { after }) }, reference_worker)
    assert.ok(page.rows.length <= 50)
    // What the reading itself adds comes on top and is not part of the later pages.
    seen.push(...page.rows.filter(({ action }) => action === 'case.open').map(({ entry_id }) => entry_id))
    after = page.next ?? undefined
  } while (after)
  assert.equal(seen.length, 120)
  assert.equal(new Set(seen).size, 120)
  const wrong = at.ask(readFileJournal, { case_id, after: 'yesterday' }, reference_worker)
  await assert.rejects(wrong, { kind: 'invalid' })
})

test('looking at several sides in a row is told as one visit', () => {
  const row = (changes: Partial<FileJournalRow>): FileJournalRow => ({
    entry_id: newId(),
    at: '2026-11-21T10:00:00Z',
    actor_id: 'a',
    actor_name: 'A',
    partner_name: null,
    action: 'case.open',
    basis: 'team:1',
    sections: ['home'],
    reason: null,
    outcome: 'done',
    ...changes,
  })
  const visits = visitsOf([
    row({ at: '2026-11-21T10:03:00Z', sections: ['work'] }),
    row({}),
    row({ actor_id: 'b' }),
    row({ at: '2026-11-21T09:00:00Z' }),
    row({ at: '2026-11-20T09:00:00Z' }),
  ])
  assert.deepEqual(
    visits.map(({ actor_id, times, since, sections }) => [actor_id, times, since.slice(8, 16), sections.length]),
    [
      ['a', 2, '21T10:00', 2],
      ['b', 1, '21T10:00', 1],
      ['a', 1, '21T09:00', 1],
      ['a', 1, '20T09:00', 1],
    ],
  )
  assert.deepEqual(visitsOf([]), [])
})
