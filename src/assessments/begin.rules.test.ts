// Before an instrument begins: her language where we have words for it, and never a second long one unnoticed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { forProfessional, inLanguage, shortFirst, tooMuchToday, usualGiving } from './begin.rules.ts'

test('her first language with words is hers, the worker’s lies beside', () => {
  const giving = usualGiving(['ne', 'hi'], 'es', true)
  assert.deepEqual(
    [giving.spoken, giving.worded, giving.beside, giving.interpreter],
    ['ne', 'ne', 'es', 'professional'],
  )
  assert.equal(usualGiving(['ar', 'hi'], 'es', false).worded, 'hi', 'a second language of hers before none of hers')
})

test('where we have no words for her language, an interpreter says the worker’s', () => {
  const giving = usualGiving(['ar'], 'es', true)
  assert.deepEqual([giving.spoken, giving.worded, giving.beside], ['ar', 'es', null])
  assert.equal(usualGiving([], 'it', false).spoken, 'it')
})

test('the words follow what is spoken', () => {
  const giving = usualGiving(['ne'], 'es', false)
  assert.deepEqual(inLanguage(giving, 'ur', 'es'), { ...giving, spoken: 'ur', worded: 'ur', beside: 'es' })
  assert.deepEqual(inLanguage(giving, 'es', 'es'), { ...giving, spoken: 'es', worded: 'es', beside: null })
  assert.deepEqual(inLanguage(giving, 'wo', 'es'), { ...giving, spoken: 'wo', worded: 'es', beside: null })
  assert.equal(forProfessional('it').beside, null)
})

test('short ones come first, and a second long one today is noticed', () => {
  const offered = [
    { instrument: 'pcl-5' as const, long: true, minutes: 10 },
    { instrument: 'phq-9' as const, long: false, minutes: 4 },
    { instrument: 'phq-2' as const, long: false, minutes: 1 },
  ]
  assert.deepEqual(
    shortFirst(offered).map(({ instrument }) => instrument),
    ['phq-2', 'phq-9', 'pcl-5'],
  )
  assert.deepEqual(tooMuchToday(offered[0]!, ['itq', 'pcl-5']), ['itq'], 'going on with the same one is no second')
  assert.deepEqual(tooMuchToday(offered[1]!, ['itq']), [])
})
