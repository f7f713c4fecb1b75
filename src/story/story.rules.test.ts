// The pure half of the story: cards of subjects, parts of notes, what a fact has to be, and the literal words of the standard;
// and that PostgreSQL means the same by a profession.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { type Role, roles } from '#access/access.ts'
import { type TestDatabase, testDatabase } from '#test/database.ts'
import { asHtcds, factObstacle, standing } from './fact.rules.ts'
import { ControlFile, controls, FactList, type FactValue, factList, type SealedFact, valuesOf } from './fact.ts'
import {
  cardsOf,
  isToldOf,
  opensMore,
  partOf,
  professionOfPurpose,
  professionsOf,
  standingOf,
} from './telling.rules.ts'
import type { StoryWish, Telling } from './telling.ts'
import { professions, TopicFile, topicFile, topics } from './topics.ts'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
})
after(() => database.drop())

const aTelling = (change: Partial<Telling> = {}): Telling => ({
  ...{
    telling_id: '1',
    section: 'story',
    topic: 'money',
    told_on: '2026-11-01',
    language: 'ne',
    with_interpreter: true,
  },
  ...{
    heard_outside: null,
    note_id: '2',
    whole_note: true,
    heard_by: '3',
    heard_name: 'Alba',
    written_by: '3',
    written_name: 'Alba',
  },
  ...{ recorded_at: '2026-11-01T10:00:00Z', retell: [], version: 1, may_read: false, may_open: false, asked: [] },
  ...change,
})
const aWish = (topic: string, wish: StoryWish['wish']): StoryWish => ({
  topic,
  wish,
  said_on: '2026-11-01',
  written_name: 'Alba',
})
const offerOf = (tellings: Telling[], wishes: StoryWish[]) =>
  cardsOf(tellings, wishes).find(({ topic }) => topic === 'money')!

test('the lists are as their schemas say, and every group names facts there are', () => {
  TopicFile.parse(topicFile)
  FactList.parse(factList)
  ControlFile.parse(controls)
  const codes = factList.facts.map(({ code }) => code)
  assert.deepEqual(factList.groups.flatMap(({ facts }) => facts).sort(), [...codes].sort())
  assert.deepEqual(
    topicFile.professions.map(({ code }) => code),
    professions,
  )
  for (const fact of factList.facts)
    assert.equal(valuesOf(fact.code).length > 0, fact.answer === 'one' || fact.answer === 'many', fact.code)
})

test('PostgreSQL means the same by a profession, for colleagues and for partners', async () => {
  const some = fc.subarray([...roles]) as fc.Arbitrary<Role[]>
  await fc.assert(
    fc.asyncProperty(some, async (held) => {
      const { rows } = await database.owner.query<{ as: string[] }>('select guard.profession($1) as as', [held])
      assert.deepEqual([...rows[0]!.as].sort(), professionsOf(held).sort())
    }),
    { numRuns: 60 },
  )
  for (const purpose of [
    'shelter',
    'health',
    'psychological',
    'legal',
    'interpreting',
    'learning',
    'work',
    'money',
    'return',
    'identification',
  ]) {
    const { rows } = await database.owner.query<{ as: string | null }>('select guard.profession_of_purpose($1) as as', [
      purpose,
    ])
    assert.equal(rows[0]!.as, professionOfPurpose(purpose), purpose)
  }
})

test('what the person wishes goes before what may be read, and what nobody spoke of stays out of sight', () => {
  assert.equal(offerOf([], []).offer, 'not_told')
  assert.equal(isToldOf(offerOf([], [])), false)
  assert.equal(offerOf([aTelling()], []).offer, 'ask_hearer')
  assert.equal(offerOf([aTelling(), aTelling({ may_read: true })], []).offer, 'read')
  assert.equal(offerOf([aTelling()], [aWish('money', 'ask_me')]).offer, 'ask_her')
  assert.equal(offerOf([], [aWish('money', 'ask_me')]).offer, 'ask_her')
  assert.equal(offerOf([aTelling({ may_read: true })], [aWish('money', 'ask_me')]).offer, 'read')
  assert.equal(offerOf([aTelling({ may_read: true })], [aWish('money', 'let_it_rest')]).offer, 'let_it_rest')
  assert.equal(
    offerOf([aTelling()], [aWish('money', 'none'), aWish('money', 'ask_me')]).offer,
    'ask_hearer',
    'the latest',
  )
  assert.deepEqual(
    cardsOf([], []).map(({ topic }) => topic),
    topics,
  )
})

test('words are read by who heard them, and by a named profession that opens the story', () => {
  const told = { section: 'mind' as const, heard_by: 'a', written_by: 'a', recorded_by: 'b', retell: ['law' as const] }
  const reader = {
    staff_id: 'c',
    walks_along: true,
    sections: ['story' as const, 'law' as const],
    professions: ['law' as const],
  }
  assert.equal(standingOf(reader, told), 'words')
  assert.equal(standingOf({ ...reader, sections: ['law'] }, told), null, 'the story is not open')
  assert.equal(standingOf({ ...reader, professions: ['mind'], sections: ['story', 'mind'] }, told), 'head')
  assert.equal(standingOf({ ...reader, professions: ['mind'] }, told), null, 'neither the section nor the profession')
  assert.equal(standingOf({ ...reader, staff_id: 'a', professions: [] }, told), 'words')
  assert.equal(standingOf({ ...reader, staff_id: 'a', walks_along: false, sections: ['mind'] }, told), 'head')
  assert.equal(standingOf({ ...reader, staff_id: 'a', sections: [] }, told), null)
  assert.deepEqual([opensMore(['law'], []), opensMore(['law'], ['law', 'mind'])], [false, true])
})

