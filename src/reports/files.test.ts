// Files of a report: sealed as the door seals them, opened by those who triage, sent to the receipt alone.
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { Database } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import { isProblem } from '#kit/problem.ts'
import { closeDarkroom } from '#media/darkroom.api.ts'
import { takeIn } from '#media/intake.api.ts'
import { aJpeg, aPdf, aPng, exifWithPlace } from '#test/files-made.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { aVoice, aWav, riffList } from '#test/sounds-made.ts'
import { type KeyPair, newIntakeKeyPair } from '#vault/sealed-box.ts'
import { ReportBody } from './body.ts'
import { takeReport } from './door.store.ts'
import * as filesApi from './files.api.ts'
import { listReportFiles, readReportFile, sendReportFile, takeReportOriginal } from './files.ts'
import { listSentFiles, listSentParts, takeFile } from './files-door.store.ts'
import { sealedFile } from './files-seal.api.ts'
import { openMeta, openParts } from './files-sealed.store.ts'
import { sealReport } from './sealed.store.ts'

let at: TestHouse
let door: Database
before(async () => {
  at = await testHouse(filesApi)
  door = new Database(at.db.connection('amparo_door'))
})
after(async () => {
  closeDarkroom()
  await door.close()
  await at.close()
})

const aReport = async (): Promise<{ report_id: string; lookup: Buffer; reporter: KeyPair; intake: Buffer }> => {
  const [key] = await at.rows('select public_key from intake_key where organisation_id = $1', [
    at.staff.intake.organisation_id,
  ])
  const intake = key!.public_key as Buffer
  const [report_id, lookup, reporter] = [newId(), randomBytes(16), newIntakeKeyPair()]
  const body = ReportBody.parse({ what_happened: 'With a photograph' })
  await door.transaction({ token: '' }, (tx) =>
    takeReport(tx, {
      ...{
        organisation_id: at.staff.intake.organisation_id,
        report_id,
        lookup_id: lookup,
        intake_version: 1,
        language: 'es',
      },
      ...{ reporter_public_key: reporter.public_key, sealed_body: sealReport(intake, report_id, body) },
    }),
  )
  return { report_id, lookup, reporter, intake }
}

const attach = async (report: { lookup: Buffer; intake: Buffer }, bytes: Buffer, file_id = newId()) => {
  const taken = await takeIn(bytes)
  assert.ok('media' in taken, JSON.stringify(taken))
  const file = sealedFile({ version: 1, public_key: report.intake }, file_id, taken, bytes, false)
  const added = await door.transaction({ token: '' }, (tx) => takeFile(tx, report.lookup, file))
  return { file_id, added }
}

const refuses = async (asking: Promise<unknown>, kind: string, key?: string) =>
  assert.rejects(asking, (error) => isProblem(error) && error.kind === kind && (!key || error.key === key))

test('a photograph is seen without what the camera wrote, and its original comes out as it went in', async () => {
  const report = await aReport()
  const photo = aJpeg([exifWithPlace(6)])
  const { file_id } = await attach(report, photo)
  const { files } = await at.ask(listReportFiles, { report_id: report.report_id }, at.staff.intake)
  assert.equal(files.length, 1)
  const [found] = files
  assert.deepEqual([found?.file_id, found?.direction, found?.size_class], [file_id, 'to_desk', 'small'])
  const sha256 = createHash('sha256').update(photo).digest('hex')
  assert.deepEqual([found?.meta?.media, found?.meta?.size, found?.meta?.sha256], ['jpeg', photo.length, sha256])
  const one = { report_id: report.report_id, file_id }
  const seen = await at.ask(readReportFile, one, at.staff.coordinator)
  const bytes = Buffer.from(seen.bytes, 'base64')
  assert.equal(seen.media, 'jpeg')
  for (const trace of ['Exif', 'FelefonX']) assert.ok(photo.includes(trace) && !bytes.includes(trace), trace)
  const original = await at.ask(takeReportOriginal, { ...one, reason: 'for_court' }, at.staff.intake)
  assert.deepEqual(Buffer.from(original.bytes, 'base64'), photo)
  assert.match(original.name, /^report-[0-9a-f]{8}\.jpeg$/)
  const [journal] = await at.rows('select action, reason from journal where subject_id = $1 and reason is not null', [
    file_id,
  ])
  assert.deepEqual([journal?.action, journal?.reason], ['reports.triage', 'original.for_court'])
})

