// Agreeing a plan and approving it, behind the gate: what was agreed never changes, its hash is of what is shown, and
// nobody approves what they agreed themselves.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { sections } from '#access/access.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { assignTeam } from '#team/team.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { addAction, addGoal, changeGoal, markAction, readPlan } from './plan.ts'
import { agreePlan, answerVersion, readVersion, readVersions } from './version.ts'

let at: TestHouse
let worker: Who
let coordinator: Who
before(async () => {
  at = await testHouse(
    await import('./plan.api.ts'),
    await import('./action.api.ts'),
    await import('./version.api.ts'),
    await import('#team/team.api.ts'),
    await import('#timeline/timeline.api.ts'),
  )
  worker = at.staff.reference_worker
  coordinator = at.staff.coordinator
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })

const aGoal = async (case_id: string, need = 'work', words = 'Ek apna bawarchikhana') => {
  const goal_id = newId()
  await at.ask(
    addGoal,
    { case_id, goal_id, need, words, language: 'ur' },
    need === 'mind' ? at.staff.psychologist : worker,
  )
  return goal_id
}
const aStep = async (case_id: string, goal_id: string) => {
  const action_id = newId()
  const owner = { owner_kind: 'staff' as const, owner_id: worker.staff_id }
  await at.ask(addAction, { case_id, goal_id, action_id, words: 'Ask the school', ...owner, due_on: today }, worker)
  return action_id
}
const agreement = {
  agreed_on: today,
  how: 'signed',
  language: 'ur',
  interpreter: 'professional',
  interpreter_who: 'K7',
} as const
const agree = async (case_id: string, number = 1, more: object = {}, as = worker) => {
  const { mark } = await at.ask(readPlan, { case_id }, as)
  return at.ask(agreePlan, { case_id, number, mark, ...agreement, copy: 'not_safe', ...more }, as)
}
const versions = (case_id: string, as = worker) => at.ask(readVersions, { case_id }, as)
const hashOf = async (case_id: string) => (await versions(case_id)).versions[0]!.hash
const approve = async (case_id: string, as: Who, more: object = {}) => {
  const hash = await hashOf(case_id)
  const said = { approval_id: newId(), answer: 'approved' as const, number: 1, hash, words: '' }
  return at.ask(answerVersion, { case_id, ...said, ...more }, as)
}
const aPlan = async () => {
  const { case_id } = await at.aFile()
  const goal_id = await aGoal(case_id)
  return { case_id, goal_id, action_id: await aStep(case_id, goal_id) }
}

test('a plan is a draft, then agreed, then a draft of the next version when something changes', async () => {
  const { case_id, goal_id, action_id } = await aPlan()
  const none = await versions(case_id)
  assert.deepEqual([none.state, none.versions.length, none.may_agree, none.may_approve], ['draft', 0, true, false])
  await agree(case_id)
  const first = await versions(case_id)
  assert.equal(first.state, 'agreed')
  const [version] = first.versions
  assert.deepEqual(
    [version?.number, version?.how, version?.language, version?.interpreter_who, version?.copy, version?.agreed_by],
    [1, 'signed', 'ur', 'K7', 'not_safe', worker.staff_id],
  )
  await at.ask(markAction, { case_id, action_id, version: 1, done: true }, worker)
  assert.equal((await versions(case_id)).state, 'agreed', 'a step done is progress')
  await at.ask(changeGoal, { case_id, goal_id, version: 1, words: 'Ek bara ghar', status: 'open' }, worker)
  const draft = await versions(case_id)
  assert.deepEqual([draft.state, draft.since.changed], ['draft', 1])
  await agree(case_id, 2)
  const compared = await at.ask(readVersion, { case_id, number: 2 }, worker)
  assert.deepEqual(
    compared.goals.map(({ differs, before: was, after: is }) => [differs, was?.words, is?.words]),
    [['changed', 'Ek apna bawarchikhana', 'Ek bara ghar']],
  )
  assert.deepEqual([compared.before?.number, compared.version?.number, compared.intact], [1, 2, true])
  const kinds = (await at.ask(readTimeline, { case_id }, worker)).entries.map(({ kind }) => kind)
  assert.equal(kinds.filter((kind) => kind === 'plan_agreed').length, 2)
})

