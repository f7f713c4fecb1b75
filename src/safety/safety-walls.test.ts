// The walls written by hand around same-day protocols and the duty, and each of them taken down once to see that somebody
// notices.
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { newId } from '#kit/id.ts'
import { safetyMutants } from '#test/access/safety-mutants.ts'
import { holds, type Tried, triesOf } from '#test/access/walls.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { protocolsOf } from '#test/protocols.ts'

const { assignTeam } = await import('#team/team.ts')

let at: TestHouse
let owner: pg.PoolClient
let case_id: string
/** `first`: nobody has it; `taken`: by the duty; `asked`: to be closed; `closed`; `apart`: the duty must not know. */
const ids = { first: '', taken: '', asked: '', closed: '', apart: '' }

before(async () => {
  at = await testHouse(await import('./protocol.api.ts'), await import('#team/team.api.ts'))
  const on = protocolsOf(at)
  const { reference_worker, psychologist, coordinator, lawyer, second_worker, partner_worker } = at.staff
  await on.onDuty(lawyer, second_worker)
  const team = async () => {
    const file = await at.aFile()
    const sections = ['identity', 'safety', 'health', 'mind'] as const
    const place = { access_id: newId(), staff_id: psychologist.staff_id, function: 'team_member' as const }
    await at.ask(assignTeam, { ...file, ...place, sections: [...sections] }, coordinator)
    return file.case_id
  }
  case_id = await team()
  ids.first = (await on.tell(case_id, 'self_harm', reference_worker)).protocol_id
  ids.taken = (await on.tell(await team(), 'danger', reference_worker)).protocol_id
  await on.take(ids.taken, lawyer)
  ids.asked = (await on.tell(await team(), 'danger', reference_worker)).protocol_id
  ids.closed = (await on.tell(await team(), 'self_harm', reference_worker)).protocol_id
  for (const id of [ids.asked, ids.closed]) {
    await on.take(id, reference_worker)
    await on.answerAll(id, reference_worker)
    await on.close(id, reference_worker)
  }
  await on.close(ids.closed, psychologist, 'agree')
  await at.rows('alter table protocol disable trigger protocol_closes_whole')
  await at.rows('update protocol set taken_by = $2 where protocol_id = $1', [ids.closed, lawyer.staff_id])
  await at.rows('alter table protocol enable trigger protocol_closes_whole')
  ids.apart = (await on.tell(await team(), 'self_harm', reference_worker)).protocol_id
  await at.rows('update protocol set left_out = array[$2::uuid] where protocol_id = $1', [ids.apart, lawyer.staff_id])
  // A partner reads the sections of the first file.
  const { consent_id } = await at.aConsent(case_id, partner_worker, ['mind', 'safety'])
  await at.rows(
    `insert into case_access (organisation_id, case_id, access_id, kind, member_organisation_id, function, sections, basis, created_by)
     values ($1, $2, gen_random_uuid(), 'consent', $3, 'partner', '{mind,safety}', $4, $5)`,
    [at.ours.organisation_id, case_id, partner_worker.organisation_id, consent_id, coordinator.staff_id],
  )
  owner = await at.db.owner.connect()
})
after(async () => {
  owner?.release()
  await at.close()
})

