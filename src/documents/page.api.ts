// The bytes of one file of a paper, opened and put together in memory, and what is known of it.
import { z } from 'zod'
import type { Tx } from '#kit/database.ts'
import type { At } from '#timeline/timeline.store.ts'
import { openBytes } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import { listParts, partPlace } from './document.store.ts'

export const PageFacts = z.object({
  size: z.int(),
  sha256: z.string(),
  pages: z.int().nullable(),
  active: z.boolean(),
  /** Why it was refused. */
  because: z.string().nullable(),
  /** Written here, from a template: nothing in it is hidden from us. */
  made: z.boolean().default(false),
})
export type PageFacts = z.infer<typeof PageFacts>

export const pageBytes = async (tx: Tx, keys: CaseKeyRing, at: At, content_id: string): Promise<Buffer> => {
  const parts = await listParts(tx, at, content_id)
  return Buffer.concat(
    parts.map(({ part, sealed }) => openBytes(keys.of(sealed), partPlace(at, content_id, part), sealed)),
  )
}
