// The walls written by hand around sittings, answers and the page on which she answers alone, tried as colleagues at the
// desk and as the role of the door, and each of them taken down once to see that somebody notices.
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { sittingMutants } from '#test/access/sitting-mutants.ts'
import { holds, type Should, triesOf } from '#test/access/walls.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'

let at: TestHouse
let owner: pg.PoolClient
let case_id: string
const colleagues = [
  'coordinator',
  'reference_worker',
  'psychologist',
  'lawyer',
  'director',
  'second_worker',
  'partner_worker',
] as const
type Name = 'door' | (typeof colleagues)[number]

const bytes = (name: string) => `sha256('${name}')`
const rightly = (name: string) => `${bytes(name)}, ${bytes('right')}`
const uuid = (name: string) => `md5('${name}')::uuid`

const link = (name: string, by: string, purpose = 'own_answers') =>
  `insert into single_use_link (organisation_id, link_id, case_id, purpose, ref_id, token_hash, link_key, code_salt, code_key, code_check,
     link_by, code_by, sealed, made_by, expires_at)
   values ('${at.ours.organisation_id}', ${uuid(name)}, '${case_id}', '${purpose}', ${uuid('mind')}, ${bytes(name)}, ${bytes('k')},
     substr(${bytes('k')}, 1, 16), ${bytes('k')}, ${bytes('right')}, 'in_person', ${purpose === 'referral' ? "'phone'" : "'in_person'"},
     '\\x01', '${by}', now() + interval '9 hours')`
const sitting = (name: string, section: string, by: string, instrument = name, state = 'open') =>
  `insert into sitting (organisation_id, case_id, sitting_id, instrument, instrument_version, section, state, taken_on, begun_by, sealed)
   values ('${at.ours.organisation_id}', '${case_id}', ${uuid(name)}, '${instrument}', 1, '${section}', '${state}', current_date, '${by}', '\\x01')`
const assessment = (name: string, section: string, by: string) =>
  `insert into assessment (organisation_id, case_id, assessment_id, instrument, instrument_version, section, taken_on, taken_by, sealed)
   values ('${at.ours.organisation_id}', '${case_id}', ${uuid(name)}, 'phq-9', '1', '${section}', current_date, '${by}', '\\x01')`
const own = (name: string, sitting_name: string, more: [string, string] = ['', '']) =>
  `insert into own_answers (organisation_id, case_id, sitting_id, link_id, section, sealed_state, zone, left_out, line_id, sealed_line${more[0]})
   values ('${at.ours.organisation_id}', '${case_id}', ${uuid(sitting_name)}, ${uuid(name)}, 'mind', '\\x01', 'UTC', '{}', gen_random_uuid(), '\\x02'${more[1]})`

before(async () => {
  at = await testHouse()
  case_id = (await at.aFile()).case_id
  owner = await at.db.owner.connect()
  const { coordinator, reference_worker, psychologist, lawyer, partner_worker } = at.staff
  const o = at.ours.organisation_id
  for (const who of [psychologist, lawyer])
    await owner.query(
      `insert into case_access (organisation_id, case_id, access_id, kind, staff_id, function, sections, created_by)
       values ($1, $2, gen_random_uuid(), 'team', $3, 'team_member', array['identity', 'mind', 'safety', 'health'], $4)`,
      [o, case_id, who.staff_id, coordinator.staff_id],
    )
  const { consent_id } = await at.aConsent(case_id, partner_worker, ['mind'])
  await owner.query(
    `insert into case_access (organisation_id, case_id, access_id, kind, member_organisation_id, function, sections, basis, created_by)
     values ($1, $2, gen_random_uuid(), 'consent', $3, 'partner', array['mind'], $4, $5)`,
    [o, case_id, partner_worker.organisation_id, consent_id, coordinator.staff_id],
  )
  const by = reference_worker.staff_id
  for (const statement of [
    sitting('mind', 'mind', by),
    sitting('safety', 'safety', by),
    sitting('over', 'mind', by, 'over', 'finished'),
    ...['a', 'b', 'c', 'd', 'e'].map((name) => sitting(`own ${name}`, 'mind', by)),
    assessment('taken', 'mind', by),
    `update assessment set version = 2 where assessment_id = ${uuid('taken')}`,
    ...['a', 'b', 'c', 'd', 'e', 'spare'].map((name) => link(name, by)),
    link('referral', by, 'referral'),
    own('a', 'own a'),
    own('b', 'own b', [', closed_at', ', now()']),
    own('c', 'own c', [', state', ", 'done'"]),
    own('d', 'own d'),
    own('referral', 'own e'),
    `update single_use_link set expires_at = now() - interval '1 minute', made_at = now() - interval '1 day' where link_id = ${uuid('d')}`,
    `insert into instrument_text (organisation_id, instrument, language, instrument_version, sentences, source, licence_note, confirmed_by)
     values ('${o}', 'phq-9', 'es', 1, '{}', 'abc', 'abc', '${by}')`,
  ])
    await owner.query(statement)
})
after(async () => {
  owner?.release()
  await at.close()
})

