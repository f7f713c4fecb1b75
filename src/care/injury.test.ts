// Injuries: with consent or not at all, on a chart, amended in sight, and a paper only for what the person agreed to.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDocument } from '#documents/document.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { translatorOf } from '#language/load-texts.ts'
import { careRooms, injuries, mark, standOn, today, warmPress } from '#test/care.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { readCare } from './care.ts'
import { amendInjuries, printInjuries, readInjuries, readInjuryVersions, recordInjuries } from './injury.ts'
import { injurySheet } from './paper.rules.ts'

let at: TestHouse
let me: Who
before(async () => {
  await warmPress()
  at = await testHouse(...(await careRooms()), await import('#documents/document.api.ts'))
  me = at.staff.reference_worker
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })

test('a record keeps what was seen, told and agreed, and every amendment with what it said before', async () => {
  const { case_id } = await at.aFile()
  const wish = injuries(case_id)
  const { injury_id } = wish
  await at.ask(recordInjuries, wish, me)
  assert.equal((await at.ask(readCare, { case_id }, me)).injuries, 1)
  const says = { ...wish.says, account: 'On Monday night.', amended: 'The day was misheard.' }
  const amend = { case_id, injury_id, version: 1, status: 'live' as const, says }
  const silent = { ...says, amended: ' ' }
  assert.equal((await at.askHttp(amendInjuries, { ...amend, says: silent }, me)).status, 422, 'never silently')
  await at.ask(amendInjuries, amend, at.staff.coordinator)
  await refuses(at.ask(amendInjuries, amend, me), 'conflict', 'stale')
  const [now] = (await at.ask(readInjuries, { case_id }, me)).injuries
  assert.deepEqual(
    [now?.version, now?.says.account, now?.written_by],
    [...[2, 'On Monday night.', at.staff.coordinator.staff_id]],
  )
  const { versions } = await at.ask(readInjuryVersions, { case_id, injury_id }, me)
  assert.deepEqual(
    versions.map(({ version, says: before, written_by }) => [version, before.account, written_by]),
    [[1, 'On Sunday night, in the kitchen.', me.staff_id]],
  )
  await at.ask(
    amendInjuries,
    { ...amend, version: 2, status: 'set_aside', says: { ...says, amended: 'Wrong file.' } },
    me,
  )
  assert.equal((await at.ask(readCare, { case_id }, me)).injuries, 0)
  assert.equal((await at.ask(readInjuries, { case_id }, me)).injuries[0]?.status, 'set_aside')
  const [row] = await at.rows('select i::text as row from injury_record i where injury_id = $1', [injury_id])
  assert.ok(!/bruise|kitchen|Salas/.test(String(row?.row)))
})

test('without consent there is no record, without consent to photographs no photograph, and a photograph is a paper of this file', async () => {
  const { case_id } = await at.aFile()
  const consent = { how: 'written', on: today, for: ['treatment'], photos: false }
  const ask = (says: object, change: object = {}) =>
    at.ask(recordInjuries, { ...injuries(case_id, says), ...change }, me)
  for (const path of ['says.consent', 'says.consent.for', 'says.marks', 'says.examined_by']) {
    const says = { consent, marks: [mark()] } as Record<string, unknown>
    if (path === 'says.consent') says.consent = undefined
    if (path === 'says.consent.for') says.consent = { ...consent, for: [] }
    if (path === 'says.marks') says.marks = []
    if (path === 'says.examined_by') says.examined_by = ' '
    const { status, body } = await at.askHttp(recordInjuries, injuries(case_id, says), me)
    assert.deepEqual([status, body.details.fields[0].path], [422, path])
  }
  const photo_id = newId()
  const withPhoto = [mark({ photo_id })]
  await refuses(ask({ marks: withPhoto, consent }), 'invalid', 'care.no_consent_to_photos')
  const agreed = { ...consent, photos: true }
  await refuses(ask({ marks: withPhoto, consent: agreed }), 'invalid', 'care.photo_not_found')
  const paper = {
    ...{ document_id: photo_id, type: 'medical_report', section: 'health' as const, held_by: 'organisation' as const },
    ...{ seen: 'original' as const, number: '', issuer: '', issued_on: null, expires_on: null, note: '' },
  }
  await at.ask(addDocument, { case_id, ...paper }, me)
  await ask({ marks: withPhoto, consent: agreed })
  const other = await at.aFile()
  await refuses(
    at.ask(recordInjuries, injuries(other.case_id, { marks: withPhoto, consent: agreed }), me),
    'invalid',
    'care.photo_not_found',
  )
  await refuses(ask({}, { examined_on: addDays(today, 1) }), 'invalid', 'care.not_yet')
})