test('what is agreed is what was read: a plan that changed meanwhile, or another number, is refused', async () => {
  const { case_id, goal_id } = await aPlan()
  const { mark } = await at.ask(readPlan, { case_id }, worker)
  await aStep(case_id, goal_id)
  const sent = { case_id, number: 1, mark, ...agreement, copy: 'taken' as const }
  await refuses(at.ask(agreePlan, sent, worker), 'conflict', 'plan.changed_meanwhile')
  await refuses(agree(case_id, 2), 'conflict', 'plan.changed_meanwhile')
  await refuses(agree(case_id, 1, { agreed_on: addDays(today, 1) }), 'invalid', 'plan.agreed_later')
  await refuses(agree(case_id, 1, { interpreter_who: '' }), 'invalid', 'plan.interpreter_unnamed')
  const empty = await at.aFile()
  await refuses(agree(empty.case_id), 'invalid', 'plan.nothing_to_agree')
  const both = await Promise.allSettled([agree(case_id), agree(case_id)])
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'], 'of two at once one is heard')
})

/** A statement as this colleague's requests may send it. */
const asServed = (who: Who, case_id: string, text: string) =>
  at.house.database.transaction({ token: who.token, case_id }, async (tx) => sql.raw(text).execute(tx))

test('the frozen rows cannot be changed by whoever serves requests, and a change past them shows', async () => {
  const { case_id } = await aPlan()
  await agree(case_id)
  await approve(case_id, coordinator)
  for (const table of ['plan_version', 'plan_version_part', 'plan_approval'])
    for (const deed of [`update ${table} set number = 9`, `delete from ${table}`])
      await assert.rejects(asServed(coordinator, case_id, deed), /permission denied/, deed)
  const intact = async () => (await at.ask(readVersion, { case_id, number: 1 }, worker)).intact
  assert.equal(await intact(), true)
  // The owner of the database can do what the server cannot: then the hash tells.
  await at.rows("update plan_version set copy = 'taken' where case_id = $1", [case_id])
  assert.equal(await intact(), false)
})

test('property: a version says for ever what the plan said when it was agreed, and hashes to what was kept', async () => {
  const { case_id } = await at.aFile()
  const said: unknown[] = []
  const shown = async (number: number) => {
    const { goals, intact, version } = await at.ask(readVersion, { case_id, number }, worker)
    return { intact, hash: version?.hash, goals: goals.flatMap(({ after: kept }) => (kept ? [kept] : [])) }
  }
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('work', 'housing', 'legal', 'children'),
      fc.string({ minLength: 1, maxLength: 60 }).filter((text) => /[a-z]/.test(text)),
      async (need, words) => {
        const goal_id = await aGoal(case_id, need, words)
        await aStep(case_id, goal_id)
        await agree(case_id, said.length + 1)
        const { goals } = await at.ask(readPlan, { case_id }, worker)
        const now = await shown(said.length + 1)
        assert.deepEqual(
          now.goals.map((each) => [each.goal_id, each.words, each.actions.map(({ action_id }) => action_id)]).sort(),
          goals.map((each) => [each.goal_id, each.words, each.actions.map(({ action_id }) => action_id)]).sort(),
        )
        said.push(now)
        for (const [place, before] of said.entries()) assert.deepEqual(await shown(place + 1), before)
        assert.ok(now.intact)
      },
    ),
    { numRuns: 8 },
  )
  const hashes = (await versions(case_id)).versions.map(({ hash }) => hash)
  assert.equal(new Set(hashes).size, hashes.length)
})

