// What is offered for ticking: every sign once, whatever the place and the age, and found by any of its words.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadFacts } from '#facts/load.ts'
import { speak } from '#kit/say.ts'
import { textFiles, translatorOf } from '#language/load-texts.ts'
import { ageGroups } from '../reading.ts'
import { signsOf } from '../signs.rules.ts'
import { isSector, matching, offeredGroups } from './signs.ts'

const { indicators } = loadFacts()
const lists = Object.values(indicators)
const signs = signsOf(indicators).all
const spoken = (code: string) => {
  const known = Object.assign({}, ...Object.values(textFiles(code))) as Record<string, string>
  speak({ translate: translatorOf(code), has: (key) => key in known, language: code, locale: code, direction: 'ltr' })
}
spoken('es')

test('every sign is offered once in every sector, save what is only of the other age', () => {
  const sectors = [null, ...lists.map(({ id }) => id).filter(isSector)]
  for (const age of ageGroups)
    for (const sector of sectors) {
      const offered = offeredGroups(lists, sector, age).flatMap(({ codes }) => codes)
      assert.equal(new Set(offered).size, offered.length, `${sector} ${age}`)
      for (const sign of signs.values())
        assert.ok(
          offered.includes(sign.code) || (age !== 'adult' && !sign.of.has('minor')),
          `${sector} ${age} ${sign.code}`,
        )
    }
})

test("a sector's own signs come first, and danger before them", () => {
  const [first] = offeredGroups(lists, 'sector-health', 'adult')
  assert.equal(first!.label, 'Centros de salud')
  assert.equal(first!.codes[0], 'danger_now')
})

test('a search finds every word anywhere, with or without accents, in the sentence or the name of its group', () => {
  const groups = offeredGroups(lists, null, 'adult')
  const found = (words: string) => matching(groups, words).flatMap(({ codes }) => codes)
  assert.ok(found('PASAPORTE papeles').includes('papers_kept'))
  assert.ok(found('policia').includes('authorities_threat_now'))
  assert.deepEqual(found('qwertz'), [])
  assert.equal(found('  ').length, groups.flatMap(({ codes }) => codes).length)
})
