// Files come in through the gate: looked into, tried, decided, taken; and go out again without loss and without doors.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { strToU8, zipSync } from 'fflate'
import { saveService } from '#directory/edit.ts'
import { newId } from '#kit/id.ts'
import { namedId } from '#kit/named-id.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { noSchemas, tableJudge } from '#test/hsds.ts'
import { linkedPackage } from '#test/hsds-package.ts'
import * as model from './exchange.ts'
import { toTables } from './hsds-nest.rules.ts'
import { readPackage, writePackage } from './hsds-package.rules.ts'
import { type Tables, tableNames } from './hsds-tables.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./exchange.api.ts'), await import('#directory/edit.api.ts'))
})
after(() => at.close())

const editor = () => at.staff.coordinator
const upload = async (name: string, bytes: Uint8Array, as: Who = editor()): Promise<string> => {
  const upload_id = newId()
  await at.ask(model.beginUpload, { upload_id, name, size: bytes.length }, as)
  for (let part = 0; part * model.partSize < bytes.length; part++) {
    const piece = bytes.subarray(part * model.partSize, (part + 1) * model.partSize)
    await at.ask(model.keepUploadPart, { upload_id, part, bytes: Buffer.from(piece).toString('base64') }, as)
  }
  return upload_id
}
const settle = async (upload_id: string, changes: Partial<model.UploadSettings>) => {
  const { version, settings } = await at.ask(model.readUpload, { upload_id }, editor())
  await at.ask(model.setUpload, { upload_id, version, settings: { ...settings, ...changes } }, editor())
}
const take = async (
  upload_id: string,
  more: { rest?: 'ours' | 'theirs'; decisions?: { subject_id: string; field: string; take: 'ours' | 'theirs' }[] } = {},
) => {
  const { version } = await at.ask(model.tryUpload, { upload_id }, editor())
  return at.ask(model.takeUpload, { upload_id, version, ...more }, editor())
}
const exported = async (tier: 'own' | 'public' | 'partners', form: 'json' | 'package') =>
  Buffer.from((await at.ask(model.exportDirectory, { tier, form }, editor())).bytes, 'base64')
const key = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (problem: { key?: string }) => problem.key,
  )
const sorted = (tables: Tables) =>
  Object.fromEntries(
    tableNames.map((table) => [table, [...tables[table]].sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1))]),
  )
/** Only the rows of these, whatever else the directory holds. */
const only = (tables: Tables, like: Tables) => {
  const ids = new Set(tableNames.flatMap((table) => like[table].map((row) => `${table} ${row.id}`)))
  return Object.fromEntries(
    tableNames.map((table) => [table, tables[table].filter((row) => ids.has(`${table} ${row.id}`))]),
  ) as Tables
}

test('a tabular package comes in and goes out again without loss, every table of it', async () => {
  const tables = linkedPackage()
  const upload_id = await upload('package.zip', writePackage(tables))
  const seen = await at.ask(model.readUpload, { upload_id }, editor())
  assert.equal(seen.kind, 'hsds_package')
  const trial = await at.ask(model.tryUpload, { upload_id }, editor())
  assert.deepEqual([trial.organisations.added, trial.services.added, trial.conflicts_total], [1, 1, 0])
  await take(upload_id)
  assert.equal(await key(at.ask(model.readUpload, { upload_id }, editor())), 'exchange.no_upload')
  const rows = await at.rows('select count(*)::int as n from directory_upload_part where upload_id = $1', [upload_id])
  assert.equal(rows[0]!.n, 0, 'the bytes are gone')
  const again = readPackage(await exported('own', 'package'))
  assert.deepEqual(sorted(again.tables), sorted(tables))
  assert.deepEqual(sorted(toTables(JSON.parse((await exported('own', 'json')).toString()))), sorted(tables))
  // For others only what our records say: who may read the rest was never said.
  const forOthers = (await exported('public', 'json')).toString()
  assert.ok(forOthers.includes('Advice') && !forOthers.includes('Reception') && !forOthers.includes('G1'))
})

