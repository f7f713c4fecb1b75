// What is missing: counted without opening a file, never below the floor, for those who answer for the whole and nobody
// else; and the page for a town hall says the same.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { directoryRecords } from '#directory/directory.rules.ts'
import { importDirectory } from '#directory/directory.store.ts'
import { DirectoryFile } from '#directory/directory.ts'
import { loadFacts } from '#facts/load.ts'
import { builderOver } from '#kit/database.ts'
import { addDays, addMonths } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { loadTexts, translatorOf } from '#language/load-texts.ts'
import { momentOfToday, today } from '#test/day.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { briefMap, briefSheet, gapsFor } from './brief.rules.ts'
import { capacityOf, gapsOf, nextMonth, onPaper } from './gap.rules.ts'
import { type Gap, GapRules, type Gaps, readGaps, writeBrief } from './gap.ts'
import { readPartnerDesk } from './partner.ts'

const facts = loadFacts()
let at: TestHouse

/** Files written as the owner: a need, a place, and a barrier for the first of them. */
const people = async (count: number, { need = 'housing', province = '46', language = 'ne', barrier = '' } = {}) => {
  const { organisation_id, office_id } = at.ours
  await at.db.owner.query(
    `with made as (
       insert into case_file (organisation_id, case_id, office_id, reference, opened_on, created_by, sealed_card)
       select $1, gen_random_uuid(), $2, 'G' || gen_random_uuid(), $8::date - 30, $3, '' from generate_series(1, $4) returning case_id
     ), counted as (
       insert into case_counted (organisation_id, case_id, province, sex, age_band, languages, counted_on)
       select $1, case_id, $5, 'women', '25_39', array[$6], $8::date from made
     ), wants as (
       insert into goal (organisation_id, case_id, goal_id, need, section, set_on, sealed)
       select $1, case_id, gen_random_uuid(), $7, 'home', $8::date, '' from made
     )
     insert into access_barrier (organisation_id, case_id, barrier_id, section, need, kind, met_on, recorded_by)
     select $1, case_id, gen_random_uuid(), 'home', $7, $9, $8::date, $3 from made where $9 <> ''`,
    [organisation_id, office_id, at.staff.coordinator.staff_id, count, province, language, need, today, barrier],
  )
}
const read = (who = at.staff.director, now = momentOfToday()): Promise<Gaps> => at.ask(readGaps, {}, who, { now })
const forget = () => at.db.owner.query('delete from gap_release')

before(async () => {
  at = await testHouse(await import('./gap.api.ts'), await import('./brief.api.ts'), await import('./partner.api.ts'))
  const client = await at.db.owner.connect()
  const records = directoryRecords(DirectoryFile.parse(facts.directory))
  await importDirectory(builderOver(client), at.ours.organisation_id, records, today).finally(() => client.release())
})
after(() => at.close())

test('under the floor nothing is told, and it is counted anew until there is something to tell', async () => {
  await people(9, { province: '42', barrier: 'no_papers' })
  const told = await read()
  assert.deepEqual([told.made_on, told.gaps], [null, []])
  assert.ok(
    told.capacity.some(({ services }) => services > 0),
    'what there is can be seen all the same',
  )
  await people(3, { province: '42', barrier: 'no_papers' })
  const { figures, made_on, next_on } = await read()
  assert.deepEqual([made_on, next_on], [today, nextMonth(today)])
  const housing = figures.needs.find(({ need }) => need === 'housing')!
  assert.deepEqual([housing.people, housing.by.province, housing.by.language], [10, { 42: 10 }, { ne: 10 }])
  assert.deepEqual(figures.barriers.find(({ need }) => need === 'housing')!.by.kind, { no_papers: 10 })
})

test('a release stands for its month, and the next waits until enough people are new in it', async () => {
  await people(40, { province: '44' })
  assert.equal((await read()).figures.needs.find(({ need }) => need === 'housing')!.people, 10)
  await at.db.owner.query('update gap_release set made_on = $1', [addMonths(today, -1)])
  await at.db.owner.query("update case_file set opened_on = $1::date - 60 where reference like 'G%'", [today])
  await at.db.owner.query('update goal set set_on = $1::date - 60', [today])
  await at.db.owner.query('update access_barrier set met_on = $1::date - 60', [today])
  await people(9, { province: '44' })
  const kept = await read()
  assert.equal(kept.made_on, addMonths(today, -1), 'nine new people could be found by the difference')
  await people(1, { province: '44' })
  const next = await read()
  assert.equal(next.made_on, today)
  assert.deepEqual(next.figures.needs.find(({ need }) => need === 'housing')!.by.province, { 42: 10, 44: 50 })
  assert.equal((await at.rows('select count(*)::int as count from gap_release'))[0]!.count, 2)
})

