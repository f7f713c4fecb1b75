// The rule that may protect from punishment is shown exactly when signs and a proceeding that stands meet, with its
// article and how sure it is.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { NonPunishment, nonPunishment, proceedingKinds } from './non-punishment.ts'
import { proceedingStatuses } from './proceeding.ts'
import { type Proceeded, protectionOf, rulesFor } from './protection.rules.ts'

const today = '2026-11-22'

test('every rule parses, has its article and its source, and no lawyer has read it yet', () => {
  assert.deepEqual(nonPunishment.map(({ id }) => id).sort(), ['coe', 'es', 'eu', 'ilo', 'it', 'uk', 'un', 'us'])
  const codes = nonPunishment.flatMap((file) => NonPunishment.parse(file).rules.map(({ code }) => code))
  assert.equal(new Set(codes).size, codes.length)
  assert.ok(nonPunishment.every(({ reviewed_by }) => reviewed_by === null))
})

test('in each country its own rule comes first, and the Union is not told where it does not bind', () => {
  const of = (kind: Proceeded['kind'], jurisdiction: string) =>
    rulesFor(nonPunishment, { kind, jurisdiction }, today).map(({ code }) => code)
  assert.deepEqual(of('charge', 'ES'), ['es_177_bis_11', 'eu_8', 'coe_26', 'ilo_4_2', 'un_7'])
  assert.deepEqual(of('fine', 'ES').slice(0, 2), ['es_identification', 'es_exemption'])
  assert.equal(of('conviction', 'IT')[0], 'it_54')
  assert.deepEqual(of('charge', 'GB'), ['uk_45', 'coe_26', 'ilo_4_2', 'un_7'])
  assert.ok(!of('charge', 'DK').includes('eu_8'))
  assert.deepEqual(of('arrest', 'NP'), ['ilo_4_2', 'un_7'])
  assert.deepEqual(
    rulesFor(nonPunishment, { kind: 'charge', jurisdiction: 'ES' }, '2020-01-01').map(({ of: id }) => id),
    ['coe', 'ilo', 'un'],
  )
})

const proceeding: fc.Arbitrary<Proceeded> = fc.record({
  kind: fc.constantFrom(...proceedingKinds),
  jurisdiction: fc.constantFrom('ES', 'IT', 'GB', 'DE', 'DK', 'NP', 'US'),
  status: fc.constantFrom(...proceedingStatuses),
})

test('shown exactly when both meet, for each proceeding that stands, with at least one rule', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.array(proceeding, { maxLength: 8 }), (noted, all) => {
      const shown = protectionOf(nonPunishment, noted, all, today)
      const expected = noted ? all.filter((each) => each.status !== 'ended' || each.kind === 'conviction') : []
      assert.deepEqual(
        shown.map((each) => each.proceeding),
        expected,
      )
      for (const { proceeding: of, rules, only_above } of shown) {
        assert.ok(rules.length > 0 && rules.every(({ about }) => about.includes(of.kind)))
        const own = rules.some((rule) => ['es', 'it', 'uk', 'us'].includes(rule.of))
        assert.equal(only_above, !own)
        assert.equal(
          own,
          rules.some((rule) => nonPunishment.find(({ id }) => id === rule.of)?.applies_in?.join() === of.jurisdiction),
        )
      }
    }),
  )
})
