// Looks at a whole file before it is kept: what it is, that it unpacks to what it may, and that a copy of it can be made.
import { createHash } from 'node:crypto'
import { press, pressFault } from '#kit/press/press.ts'
import { unpackedSize } from '#kit/unpack.ts'
import { type Found, hasActiveNames, inspect, pngChunks, pngUnpackedMost, type Refusal, shown } from './media.rules.ts'

const megabyte = 1024 * 1024
/** Scans unpack to tens of times their size, bombs to a thousand. */
const mostUnpacked = (size: number): number => Math.min(600 * megabyte, Math.max(64 * megabyte, 100 * size))
const mostPdfPages = 200

export interface Looked extends Found {
  /** Of a PDF. */
  pages: number | null
}

/** The packed streams of a PDF, with the words that describe each. */
export const packedStreams = (bytes: Buffer): { about: string; content: Buffer }[] => {
  const found: { about: string; content: Buffer }[] = []
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 6)) {
    if (bytes.toString('latin1', at - 3, at) === 'end') continue
    const about = bytes.toString('latin1', Math.max(0, at - 600), at)
    const start = at + 6 + (bytes[at + 6] === 13 ? 2 : 1)
    const end = bytes.indexOf('endstream', start)
    if (/\/(FlateDecode|Fl)\b/.test(about.slice(about.lastIndexOf('obj'))))
      found.push({ about, content: bytes.subarray(start, end < 0 ? bytes.length : end) })
    if (end < 0) break
    at = end
  }
  return found
}

/** Without counting pages, for a door where nobody is to keep the press busy. */
export const unpackPdf = async (bytes: Buffer, found: Found): Promise<Found | { refused: Refusal }> => {
  const most = mostUnpacked(bytes.length)
  let unpacked = 0
  let active = found.active
  for (const { about, content } of packedStreams(bytes)) {
    const objects = /\/ObjStm\b/.test(about)
    let end = ''
    const size = await unpackedSize(content, most - unpacked, (piece) => {
      if (!objects || active) return
      const text = end + shown(piece)
      active = hasActiveNames(text)
      end = text.slice(-40)
    })
    if (size === null) return { refused: 'bomb' }
    unpacked += size
  }
  return { ...found, active }
}

const lookIntoPdf = async (bytes: Buffer, found: Found): Promise<Looked | { refused: Refusal }> => {
  const unpacked = await unpackPdf(bytes, found)
  if ('refused' in unpacked) return unpacked
  const pages = await pagesOfPdf(bytes)
  if (pages === null) return { refused: 'broken' }
  return pages > mostPdfPages ? { refused: 'too_many_pages' } : { ...unpacked, pages }
}

/** The press says how many pages there are when it is asked for one too many; what it cannot read is broken. */
export const pagesOfPdf = async (bytes: Buffer): Promise<number | null> => {
  try {
    await press({ source: '#image("/1.pdf", page: 1000000)', data: null, files: { '/1.pdf': bytes } })
    return null
  } catch (error) {
    const fault = pressFault(error)
    if (fault === undefined) throw error
    const many = /only has (\d+) page/.exec(fault)
    return many ? Number(many[1]) : null
  }
}

export const lookIntoPng = async (bytes: Buffer, found: Found): Promise<Looked | { refused: Refusal }> => {
  const packed = (pngChunks(bytes) ?? [])
    .filter(({ name }) => name === 'IDAT')
    .map(({ from, to }) => bytes.subarray(from + 8, to - 4))
  const size = await unpackedSize(Buffer.concat(packed), pngUnpackedMost(bytes))
  if (size === null) return { refused: 'bomb' }
  return size === 0 ? { refused: 'broken' } : { ...found, pages: null }
}

export const lookInto = async (
  bytes: Buffer,
  told: { size: number; sha256: string },
): Promise<Looked | { refused: Refusal }> => {
  const same = bytes.length === told.size && createHash('sha256').update(bytes).digest('hex') === told.sha256
  if (!same) return { refused: 'differs' }
  const found = inspect(bytes)
  if ('refused' in found) return found
  if (found.media === 'pdf') return lookIntoPdf(bytes, found)
  return found.media === 'png' ? lookIntoPng(bytes, found) : { ...found, pages: null }
}
