// The walls around what was told, tried past the server by everyone who might, and each of them taken down once to see that
// somebody notices.
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { newId } from '#kit/id.ts'
import { changeNote } from '#notes/note.ts'
import { storyMutants } from '#test/access/story-mutants.ts'
import { holds, type Tried, triesOf } from '#test/access/walls.ts'
import type { Who } from '#test/gate.ts'
import { type StoryHouse, storyHouse } from '#test/story.ts'
import { keepStoryFact } from './fact.ts'
import { giveSummary } from './summary.ts'
import { keepWish } from './telling.ts'

let at: StoryHouse
let owner: pg.PoolClient
let case_id: string
let ended: Who
const ids = { a: '', b: '', noteA: '', factA: newId() }
const people = [
  'reference_worker',
  'lawyer',
  'psychologist',
  'coordinator',
  'second_worker',
  'far_coordinator',
  'director',
  'job_counsellor',
  'partner',
  'ended',
] as const
type Name = (typeof people)[number]

before(async () => {
  at = await storyHouse()
  const { reference_worker, lawyer, psychologist, job_counsellor, partner_worker, other_partner_worker } = at.staff
  ended = other_partner_worker
  case_id = (await at.aFile()).case_id
  await at.joins(case_id, lawyer, psychologist, job_counsellor)
  await at.opensTo(case_id, partner_worker, ['identity', 'story'], 'legal')
  await at.opensTo(case_id, ended, ['identity', 'story'], 'shelter')
  const { consent_id } = await at.opensTo(case_id, ended, ['identity', 'story'], 'legal')
  const a = await at.tells(case_id, reference_worker, 'A', { retell: ['law'] })
  const b = await at.tells(case_id, psychologist, 'B', { section: 'mind' })
  Object.assign(ids, { a: a.telling_id, b: b.telling_id, noteA: a.note_id })
  await at.ask(changeNote, { case_id, note_id: a.note_id, version: 1, text: 'A again' }, reference_worker)
  const kind = { fact: 'duration', state: 'told', source: 'told', sureness: 'sure' } as const
  const fact = { ...kind, value: { codes: ['weeks'] } }
  await at.ask(keepStoryFact, { case_id, fact_id: ids.factA, telling_id: ids.a, ...fact }, reference_worker)
  await at.ask(keepStoryFact, { case_id, fact_id: newId(), ...fact }, reference_worker)
  await at.ask(
    keepWish,
    { case_id, wish_id: newId(), topic: 'money', wish: 'ask_me', said_on: at.today },
    reference_worker,
  )
  const given = { case_id, given_id: newId(), profession: 'law' as const, recipient: 'R', telling_ids: [ids.a] }
  await at.ask(giveSummary, given, reference_worker)
  // Taken back without its access: the policies have to ask the consent itself.
  await at.rows('update consent set withdrawn_at = now() where consent_id = $1', [consent_id])
  owner = await at.db.owner.connect()
})
after(async () => {
  owner?.release()
  await at.close()
})

const everyone = (value: number | null) =>
  Object.fromEntries(people.map((name) => [name, value])) as Record<Name, number | null>

const factOf = (name: Name, telling: string, replaces = 'null') =>
  `insert into story_fact (organisation_id, case_id, fact_id, telling_id, replaces_id, written_by, sealed)
   values ('${at.ours.organisation_id}', '${case_id}', gen_random_uuid(), ${telling}, ${replaces}, '${whoIs(name).staff_id}', '\\x01')`

