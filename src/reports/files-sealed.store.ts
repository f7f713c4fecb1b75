// How the files of a report are sealed and opened: each part says in its seal which part of which copy of which file it
// is, so that none can be put in another's place.
import { Problem } from '#kit/problem.ts'
import { type KeyPair, openWith, sealTo } from '#vault/sealed-box.ts'
import { FileMeta } from './files.ts'

export type Copy = 'shared' | 'original'
export interface FilePart {
  copy: Copy
  part: number
  sealed: Buffer
}

const purposes = {
  meta: (file_id: string) => `report file ${file_id}`,
  part: (file_id: string, copy: Copy, part: number, of: number) => `report file ${file_id} ${copy} ${part} of ${of}`,
}

export const sealMeta = (public_key: Buffer, file_id: string, meta: FileMeta): Buffer =>
  sealTo(public_key, purposes.meta(file_id), Buffer.from(JSON.stringify(meta)))

export const openMeta = (keys: KeyPair, file_id: string, sealed: Buffer): FileMeta => {
  const opened = openWith(keys.private_key, keys.public_key, purposes.meta(file_id), sealed)
  const found = FileMeta.safeParse(JSON.parse(opened.toString()))
  if (!found.success) throw new Problem('broken', 'vault.unexpected_shape')
  return found.data
}

export const sealParts = (public_key: Buffer, file_id: string, copy: Copy, pieces: Buffer[]): FilePart[] =>
  pieces.map((piece, part) => ({
    copy,
    part,
    sealed: sealTo(public_key, purposes.part(file_id, copy, part, pieces.length), piece),
  }))

/** Throws when a part is missing, doubled or from elsewhere. */
export const openParts = (
  keys: KeyPair,
  file_id: string,
  copy: Copy,
  parts: { part: number; sealed: Buffer }[],
): Buffer =>
  Buffer.concat(
    parts
      .toSorted((a, b) => a.part - b.part)
      .map(({ sealed }, part) =>
        openWith(keys.private_key, keys.public_key, purposes.part(file_id, copy, part, parts.length), sealed),
      ),
  )