test('the hash is of every section, empty ones too, and of nothing that could be guessed', async () => {
  const { case_id } = await aPlan()
  await agree(case_id)
  const other = await aPlan()
  await agree(other.case_id)
  const of = async (id: string) => (await at.ask(readVersion, { case_id: id, number: 1 }, worker)).hashes!
  const [one, two] = [await of(case_id), await of(other.case_id)]
  assert.deepEqual(Object.keys(one).sort(), [...sections].sort())
  assert.equal(new Set([...Object.values(one), ...Object.values(two)]).size, 22, 'two empty sections hash differently')
  const parts = await at.rows('select count(*)::int as many from plan_version_part where case_id = $1', [case_id])
  assert.equal(parts[0]?.many, 11)
})

test('a supervisor approves by the hash; who agreed it never does, nor an older version, nor another hash', async () => {
  const { case_id } = await aPlan()
  await agree(case_id)
  assert.equal((await versions(case_id, coordinator)).may_approve, true)
  await refuses(approve(case_id, coordinator, { hash: '0'.repeat(64) }), 'conflict', 'plan.version_stale')
  await refuses(approve(case_id, coordinator, { answer: 'returned' }), 'invalid', 'plan.say_why_returned')
  await approve(case_id, coordinator, { answer: 'returned', words: 'Which school?' })
  await approve(case_id, at.staff.director, { words: 'Good.' })
  const version = (await versions(case_id)).versions[0]!
  assert.deepEqual(
    version.approvals.map(({ answer, hash, answered_by, words }) => [answer, hash, answered_by, words]),
    [
      ['approved', version.hash, at.staff.director.staff_id, 'Good.'],
      ['returned', version.hash, coordinator.staff_id, 'Which school?'],
    ],
  )
  assert.deepEqual(version.approvals[0]?.sections.toSorted(), ['home', 'identity', 'law', 'safety'])
  await aGoal(case_id, 'housing')
  await agree(case_id, 2)
  await refuses(approve(case_id, coordinator), 'conflict', 'plan.version_stale')
  await refuses(approve(case_id, coordinator, { number: 7 }), 'not_found', 'plan.version_not_found')
})

test('somebody who accompanies and supervises agrees a plan and cannot approve it, by the gate or past it', async () => {
  const both = await at.join(at.ours, 'Both', ['reference_worker', 'coordinator'])
  const { case_id } = await at.aFile({ worker: both })
  await at.ask(addGoal, { case_id, goal_id: newId(), need: 'work', words: 'x' }, both)
  await agree(case_id, 1, {}, both)
  const { hash, agreed_by } = (await versions(case_id, both)).versions[0]!
  assert.equal(agreed_by, both.staff_id)
  assert.equal((await versions(case_id, both)).may_approve, false)
  const said = { case_id, approval_id: newId(), number: 1, hash, answer: 'approved' as const }
  await refuses(at.ask(answerVersion, said, both), 'refused', 'plan.own_version')
  const row = (who: Who, to: string) => `insert into plan_approval
    (organisation_id, case_id, approval_id, number, hash, answer, sections, answered_by, sealed)
    values ('${at.ours.organisation_id}', '${case_id}', '${newId()}', 1, '${to}', 'approved', '{work}', '${who.staff_id}', '\\x01')`
  const wall = /row-level security/
  await assert.rejects(asServed(both, case_id, row(both, hash)), wall, 'their own version')
  await assert.rejects(asServed(both, case_id, row(coordinator, hash)), wall, 'in the name of another')
  await assert.rejects(asServed(coordinator, case_id, row(coordinator, '0'.repeat(64))), wall, 'another hash')
  await asServed(coordinator, case_id, row(coordinator, hash))
})

