// Her copy tells what runs for her; who is against her and the words of statements stay out, and it says so.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kit/id.ts'
import { keepHearing } from '#proceedings/hearing.ts'
import { keepMatter } from '#proceedings/matter.ts'
import { keepMeasure } from '#proceedings/measure.ts'
import { recordStatement } from '#proceedings/statement.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { aHearing, aMatter, aMeasure, aStatement, matterRooms } from '#test/matters.ts'
import { readOwnCopy } from './own-copy.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(...(await matterRooms()), await import('./own-copy.api.ts'))
})
after(() => at.close())

test('matters, hearings and measures are in her copy, without those against her and without statements', async () => {
  const worker = at.staff.reference_worker
  const { case_id } = await at.aFile()
  const matter = aMatter(case_id, { words: 'Ramiro Ortega Lillo kept the wages.' })
  await at.ask(keepMatter, matter, worker)
  await at.ask(keepHearing, aHearing(case_id, matter.matter_id, { wants_to_say: 'That I want my passport.' }), worker)
  await at.ask(keepMeasure, aMeasure(case_id, matter.matter_id), worker)
  await at.ask(recordStatement, aStatement(case_id, matter.matter_id), worker)
  const copy = await at.ask(readOwnCopy, { case_id, copy_id: newId(), language: 'en' }, worker)
  const part = copy.parts.find((each) => each.part === 'matters')
  const text = JSON.stringify(part)
  for (const word of ['DP 114/2026', 'That I want my passport.', 'Plaza de Castilla', '500 m'])
    assert.ok(text.includes(word), word)
  for (const word of ['Ortega', 'They kept my passport.']) assert.ok(!JSON.stringify(copy).includes(word), word)
  assert.equal(copy.left_out.find(({ what }) => what === 'statements')?.count, 1)
})