test('everything that leaves is at least the floor or about services', async () => {
  const { body } = await at.askHttp(readGaps, {}, at.staff.director)
  const { floor } = GapRules.parse(facts.services['gap-rules'])
  const cells = [...body.figures.needs, ...body.figures.barriers, ...body.figures.waits].flatMap(
    ({ people: all, by }: Gaps['figures']['needs'][number]) => [
      ...(all === null ? [] : [all]),
      ...Object.values(by).flatMap((cut) => Object.values(cut)),
    ],
  )
  assert.ok(cells.length > 0 && cells.every((cell) => cell >= floor && cell % floor === 0))
  assert.ok(body.gaps.every((gap: Gap) => gap.people >= floor))
  assert.doesNotMatch(JSON.stringify(body.figures), /[0-9a-f]{8}-[0-9a-f]{4}-/)
})

test('who answers for the whole, and nobody else; the guard counts for no one else either', async () => {
  for (const ask of [() => readGaps, () => writeBrief]) {
    const input = { language: 'es' as const }
    for (const who of [at.staff.reference_worker, at.staff.intake, at.staff.administrator, at.staff.partner_worker])
      await assert.rejects(at.ask(ask(), input, who), { kind: 'refused' })
    await assert.rejects(at.ask(ask(), input, nobody), { kind: 'signed_out' })
  }
  assert.ok((await read(at.staff.coordinator)).made_on)
  const counted = async (token: string) => {
    const { countGaps, countAnswers } = await import('./gap.store.ts')
    return at.house.database.transaction({ token }, async (tx) => [
      (await countGaps(tx, today, today)).length,
      (await countAnswers(tx, today)).size,
    ])
  }
  assert.deepEqual(await counted(at.staff.partner_worker.token), [0, 0])
  assert.deepEqual(await counted(at.staff.reference_worker.token), [0, 0])
  assert.deepEqual(await counted(nobody.token), [0, 0])
})

test('the page for a town hall', async () => {
  const { name, pdf } = await at.ask(writeBrief, { language: 'it', province: '44' }, at.staff.coordinator)
  assert.match(name, /^[a-z-]+-44-\d{4}-\d\d-\d\d\.pdf$/)
  assert.equal(Buffer.from(pdf, 'base64').subarray(0, 5).toString(), '%PDF-')
  await assert.rejects(at.ask(writeBrief, { language: 'en', province: '77' }, at.staff.director), {
    key: 'gaps.unknown_province',
  })
  assert.match(
    briefMap(new Map([['44', 10]]), '44', {
      width: 1,
      height: 1,
      inset: { x: 0, y: 0, width: 1, height: 1 },
      shapes: [{ code: '44', path: 'M0 0z' }],
    }),
    /fill="#2f7a68" stroke="#7a2e1d"/,
  )
})

const figure = (need: string, by: Record<string, Record<string, number>>, people: number | null = 50) => ({
  need,
  people,
  by,
})

test('where a service is missing weighs most; each gap says why', () => {
  const service = (changes: object) =>
    ({
      id: newId(),
      status: 'active',
      kinds: ['shelter_long'],
      areas: [{ country: 'ES', province: '46' }],
      capacity: [],
      availability: 'unknown',
      languages: ['es'],
      specialised_in_trafficking: false,
      accreditation: null,
      ...changes,
    }) as never
  const needs = [{ code: 'housing', looks_for: ['shelter_long'] }]
  const rules = GapRules.parse(facts.services['gap-rules'])
  const kinds = facts.codes.access_barriers!.codes as never
  const told = (services: never[], free = new Map<string, number>()) =>
    gapsOf({
      figures: {
        needs: [figure('housing', { province: { 46: 30, 12: 20 }, language: { ur: 10, es: 20 } })],
        barriers: [figure('housing', { province: { 12: 10 }, kind: { no_funds: 20, full: 10 } })],
        waits: [],
      },
      capacity: capacityOf(services, needs, facts.provinces, { free }),
      spoken: new Map([['housing', new Set(['es'])]]),
      kinds,
      rules,
    })
  const gaps = told([service({ areas: [{ country: 'ES', province: '46' }, { country: 'ES' }] }), service({})])
  assert.deepEqual(
    gaps.map(({ missing, province, code, people }) => [missing, province, code, people]),
    [
      ['service', '12', null, 20],
      ['expertise', '46', null, 30],
      ['funds', null, 'no_funds', 20],
      ['language', null, 'ur', 10],
      ['places', null, 'full', 10],
    ],
  )
  assert.deepEqual(
    gaps[0]!.reasons.map(({ key }) => key.slice(12)),
    ['needing', 'no_service', 'turned_away', 'countrywide'],
  )
  const full = service({ availability: 'full', specialised_in_trafficking: true })
  assert.deepEqual(
    told([full])
      .filter(({ province }) => province === '46')
      .map(({ missing }) => missing),
    ['places'],
  )
  const id = newId()
  assert.deepEqual(
    told([service({ id, availability: 'full', accreditation: {} })], new Map([[id, 2]])).filter(
      ({ province }) => province === '46',
    ),
    [],
    'a house that keeps its beds here knows better than a word in the directory',
  )
  assert.deepEqual(
    gapsFor(gaps, '46').map(({ province }) => province),
    ['46', null, null, null],
  )
  const rowOf = (code: string | null) =>
    capacityOf([service({ areas: [{ country: 'ES', region: 'ES-VC' }] })], needs, facts.provinces, {
      free: new Map(),
    }).find(({ province }) => province === code)!.services
  assert.deepEqual([rowOf('46'), rowOf('08'), rowOf(null)], [1, 0, 1])
  const hidden = [service({ hidden_location: true, areas: [{ country: 'ES', province: '46' }] })]
  const near = capacityOf(hidden, needs, facts.provinces, { free: new Map() }).filter(({ services }) => services > 0)
  assert.deepEqual(
    near.map(({ province }) => province),
    [null, '03', '12', '46'],
    'a secret door is told no finer than its region',
  )
})

