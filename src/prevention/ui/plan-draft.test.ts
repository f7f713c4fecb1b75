// What a plan begins with, and what of it is sent.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import data from '#data/prevention/curricula.json' with { type: 'json' }
import { CurriculaFile } from '../curriculum.ts'
import { comesWith, emptyPlan, minutesOf, newSession, sentOf } from './plan-draft.ts'

const { curricula } = CurriculaFile.parse(data)
const inOneMorning = curricula.find(({ hours }) => hours <= 6)!

test('one session of a curriculum is as long as it takes, and what it needs is taken along', () => {
  const plan = emptyPlan('me', inOneMorning.id)
  const begun = { ...plan, ...comesWith(plan, curricula) }
  assert.deepEqual(begun.materials, inOneMorning.materials)
  assert.equal(minutesOf(begun.sessions[0]!), inOneMorning.hours * 60)
})

test('sessions that were parted stay as they were, and nothing comes with nothing', () => {
  const sessions = [newSession(), newSession()]
  assert.equal(comesWith({ curriculum_id: inOneMorning.id, sessions }, curricula).sessions, undefined)
  assert.deepEqual(comesWith({ curriculum_id: '', sessions }, curricula), {})
})

test('what is sent has moments for hours, a number for words, and a name for each line that has one', () => {
  const plan = { ...emptyPlan('me', inOneMorning.id), capacity: '25', outside_trainers: 'Ada Ruiz\n\n  Noor Khan ' }
  const session = { ...plan.sessions[0]!, on: '2026-11-24', from: '10:00', until: '12:30' }
  const sent = sentOf({ ...plan, sessions: [session] })
  assert.equal(sent.capacity, 25)
  assert.deepEqual(sent.outside_trainers, ['Ada Ruiz', 'Noor Khan'])
  const [first] = sent.sessions
  assert.equal(Date.parse(first!.ends_at) - Date.parse(first!.starts_at), 150 * 60_000)
  // A day that was not filled in is for the server to refuse.
  assert.equal(sentOf(plan).sessions[0]!.starts_at, '')
})
