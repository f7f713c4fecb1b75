// The walls written by hand around links and referrals outside, tried as the people at the desk and as the role of the
// door, and each of them taken down once to see that somebody notices.
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { linkMutants } from '#test/access/link-mutants.ts'
import { bytes, insertLink as linkRow, linkStates, proof } from '#test/access/link-rows.ts'
import { holds, triesOf } from '#test/access/walls.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'

let at: TestHouse
let owner: pg.PoolClient
let case_id: string
let elsewhere: string
const id = (last: string) => `00000000-0000-4000-8000-0000000000${last}`
const service = id('b2')
const changed = id('b3')

interface Link {
  name: string
  case_id?: string
  ref?: string
}
const insertLink = ({ ref = service, ...link }: Link, by: string) => {
  const { organisation_id } = at.ours
  return linkRow({ ...link, ref, by, organisation_id, purpose: link.case_id ? 'referral' : 'service_update' })
}

const consents = new Map<string, string>()
const aConsent = async (name: string, more = `recipient_service_id = '${service}'`) => {
  const { consent_id } = await at.aConsent(case_id, at.staff.partner_worker, ['home'])
  await at.rows(
    `update consent set recipient_organisation_id = null, sealed_recipient = '\\x01', ${more} where consent_id = $1`,
    [consent_id],
  )
  consents.set(name, consent_id)
  return consent_id
}
const outsideNames =
  'organisation_id, case_id, external_id, link_id, service_id, need, consent_id, sent_by, answer_due_on, sealed, sealed_slice'
const outside = (name: string, link: string, consent: string, by: string) =>
  `insert into referral_external (${outsideNames}) values ('${at.ours.organisation_id}', '${case_id}', md5('x${name}')::uuid, md5('${link}')::uuid,
   '${service}', 'housing', '${consent}', '${by}', current_date, '\\x01', '\\x02')`

before(async () => {
  at = await testHouse()
  case_id = (await at.aFile()).case_id
  elsewhere = (await at.aFile({ worker: at.staff.second_worker })).case_id
  owner = await at.db.owner.connect()
  const by = at.staff.coordinator.staff_id
  const o = at.ours.organisation_id
  await owner.query(
    `insert into directory_organisation values ('${o}', '${id('b1')}', '{"name": "Casa"}', current_date)`,
  )
  for (const each of [service, changed])
    await owner.query(
      `insert into directory_service values ('${o}', '${each}', '${id('b1')}', 'active', '{legal}', 'ES', '{"name": "Sede"}', '\\x01', current_date)`,
    )
  const set = async (name: string, change: string) =>
    change && (await owner.query(`update single_use_link set ${change} where token_hash = ${bytes(name)}`))
  for (const [state, change] of Object.entries(linkStates)) {
    await owner.query(insertLink({ name: state }, by))
    await set(state, change)
  }
  await owner.query(insertLink({ name: 'stale', ref: changed }, by))
  await owner.query(`update directory_service set record = '{"name": "Otra"}' where service_id = '${changed}'`)
  const sent: [string, string][] = [
    ['sent', ''],
    ['accepted', "status = 'accepted'"],
    ['declined', "status = 'declined', decline_reason = 'full'"],
    ['asked', 'asked_at = now()'],
  ]
  const live = await aConsent('live')
  for (const [name, change] of [...sent, ['over', ''], ['answered', "status = 'accepted'"], ['spare', '']] as const) {
    await owner.query(insertLink({ name, case_id }, by))
    if (name === 'spare') continue
    await owner.query(outside(name, name, name === 'over' ? await aConsent('over') : live, by))
    if (change) await owner.query(`update referral_external set ${change} where external_id = md5('x${name}')::uuid`)
  }
  await set('answered', 'used_at = now()')
  await at.rows('update consent set starts_on = current_date - 9, ends_on = current_date - 1 where consent_id = $1', [
    consents.get('over'),
  ])
  await aConsent('withdrawn')
  await at.rows('update consent set withdrawn_at = now() where consent_id = $1', [consents.get('withdrawn')])
  await aConsent('other', `recipient_service_id = '${changed}'`)
  const told: [string, string][] = [
    ['approved', ''],
    ['unapproved', 'answer = null, answered_by = null, answered_at = null'],
    ['ended', 'ended_at = now()'],
    ['over', 'ends_on = current_date - 1'],
    ['to_another', `recipient_service_id = '${changed}'`],
  ]
  for (const [name, change] of told) {
    await owner.query(
      `insert into lawful_exception (organisation_id, case_id, exception_id, recipient_service_id, basis, asked_by, ends_on, answer, answered_by, answered_at, sealed)
       values ('${o}', '${case_id}', ${exceptionOf(name)}, '${service}', 'court_order', '${by}', current_date + 3, 'approved', '${at.staff.director.staff_id}', now(), '\\x01')`,
    )
    if (change) await owner.query(`update lawful_exception set ${change} where exception_id = ${exceptionOf(name)}`)
  }
})
after(async () => {
  owner?.release()
  await at.close()
})

