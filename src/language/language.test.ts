// Nobody must look for a switch in a script she cannot read, and no date may move to the day before.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chooseLanguage, wanted } from './choose.rules.ts'
import { formatDay, formatDaysAway, formatNumber, isolate } from './format.ts'
import { languages } from './languages.ts'
import { createTranslator } from './messages.ts'
import { lengthen, mirror } from './pseudo.rules.ts'

test('a browser is answered in the language it wants most among those spoken at that door', () => {
  assert.equal(chooseLanguage('public', 'ur-PK,ur;q=0.9,en;q=0.8'), 'ur')
  assert.equal(chooseLanguage('desk', 'ur-PK,ur;q=0.9,es;q=0.8'), 'es')
  assert.equal(chooseLanguage('public', 'pl,bn;q=0.5,ne;q=0.7'), 'ne')
  assert.equal(chooseLanguage('public', 'zh-TW,zh;q=0.9,en;q=0.8'), 'zh')
  assert.equal(chooseLanguage('public', 'ar-MA,fr;q=0.9'), 'ar')
  assert.equal(chooseLanguage('desk', 'pt-BR,fr;q=0.9,it;q=0.2'), 'it')
  assert.equal(chooseLanguage('public', 'de, *'), 'en')
  assert.equal(chooseLanguage('public', 'es;q=0, it;q=0.1'), 'it')
  assert.equal(chooseLanguage('public', ''), 'en')
})

test('what was chosen before wins, unless that door does not speak it', () => {
  assert.equal(chooseLanguage('desk', 'es', 'it'), 'it')
  assert.equal(chooseLanguage('desk', 'es', 'ur'), 'es')
  assert.equal(chooseLanguage('desk', 'es', '../../etc'), 'es')
  assert.equal(chooseLanguage('desk', 'es', 'xb'), 'xb')
})

test('a hostile header is passed over', () => {
  assert.deepEqual(wanted('<script>;q=1, es;q=banana, ;;;,,'), ['es'])
  assert.deepEqual(wanted('en;q=0.1,es;q=0.9,it'), ['it', 'es', 'en'])
  assert.ok(wanted('a,'.repeat(100_000)).length < 500)
})

test('days stay the day they are and digits stay Latin', () => {
  assert.equal(formatDay('es', '2026-11-21', 'long'), '21 de noviembre de 2026')
  assert.equal(formatDay('it', '2026-01-01', 'long'), '1 gennaio 2026')
  for (const { code } of languages) {
    assert.match(formatDay(code, '2026-03-05'), /2026/, code)
    assert.match(formatNumber(code, 1234), /^[\d,.\s]+$/, code)
  }
  assert.equal(formatDaysAway('en', -1), 'yesterday')
  assert.equal(formatDaysAway('es', 0), 'hoy')
})

test('a phone keeps its order in right-to-left text', () => {
  assert.equal(isolate('900 10 50 90'), '\u2066900 10 50 90\u2069')
})

test('messages are formatted in their language, and a missing or broken one shows its key', () => {
  const t = createTranslator('es', {
    a: '{n, plural, one {# persona} other {# personas}}',
    b: 'Hola {',
    c: 'Hola {name}',
  })
  assert.equal(t('a', { n: 1 }), '1 persona')
  assert.equal(t('a', { n: 5 }), '5 personas')
  assert.equal(t('b'), 'b')
  assert.equal(t('c'), 'c')
  assert.equal(t('missing'), 'missing')
})

test('the pseudo-languages change words and nothing else', () => {
  const texts = { a: '{n, plural, one {# open file} other {# open files}} of {name}', b: 'Save' }
  const long = createTranslator('xa', texts)
  assert.match(long('a', { n: 2, name: 'Ana' }), /^2 .*Ana$/)
  assert.doesNotMatch(long('a', { n: 2, name: 'Ana' }), /open|files/)
  assert.ok(long('b').length > 4)
  assert.equal(lengthen('Plan'), 'Pḷááñ')
  assert.equal(mirror('a b').replaceAll('\u200f', ''), 'a b')
  assert.match(createTranslator('xb', texts)('a', { n: 1, name: 'Ana' }), /\u200fopen\u200f/)
})
