// Papers through the gate: who reads, adds and takes copies; files in parts, lost and repeated; nothing unsealed at rest.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { assignTeam } from '#team/team.ts'
import { aJpeg, aPdf, aPng, exifWithPlace, jpegSegment } from '#test/files-made.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { aPaper, papersIn, partOf } from '#test/papers.ts'
import { missingParts, partLength, partsOf, validity } from './document.rules.ts'
import * as model from './document.ts'

const { addDocument, beginPage, changeDocument, finishPage, keepPart } = model
const { listExpiring, readDocuments, readPage, takeCopy, takeOpenedCopy } = model

let at: TestHouse
let begun: ReturnType<typeof papersIn>['begun']
let upload: ReturnType<typeof papersIn>['upload']
let aKeptPaper: ReturnType<typeof papersIn>['aKeptPaper']
before(async () => {
  at = await testHouse(
    await import('./document.api.ts'),
    await import('./copy.api.ts'),
    await import('#team/team.api.ts'),
  )
  ;({ begun, upload, aKeptPaper } = papersIn(at))
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
test('a paper is added, read back, told by the timeline and the journal, and replaced by another', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker } = at.staff
  const old = aPaper(case_id, { expires_on: addDays(today, -3) })
  assert.deepEqual(await at.ask(addDocument, old, reference_worker), { document_id: old.document_id, version: 1 })
  const renewed = aPaper(case_id, { replaces_id: old.document_id, expires_on: addDays(today, 900), held_by: 'person' })
  await at.ask(addDocument, renewed, reference_worker)
  const { documents } = await at.ask(readDocuments, { case_id }, reference_worker)
  assert.deepEqual(
    documents.map(({ document_id, status }) => [document_id, status]),
    [
      [renewed.document_id, 'live'],
      [old.document_id, 'replaced'],
    ],
  )
  const { case_id: _, ...said } = old
  assert.deepEqual({ ...said, ...documents[1] }, documents[1])
  const entries = await at.rows(
    "select kind, section from timeline_entry where case_id = $1 and kind = 'document_added'",
    [case_id],
  )
  assert.deepEqual(entries, Array(2).fill({ kind: 'document_added', section: 'identity' }))
  const journal = await at.rows('select action, sections from journal where case_id = $1 order by at desc limit 1', [
    case_id,
  ])
  assert.deepEqual(journal, [{ action: 'case.open', sections: ['identity'] }])
  await refuses(
    at.ask(addDocument, aPaper(case_id, { type: 'unheard_of' }), reference_worker),
    'invalid',
    'documents.unknown_type',
  )
  await refuses(at.ask(addDocument, aPaper(case_id, { replaces_id: newId() }), reference_worker), 'not_found')
})

test('of two corrections one is kept and the other gets it back', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator } = at.staff
  const paper = aPaper(case_id)
  await at.ask(addDocument, paper, reference_worker)
  const { section: _, ...rest } = paper
  const correct = (number: string) => ({ ...rest, version: 1, status: 'live' as const, number })
  await at.ask(changeDocument, correct('one'), coordinator)
  await assert.rejects(at.ask(changeDocument, correct('other'), reference_worker), (problem: Problem) => {
    assert.deepEqual([problem.key, (problem.details.current as model.Document).number], ['stale', 'one'])
    return true
  })
})

