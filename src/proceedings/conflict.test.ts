// Whether a lawyer may stand for somebody: what meets is never named, who is answered is the lawyer and a coordinator, and
// nobody else learns even that something met. Each condition of the guard, taken away, is noticed.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { assignTeam } from '#team/team.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { aMatter, matterRooms } from '#test/matters.ts'
import * as model from './conflict.ts'
import { keepMatter, putLawyer, readMatters } from './matter.ts'

let at: TestHouse
let me: Who
let lawyer: Who
before(async () => {
  at = await testHouse(...(await matterRooms()))
  me = at.staff.reference_worker
  lawyer = at.staff.lawyer
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
/** How often somebody may ask is another test's; here the counting begins anew. */
const fresh = () => at.rows('delete from duplicate_question')
const party = (name: string, side: 'adverse' | 'with_her' = 'adverse', birth_year: number | null = null) => ({
  ...{ name, side, role: '', birth_year },
})

const aFileWith = async (alias: string, parties: object[], who = lawyer) => {
  const { case_id } = await at.aFile({ card: { alias } })
  await at.ask(
    assignTeam,
    {
      ...{ case_id, access_id: newId(), staff_id: who.staff_id, function: 'team_member' as const },
      sections: ['identity', 'law'],
    },
    me,
  )
  const matter = { ...aMatter(case_id), parties: parties as never }
  await at.ask(keepMatter, matter, me)
  return { case_id, matter_id: matter.matter_id, matter }
}
const put = async ({ case_id, matter_id }: { case_id: string; matter_id: string }, who = lawyer, by = me) => {
  await fresh()
  const { matters } = await at.ask(readMatters, { case_id }, me)
  const version = matters.find((each) => each.matter_id === matter_id)!.version
  const check_id = newId()
  const says = { case_id, matter_id, check_id, version, kind: 'colleague' as const, staff_id: who.staff_id }
  await at.ask(putLawyer, says, by)
  return check_id
}
const found = async (case_id: string, who = lawyer) => (await at.ask(model.readConflicts, { case_id }, who)).checks[0]
const statusOf = async (case_id: string) => (await at.ask(readMatters, { case_id }, me)).matters[0]?.lawyer.status

test('nothing met: the lawyer declares it, and only then is confirmed', async () => {
  const file = await aFileWith('Sabina Rawal Thapa', [party('Evaristo Quílez Bando')])
  const check_id = await put(file)
  const check = await found(file.case_id)
  assert.deepEqual([check?.found, check?.may_declare, check?.may_clear], ['none', true, false])
  assert.equal(await statusOf(file.case_id), 'proposed')
  await at.ask(model.declareConflict, { case_id: file.case_id, check_id, declared: 'no_conflict' }, lawyer)
  assert.equal(await statusOf(file.case_id), 'confirmed')
  await refuses(
    at.ask(model.declareConflict, { case_id: file.case_id, check_id, declared: 'steps_back' }, lawyer),
    'conflict',
    'proceedings.check_anew',
  )
})

test('whoever is against her may be somebody we accompany, however the name is spelt, and the other way round', async () => {
  const other = await aFileWith('Marcelina Duarte Oquendo', [])
  const file = await aFileWith('Puja Karki Basnet', [party('Marselina Duarte Okendo')])
  await put(file)
  assert.equal((await found(file.case_id))?.found, 'look_closer')
  // From the other file it is her who is against somebody: a lawyer put there has to look closer too.
  const there = aMatter(other.case_id, { parties: [party('Tomás Vela Iranzo')] })
  await at.ask(keepMatter, there, me)
  await put({ case_id: other.case_id, matter_id: there.matter_id })
  assert.equal((await found(other.case_id))?.found, 'look_closer')
})

test('somebody on her side, and she herself, are no conflict', async () => {
  await aFileWith('Consuelo Ibarra Nadal', [])
  const file = await aFileWith('Rosaura Lema Pinto', [
    party('Consuelo Ibarra Nadal', 'with_her'),
    party('Rosaura Lema Pinto'),
  ])
  await put(file)
  assert.equal((await found(file.case_id))?.found, 'none')
})

test('a former client of this lawyer is met, and of no other lawyer', async () => {
  const otherLawyer = await at.join(at.ours, 'Abogada Otra', ['lawyer'])
  const client_id = newId()
  await at.ask(model.declareFormerClient, { client_id, name: 'Casimiro Bolea Trujillo', until_year: 2024 }, lawyer)
  const file = await aFileWith('Anju Thakuri Malla', [party('Casimiro Bolea Truxillo')])
  await put(file)
  assert.equal((await found(file.case_id))?.found, 'look_closer')
  const second = await aFileWith('Nirmala Khadka Sen', [party('Casimiro Bolea Trujillo')], otherLawyer)
  await put(second, otherLawyer)
  assert.equal((await found(second.case_id, otherLawyer))?.found, 'none')
  // For the lawyer alone, and by nobody's name in the clear.
  assert.deepEqual(
    (await at.ask(model.listFormerClients, {}, lawyer)).clients.map(({ name }) => name),
    ['Casimiro Bolea Trujillo'],
  )
  assert.deepEqual((await at.ask(model.listFormerClients, {}, otherLawyer)).clients, [])
  const [row] = await at.rows('select f::text as text from former_client f')
  assert.ok(!String(row?.text).includes(Buffer.from('Casimiro').toString('hex')))
  await refuses(at.ask(model.dropFormerClient, { client_id }, otherLawyer), 'not_found')
  for (const who of [me, at.staff.coordinator, at.staff.director, at.staff.partner_worker])
    await refuses(at.ask(model.listFormerClients, {}, who), 'refused')
  await refuses(at.ask(model.listFormerClients, {}, nobody), 'signed_out')
  await refuses(at.ask(model.declareFormerClient, { client_id: newId(), name: 'Somebody Else' }, me), 'refused')
  await at.ask(model.dropFormerClient, { client_id }, lawyer)
  await put(file)
  assert.equal((await found(file.case_id))?.found, 'none')
})

test('where one has to look closer nobody is confirmed before another person cleared it', async () => {
  await aFileWith('Hortensia Maza Quiroga', [])
  const file = await aFileWith('Sarita Pun Gharti', [party('Hortensia Maza Quiroga')])
  const { case_id } = file
  const check_id = await put(file)
  await at.ask(model.declareConflict, { case_id, check_id, declared: 'no_conflict', words: 'I know of none.' }, lawyer)
  assert.equal(await statusOf(case_id), 'proposed')
  const clear = (who: Who) => at.ask(model.clearConflict, { case_id, check_id, words: 'Another person.' }, who)
  for (const who of [lawyer, me, at.staff.director]) await refuses(clear(who), 'refused')
  await refuses(clear(at.staff.far_coordinator), 'not_found')
  await clear(at.staff.coordinator)
  assert.equal(await statusOf(case_id), 'confirmed')
  const { checks, speak_to } = await at.ask(model.readConflicts, { case_id }, lawyer)
  assert.deepEqual([checks[0]?.words, checks[0]?.clearing], ['I know of none.', 'Another person.'])
  assert.match(speak_to, /coordinator/)
})

test('a coordinator who is that lawyer clears nothing; whoever steps back stands there no more', async () => {
  const both = await at.join(at.ours, 'Both Hats', ['lawyer', 'coordinator'])
  await aFileWith('Ludivina Arce Poza', [])
  const file = await aFileWith('Gita Roka Rana', [party('Ludivina Arce Poza')], both)
  const { case_id } = file
  const check_id = await put(file, both)
  await refuses(
    at.ask(model.clearConflict, { case_id, check_id, words: 'Mine.' }, both),
    'refused',
    'proceedings.second_person',
  )
  await at.ask(model.declareConflict, { case_id, check_id, declared: 'steps_back' }, both)
  assert.equal(await statusOf(case_id), 'none')
})

test('whoever is not that lawyer and no coordinator learns nothing: both worlds look the same to them', async () => {
  const other = await aFileWith('Emeteria Solano Vives', [])
  const worlds = [
    await aFileWith('Kalpana Rai Limbu', [party('Emeteria Solano Vives')]),
    await aFileWith('Sushila Rai Limbu', [party('Emiliana Torrent Grau')]),
  ]
  const otherLawyer = await at.join(at.ours, 'Abogada Tercera', ['lawyer'])
  const seen = []
  for (const file of worlds) {
    const check_id = await put(file)
    const { case_id } = file
    await at.ask(
      assignTeam,
      {
        ...{ case_id, access_id: newId(), staff_id: otherLawyer.staff_id, function: 'team_member' as const },
        sections: ['law'],
      },
      me,
    )
    const { second_worker, psychologist, director, partner_worker, far_coordinator } = at.staff
    for (const who of [me, second_worker, psychologist, director, partner_worker, far_coordinator])
      await refuses(
        at.ask(model.readConflicts, { case_id }, who),
        who === me || who === director ? 'refused' : 'not_found',
      )
    await refuses(at.ask(model.readConflicts, { case_id }, nobody), 'signed_out')
    const { checks } = await at.ask(model.readConflicts, { case_id }, otherLawyer)
    const read = await at.ask(readMatters, { case_id }, me)
    const journal = await at.rows(
      "select action, outcome, reason, sections from journal where case_id = $1 and subject_id is distinct from $2 and actor_id = $3 and action = 'case.write' order by at",
      [case_id, check_id, me.staff_id],
    )
    const timeline = await at.rows('select kind, codes from timeline_entry where case_id = $1 order by at, kind', [
      case_id,
    ])
    const replies = await at.askHttp(
      putLawyer,
      {
        ...{ case_id, matter_id: file.matter_id, check_id: newId(), version: read.matters[0]!.version },
        ...{ kind: 'colleague', staff_id: lawyer.staff_id },
      },
      me,
    )
    seen.push(
      JSON.stringify({
        ...{ checks, lawyer: read.matters[0]!.lawyer, version: read.matters[0]!.version, journal, timeline },
        reply: replies.status,
      }),
    )
    // The lawyer's own entry names this file and no other.
    const { checks: mine, speak_to } = await at.ask(model.readConflicts, { case_id }, lawyer)
    assert.ok(!JSON.stringify([mine, speak_to]).includes(other.case_id))
    assert.ok(!JSON.stringify([mine, speak_to]).includes('Emeteria'))
  }
  assert.equal(seen[0], seen[1])
})

test('asking is counted with the questions for duplicates', async () => {
  const file = await aFileWith('Dolma Tamang Lama', [party('Ambrosio Rey Cid')])
  await put(file)
  const ask = (who: Who, matter_id: string | null = file.matter_id) =>
    at.ask(model.checkConflict, { case_id: file.case_id, check_id: newId(), matter_id }, who)
  await ask(lawyer, null)
  for (let count = 0; count < 19; count += 1) await ask(lawyer)
  await refuses(ask(lawyer), 'too_many')
  await fresh()
  // Of the whole file a lawyer asks for oneself; who is no lawyer there has nobody to ask for.
  const otherLawyer = await at.join(at.ours, 'Abogada Cuarta', ['lawyer'])
  await refuses(ask(otherLawyer), 'not_found')
  await refuses(ask(me), 'refused')
  await refuses(ask(nobody), 'signed_out')
  await refuses(ask(at.staff.far_coordinator), 'not_found')
})

const functionOf = async (name: string) => {
  const [row] = await at.rows('select pg_get_functiondef($1::regprocedure) as text', [name])
  return String(row?.text)
}

test('the guard itself: each condition taken away is noticed', async () => {
  const self = await aFileWith('Yashoda Bista Karki', [party('Yashoda Bista Karki'), party('Abundio Rialp Sosa')])
  await aFileWith('Leocadia Beltrán Ruiz', [])
  const met = await aFileWith('Pabitra Oli Shahi', [party('Leocadia Beltrán Ruiz')])
  const against = await aFileWith('Fulgencia Mora Teruel', [])
  await aFileWith('Indira Joshi Bhatt', [party('Fulgencia Mora Teruel')])
  const former = await aFileWith('Roshni Lohani Pant', [party('Eutimio Galve Paz')])
  await at.ask(model.declareFormerClient, { client_id: newId(), name: 'Eutimio Galve Paz' }, lawyer)
  const look = async () => {
    const said: string[] = []
    for (const file of [self, met, against, former]) {
      await put(file)
      said.push((await found(file.case_id))!.found)
    }
    return said.join(' ')
  }
  const expected = 'none look_closer look_closer look_closer'
  assert.equal(await look(), expected)
  const name = 'guard.check_conflict(uuid,uuid,uuid,uuid)'
  const text = await functionOf(name)
  const joins = 'on a.organisation_id = b.organisation_id and a.match = b.match'
  for (const [was, becomes] of [
    [' and b.case_id <> all (same))', ')'],
    [joins, 'on false'],
    [' and c.staff_id = a_lawyer and', ' and false and'],
  ] as const) {
    assert.ok(text.includes(was), was)
    await at.rows(text.replace(was, becomes))
    assert.notEqual(await look(), expected, was)
  }
  await at.rows(text)
  const settle = await functionOf('guard.settle_lawyer(uuid,uuid)')
  for (const was of [
    " and (c.found = 'none' or c.cleared_at is not null)",
    " and coalesce(c.declared = 'no_conflict', false)",
  ]) {
    assert.ok(settle.includes(was), was)
    await at.rows(settle.replace(was, ''))
    const check_id = await put(met)
    if (was.includes('found'))
      await at.ask(model.declareConflict, { case_id: met.case_id, check_id, declared: 'no_conflict' }, lawyer)
    else await at.ask(model.clearConflict, { case_id: met.case_id, check_id, words: 'Looked.' }, at.staff.coordinator)
    assert.equal(await statusOf(met.case_id), 'confirmed', was)
    await at.rows(settle)
  }
  assert.equal(await look(), expected)
})