test('a large file of sound travels in parts, and what is heard has no names in it', async () => {
  const report = await aReport()
  const sound = aWav(aVoice(100), 8_000, [riffList('Quebrantahuesos')])
  const { file_id } = await attach(report, sound)
  const one = { report_id: report.report_id, file_id }
  const parts = await at.rows(
    'select copy, max(octet_length(sealed)) as most, count(*) as n from report_file_part where file_id = $1 group by 1',
    [file_id],
  )
  assert.deepEqual(
    parts.map((row) => Number(row.n)),
    [4, 4],
  )
  assert.ok(parts.every((row) => Number(row.most) < 1024 * 1024))
  const heard = await at.ask(readReportFile, one, at.staff.intake)
  assert.equal(heard.media, 'wav')
  assert.ok(sound.includes('Quebranta') && !Buffer.from(heard.bytes, 'base64').includes('Quebranta'))
  const [file] = (await at.ask(listReportFiles, { report_id: report.report_id }, at.staff.intake)).files
  assert.deepEqual([file?.size_class, file?.meta?.seconds], ['medium', 100])
})

test('a PDF is drawn anew when somebody asks, without its programs', async () => {
  const report = await aReport()
  const paper = aPdf(['Hello'], { catalogue: '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>' })
  const { file_id } = await attach(report, paper)
  const one = { report_id: report.report_id, file_id }
  const [file] = (await at.ask(listReportFiles, { report_id: report.report_id }, at.staff.intake)).files
  assert.deepEqual([file?.meta?.active, file?.meta?.shared], [true, null])
  const copy = await at.ask(readReportFile, one, at.staff.intake)
  const text = Buffer.from(copy.bytes, 'base64').toString('latin1')
  assert.ok(text.startsWith('%PDF-') && !text.includes('JavaScript'))
  const original = await at.ask(takeReportOriginal, { ...one, reason: 'for_police' }, at.staff.intake)
  assert.deepEqual(Buffer.from(original.bytes, 'base64'), paper)
})

test('the same file twice is one, twenty are the most, and nobody adds parts to what is there', async () => {
  const report = await aReport()
  const { file_id, added } = await attach(report, aPng())
  assert.equal(added, true)
  assert.equal((await attach(report, aPng(), file_id)).added, false)
  assert.equal((await attach({ ...report, lookup: randomBytes(16) }, aPng())).added, false, 'no such receipt')
  await door.transaction({ token: '' }, (tx) =>
    sql`select guard.door_file_part(${report.lookup}, ${file_id}, 'shared', 30, ${Buffer.from('x')})`.execute(tx),
  )
  assert.equal((await at.rows('select from report_file_part where file_id = $1 and part = 30', [file_id])).length, 0)
  let room = 0
  for (let count = 0; count < 20; count += 1) if ((await attach(report, aPng(8 + count, 8))).added) room += 1
  assert.equal(room, 19)
})

test('what the desk sends opens with the receipt alone, is drawn anew, and is not read again', async () => {
  const report = await aReport()
  const file_id = newId()
  const one = { report_id: report.report_id, file_id }
  const card = aPdf(['Your rights'], { info: '/Info << /Author (Colleague Somebody) >>' })
  await at.ask(sendReportFile, { ...one, bytes: card.toString('base64') }, at.staff.intake)
  const [file] = (await at.ask(listReportFiles, { report_id: report.report_id }, at.staff.coordinator)).files
  assert.deepEqual([file?.direction, file?.meta], ['to_reporter', null])
  await refuses(at.ask(readReportFile, one, at.staff.intake), 'not_found')
  await refuses(at.ask(takeReportOriginal, { ...one, reason: 'look_closer' }, at.staff.intake), 'not_found')
  const [sent] = await door.transaction({ token: '' }, (tx) => listSentFiles(tx, report.lookup))
  const meta = openMeta(report.reporter, file_id, sent!.sealed_meta)
  const parts = await door.transaction({ token: '' }, (tx) => listSentParts(tx, report.lookup, file_id))
  const bytes = openParts(report.reporter, file_id, 'shared', parts)
  assert.equal(meta.media, 'pdf')
  assert.ok(bytes.toString('latin1').startsWith('%PDF-') && !bytes.includes('Somebody'))
  assert.deepEqual(await door.transaction({ token: '' }, (tx) => listSentFiles(tx, randomBytes(16))), [])
  // The reporter never gets back through the receipt what was sent in.
  const { file_id: own } = await attach(report, aPng())
  assert.deepEqual(await door.transaction({ token: '' }, (tx) => listSentParts(tx, report.lookup, own)), [])
  for (const wrong of [aWav(aVoice(0.2)), Buffer.from('<svg/>'), Buffer.from('words')])
    await refuses(
      at.ask(sendReportFile, { ...one, file_id: newId(), bytes: wrong.toString('base64') }, at.staff.intake),
      'invalid',
      'report.file_refused',
    )
})

