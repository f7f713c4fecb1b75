// A withdrawal and a disclosure at the same moment, in every order their steps can fall: whoever comes second waits or
// is refused, and once both are done nothing is open.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { endConsent } from '#consents/consent.store.ts'
import { holdConsent } from '#consents/hold.store.ts'
import type { Tx } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { until, waitingForLocks } from '#test/waits.ts'
import { insertReferral, lookAt, takeBack, undo, writeAnswer } from './referral.store.ts'
import { sendReferral } from './referral.ts'
import { insertMessage } from './talk.store.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./referral.api.ts'))
})
after(() => at.close())

/** One side of the race: its work and its commit as two steps. */
const side = (who: Who, work: (tx: Tx) => Promise<unknown>) => {
  let commit = () => {}
  const allowed = new Promise<void>((resolve) => {
    commit = resolve
  })
  let run = () => {}
  const started = new Promise<void>((resolve) => {
    run = resolve
  })
  // What it is at: it waits for its turn to begin or to commit, it is done, or it works, perhaps behind a lock.
  const seen = { at: 'rest' as 'rest' | 'work' | 'done' }
  const ended = started
    .then(() =>
      at.house.database.transaction({ token: who.token }, async (tx) => {
        const answer = await work(tx)
        seen.at = 'rest'
        await allowed
        return answer
      }),
    )
    .catch((error: Error) => error)
    .finally(() => {
      seen.at = 'done'
    })
  return {
    run: () => {
      seen.at = 'work'
      run()
    },
    commit: () => {
      if (seen.at === 'rest') seen.at = 'work'
      commit()
    },
    seen,
    ended,
  }
}
type Side = ReturnType<typeof side>

/** Both orders of two sides' two steps: six in all. */
const orders = ['AaWw', 'AWaw', 'AWwa', 'WwAa', 'WAwa', 'WAaw'] as const
/** Until a step has gone as far as it goes by itself: whoever still works stands behind the other's lock. */
const settle = (sides: Side[]) =>
  until(async () => {
    const working = () => sides.filter(({ seen }) => seen.at === 'work').length
    return working() === 0 || (working() <= (await waitingForLocks(at.rows)) && working() > 0)
  })

const race = async (order: string, a: Side, w: Side) => {
  const steps: Record<string, () => void> = { A: a.run, a: a.commit, W: w.run, w: w.commit }
  for (const step of order) {
    steps[step]!()
    await settle([a, w])
  }
  return { a: await a.ended, w: await w.ended }
}

const aReadyFile = async () => {
  const { case_id } = await at.aFile()
  const { consent_id } = await at.aConsent(case_id, at.staff.partner_worker, ['home'])
  const referral_id = newId()
  return { case_id, consent_id, referral_id }
}
const summary = {
  age_group: 'not_known' as const,
  gender: 'woman' as const,
  languages: ['ne'] as string[],
  interpreter_needed: true,
  need: 'housing',
  urgency: 'today' as const,
  words: '',
}
const sent = async () => {
  const ready = await aReadyFile()
  const answer_due_on = new Date().toISOString().slice(0, 10)
  const to_organisation_id = at.partner.organisation_id
  await at.ask(sendReferral, { ...ready, to_organisation_id, summary, answer_due_on }, at.staff.reference_worker)
  return ready
}
const stands = async ({ case_id, referral_id }: { case_id: string; referral_id: string }) => {
  const [row] = await at.rows('select status from referral where referral_id = $1', [referral_id])
  const open = await at.rows("select 1 from case_access where case_id = $1 and kind = 'consent' and ended_at is null", [
    case_id,
  ])
  return { status: row?.status, open: open.length }
}
const partner = () => at.staff.partner_worker
const worker = () => at.staff.reference_worker

for (const order of orders)
  test(`consent withdrawn (W) while the partner accepts (A): ${order}`, async () => {
    const one = await sent()
    const accept = side(partner(), (tx) =>
      writeAnswer(tx, { ...one, version: 1, answer: 'accepted', reason: null }, null),
    )
    const { a, w } = await race(
      order,
      accept,
      side(worker(), (tx) => endConsent(tx, one.consent_id)),
    )
    assert.ok(!(w instanceof Error), String(w))
    assert.ok(['accepted', 'conflict', 'consent_ended'].includes(String(a)), String(a))
    assert.equal(a === 'accepted', order.startsWith('A'))
    assert.deepEqual(await stands(one), { status: 'withdrawn', open: 0 })
  })

