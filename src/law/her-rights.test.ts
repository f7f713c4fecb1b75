// What the law gives her today in her own language: said once, by the rules that stand, and set on paper in every script.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { publicLanguages } from '#language/languages.ts'
import { textFiles } from '#language/load-texts.ts'
import { assignTeam } from '#team/team.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { plainDates, plainKey, plainRights } from './her-rights.rules.ts'
import { printHerRights, readHerRights } from './her-rights.ts'
import { keepLawFile, recordLawEvent } from './law-file.ts'
import { packs } from './packs.ts'

let at: TestHouse
let me: Who
before(async () => {
  at = await testHouse(
    await import('./her-rights.api.ts'),
    await import('./law-file.api.ts'),
    await import('#team/team.api.ts'),
  )
  me = at.staff.reference_worker
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
const happened = (case_id: string, code: string, days: number) =>
  at.ask(
    recordLawEvent,
    { ...{ case_id, event_id: newId(), code, jurisdiction: 'es' as const }, happened_on: addDays(today, -days) },
    me,
  )
const languages = publicLanguages().map(({ code }) => code)

test('every meaning a rule names is one that is read, and has its words in each public language', () => {
  const known: readonly string[] = [...plainRights, ...plainDates]
  const named = new Set(Object.values(packs).flatMap(({ rules }) => rules.flatMap(({ plain }) => plain ?? [])))
  assert.deepEqual(
    [...named].filter((code) => !known.includes(code)),
    [],
  )
  assert.deepEqual(
    known.filter((code) => !named.has(code)),
    [],
  )
  for (const code of languages) {
    const texts: Record<string, string> = Object.assign({}, ...Object.values(textFiles(code)))
    for (const plain of known) assert.ok(texts[plainKey(plain)], `${code} ${plainKey(plain)}`)
  }
})

test('in the period: the time to recover with its last day, once; what is less is not said beside it', async () => {
  const { case_id } = await at.aFile()
  await happened(case_id, 'reasonable_grounds', 12)
  await happened(case_id, 'rrp_granted', 10)
  const { now, dates, notes, rtl } = await at.ask(readHerRights, { case_id, language: 'es' }, me)
  const codes = now.map(({ code }) => code)
  assert.equal(codes[0], 'recover')
  assert.match(now[0]?.until ?? '', /^Al menos hasta el \d+ de [a-z]+ de \d{4}$/)
  assert.ok(now[0]?.articles.some((article) => article.includes('1155/2024')))
  assert.ok(!codes.includes('not_sent_away') && !codes.includes('stay'))
  assert.equal(new Set(codes).size, codes.length)
  for (const code of ['asylum', 'legal_aid', 'no_report_needed', 'return'])
    assert.ok(codes.includes(code as never), code)
  assert.deepEqual(dates, [])
  assert.equal(rtl, false)
  assert.equal(notes.length, 2)
})

test('what she has to do stands with its day, the soonest first', async () => {
  const { case_id } = await at.aFile()
  await happened(case_id, 'provisional_notified', 3)
  await happened(case_id, 'rrp_refused', 5)
  const { dates, now } = await at.ask(readHerRights, { case_id, language: 'bn' }, me)
  assert.ok(dates.some(({ code }) => code === 'do_card'))
  assert.ok(dates.some(({ code }) => code === 'do_contest'))
  assert.deepEqual(
    dates.map(({ on }) => on),
    dates.map(({ on }) => on).sort(),
  )
  assert.ok(now.some(({ code }) => code === 'live_work'))
})

test('a page and a card in every public language; right to left where it is read so', async () => {
  const { case_id } = await at.aFile()
  await happened(case_id, 'reasonable_grounds', 12)
  await happened(case_id, 'rrp_granted', 10)
  await happened(case_id, 'provisional_notified', 3)
  for (const language of languages) {
    assert.equal((await at.ask(readHerRights, { case_id, language }, me)).rtl, ['ar', 'ur'].includes(language))
    // The card fits the least: it is set in each language, the page in the scripts that need the most room.
    for (const form of ['ur', 'bn', 'es'].includes(language) ? (['page', 'card'] as const) : (['card'] as const)) {
      const { name, bytes } = await at.ask(printHerRights, { case_id, language, form }, me)
      assert.equal(name, `${today}.pdf`)
      assert.equal(Buffer.from(bytes, 'base64').subarray(0, 5).toString(), '%PDF-', `${language} ${form}`)
    }
  }
})

test('an unknown language is refused, and a paper of nothing is not made', async () => {
  const { case_id } = await at.aFile()
  await refuses(at.ask(readHerRights, { case_id, language: 'xx' }, me), 'invalid', 'law.no_words_in_it')
  assert.deepEqual((await at.ask(readHerRights, { case_id, language: 'ur' }, me)).now, [])
  await refuses(at.ask(printHerRights, { case_id, language: 'ur', form: 'card' }, me), 'invalid', 'law.nothing_stands')
  const place = {
    jurisdictions: ['uk' as const],
    province: null,
    town: null,
    circumstances: { accused_of_offence: true },
  }
  await at.ask(keepLawFile, { case_id, version: 0, ...place }, me)
  const { now } = await at.ask(readHerRights, { case_id, language: 'ur' }, me)
  assert.ok(now.some(({ code }) => code === 'not_punished'))
})

test('nobody, a role without the law, a partner and another house read nothing of it', async () => {
  const { case_id } = await at.aFile()
  await happened(case_id, 'rrp_granted', 10)
  const { psychologist, lawyer, partner_worker, far_coordinator } = at.staff
  const stand = (who: Who, sections: ('identity' | 'safety' | 'law')[]) =>
    at.ask(assignTeam, { case_id, access_id: newId(), staff_id: who.staff_id, function: 'team_member', sections }, me)
  await stand(psychologist, ['identity', 'safety'])
  await stand(lawyer, ['identity', 'law'])
  for (const ask of [
    (who: Who) => at.ask(readHerRights, { case_id, language: 'es' }, who),
    (who: Who) => at.ask(printHerRights, { case_id, language: 'es', form: 'page' }, who),
  ]) {
    await refuses(ask(nobody), 'signed_out')
    await refuses(ask(psychologist), 'not_found', 'case.section_not_found')
    for (const who of [partner_worker, far_coordinator]) await refuses(ask(who), 'not_found', 'case.not_found')
    await ask(lawyer)
  }
})
