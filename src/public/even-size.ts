// A compressed page of an even size: small enough for one round trip on a slow line, and its length tells nothing of
// what is in it. The page is compressed as always; then follow blanks that are not compressed, up to the next step.
import { promisify } from 'node:util'
import { constants, crc32, deflateRaw } from 'node:zlib'

const deflate = promisify(deflateRaw)

/** Fits in what a server may send before the first acknowledgement, about 14 kB, with the headers. */
export const evenStep = 12 * 1024

const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])
/** One block that is stored as it is: its mark, its length twice, its bytes. */
const blockHead = 5
const trailer = 8

export const evenGzip = async (text: string): Promise<Buffer> => {
  const page = Buffer.from(text)
  const packed = await deflate(page, { level: 9, finishFlush: constants.Z_SYNC_FLUSH })
  const bare = header.length + packed.length + blockHead + trailer
  const blanks = Buffer.alloc(Math.ceil(bare / evenStep) * evenStep - bare, 0x20)
  const block = Buffer.alloc(blockHead)
  block[0] = 1
  block.writeUInt16LE(blanks.length, 1)
  block.writeUInt16LE(~blanks.length & 0xffff, 3)
  const end = Buffer.alloc(trailer)
  end.writeUInt32LE(crc32(blanks, crc32(page)), 0)
  end.writeUInt32LE((page.length + blanks.length) >>> 0, 4)
  return Buffer.concat([header, packed, block, blanks, end])
}