test('the paper is a PDF for what the person agreed to, journalled, and the name on it only for whoever opens the identity', async () => {
  const { case_id } = await at.aFile()
  const wish = injuries(case_id)
  const { injury_id } = wish
  await at.ask(recordInjuries, wish, me)
  const print = (change: object = {}, who = me) =>
    at.ask(printInjuries, { case_id, injury_id, language: 'en', purpose: 'court', named: 'no', ...change }, who)
  const { name, bytes } = await print()
  assert.match(Buffer.from(bytes, 'base64').toString('latin1'), /^%PDF-/)
  assert.match(name, /^doc-[0-9a-f]{8}\.pdf$/)
  await refuses(print({ purpose: 'lawyer' }), 'refused', 'care.no_consent_to_this')
  const [entry] = await at.rows(
    "select reason, subject_id from journal where case_id = $1 and action = 'documents.take' order by at desc limit 1",
    [case_id],
  )
  assert.deepEqual([entry?.reason, entry?.subject_id], ['court', injury_id])
  const helper = await at.join(at.ours, 'Without identity', ['psychologist'])
  await standOn(at, case_id, helper, ['health'])
  await print({}, helper)
  await refuses(print({ named: 'yes' }, helper), 'not_found', 'case.section_not_found')
  await print({ named: 'yes', language: 'es' })
  await refuses(print({ injury_id: newId() }), 'not_found', 'care.injury_not_found')
  await at.ask(
    amendInjuries,
    { case_id, injury_id, version: 1, status: 'set_aside', says: { ...wish.says, amended: 'Wrong.' } },
    me,
  )
  await refuses(print(), 'invalid', 'care.injury_set_aside')
})

test('the sheet says degrees in words, left and right as the person’s own, and that none of it is a verdict', () => {
  const { says, examined_on } = injuries('00000000-0000-4000-8000-000000000000')
  for (const language of ['en', 'es', 'it']) {
    const sheet = injurySheet(
      translatorOf(language),
      language,
      { says: { ...says, amended: '' }, examined_on, version: 1 },
      {
        ...{ reference: 'K7M-Q2', name: '', made_on: today, amended: [] },
      },
    )
    const text = JSON.stringify(sheet)
    assert.ok(
      !/care\.|problem\.|\{|undefined/.test(text.replace(/[{}]"|"[{}]|\[\{|\}\]|\},\{|^\{|\}$|:\{|\},/g, '')),
      text,
    )
    assert.equal(sheet.degrees.length, 5)
    assert.equal(sheet.rows.length, 2)
  }
  const sheet = injurySheet(
    translatorOf('en'),
    'en',
    { says: { ...says, amended: '' }, examined_on, version: 1 },
    {
      ...{ reference: 'K7M-Q2', name: '', made_on: today, amended: [{ on: today, why: 'The day was misheard.' }] },
    },
  )
  assert.match(sheet.rows[0]!.lines[0]!, /^Bruise · Upper arm, right · 40 × 25 mm$/)
  assert.ok(sheet.rows[0]!.lines.includes('Fits what is told: Highly consistent'))
  assert.match(sheet.rows[1]!.lines[0]!, /Upper back, from behind|Upper back/)
  assert.match(sheet.not_a_verdict, /decides nothing/)
  assert.match(sheet.amended[0]!, /The day was misheard/)
})
