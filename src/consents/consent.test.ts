// Consents through the gate: who records and takes back, what a partner sees while one lives, and that nothing is
// disclosed once a withdrawal was acknowledged, however the two cross.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { openFile } from '#cases/case.ts'
import type { Tx } from '#kit/database.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { addNote, readNotes } from '#notes/note.ts'
import { today } from '#test/day.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { listConsents, recordConsent, withdrawConsent } from './consent.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(
    await import('./consent.api.ts'),
    await import('#cases/case.api.ts'),
    await import('#notes/note.api.ts'),
  )
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
const aConsent = (case_id: string, change: Record<string, unknown> = {}) => ({
  case_id,
  consent_id: newId(),
  recipient_organisation_id: at.partner.organisation_id,
  sections: ['identity' as const, 'health' as const],
  purpose: 'health' as const,
  given_by: 'person' as const,
  how: 'spoken' as const,
  language: 'ne',
  with_interpreter: true,
  starts_on: today,
  ends_on: addDays(today, 30),
  ...change,
})
/** What accepting a referral does: the partner's access that stands on the consent. */
const accept = (case_id: string, consent_id: string, sections: string[]) =>
  at.rows(
    `insert into case_access (organisation_id, case_id, access_id, kind, member_organisation_id, function, sections, basis, created_by)
     values ($1, $2, gen_random_uuid(), 'consent', $3, 'partner', $4, $5, $6)`,
    [
      at.ours.organisation_id,
      case_id,
      at.partner.organisation_id,
      sections,
      consent_id,
      at.staff.partner_worker.staff_id,
    ],
  )
const aShared = async () => {
  const { case_id } = await at.aFile()
  const { reference_worker } = at.staff
  const consent = aConsent(case_id)
  await at.ask(recordConsent, consent, reference_worker)
  await accept(case_id, consent.consent_id, consent.sections)
  const note = { case_id, note_id: newId(), section: 'health' as const, text: 'Asthma.' }
  await at.ask(addNote, note, reference_worker)
  return { case_id, consent_id: consent.consent_id }
}

test('a consent is recorded as she gave it, shown with its state and taken back', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator } = at.staff
  const consent = aConsent(case_id)
  await at.ask(recordConsent, consent, reference_worker)
  const listed = async () => (await at.ask(listConsents, { case_id }, coordinator)).consents
  assert.deepEqual(
    (await listed()).map((each) => [each.recipient_name, each.state, each.sections]),
    [['Refugio del Olmo', 'live', ['identity', 'health']]],
  )
  const { consent_id } = consent
  await at.ask(withdrawConsent, { case_id, consent_id }, coordinator)
  assert.equal((await listed())[0]?.state, 'withdrawn')
  const when = (await listed())[0]?.withdrawn_at
  await at.ask(withdrawConsent, { case_id, consent_id }, reference_worker)
  assert.equal((await listed())[0]?.withdrawn_at, when, 'taking back twice changes nothing')
  const kinds = await at.rows("select kind from timeline_entry where case_id = $1 and kind like 'consent%'", [case_id])
  assert.deepEqual(kinds.map((row) => row.kind).sort(), ['consent_recorded', 'consent_withdrawn'])
  const [entry] = await at.rows("select * from journal where case_id = $1 and action = 'consents.record'", [case_id])
  assert.deepEqual(
    [entry?.subject_id, entry?.sections, String(entry?.basis).split(':')[0]],
    [consent_id, consent.sections, 'team'],
  )
})

test('only those whose work it is record and take back, and only on this file', async () => {
  const { case_id } = await at.aFile()
  const other = await at.aFile()
  const { reference_worker, director, trainer, partner_worker, far_coordinator } = at.staff
  const consent = aConsent(case_id)
  await at.ask(recordConsent, consent, reference_worker)
  const taken = { case_id, consent_id: consent.consent_id }
  await refuses(at.ask(recordConsent, aConsent(case_id), nobody), 'signed_out')
  await refuses(at.ask(withdrawConsent, taken, nobody), 'signed_out')
  await refuses(at.ask(listConsents, { case_id }, nobody), 'signed_out')
  await refuses(at.ask(recordConsent, aConsent(case_id), director), 'refused')
  await refuses(at.ask(withdrawConsent, taken, director), 'refused')
  for (const who of [trainer, partner_worker, far_coordinator]) {
    await refuses(at.ask(recordConsent, aConsent(case_id), who), 'not_found', 'case.not_found')
    await refuses(at.ask(withdrawConsent, taken, who), 'not_found', 'case.not_found')
    await refuses(at.ask(listConsents, { case_id }, who), 'not_found', 'case.not_found')
  }
  await refuses(
    at.ask(withdrawConsent, { ...taken, case_id: other.case_id }, reference_worker),
    'not_found',
    'consent.not_found',
  )
  assert.equal((await at.ask(listConsents, { case_id }, reference_worker)).consents[0]?.state, 'live')
})