const everything = () => {
  const { reference_worker, psychologist, coordinator, far_coordinator, lawyer, second_worker, director } = at.staff
  const { trainer, partner_worker } = at.staff
  const who = {
    reference_worker,
    psychologist,
    coordinator,
    far_coordinator,
    lawyer,
    second_worker,
    director,
    trainer,
    partner_worker,
  }
  const all = (value: number | null) => Object.fromEntries(Object.keys(who).map((name) => [name, value]))
  const [none, no] = [all(0), all(null)]
  const o = at.ours.organisation_id
  const said = (call: string, answer: string) => `select from (select guard.${call} as said) x where said = '${answer}'`
  const version = (id: string) => `(select (guard.show_protocol('${id}') -> 'head' ->> 'version')::int)`
  const line = "gen_random_uuid(), '\\x01'"
  const turn = (office: string) =>
    `insert into duty_turn (organisation_id, turn_id, office_id, staff_id, time_zone, from_on, weekdays, from_time, until_time)
     values ('${o}', gen_random_uuid(), ${office}, '${lawyer.staff_id}', 'UTC', current_date, '{1}', '18:00', '09:00')`
  const opening = JSON.stringify({
    ...{ protocol_id: newId(), line_id: newId(), kind: 'health', section: 'health', cause: 'told', facts_version: 1 },
    ...{ closing: 'two', steps: [], look_by: '2030-01-01T00:00:00Z', talk_by: '2030-01-01T00:00:00Z', left_out: [] },
  })
  const expected: Tried<string>[] = [
    {
      name: 'a protocol is read with its section, by its own house',
      text: `select from protocol where protocol_id = '${ids.first}'`,
      by: { ...none, reference_worker: 1, psychologist: 1 },
    },
    {
      name: 'so are its lines',
      text: `select from protocol_line where protocol_id = '${ids.first}'`,
      by: { ...none, reference_worker: 1, psychologist: 1 },
    },
    {
      name: 'lines come through the guard',
      text: `insert into protocol_line (organisation_id, case_id, protocol_id, line_id, section, at, by_id, what, sealed) select organisation_id, case_id, protocol_id, gen_random_uuid(), section, now(), opened_by, 'note', '\\x01' from protocol`,
      by: no,
    },
    { name: 'steps as well', text: 'update protocol_step set due_at = now()', by: no },
    { name: 'and what becomes of it', text: 'update protocol set version = version', by: no },
    { name: 'nothing of it is deleted', text: 'delete from protocol', by: no },
    { name: 'looks stay as they were', text: 'update risk_look set causes = causes', by: no },
    { name: 'attempts stay as they were', text: 'update contact_attempt set attempted_on = attempted_on', by: no },
    { name: 'plans stay as they were', text: 'update safety_plan set made = made', by: no },
    {
      name: 'a protocol shows itself to those it stands with',
      text: `select from guard.show_protocol('${ids.first}') s where s is not null`,
      by: { ...none, reference_worker: 1, psychologist: 1, coordinator: 1, lawyer: 1, director: 1 },
    },
    {
      name: 'and its words to those who open its section',
      text: `select from guard.show_protocol('${ids.first}') s, jsonb_array_elements(s -> 'lines') l where l ->> 'sealed' is not null`,
      by: { ...none, reference_worker: 1, psychologist: 1 },
    },
    {
      name: 'not to whoever the person must not meet',
      text: `select from guard.show_protocol('${ids.apart}') s where s is not null`,
      by: { ...none, reference_worker: 1, psychologist: 1, coordinator: 1, director: 1 },
    },
    {
      name: 'once closed, no more to whoever had it or was called',
      text: `select from guard.show_protocol('${ids.closed}') s where s is not null`,
      by: { ...none, reference_worker: 1, psychologist: 1, coordinator: 1, director: 1 },
    },
    {
      name: 'it stands on the day of those who are told',
      text: `select from guard.my_protocols() where protocol_id = '${ids.first}'`,
      by: { ...none, reference_worker: 1, psychologist: 1, coordinator: 1, lawyer: 1 },
    },
    {
      name: 'those who answer for an office oversee it',
      text: 'select from guard.protocols_to_oversee()',
      by: { ...none, coordinator: 5, director: 5 },
    },
    {
      name: 'it is taken by those it stands with',
      text: said(`take_protocol('${ids.first}', ${version(ids.first)}, ${line}, 12)`, 'done'),
      by: { ...none, reference_worker: 1, psychologist: 1, coordinator: 1, lawyer: 1 },
    },
    {
      name: 'no step before somebody has it',
      text: said(`answer_protocol_step('${ids.first}', ${version(ids.first)}, 'look', 'done', ${line})`, 'done'),
      by: none,
    },
    {
      name: 'steps by whoever has it and those who write in its section',
      text: said(`answer_protocol_step('${ids.taken}', ${version(ids.taken)}, 'look', 'done', ${line})`, 'done'),
      by: { ...none, reference_worker: 1, psychologist: 1, coordinator: 1, lawyer: 1 },
    },
    {
      name: 'handed on by whoever has it',
      text: said(
        `hand_on_protocol('${ids.taken}', ${version(ids.taken)}, '${second_worker.staff_id}', ${line})`,
        'done',
      ),
      by: { ...none, lawyer: 1 },
    },
    {
      name: 'to somebody who may take it',
      text: said(`hand_on_protocol('${ids.taken}', ${version(ids.taken)}, '${trainer.staff_id}', ${line})`, 'done'),
      by: none,
    },
    {
      name: 'not closed with a step open',
      text: said(`close_protocol('${ids.taken}', ${version(ids.taken)}, 'ask', ${line})`, 'asked'),
      by: none,
    },
    {
      name: 'another agrees to close it',
      text: said(`close_protocol('${ids.asked}', ${version(ids.asked)}, 'agree', ${line})`, 'closed_now'),
      by: { ...none, psychologist: 1, coordinator: 1, lawyer: 1, director: 1 },
    },
    {
      name: 'opened by whoever writes anything in the file',
      text: `select from (select guard.open_protocol('${case_id}', '${opening}'::jsonb, '\\x01') as said) x where said is not null`,
      by: { ...none, reference_worker: 1, psychologist: 1, coordinator: 1 },
    },
    {
      name: 'who would be told, to those who see the file',
      text: `select from (select 1 from guard.candidates_of_protocol('${case_id}', 'mind') limit 1) x`,
      by: { ...none, reference_worker: 1, psychologist: 1, coordinator: 1, director: 1 },
    },
    {
      name: 'where its office is, to those who see the file',
      text: `select from guard.zone_of_file('${case_id}')`,
      by: { ...none, reference_worker: 1, psychologist: 1, coordinator: 1, director: 1, partner_worker: 1 },
    },
    { name: 'the roster is read by the house', text: 'select from duty_turn', by: { ...all(1), partner_worker: 0 } },
    {
      name: 'kept by whoever answers for the office',
      text: turn(`'${at.ours.office_id}'`),
      by: { ...no, coordinator: 1, director: 1 },
    },
    { name: 'for all offices by the direction', text: turn('null'), by: { ...no, director: 1 } },
    {
      name: 'and changed by the same',
      text: "update duty_turn set telephone = ''",
      by: { ...none, coordinator: 1, director: 1 },
    },
  ]
  return { who: who as Record<string, Who>, expected }
}

test('the walls around protocols and the duty hold for everyone who tries, and a hole in any would be noticed', () => {
  const { who, expected } = everything()
  return holds(owner, { mutants: safetyMutants, tries: () => triesOf(expected, (name) => who[name]!.token) })
})
