// Reading the packs and signing a rule: whom the gate lets, that a signature holds for one text alone, and that one house never
// sees what another signed.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { readPack, readPacks, reviewRule } from './pack.ts'
import { packs } from './packs.ts'
import { reviewedBy, ruleHash } from './review.api.ts'
import { reviewsOf } from './review.store.ts'

let at: TestHouse
const today = new Date().toISOString().slice(0, 10)
const rule = packs.uk.rules[0]!

before(async () => {
  at = await testHouse(await import('./pack.api.ts'))
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })

const sign = (who: Who, more: object = {}) =>
  at.ask(
    reviewRule,
    {
      ...{ pack_id: 'uk', rule_id: rule.id, rule_from: rule.valid_from, rule_hash: ruleHash(rule), review_id: newId() },
      ...{ verdict: 'stands', name: 'Rosa Quintero, ICAM 00000', on: today },
      ...more,
    },
    who,
  )
const found = async (who: Who) =>
  (await at.ask(readPack, { pack_id: 'uk' }, who)).rules.find(({ id }) => id === rule.id)

test('the four questions', async () => {
  const { reference_worker, psychologist, lawyer } = at.staff
  await refuses(at.ask(readPacks, {}, nobody), 'signed_out')
  await refuses(at.ask(readPack, { pack_id: 'uk' }, psychologist), 'refused')
  await refuses(sign(nobody), 'signed_out')
  await refuses(sign(reference_worker), 'refused')
  assert.equal((await at.ask(readPack, { pack_id: 'uk' }, reference_worker)).may_review, false)
  assert.equal((await at.ask(readPack, { pack_id: 'uk' }, lawyer)).may_review, true)
})

test('a signed rule is reviewed for its own house alone, and only in this text', async () => {
  const { lawyer, reference_worker, coordinator } = at.staff
  const count = async (who: Who) => (await at.ask(readPacks, {}, who)).packs.find(({ id }) => id === 'uk')!
  const was = await count(lawyer)
  assert.equal(was.reviewed, 0)
  assert.equal((await found(lawyer))?.review.standing, 'unreviewed')
  await refuses(sign(lawyer, { rule_hash: '0'.repeat(64) }), 'conflict', 'law.rule_changed')
  await refuses(sign(lawyer, { rule_id: 'UK-999' }), 'not_found', 'law.no_such_rule')
  await refuses(sign(lawyer, { on: addDays(today, 2) }), 'invalid', 'law.signed_later')
  await refuses(sign(lawyer, { verdict: 'wrong' }), 'invalid', 'law.say_what_is_wrong')
  await sign(lawyer, { words: 'Guidance of this month read: the aim is the same.' })
  const signed = await found(reference_worker)
  assert.deepEqual(signed?.review, { standing: 'reviewed', name: 'Rosa Quintero, ICAM 00000', on: today })
  assert.equal(signed?.reviews[0]?.words, 'Guidance of this month read: the aim is the same.')
  assert.partialDeepStrictEqual(await count(lawyer), { reviewed: 1, unreviewed: was.unreviewed - 1 })
  assert.equal((await found(at.staff.partner_administrator))?.review.standing, 'unreviewed')
  await sign(coordinator, { verdict: 'wrong', words: 'It was withdrawn.', on: today })
  assert.equal((await found(lawyer))?.review.standing, 'wrong')
  assert.equal((await count(lawyer)).doubted, 1)
})

test('another text is unreviewed again, and says that somebody signed the one before', async () => {
  const organisation_id = at.staff.lawyer.organisation_id
  await sign(at.staff.lawyer)
  const reviews = await at.house.database.transaction(at.staff.lawyer, (tx) => reviewsOf(tx, organisation_id))
  assert.equal(reviewedBy(rule, reviews).standing, 'reviewed')
  const changed = structuredClone({ ...rule, article: `${rule.article} bis` })
  assert.partialDeepStrictEqual(reviewedBy(changed, reviews), { standing: 'changed', on: today })
  const version = { ...rule, valid_from: addDays(rule.valid_from, 400) }
  assert.equal(reviewedBy(version, reviews).standing, 'unreviewed')
})

test('what was said lies sealed, and a signature is neither changed nor taken away', async () => {
  await sign(at.staff.lawyer, { verdict: 'look_again', words: 'canary: the circular of May' })
  const rows = await at.rows('select law_review::text as all from law_review')
  assert.ok(rows.length > 0 && rows.every((row) => !String(row.all).includes('canary')))
  const { database } = at.house
  for (const statement of ["update law_review set verdict = 'stands'", 'delete from law_review'])
    await assert.rejects(
      database.transaction(at.staff.lawyer, (tx) => sql.raw(statement).execute(tx)),
      /permission denied/,
    )
})