test('nobody, a role without the section, another house and another office neither read, add, keep nor take', async () => {
  const { case_id, document_id, page } = await aKeptPaper(aPng(), { section: 'health', type: 'medical_report' })
  const { lawyer, partner_worker, far_coordinator, director, job_counsellor, reference_worker } = at.staff
  const team = { case_id, access_id: newId(), staff_id: job_counsellor.staff_id, function: 'team_member' as const }
  await at.ask(assignTeam, { ...team, sections: ['identity', 'work'] }, reference_worker)
  const { section: _, ...written } = aPaper(case_id, { document_id })
  const { content_id } = page
  const ofPage = { case_id, document_id, content_id }
  const asks: [string, (who: Who) => Promise<unknown>][] = [
    ['read', (who) => at.ask(readDocuments, { case_id }, who)],
    ['add', (who) => at.ask(addDocument, aPaper(case_id, { section: 'health' }), who)],
    ['change', (who) => at.ask(changeDocument, { ...written, version: 1, status: 'live' }, who)],
    ['begin', (who) => at.ask(beginPage, { ...ofPage, size: 3, sha256: 'a'.repeat(64) }, who)],
    ['part', (who) => at.ask(keepPart, { ...ofPage, part: 0, bytes: 'AAAA' }, who)],
    ['finish', (who) => at.ask(finishPage, ofPage, who)],
    ['page', (who) => at.ask(readPage, ofPage, who)],
    ['opened copy', (who) => at.ask(takeOpenedCopy, { case_id, document_id, purpose: 'for_court' }, who)],
    ['copy', (who) => at.ask(takeCopy, { case_id, document_id, kind: 'marked', purpose: 'for_court' }, who)],
  ]
  for (const [name, ask] of asks) {
    await refuses(ask(nobody), 'signed_out')
    for (const who of [partner_worker, far_coordinator, lawyer]) await refuses(ask(who), 'not_found', 'case.not_found')
    if (name === 'read') continue
    await assert.rejects(ask(job_counsellor), (problem: Problem) => {
      assert.equal(problem.kind, name === 'opened copy' ? 'refused' : 'not_found', `${name} ${problem.key}`)
      return true
    })
  }
  assert.deepEqual((await at.ask(readDocuments, { case_id }, job_counsellor)).documents, [])
  await refuses(at.ask(takeCopy, { case_id, document_id, kind: 'share', purpose: 'for_court' }, director), 'refused')
  await refuses(at.ask(listExpiring, {}, nobody), 'signed_out')
  await refuses(at.ask(listExpiring, {}, at.staff.administrator), 'refused')
})

test('what goes in comes out byte for byte, in whatever order, however often, through a broken line', async () => {
  const { coordinator } = at.staff
  const { case_id } = await at.aFile()
  const paper = aPaper(case_id)
  await at.ask(addDocument, paper, coordinator)
  const sizes = fc.oneof(
    fc.integer({ min: 1, max: 4_000 }),
    fc.constantFrom(model.partSize - 1, model.partSize, model.partSize + 1, 2 * model.partSize + 7),
  )
  await fc.assert(
    fc.asyncProperty(sizes, fc.nat(), fc.boolean(), async (size, seed, breaks) => {
      await at.rows("update document_content set state = 'refused', media = null where case_id = $1", [case_id])
      // A picture with so much noise appended behind it, as telephones do.
      const file = aJpeg([], Buffer.alloc(size, randomBytes(97)))
      const { page, missing } = await begun(case_id, paper.document_id, file, coordinator)
      assert.equal(missing.length, partsOf(file.length))
      const order = missing.toSorted((a, b) => ((a * 31 + seed) % 7) - ((b * 31 + seed) % 7))
      for (const part of breaks ? order.slice(1) : order) {
        const key = newId()
        for (const again of [key, key, newId()])
          await at.ask(keepPart, { ...page, part, bytes: partOf(file, part) }, coordinator, { key: again })
      }
      if (breaks) {
        await refuses(at.ask(finishPage, page, coordinator), 'conflict', 'documents.parts_missing')
        const resumed = await begun(case_id, paper.document_id, file, coordinator, page.content_id)
        assert.deepEqual(resumed.missing, order.slice(0, 1))
        const [part] = resumed.missing
        await at.ask(keepPart, { ...page, part: part!, bytes: partOf(file, part!) }, coordinator)
      }
      const done = await at.ask(finishPage, page, coordinator)
      assert.deepEqual(done, { content_id: page.content_id, state: 'kept', because: null })
      assert.deepEqual(await at.ask(finishPage, page, coordinator), done, 'finished twice is finished')
      const { pageBytes } = await import('./page.api.ts')
      const whole = await at.house.database.transaction({ token: coordinator.token, case_id }, async (tx) => {
        const keys = await at.vault.caseKeys(tx, at.ours.organisation_id, case_id)
        return pageBytes(tx, keys, { organisation_id: at.ours.organisation_id, case_id }, page.content_id)
      })
      assert.ok(whole.equals(file))
    }),
    { numRuns: 25 },
  )
})