test('imported again after a change by hand: untouched fields follow, contradictions are decided one by one', async () => {
  const service_id = namedId('linked', 's')
  const tables = linkedPackage()
  const [{ record, version } = { record: {}, version: 0 }] = (await at.rows(
    'select record, version from directory_service where service_id = $1',
    [service_id],
  )) as { record: Record<string, unknown>; version: number }[]
  const { id: _, organisation_id: __, ...rest } = record
  const byHand = { ...rest, eligibility: 'Changed here', wait_time: 'Two weeks' } as never
  await at.ask(saveService, { service_id, version, service: byHand, assure_until: null }, editor())
  const changed = linkedPackage()
  changed.service[0]!.eligibility_description = 'Changed there'
  changed.service[0]!.alert = 'Closed in August'
  changed.service[0]!.licenses = 'L2'
  const upload_id = await upload('again.zip', writePackage(changed))
  const trial = await at.ask(model.tryUpload, { upload_id }, editor())
  assert.deepEqual(trial.conflicts, [
    {
      subject_id: service_id,
      subject: 'service',
      name: 'Advice',
      field: 'eligibility',
      ours: 'Changed here',
      theirs: 'Changed there',
    },
  ])
  assert.equal(await key(take(upload_id)), 'exchange.undecided')
  await take(upload_id, { decisions: [{ subject_id: service_id, field: 'eligibility', take: 'ours' }] })
  const [now] = await at.rows('select record from directory_service where service_id = $1', [service_id])
  const after = now!.record as Record<string, unknown>
  assert.deepEqual([after.eligibility, after.alert, after.wait_time], ['Changed here', 'Closed in August', 'Two weeks'])
  const again = await upload('third.zip', writePackage(changed))
  assert.equal((await at.ask(model.tryUpload, { upload_id: again }, editor())).conflicts_total, 0, 'asked once')
  // Out comes what came in, with what was changed here over it.
  const out = only(readPackage(await exported('own', 'package')).tables, tables)
  const { last_modified: ___, ...row } = out.service[0]!
  assert.deepEqual(row, { ...changed.service[0], eligibility_description: 'Changed here', wait_time: 'Two weeks' })
  assert.deepEqual(sorted({ ...out, service: [] }), sorted({ ...changed, service: [] }))
})

test('of a house people sleep in no door is kept, in no table and no file', async () => {
  const tables = linkedPackage('shelter')
  tables.organization[0]!.name = 'Another one'
  tables.attribute[0]!.value = 'acogida-emergencia'
  tables.address[0]!.address_1 = 'Calle Zqxsecreta 7'
  tables.address[0]!.city = 'Zqxtown'
  tables.location[0]!.transportation = 'Zqxbus'
  const upload_id = await upload('shelter.zip', writePackage(tables))
  const trial = await at.ask(model.tryUpload, { upload_id }, editor())
  assert.equal(trial.doors_left_out, 1)
  await take(upload_id)
  const found = await at.rows(
    `select (select count(*) from directory_kept where said::text ilike '%zqx%') as kept,
       (select count(*) from directory_service where record::text || coalesce(imported::text, '') ilike '%zqx%') as records,
       (select count(*) from directory_change where concat(before, after) ilike '%zqx%') as changes`,
  )
  assert.deepEqual(found, [{ kept: '0', records: '0', changes: '0' }])
  for (const tier of ['own', 'partners', 'public'] as const) {
    assert.ok(!/zqx/i.test((await exported(tier, 'json')).toString()), tier)
    for (const rows of Object.values(readPackage(await exported(tier, 'package')).tables))
      assert.ok(!/zqx/i.test(JSON.stringify(rows)), tier)
  }
})

test('a service that becomes a hidden place takes every row an import left of it with it', async () => {
  const tables = linkedPackage('later hidden')
  tables.address[0]!.address_1 = 'Calle Zqxlater 9'
  tables.metadata[0]!.previous_value = 'Zqxlater'
  await take(await upload('later.zip', writePackage(tables)))
  const count = async () =>
    (await at.rows("select count(*)::int as n from directory_kept where said::text ilike '%zqxlater%'"))[0]!.n
  assert.equal(await count(), 2)
  const service_id = namedId('later hidden', 's')
  const [row] = await at.rows('select record, version from directory_service where service_id = $1', [service_id])
  const { id: _, organisation_id: __, ...rest } = row!.record as Record<string, unknown>
  const hidden = { ...rest, hidden_location: true } as never
  await at.ask(
    saveService,
    { service_id, version: Number(row!.version), service: hidden, assure_until: null },
    editor(),
  )
  assert.equal(await count(), 0)
  for (const form of ['json', 'package'] as const) {
    const bytes = await exported('own', form)
    const text = form === 'json' ? bytes.toString() : JSON.stringify(readPackage(bytes).tables)
    assert.ok(!/zqxlater/i.test(text) && text.includes(service_id), form)
  }
})

