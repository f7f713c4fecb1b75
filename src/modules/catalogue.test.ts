// A module is taken out, changed, brought in, refused with its faults, kept, published and withdrawn by whoever may; numbers
// of few are told to nobody.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { aTinyModule } from '#test/tiny-module.ts'
import * as model from './catalogue.ts'
import type { ModuleFile } from './module.ts'
import { houseModules } from './modules.store.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./catalogue.api.ts'))
})
after(() => at.close())

const text = (change: (file: ModuleFile) => void = () => {}): string => {
  const file = structuredClone(aTinyModule)
  change(file)
  return JSON.stringify(file)
}
const module_id = 'tiny-desk'
const found = async (who = at.staff.trainer) =>
  (await at.ask(model.listModules, {}, who)).modules.find((each) => each.module_id === module_id)

test('a file with faults is told place by place, and is not kept', async () => {
  const { trainer } = at.staff
  const faultsIn = async (said: string) => (await at.ask(model.checkModule, { text: said }, trainer)).faults
  assert.deepEqual(await faultsIn(text()), [])
  assert.deepEqual(await faultsIn('{"module":'), [{ at: '', language: null, fault: 'not_json' }])
  const missing = text(({ texts }) => delete texts.es!['desk.door.ask.says'])
  assert.deepEqual(await faultsIn(missing), [{ at: 'desk.door.ask.says', language: 'es', fault: 'text_missing' }])
  const shapeless = text((file) => Object.assign(file.module, { minutes: 'half an hour' }))
  assert.deepEqual(await faultsIn(shapeless), [{ at: 'module.minutes', language: null, fault: 'shape' }])
  const wordless = text((file) => Object.assign(file, { texts: {} }))
  assert.deepEqual(await faultsIn(wordless), [{ at: 'texts', language: null, fault: 'no_language' }])
  for (const { module } of houseModules()) {
    const named = text((file) => Object.assign(file.module, { id: module.id }))
    assert.deepEqual(await faultsIn(named), [{ at: 'module.id', language: null, fault: 'id_of_the_house' }])
  }
  const keeping = at.ask(model.keepModule, { module_id, text: missing, version: 0 }, trainer)
  await assert.rejects(keeping, { key: 'module.faulty' })
  assert.equal(await found(), undefined)
})

test('kept as a draft, published, changed and withdrawn; a version somebody else changed is not', async () => {
  const { trainer, coordinator } = at.staff
  const keep = (version: number, said = text(), id = module_id) =>
    at.ask(model.keepModule, { module_id: id, text: said, version }, trainer)
  assert.deepEqual(await keep(0), { module_id, module_version: 1, version: 1 })
  await assert.rejects(keep(0), { key: 'module.changed' })
  await assert.rejects(keep(0, text(), 'another'), { key: 'module.other_name' })
  assert.deepEqual(await keep(1), { module_id, module_version: 1, version: 2 })
  const publish = (module_version: number, version: number, who = coordinator) =>
    at.ask(model.publishModule, { module_id, module_version, version }, who)
  await assert.rejects(publish(1, 1), { key: 'module.changed' })
  await publish(1, 2)
  assert.deepEqual([(await found())?.standing, (await found())?.titles.es], ['published', 'El mostrador mínimo'])
  assert.deepEqual(await keep(0), { module_id, module_version: 2, version: 1 })
  assert.deepEqual([(await found())?.module_version, (await found())?.draft], [1, 2])
  await publish(2, 1)
  const { file, versions } = await at.ask(model.readModule, { module_id, module_version: 1 }, at.staff.lawyer)
  assert.equal(file.module.version, 1)
  assert.deepEqual(
    versions.map(({ module_version, standing, kept_by_name }) => [module_version, standing, kept_by_name]),
    [
      [2, 'published', 'Colega coordinator'],
      [1, 'withdrawn', 'Colega coordinator'],
    ],
  )
  await at.ask(model.withdrawModule, { module_id, module_version: 2, version: 2 }, trainer)
  assert.equal((await found())?.standing, 'withdrawn')
  await assert.rejects(publish(1, 4), { key: 'module.changed' })
})

test('how many took it is told from five on, and never so that fewer can be reckoned', async () => {
  const runs = (count: number, finished: boolean, from: string) =>
    Promise.all(
      Array.from({ length: count }, (_, n) =>
        at.rows(
          `insert into module_run (organisation_id, run_hash, module_id, module_version, language, started_on, touched_on, finished_on, passed_on)
           values ($1, $2, $3, 1, 'es', current_date, current_date, $4, $4)`,
          [
            at.ours.organisation_id,
            createHash('sha256').update(`${from} ${n}`).digest(),
            module_id,
            finished ? '2026-11-01' : null,
          ],
        ),
      ),
    )
  const told = async () => {
    const { started, finished, passed } = (await found())!
    return [started, finished, passed]
  }
  await runs(4, true, 'a')
  assert.deepEqual(await told(), [null, null, null])
  await runs(3, false, 'b')
  assert.deepEqual(await told(), [7, null, null])
  await runs(5, true, 'c')
  await runs(2, false, 'd')
  assert.deepEqual(await told(), [14, 9, 9])
})

test('whoever may not is refused, and no other house sees a module or a number of ours', async () => {
  const { partner_worker, partner_administrator, reference_worker, lawyer } = at.staff
  for (const who of [nobody, partner_worker]) await assert.rejects(at.ask(model.listModules, {}, who))
  assert.equal(await found(partner_administrator), undefined)
  assert.ok(await found(reference_worker))
  const version = { module_id, module_version: 2, version: 3 }
  for (const who of [nobody, reference_worker, lawyer, partner_worker]) {
    await assert.rejects(at.ask(model.checkModule, { text: text() }, who))
    await assert.rejects(at.ask(model.keepModule, { module_id, text: text(), version: 0 }, who))
    await assert.rejects(at.ask(model.publishModule, version, who))
    await assert.rejects(at.ask(model.withdrawModule, version, who))
  }
  await assert.rejects(at.ask(model.readModule, { module_id }, partner_administrator), { key: 'module.unknown' })
  await assert.rejects(at.ask(model.readModule, { module_id: 'nothing-here' }, lawyer), { key: 'module.unknown' })
})