const exceptionOf = (name: string) => `md5('exception ${name}')::uuid`

type Name = 'door' | 'coordinator' | 'reference_worker' | 'second_worker' | 'lawyer' | 'director' | 'partner_worker'
type Tried = [name: string, statement: string, by: Partial<Record<Name, number | null>>, then_count?: string]

const tries = (name: string, code = 'right') =>
  `select (select count(*)::int from guard.door_link_try(${proof(name, code)}))`
const opens = (name: string) =>
  `select (select count(*)::int from guard.door_external_open(${proof(name)}, gen_random_uuid(), 1, '\\x01'))`
const slices = (name: string) =>
  `select (select count(sealed_slice)::int from guard.door_external_open(${proof(name)}, gen_random_uuid(), 1, '\\x01'))`
const answers = (name: string, answer: string, reason = 'null', sealed = "'\\x01'") =>
  `select (guard.door_external_answer(${proof(name)}, '${answer}', ${reason}, ${sealed}, gen_random_uuid())::int)`
const vouches = (name: string) =>
  `select (guard.door_service_answer(${proof(name)}, gen_random_uuid(), '{}', null, 30)::int)`
const carries = (name: string) => `select (count(guard.door_link_open(${proof(name)}))::int)`
const leftOf = (name: string) => `select tries_left from single_use_link where token_hash = ${bytes(name)}`

const atTheDoor = (): Tried[] => [
  ...(['open', 'sent', 'accepted', 'answered'] as const).map(
    (name): Tried => [`${name}: opens`, tries(name), { door: 1 }],
  ),
  ...(['expired', 'revoked', 'locked', 'used', 'unknown'] as const).flatMap((name): Tried[] => [
    [`${name}: opens nothing`, tries(name), { door: 0 }],
    [`${name}: carries nothing`, carries(name), { door: 0 }],
    [`${name}: vouches for nothing`, vouches(name), { door: 0 }],
  ]),
  ['a wrong code', tries('open', 'wrong'), { door: 0 }],
  ['a wrong code costs a try', tries('open', 'wrong'), { door: 4 }, leftOf('open')],
  ['a right one costs none', tries('open'), { door: 5 }, leftOf('open')],
  ['a wrong code at an opening', opens('sent').replace("'right'", "'wrong'"), { door: 0 }],
  ['a record', carries('open'), { door: 1 }],
  ['a file as a record', carries('sent'), { door: 0 }],
  ['a summary', opens('sent'), { door: 1 }],
  ['before the yes', slices('sent'), { door: 0 }],
  ['after the yes', slices('accepted'), { door: 1 }],
  ['after the no', opens('declined'), { door: 0 }],
  ['after the consent', opens('over'), { door: 0 }],
  ['written down', opens('sent'), { door: 1 }, 'select count(*)::int from link_opening'],
  ['a yes', answers('sent', 'accepted'), { door: 1 }],
  ['a yes after the consent', answers('over', 'accepted'), { door: 0 }],
  ['a second yes', answers('accepted', 'accepted'), { door: 0 }],
  ['an end', answers('accepted', 'ended', "'need_met'"), { door: 1 }],
  ['an end with a code that was used', answers('answered', 'ended', "'need_met'"), { door: 0 }],
  ['an end before the yes', answers('sent', 'ended', "'need_met'"), { door: 0 }],
  ['a no without a reason', answers('sent', 'declined', "''"), { door: 0 }],
  ['a question', answers('sent', 'asked'), { door: 1 }],
  ['a second question', answers('asked', 'asked'), { door: 0 }],
  ['its word', vouches('open'), { door: 1 }],
  [
    'its word uses the link up',
    vouches('open'),
    { door: 1 },
    `select count(used_at)::int from single_use_link where token_hash = ${bytes('open')}`,
  ],
  ['its word on what changed since', vouches('stale'), { door: 0 }],
  ['its word through a file', vouches('sent'), { door: 0 }],
  ['the table of links', 'select from single_use_link', { door: null }],
  ['the table of referrals outside', 'select from referral_external', { door: null }],
]

