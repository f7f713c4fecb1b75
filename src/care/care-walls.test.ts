// Care from the outside: who reads and writes what, section by section; partners by consent; direct statements; hostile
// words; and that all of it goes with the file.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import type { Section } from '#access/access.ts'
import type { Problem } from '#kit/problem.ts'
import {
  allergy,
  careRooms,
  changed,
  doctor,
  event,
  injuries,
  medication,
  record,
  session,
  standOn,
  therapy,
  today,
  warmPress,
} from '#test/care.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { readCare } from './care.ts'
import { changeEpisode, closeEpisode, keepSession, openEpisode } from './episode.ts'
import { amendInjuries, printInjuries, readInjuries, readInjuryVersions, recordInjuries } from './injury.ts'
import { keepRecord, readRecordVersions } from './record.ts'
import { answerWindow, keepEvent } from './window.ts'

let at: TestHouse
let me: Who
before(async () => {
  await warmPress()
  at = await testHouse(...(await careRooms()))
  me = at.staff.reference_worker
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })

/** A file with one of each kind, all of the section health. */
const aFullFile = async () => {
  const { case_id } = await at.aFile()
  const episode = doctor(case_id)
  const met = session(case_id, episode.episode_id)
  const taken = record(case_id, medication)
  const happened = event(case_id)
  const seen = injuries(case_id)
  await at.ask(openEpisode, episode, me)
  await at.ask(keepSession, met, me)
  await at.ask(keepRecord, taken, me)
  await at.ask(keepEvent, happened, me)
  await at.ask(recordInjuries, seen, me)
  const { event_id } = happened
  const { injury_id } = seen
  const says = { ...seen.says, amended: 'Why.' }
  const closed = { closed_on: today, close_reason: 'goals_reached', closing: '' }
  const writes: [unknown, object][] = [
    [openEpisode, doctor(case_id)],
    [changeEpisode, changed(episode, 1)],
    [keepSession, session(case_id, episode.episode_id)],
    [keepRecord, record(case_id, allergy)],
    [keepEvent, event(case_id)],
    [answerWindow, { case_id, event_id, version: 1, code: 'pep_hiv', answer: 'done', words: '' }],
    [recordInjuries, injuries(case_id)],
    [amendInjuries, { case_id, injury_id, version: 1, status: 'live', says }],
    [closeEpisode, { case_id, episode_id: episode.episode_id, version: 2, ...closed }],
  ]
  const reads: [unknown, object][] = [
    [readCare, { case_id }],
    [readInjuries, { case_id }],
    [readInjuryVersions, { case_id, injury_id }],
    [readRecordVersions, { case_id, record_id: taken.record_id }],
    [printInjuries, { case_id, injury_id, purpose: 'court' }],
  ]
  return { case_id, writes, reads, injury_id, event_id }
}
const asker =
  (endpoint: unknown, input: object) =>
  (who: Who): Promise<unknown> =>
    at.ask(endpoint as typeof readCare, input as never, who)

test('nobody, a role without the section, a partner and another house neither write nor read', async () => {
  const { case_id, writes, reads } = await aFullFile()
  const { trainer, lawyer, director, partner_worker, far_coordinator } = at.staff
  await standOn(at, case_id, trainer, ['identity', 'learning'])
  await standOn(at, case_id, lawyer, ['identity', 'law'])
  for (const [endpoint, input] of writes) {
    const ask = asker(endpoint, input)
    await refuses(ask(nobody), 'signed_out')
    await refuses(ask(director), 'refused')
    for (const who of [partner_worker, far_coordinator]) await refuses(ask(who), 'not_found', 'case.not_found')
    // A file shows nothing of what another section holds: not even that there is something.
    for (const who of [trainer, lawyer]) await refuses(ask(who), 'not_found')
  }
  for (const [endpoint, input] of reads) {
    const ask = asker(endpoint, input)
    await refuses(ask(nobody), 'signed_out')
    for (const who of [partner_worker, far_coordinator]) await refuses(ask(who), 'not_found', 'case.not_found')
  }
  for (const who of [trainer, lawyer, director]) {
    const care = await at.ask(readCare, { case_id }, who)
    assert.deepEqual(
      [care.episodes, care.sessions, care.records, care.events, care.injuries, care.supervisions],
      [[], [], [], [], 0, []],
    )
    await refuses(asker(...(reads[1] as [unknown, object]))(who), 'not_found', 'case.section_not_found')
  }
})

test('whoever may, may: coordination and the reference worker', async () => {
  for (const who of [at.staff.coordinator, me]) {
    const { writes, reads } = await aFullFile()
    for (const [endpoint, input] of [...writes, ...reads]) await asker(endpoint, input)(who)
  }
})

const letIn = async (case_id: string, who: Who, sections: Section[]) => {
  const { consent_id } = await at.aConsent(case_id, who, sections)
  await at.rows(
    `insert into case_access (organisation_id, case_id, access_id, kind, member_organisation_id, function, sections, basis, created_by)
     values ($1, $2, gen_random_uuid(), 'consent', $3, 'partner', $4, $5, $6)`,
    [at.ours.organisation_id, case_id, who.organisation_id, sections, consent_id, me.staff_id],
  )
  return consent_id
}

