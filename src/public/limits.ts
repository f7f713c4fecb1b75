// How often one address may write or try a receipt. Counted in memory under a name that means nothing after a restart;
// no address is kept anywhere.
import { createHmac, randomBytes } from 'node:crypto'

interface Window {
  count: number
  ends: number
}

/** At most `most` in `windowMs` per address. When the memory is full, the oldest windows go first. */
export const limit = (most: number, windowMs: number, places = 20_000) => {
  const windows = new Map<string, Window>()
  const key = randomBytes(32)
  return (address: string, now = Date.now()): boolean => {
    const name = createHmac('sha256', key).update(address).digest('base64').slice(0, 16)
    const known = windows.get(name)
    if (known && known.ends > now) {
      known.count += 1
      return known.count <= most
    }
    windows.delete(name)
    if (windows.size >= places) windows.delete(windows.keys().next().value!)
    windows.set(name, { count: 1, ends: now + windowMs })
    return true
  }
}

export type Limit = ReturnType<typeof limit>