/** Stopped by the table, not by a wall. */
const broken = ['broken']

type Tried = [name: string, statement: string, by: Partial<Record<Name, Should>>, then?: string]
const opens = (name: string, first = true) =>
  `select (select count(*)::int from guard.door_own_open(${rightly(name)}, ${first}))`
const keeps = (name: string, { step = 0, state = 'answering', asked = 'null' } = {}) =>
  `select (coalesce((guard.door_own_keep(${rightly(name)}, ${step}, '${state}', '\\x05', 1, '\\x06', ${asked}) = 'kept')::int, 0))`
const opening = `jsonb_build_object('kind', 'self_harm', 'section', 'mind', 'instrument', 'phq-9', 'item', 'better_dead', 'facts_version', 1,
  'closing', 'not_opener', 'steps', '[]'::jsonb, 'look_by', now(), 'talk_by', now(), 'ref_id', gen_random_uuid(), 'cause', 'told')`

const atTheDoor = (): Tried[] => [
  ['her page', opens('a'), { door: 1 }],
  [
    'the first look is written down',
    opens('a'),
    { door: 1 },
    "select count(*)::int from journal where action = 'link.open'",
  ],
  ['the next is not', opens('a', false), { door: 0 }, "select count(*)::int from journal where action = 'link.open'"],
  ...(['b', 'c', 'd', 'referral', 'spare', 'unknown'] as const).flatMap((name): Tried[] => [
    [`${name}: opens nothing`, opens(name), { door: 0 }],
    [`${name}: keeps nothing`, keeps(name), { door: 0 }],
  ]),
  ['a step', keeps('a'), { door: 1 }],
  ['a step behind', keeps('a', { step: 3 }), { door: 0 }],
  [
    'back to the beginning',
    keeps('a', { state: 'offered' }),
    { door: 0 },
    `select step from own_answers where link_id = ${uuid('a')}`,
  ],
  [
    'the end',
    keeps('a', { state: 'done' }),
    { door: 1 },
    `select count(used_at)::int from single_use_link where link_id = ${uuid('a')}`,
  ],
  [
    'a fright is about this sitting, whatever the door says',
    keeps('a', { asked: opening }),
    { door: 1 },
    `select count(*)::int from protocol where ref_id = ${uuid('own a')} and cause = 'instrument'`,
  ],
  ...['own_answers', 'sitting', 'assessment', 'single_use_link'].map(
    (table): Tried => [`the table ${table}`, `select from ${table}`, { door: null }],
  ),
]