for (const order of orders)
  test(`consent withdrawn (W) while a referral is sent (A): ${order}`, async () => {
    const one = await aReadyFile()
    const { case_id, consent_id, referral_id } = one
    const send = side(worker(), async (tx) => {
      if (!(await holdConsent(tx, consent_id, case_id, at.partner.organisation_id))) return 'refused'
      await insertReferral(tx, {
        ...one,
        organisation_id: at.ours.organisation_id,
        referral_id,
        to_organisation_id: at.partner.organisation_id,
        service_id: null,
        need: 'housing',
        sent_by: at.staff.reference_worker.staff_id,
        answer_due_on: '2030-01-01',
        intake_version: 1,
        sealed_summary: Buffer.from('x'),
        sealed: Buffer.from('x'),
      })
      return 'sent'
    })
    const { a, w } = await race(
      order,
      send,
      side(at.staff.coordinator, (tx) => endConsent(tx, consent_id)),
    )
    assert.ok(!(w instanceof Error), String(w))
    assert.equal(a, order.startsWith('A') ? 'sent' : 'refused')
    assert.equal((await stands(one)).status, order.startsWith('A') ? 'withdrawn' : undefined)
  })

for (const order of orders)
  test(`the sender takes it back (W) while the partner accepts (A): ${order}`, async () => {
    const one = await sent()
    const accept = side(partner(), (tx) =>
      writeAnswer(tx, { ...one, version: 1, answer: 'accepted', reason: null }, null),
    )
    const { a, w } = await race(
      order,
      accept,
      side(worker(), (tx) => takeBack(tx, one.referral_id, 1)),
    )
    const accepted = order.startsWith('A')
    assert.deepEqual([a, w], accepted ? ['accepted', 'conflict'] : ['conflict', 'withdrawn'])
    assert.deepEqual(await stands(one), accepted ? { status: 'accepted', open: 1 } : { status: 'withdrawn', open: 0 })
  })

for (const order of orders)
  test(`two referrals on one consent end at once: ${order}`, async () => {
    const one = await sent()
    const other = { ...one, referral_id: newId() }
    const to = { to_organisation_id: at.partner.organisation_id, answer_due_on: new Date().toISOString().slice(0, 10) }
    await at.ask(sendReferral, { ...other, ...to, summary }, worker())
    await at.house.database.transaction({ token: partner().token }, async (tx) => {
      for (const each of [one, other])
        await writeAnswer(tx, { ...each, version: 1, answer: 'accepted', reason: null }, null)
    })
    const end = (each: typeof one) =>
      side(partner(), (tx) => writeAnswer(tx, { ...each, version: 2, answer: 'ended', reason: 'need_met' }, null))
    assert.deepEqual(await race(order, end(one), end(other)), { a: 'ended', w: 'ended' })
    assert.deepEqual(await stands(one), { status: 'ended', open: 0 })
    assert.deepEqual(await stands(other), { status: 'ended', open: 0 })
  })

/** Who comes second waits for the first, or finds it done. */
const decisive = ['AaWw', 'AWaw', 'WwAa', 'WAwa'] as const

for (const order of decisive)
  test(`the sender undoes it (W) while the partner looks (A): ${order}`, async () => {
    const one = await sent()
    const look = side(partner(), async (tx) => [...(await lookAt(tx, [one.referral_id]))])
    const { a, w } = await race(
      order,
      look,
      side(worker(), (tx) => undo(tx, one.referral_id, 1)),
    )
    const seen = order.startsWith('A')
    assert.deepEqual([a, w], seen ? [[one.referral_id], 'seen'] : [[], 'undone'])
  })

for (const order of decisive)
  test(`consent withdrawn (W) while the partner writes a message (A): ${order}`, async () => {
    const one = await sent()
    const write = side(partner(), (tx) =>
      insertMessage(tx, one.referral_id, newId(), Buffer.from('x'), Buffer.from('x')),
    )
    const { a, w } = await race(
      order,
      write,
      side(worker(), (tx) => endConsent(tx, one.consent_id)),
    )
    assert.ok(!(w instanceof Error), String(w))
    assert.equal(a, order.startsWith('A') ? 'done' : 'over')
  })

test('no one writes the partner a yes, nor opens the file by hand', async () => {
  const one = await sent()
  for (const who of [worker(), partner()]) {
    const change = at.house.database.transaction({ token: who.token }, (tx) =>
      sql`update referral set status = 'accepted' where referral_id = ${one.referral_id}`.execute(tx),
    )
    await assert.rejects(change, { code: '42501' })
  }
  assert.deepEqual(await stands(one), { status: 'sent', open: 0 })
})
