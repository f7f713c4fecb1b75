// Searching by a name in any script: whoever may open a file finds it, and nobody else, whatever is still remembered; and
// the duplicate question, which a dictionary does not get far with.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Database } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { listIdentities } from '#people/identity.store.ts'
import { noIdentity, writeIdentity } from '#people/identity.ts'
import { formerMarks } from '#people/name-mark.rules.ts'
import { aCard, nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { nastyTexts } from '#test/hostile.ts'
import { blindMatch } from '#vault/index-key.ts'
import { changeCard, createFile } from './case.ts'
import { markAgain } from './mark-again.api.ts'
import { forgetNames } from './opened-names.api.ts'
import { askForDuplicates, searchPeople } from './search.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(
    await import('./case.api.ts'),
    await import('./search.api.ts'),
    await import('#people/identity.api.ts'),
    await import('#team/team.api.ts'),
  )
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
const search = async (words: string, who: Who) => (await at.ask(searchPeople, { words }, who)).rows
const idsOf = async (words: string, who: Who) => (await search(words, who)).map((row) => row.case_id)

test('a name in another script and spelling finds the file, and says why', async () => {
  const { case_id } = await at.aFile({ card: { alias: 'Sunita Tamang', birth_year: 1999 } })
  const { reference_worker, coordinator, director } = at.staff
  for (const who of [reference_worker, coordinator, director])
    for (const words of ['सुनीता तामाङ', 'সুনীতা', 'Tamang Suneeta', 'sunita', 'Suni'])
      assert.ok((await idsOf(words, who)).includes(case_id), words)
  const [row] = await search('सुनीता तामाङ', coordinator)
  assert.equal(row?.alias, 'Sunita Tamang')
  assert.deepEqual([row?.by, row?.why], ['alias', ['script']])
  assert.deepEqual((await search('Suni', coordinator))[0]?.why, ['begins'])
  assert.deepEqual(
    (await search(row!.reference.toLowerCase(), coordinator))[0]?.case_id,
    /\d/.test(row!.reference) ? case_id : undefined,
  )
  for (const words of ['Sunil', 'Savita Tamang', 'Xyz', '١٢٣', '---'])
    assert.ok(!(await idsOf(words, coordinator)).includes(case_id), words)
})

test('nobody, a role without it, another office, another house and whoever is not on the team find nothing', async () => {
  const { case_id } = await at.aFile({ card: { alias: 'Oksana Kovalenko' } })
  assert.ok((await idsOf('Оксана', at.staff.reference_worker)).includes(case_id))
  await refuses(search('Оксана', nobody), 'signed_out')
  for (const who of [at.staff.intake, at.staff.administrator, at.staff.partner_administrator])
    await refuses(search('Оксана', who), 'refused', 'access.refused')
  for (const who of [at.staff.second_worker, at.staff.far_coordinator, at.staff.partner_worker, at.staff.psychologist])
    assert.deepEqual(await idsOf('Оксана', who), [])
})

test('rights are asked each time: whoever leaves the team finds nothing though the name is still remembered', async () => {
  const mine = await at.join(at.ours, 'Eva', ['reference_worker'])
  const { case_id } = await at.aFile({ card: { alias: 'Ngozi Okafor' } })
  const on = [at.ours.organisation_id, case_id, mine.staff_id]
  await at.rows(
    `insert into case_access (organisation_id, case_id, access_id, kind, staff_id, sections, created_by)
     values ($1, $2, gen_random_uuid(), 'team', $3, '{identity,law}', $3)`,
    on,
  )
  assert.deepEqual(await idsOf('Ngọzi', mine), [case_id])
  await at.rows(
    'update case_access set ended_at = now() where organisation_id = $1 and case_id = $2 and staff_id = $3',
    on,
  )
  assert.deepEqual(await idsOf('Ngọzi', mine), [])
  assert.ok((await idsOf('Ngọzi', at.staff.coordinator)).includes(case_id))
})

