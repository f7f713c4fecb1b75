// The guard functions of conferences, tested: each planted hole must let through what the tests refuse, so that their
// refusals are known to come from these very lines.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { withdrawConsent } from '#consents/consent.ts'
import { agency, type ConferenceHouse, conferenceHouse, task } from '#test/conferences.ts'
import type { Who } from '#test/gate.ts'
import { endConference } from './conference.ts'
import { markTask, setTask } from './task.ts'

let house: ConferenceHouse
before(async () => {
  house = await conferenceHouse()
})
after(() => house.at.close())

const shows = 'select count(*)::int as seen from guard.my_conferences() where conference_id = $1'
const answers = "select (guard.answer_conference_task($1, $2, 'done', null, gen_random_uuid()) = 'done')::int as seen"

type Made = Awaited<ReturnType<ConferenceHouse['aConference']>> & { task_id: string }
interface Hole {
  name: string
  in: string
  replace: string
  by: string
  /** Brings about what must be refused, and says who tries it how. */
  arrange: (made: Made) => Promise<[who: Who, text: string, values: unknown[]]>
}

const withdrawn = async ({ case_id, shelter }: Made) => {
  await house.at.ask(withdrawConsent, { case_id, consent_id: shelter.consent_id }, house.me)
}

const holes: Hole[] = [
  {
    name: 'a withdrawn consent still invites, when another opens the file',
    in: 'my_conferences',
    replace: 'and guard.consent_is_live(c.consent_id) and cardinality',
    by: 'and cardinality',
    arrange: async (made) => {
      await house.letIn(made.case_id, house.at.staff.partner_worker, ['story'])
      await house.at.rows('update consent set withdrawn_at = now() where consent_id = $1', [made.shelter.consent_id])
      return [house.at.staff.partner_worker, shows, [made.conference_id]]
    },
  },
  {
    name: 'an ended access still invites',
    in: 'my_conferences',
    replace: 'and x.ended_at is null',
    by: '',
    arrange: async (made) => {
      await house.letIn(made.case_id, house.at.staff.partner_worker, ['story'])
      await house.at.rows('update case_access set ended_at = now() where basis = $1', [made.shelter.consent_id])
      return [house.at.staff.partner_worker, shows, [made.conference_id]]
    },
  },
  {
    name: 'a cancelled conference is shown',
    in: 'my_conferences',
    replace: "and k.status <> 'cancelled'",
    by: '',
    arrange: async ({ case_id, conference_id }) => {
      await house.at.ask(endConference, { case_id, conference_id, version: 1, status: 'cancelled' }, house.me)
      return [house.at.staff.partner_worker, shows, [conference_id]]
    },
  },
  {
    name: 'any partner answers any task',
    in: 'answer_conference_task',
    replace: "and x.owner_kind = 'agency' and x.owner_organisation_id = me.organisation_id",
    by: '',
    arrange: async ({ task_id, case_id }) => {
      await house.letIn(case_id, house.at.staff.other_partner_worker, ['home'])
      return [house.at.staff.other_partner_worker, answers, [task_id, 1]]
    },
  },
  {
    name: 'a task of a closed section is answered',
    in: 'answer_conference_task',
    replace: 'and x.section = any(k.sections)',
    by: '',
    arrange: async ({ task_id, shelter }) => {
      await house.at.rows("update case_access set sections = '{safety}' where basis = $1", [shelter.consent_id])
      return [house.at.staff.partner_worker, answers, [task_id, 1]]
    },
  },
  {
    name: 'a dropped task is answered',
    in: 'answer_conference_task',
    replace: "or t.status = 'dropped'",
    by: '',
    arrange: async ({ task_id, case_id }) => {
      await house.at.ask(markTask, { case_id, task_id, version: 1, status: 'dropped', answer: '' }, house.me)
      return [house.at.staff.partner_worker, answers, [task_id, 2]]
    },
  },
  {
    name: 'an older version is answered',
    in: 'answer_conference_task',
    replace: 't.version <> an_expected or',
    by: '',
    arrange: async ({ task_id }) => [house.at.staff.partner_worker, answers, [task_id, 7]],
  },
  {
    name: 'anyone takes an invitation back',
    in: 'uninvite',
    replace: "or not guard.reaches(k.case_id, 'conferences.call')",
    by: '',
    arrange: async ({ conference_id, clinic }) => [
      house.at.staff.partner_worker,
      'select guard.uninvite($1, $2)::int as seen',
      [conference_id, clinic.organisation_id],
    ],
  },
]

const tryIt = async (who: Who, text: string, values: unknown[]): Promise<number> => {
  const client = await house.at.db.owner.connect()
  try {
    await client.query('begin')
    await client.query('set local role amparo_app')
    await client.query('select guard.enter($1, null)', [who.token])
    const { rows } = await client.query<{ seen: number }>(text, values)
    return rows[0]?.seen ?? 0
  } finally {
    await client.query('rollback')
    client.release()
  }
}

const functionText = async (name: string): Promise<string> => {
  const [row] = await house.at.rows(
    "select pg_get_functiondef(oid) as text from pg_proc where pronamespace = 'guard'::regnamespace and proname = $1",
    [name],
  )
  return String(row?.text)
}

for (const hole of holes)
  test(`planted: ${hole.name}`, async () => {
    const made = await house.aConference()
    const given = task(made.case_id, made.items.home.item_id, agency(made.shelter))
    await house.at.ask(setTask, given, house.me)
    const [who, text, values] = await hole.arrange({ ...made, task_id: given.task_id })
    assert.equal(await tryIt(who, text, values), 0, 'as it stands it is refused')
    const whole = await functionText(hole.in)
    assert.ok(whole.includes(hole.replace), 'there is something to replace')
    await house.at.rows(whole.replace(hole.replace, () => hole.by))
    try {
      assert.equal(await tryIt(who, text, values), 1, 'with the hole it goes through')
    } finally {
      await house.at.rows(whole)
    }
  })

test('what was withdrawn through its answer is refused by every one of them at once', async () => {
  const made = await house.aConference()
  const given = task(made.case_id, made.items.home.item_id, agency(made.shelter))
  await house.at.ask(setTask, given, house.me)
  await withdrawn({ ...made, task_id: given.task_id })
  assert.equal(await tryIt(house.at.staff.partner_worker, shows, [made.conference_id]), 0)
  assert.equal(await tryIt(house.at.staff.partner_worker, answers, [given.task_id, 1]), 0)
})
