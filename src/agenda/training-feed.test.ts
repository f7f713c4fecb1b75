// Whoever gives a training finds its sessions in their own calendar feed, as times without a word; nobody else does.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Database } from '#kit/database.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { sessionFrom, trainingsOf } from '#test/trainings.ts'
import { hashOfFeed } from './feed.api.ts'
import { readFeedTimes } from './feed.store.ts'
import { newFeedToken, openFeed } from './feed.ts'

let at: TestHouse
let door: Database
before(async () => {
  at = await testHouse(await import('#prevention/training.api.ts'), await import('./feed.api.ts'))
  door = new Database(at.db.connection('amparo_door'))
})
after(async () => {
  await door.close()
  await at.close()
})

test('sessions stand in the feed of whoever trains, and are called off in it', async () => {
  const feedOf = async (who: Who) => {
    const token = newFeedToken()
    await at.ask(openFeed, { token, language: 'es' }, who)
    return async () => (await door.transaction({ token: '' }, (tx) => readFeedTimes(tx, hashOfFeed(token))))!.times
  }
  const [mine, theirs] = [await feedOf(at.staff.trainer), await feedOf(at.staff.coordinator)]
  const sessions = [sessionFrom(20, 2), sessionFrom(44, 2)]
  const on = trainingsOf(at)
  const { training_id, version } = await on.open({ sessions })
  const times = await mine()
  assert.deepEqual(
    times.map(({ starts_at, cancelled, whole_day }) => [Date.parse(starts_at), cancelled, whole_day]),
    sessions.map(({ starts_at }) => [Date.parse(starts_at), false, false]),
  )
  assert.doesNotMatch(JSON.stringify(times), /Library/)
  assert.deepEqual(await theirs(), [])
  await on.move(training_id, version, 'cancelled')
  assert.ok((await mine()).every(({ cancelled }) => cancelled))
})