test('a part of a note is its letters, and never half a letter', () => {
  assert.equal(partOf('She told us. Then tea.', { from: 0, to: 12 }), 'She told us.')
  assert.equal(partOf('all of it', null), 'all of it')
  const text = 'a😀b'
  assert.equal(partOf(text, { from: 2, to: 4 }), '😀b')
  assert.equal(partOf(text, { from: 0, to: 2 }), 'a😀')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.nat(50), fc.nat(50), (words, from, more) => {
      const part = partOf(words, { from, to: from + more + 1 })
      assert.ok(words.includes(part))
      assert.ok(part.isWellFormed())
    }),
  )
})

const nothing: FactValue = { codes: [], route: [], amount: null }
const aFact = (change: Partial<SealedFact>): SealedFact => ({
  ...{ fact: 'duration', state: 'told', value: nothing, source: 'told', sureness: 'sure' },
  ...change,
})

test('a fact is a value that fits it, or that it is not known, or that the person did not want to say it', () => {
  const fine = [
    aFact({ value: { ...nothing, codes: ['weeks'] } }),
    aFact({ state: 'unknown' }),
    aFact({ state: 'not_said', fact: 'sexual_kind' }),
    aFact({ fact: 'controls', value: { ...nothing, codes: ['threats', 'uses_children'] } }),
    aFact({ fact: 'route', value: { ...nothing, route: [{ part: 'transit', country: 'TR' }] } }),
    aFact({ fact: 'debt_amount', value: { ...nothing, amount: { amount: 3000, currency: 'EUR', still_owed: 'yes' } } }),
  ]
  for (const each of fine) assert.equal(factObstacle(each, null), null, JSON.stringify(each))
  const faulty: [SealedFact, string][] = [
    [aFact({}), 'story.fact.value_needed'],
    [aFact({ value: { ...nothing, codes: ['weeks', 'days'] } }), 'story.fact.one_value'],
    [aFact({ value: { ...nothing, codes: ['whenever'] } }), 'gate.not_allowed_value'],
    [aFact({ state: 'not_said', value: { ...nothing, codes: ['weeks'] } }), 'story.fact.no_value'],
    [aFact({ fact: 'route', value: { ...nothing, codes: ['weeks'] } }), 'story.fact.value_needed'],
    [aFact({ fact: 'nothing_of_ours' }), 'gate.not_allowed_value'],
  ]
  for (const [each, key] of faulty) assert.equal(factObstacle(each, null), key, JSON.stringify(each))
  assert.equal(factObstacle(aFact({ state: 'unknown', source: 'paper' }), 'a telling'), 'story.fact.source_is_told')
})

test('what was replaced or taken back does not stand', () => {
  const row = (fact_id: string, replaces_id: string | null = null, taken_back = false) => ({
    fact_id,
    replaces_id,
    taken_back,
  })
  const rows = [row('a'), row('b', 'a'), row('c'), row('d', 'c', true), row('e')]
  assert.deepEqual(
    standing(rows).map(({ fact_id }) => fact_id),
    ['b', 'e'],
  )
})

test('facts leave in the literal words of HTCDS 2.0, and what it has no word for is named', () => {
  const all = asHtcds([
    aFact({
      fact: 'controls',
      value: { ...nothing, codes: ['threats', 'restricts_movement', 'uses_children', 'debt_bondage'] },
    }),
    aFact({ fact: 'exploitation', value: { ...nothing, codes: ['forced_labour', 'forced_crime'] } }),
    aFact({ fact: 'sector', value: { ...nothing, codes: ['t'] } }),
    aFact({ fact: 'recruited_by', value: { ...nothing, codes: ['agency'] } }),
    aFact({ fact: 'route', value: { ...nothing, route: [{ part: 'recruitment', country: 'NP' }] } }),
    aFact({ fact: 'duration', value: { ...nothing, codes: ['weeks'] } }),
    aFact({ fact: 'sexual_kind', state: 'not_said' }),
  ])
  assert.deepEqual(all.fields, {
    vic_TypeOfExploitation: ['ForcedLabour', 'Other'],
    vic_ForcedLabourIndustry: 'T_ActivitiesOfHouseholdsAsEmployers',
    vic_RelationshipToTrafficker: 'Unaquainted',
    vic_MethodsOfControl: ['DebtBondage', 'PhysicalThreats', 'ThreatensChildrenFamily'],
  })
  assert.deepEqual(all.events, [{ hte_Type: 'Recruitment', hte_Country: 'NP' }])
  assert.deepEqual(all.definitions.length, 4)
  assert.deepEqual(all.not_in_standard, ['duration.weeks', 'controls.restricts_movement'])
  assert.deepEqual(
    asHtcds([aFact({ fact: 'duration', state: 'not_said' })]).fields,
    {},
    'that it was not said stays here',
  )
})