test('a part that is not what was announced, too long, or another than before is refused', async () => {
  const { coordinator } = at.staff
  const { case_id } = await at.aFile()
  const paper = aPaper(case_id)
  await at.ask(addDocument, paper, coordinator)
  const file = aPng(30, 30)
  const { page } = await begun(case_id, paper.document_id, file, coordinator)
  const keep = (part: number, bytes: string) => at.ask(keepPart, { ...page, part, bytes }, coordinator)
  await refuses(keep(0, 'AAAA'), 'invalid', 'documents.part_size')
  await refuses(keep(1, partOf(file, 0)), 'invalid', 'documents.part_size')
  await keep(0, partOf(file, 0))
  const other = Buffer.from(file)
  other[file.length - 1]! ^= 1
  await refuses(keep(0, other.toString('base64')), 'conflict', 'documents.page_differs')
  await refuses(
    begun(case_id, paper.document_id, other, coordinator, page.content_id),
    'conflict',
    'documents.page_differs',
  )
  await at.ask(finishPage, page, coordinator)
  await keep(0, partOf(file, 0))
  await refuses(keep(0, other.toString('base64')), 'conflict', 'documents.page_differs')
})

test('a file that lies with its first bytes is refused at once, and nothing of it is kept', async () => {
  const { coordinator } = at.staff
  const { case_id } = await at.aFile()
  const paper = aPaper(case_id)
  await at.ask(addDocument, paper, coordinator)
  const file = Buffer.concat([Buffer.from('<html><script>'), Buffer.alloc(2 * model.partSize)])
  const { page } = await begun(case_id, paper.document_id, file, coordinator)
  const { content_id } = page
  await at.ask(keepPart, { ...page, part: 1, bytes: partOf(file, 1) }, coordinator)
  for (const part of [0, 2]) {
    const told = await at.ask(keepPart, { ...page, part, bytes: partOf(file, part) }, coordinator)
    assert.deepEqual(told, { content_id, part, refused: 'web_page' })
  }
  const parts = await at.rows(
    'select part, octet_length(sealed)::int as size from document_part where content_id = $1',
    [content_id],
  )
  assert.deepEqual(parts, [{ part: 1, size: 0 }])
  assert.deepEqual((await at.ask(readDocuments, { case_id }, coordinator)).documents[0]?.pages, [])
})

test('a file found to lie is emptied, stands in no list, and says why when asked again', async () => {
  const { coordinator } = at.staff
  const { case_id } = await at.aFile()
  const paper = aPaper(case_id)
  await at.ask(addDocument, paper, coordinator)
  const liar = Buffer.concat([aPng(), Buffer.from('<html><script>')])
  const done = await upload(case_id, paper.document_id, liar, coordinator)
  assert.deepEqual([done.state, done.because], ['refused', 'hidden'])
  const { case_id: _c, document_id: _d, content_id } = done
  assert.deepEqual(await at.ask(finishPage, { case_id, document_id: paper.document_id, content_id }, coordinator), {
    content_id,
    state: 'refused',
    because: 'hidden',
  })
  const parts = await at.rows('select octet_length(sealed)::int as size from document_part where content_id = $1', [
    content_id,
  ])
  assert.deepEqual(parts, [{ size: 0 }])
  assert.deepEqual((await at.ask(readDocuments, { case_id }, coordinator)).documents[0]?.pages, [])
})