test('a recipient outside is named in words, sealed, and needs exactly one name', async () => {
  const { case_id } = await at.aFile()
  const { recipient_organisation_id: partner, ...terms } = aConsent(case_id)
  const outside = { service_id: newId(), name: 'CANARY the clinic by the alder' }
  const { reference_worker } = at.staff
  await at.ask(recordConsent, { ...terms, outside }, reference_worker)
  const [listed] = (await at.ask(listConsents, { case_id }, reference_worker)).consents
  assert.deepEqual(
    [listed?.recipient_name, listed?.recipient_organisation_id, listed?.recipient_service_id, listed?.state],
    [outside.name, null, outside.service_id, 'live'],
  )
  const [row] = await at.rows('select c::text from consent c where case_id = $1', [case_id])
  assert.doesNotMatch(String(row?.c), new RegExp(`CANARY|${Buffer.from('CANARY').toString('hex')}`))
  const again = { ...terms, consent_id: newId() }
  for (const change of [{}, { outside, recipient_organisation_id: partner }])
    assert.equal((await at.askHttp(recordConsent, { ...again, ...change }, reference_worker)).status, 422)
})

test('terms that cannot be are refused with the reason', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker } = at.staff
  const record = (change: Record<string, unknown>, on = case_id) =>
    at.ask(recordConsent, aConsent(on, change), reference_worker)
  await refuses(record({ ends_on: today }), 'invalid', 'consent.ends_before_it_starts')
  await refuses(record({ ends_on: addDays(today, 91) }), 'invalid', 'consent.too_long')
  await refuses(
    record({ starts_on: addDays(today, -9), ends_on: addDays(today, -1) }),
    'invalid',
    'consent.already_over',
  )
  await refuses(record({ recipient_organisation_id: at.ours.organisation_id }), 'invalid', 'consent.own_organisation')
  await refuses(record({ recipient_organisation_id: newId() }), 'invalid', 'gate.unknown_reference')
  const young = await at.aFile({ card: { birth_year: Number(today.slice(0, 4)) - 16 } })
  await refuses(record({}, young.case_id), 'invalid', 'consent.minor_alone')
  await record({ given_by: 'minor_with_guardian' }, young.case_id)
  const { status, body } = await at.askHttp(
    recordConsent,
    aConsent(case_id, { purpose: 'gossip', sections: [] }),
    reference_worker,
  )
  assert.deepEqual(
    [status, body.details.fields.map((each: { path: string }) => each.path)],
    [422, ['sections', 'purpose']],
  )
})

test('a partner sees the consented sections while the consent lives, and its own consent alone', async () => {
  const { case_id, consent_id } = await aShared()
  const { partner_worker, other_partner_worker, reference_worker, coordinator } = at.staff
  await at.ask(
    recordConsent,
    aConsent(case_id, { recipient_organisation_id: at.otherPartner.organisation_id }),
    reference_worker,
  )
  const file = await at.ask(openFile, { case_id }, partner_worker)
  assert.deepEqual(file.sections.sort(), ['health', 'identity'])
  assert.match(file.because, /^consent:/)
  assert.deepEqual(file.writes, [])
  assert.deepEqual(
    (await at.ask(listConsents, { case_id }, partner_worker)).consents.map((each) => each.consent_id),
    [consent_id],
  )
  assert.equal((await at.ask(readNotes, { case_id }, partner_worker)).notes[0]?.text, 'Asthma.')
  await refuses(at.ask(openFile, { case_id }, other_partner_worker), 'not_found')
  await at.ask(withdrawConsent, { case_id, consent_id }, coordinator)
  await refuses(at.ask(openFile, { case_id }, partner_worker), 'not_found')
  await refuses(at.ask(readNotes, { case_id }, partner_worker), 'not_found')
})

/** Runs `work` as this colleague in one transaction that waits in the middle until it is let go. */
const inOneTransaction = <T>(who: Who, case_id: string, work: (tx: Tx) => Promise<T>) =>
  at.house.database.transaction({ token: who.token, case_id }, work)
