// Copies that leave: marked or stripped, for what, and what a partner may have.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Problem } from '#kit/problem.ts'
import { aJpeg, aPdf, aPng, exifWithPlace } from '#test/files-made.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { aPaper, papersIn } from '#test/papers.ts'
import { addDocument, readDocuments, takeCopy, takeOpenedCopy } from './document.ts'

let at: TestHouse
let upload: ReturnType<typeof papersIn>['upload']
let aKeptPaper: ReturnType<typeof papersIn>['aKeptPaper']
before(async () => {
  at = await testHouse(await import('./document.api.ts'), await import('./copy.api.ts'))
  ;({ upload, aKeptPaper } = papersIn(at))
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })

test('a copy that leaves is marked on every page and stands in the journal with its purpose', async () => {
  const { case_id, document_id } = await aKeptPaper(aJpeg([exifWithPlace(6)]))
  const active = aPdf(['Invented letter of a court'], {
    catalogue: '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>',
    info: '/Info << /Author (Somebody) /Producer (Telefax) >>',
  })
  await upload(case_id, document_id, active, at.staff.coordinator)
  const { coordinator } = at.staff
  const take = { case_id, document_id, purpose: 'for_court' as const }
  const marked = await at.ask(takeCopy, { ...take, kind: 'marked' }, coordinator)
  assert.match(marked.name, /^doc-[0-9a-f]{8}\.pdf$/)
  const texts = async (file: string) => {
    const { packedStreams } = await import('#media/inspect.api.ts')
    const { unpackedSize } = await import('#kit/unpack.ts')
    const pdf = Buffer.from(file, 'base64')
    const all = [pdf.toString('latin1')]
    for (const { content } of packedStreams(pdf))
      await unpackedSize(content, 50_000_000, (piece) => all.push(piece.toString('latin1')))
    return all.join('\n')
  }
  const inside = await texts(marked.bytes)
  assert.equal([...inside.matchAll(/\/Type\s*\/Page\b/g)].length, 2, 'a page for the photograph, one for the letter')
  for (const trace of ['JavaScript', 'app.alert', 'Somebody', 'Telefax', 'FelefonX'])
    assert.ok(!inside.includes(trace), trace)
  const shared = await at.ask(takeCopy, { ...take, kind: 'share' }, coordinator)
  const clean = await texts(shared.bytes)
  for (const trace of ['JavaScript', 'Somebody', 'Telefax', 'FelefonX', 'Exif'])
    assert.ok(!clean.includes(trace), trace)
  assert.ok(inside.length > clean.length, 'the mark is drawn')
  const rows = await at.rows(
    "select reason, subject_id from journal where case_id = $1 and action = 'documents.take' order by at",
    [case_id],
  )
  assert.deepEqual(rows, [
    { reason: 'marked for_court', subject_id: document_id },
    { reason: 'share for_court', subject_id: document_id },
  ])
  const empty = aPaper(case_id)
  await at.ask(addDocument, empty, coordinator)
  const none = { ...take, document_id: empty.document_id, kind: 'marked' as const }
  await refuses(at.ask(takeCopy, none, coordinator), 'not_found', 'documents.nothing_kept')
})

test('a partner with a consent sees the papers of its sections and no others', async () => {
  const { case_id, document_id } = await aKeptPaper(aPng(), { section: 'health', type: 'medical_report' })
  const other = aPaper(case_id, { section: 'law', type: 'court_letter' })
  await at.ask(addDocument, other, at.staff.coordinator)
  const { partner_worker, coordinator } = at.staff
  const { consent_id } = await at.aConsent(case_id, partner_worker, ['identity', 'health'])
  await at.rows(
    `insert into case_access (organisation_id, case_id, access_id, kind, member_organisation_id, function, sections, basis, created_by)
     values ($1, $2, gen_random_uuid(), 'consent', $3, 'partner', $4, $5, $6)`,
    [
      at.ours.organisation_id,
      case_id,
      at.partner.organisation_id,
      ['identity', 'health'],
      consent_id,
      coordinator.staff_id,
    ],
  )
  const { documents } = await at.ask(readDocuments, { case_id }, partner_worker)
  assert.deepEqual(
    documents.map((each) => each.document_id),
    [document_id],
  )
  const taken = await at.ask(takeOpenedCopy, { case_id, document_id, purpose: 'for_health' }, partner_worker)
  assert.equal(taken.media, 'pdf')
  const wish = { case_id, document_id: other.document_id, purpose: 'for_court' as const }
  await refuses(at.ask(takeOpenedCopy, wish, partner_worker), 'not_found')
  const share = { ...wish, document_id, kind: 'share' as const }
  await refuses(at.ask(takeCopy, share, partner_worker), 'refused')
  await refuses(at.ask(takeOpenedCopy, { ...wish, document_id }, coordinator), 'refused')
  await at.rows('update case_access set ended_at = now() where case_id = $1 and member_organisation_id is not null', [
    case_id,
  ])
  await refuses(at.ask(readDocuments, { case_id }, partner_worker), 'not_found')
})