const spain = join(import.meta.dirname, '../../../shared/data/es-directory.hsds.json')
test('the services of Spain come in with a report, and the official schemas accept the export', {
  skip: noSchemas || (existsSync(spain) ? false : 'the directory of Spain is not here (../shared/data)'),
}, async () => {
  const upload_id = await upload('es-directory.hsds.json', readFileSync(spain))
  const trial = await at.ask(model.tryUpload, { upload_id }, editor())
  assert.ok(trial.services.added > 300, `${trial.services.added} services`)
  for (const line of trial.lines) assert.ok(line.reason_key.startsWith('hsds.rejected.'))
  await take(upload_id, { rest: 'theirs' })
  const { tables } = readPackage(await exported('own', 'package'))
  for (const table of tableNames) assert.deepEqual(tableJudge(table)(tables[table]), [], table)
})

test('a spreadsheet is understood by its headers, tried, reported line by line, and taken', async () => {
  const csv = [
    'Nombre del recurso;Entidad;Tipo de recurso;Provincia;Municipio;Teléfono;Idiomas;Correo electrónico',
    'Asesoría jurídica;Asociación Encina;Asistencia jurídica;Granada;Motril;600 100 200;español, urdu;info@example.org',
    'Sin tipo conocido;Asociación Encina;Cosas varias;Granada;;600 100 201;;',
    'Fuera de sitio;Asociación Encina;Salud;Atlantis;;600 100 202;;',
    'Apoyo;Asociación Fresno;Apoyo psicológico;Jaén;;llamar;inglés;mal correo',
  ].join('\r\n')
  const upload_id = await upload('recursos.csv', Buffer.from(csv, 'latin1'))
  const seen = await at.ask(model.readUpload, { upload_id }, editor())
  assert.equal(seen.kind, 'sheet')
  assert.deepEqual(seen.settings.mapping, {
    name: 0,
    organisation: 1,
    kinds: 2,
    province: 3,
    town: 4,
    phone: 5,
    languages: 6,
    email: 7,
  })
  assert.equal(seen.row_count, 4)
  const trial = await at.ask(model.tryUpload, { upload_id }, editor())
  assert.equal(trial.services.added, 1)
  const reasons = trial.lines.map(({ line, reason_key }) => `${line} ${reason_key.replace('hsds.rejected.', '')}`)
  assert.deepEqual(reasons.sort(), [
    '3 no_kind',
    '3 unknown_tag',
    '4 no_area',
    '4 unknown_area',
    '5 bad_field',
    '5 no_number',
  ])
  await settle(upload_id, { kind: 'social' })
  assert.equal(
    (await at.ask(model.tryUpload, { upload_id }, editor())).services.added,
    1,
    'a word we do not know is not overruled',
  )
  await take(upload_id)
  const [row] = await at.rows("select record from directory_service where record ->> 'name' = 'Asesoría jurídica'")
  const record = row!.record as { kinds: string[]; languages: string[]; places: { town: string }[]; source: string }
  assert.deepEqual(
    [record.kinds, record.languages, record.places[0]?.town, record.source],
    [['legal'], ['es', 'ur'], 'Motril', 'recursos.csv'],
  )
  const again = await upload('recursos.csv', Buffer.from(csv, 'latin1'))
  assert.equal(
    (await at.ask(model.tryUpload, { upload_id: again }, editor())).services.unchanged,
    1,
    'the same row is the same service',
  )
})