test('a partner reads what its consent opens, writes nothing, and nothing once it ends', async () => {
  const { case_id, writes } = await aFullFile()
  const { psychologist, other_partner_worker: clinic } = at.staff
  await standOn(at, case_id, psychologist, ['identity', 'health', 'mind'])
  await at.ask(openEpisode, therapy(case_id, psychologist.staff_id), psychologist)
  const consent_id = await letIn(case_id, clinic, ['health'])
  const care = await at.ask(readCare, { case_id }, clinic)
  assert.deepEqual(
    care.episodes.map(({ kind }) => kind),
    ['primary_care'],
  )
  assert.equal(care.records.length, 1)
  assert.deepEqual([care.groups, care.therapists, care.referrals], [[], [], []])
  for (const [endpoint, input] of writes) await refuses(asker(endpoint, input)(clinic), 'refused')
  await at.rows('update consent set withdrawn_at = now() where consent_id = $1', [consent_id])
  await refuses(at.ask(readCare, { case_id }, clinic), 'not_found', 'case.not_found')
})

test('taken over, the connection of a colleague reads no section more', async () => {
  const { case_id } = await aFullFile()
  const { trainer, partner_worker, far_coordinator } = at.staff
  await standOn(at, case_id, trainer, ['identity', 'learning'])
  const run = (who: Who, statement: string, hint?: string) =>
    at.house.database
      .transaction({ token: who.token, ...(hint && { case_id: hint }) }, (tx) => sql.raw(statement).execute(tx))
      .then(
        ({ rows, numAffectedRows }) => rows.length + Number(numAffectedRows ?? 0),
        (error: { code: string }) => error.code,
      )
  for (const who of [trainer, partner_worker, far_coordinator])
    for (const hint of [undefined, case_id])
      for (const table of [
        'care_episode',
        'care_session',
        'health_record',
        'injury_record',
        'care_event',
        'care_version',
      ]) {
        assert.equal(await run(who, `select from ${table} where case_id = '${case_id}'`, hint), 0, table)
        if (table !== 'care_version')
          assert.equal(
            await run(who, `update ${table} set version = version + 1 where case_id = '${case_id}'`, hint),
            0,
          )
        assert.equal(await run(who, `delete from ${table} where case_id = '${case_id}'`, hint), '42501')
      }
})

test('hostile words are kept as words, and what does not fit is refused by field', async () => {
  const { case_id } = await at.aFile()
  const hostile = `'; drop table health_record; --<script>alert(1)</script>\u202Etxt.exe\u0000 امل {{7*7}} #read("/etc/passwd")`
  const kept = `'; drop table health_record; --<script>alert(1)</script>txt.exe امل {{7*7}} #read("/etc/passwd")`
  await at.ask(openEpisode, doctor(case_id, { words: hostile, goals: [hostile] }), me)
  const wish = injuries(case_id, { account: hostile })
  await at.ask(recordInjuries, wish, me)
  const [episode] = (await at.ask(readCare, { case_id }, me)).episodes
  assert.deepEqual([episode?.words, episode?.goals], [kept, [kept]])
  const { bytes } = await at.ask(printInjuries, { case_id, injury_id: wish.injury_id, purpose: 'court' }, me)
  assert.match(Buffer.from(bytes, 'base64').toString('latin1'), /^%PDF-/, 'what was typed is printed as text')
  const bad: [string, unknown, object][] = [
    ['kind', openEpisode, { ...doctor(case_id), kind: 'witchcraft' }],
    ['goals.0', openEpisode, { ...doctor(case_id), goals: [' '] }],
    ['says.name', keepRecord, record(case_id, { ...medication, name: ' ' } as typeof medication)],
    ['kinds', keepEvent, event(case_id, { kinds: [] })],
    ['from', keepEvent, event(case_id, { from: 'yesterday' })],
    ['says.marks.0.x', recordInjuries, injuries(case_id, { marks: [{ ...wish.says.marks[0], x: 1001 }] })],
    ['says.consistency', recordInjuries, injuries(case_id, { consistency: 'proves_it' })],
  ]
  for (const [path, endpoint, input] of bad) {
    const { status, body } = await at.askHttp(endpoint as typeof keepEvent, input as never, me)
    assert.deepEqual([status, body.details.fields[0].path], [422, path])
  }
  assert.deepEqual(at.broken, [])
})

test('every table of care is one that erasing a file finds', async () => {
  const walled = await at.rows(
    `select x.a_table::text as name from guard.tables_of_a_file() x where x.a_table::text ~ '^(care_|health_|injury_|therapy_|group_)' order by 1`,
  )
  assert.deepEqual(
    walled.map(({ name }) => name),
    [
      ...['care_episode', 'care_event', 'care_session', 'care_version', 'group_attendance', 'group_member'],
      ...['health_record', 'injury_record', 'therapy_hand_over', 'therapy_key', 'therapy_note', 'therapy_supervision'],
    ],
  )
})
