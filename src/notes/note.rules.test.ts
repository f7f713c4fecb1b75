import assert from 'node:assert/strict'
import { test } from 'node:test'
import templates from '#data/templates/notes.json' with { type: 'json' }
import { holdsWords, wordsOf } from './find.rules.ts'
import { happensInTime, mayCover, placeInStory } from './note.rules.ts'
import { Contact } from './note.ts'

const written = { author_id: 'me', written_at: '2026-11-01T10:00:00Z' }

test('one covers a slip of ones own for a week; whoever coordinates covers whatever they open', () => {
  assert.equal(mayCover(written, 'me', false, '2026-11-08T09:59:59Z'), true)
  assert.equal(mayCover(written, 'me', false, '2026-11-08T10:00:00Z'), false)
  assert.equal(mayCover(written, 'another', false, '2026-11-01T10:00:01Z'), false)
  assert.equal(mayCover(written, 'another', true, '2027-11-01T10:00:01Z'), true)
})

test('what happened on another day stands at its noon, and nothing has happened in days to come', () => {
  assert.equal(placeInStory(null, '2026-11-22'), undefined)
  assert.equal(placeInStory('2026-11-22', '2026-11-22'), undefined)
  assert.equal(placeInStory('2026-11-20', '2026-11-22'), '2026-11-20T12:00:00Z')
  assert.equal(happensInTime('2026-11-23', '2026-11-22'), true, 'further east it is tomorrow already')
  assert.equal(happensInTime('2026-11-24', '2026-11-22'), false)
  assert.equal(happensInTime('1926-11-24', '2026-11-22'), false)
})

test('words are found without accents or capitals, in any order and script', () => {
  const text = 'Llamó su tía Ángela. नेपाली बोल्छ।'
  for (const asked of ['angela', 'TIA llamo', 'tía', 'नेपाली', '  ', 'Ange'])
    assert.ok(holdsWords(text, wordsOf(asked)), asked)
  for (const asked of ['angel tio', 'hindi', 'a.gela']) assert.ok(!holdsWords(text, wordsOf(asked)), asked)
})

test('every template speaks every language of the desk, asks nothing and leads nowhere', () => {
  assert.ok(templates.templates.length >= 6)
  for (const each of templates.templates) {
    if (each.contact !== null) assert.ok(Contact.safeParse(each.contact).success, each.code)
    for (const code of ['en', 'es', 'it'] as const) {
      assert.ok(each.name[code].length > 2 && each.text[code].split('\n').length >= 3, `${each.code} ${code}`)
      assert.doesNotMatch(each.text[code], /[?¿]|\b(victim|víctima|vittima|why|por qué|perché)\b/i)
    }
  }
})
