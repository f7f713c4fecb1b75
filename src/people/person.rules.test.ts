// What follows from a card: age, the presumption of minority, and whether one name in two scripts is one person.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  ageRange,
  cardForPartner,
  duplicateMarks,
  ownMarks,
  plainName,
  presumedMinor,
  soundOf,
} from './person.rules.ts'

const meets = (kept: [string, number | null], asked: [string, number | null]): boolean => {
  const left = new Set(ownMarks(...kept))
  return duplicateMarks(...asked).some((mark) => left.has(mark))
}

test('one name written in several ways and scripts meets itself', () => {
  const same: [string, string][] = [
    ['Mohammed', 'Muhammad'],
    ['Yusuf', 'Youssef'],
    ['Fátima', 'Fatima'],
    ['فاطمة', 'Fatima'],
    ['माया', 'Maya'],
    ['মায়া', 'Maya'],
    ['Мария', 'Maria'],
    ['Ștefania', 'Stefania'],
    ['Blessing', 'Blesing'],
    ['Sunita Tamang', 'tamang sunita'],
    ['ＭＡＹＡ', 'maya'],
  ]
  for (const [kept, asked] of same) assert.ok(meets([kept, 1998], [asked, 1998]), `${kept} is ${asked}`)
})

test('different names do not meet, and a name does not meet across years', () => {
  assert.ok(!meets(['Sunita', 1998], ['Grace', 1998]))
  assert.ok(!meets(['Maya', 1998], ['Maya', 1988]))
  assert.ok(meets(['Maya', 1998], ['Maya', 1999]), 'a year off is the same person misheard')
  assert.ok(meets(['Maya', null], ['Maya', null]))
})

test('no mark tells a name or a year alone', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.option(fc.integer({ min: 1900, max: 2100 })), (name, year) => {
      for (const mark of [...ownMarks(name, year), ...duplicateMarks(name, year)])
        assert.match(mark, /^[^|]+\|(\d{4}|\?)$/)
    }),
  )
})

test('any text gives marks without throwing, and a name always meets itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer({ min: 1900, max: 2100 }), (name, year) => {
      assert.match(plainName(name), /^[a-z ]*$/)
      if (ownMarks(name, year).length > 0) assert.ok(meets([name, year], [name, year]))
    }),
  )
  assert.equal(soundOf('aeiou'), 'a', 'a name of vowels keeps its first letter')
})

test('age is a range, and whoever may be under 18 is presumed to be', () => {
  assert.deepEqual(ageRange(2008, '2026-11-21'), { from: 17, to: 18 })
  assert.ok(presumedMinor({ birth_year: 2008, age_in_doubt: false }, '2026-11-21'))
  assert.ok(!presumedMinor({ birth_year: 2007, age_in_doubt: false }, '2026-11-21'))
  assert.ok(presumedMinor({ birth_year: 1980, age_in_doubt: true }, '2026-11-21'))
  assert.ok(!presumedMinor({ birth_year: null, age_in_doubt: false }, '2026-11-21'))
})

test('a partner sees how to speak with her, and of the rest what the consent opened', () => {
  const card = {
    alias: 'Maya',
    languages: ['ne'],
    country: 'NP',
    birth_year: 1998,
    age_in_doubt: false,
    gender: 'woman' as const,
    interpreter_needed: true,
    province: '28',
    has_children_with_her: true,
    irregular_status: 'yes' as const,
  }
  const { alias, languages, gender, interpreter_needed } = card
  const least = {
    country: null,
    birth_year: null,
    age_in_doubt: false,
    province: null,
    has_children_with_her: false,
    irregular_status: 'unknown',
  }
  assert.deepEqual(cardForPartner(card, ['health']), { alias, languages, gender, interpreter_needed, ...least })
  assert.equal(cardForPartner(card, ['law']).irregular_status, 'yes')
  assert.equal(cardForPartner(card, ['identity']).birth_year, 1998)
  assert.deepEqual(cardForPartner(card, ['identity', 'law', 'home']), card)
})