const hold = async (tx: Tx, consent_id: string, case_id: string): Promise<boolean> => {
  const { rows } = await sql<{ held: boolean }>`
    select guard.hold_consent(${consent_id}, ${case_id}, ${at.partner.organisation_id}) as held`.execute(tx)
  return rows[0]!.held
}

test('a disclosure in flight finishes before the withdrawal is acknowledged', async () => {
  const { case_id, consent_id } = await aShared()
  const order: string[] = []
  const holding = Promise.withResolvers<void>()
  const disclosure = inOneTransaction(at.staff.reference_worker, case_id, async (tx) => {
    assert.equal(await hold(tx, consent_id, case_id), true)
    holding.resolve()
    await pause(150)
    order.push('disclosed')
  })
  await holding.promise
  const withdrawal = at
    .ask(withdrawConsent, { case_id, consent_id }, at.staff.coordinator)
    .then(() => order.push('acknowledged'))
  await Promise.all([disclosure, withdrawal])
  assert.deepEqual(order, ['disclosed', 'acknowledged'])
})

test('a disclosure that comes while a withdrawal is in flight waits for it and then discloses nothing', async () => {
  const { case_id, consent_id } = await aShared()
  const locked = Promise.withResolvers<void>()
  const withdrawal = inOneTransaction(at.staff.coordinator, case_id, async (tx) => {
    await sql`select guard.withdraw_consent(${consent_id})`.execute(tx)
    locked.resolve()
    await pause(150)
  })
  await locked.promise
  assert.equal(await inOneTransaction(at.staff.reference_worker, case_id, (tx) => hold(tx, consent_id, case_id)), false)
  await withdrawal
})

test('a reading under way finishes before the withdrawal is acknowledged', async () => {
  const { case_id, consent_id } = await aShared()
  const order: string[] = []
  const reading = Promise.withResolvers<void>()
  const read = inOneTransaction(at.staff.partner_worker, case_id, async (tx) => {
    const notes = () => tx.selectFrom('note').select('note_id').where('case_id', '=', case_id).execute()
    assert.equal((await notes()).length, 1)
    reading.resolve()
    await pause(150)
    order.push(`read ${(await notes()).length}`)
  })
  await reading.promise
  const withdrawal = at
    .ask(withdrawConsent, { case_id, consent_id }, at.staff.coordinator)
    .then(() => order.push('acknowledged'))
  await Promise.all([read, withdrawal])
  assert.deepEqual(order, ['read 1', 'acknowledged'])
})

test('a reading that comes while a withdrawal is in flight waits for it and then opens nothing', async () => {
  const { case_id, consent_id } = await aShared()
  const locked = Promise.withResolvers<void>()
  const withdrawal = inOneTransaction(at.staff.coordinator, case_id, async (tx) => {
    await sql`select guard.withdraw_consent(${consent_id})`.execute(tx)
    locked.resolve()
    await pause(150)
  })
  await locked.promise
  await refuses(at.ask(openFile, { case_id }, at.staff.partner_worker), 'not_found')
  await withdrawal
})

test('over many crossings no reading that starts after an acknowledgement succeeds', async () => {
  for (let round = 0; round < 12; round += 1) {
    const { case_id, consent_id } = await aShared()
    let acknowledged = false
    const late: boolean[] = []
    const reader = async () => {
      for (let turn = 0; turn < 6; turn += 1) {
        const after = acknowledged
        const opened = await at.ask(readNotes, { case_id }, at.staff.partner_worker).then(
          ({ notes }) => notes.length > 0,
          () => false,
        )
        if (after) late.push(opened)
      }
    }
    const withdraw = async () => {
      await pause(round)
      await at.ask(withdrawConsent, { case_id, consent_id }, at.staff.coordinator)
      acknowledged = true
    }
    await Promise.all([reader(), reader(), withdraw()])
    await reader()
    assert.ok(late.length > 0 && !late.includes(true))
  }
})

test('a consent that ended stays ended when the clock is set back', async () => {
  const { case_id, consent_id } = await aShared()
  await at.ask(openFile, { case_id }, at.staff.partner_worker)
  await at.rows("update clock_mark set latest = now() + interval '31 days'")
  await at.rows(
    "update session set made_at = now() + interval '31 days', expires_at = now() + interval '90 days' where staff_id = $1",
    [at.staff.partner_worker.staff_id],
  )
  try {
    await refuses(at.ask(openFile, { case_id }, at.staff.partner_worker), 'not_found')
  } finally {
    await at.rows('update clock_mark set latest = now()')
  }
  assert.ok(consent_id)
})
