// The house itself, serving the bench's data, in a process of its own.
import { readEnvironment } from '#server/environment.ts'
import { openHouse } from '#server/open.ts'
import { serve } from '#server/run.ts'

const environment = readEnvironment(process.env)
const opened = await openHouse(environment, false, () => {})
// A door whose limits are not what is measured.
const endless = { most: 1e9, perSecond: 1e9 }
const door_limits = {
  limits: { reports: 1e9, returns: 1e9 },
  budget: { address: endless, all: endless },
  crowd: { inside: 1e9, atOnce: 1e9, perSecond: 1e9 },
}
const learn_limits = { crowd: door_limits.crowd, begins: 1e9, codes: 1e9, papers: 1e9 }
const limits = { requests_per_minute: 1e9, door_limits, learn_limits }
const served = await serve(opened, environment, () => {}, limits)
// The load goes to the address itself: a name would be looked up in two ways.
process.send?.({ url: served.url.replace('localhost', '127.0.0.1') })
process.once('disconnect', () => void served.stop().then(() => process.exit(0)))