const atTheDesk = (): Tried[] => {
  const { reference_worker, psychologist, lawyer, director } = at.staff
  const change = (name: string, version = 2) =>
    `update sitting set version = ${version} where sitting_id = ${uuid(name)}`
  const amend = (version = 3) => `update assessment set version = ${version} where assessment_id = ${uuid('taken')}`
  const nobodyElse = { director: 0, second_worker: 0 }
  return [
    [
      'sittings',
      'select from sitting',
      {
        reference_worker: 8,
        psychologist: 8,
        coordinator: 1,
        lawyer: 1,
        partner_worker: 0,
        director: 1,
        second_worker: 0,
      },
    ],
    ['begun', sitting('new', 'mind', psychologist.staff_id), { psychologist: 1 }],
    ['begun in another’s name', sitting('new', 'mind', reference_worker.staff_id), { psychologist: null }],
    ['begun without the section', sitting('new', 'mind', lawyer.staff_id), { lawyer: null }],
    ['begun by a director', sitting('new', 'safety', director.staff_id), { director: null }],
    ['begun as finished', sitting('new', 'mind', psychologist.staff_id, 'new', 'finished'), { psychologist: null }],
    ['begun twice', sitting('new', 'mind', psychologist.staff_id, 'mind'), { psychologist: broken }],
    [
      'gone on with',
      change('mind'),
      { reference_worker: 1, psychologist: 1, coordinator: 0, lawyer: 0, partner_worker: 0, ...nobodyElse },
    ],
    ['gone on with in safety', change('safety'), { lawyer: 1, coordinator: 1, director: 0, partner_worker: 0 }],
    ['two versions at once', change('mind', 3), { reference_worker: broken }],
    ['what is over', change('over'), { reference_worker: 0 }],
    ['another instrument', "update sitting set instrument = 'gad-7'", { reference_worker: null }],
    [
      'answers',
      'select from assessment',
      { reference_worker: 1, psychologist: 1, coordinator: 0, lawyer: 0, partner_worker: 1, ...nobodyElse },
    ],
    ['new answers', assessment('new', 'mind', reference_worker.staff_id), { reference_worker: 1 }],
    ['new answers in another’s name', assessment('new', 'mind', psychologist.staff_id), { reference_worker: null }],
    ['new answers without the section', assessment('new', 'mind', lawyer.staff_id), { lawyer: null }],
    ['an amendment', amend(), { reference_worker: 1, psychologist: 1, lawyer: 0, partner_worker: 0, ...nobodyElse }],
    ['two amendments at once', amend(4), { reference_worker: broken }],
    ['what stood before', amend(), { reference_worker: 2 }, 'select count(*)::int from assessment_version'],
    ['versions', 'select from assessment_version', { reference_worker: 1, coordinator: 0, lawyer: 0, ...nobodyElse }],
    [
      'versions by hand',
      'insert into assessment_version select organisation_id, case_id, assessment_id, 9, section, written_by, written_at, sealed from assessment_version',
      { reference_worker: null, psychologist: null },
    ],
    [
      'old sentences',
      'select from instrument_text_version',
      { reference_worker: 1, coordinator: 1, director: 0, partner_worker: 0 },
    ],
    ['old sentences rewritten', "update instrument_text_version set source = 'abcd'", { coordinator: null }],
    [
      'how far she is',
      'select from own_answers',
      { reference_worker: 5, psychologist: 5, coordinator: 0, lawyer: 0, partner_worker: 0, ...nobodyElse },
    ],
    ['what the door goes on with', 'select sealed_state from own_answers', { reference_worker: null }],
    [
      'a door',
      own('spare', 'mind'),
      { reference_worker: 1, psychologist: 1, coordinator: null, lawyer: null, partner_worker: null },
    ],
    ['a door with answers in it', own('spare', 'mind', [', state', ", 'done'"]), { reference_worker: null }],
    ['her answers, written at the desk', "update own_answers set state = 'done'", { reference_worker: null }],
    [
      'taken back',
      `update own_answers set closed_at = now() where link_id = ${uuid('a')}`,
      { reference_worker: 1, lawyer: 0 },
    ],
    ['opened again', `update own_answers set closed_at = null where link_id = ${uuid('b')}`, { reference_worker: 0 }],
    ['a link for her', link('new', director.staff_id), { director: null }],
    ['a link for her, by the team', link('new', psychologist.staff_id), { psychologist: 1 }],
    [
      'links for her',
      "select link_id from single_use_link where purpose = 'own_answers'",
      { reference_worker: 6, director: 0, partner_worker: 0 },
    ],
  ]
}

test('the walls around answers hold for everyone who tries, and a hole in any is noticed', () =>
  holds(owner, {
    mutants: sittingMutants,
    tries: () =>
      triesOf(
        [...atTheDoor(), ...atTheDesk()].map(([name, text, by, then = '']) => ({ name, text, by, then })),
        (name: Name) => (name === 'door' ? 'door' : at.staff[name].token),
      ),
  }))
