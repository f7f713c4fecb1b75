// An official questionnaire is read, put to our questions, and never guessed at: bad files say what is wrong with them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { nastyTexts } from '#test/hostile.ts'
import { instrumentOf } from './instruments.ts'
import {
  largestQuestionnaire,
  mapQuestionnaire,
  type QuestionnaireRead,
  readQuestionnaire,
  sentencesOf,
} from './questionnaire.rules.ts'

const raft = instrumentOf('raft')
const question = (linkId: string, text: string, more: object = {}) => ({ linkId, text, type: 'choice', ...more })
const questionnaire = (item: unknown, more: object = {}) =>
  JSON.stringify({ resourceType: 'Questionnaire', status: 'active', language: 'en-US', title: 'A tool', item, ...more })
const read = (item: unknown, more: object = {}): QuestionnaireRead => {
  const found = readQuestionnaire(questionnaire(item, more))
  if ('fault' in found) throw new Error(found.fault)
  return found
}
const es = (content: string) => ({
  _text: {
    extension: [
      {
        url: 'http://hl7.org/fhir/StructureDefinition/translation',
        extension: [
          { url: 'lang', valueCode: 'es' },
          { url: 'content', valueString: content },
        ],
      },
    ],
  },
})

test('R4 and R5, groups and codes: sentences meet our questions by link or code, in any order', () => {
  const found = read(
    [
      {
        linkId: 'g',
        type: 'group',
        text: 'Part one',
        item: [question('RAFT-exchanged_sex', 'Fourth?', es('¿Cuarta?'))],
      },
      { linkId: 'intro', type: 'display', text: 'Please read aloud.' },
      question('2', 'First?', { type: 'coding', code: [{ system: 'x', code: 'unsafe-work' }] }),
      question('afraid to leave', 'Third?', { type: 'boolean' }),
      question('9', 'Second?'),
    ],
    { copyright: 'Invented for a test.' },
  )
  assert.deepEqual([found.language, found.languages, found.copyright], ['en', ['en', 'es'], 'Invented for a test.'])
  const mapped = mapQuestionnaire(raft, found)
  assert.deepEqual(sentencesOf(found, mapped.matches, 'en'), {
    unsafe_work: 'First?',
    tricked_or_forced: 'Second?',
    afraid_to_leave: 'Third?',
    exchanged_sex: 'Fourth?',
  })
  assert.deepEqual(sentencesOf(found, mapped.matches, 'es'), { exchanged_sex: '¿Cuarta?' })
  assert.deepEqual([mapped.unknown, mapped.missing], [[], []])
})

test('in their order when they carry no name of ours; another number of them is not guessed at', () => {
  const four = read(['a', 'b', 'c', 'd'].map((id) => question(id, `${id}?`)))
  assert.deepEqual(mapQuestionnaire(raft, four).matches, {
    unsafe_work: 0,
    tricked_or_forced: 1,
    afraid_to_leave: 2,
    exchanged_sex: 3,
  })
  const five = read(['a', 'b', 'unsafe_work', 'd', 'e'].map((id) => question(id, `${id}?`)))
  const mapped = mapQuestionnaire(raft, five)
  assert.deepEqual(mapped.unknown, [0, 1, 3, 4])
  assert.deepEqual(mapped.missing, ['tricked_or_forced', 'afraid_to_leave', 'exchanged_sex'])
})

test('a file that is none says why', () => {
  const fault = (file: string) => {
    const found = readQuestionnaire(file)
    return 'fault' in found ? found.fault : null
  }
  assert.equal(fault(''), 'not_json')
  assert.equal(fault('<Questionnaire/>'), 'not_json')
  assert.equal(fault('[]'), 'not_a_questionnaire')
  assert.equal(fault('{"resourceType":"QuestionnaireResponse"}'), 'not_a_questionnaire')
  assert.equal(fault(questionnaire([])), 'no_questions')
  assert.equal(fault(questionnaire('x')), 'no_questions')
  assert.equal(fault(questionnaire([{ linkId: '1', type: 'group', text: 'only a heading' }])), 'no_questions')
  assert.equal(fault(questionnaire(Array.from({ length: 201 }, (_, at) => question(`${at}`, 'x')))), 'too_many')
  assert.equal(fault(questionnaire([question('1', 'x'.repeat(601))])), 'sentence_too_long')
  assert.equal(fault(`{"resourceType":"Questionnaire","x":"${'x'.repeat(largestQuestionnaire)}"}`), 'too_large')
  let deep: object = question('deep', 'Deep?')
  for (let level = 0; level < 20; level += 1) deep = { linkId: `${level}`, type: 'group', item: [deep] }
  assert.equal(fault(questionnaire([deep])), 'too_deep')
})

test('nothing in a file breaks the reading, and each of our questions gets at most one sentence', () => {
  const item = fc.record(
    {
      linkId: fc.oneof(fc.constantFrom(...raft.items.map(({ code }) => code)), fc.string(), fc.integer()),
      text: fc.oneof(fc.string(), fc.constantFrom(...nastyTexts), fc.constant(null)),
      type: fc.constantFrom('choice', 'group', 'display', 7),
      code: fc.oneof(fc.constant('x'), fc.array(fc.record({ code: fc.string() }))),
      item: fc.jsonValue(),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(fc.oneof(fc.array(item, { maxLength: 12 }), fc.jsonValue()), fc.jsonValue(), (items, language) => {
      const found = readQuestionnaire(questionnaire(items, { language }))
      if ('fault' in found) return
      const { matches, unknown, missing } = mapQuestionnaire(raft, found)
      const used = Object.values(matches).filter((place) => place !== null)
      assert.equal(new Set(used).size, used.length)
      assert.equal(used.length + unknown.length, found.questions.length)
      assert.equal(used.length + missing.length, raft.items.length)
    }),
  )
})