test('each reads of a version what they open: the goals of the mind go to those of the mind, a coordinator agrees nothing', async () => {
  const { case_id } = await aPlan()
  const { psychologist, job_counsellor } = at.staff
  for (const [who, open] of [
    [psychologist, ['mind', 'story']],
    [job_counsellor, ['work', 'money']],
  ] as const)
    await at.ask(
      assignTeam,
      { case_id, access_id: newId(), staff_id: who.staff_id, function: 'team_member', sections: [...open] },
      worker,
    )
  await aGoal(case_id, 'mind', 'To sleep without the light')
  await refuses(agree(case_id, 1, {}, psychologist), 'refused')
  await refuses(agree(case_id, 1, {}, coordinator), 'refused')
  await agree(case_id)
  const needs = async (who: Who) => {
    const { goals, intact, hashes } = await at.ask(readVersion, { case_id, number: 1 }, who)
    assert.ok(intact)
    assert.equal(Object.keys(hashes ?? {}).length, 11)
    return goals.flatMap(({ after: kept }) => kept?.need ?? []).sort()
  }
  assert.deepEqual(await needs(worker), ['mind', 'work'])
  assert.deepEqual(await needs(psychologist), ['mind'])
  assert.deepEqual(await needs(job_counsellor), ['work'])
  assert.deepEqual(await needs(coordinator), ['work'])
  assert.equal((await versions(case_id, job_counsellor)).state, 'agreed', 'over what is open to the reader')
})

test('whoever is not of the own team reads no version, agrees none and approves none', async () => {
  const { case_id } = await aPlan()
  await agree(case_id)
  const hash = await hashOf(case_id)
  const said = { case_id, approval_id: newId(), number: 1, hash, answer: 'approved' as const }
  const { partner_worker, second_worker, far_coordinator } = at.staff
  await at.aConsent(case_id, partner_worker, ['work', 'identity'])
  for (const who of [partner_worker, second_worker, far_coordinator, nobody]) {
    const refused = { kind: who === nobody ? 'signed_out' : 'not_found' }
    await assert.rejects(at.ask(readVersions, { case_id }, who), refused)
    await assert.rejects(at.ask(readVersion, { case_id, number: 1 }, who), refused)
    const sent = { case_id, number: 2, mark: '', ...agreement, copy: 'taken' as const }
    await assert.rejects(at.ask(agreePlan, sent, who), refused)
    await assert.rejects(at.ask(answerVersion, said, who), refused)
  }
  await refuses(at.ask(answerVersion, said, worker), 'refused')
})

test('rows hold no word of hers, nor who interpreted', async () => {
  const canary = 'zarzamora-5512'
  const { case_id } = await at.aFile()
  await aGoal(case_id, 'work', canary)
  await agree(case_id, 1, { interpreter_who: canary, disagreed: canary })
  await approve(case_id, coordinator, { words: canary })
  const hex = Buffer.from(canary).toString('hex')
  for (const table of [
    'plan_version',
    'plan_version_part',
    'plan_approval',
    'timeline_entry',
    'journal',
    'answered_request',
  ]) {
    const rows = await at.rows(`select t::text as row from ${table} t`)
    assert.ok(rows.length > 0, table)
    assert.ok(!rows.some(({ row }) => String(row).includes(canary) || String(row).includes(hex)), table)
  }
})

test('the same press twice is one version and one answer', async () => {
  const { case_id } = await aPlan()
  const { mark } = await at.ask(readPlan, { case_id }, worker)
  const [first, second] = [newId(), newId()]
  const sent = { case_id, number: 1, mark, ...agreement, copy: 'taken' as const }
  for (let press = 0; press < 2; press += 1)
    assert.equal((await at.ask(agreePlan, sent, worker, { key: first })).number, 1)
  const said = { case_id, approval_id: newId(), number: 1, hash: await hashOf(case_id), answer: 'approved' as const }
  for (let press = 0; press < 2; press += 1) await at.ask(answerVersion, said, coordinator, { key: second })
  assert.equal((await versions(case_id)).versions[0]?.approvals.length, 1)
})
