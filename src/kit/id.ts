// Identifiers: random UUIDs (version 4), made by whoever starts the work, so a repeated request is the same request.
import { z } from 'zod'

export const Id = z.uuid()
export type Id = z.infer<typeof Id>

export const newId = (): Id => globalThis.crypto.randomUUID()

/**
 * A time-ordered UUID (version 7, RFC 9562), for rows that are only ever added and say when anyway: each lies beside
 * the one before it in its index, and not somewhere among a million others.
 */
export const newIdInOrder = (now: number = Date.now()): Id => {
  const time = now.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${newId().slice(15)}`
}
