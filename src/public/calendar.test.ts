// The address of a calendar feed, as a calendar asks for it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import Fastify, { type FastifyInstance } from 'fastify'
import { newFeedToken, openFeed } from '#agenda/feed.ts'
import { Database } from '#kit/database.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { serveCalendar } from './calendar.ts'

let at: TestHouse
let door: Database
const reported: string[] = []
const aDoor = async (tries?: number): Promise<FastifyInstance> => {
  const app = Fastify()
  serveCalendar(app, { door, report: (key) => reported.push(key), ...(tries !== undefined && { tries }) })
  await app.ready()
  return app
}
before(async () => {
  at = await testHouse(await import('#agenda/feed.api.ts'))
  door = new Database(at.db.connection('amparo_door'))
})
after(async () => {
  await door.close()
  await at.close()
})

test('an open address answers a calendar that nobody keeps, any other as if there were none', async () => {
  const app = await aDoor()
  const token = newFeedToken()
  const get = (url: string) => app.inject({ method: 'GET', url })
  for (const url of [`/calendar/${token}.ics`, `/calendar/${token}`, '/calendar/x.ics', '/calendar/.ics'])
    assert.deepEqual([(await get(url)).statusCode, (await get(url)).body], [404, '404'])
  await at.ask(openFeed, { token, language: 'it' }, at.staff.trainer)
  const { statusCode, headers, body } = await get(`/calendar/${token}.ics`)
  assert.equal(statusCode, 200)
  assert.match(String(headers['content-type']), /^text\/calendar/)
  assert.match(String(headers['cache-control']), /no-store/)
  assert.ok(body.startsWith('BEGIN:VCALENDAR') && !/name|amparo/i.test(body), body)
  assert.equal((await get(`/calendar/${token}`)).statusCode, 404, 'the whole address or nothing')
  await app.close()
  assert.deepEqual(reported, [])
})

test('whoever guesses is turned away', async () => {
  const app = await aDoor(3)
  const codes: number[] = []
  for (let each = 0; each < 5; each += 1)
    codes.push((await app.inject({ method: 'GET', url: `/calendar/${newFeedToken()}.ics` })).statusCode)
  assert.deepEqual(codes, [404, 404, 404, 429, 429])
  await app.close()
})
