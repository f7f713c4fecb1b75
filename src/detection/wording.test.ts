// The words of an instrument: ours in every language, the official ones where the organisation brought them in, and only
// for itself.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { screeningMutants } from '#test/access/screening-mutants.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { instrumentOf } from './instruments.ts'
import { keepWording, listWordings, readWords, removeWording } from './wording.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./wording.api.ts'))
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
const official = (version = 0, change: object = {}) => ({
  instrument: 'raft' as const,
  language: 'es',
  version,
  sentences: { unsafe_work: '¿Frase oficial inventada?' },
  source: 'A questionnaire invented for a test',
  licence_note: 'The publisher agreed in a letter.',
  may_use: true as const,
  ...change,
})

test('our own words in the language of the person, with what is said before', async () => {
  const words = await at.ask(readWords, { instrument: 'raft', language: 'ro' }, at.staff.intake)
  assert.equal(words.official, null)
  assert.deepEqual(
    Object.keys(words.items),
    instrumentOf('raft').items.map(({ code }) => code),
  )
  assert.ok(Object.values(words.items).every(({ official }) => !official))
  assert.ok(words.said['say.skip'] && words.said['answer.yes'])
  await refuses(at.ask(readWords, { instrument: 'raft', language: 'xx' }, at.staff.intake), 'invalid')
})

test('official sentences stand in place of ours once somebody said the organisation may use them', async () => {
  const { coordinator, reference_worker, partner_worker, administrator } = at.staff
  const kept = await at.ask(keepWording, official(), coordinator)
  assert.equal(kept.version, 1)
  const words = await at.ask(readWords, { instrument: 'raft', language: 'es' }, reference_worker)
  assert.deepEqual(words.items.unsafe_work, { text: '¿Frase oficial inventada?', official: true })
  assert.equal(words.items.afraid_to_leave?.official, false)
  assert.equal(words.official?.source, 'A questionnaire invented for a test')
  // Another organisation keeps our words.
  const theirs = await at.ask(readWords, { instrument: 'raft', language: 'es' }, partner_worker)
  assert.equal(theirs.items.unsafe_work?.official, false)
  const { wordings } = await at.ask(listWordings, {}, administrator)
  assert.deepEqual(
    wordings.map(({ instrument, language, confirmed_by }) => [instrument, language, confirmed_by]),
    [['raft', 'es', coordinator.staff_id]],
  )
  await refuses(at.ask(keepWording, official(0), administrator), 'conflict', 'stale')
  const again = await at.ask(keepWording, official(1, { source: 'Second print' }), administrator)
  assert.equal(again.version, 2)
  // Put to the questions of an earlier version they are not shown.
  await at.rows('update instrument_text set instrument_version = 0')
  const older = await at.ask(readWords, { instrument: 'raft', language: 'es' }, reference_worker)
  assert.equal(older.items.unsafe_work?.official, false)
  await at.ask(removeWording, { instrument: 'raft', language: 'es' }, coordinator)
  assert.deepEqual((await at.ask(listWordings, {}, coordinator)).wordings, [])
})

test('who may not screen reads no instrument, who may not bring in brings in nothing', async () => {
  const { director, reference_worker, intake, coordinator } = at.staff
  const words = { instrument: 'qyit' as const, language: 'en' }
  await refuses(at.ask(readWords, words, nobody), 'signed_out')
  await refuses(at.ask(readWords, words, director), 'refused')
  for (const [endpoint, input] of [
    [keepWording, official()],
    [listWordings, {}],
    [removeWording, words],
  ] as const) {
    const ask = (who: Who) => at.ask(endpoint as typeof keepWording, input as never, who)
    await refuses(ask(nobody), 'signed_out')
    for (const who of [reference_worker, intake, director]) await refuses(ask(who), 'refused')
  }
  await refuses(at.ask(keepWording, official(0, { sentences: {} }), coordinator), 'invalid', 'screening.no_sentences')
  await refuses(
    at.ask(keepWording, official(0, { sentences: { housing: 'x' } }), coordinator),
    'invalid',
    'screening.unknown_items',
  )
  for (const change of [{ may_use: false }, { source: '' }, { licence_note: ' ' }, { language: '../en' }]) {
    const { status } = await at.askHttp(keepWording, official(0, change), coordinator)
    assert.ok(status === 422 || status === 404, JSON.stringify(change))
  }
})

/** What the walls around the table let through, by who tries; whatever it did is undone. */
const shown = async (who: Who): Promise<string> => {
  const client = await at.db.owner.connect()
  const run = async (text: string, values: unknown[] = []) => {
    await client.query('savepoint tried')
    try {
      const done = await client.query(text, values)
      return String(done.rowCount)
    } catch {
      return 'x'
    } finally {
      await client.query('rollback to savepoint tried')
    }
  }
  try {
    await client.query('begin')
    await client.query('set local role amparo_app')
    await client.query("select set_config('amparo.token', $1, true), guard.enter($1, null)", [who.token])
    const insert = `insert into instrument_text (organisation_id, instrument, language, instrument_version, sentences, source, licence_note, confirmed_by)
      values ($1, 'qyit', 'it', 1, '{}', 'abc', 'abc', $2)`
    return [
      await run('select from instrument_text'),
      await run(insert, [at.ours.organisation_id, who.staff_id]),
      await run(insert, [at.ours.organisation_id, newId()]),
      await run("update instrument_text set source = 'abcd', confirmed_by = $1", [who.staff_id]),
      await run('update instrument_text set confirmed_by = $1', [newId()]),
      await run('delete from instrument_text'),
    ].join()
  } finally {
    await client.query('rollback')
    client.release()
  }
}

test('the walls hold, and each of them taken down once is noticed', async () => {
  const { coordinator, administrator, reference_worker, director, partner_worker, partner_administrator } = at.staff
  await at.ask(keepWording, official(), coordinator)
  const all = { coordinator, administrator, reference_worker, director, partner_worker, partner_administrator }
  const look = async () => {
    const found: Record<string, string> = {}
    for (const [name, who] of Object.entries(all)) found[name] = await shown(who)
    return found
  }
  const expected = {
    coordinator: '1,1,x,1,x,1',
    administrator: '1,1,x,1,x,1',
    reference_worker: '1,x,x,0,0,0',
    director: '0,x,x,0,0,0',
    partner_worker: '0,x,x,0,0,0',
    partner_administrator: '0,x,x,0,0,0',
  }
  assert.deepEqual(await look(), expected)
  const unnoticed: string[] = []
  const policies = await at.rows("select polname from pg_policy where polrelid = 'instrument_text'::regclass")
  assert.equal(policies.length, 5)
  for (const mutant of screeningMutants) {
    await at.rows(mutant.sql)
    if (JSON.stringify(await look()) === JSON.stringify(expected)) unnoticed.push(mutant.name)
    await at.rows(mutant.undo)
  }
  assert.deepEqual(unnoticed, [])
  assert.deepEqual(await look(), expected)
})