const tried = (): Tried<Name>[] => {
  const o = `'${at.ours.organisation_id}', '${case_id}'`
  const quoted = (name: Name) => `'${whoIs(name).staff_id}'`
  const [none, no] = [everyone(0), everyone(null)]
  const about = case_id
  const of = (id: string) => `telling_id = '${id}'`
  const mark = (name: Name, note_id = ids.noteA) =>
    `insert into telling (organisation_id, case_id, telling_id, section, note_id, note_version, written_by, heard_by, recorded_by, sealed)
     values (${o}, gen_random_uuid(), 'story', '${note_id}', 1, ${quoted(name)}, ${quoted(name)}, ${quoted(name)}, '\\x01')`
  const wish = (name: Name) =>
    `insert into story_wish (organisation_id, case_id, wish_id, written_by, sealed) values (${o}, gen_random_uuid(), ${quoted(name)}, '\\x01')`
  const each = (name: string, text: (who: Name) => string, by: Partial<Record<Name, number | null>>): Tried<Name>[] =>
    (Object.entries(by) as [Name, number | null][]).map(([who, should]) => ({
      name,
      text: text(who),
      by: { [who]: should } as never,
      about,
    }))
  const heads = { ...none, reference_worker: 2, lawyer: 1, psychologist: 2, coordinator: 1, partner: 1 }
  const words = { ...none, reference_worker: 1, lawyer: 1, partner: 1 }
  const notes = { ...none, reference_worker: 1, lawyer: 1, psychologist: 1, partner: 1 }
  const team = { reference_worker: 1, lawyer: 1, psychologist: 1, coordinator: 1 }
  const open = `update telling set retell = '{law,accompany}', version = version + 1 where ${of(ids.a)}`
  return [
    { name: 'what was told is known of', text: 'select from telling', about, by: heads },
    { name: 'and of no file one does not speak of', text: 'select from telling', by: none },
    { name: 'how the person was asked goes along', text: 'select from telling_consent', about, by: heads },
    { name: 'and is never changed', text: `update telling_consent set retell = '{law}'`, about, by: no },
    { name: 'the note goes to whom it may be retold', text: 'select from note', about, by: notes },
    { name: 'whichever file the request speaks of', text: `select from note where case_id = '${case_id}'`, by: notes },
    { name: 'and so does what it said before', text: 'select from note_version', about, by: words },
    { name: 'the words', text: `select from guard.words_of_telling('${case_id}', '${ids.a}')`, about, by: words },
    {
      name: 'opened by those who read',
      text: open,
      about,
      by: { ...none, reference_worker: 1, lawyer: 1, coordinator: null, psychologist: null, partner: null },
    },
    {
      name: 'closed by all of the team who know of it',
      text: `update telling set retell = '{}', version = version + 1 where ${of(ids.a)}`,
      about,
      by: { ...none, ...team, partner: null },
    },
    {
      name: 'unmarked by those who read',
      text: `update telling set ended_at = now(), version = version + 1 where ${of(ids.b)}`,
      about,
      by: { ...none, psychologist: 1, reference_worker: null },
    },
    { name: 'never deleted', text: 'delete from telling', about, by: no },
    ...each('marked by those who read and write', (who) => mark(who), { ...no, reference_worker: 1 }),
    { name: 'in one’s own name', text: mark('lawyer'), about, by: { reference_worker: null, coordinator: null } },
    { name: 'wishes', text: 'select from story_wish', about, by: { ...none, ...team } },
    ...each('kept by the team', wish, { ...no, ...team }),
    {
      name: 'facts',
      text: 'select from story_fact',
      about,
      by: { ...none, reference_worker: 2, lawyer: 2, psychologist: 1, coordinator: 1, partner: 1 },
    },
    ...each('a fact of what one reads', (who) => factOf(who, `'${ids.a}'`), { ...no, reference_worker: 1, lawyer: 1 }),
    ...each('a fact of its own', (who) => factOf(who, 'null'), { ...no, ...team }),
    ...each('replaced by those who read', (who) => factOf(who, `'${ids.a}'`, `'${ids.factA}'`), {
      ...no,
      reference_worker: 1,
      lawyer: 1,
    }),
    { name: 'never changed', text: `update story_fact set sealed = '\\x02'`, about, by: no },
    { name: 'to whom it was given', text: 'select from story_given', about, by: { ...none, ...team } },
  ]
}

const whoIs = (name: Name): Who =>
  name === 'partner' ? at.staff.partner_worker : name === 'ended' ? ended : at.staff[name]

test('what was told stays where the person lets it be, for everyone who tries, and a hole anywhere would be noticed', () =>
  holds(owner, {
    mutants: storyMutants,
    tries: () => [
      ...triesOf(tried(), (name) => whoIs(name).token),
      {
        ...{ name: 'a fact is not replaced by one that rests on something else', who: 'psychologist', about: case_id },
        text: factOf('psychologist', `'${ids.b}'`, `'${ids.factA}'`),
        token: at.staff.psychologist.token,
        should: ['missing'],
      },
    ],
  }))
