// A share of the files whose law is reckoned again, in a thread of its own: a law written anew is looked at in all files at
// once, and whoever asks the house something meanwhile does not wait for it.
import { parentPort, workerData } from 'node:worker_threads'
import type pg from 'pg'
import { builderOver, clientOf } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import { reckonAgain, type Share } from '#law/reckon-again.api.ts'

export interface LawShare {
  owner: pg.ClientConfig
  today: Day
  share: Share
}

/** In transactions of its own over one connection. */
export const reckonShare = async (client: pg.Client, today: Day, share: Share) =>
  reckonAgain(
    async (work) => {
      await client.query('begin')
      const done = await work(builderOver(client))
      await client.query('commit')
      return done
    },
    today,
    share,
  )

if (parentPort) {
  const { owner, today, share } = workerData as LawShare
  const client = clientOf(owner)
  await client.connect()
  try {
    parentPort.postMessage(await reckonShare(client, today, share))
  } finally {
    await client.end()
  }
}