test('services on paper: asked often enough, and nobody got in', () => {
  const names = ['a', 'b', 'c', 'd'] as const
  const services = names.map((name) => ({
    id: name,
    name,
    status: name === 'd' ? 'inactive' : 'active',
    kinds: ['x'],
  })) as never[]
  const none = { accepted: 0, declined: 0, declined_full: 0, unanswered: 0 }
  const answers = new Map([
    ['a', { ...none, declined: 3 }],
    ['b', { ...none, accepted: 1, declined: 5 }],
    ['c', { ...none, unanswered: 1 }],
    ['d', { ...none, declined: 9 }],
  ])
  const rule = { at_least: 3, share: 0.5, weight: -1 }
  const rules = { often_unanswered: rule, never_accepted: { ...rule, share: 1 }, always_full: { ...rule, share: 1 } }
  assert.deepEqual(
    onPaper(services, () => 'P', answers, rules).map(({ name, why }) => [name, why]),
    [['a', ['never_accepted']]],
  )
})

test('a demo says that its people are invented, on the screen and on every page it prints', async () => {
  assert.equal((await read()).invented, false)
  const house = at.house as { demo: boolean }
  house.demo = true
  try {
    const told = await read()
    assert.equal(told.invented, true)
    for (const language of ['es', 'en', 'it'] as const) {
      const about = { language, province: undefined, organisation: 'Casa', today }
      const words = {
        t: translatorOf(language),
        languageName: (code: string) => code,
        provinceName: (code: string) => code,
      }
      const { invented, from } = briefSheet(told, { ...about, words })
      assert.ok(invented && invented !== 'gaps.brief.invented' && from)
      assert.equal(briefSheet({ ...told, invented: false }, { ...about, words }).invented, null)
    }
    const { name, pdf } = await at.ask(writeBrief, { language: 'es' }, at.staff.director)
    assert.match(name, /^demo-/)
    assert.equal(Buffer.from(pdf, 'base64').subarray(0, 5).toString(), '%PDF-')
  } finally {
    house.demo = false
  }
})

test('every gap has its words in each language', () => {
  const rules = GapRules.parse(facts.services['gap-rules'])
  for (const language of ['en', 'es', 'it']) {
    const texts = loadTexts(language)
    for (const { code } of rules.causes)
      for (const key of [`gaps.missing.${code}`, `gaps.help.${code}`]) assert.ok(key in texts, `${language}: ${key}`)
  }
})

test('a partner counts what it was asked, and nothing of anybody else', async () => {
  const { case_id } = await at.aFile()
  const { consent_id } = await at.aConsent(case_id, at.staff.partner_worker, ['home'])
  const referral = (status: string, reason: string | null, to = at.partner.organisation_id) =>
    at.db.owner.query(
      `insert into referral (organisation_id, case_id, referral_id, to_organisation_id, need, status, decline_reason, consent_id, sent_by, sent_at, answer_due_on, answered_at, intake_version, sealed_summary, sealed)
       values ($1, $2, gen_random_uuid(), $3, 'housing', $4, $5, $6, $7, now() - interval '4 days', $8, case when $4 <> 'sent' then now() - interval '2 days' end, 1, '', '')`,
      [
        at.ours.organisation_id,
        case_id,
        to,
        status,
        reason,
        consent_id,
        at.staff.coordinator.staff_id,
        addDays(today, -1),
      ],
    )
  await referral('sent', null)
  await referral('accepted', null)
  await referral('declined', 'full')
  await referral('declined', 'full', at.otherPartner.organisation_id)
  const desk = await at.ask(readPartnerDesk, {}, at.staff.partner_worker)
  assert.deepEqual(
    [desk.asked, desk.waiting, desk.late, desk.with_us, desk.accepted, desk.declined],
    [3, 1, 1, 1, 1, 1],
  )
  assert.deepEqual([desk.by_reason, desk.by_need], [[{ reason: 'full', count: 1 }], [{ need: 'housing', count: 3 }]])
  assert.ok(Math.abs(desk.median_days! - 2) < 0.01)
  assert.equal(desk.organisation.name, 'Refugio del Olmo')
  assert.equal(desk.places, null)
  for (const who of [at.staff.director, at.staff.reference_worker, at.staff.partner_administrator])
    await assert.rejects(at.ask(readPartnerDesk, {}, who), { kind: 'refused' })
  await assert.rejects(at.ask(readPartnerDesk, {}, nobody), { kind: 'signed_out' })
  await forget()
})
