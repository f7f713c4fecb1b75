// What the organisation sent to the holder of a receipt: which files there are, and one of them opened.
import type { Tx } from '#kit/database.ts'
import { listSentFiles, listSentParts } from '#reports/files-door.store.ts'
import { openMeta, openParts } from '#reports/files-sealed.store.ts'
import type { ReceiptKeys } from '#vault/receipt.ts'
import type { Said } from './step.ts'

export interface SentHere {
  file_id: string
  day: string
  kind: 'pdf' | 'jpeg'
}

export const readSent = async (tx: Tx, keys: ReceiptKeys): Promise<SentHere[]> =>
  (await listSentFiles(tx, keys.lookup_id)).map(({ file_id, arrived_on, sealed_meta }) => {
    const { media } = openMeta(keys, file_id, sealed_meta)
    return { file_id, day: arrived_on, kind: media === 'jpeg' ? 'jpeg' : 'pdf' }
  })

const leaves = {
  // Names that say nothing, wherever they end up.
  pdf: { name: 'paper.pdf', media: 'application/octet-stream' },
  jpeg: { name: 'picture.jpg', media: 'application/octet-stream' },
}

/** Undefined for a file that is not there, not for this receipt, or for a receipt that opens nothing. */
export const openSent = async (tx: Tx, keys: ReceiptKeys, file_id: string): Promise<Said['file'] | undefined> => {
  const found = (await readSent(tx, keys)).find((each) => each.file_id === file_id)
  if (!found) return undefined
  const bytes = openParts(keys, file_id, 'shared', await listSentParts(tx, keys.lookup_id, file_id))
  return { ...leaves[found.kind], bytes }
}
