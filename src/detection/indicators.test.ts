// The lists hold what the sources hold: as many signs per dimension as were published, no sign with two texts, nothing
// claimed to be surer than it is.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { codeOf, faultsBetween, IndicatorList } from '#facts/indicators.ts'
import { dataFolder, loadFacts } from '#facts/load.ts'
import { textFiles, textsFolder } from '#language/load-texts.ts'
import { dimensions } from './noted.rules.ts'
import { directions, levels, steps } from './reading.ts'
import { signsOf } from './signs.rules.ts'

const { indicators: lists } = loadFacts()
const textsIn = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(join(textsFolder, language, 'public-signs.json'), 'utf8'))

const perDimension = (id: string) =>
  dimensions.map((each) => lists[id]!.indicators.filter((one) => 'code' in one && one.group === each).length)

test('the ILO lists have as many indicators per dimension as were published', () => {
  assert.deepEqual(perDimension('ilo-adult-labour'), [10, 10, 16, 9, 15, 7])
  assert.equal(lists['ilo-adult-labour']!.indicators.length, 67)
  assert.equal(lists['ilo-child-labour']!.indicators.length, 65)
  const ofChildren = lists['ilo-child-labour']!.indicators.map((each) => 'code' in each && each.strength)
  assert.ok(!ofChildren.includes('W'), 'the list for children has no weak ones')
  const known = new Set(lists['ilo-adult-labour']!.indicators.map(codeOf))
  assert.ok(lists['ilo-child-labour']!.indicators.every((each) => known.has(codeOf(each))))
})

test('the list for sexual exploitation carries no weights and says why', () => {
  const list = lists['unodc-sexual']!
  assert.equal(list.weighted, false)
  assert.match(list.source, /could not be read/)
  assert.ok(list.indicators.every((each) => !('strength' in each)))
  // The weights of the labour lists may not come in by the back door either: what only this list knows weighs nothing.
  for (const each of list.indicators)
    if ('code' in each) assert.deepEqual(signsOf(lists).all.get(each.code)!.weighs, {}, each.code)
})

test('what is known from memory is not passed off as checked, and nothing is reviewed yet', () => {
  for (const list of Object.values(lists)) {
    assert.equal(list.reviewed_by, null)
    if (/memory/.test(list.source)) assert.equal(list.confidence, 'memory', list.id)
    if (list.several) assert.match(list.several.source, /unreviewed/)
  }
  assert.equal(lists['ilo-adult-labour']!.confidence, 'secondary')
})

test('a list of a sector is short enough to be read, and begins with danger', () => {
  const sectors = Object.values(lists).filter(({ id }) => id.startsWith('sector-'))
  assert.equal(sectors.length, 12)
  for (const { id, indicators } of sectors) {
    assert.ok(indicators.length >= 8 && indicators.length <= 14, `${id}: ${indicators.length}`)
    assert.equal(codeOf(indicators[0]!), 'danger_now', id)
  }
})

test('every step and direction in the data is one a reading can say', () => {
  for (const sign of signsOf(lists).all.values()) {
    for (const step of sign.calls_for) assert.ok((steps as readonly string[]).includes(step), `${sign.code}: ${step}`)
    if (sign.direction) assert.ok((directions as readonly string[]).includes(sign.direction), sign.code)
  }
  for (const { direction } of signsOf(lists).several) assert.ok((directions as readonly string[]).includes(direction))
})

test('every sign, group, list, step, direction and level has its words, short ones, and nobody is called a victim', () => {
  const texts = textsIn('en')
  const { all, groups } = signsOf(lists)
  const keys = [
    ...[...all.keys()].map((code) => `signs.${code}`),
    ...[...groups.keys()].map((code) => `signs.group.${code}`),
    ...Object.keys(lists).map((id) => `signs.list.${id}`),
    ...steps.map((each) => `signs.step.${each}`),
    ...directions.map((each) => `signs.direction.${each}`),
    ...levels.map((each) => `signs.level.${each}`),
  ]
  for (const key of keys) assert.ok(key in texts, key)
  for (const code of all.keys()) assert.ok(texts[`signs.${code}`]!.length <= 90, code)
  const ofSigns = Object.keys(texts).filter((key) => key.split('.').length === 2)
  assert.deepEqual(
    ofSigns.filter((key) => !all.has(key.slice('signs.'.length))),
    [],
  )
})

// No text may say what somebody is: neither the word, nor a sentence that says that the person was trafficked.
const verdict =
  /\b(victims?|víctimas?|vittim[ae]|victimes?|vítimas?|victim[aăe]\w*)\b|\b(is|was|has been) (being )?trafficked\b|\b(es|ha sido) (objeto de trata|tratad[ao])\b/i

test('no text pronounces a verdict', () => {
  for (const language of ['en', 'es', 'it'])
    for (const file of ['detection.json', 'screening.json', 'public-screening.json'])
      for (const [key, text] of Object.entries(textFiles(language)[file]!))
        assert.doesNotMatch(text, verdict, `${language} ${key}`)
  for (const language of ['en', 'es', 'it', 'fr', 'pt', 'ro'])
    for (const [key, text] of Object.entries(textsIn(language)))
      assert.doesNotMatch(text, verdict, `${language} ${key}`)
  assert.match('She is a victim', verdict)
  assert.match('She has been trafficked', verdict)
})

test('planted faults are found', () => {
  const whole = JSON.parse(readFileSync(join(dataFolder, 'indicators/ilo-adult-labour.json'), 'utf8'))
  const parse = (change: (list: typeof whole) => void) => {
    const list = structuredClone(whole)
    change(list)
    return IndicatorList.safeParse(list).success
  }
  assert.equal(
    parse(() => {}),
    true,
  )
  assert.equal(
    parse((list) => list.indicators.push(list.indicators[0])),
    false,
  )
  assert.equal(
    parse((list) => delete list.indicators[3].strength),
    false,
  )
  assert.equal(
    parse((list) => delete list.source),
    false,
  )
  const health = structuredClone(lists['sector-health']!)
  health.indicators = [{ ref: 'never_heard_of' }, { code: 'a_sign', group: 'no_group' }]
  assert.equal(faultsBetween({ ...lists, 'sector-health': health }).length, 2 + faultsOfMissing('sector-health'))
})

/** Taking a list away leaves those that refer to its signs without them. */
const faultsOfMissing = (id: string): number => {
  const { [id]: _, ...others } = lists
  return faultsBetween(others).length
}
