// Pieces of a compressed page: what was compressed once, and between it bytes that are stored as they are. Each piece ends on a
// whole byte, so they can be put together in any order without compressing again.
import { promisify } from 'node:util'
import { constants, crc32, deflateRaw } from 'node:zlib'

const deflate = promisify(deflateRaw)

export const gzipHead = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])
/** One block that is stored as it is: its mark, its length twice, its bytes. */
export const blockHead = 5
export const gzipTail = 8

export const packedPart = (text: Buffer): Promise<Buffer> =>
  deflate(text, { level: 9, finishFlush: constants.Z_SYNC_FLUSH })

export const storedBlock = (bytes: Buffer, last: boolean): Buffer => {
  const block = Buffer.alloc(blockHead)
  block[0] = last ? 1 : 0
  block.writeUInt16LE(bytes.length, 1)
  block.writeUInt16LE(~bytes.length & 0xffff, 3)
  return Buffer.concat([block, bytes])
}

/** What is checked after all of it: the sum over the pieces in their order, and how long they are. */
export const tailOf = (pieces: readonly Buffer[]): Buffer => {
  const end = Buffer.alloc(gzipTail)
  end.writeUInt32LE(
    pieces.reduce((sum, piece) => crc32(piece, sum), 0),
    0,
  )
  end.writeUInt32LE(pieces.reduce((sum, { length }) => sum + length, 0) >>> 0, 4)
  return end
}
