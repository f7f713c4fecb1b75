// The poster: signs that exist and are said in every language, the pathway as agreed, and a code that leads to the door.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { loadFacts } from '#facts/load.ts'
import { translatorOf } from '#language/load-texts.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { aStep, institutionsOf } from '#test/institutions.ts'
import { posterPage } from './poster.rules.ts'
import { posterLanguages, posterOf } from './poster.ts'
import { posterFacts } from './poster-facts.ts'
import { sectors } from './sector.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./institution.api.ts'), await import('./poster.api.ts'))
})
after(() => at.close())

const of = {
  ...{ name: 'Hotel Faro', country: 'ES', organisation: 'Casa Encina', address: 'https://a.example/?i=ABCD2345' },
  ...{ steps: [aStep()], agreed_on: '2026-03-02' },
}

test('each sector has its signs, every one of them known and said in each language of the poster', () => {
  const codes = new Set(
    [...Object.values(loadFacts().indicators)].flatMap(({ indicators }) =>
      indicators.map((each) => ('code' in each ? each.code : each.ref)),
    ),
  )
  for (const sector of sectors) {
    for (const code of posterFacts.signs[sector]) assert.ok(codes.has(code), `${sector} ${code}`)
    for (const language of posterLanguages) {
      const page = posterPage(translatorOf(language), { ...of, language, sector })
      assert.doesNotMatch(JSON.stringify(page), /institutions\.poster|signs\./)
    }
  }
})

test('what was agreed stands on it; where nothing was, what anybody can do; and 112 only where it rings', () => {
  const t = translatorOf('en')
  const ours = posterPage(t, { ...of, language: 'en', sector: 'tourism' })
  assert.deepEqual(ours.steps, [
    {
      who: 'The night manager',
      lines: ['extension 11 · at any hour', 'Never ask in front of whoever speaks for her.'],
    },
  ])
  assert.match(ours.danger, /112/)
  assert.match(ours.foot.join(' '), /2 March 2026.*reviewed/)
  const bare = posterPage(t, { ...of, language: 'en', sector: 'health', country: 'NP', steps: [], agreed_on: null })
  assert.equal(bare.steps.length, 3)
  assert.doesNotMatch(bare.danger, /112/)
})

test('the house reads it as one page, others do not', async () => {
  const on = institutionsOf(at)
  const { institution_id } = await on.keep()
  const asked = { institution_id, language: 'es' as const, origin: 'https://desk.example' }
  for (const steps of [[aStep()], Array.from({ length: 8 }, () => aStep())]) {
    const { pathway_version } = await on.agree(institution_id, steps.length > 1 ? 1 : 0, steps)
    assert.ok(pathway_version > 0)
    const { bytes } = await at.ask(posterOf, asked, at.staff.psychologist)
    const pdf = Buffer.from(bytes, 'base64').toString('latin1')
    assert.match(pdf, /^%PDF-/)
    assert.equal(pdf.match(/\/Type\s*\/Page\b/g)?.length, 1)
  }
  await assert.rejects(at.ask(posterOf, asked, at.staff.partner_worker), { kind: 'refused' })
  await assert.rejects(at.ask(posterOf, asked, nobody), { kind: 'signed_out' })
})
