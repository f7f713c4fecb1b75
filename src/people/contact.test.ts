// Nothing leaves against the rule: who may let something leave, what is written down of a yes and of a no, and what a
// change of the rule, a stale screen, the clock and two at once do to it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { changeSafeContact } from '#cases/case.ts'
import { addDays } from '#kit/day.ts'
import type { SentInputOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { leaveDeparture, readContact, recordResult, weighDeparture } from './contact.ts'
import { localTime, mayContact } from './safe-contact.rules.ts'
import { everyDay, noContact, SafeContact, type Way, type WrittenSafeContact } from './safe-contact.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./contact.api.ts'), await import('#cases/case.api.ts'))
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })

const today = () => new Date().toISOString().slice(0, 10)
const way = (change: Partial<Way> = {}) => ({
  ...{ channel: 'sms' as const, where: '600 000 001', from_hour: 0, to_hour: 24, who_else: '' },
  ...change,
})
const allDay = (...channels: Way['channel'][]): WrittenSafeContact => ({
  ...noContact,
  channels: channels.map((channel) => way({ channel })),
  confirm_again_on: addDays(today(), 30),
})
const setRule = (case_id: string, version: number, safe_contact: WrittenSafeContact) =>
  at.ask(changeSafeContact, { case_id, version, safe_contact }, at.staff.reference_worker)
const aFileWith = async (rule: WrittenSafeContact) => {
  const { case_id } = await at.aFile()
  await setRule(case_id, 0, rule)
  return case_id
}
const sms = (case_id: string, change: Partial<SentInputOf<typeof leaveDeparture>> = {}) =>
  ({
    ...{ case_id, departure_id: newId(), kind: 'message', channel: 'sms', template: 'can_we_talk', language: 'es' },
    seen_version: 1,
    ...change,
  }) as SentInputOf<typeof leaveDeparture>
const rowsOf = (case_id: string) =>
  at.rows('select outcome, because, result, actor_id, rule_version from departure where case_id = $1 order by at', [
    case_id,
  ])

test('what the rule allows leaves in neutral words, and both the yes and the no are written down', async () => {
  const case_id = await aFileWith(allDay('sms'))
  const { reference_worker } = at.staff
  const weighed = await at.ask(
    weighDeparture,
    { case_id, kind: 'message', channel: 'sms', template: 'see_you', language: 'ne', day: '2026-12-01', hour: '10:00' },
    reference_worker,
  )
  assert.deepEqual([weighed.allowed, weighed.rule_version, weighed.text?.sender], [true, 1, 'A.'])
  assert.match(weighed.text?.body ?? '', /10:00/)
  assert.equal((await rowsOf(case_id)).length, 0, 'asking lets nothing leave')

  const sent = sms(case_id)
  assert.deepEqual(await at.ask(leaveDeparture, sent, reference_worker), {
    ...{ departure_id: sent.departure_id, allowed: true, because: 'contact.named_by_her', version: 1 },
  })
  const refused = await at.ask(leaveDeparture, sms(case_id, { channel: 'chat' }), reference_worker)
  assert.deepEqual([refused.allowed, refused.because], [false, 'contact.channel_not_named'])

  const { departures, version } = await at.ask(readContact, { case_id }, reference_worker)
  assert.equal(version, 1)
  assert.deepEqual(
    departures.map(({ outcome, text, where, actor_id }) => [outcome, text?.body ?? null, where, actor_id]),
    [
      ['refused', null, null, reference_worker.staff_id],
      [
        'left',
        'Hola. ¿Es buen momento para hablar? Basta con un sí o un no.',
        '600 000 001',
        reference_worker.staff_id,
      ],
    ],
  )
  const result = { case_id, departure_id: sent.departure_id, version: 1, result: 'sent' as const }
  await at.ask(recordResult, result, reference_worker)
  const after = (await at.ask(readContact, { case_id }, reference_worker)).departures[1]
  assert.deepEqual([after?.result, after?.text, after?.where], ['sent', null, null], 'the words are out of sight')
  await refuses(at.ask(recordResult, result, reference_worker), 'conflict', 'contact.said_already')
  const journal = await at.rows('select action, reason from journal where case_id = $1 order by at', [case_id])
  assert.deepEqual(
    journal.filter(({ action }) => action === 'contact.leave').map(({ reason }) => reason),
    [null, 'contact.named_by_her', 'contact.channel_not_named', null],
  )
  const kinds = await at.rows(
    "select kind from timeline_entry where case_id = $1 and kind like 'contact%' order by at",
    [case_id],
  )
  assert.deepEqual(
    kinds.map(({ kind }) => kind),
    ['contact_left', 'contact_refused', 'contact_result'],
  )
})

