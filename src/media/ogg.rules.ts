// Opus in Ogg, as messengers and recorders write voice notes. What is shared has its page of comments emptied and all
// other pages as they are, numbered and summed anew.
import { be32, bytesOf, joined, le32, letters, u16le, u32le } from './bytes.rules.ts'
import type { SoundRead } from './sound.ts'

const sums = Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24
  for (let bit = 0; bit < 8; bit += 1) value = value & 0x8000_0000 ? (value << 1) ^ 0x04c1_1db7 : value << 1
  return value >>> 0
})
const sumOf = (page: Uint8Array): number => {
  let sum = 0
  for (let at = 0; at < page.length; at += 1) {
    // Its own place counts as nothing.
    const byte = at >= 22 && at < 26 ? 0 : page[at]!
    sum = ((sum << 8) ^ sums[((sum >>> 24) ^ byte) & 255]!) >>> 0
  }
  return sum
}

interface Page {
  from: number
  to: number
  flags: number
  serial: number
  /** Whether a packet ends with this page. */
  ends: boolean
  content: Uint8Array
}

const pageAt = (bytes: Uint8Array, at: number): Page | null => {
  if (at + 27 > bytes.length || letters(bytes, at, at + 4) !== 'OggS' || bytes[at + 4] !== 0) return null
  const count = bytes[at + 26]!
  const table = bytes.subarray(at + 27, at + 27 + count)
  const from = at + 27 + count
  const to = from + table.reduce((sum, each) => sum + each, 0)
  if (table.length < count || to > bytes.length) return null
  if (sumOf(bytes.subarray(at, to)) !== u32le(bytes, at + 22)) return null
  const ends = count > 0 && table[count - 1]! < 255
  return { from: at, to, flags: bytes[at + 5]!, serial: u32le(bytes, at + 14), ends, content: bytes.subarray(from, to) }
}

const numbered = (page: Uint8Array, place: number): Uint8Array => {
  const anew = new Uint8Array(page)
  anew.set(le32(place), 18)
  anew.set(le32(sumOf(anew)), 22)
  return anew
}

const emptyComments = joined([bytesOf('OpusTags'), new Uint8Array(8)])
const commentPage = (serial: number): Uint8Array =>
  joined([
    ...[bytesOf('OggS'), new Uint8Array(10), le32(serial), new Uint8Array(8)],
    ...[Uint8Array.of(1, emptyComments.length), emptyComments],
  ])

export const readOgg = (bytes: Uint8Array): SoundRead => {
  const pages: Page[] = []
  let at = 0
  for (let page = pageAt(bytes, at); page; page = pageAt(bytes, at)) {
    pages.push(page)
    at = page.to
  }
  const [first] = pages
  if (!first || !(first.flags & 2)) return { refused: 'broken' }
  const head = letters(first.content, 0, 8)
  if (head !== 'OpusHead') return { refused: /theora|^\x80/.test(head) ? 'video' : 'sound_kind' }
  // A second stream beside the first would be a picture or another sound.
  if (pages.some(({ serial }) => serial !== first.serial)) return { refused: 'sound_kind' }
  const tags = pages.findIndex((page, place) => place > 0 && page.ends) + 1
  if (tags < 2 || letters(pages[1]!.content, 0, 8) !== 'OpusTags' || pages.length <= tags) return { refused: 'broken' }
  const whole = (page: Page) => bytes.subarray(page.from, page.to)
  const clean = joined([
    numbered(whole(first), 0),
    numbered(commentPage(first.serial), 1),
    ...pages.slice(tags).map((page, place) => numbered(whole(page), place + 2)),
  ])
  const last = pages.at(-1)!
  const samples = u32le(bytes, last.from + 6) + u32le(bytes, last.from + 10) * 2 ** 32
  const seconds = Math.max(0, Math.min(samples, 2 ** 40) - u16le(first.content, 10)) / 48_000
  const left = joined([...pages.slice(1, tags).map(({ content }) => content), be32(0), bytes.subarray(at)])
  return { media: 'ogg', seconds, clean, left }
}