test('who may: those who triage, in their own organisation, and nobody else', async () => {
  const report = await aReport()
  const { file_id } = await attach(report, aPng())
  const one = { report_id: report.report_id, file_id }
  const asks = (who: Who) => [
    () => at.ask(listReportFiles, { report_id: report.report_id }, who),
    () => at.ask(readReportFile, one, who),
    () => at.ask(takeReportOriginal, { ...one, reason: 'for_court' }, who),
    () => at.ask(sendReportFile, { ...one, file_id: newId(), bytes: aPdf().toString('base64') }, who),
  ]
  for (const ask of asks(nobody)) await refuses(ask(), 'signed_out')
  for (const who of [at.staff.reference_worker, at.staff.administrator, at.staff.partner_worker])
    for (const ask of asks(who)) await refuses(ask(), 'refused')
  const elsewhere = await at.join(at.otherPartner, 'Intake elsewhere', ['intake'])
  for (const ask of asks(elsewhere)) await refuses(ask(), 'not_found')
  for (const ask of asks(at.staff.intake)) await ask()
  await refuses(at.ask(readReportFile, { ...one, file_id: newId() }, at.staff.intake), 'not_found')
})

test('a part cannot stand in another’s place', async () => {
  const report = await aReport()
  const { file_id } = await attach(report, aWav(aVoice(40)))
  await at.rows('update report_file_part set part = 30 - part where file_id = $1', [file_id])
  await refuses(at.ask(readReportFile, { report_id: report.report_id, file_id }, at.staff.intake), 'broken')
})

test('behind the answers the walls hold by themselves, and a wall taken down is noticed', async () => {
  const report = await aReport()
  await attach(report, aPng())
  const sent = { report_id: report.report_id, file_id: newId() }
  await at.ask(sendReportFile, { ...sent, bytes: aPdf().toString('base64') }, at.staff.intake)
  const as = async (who: Who, statement: string, mutant = '') => {
    const client = await at.db.owner.connect()
    try {
      await client.query('begin')
      if (mutant) await client.query(mutant)
      await client.query('set local role amparo_app')
      await client.query("select set_config('amparo.token', $1, true)", [who.token])
      return (await client.query(statement)).rowCount
    } catch {
      return 'refused'
    } finally {
      await client.query('rollback')
      client.release()
    }
  }
  const { intake, reference_worker, partner_worker } = at.staff
  const organisation_id = intake.organisation_id
  const files = 'select from report_file'
  const parts = `select from report_file_part where file_id = '${sent.file_id}'`
  const insert = (direction: string, author: string) =>
    `insert into report_file (organisation_id, report_id, file_id, direction, arrived_on, size_class, intake_version, author_id, sealed_meta)
     values ('${organisation_id}', '${report.report_id}', gen_random_uuid(), '${direction}', current_date, 'small',
       ${direction === 'to_desk' ? '1, null' : `null, '${author}'`}, 'x')`
  const check = async (mutant = ''): Promise<boolean> =>
    Number(await as(intake, files, mutant)) > 0 &&
    (await as(reference_worker, files, mutant)) === 0 &&
    (await as(partner_worker, files, mutant)) === 0 &&
    (await as(intake, parts, mutant)) === 0 &&
    (await as(intake, insert('to_reporter', intake.staff_id), mutant)) === 1 &&
    (await as(intake, insert('to_reporter', reference_worker.staff_id), mutant)) === 'refused' &&
    (await as(intake, insert('to_desk', ''), mutant)) === 'refused' &&
    (await as(reference_worker, insert('to_reporter', reference_worker.staff_id), mutant)) === 'refused' &&
    (await as(intake, 'delete from report_file', mutant)) === 'refused'
  assert.equal(await check(), true)
  for (const mutant of [
    'drop policy triaged on report_file; create policy triaged on report_file for select to amparo_app using (true)',
    'drop policy triaged on report_file_part; create policy triaged on report_file_part for select to amparo_app using (true)',
    "drop policy sent on report_file; create policy sent on report_file for insert to amparo_app with check (guard.may('reports.triage'))",
    'drop policy sent on report_file; create policy sent on report_file for insert to amparo_app with check (author_id = (select guard.staff()))',
    'grant delete on report_file to amparo_app',
  ])
    assert.equal(await check(mutant), false, mutant)
})

test('when the life of a report is over, or its file is erased, what came with it goes too', async () => {
  const left = async (report_id: string) =>
    (
      await at.rows(
        'select from report_file where report_id = $1 union all select from report_file_part where report_id = $1',
        [report_id],
      )
    ).length
  const [ended, erased, stays] = [await aReport(), await aReport(), await aReport()]
  for (const report of [ended, erased, stays]) await attach(report, aPng())
  await at.rows('update report set expires_on = current_date - 1 where report_id = $1', [ended.report_id])
  await at.rows('select guard.end_reports()')
  // As the erasure of a file does it, with the condition the catalogue gives.
  const { case_id } = await at.aFile()
  await at.rows('update report set case_id = $1 where report_id = $2', [case_id, erased.report_id])
  for (const hanging of await at.rows(
    "select a_table::text as name, condition from guard.rows_hanging_on_a_file() where its_parent = 'report'::regclass",
  ))
    await at.rows(
      `delete from ${hanging.name} as child using report as parent where parent.case_id = $1 and ${hanging.condition}`,
      [case_id],
    )
  assert.deepEqual([await left(ended.report_id), await left(erased.report_id)], [0, 0])
  assert.ok((await left(stays.report_id)) > 2)
})