test('without a rule nothing leaves, by any way, and free text cannot even be asked for', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker } = at.staff
  const all = [
    ['message', 'sms', 'ready'],
    ['reminder', 'email', 'see_you'],
    ['call', 'call', 'opening'],
    ['letter', 'letter', 'ready'],
    ['calendar_entry', 'chat', 'entry'],
  ] as const
  for (const [kind, channel, template] of all) {
    const dated = ['see_you', 'entry'].includes(template) && { day: '2026-12-01', hour: '10:00' }
    const asked = sms(case_id, { kind, channel, template, seen_version: 0, ...dated })
    const { allowed, because } = await at.ask(leaveDeparture, asked, reference_worker)
    assert.deepEqual([allowed, because], [false, 'contact.no_message_at_all'])
  }
  for (const wrong of [{ template: 'free_text' }, { language: 'xx' }, { day: '2026-12-01' }, { template: 'see_you' }])
    await refuses(at.ask(leaveDeparture, sms(case_id, wrong), reference_worker), 'invalid', 'contact.no_such_text')
  const smuggled = { ...sms(case_id), body: 'come to the shelter', text: 'x', values: { day: 'x' } }
  const { body } = await at.askHttp(leaveDeparture, smuggled, reference_worker)
  assert.equal(body.allowed, false)
  for (const bad of [
    { day: 'the shelter' },
    { hour: '99:00' },
    { channel: 'pigeon' },
    { departure_id: 'x' },
    { seen_version: -1 },
  ])
    assert.equal((await at.askHttp(leaveDeparture, { ...sms(case_id), ...bad }, reference_worker)).status, 422)
})

test('through someone nothing reaches a minor before the family was found safe, and it is weighed as it is decided', async () => {
  const { reference_worker } = at.staff
  const aMinor = async (card: { birth_year: number | null; age_in_doubt?: boolean }) => {
    const { case_id } = await at.aFile({ card })
    await setRule(case_id, 0, allDay('through_someone', 'sms'))
    return case_id
  }
  const call = { kind: 'call', channel: 'through_someone', template: 'opening' } as const
  const risk = (case_id: string, outcome: string) =>
    at.rows(
      `insert into family_risk (organisation_id, case_id, family_risk_id, outcome, assessed_on, review_on, recorded_by, sealed)
       values ($1, $2, gen_random_uuid(), $3, current_date, current_date + 30, $4, 'x')`,
      [at.ours.organisation_id, case_id, outcome, reference_worker.staff_id],
    )
  const leaves = async (case_id: string) => {
    const { because } = await at.ask(leaveDeparture, sms(case_id, call), reference_worker)
    const weighed = await at.ask(weighDeparture, { case_id, ...call, language: 'es' }, reference_worker)
    assert.equal(weighed.because, because, 'what is said beforehand is what is decided')
    return because
  }
  const year = Number(today().slice(0, 4))
  const young = await aMinor({ birth_year: year - 15 })
  const doubted = await aMinor({ birth_year: null, age_in_doubt: true })
  for (const case_id of [young, doubted]) {
    assert.equal(await leaves(case_id), 'contact.family_not_safe')
    assert.ok((await at.ask(leaveDeparture, sms(case_id), reference_worker)).allowed, 'to themself as they said')
    for (const outcome of ['not_clear', 'not_safe']) {
      await risk(case_id, outcome)
      assert.equal(await leaves(case_id), 'contact.family_not_safe')
    }
    await risk(case_id, 'safe')
    assert.equal(await leaves(case_id), 'contact.named_by_her')
  }
  assert.equal(await leaves(await aMinor({ birth_year: year - 30, age_in_doubt: false })), 'contact.named_by_her')
})

