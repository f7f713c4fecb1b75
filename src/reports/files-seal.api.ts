// What has been looked at becomes what is written: sealed to the organisation before the database hears of it.
import type { TakenIn } from '#media/intake.api.ts'
import { cut, sizeClass } from './files.rules.ts'
import type { FileMeta } from './files.ts'
import type { SealedFile } from './files-door.store.ts'
import { sealMeta, sealParts } from './files-sealed.store.ts'

export const sealedFile = (
  to: { version: number; public_key: Buffer },
  file_id: string,
  taken: TakenIn,
  original: Buffer,
  spoken: boolean,
): SealedFile => {
  const { media, size, sha256, shared, seconds, active } = taken
  const meta: FileMeta = {
    ...{ media, size, sha256, seconds, active, spoken },
    shared: shared && { media: shared.media, size: shared.bytes.length, width: shared.width, height: shared.height },
  }
  const parts = sealParts(to.public_key, file_id, 'original', cut(original))
  if (shared) parts.push(...sealParts(to.public_key, file_id, 'shared', cut(shared.bytes)))
  return {
    ...{ file_id, intake_version: to.version, size_class: sizeClass(size), parts },
    sealed_meta: sealMeta(to.public_key, file_id, meta),
  }
}