test('a card changed is found by its new name at once; a file whose key is gone by none', async () => {
  const { case_id } = await at.aFile({ card: { alias: 'Esperanza Muñoz' } })
  const { coordinator } = at.staff
  assert.ok((await idsOf('Munhoz', coordinator)).includes(case_id))
  await at.ask(changeCard, { case_id, version: 1, card: aCard({ alias: 'Xiomara' }) }, coordinator)
  assert.ok(!(await idsOf('Munhoz', coordinator)).includes(case_id))
  assert.ok((await idsOf('Siomara', coordinator)).includes(case_id))
  await at.rows('delete from case_key where case_id = $1', [case_id])
  forgetNames(case_id)
  assert.ok(!(await idsOf('Siomara', coordinator)).includes(case_id))
})

test('a name of the legal identity is found by whom it is open to, and is not said', async () => {
  const { case_id } = await at.aFile({ card: { alias: 'Luna' } })
  const { reference_worker, coordinator } = at.staff
  const identity = { ...noIdentity, names: [{ text: 'লক্ষ্মী রানী দাস', kind: 'legal' as const, latin: '' }] }
  await at.ask(writeIdentity, { case_id, version: 0, identity }, reference_worker)
  const [row] = await search('Lakshmi Das', coordinator)
  assert.deepEqual([row?.case_id, row?.alias, row?.by], [case_id, 'Luna', 'identity'])
  assert.ok(!JSON.stringify(row).includes('লক্ষ্মী'))
  // On the team, but without the section.
  const { lawyer } = at.staff
  await at.rows(
    `insert into case_access (organisation_id, case_id, access_id, kind, staff_id, sections, created_by)
     values ($1, $2, gen_random_uuid(), 'team', $3, '{law}', $4)`,
    [at.ours.organisation_id, case_id, lawyer.staff_id, coordinator.staff_id],
  )
  assert.deepEqual(await idsOf('Lakshmi Das', lawyer), [])
  assert.deepEqual(await idsOf('Luna', lawyer), [case_id])
  // What is decided for a whole list agrees with what the policy decides file by file.
  for (const who of Object.values(at.staff)) {
    const [listed, allowed] = await at.house.database.transaction({ token: who.token }, async (tx) => {
      const { rows } = await tx.executeQuery<{ case_id: string }>({
        sql: 'select case_id from guard.identities_open() order by 1',
        parameters: [],
      } as never)
      return [
        rows.map((each) => each.case_id),
        (await listIdentities(tx, at.ours.organisation_id)).map((each) => each.case_id),
      ]
    })
    assert.deepEqual(listed, allowed?.toSorted())
  }
})

test('hostile words are refused or find nothing, and break nothing', async () => {
  for (const words of nastyTexts) {
    const { status } = await at.askHttp(searchPeople, { words }, at.staff.coordinator)
    assert.ok([200, 422].includes(status), `${status} for ${JSON.stringify(words.slice(0, 40))}`)
  }
  assert.deepEqual(at.broken, [])
})

test('the duplicate question opens no file: one that does not open answers whom to ask, and that once', async () => {
  const asked = { name: 'पार्वती गुरुङ', birth_year: 1992 }
  const first = await at.aFile({ card: { alias: 'Parbati Gurung', birth_year: 1991 } })
  await at.aFile({ card: { alias: 'Parvati Gurung', birth_year: 1992 } })
  const open = await at.ask(askForDuplicates, asked, at.staff.coordinator)
  assert.equal(open.case_ids.length, 2)
  assert.ok(open.case_ids.includes(first.case_id) && !open.hidden && open.ask === null)
  const hidden = await at.ask(askForDuplicates, asked, at.staff.intake)
  assert.deepEqual(hidden, { case_ids: [], hidden: true, ask: 'Colega coordinator' })
  const none = { case_ids: [], hidden: false, ask: null }
  assert.deepEqual(await at.ask(askForDuplicates, { name: '١٢٣ !', birth_year: null }, at.staff.intake), none)
  assert.deepEqual(await at.ask(askForDuplicates, { ...asked, birth_year: 1970 }, at.staff.intake), none)
  await refuses(at.ask(askForDuplicates, asked, nobody), 'signed_out')
  for (const who of [at.staff.lawyer, at.staff.director, at.staff.partner_worker])
    await refuses(at.ask(askForDuplicates, asked, who), 'refused', 'access.refused')
  const journal = await at.rows("select actor_id from journal where action = 'case.ask_duplicates'")
  assert.equal(journal.length, 4, 'every question stands in the journal')
})