test('nobody, a role without the right, a partner and another office let nothing leave and read nothing of it', async () => {
  const case_id = await aFileWith(allDay('sms'))
  const { reference_worker, director, administrator, partner_worker, far_coordinator, second_worker } = at.staff
  const sent = sms(case_id)
  await at.ask(leaveDeparture, sent, reference_worker)
  const result = { case_id, departure_id: sent.departure_id, version: 1, result: 'sent' as const }
  const weigh = { case_id, kind: 'message', channel: 'sms', template: 'ready', language: 'es' } as const
  for (const who of [partner_worker, far_coordinator, second_worker, administrator]) {
    await refuses(at.ask(leaveDeparture, sms(case_id), who), 'not_found', 'case.not_found')
    await refuses(at.ask(weighDeparture, weigh, who), 'not_found', 'case.not_found')
    await refuses(at.ask(readContact, { case_id }, who), 'not_found', 'case.not_found')
    await refuses(at.ask(recordResult, result, who), 'not_found', 'case.not_found')
  }
  await refuses(at.ask(leaveDeparture, sms(case_id), director), 'refused')
  await refuses(at.ask(weighDeparture, weigh, nobody), 'signed_out')
  await refuses(at.ask(leaveDeparture, sms(case_id), nobody), 'signed_out')
  await refuses(at.ask(readContact, { case_id }, nobody), 'signed_out')
  await refuses(at.ask(recordResult, result, nobody), 'signed_out')
  await at.aConsent(case_id, partner_worker, ['safety'])
  const other = { ...result, departure_id: newId() }
  await refuses(at.ask(recordResult, other, reference_worker), 'not_found', 'contact.not_found')
})

test('a stale screen, a day to ask again, a voicemail and another language are refused', async () => {
  const case_id = await aFileWith({ ...allDay('sms', 'call'), language: 'ne' })
  const { reference_worker } = at.staff
  const because = async (change: object) =>
    (await at.ask(leaveDeparture, sms(case_id, { language: 'ne', ...change }), reference_worker)).because
  assert.equal(await because({}), 'contact.named_by_her')
  assert.equal(await because({ language: 'es' }), 'contact.other_language')
  assert.equal(
    await because({ kind: 'call', channel: 'call', template: 'opening', language: 'es' }),
    'contact.named_by_her',
  )
  assert.equal(
    await because({ kind: 'call', channel: 'call', template: 'call_again', voicemail: true }),
    'contact.no_voicemail',
  )
  await setRule(case_id, 1, { ...allDay('sms', 'call'), confirm_again_on: addDays(today(), -1) })
  assert.equal(await because({}), 'contact.rule_changed')
  assert.equal(await because({ seen_version: 2 }), 'contact.confirm_again')
  const { departures } = await at.ask(readContact, { case_id }, reference_worker)
  assert.ok(
    departures.every(({ text }) => text === null),
    'and words already handed out are gone from the screen',
  )
})

test('the database refuses what did not come through the rule', async () => {
  const case_id = await aFileWith(allDay('sms'))
  const { reference_worker } = at.staff
  const insert = (outcome: string, because: string, version: number, more = '') =>
    at.house.database.transaction({ token: reference_worker.token, case_id }, async (_tx, _entering) => {
      const { sql } = await import('kysely')
      await sql`insert into departure (organisation_id, case_id, departure_id, kind, channel, outcome, because, rule_version, sealed)
        values (${reference_worker.organisation_id}, ${case_id}, ${newId()}, 'message', 'sms', ${outcome}, ${because}, ${version}, '\\x00')${sql.raw(more)}`.execute(
        _tx,
      )
    })
  await insert('left', 'contact.named_by_her', 1)
  await assert.rejects(insert('left', 'contact.outside_hours', 1), 'a no that left')
  await assert.rejects(insert('left', 'contact.named_by_her', 7), 'a version nobody wrote')
  await setRule(case_id, 1, noContact)
  await assert.rejects(insert('left', 'contact.named_by_her', 2), 'a rule that forbids all')
})

test('a change of the rule and a message at once: whichever comes first, nothing leaves on the rule that is gone', async () => {
  const { reference_worker, coordinator } = at.staff
  for (let round = 0; round < 8; round += 1) {
    const case_id = await aFileWith(allDay('sms'))
    const [left, changed] = await Promise.all([
      at.ask(leaveDeparture, sms(case_id), coordinator),
      at.ask(changeSafeContact, { case_id, version: 1, safe_contact: noContact }, reference_worker),
    ])
    assert.equal(changed.version, 2)
    const [row] = await rowsOf(case_id)
    assert.equal(row?.outcome, left.allowed ? 'left' : 'refused')
    if (left.allowed) assert.equal(row?.rule_version, 1)
    const late = await at.ask(leaveDeparture, sms(case_id, { seen_version: 2 }), coordinator)
    assert.equal(late.allowed, false)
  }
})

