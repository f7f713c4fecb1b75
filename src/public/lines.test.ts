// A number somebody calls in danger: well formed, dialled as it works, and never shown surer than it is.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { loadFacts } from '#facts/load.ts'
import { addDays } from '#kit/day.ts'
import { publicLanguages } from '#language/languages.ts'
import { translatorOf } from '#language/load-texts.ts'
import { linkOf, trustOf } from './lines.rules.ts'
import { type HelpLine, helpLines, lineFor, showLine } from './lines.ts'

const lines = helpLines(loadFacts())
const callingCodes: Record<string, string> = { ES: '34', IT: '39', GB: '44', US: '1', NP: '977' }
const digits = (text: string) => text.replace(/\D/g, '')

test('a number is confirmed again after ninety days', () => {
  const verified_on = '2026-08-24'
  const on = (days: number) => trustOf({ confidence: 'secondary', verified_on }, addDays(verified_on, days))
  assert.deepEqual([0, 89, 90, 91, 400].map(on), ['fresh', 'fresh', 'fresh', 'again', 'again'])
  assert.equal(on(-1), 'again', 'a day to come is nobody’s confirmation')
  assert.equal(trustOf({ confidence: 'secondary', verified_on: null }, verified_on), 'unsure')
  assert.equal(trustOf({ confidence: 'memory', verified_on }, verified_on), 'memory', 'memory stays memory')
})

test('every number is well formed and its link dials what is printed', () => {
  for (const line of lines) {
    const link = linkOf(line)
    if (line.short_code) assert.equal(line.short_code, digits(line.number), line.code)
    if (line.e164) {
      const code = callingCodes[line.country]
      assert.ok(code && line.e164.startsWith(`+${code}`), `${line.code}: ${line.country} has another calling code`)
      const national = digits(line.number).replace(new RegExp(`^(${code}|0)`), '')
      assert.ok(line.e164.endsWith(national), line.code)
      assert.equal(line.e164.length - 1 - code.length, national.length, line.code)
    }
    if (line.by === 'whatsapp') assert.equal(link, undefined)
    else assert.match(link!, line.by === 'sms' ? /^sms:\d+$/ : /^tel:\+?\d{2,15}$/)
    assert.ok(line.first === false || line.by === 'call', 'who is in danger calls')
  }
  for (const country of new Set(lines.map((line) => line.country)))
    assert.equal(lines.filter((line) => line.country === country && line.first).length, 1, country)
})

test('every line has a name in every language', () => {
  for (const { code } of publicLanguages())
    for (const line of lines)
      assert.doesNotMatch(lineFor(translatorOf(code), line), /^public\./, `${code} ${line.code}`)
})

test('property: what nobody confirmed is never said to be confirmed', () => {
  const t = translatorOf('en')
  const day = fc.integer({ min: -800, max: 800 }).map((days) => addDays('2026-11-22', days))
  const line = fc
    .record({
      confidence: fc.constantFrom('checked', 'secondary', 'memory') as fc.Arbitrary<HelpLine['confidence']>,
      verified_on: fc.option(day),
      of: fc.constantFrom(...lines),
    })
    .map(({ of, ...more }): HelpLine => ({ ...of, ...more }))
  fc.assert(
    fc.property(line, day, (each, today) => {
      const shown = showLine('en', t, each, today).text
      const trust = trustOf(each, today)
      assert.equal(shown.includes('must be checked again'), trust === 'again')
      assert.equal(shown.includes('Not confirmed yet.'), trust === 'memory')
      if (trust === 'memory' || trust === 'unsure') assert.doesNotMatch(shown, /Checked:|Last confirmed/)
    }),
  )
})
