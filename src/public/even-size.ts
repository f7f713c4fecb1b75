// A compressed page of an even size: small enough for one round trip on a slow line, and its length tells nothing of
// what is in it. The page is compressed as always; then follow blanks that are not compressed, up to the next step.
import { blockHead, gzipHead, gzipTail, packedPart, storedBlock, tailOf } from './gzip-parts.ts'

/** Fits in what a server may send before the first acknowledgement, about 14 kB, with the headers. */
export const evenStep = 12 * 1024

export const evenGzip = async (text: string): Promise<Buffer> => {
  const page = Buffer.from(text)
  const packed = await packedPart(page)
  const bare = gzipHead.length + packed.length + blockHead + gzipTail
  const blanks = Buffer.alloc(Math.ceil(bare / evenStep) * evenStep - bare, 0x20)
  return Buffer.concat([gzipHead, packed, storedBlock(blanks, true), tailOf([page, blanks])])
}