/** The least a spreadsheet program writes. */
const xlsx = (cells: string[][], more = '') =>
  zipSync({
    '[Content_Types].xml': strToU8(
      `<?xml version="1.0"?>${more}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    ),
    '_rels/.rels': strToU8(
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/workbook.xml': strToU8(
      '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    'xl/worksheets/sheet1.xml': strToU8(
      `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${cells.map((row, y) => `<row r="${y + 1}">${row.map((cell, x) => `<c r="${String.fromCharCode(65 + x)}${y + 1}" t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`).join('')}</sheetData></worksheet>`,
    ),
  })

test('XLSX is read as CSV is; what is no table is named', async () => {
  const cells = [
    ['Name', 'Organisation', 'Type', 'Province'],
    ['Clinic', 'House of Elm', 'Health', 'Granada'],
  ]
  const upload_id = await upload('list.xlsx', xlsx(cells))
  assert.deepEqual((await at.ask(model.readUpload, { upload_id }, editor())).columns, cells[0])
  assert.equal((await at.ask(model.tryUpload, { upload_id }, editor())).services.added, 1)
  await at.ask(model.dropUpload, { upload_id }, editor())
  const bad: [Uint8Array, string][] = [
    [xlsx(cells, '<!DOCTYPE x [<!ENTITY a "b">]>'), 'exchange.broken_sheet'],
    [strToU8('{"organizations": ['), 'exchange.broken_json'],
    [strToU8('{"people": []}'), 'exchange.not_a_package'],
    [zipSync({ 'a.txt': strToU8('x') }), 'exchange.not_a_package'],
    [Uint8Array.from([1, 0, 2, 0]), 'exchange.unknown_file'],
  ]
  for (const [bytes, reason] of bad)
    assert.equal(await key(at.ask(model.readUpload, { upload_id: await upload('bad', bytes) }, editor())), reason)
})

test('who may: editors import and export, directors open, nobody else, and no other house sees a file', async () => {
  const upload_id = await upload('list.csv', strToU8('Name,Type\nClinic,Health'))
  const settings = (await at.ask(model.readUpload, { upload_id }, editor())).settings
  const others = [nobody, at.staff.psychologist, at.staff.partner_worker]
  for (const as of others) {
    const asked: [Parameters<typeof at.ask>[0], object][] = [
      [model.beginUpload, { upload_id: newId(), name: 'x', size: 3 }],
      [model.keepUploadPart, { upload_id, part: 1, bytes: 'eHg=' }],
      [model.readUpload, { upload_id }],
      [model.setUpload, { upload_id, version: 1, settings }],
      [model.tryUpload, { upload_id }],
      [model.listImportLines, { upload_id }],
      [model.listImportConflicts, { upload_id }],
      [model.takeUpload, { upload_id, version: 1 }],
      [model.dropUpload, { upload_id }],
      [model.exportDirectory, { tier: 'public', form: 'json' }],
      [model.openToOthers, { open: true, version: 0 }],
    ]
    for (const [endpoint, input] of asked) await assert.rejects(at.ask(endpoint, input, as))
  }
  // An editor of another organisation stands before an empty house.
  const far = at.staff.partner_administrator
  for (const endpoint of [model.readUpload, model.tryUpload, model.listImportLines, model.listImportConflicts])
    assert.equal(await key(at.ask(endpoint, { upload_id }, far)), 'exchange.no_upload')
  assert.deepEqual((await at.ask(model.readExchange, {}, far)).uploads, [])
  assert.equal((await at.ask(model.exportDirectory, { tier: 'own', form: 'json' }, far)).services, 0)
  await at.ask(model.dropUpload, { upload_id }, far)
  assert.equal((await at.ask(model.readUpload, { upload_id }, editor())).row_count, 1)
  await assert.rejects(at.ask(model.readExchange, {}, nobody))

  assert.deepEqual((await at.ask(model.readExchange, {}, at.staff.director)).open, false)
  await assert.rejects(at.ask(model.openToOthers, { open: true, version: 0 }, editor()))
  const { version } = await at.ask(model.openToOthers, { open: true, version: 0 }, at.staff.director)
  assert.equal(await key(at.ask(model.openToOthers, { open: false, version: 0 }, at.staff.administrator)), 'stale')
  assert.equal((await at.ask(model.readExchange, {}, at.staff.director)).open, true)
  await at.ask(model.openToOthers, { open: false, version }, at.staff.administrator)
  assert.equal((await at.ask(model.readExchange, {}, at.staff.director)).open, false)
})
