// The story is the person's own: it stands in their copy as far as whoever makes it may read it, what they told to others is
// named as missing; and an erased file takes every row of it along.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kit/id.ts'
import { keepStoryFact } from '#story/fact.ts'
import { giveSummary } from '#story/summary.ts'
import { keepWish } from '#story/telling.ts'
import { type StoryHouse, storyHouse } from '#test/story.ts'
import { approveErasure, askErasure, closeFile } from './leaving.ts'
import { asPage } from './own-copy.rules.ts'
import { readOwnCopy } from './own-copy.ts'

let at: StoryHouse
before(async () => {
  at = await storyHouse(await import('./own-copy.api.ts'), await import('./leaving.api.ts'))
})
after(() => at.close())

const aFact = {
  ...({ fact: 'duration', state: 'told', source: 'told', sureness: 'sure' } as const),
  value: { codes: ['weeks'] },
}

test('what was told stands in the copy once, without the names of others; what was told to others is counted', async () => {
  const { reference_worker, psychologist } = at.staff
  const { case_id } = await at.aFile()
  await at.joins(case_id, psychologist)
  await at.tells(case_id, reference_worker, 'Colega lawyer helped me.', { topic: 'getting_out' })
  await at.tells(case_id, psychologist, 'CANARY of the therapy.', { section: 'mind', topic: 'violence' })
  const shared = { section: 'mind' as const, topic: 'fears_now', retell: ['accompany' as const] }
  await at.tells(case_id, psychologist, 'I fear the dark.', shared)
  const note = await at.writes(case_id, reference_worker, 'Aside. The part.')
  await at.marks(case_id, reference_worker, note.note_id)
  await at.ask(keepStoryFact, { case_id, fact_id: newId(), ...aFact }, reference_worker)
  const copy = await at.ask(readOwnCopy, { case_id, copy_id: newId(), language: 'en' }, reference_worker)
  const texts = (part: string) =>
    copy.parts.find((each) => each.part === part)?.entries.map(({ label, text }) => [label, text]) ?? []
  assert.deepEqual(texts('told'), [
    ['Getting out', '[lawyer] helped me.'],
    ['What frightens now', 'I fear the dark.'],
    ['How it began', 'Aside. The part.'],
  ])
  assert.deepEqual(texts('story_facts'), [['How long', 'weeks']])
  assert.deepEqual(texts('notes'), [])
  assert.deepEqual(copy.left_out.find(({ what }) => what === 'told_to_others')?.count, 1)
  assert.doesNotMatch(asPage(copy), /CANARY|Colega|story\./)
})

test('an erased file takes what was told, wished, coded and given along', async () => {
  const { reference_worker, coordinator, director } = at.staff
  const { case_id } = await at.aFile()
  const { telling_id } = await at.tells(case_id, reference_worker, 'Gone soon.')
  await at.ask(keepStoryFact, { case_id, fact_id: newId(), telling_id, ...aFact }, reference_worker)
  const wish = { case_id, wish_id: newId(), topic: 'money', wish: 'ask_me' as const, said_on: at.today }
  await at.ask(keepWish, wish, reference_worker)
  const given = {
    case_id,
    given_id: newId(),
    profession: 'person' as const,
    recipient: 'Maya',
    telling_ids: [telling_id],
  }
  await at.ask(giveSummary, given, reference_worker)
  const tables = ['telling', 'telling_consent', 'story_wish', 'story_fact', 'story_given', 'note']
  const rows = async (table: string) => (await at.rows(`select 1 from ${table} where case_id = $1`, [case_id])).length
  for (const table of tables) assert.ok((await rows(table)) > 0, table)
  const [file] = await at.rows('select version from case_file where case_id = $1', [case_id])
  const closing = { case_id, version: Number(file?.version), reason: 'opened_by_mistake' as const, seen_open: 0 }
  await at.ask(closeFile, { ...closing, closure_id: newId() }, reference_worker)
  const asked = { case_id, request_id: newId(), reason: 'opened_by_mistake' as const, words: '' }
  await at.ask(askErasure, asked, coordinator)
  await at.ask(approveErasure, { case_id, request_id: asked.request_id, erasure_id: newId() }, director)
  for (const table of tables) assert.equal(await rows(table), 0, table)
})
