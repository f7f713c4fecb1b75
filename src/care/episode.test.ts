// Episodes and sessions through the gate: beginning, correcting, meeting, ending; who plans and who takes over; the whole
// side in one reading.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { asTherapist, careRooms, changed, doctor, session, therapy, today } from '#test/care.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { readCare } from './care.ts'
import { changeEpisode, closeEpisode, keepSession, openEpisode } from './episode.ts'

let at: TestHouse
let me: Who
let therapist: Who
before(async () => {
  at = await testHouse(...(await careRooms()), await import('#timeline/timeline.api.ts'))
  me = at.staff.reference_worker
  therapist = at.staff.psychologist
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
const aTherapy = async (change: object = {}) => {
  const { case_id } = await at.aFile()
  await asTherapist(at, case_id, therapist)
  const wish = therapy(case_id, therapist.staff_id, change)
  await at.ask(openEpisode, wish, therapist)
  return wish
}
const read = (case_id: string, who = me) => at.ask(readCare, { case_id }, who)

test('an episode begins, is corrected, ends and goes on, each telling the timeline without its kind', async () => {
  const wish = await aTherapy({ planned_sessions: 20 })
  const { case_id, episode_id } = wish
  const [begun] = (await read(case_id)).episodes
  assert.deepEqual(
    [begun?.kind, begun?.section, begun?.goals, begun?.planned_sessions, begun?.status],
    ['psychotherapy', 'mind', ['To sleep through the night.'], 20, 'open'],
  )
  const goals = ['To sleep.', 'To take the bus alone.']
  await at.ask(changeEpisode, changed(wish, 1, { goals }), therapist)
  await refuses(at.ask(changeEpisode, changed(wish, 1), therapist), 'conflict', 'stale')
  const end = {
    case_id,
    episode_id,
    version: 2,
    closed_on: today,
    close_reason: 'goals_reached',
    closing: 'A call in May.',
  }
  await at.ask(closeEpisode, end, therapist)
  const [ended] = (await read(case_id)).episodes
  assert.deepEqual(
    [ended?.status, ended?.close_reason, ended?.goals, ended?.closing],
    [...['closed', 'goals_reached', goals, 'A call in May.']],
  )
  await refuses(
    at.ask(closeEpisode, { ...end, version: 3, close_reason: null }, therapist),
    'invalid',
    'care.closed_both',
  )
  await refuses(
    at.ask(closeEpisode, { ...end, version: 3, closed_on: addDays(today, -90) }, therapist),
    'invalid',
    'care.closed_between',
  )
  await at.ask(closeEpisode, { ...end, version: 3, closed_on: null, close_reason: null }, therapist)
  assert.equal((await read(case_id)).episodes[0]?.status, 'open')
  const { entries } = await at.ask(readTimeline, { case_id }, me)
  const told = entries.filter(({ ref_id }) => ref_id === episode_id)
  assert.deepEqual(
    told.map(({ kind, section, codes }) => [kind, section, codes]).reverse(),
    ['care_begun', 'care_ended', 'care_reopened'].map((kind) => [kind, 'mind', {}]),
  )
  const [row] = await at.rows('select e::text as row from care_episode e where episode_id = $1', [episode_id])
  assert.ok(!/psychotherapy|goals_reached|sleep/.test(String(row?.row)), 'what kind of care it is lies sealed')
})

test('a provider is a colleague on the file, a referral of this file, or a name', async () => {
  const { case_id } = await at.aFile()
  await asTherapist(at, case_id, therapist)
  const ask = (change: object) => at.ask(openEpisode, doctor(case_id, change), me)
  await ask({})
  await refuses(ask({ name: '' }), 'invalid', 'care.provider_outside')
  await refuses(ask({ provider: 'service', name: '', referral_id: newId() }), 'invalid', 'care.provider_service')
  await refuses(ask({ provider: 'own', staff_id: null }), 'invalid', 'care.provider_own')
  await refuses(ask({ opened_on: addDays(today, 1) }), 'invalid', 'care.not_yet')
  // The mind is looked after by a psychologist of this file; the reference worker does not write there.
  await refuses(at.ask(openEpisode, therapy(case_id, therapist.staff_id), me), 'not_found', 'case.section_not_found')
  await refuses(at.ask(openEpisode, therapy(case_id, me.staff_id), therapist), 'invalid', 'care.not_on_the_file')
  const { consent_id } = await at.aConsent(case_id, at.staff.other_partner_worker, ['health'])
  const referral_id = newId()
  await at.rows(
    `insert into referral (organisation_id, case_id, referral_id, to_organisation_id, need, consent_id, sent_by,
       answer_due_on, intake_version, sealed_summary, sealed) values ($1, $2, $3, $4, 'health', $5, $6, current_date, 1, '', '')`,
    [at.ours.organisation_id, case_id, referral_id, at.otherPartner.organisation_id, consent_id, me.staff_id],
  )
  await ask({ provider: 'service', name: '', referral_id })
  const care = await read(case_id)
  assert.equal(care.episodes.find((each) => each.referral_id === referral_id)?.referred_to, 'Clínica del Fresno')
  assert.deepEqual(
    care.referrals.map((each) => each.referral_id),
    [referral_id],
  )
})

test('how often one plans to meet is the therapist’s word: nobody computes it, and nobody else says it', async () => {
  const wish = await aTherapy()
  const { case_id, episode_id } = wish
  const second = await at.join(at.ours, 'Manuel', ['psychologist'])
  await asTherapist(at, case_id, second)
  const say = (who: Who, version: number, change: object) => at.ask(changeEpisode, changed(wish, version, change), who)
  assert.equal((await read(case_id)).episodes[0]?.planned_sessions, null)
  await refuses(say(second, 1, { planned_sessions: 10 }), 'invalid', 'care.planned_by_therapist')
  await say(therapist, 1, { planned_sessions: 10 })
  for (let count = 0; count < 3; count += 1)
    await at.ask(keepSession, session(case_id, episode_id, { on_day: addDays(today, -count) }), therapist)
  assert.equal((await read(case_id)).episodes[0]?.planned_sessions, 10)
  // Another may take the therapy over for themselves; nobody puts a third in a therapist's place.
  const third = await at.join(at.ours, 'Third', ['psychologist'])
  await asTherapist(at, case_id, third)
  await refuses(
    say(second, 2, { staff_id: third.staff_id, planned_sessions: 10 }),
    'invalid',
    'care.therapist_changes_themselves',
  )
  await say(second, 2, { staff_id: second.staff_id, planned_sessions: null })
  assert.equal((await read(case_id)).episodes[0]?.staff_id, second.staff_id)
  // Behind the server too.
  const client = await at.db.owner.connect()
  try {
    for (const change of ['planned_sessions = 5', `staff_id = '${third.staff_id}'`]) {
      await client.query('begin')
      await client.query('set local role amparo_app')
      await client.query('select guard.enter($1, $2)', [therapist.token, case_id])
      await assert.rejects(
        client.query(`update care_episode set ${change} where episode_id = $1`, [episode_id]),
        /planned_by_the_therapist|therapist_changes_themselves/,
      )
      await client.query('rollback')
    }
  } finally {
    client.release()
  }
})

test('sessions: planned, met, moved to a day of their own, stayed away from for a reason of a short list', async () => {
  const { case_id, episode_id } = await aTherapy()
  const keep = (change: object) => at.ask(keepSession, session(case_id, episode_id, change), therapist)
  const planned = session(case_id, episode_id, { attendance: 'planned', on_day: addDays(today, 2), minutes: null })
  await at.ask(keepSession, planned, therapist)
  const moved_to = { session_id: newId(), on_day: addDays(today, 5), clock: '16:00' }
  await at.ask(keepSession, { ...planned, version: 1, attendance: 'moved', moved_to }, therapist)
  await keep({ attendance: 'did_not_come', reason: 'transport', words: 'The bus strike.' })
  await refuses(keep({ attendance: 'did_not_come' }), 'invalid', 'care.reason_needed')
  await refuses(keep({ on_day: addDays(today, 3) }), 'invalid', 'care.not_yet')
  await refuses(keep({ attendance: 'moved' }), 'invalid', 'care.moved_to')
  await refuses(at.ask(keepSession, { ...planned, version: 1 }, therapist), 'conflict', 'stale')
  await refuses(at.ask(keepSession, session(case_id, newId()), therapist), 'not_found', 'care.episode_not_found')
  const { sessions } = await read(case_id)
  assert.deepEqual(
    sessions.map(({ attendance, clock, reason, interpreter, place }) => [
      attendance,
      clock,
      reason,
      interpreter,
      place,
    ]),
    [
      ['planned', '16:00', null, 'in_person', 'office'],
      ['moved', '10:30', null, 'in_person', 'office'],
      ['did_not_come', '10:30', 'transport', 'in_person', 'office'],
    ],
  )
  assert.equal(sessions.find(({ attendance }) => attendance === 'moved')?.moved_to, moved_to.session_id)
  const bad = [{ attendance: 'refused' }, { reason: 'lazy' }, { clock: '25:00' }, { minutes: 0 }, { place: 'Calle 3' }]
  for (const change of bad)
    assert.equal((await at.askHttp(keepSession, { ...session(case_id, episode_id), ...change }, therapist)).status, 422)
})

test('the side tells each reader what their sections open', async () => {
  const { case_id } = await aTherapy()
  await at.ask(openEpisode, doctor(case_id), me)
  const kinds = async (who: Who) => (await read(case_id, who)).episodes.map(({ kind }) => kind).sort()
  assert.deepEqual(await kinds(therapist), ['primary_care', 'psychotherapy'])
  assert.deepEqual(await kinds(me), ['primary_care', 'psychotherapy'])
  assert.deepEqual(await kinds(at.staff.coordinator), ['primary_care'], 'coordination does not open the mind')
  assert.deepEqual(
    (await read(case_id)).therapists.map(({ staff_id }) => staff_id),
    [therapist.staff_id],
  )
})
