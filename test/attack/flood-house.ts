// A house in a process of its own for the flood: as it is, or with its door wide open, which the flood must be able to
// show. Says where it answers and the link that sets it up.
import { argon2Sync } from 'node:crypto'
import { FairQueue, type Lane, laneRules, lanes } from '#public/slow-lane.ts'
import { readEnvironment } from '#server/environment.ts'
import { openHouse } from '#server/open.ts'
import { serve } from '#server/run.ts'

const environment = readEnvironment(process.env)
const opened = await openHouse(environment, false, () => {})

/** Without limits, and hashing where the desk is served: what isolation is there against. */
const wideOpen = () => {
  const endless = 1e9
  const deep = Object.fromEntries(lanes.map((lane: Lane) => [lane, { ...laneRules[lane], depth: endless, rest: 0 }]))
  return {
    limits: { reports: endless, returns: endless },
    budget: { address: { most: endless, perSecond: endless }, all: { most: endless, perSecond: endless } },
    crowd: { inside: endless, atOnce: endless, perSecond: endless },
    watch: {
      queue: new FairQueue(deep as typeof laneRules),
      hash: async (message: Buffer, nonce: Buffer, cost: { memory: number; passes: number }) =>
        argon2Sync('argon2id', { message, nonce, parallelism: 1, tagLength: 32, ...cost }),
    },
  }
}

const more = process.env.FLOOD_WIDE_OPEN ? { requests_per_minute: 1e9, door_limits: wideOpen() } : {}
const served = await serve(opened, environment, () => {}, more)
process.send?.({ url: served.url.replace('localhost', '127.0.0.1'), link: opened.set_up.link })
process.once('disconnect', () => void served.stop().then(() => process.exit(0)))