const atTheDesk = (): Tried[] => {
  const { coordinator, reference_worker, lawyer, partner_worker } = at.staff
  const consent = (name: string) => consents.get(name)!
  const refers = (name: string) => outside(`new ${name}`, 'spare', consent(name), reference_worker.staff_id)
  const elsewhereToo = outside('elsewhere', 'spare', consent('live'), coordinator.staff_id).replace(case_id, elsewhere)
  const byLaw = (statement: string, name: string) =>
    statement.replace('consent_id', 'exception_id').replace(`'${consent('live')}'`, exceptionOf(name))
  const told = (name: string) => byLaw(refers('live'), name)
  const renew = (name: string) => `update single_use_link set tries_left = 5 where link_id = md5('${name}')::uuid`
  const takesBack = `select ((guard.withdraw_external(md5('xsent')::uuid, 1, gen_random_uuid()) = 'withdrawn')::int)`
  const withdraws = `select (count(guard.withdraw_consent('${consent('live')}'))::int)`
  return [
    [
      'links to services',
      'select link_id from single_use_link where case_id is null',
      { coordinator: 6, second_worker: 6, partner_worker: 0 },
    ],
    [
      'links into the file',
      'select link_id from single_use_link where case_id is not null',
      { coordinator: 7, reference_worker: 7, second_worker: 0, partner_worker: 0 },
    ],
    ['what they carry', 'select sealed from single_use_link', { coordinator: null }],
    ['what they are found by', 'select token_hash from single_use_link', { coordinator: null }],
    ['a link', insertLink({ name: 'new' }, lawyer.staff_id), { lawyer: 1 }],
    ['a link in another’s name', insertLink({ name: 'new' }, coordinator.staff_id), { lawyer: null }],
    ['a link by whoever may not', insertLink({ name: 'new' }, at.staff.director.staff_id), { director: null }],
    [
      'a link into a file of others',
      insertLink({ name: 'new', case_id }, at.staff.second_worker.staff_id),
      { second_worker: null },
    ],
    ['a link into another house', insertLink({ name: 'new' }, partner_worker.staff_id), { partner_worker: null }],
    ['a new code', renew('open'), { coordinator: 1, lawyer: 1, director: 0, partner_worker: 0 }],
    [
      'a new code in a file',
      renew('sent'),
      { coordinator: 1, reference_worker: 1, second_worker: 0, partner_worker: 0 },
    ],
    ['a longer life', "update single_use_link set expires_at = now() + interval '80 days'", { coordinator: null }],
    [
      'an opening written by hand',
      `insert into link_opening (organisation_id, case_id, opening_id, link_id, reader_version, sealed_reader) select organisation_id, case_id, gen_random_uuid(), link_id, 1, '\\x01' from single_use_link where case_id is not null`,
      { coordinator: null },
    ],
    ['referrals outside', 'select from referral_external', { coordinator: 6, second_worker: 0, partner_worker: 0 }],
    ['one more', refers('live'), { reference_worker: 1, second_worker: null, partner_worker: null }],
    ['one on a consent that is over', refers('over'), { reference_worker: null }],
    ['one on a withdrawn consent', refers('withdrawn'), { reference_worker: null }],
    ['one on a consent to another', refers('other'), { reference_worker: null }],
    ['one by the law', told('approved'), { reference_worker: 1, second_worker: null, partner_worker: null }],
    ...['unapproved', 'ended', 'over', 'to_another'].map(
      (name): Tried => [`one by an exception that is ${name}`, told(name), { reference_worker: null }],
    ),
    ['one by the law of another file', byLaw(elsewhereToo, 'approved'), { coordinator: null }],
    ['one on a consent of another file', elsewhereToo, { coordinator: null }],
    ['the yes, written by the sender', "update referral_external set status = 'accepted'", { coordinator: null }],
    [
      'sealed anew',
      "update referral_external set sealed_slice = '\\x03'",
      { coordinator: 6, psychologist: 0, second_worker: 0 } as never,
    ],
    ['taken back', takesBack, { coordinator: 1, second_worker: 0, partner_worker: 0 }],
    [
      'a consent withdrawn closes what stands on it',
      withdraws,
      { reference_worker: 0 },
      "select count(*)::int from referral_external where status in ('sent', 'accepted') and external_id <> md5('xover')::uuid",
    ],
  ]
}

test('the walls around links and referrals outside hold for everyone who tries, and a hole in any is noticed', () =>
  holds(owner, {
    mutants: linkMutants,
    tries: () =>
      triesOf(
        [...atTheDoor(), ...atTheDesk()].map(([name, text, by, then = '']) => ({ name, text, by, then })),
        (name: Name) => (name === 'door' ? 'door' : at.staff[name].token),
      ),
    ground: async () => {
      await owner.query(
        `insert into case_access (organisation_id, case_id, access_id, kind, staff_id, sections, created_by)
         values ($1, $2, gen_random_uuid(), 'team', $3, array['identity', 'mind', 'health'], $4)`,
        [at.ours.organisation_id, case_id, at.staff.psychologist.staff_id, at.staff.coordinator.staff_id],
      )
    },
  }))