test('no sequence of changes, looks, sendings and waiting lets anything leave against the rule of that moment', async () => {
  const { reference_worker, coordinator } = at.staff
  const edge = (usual: number) => fc.oneof(fc.constant(usual), fc.integer({ min: 0, max: 24 }))
  const aRule = fc.record({
    channel: fc.constantFrom('sms' as const, 'call' as const),
    allowed: fc.constantFrom(true, true, false),
    days: fc.constantFrom(everyDay, everyDay, [1, 2, 3], [4, 5, 6, 7]),
    from_hour: edge(0),
    to_hour: edge(24),
    time_zone: fc.constantFrom('Europe/Madrid', 'Asia/Kathmandu', 'America/Bogota'),
    voicemail: fc.boolean(),
    confirm: fc.constantFrom(null, -1, 0, 1, 20),
  })
  const step = fc.oneof(
    fc.record({ do: fc.constant('change' as const), rule: aRule }),
    fc.record({ do: fc.constant('look' as const) }),
    fc.record({
      do: fc.constant('send' as const),
      channel: fc.constantFrom('sms' as const, 'call' as const),
      voicemail: fc.constantFrom(false, false, true),
    }),
    fc.record({ do: fc.constant('later' as const), hours: fc.integer({ min: 1, max: 40 }) }),
  )
  const open = { allowed: true, days: everyDay, from_hour: 0, to_hour: 24, time_zone: 'Europe/Madrid' as const }
  const usual = [
    { do: 'change' as const, rule: { ...open, channel: 'sms' as const, voicemail: false, confirm: null } },
    { do: 'look' as const },
    { do: 'send' as const, channel: 'sms' as const, voicemail: false },
  ]
  const { case_id } = await at.aFile()
  let version = 0
  let seen = 0
  let rule: SafeContact | null = null
  const before = (await at.rows('select latest from clock_mark'))[0]?.latest as Date
  let clock = Date.now()
  let left = 0
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 20 }), async (steps) => {
        for (const each of steps) {
          if (each.do === 'look') seen = (await at.ask(readContact, { case_id }, coordinator)).version
          if (each.do === 'later') {
            clock = Math.max(clock, Date.now()) + each.hours * 3_600_000
            await at.rows('update clock_mark set latest = $1', [new Date(clock).toISOString()])
            await at.rows(
              "update session set expires_at = $1::timestamptz + interval '1 day', seen_at = $1::timestamptz",
              [new Date(clock).toISOString()],
            )
          }
          if (each.do === 'change') {
            const { channel, allowed, days, from_hour, to_hour, confirm, ...rest } = each.rule
            const day = new Date(clock).toISOString().slice(0, 10)
            const written = {
              ...noContact,
              ...rest,
              channels: [way({ channel, allowed, days, from_hour, to_hour })],
              confirm_again_on: confirm === null ? null : addDays(day, confirm),
            }
            version = (await setRule(case_id, version, written)).version
            rule = SafeContact.parse(written)
          }
          if (each.do === 'send') {
            const { channel, voicemail } = each
            const call = channel === 'call'
            const template = call ? 'opening' : 'ready'
            const kind = call ? 'call' : 'message'
            const asked = sms(case_id, { channel, kind, template, voicemail, seen_version: seen })
            const reply = await at.ask(leaveDeparture, asked, coordinator)
            const [row] = await at.rows('select outcome, at from departure where departure_id = $1', [
              asked.departure_id,
            ])
            const moment = (row!.at as Date).toISOString()
            const wanted = { kind, channel, voicemail, seen_version: seen, ...(!call && { language: 'es' }) } as const
            const should = mayContact({ safe_contact: rule, version }, wanted, moment)
            assert.equal(reply.allowed, should.allowed, `${reply.because} ${should.because}`)
            assert.equal(row?.outcome, reply.allowed ? 'left' : 'refused')
            if (reply.allowed) {
              left += 1
              assert.ok(rule?.channels.some((known) => known.channel === channel && known.allowed))
              assert.ok(!rule?.confirm_again_on || rule.confirm_again_on > localTime(moment, rule.time_zone).day)
              assert.equal(seen, version)
            }
          }
        }
      }),
      { numRuns: 25, examples: [[usual]] },
    )
  } finally {
    await at.rows('update clock_mark set latest = $1', [before])
    await at.rows("update session set expires_at = now() + interval '1 hour', seen_at = now()")
  }
  assert.ok(left > 0, 'something left at all')
  assert.equal(reference_worker.organisation_id, coordinator.organisation_id)
})
