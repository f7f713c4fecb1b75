// Sticky facts: who puts them up, who reads them, how many there may be, and when they come down.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays } from '#kit/day.ts'
import type { SentInputOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import { assignTeam } from '#team/team.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { nastyTexts } from '#test/hostile.ts'
import { addAlert, endAlert, readAlerts } from './alert.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./alert.api.ts'), await import('#team/team.api.ts'))
})
after(() => at.close())

const anAlert = (case_id: string, more: Partial<SentInputOf<typeof addAlert>> = {}) => ({
  case_id,
  alert_id: newId(),
  section: 'safety' as const,
  kind: 'danger' as const,
  words: 'He waits outside on Thursdays.',
  ...more,
})
const today = () => new Date().toISOString().slice(0, 10)

test('a fact is put up, read by whom its section is open to, ended with one press and put back', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator, trainer } = at.staff
  const access = { case_id, access_id: newId(), staff_id: trainer.staff_id, function: 'team_member' as const }
  await at.ask(assignTeam, { ...access, sections: ['identity', 'learning'] }, reference_worker)
  const danger = anAlert(case_id)
  await at.ask(addAlert, danger, reference_worker)
  await at.ask(addAlert, anAlert(case_id, { section: 'identity', kind: 'interpreter', words: 'No men.' }), coordinator)
  const seen = async (who = coordinator) =>
    (await at.ask(readAlerts, { case_id }, who)).alerts.map(({ words }) => words)
  assert.deepEqual(await seen(), [danger.words, 'No men.'])
  assert.deepEqual(await seen(trainer), ['No men.'])
  await at.ask(endAlert, { case_id, alert_id: danger.alert_id }, coordinator)
  assert.deepEqual(await seen(), ['No men.'])
  await at.ask(endAlert, { case_id, alert_id: danger.alert_id, ended: false }, coordinator)
  assert.deepEqual(await seen(), [danger.words, 'No men.'])
  const raw = await at.rows('select sealed from alert where case_id = $1', [case_id])
  assert.ok(raw.every((row) => !(row.sealed as Buffer).includes('Thursdays')))
})

test('a partner reads what was consented, and writes nothing', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, partner_worker } = at.staff
  const danger = anAlert(case_id)
  await at.ask(addAlert, danger, reference_worker)
  await at.ask(
    addAlert,
    anAlert(case_id, { section: 'health', kind: 'allergy', words: 'Penicillin.' }),
    reference_worker,
  )
  await assert.rejects(at.ask(readAlerts, { case_id }, partner_worker), { key: 'case.not_found' })
  const { consent_id } = await at.aConsent(case_id, partner_worker, ['identity', 'health'])
  await at.rows(
    `insert into case_access (organisation_id, case_id, access_id, kind, basis, function, member_organisation_id, sections, until_at, created_by)
     values ($1, $2, $3, 'consent', $4, 'partner', $5, '{identity,health}', now() + interval '9 days', $6)`,
    [at.ours.organisation_id, case_id, newId(), consent_id, at.partner.organisation_id, reference_worker.staff_id],
  )
  const { alerts } = await at.ask(readAlerts, { case_id }, partner_worker)
  assert.deepEqual(
    alerts.map(({ words }) => words),
    ['Penicillin.'],
  )
  await assert.rejects(at.ask(addAlert, anAlert(case_id, { section: 'health' }), partner_worker))
  await assert.rejects(at.ask(endAlert, { case_id, alert_id: alerts[0]!.alert_id }, partner_worker))
})

test('nobody and another house neither read, add nor end; a section not open is not written in', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator, lawyer, far_coordinator } = at.staff
  const health = anAlert(case_id, { section: 'health', kind: 'allergy' })
  await at.ask(addAlert, health, reference_worker)
  const access = { case_id, access_id: newId(), staff_id: lawyer.staff_id, function: 'team_member' as const }
  await at.ask(assignTeam, { ...access, sections: ['identity', 'law', 'safety'] }, coordinator)
  const end = { case_id, alert_id: health.alert_id }
  await assert.rejects(at.ask(endAlert, end, lawyer), { kind: 'not_found', key: 'alert.not_found' })
  await assert.rejects(at.ask(addAlert, anAlert(case_id, { section: 'health' }), lawyer), {
    key: 'case.section_not_found',
  })
  await assert.rejects(at.ask(addAlert, anAlert(case_id, { section: 'mind' }), coordinator), {
    key: 'case.section_not_found',
  })
  for (const [who, kind] of [
    [far_coordinator, 'not_found'],
    [nobody, 'signed_out'],
  ] as const) {
    await assert.rejects(at.ask(readAlerts, { case_id }, who), { kind })
    await assert.rejects(at.ask(addAlert, anAlert(case_id), who), { kind })
    await assert.rejects(at.ask(endAlert, end, who), { kind })
  }
})

test('there is a handful at most, none that is over already, and one is down after its last day', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker } = at.staff
  const over = anAlert(case_id, { until_on: addDays(today(), -1) })
  await assert.rejects(at.ask(addAlert, over, reference_worker), { key: 'alert.over_already' })
  for (let turn = 0; turn < 6; turn += 1)
    await at.ask(addAlert, anAlert(case_id, { until_on: today() }), reference_worker)
  await assert.rejects(at.ask(addAlert, anAlert(case_id), reference_worker), { kind: 'conflict', key: 'alert.enough' })
  const tomorrow = { now: new Date(Date.now() + 86_400_000) }
  assert.deepEqual((await at.ask(readAlerts, { case_id }, reference_worker, tomorrow)).alerts, [])
  await at.ask(addAlert, anAlert(case_id), reference_worker, tomorrow)
})

test('hostile words are plain words; what does not fit is refused', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker } = at.staff
  for (const words of nastyTexts) {
    const alert = anAlert(case_id, { words })
    const { status, body } = await at.askHttp(addAlert, alert, reference_worker)
    assert.ok(status === 200 || (status === 422 && body.key === 'gate.invalid'), `${status} ${body.key} ${words}`)
    if (status !== 200) continue
    const { alerts } = await at.ask(readAlerts, { case_id }, reference_worker)
    assert.doesNotMatch(alerts[0]!.words, /\p{Cc}|[\u202A-\u202E]/u)
    await at.ask(endAlert, { case_id, alert_id: alert.alert_id }, reference_worker)
  }
  for (const bad of [
    { kind: 'party' },
    { section: 'all' },
    { until_on: '2026-02-30' },
    { alert_id: 'x' },
    { words: 7 },
  ]) {
    const { status } = await at.askHttp(addAlert, { ...anAlert(case_id), ...bad }, reference_worker)
    assert.equal(status, 422, JSON.stringify(bad))
  }
})

test('the role of the server does not rewrite what a fact says', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker } = at.staff
  await at.ask(addAlert, anAlert(case_id), reference_worker)
  for (const sql of ["update alert set sealed = ''", 'update alert set until_on = null', 'delete from alert'])
    await assert.rejects(
      at.house.database.transaction({ token: reference_worker.token, case_id }, (tx) =>
        tx.executeQuery({ sql, parameters: [], query: { kind: 'RawNode' } } as never),
      ),
      /permission denied/,
      sql,
    )
})