test('what a paper says and shows lies sealed, padded and bound to its place', async () => {
  const planted = 'PLANTED-FILOMENA-9931'
  const file = aPng(8, 8, undefined, [])
  const noisy = aJpeg([jpegSegment(0xfe, Buffer.from(planted.repeat(20)))])
  const { case_id, document_id, page } = await aKeptPaper(noisy, { number: planted, issuer: planted, note: planted })
  for (const table of [
    'document',
    'document_content',
    'document_part',
    'journal',
    'timeline_entry',
    'answered_request',
  ]) {
    const rows = await at.rows(`select t::text as all_of_it from ${table} t`)
    for (const { all_of_it } of rows) {
      const text = String(all_of_it)
      const unhexed = [...text.matchAll(/\\+x([0-9a-f]+)/g)]
        .map(([, hex]) => Buffer.from(hex!, 'hex').toString('latin1'))
        .join()
      assert.ok(!text.includes(planted) && !unhexed.includes(planted), table)
    }
  }
  const sizes = await at.rows('select octet_length(sealed)::int as size from document_part where content_id = $1', [
    page.content_id,
  ])
  assert.ok(Number(sizes[0]?.size) - noisy.length > 100, 'padded')
  const other = await upload(case_id, document_id, file, at.staff.coordinator)
  await at.rows(
    `update document_part set sealed = (select sealed from document_part where content_id = $1 and part = 0) where content_id = $2`,
    [page.content_id, other.content_id],
  )
  const moved = { case_id, document_id, content_id: other.content_id }
  await refuses(at.ask(readPage, moved, at.staff.coordinator), 'broken', 'vault.cannot_open')
})

test('a picture is shown without what it carries unseen; a PDF is not shown', async () => {
  const { case_id, document_id, page } = await aKeptPaper(aJpeg([exifWithPlace(6)]))
  const shown = await at.ask(readPage, { case_id, document_id, content_id: page.content_id }, at.staff.coordinator)
  assert.ok(!Buffer.from(shown.bytes, 'base64').includes('FelefonX'))
  const pdf = await upload(case_id, document_id, aPdf(), at.staff.coordinator)
  const ofPdf = { case_id, document_id, content_id: pdf.content_id }
  await refuses(at.ask(readPage, ofPdf, at.staff.coordinator), 'invalid', 'documents.no_preview')
  const { body, headers } = await at.askHttp(readPage, { ...ofPdf, content_id: page.content_id }, at.staff.coordinator)
  assert.match(String(headers['content-type']), /^application\/json/)
  assert.equal(headers['cache-control'], 'no-store')
  assert.equal(body.media, 'jpeg')
})

test('papers that end are called out to the reference worker of their file alone', async () => {
  const worker = await at.join(at.ours, 'Expiring', ['reference_worker'])
  const { case_id } = await at.aFile({ worker })
  const paper = (days: number | null, change = {}) =>
    aPaper(case_id, { expires_on: days === null ? null : addDays(today, days), ...change })
  const [ended, soon, far, never] = [paper(-5), paper(20), paper(200), paper(null)]
  for (const each of [soon, ended, far, never]) await at.ask(addDocument, each, worker)
  const { documents } = await at.ask(listExpiring, {}, worker)
  assert.deepEqual(
    documents.map(({ document_id }) => document_id),
    [ended.document_id, soon.document_id],
  )
  const { section: _, ...rest } = ended
  await at.ask(changeDocument, { ...rest, version: 1, status: 'set_aside' }, worker)
  assert.equal((await at.ask(listExpiring, {}, worker)).documents.length, 1)
  const others = (await at.ask(listExpiring, {}, at.staff.second_worker)).documents
  assert.ok(others.every((each) => each.case_id !== case_id))
})

test('parts cover a file without gap, and days left are counted to the last', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: model.mostBytes }), (size) => {
      const lengths = missingParts(size, []).map((part) => partLength(size, part))
      assert.equal(
        lengths.reduce((sum, length) => sum + length, 0),
        size,
      )
      assert.ok(lengths.every((length) => length > 0 && length <= model.partSize))
      assert.equal(partLength(size, lengths.length), 0)
    }),
  )
  assert.deepEqual(
    [null, addDays(today, -1), today, addDays(today, 60), addDays(today, 61)].map((day) => validity(day, today)),
    ['none', 'ended', 'soon', 'soon', 'valid'],
  )
})
