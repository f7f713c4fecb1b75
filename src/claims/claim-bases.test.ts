// What stands behind each kind of claim is in the rules and the events of that law, and has its words.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import data from '#data/law/claims.json' with { type: 'json' }
import { loadTexts } from '#language/load-texts.ts'
import { packs } from '#law/packs.ts'
import { ClaimFacts } from './claim.ts'

test('every rule and event named there exists, and can be read in each language of the desk', () => {
  const texts = ['en', 'es', 'it'].map((code) => loadTexts(code))
  for (const { pack, rules, filed, granted, refused } of ClaimFacts.parse(data).bases) {
    const { rules: known, events } = packs[pack]
    for (const id of rules) {
      assert.ok(
        known.some((rule) => rule.id === id),
        id,
      )
      for (const each of texts) assert.ok(each[`law.rule.${id}.title`], id)
    }
    for (const code of [filed, granted, refused])
      assert.ok(code === null || events.some((event) => event.code === code), `${code}`)
  }
})