test('names she also uses are marked too, and a file marked by the former rules is still met', async () => {
  const legal = { new_case_id: newId(), card: aCard({ alias: 'Luz', birth_year: 1990 }), also_called: ['Oluwaseun'] }
  await at.ask(createFile, { ...legal, reference_worker_id: at.staff.reference_worker.staff_id }, at.staff.intake)
  const asks = async (name: string) =>
    (await at.ask(askForDuplicates, { name, birth_year: 1990 }, at.staff.second_worker)).hidden
  assert.ok(await asks('Oluwa Seun'))
  assert.ok(!(await asks('Zohra')))
  const [key] = await at.house.database.transaction({ token: at.staff.coordinator.token }, (tx) =>
    at.vault.organisationKeys(tx, at.ours.organisation_id),
  )
  for (const text of formerMarks('Zohra', 1990))
    await at.rows('insert into blind_match (organisation_id, match, case_id) values ($1, $2, $3)', [
      at.ours.organisation_id,
      blindMatch(key!, text),
      legal.new_case_id,
    ])
  assert.ok(await asks('Zohra'))
  // A file of the former rules is marked anew by the command, once.
  await at.rows('delete from blind_match where case_id = $1 and scheme = 2', [legal.new_case_id])
  assert.ok(!(await asks('Luz')))
  const owner = new Database(at.db.connection())
  const again = () => owner.transaction({ token: '' }, (tx) => markAgain(tx, at.vault))
  assert.ok((await again()) > 0)
  assert.equal(await again(), 0)
  await owner.close()
  assert.ok(await asks('Luz'))
})

test('a dictionary of a thousand names gets twenty answers an hour and sixty a day, also when asked all at once', async () => {
  await at.aFile({ card: { alias: 'Blessing Osagie', birth_year: 2001 } })
  const curious = await at.join(at.ours, 'Curiosa', ['intake'])
  const names = Array.from(
    { length: 1_000 },
    (_, place) => `${String.fromCharCode(97 + (place % 26))}a${place % 10 ? 'mi' : 'lo'}na${'bdgklmnprt'[place % 10]}a`,
  )
  let answers = 0
  for (let from = 0; from < 120; from += 8) {
    const asked = await Promise.allSettled(
      names.slice(from, from + 8).map((name) => at.ask(askForDuplicates, { name, birth_year: 2001 }, curious)),
    )
    answers += asked.filter(({ status }) => status === 'fulfilled').length
    for (const each of asked) if (each.status === 'rejected') assert.equal((each.reason as Problem).kind, 'too_many')
  }
  assert.equal(answers, 20)
  // The hours pass; the day's sixty remain the limit.
  for (const hour of [1, 2, 3]) {
    await at.rows("update duplicate_question set asked_at = asked_at - interval '61 minutes' where staff_id = $1", [
      curious.staff_id,
    ])
    const asked = await Promise.allSettled(
      names
        .slice(hour * 200, hour * 200 + 25)
        .map((name) => at.ask(askForDuplicates, { name, birth_year: 2001 }, curious)),
    )
    answers += asked.filter(({ status }) => status === 'fulfilled').length
  }
  assert.equal(answers, 60)
  console.log(`a dictionary of ${names.length} names: ${answers} answers in a day`)
})

test('whoever holds the rows of the database but no key learns nothing from the marks', async () => {
  const same = aCard({ alias: 'Precious Efe', birth_year: 2000 })
  const files = [newId(), newId()]
  for (const new_case_id of files)
    await at.ask(
      createFile,
      { new_case_id, card: same, reference_worker_id: at.staff.reference_worker.staff_id },
      at.staff.coordinator,
    )
  const marks = await at.rows('select match from blind_match where case_id = any($1)', [files])
  assert.ok(marks.length > 0 && marks.every(({ match }) => (match as Buffer).length === 16))
  // A dictionary tried against the rows with any other key meets none of them.
  const other = await import('#vault/keys.ts').then(({ newOrganisationKey }) =>
    newOrganisationKey(at.ours.organisation_id),
  )
  const { marksToKeep } = await import('#people/name-mark.rules.ts')
  const guesses = new Set(marksToKeep('Precious Efe', 2000).map((text) => blindMatch(other, text).toString('hex')))
  assert.ok(!marks.some(({ match }) => guesses.has((match as Buffer).toString('hex'))))
})
