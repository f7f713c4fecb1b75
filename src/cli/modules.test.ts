// Whoever writes a module is told what is wrong with it and where; those that come with the house have nothing wrong.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { amparo } from '#test/served.ts'
import { aTinyModule } from '#test/tiny-module.ts'

const folder = mkdtempSync(join(tmpdir(), 'modules-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const write = (name: string, value: unknown): string => {
  const path = join(folder, name)
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value))
  return path
}

test('a file is checked by its places, and so are the modules of the house', async () => {
  const sound = write('sound.json', aTinyModule)
  assert.deepEqual(await amparo(['modules', 'check', sound], {}), { code: 0, said: 'sound.json: nothing is wrong.\n' })
  const faulty = structuredClone(aTinyModule)
  delete faulty.texts.es!['quiz.a.why']
  const found = await amparo(['modules', 'check', sound, write('faulty.json', faulty), write('torn.json', '{')], {})
  assert.equal(found.code, 1)
  assert.match(found.said, /faulty\.json: one fault\n {4}es quiz\.a\.why {2}These words are missing\.\n/)
  assert.match(found.said, /torn\.json: one fault\n {4}\. {2}This is not a JSON file/)
  assert.equal((await amparo(['modules', 'check', join(folder, 'nowhere.json')], {})).code, 1)
  const house = await amparo(['modules', 'check'], {})
  assert.equal(house.code, 0, house.said)
  assert.match(house.said, /hotel-tourism: nothing is wrong/)
})
