// What follows from a card: age, the presumption of minority, and what of it a partner sees.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ageRange, cardForPartner, presumedMinor } from './person.rules.ts'

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
