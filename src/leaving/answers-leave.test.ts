// Her answers in her own copy, in words and never as a number; and, when two agree that a file goes, not a row of them left.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openOwnDoor } from '#assessments/door.ts'
import { amendAssessment, stopSitting } from '#assessments/sitting.ts'
import { newId } from '#kit/id.ts'
import { newLinkSecret, newNumberCode } from '#links/secret.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { allOf, sittingsOf } from '#test/sittings.ts'
import { approveErasure, askErasure, closeFile } from './leaving.ts'
import { readOwnCopy } from './own-copy.ts'

let at: TestHouse
let { read, begin, give, finish } = {} as ReturnType<typeof sittingsOf>
before(async () => {
  at = await testHouse(
    await import('./own-copy.api.ts'),
    await import('./leaving.api.ts'),
    await import('#assessments/sitting.api.ts'),
    await import('#assessments/finish.api.ts'),
    await import('#assessments/door.api.ts'),
  )
  ;({ read, begin, give, finish } = sittingsOf(at))
})
after(() => at.close())

const calm = { better_dead: 'not_at_all', difficulty: 'not_hard' }

const aFileWithAnswers = async () => {
  const { reference_worker } = at.staff
  const { case_id } = await at.aFile()
  const whole = await begin(case_id, reference_worker)
  await give(case_id, whole, allOf('phq-9', 1, { ...calm, sleep: null }), reference_worker)
  await finish(case_id, whole, reference_worker)
  const amending = { case_id, assessment_id: whole, version: 1, answers: { energy: 'not_at_all' }, reason: 'Misheard.' }
  await at.ask(amendAssessment, amending, reference_worker)
  const broken = await begin(case_id, reference_worker, 'gad-7')
  const [item] = Object.entries(allOf('gad-7', 1))[0]!
  await give(case_id, broken, { [item]: allOf('gad-7', 1)[item]! }, reference_worker)
  const { version } = await read(case_id, broken, reference_worker)
  await at.ask(stopSitting, { case_id, sitting_id: broken, version, reason: 'Too tired.' }, reference_worker)
  return case_id
}

test('her copy says what she was asked, what she answered, left out and broke off, and what it may mean', async () => {
  const case_id = await aFileWithAnswers()
  const copyFor = (who = at.staff.reference_worker) =>
    at.ask(readOwnCopy, { case_id, copy_id: newId(), language: 'es' }, who)
  const { parts } = await copyFor()
  const entries = parts.find(({ part }) => part === 'answers')!.entries
  assert.deepEqual(
    entries.map(({ section, label }) => [section, /sin terminar/.test(label)]),
    [
      ['mind', false],
      ['mind', true],
    ],
  )
  assert.match(entries[0]!.text, /¿Cuántos días el sueño[^\n]* sin responder/)
  assert.match(entries[0]!.text, /Varios días[\s\S]*No es un diagnóstico/)
  assert.match(entries[1]!.text, /Too tired\.$/)
  assert.doesNotMatch(entries[0]!.text, /\bphq|several_days|from_10/)
  const [row] = await at.rows("select sections from journal where case_id = $1 and action = 'case.copy'", [case_id])
  assert.ok(new Set(row?.sections as string[]).has('mind'))
  // Whoever does not open what is about the mind hands over a copy without it.
  const narrow = await copyFor(at.staff.coordinator)
  assert.equal(
    narrow.parts.find(({ part }) => part === 'answers'),
    undefined,
  )
})

test('erased, nothing of sittings, answers, their versions, links or what she answered alone is left', async () => {
  const { reference_worker, director, coordinator } = at.staff
  const case_id = await aFileWithAnswers()
  const sitting_id = await begin(case_id, reference_worker, 'pc-ptsd-5')
  const link = { link_id: newId(), secret: newLinkSecret(), code: newNumberCode() }
  const ways = { link_by: 'in_person', code_by: 'in_person' } as const
  const opening = { case_id, sitting_id, version: 1, link: { ...link, ...ways }, hours: 24 as const }
  await at.ask(openOwnDoor, opening, reference_worker)
  const tables = ['sitting', 'assessment', 'assessment_version', 'own_answers', 'single_use_link']
  const left = async () => {
    const found: Record<string, number> = {}
    for (const table of tables) {
      const [row] = await at.rows(`select count(*)::int as n from ${table} where case_id = $1`, [case_id])
      found[table] = Number(row?.n)
    }
    return found
  }
  assert.ok(Object.values(await left()).every((count) => count > 0))
  const [file] = await at.rows('select version from case_file where case_id = $1', [case_id])
  const reason = 'opened_by_mistake' as const
  const closing = { case_id, version: Number(file?.version), closure_id: newId(), reason, seen_open: 0 }
  await at.ask(closeFile, closing, reference_worker)
  const request_id = newId()
  await at.ask(askErasure, { case_id, request_id, reason, words: 'Opened twice.' }, director)
  await at.ask(approveErasure, { case_id, request_id, erasure_id: newId() }, coordinator)
  assert.deepEqual(await left(), Object.fromEntries(tables.map((table) => [table, 0])))
})
