// Stopping waits for answers, and for nothing that a browser keeps open.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { Agent, get, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import fastify from 'fastify'
import { watchDoors } from './close-doors.ts'

const stand = async () => {
  const app = fastify()
  const came = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<void>()
  app.get('/', async () => {
    came.resolve()
    await answer.promise
    return 'answered'
  })
  const close = watchDoors(app)
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  return { close, came: came.promise, answer: answer.resolve, port }
}
/** A browser's connections are kept for over a minute; on the busiest machine nothing of ours takes half of that. */
const soon = async (closing: Promise<void>): Promise<boolean> => {
  const given = new AbortController()
  const late = pause(30_000, false, { signal: given.signal }).catch(() => false)
  const closed = await Promise.race([closing.then(() => true), late])
  given.abort()
  return closed
}
const asking = (port: number, agent: Agent) =>
  new Promise<string>((resolve, reject) => {
    get({ port, agent }, (reply: IncomingMessage) => {
      let text = ''
      reply.on('data', (chunk) => (text += chunk)).on('end', () => resolve(text))
    }).on('error', reject)
  })

test('whoever is being answered is answered, and neither kept nor silent connections hold the doors open', async () => {
  const { close, came, answer, port } = await stand()
  const agent = new Agent({ keepAlive: true })
  const silent = connect(port, '127.0.0.1').on('error', () => {})
  await once(silent, 'connect')
  const asked = asking(port, agent)
  await came
  const closing = close()
  answer()
  assert.equal(await asked, 'answered')
  const closed = await soon(closing)
  agent.destroy()
  silent.destroy()
  assert.ok(closed, 'a connection that asks nothing held the doors open')
})

test('an answer that never comes is cut off', async () => {
  const { close, came, port } = await stand()
  const agent = new Agent({ keepAlive: true })
  const asked = asking(port, agent)
  await came
  const closing = close(100)
  await assert.rejects(asked, { code: 'ECONNRESET' })
  assert.ok(await soon(closing))
  agent.destroy()
})
