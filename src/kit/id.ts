// Identifiers: random UUIDs (version 4), made by whoever starts the work, so a repeated request is the same request.
import { z } from 'zod'

export const Id = z.uuid()
export type Id = z.infer<typeof Id>

export const newId = (): Id => globalThis.crypto.randomUUID()
