// Unpacks what others packed, with a limit: a few bytes may claim to be gigabytes.
import { constants, createInflate } from 'node:zlib'

/**
 * What `packed` comes to; null when it is more than `most`. What cannot be unpacked counts for what came out before it
 * broke, as readers of such files are lenient too. Each piece is handed over as it comes out and not kept.
 */
export const unpackedSize = (
  packed: Uint8Array,
  most: number,
  look: (piece: Buffer) => void = () => {},
): Promise<number | null> =>
  new Promise((resolve) => {
    const inflate = createInflate({ finishFlush: constants.Z_SYNC_FLUSH })
    let size = 0
    inflate.on('data', (piece: Buffer) => {
      size += piece.length
      if (size > most) {
        resolve(null)
        inflate.destroy()
      } else look(piece)
    })
    inflate.on('error', () => resolve(size))
    inflate.on('end', () => resolve(size))
    inflate.end(packed)
  })
