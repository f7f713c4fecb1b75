// Opening and closing one's own calendar feed. The secret was drawn by the browser; here only its hash is kept.
import { createHash } from 'node:crypto'
import { answer } from '#gate/answer.ts'
import * as store from './feed.store.ts'
import * as model from './feed.ts'

export const hashOfFeed = (token: model.FeedToken): Buffer =>
  createHash('sha256').update('calendar\0').update(token).digest()

export const readFeed = answer(model.readFeed)(async ({ tx, actor }) => ({
  feed: (await store.findFeed(tx, actor)) ?? null,
}))

export const openFeed = answer(model.openFeed)(async ({ input, tx, actor, now }) => {
  const { token, language } = input
  await store.writeFeed(tx, actor, { token_hash: hashOfFeed(token), language, created_at: now })
  return { created_at: now }
})

export const closeFeed = answer(model.closeFeed)(async ({ tx, actor }) => {
  await store.revokeFeed(tx, actor)
  return {}
})
