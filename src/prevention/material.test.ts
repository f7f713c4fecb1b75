// A trainer's papers: the guide holds every answer, what a group gets holds none, and all of it prints in the script it is in.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Problem } from '#kit/problem.ts'
import { houseModules } from '#modules/modules.store.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { bankOf, bankWords, curriculaFile, curriculumOf, kitMessages, kitOf, kitWords } from './curricula.store.ts'
import { sheetOf } from './material.rules.ts'
import { listMaterials, type MaterialKind, printMaterial } from './material.ts'
import type { Taught } from './material-parts.rules.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./material.api.ts'))
})
after(() => at.close())

const workshop = curriculumOf('safe-migration')!
const training = curriculumOf('shelter-team')!
const file = houseModules().find(({ module }) => module.id === training.module)!
const kit = kitOf(workshop.kit)!
const bank = bankOf(workshop.test)!
const ofWorkshop: Taught = {
  ...{ curriculum: workshop, module: undefined },
  kit: { head: kit, words: kitWords(kit.id, 'es')!.words },
  messages: kitMessages(kit.id, 'es')!.words,
  bank: { head: bank, words: bankWords(bank.id, 'es')!.words },
}
const ofTraining: Taught = {
  ...{ curriculum: training, kit: undefined, messages: undefined, bank: undefined },
  module: { head: file.module, texts: file.texts.es! },
}
const printed = (taught: Taught, kind: MaterialKind) => JSON.stringify(sheetOf(taught, kind, (key) => key))
/** Words as they stand in the sheet's JSON. */
const stands = (text: string) => JSON.stringify(text).slice(1, -1)

test('the guide tells every answer, and the papers of the group tell none', () => {
  for (const [taught, texts, situations] of [
    [ofWorkshop, ofWorkshop.kit!.words, kit.situations],
    [ofTraining, file.texts.es!, file.module.units.filter((unit) => unit.kind === 'situation')],
  ] as const) {
    const [guide, cases] = [printed(taught, 'trainer_guide'), printed(taught, 'cases')]
    const choices = situations.flatMap((unit) =>
      unit.nodes.flatMap((node) => node.choices.map((choice) => `${unit.id}.${node.id}.${choice.id}`)),
    )
    assert.ok(choices.length >= 36, 'six situations of two moments')
    for (const choice of choices) {
      for (const key of [`${choice}.says`, `${choice}.follows`]) assert.ok(guide.includes(stands(texts[key]!)), key)
      assert.ok(cases.includes(stands(texts[`${choice}.says`]!)), choice)
      assert.ok(!cases.includes(stands(texts[`${choice}.follows`]!)), `${choice} is told to the group`)
    }
  }
  const whys = bank.items.map(({ id }) => stands(ofWorkshop.bank!.words[`${id}.why`]!))
  for (const why of whys) {
    assert.ok(printed(ofWorkshop, 'trainer_guide').includes(why))
    assert.ok(!printed(ofWorkshop, 'questions').includes(why))
  }
})

test('what nobody has reviewed says so, and the guide says what it rests on', () => {
  const sheet = sheetOf(ofTraining, 'trainer_guide', (key) => key)!
  assert.equal(sheet.unreviewed, 'prevention.paper.unreviewed')
  assert.equal(sheet.sources.length, file.module.sources.length)
  assert.ok(sheet.sources.some((source) => source.includes('prevention.paper.sure.memory')))
  const reviewed = { ...file.module, reviewed_by: 'Somebody who knows' }
  const signed = sheetOf({ ...ofTraining, module: { head: reviewed, texts: file.texts.es! } }, 'slides', (key) => key)
  assert.equal(signed?.unreviewed, '')
})

test('a page to show holds little, and nothing of the module is lost between two of them', () => {
  const slides = sheetOf(ofTraining, 'slides', (key) => key)!.parts
  assert.ok(slides.every(({ blocks }) => blocks.length <= 6))
  const said = slides.flatMap(({ blocks }) => blocks.map((block) => ('text' in block ? block.text : '')))
  const read = file.module.units.flatMap((unit) => (unit.kind === 'text' ? [file.texts.es![`${unit.id}.body`]!] : []))
  for (const line of read.flatMap((body) => body.split('\n').filter(Boolean)))
    assert.ok(said.includes(line.replace(/^- /, '')), line)
})

test('each curriculum lists what can be printed, and all that is listed prints', { timeout: 120_000 }, async () => {
  for (const { id } of curriculaFile.curricula) {
    const { materials } = await at.ask(listMaterials, { curriculum_id: id }, at.staff.trainer)
    assert.ok(
      materials.some(({ kind, languages }) => kind === 'trainer_guide' && languages.includes('it')),
      id,
    )
  }
  const { materials } = await at.ask(listMaterials, { curriculum_id: workshop.id }, at.staff.trainer)
  const home = materials.find(({ kind }) => kind === 'take_home')
  assert.equal(home?.languages.length, 12)
  for (const [kind, language] of [
    ['trainer_guide', 'es'],
    ['slides', 'it'],
    ['cases', 'en'],
    ['questions', 'ur'],
    ['take_home', 'zh'],
  ] as const) {
    const asked = { curriculum_id: workshop.id, kind, language }
    const { name, bytes } = await at.ask(printMaterial, asked, at.staff.trainer)
    assert.equal(name, `safe-migration-${kind}-${language}.pdf`)
    assert.equal(Buffer.from(bytes, 'base64').subarray(0, 5).toString(), '%PDF-')
  }
})

const refuses = (asking: Promise<unknown>, kind: Problem['kind']) =>
  assert.rejects(asking, (problem: Problem) => problem.kind === kind)

test('the house prints, a partner and a stranger do not, and what is not there says so', async () => {
  const asked = { curriculum_id: workshop.id, kind: 'cases', language: 'es' } as const
  await refuses(at.ask(printMaterial, asked, nobody), 'signed_out')
  await refuses(at.ask(listMaterials, { curriculum_id: workshop.id }, nobody), 'signed_out')
  await refuses(at.ask(printMaterial, asked, at.staff.partner_worker), 'refused')
  await refuses(at.ask(listMaterials, { curriculum_id: workshop.id }, at.staff.partner_worker), 'refused')
  await refuses(at.ask(printMaterial, { ...asked, curriculum_id: 'no-such' }, at.staff.trainer), 'not_found')
  await refuses(at.ask(printMaterial, { ...asked, language: 'ur' }, at.staff.trainer), 'not_found')
  await refuses(at.ask(printMaterial, { ...asked, kind: 'pathway_card' }, at.staff.trainer), 'not_found')
})
