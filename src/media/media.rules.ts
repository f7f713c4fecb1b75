// What the bytes of a file really are. Names and what a browser claims are never asked; what is not a JPEG, a PNG or a
// PDF, or hides something else behind one, is refused with the reason.
import type { Media } from './media.ts'

export const refusals = [
  'empty',
  'unknown_kind',
  'web_page',
  'drawing',
  'office',
  'archive',
  'program',
  'picture_kind',
  'heic',
  'sound_kind',
  'video',
  'too_long',
  'broken',
  'hidden',
  'too_many_pixels',
  'too_many_pages',
  'locked',
  'bomb',
  'differs',
] as const
export type Refusal = (typeof refusals)[number]

export interface Found {
  media: Media
  /** Of pictures. */
  width: number
  height: number
  /** A PDF with programs, forms or attachments: what leaves is drawn anew without them. */
  active: boolean
}
export type Verdict = Found | { refused: Refusal }

export const mostPixels = 60_000_000
const longestSide = 20_000

/** Bytes as letters; control bytes as their pictures (␀ ␃ …), so that patterns over them can be read. */
const pictures = Uint16Array.from({ length: 256 }, (_, byte) =>
  byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 ? 0x2400 + byte : byte,
)
export const shown = (bytes: Uint8Array, from = 0, to = bytes.length): string => {
  let text = ''
  for (let at = from; at < to; at += 8192)
    text += String.fromCharCode(
      ...Uint16Array.from(bytes.subarray(at, Math.min(to, at + 8192)), (byte) => pictures[byte]!),
    )
  return text
}
const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean =>
  signature.every((byte, place) => bytes[place] === byte)

const readable: [Media, (bytes: Uint8Array) => boolean][] = [
  ['jpeg', (bytes) => startsWith(bytes, 0xff, 0xd8, 0xff)],
  ['png', (bytes) => startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
  ['pdf', (bytes) => startsWith(bytes, 0x25, 0x50, 0x44, 0x46, 0x2d)],
]

/** Said by name, so that whoever chose the file knows what to do instead. */
const known: [Refusal, RegExp][] = [
  ['web_page', /^(ï»¿)?\s*(<!--.*?-->\s*)?<(!doctype\s+html|html|head|body|script|iframe)/is],
  ['drawing', /^(ï»¿)?\s*<(\?xml|svg|!doctype\s+svg)/i],
  ['office', /^(ÐÏ␑à|\{\\rtf|PK␃␄.{0,4000}(word\/|xl\/|ppt\/|\[Content_Types\]|opendocument))/s],
  ['archive', /^(PK␃␄|PK␅␆|␟\u008B|7z¼¯|Rar!|BZh|ý7zXZ)/],
  ['program', /^(MZ|\u007FELF|#!|Êþº¾|Ïúíþ|␀asm|<\?php)/],
  // What some telephones write unless they are asked for a picture others can open.
  ['heic', /^.{4}ftyp(heic|heix|heim|heis|hevc|hevx|mif1|msf1)/s],
  ['picture_kind', /^(GIF8|BM|RIFF.{4}WEBP|II\*␀|MM␀\*|.{4}ftypavi[fs]|␀␀␁␀)/s],
  ['hidden', /^.{1,1024}%PDF-/s],
]

/** What the first bytes say; the rest is looked at once all of it is here. */
export const sniff = (head: Uint8Array): Media | { refused: Refusal } => {
  const found = readable.find(([, is]) => is(head))
  if (found) return found[0]
  const text = shown(head, 0, Math.min(head.length, 4096))
  return { refused: known.find(([, form]) => form.test(text))?.[0] ?? 'unknown_kind' }
}

/** Signs of something else that a viewer may open instead of what the first bytes promise. */
const stowaway =
  /<(!doctype|html|script|svg|iframe|\?php)|PK␃␄|PK␅␆|%PDF-|MZ.{50,200}This program|\u007FELF␂|Rar!␚|7z¼¯/is

export const hidesSomething = (bytes: Uint8Array): boolean => stowaway.test(shown(bytes))

const measure = (media: 'jpeg' | 'png', width: number, height: number): Verdict => {
  if (width < 1 || height < 1) return { refused: 'broken' }
  if (width > longestSide || height > longestSide || width * height > mostPixels) return { refused: 'too_many_pixels' }
  return { media, width, height, active: false }
}

export interface Segment {
  marker: number
  from: number
  /** After the segment; for a scan, after its data. */
  to: number
}

/** The segments of a JPEG up to its end mark, or null when they do not add up. */
export const jpegSegments = (bytes: Uint8Array): Segment[] | null => {
  const segments: Segment[] = []
  let at = 2
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1]!
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xd9) return [...segments, { marker, from: at, to: at + 2 }]
    if (marker === 0xd8 || marker === 0 || (marker >= 0xd0 && marker <= 0xd7)) return null
    if (at + 3 >= bytes.length) return null
    const size = bytes[at + 2]! * 256 + bytes[at + 3]!
    let to = at + 2 + size
    if (size < 2 || to > bytes.length) return null
    if (marker === 0xda)
      while (to + 1 < bytes.length && !(bytes[to] === 0xff && bytes[to + 1] !== 0 && !isRestart(bytes[to + 1]!)))
        to += 1
    segments.push({ marker, from: at, to })
    at = to
  }
  return null
}
const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

const inspectJpeg = (bytes: Uint8Array): Verdict => {
  const segments = jpegSegments(bytes)
  const frame = segments?.find(({ marker }) => isFrame(marker))
  const scan = segments?.find(({ marker }) => marker === 0xda)
  if (!segments || !frame || !scan || frame.to - frame.from < 11) return { refused: 'broken' }
  const end = segments.at(-1)!.to
  if (stowaway.test(shown(bytes, end)) || stowaway.test(shown(bytes, 2, scan.from))) return { refused: 'hidden' }
  const at = frame.from + 5
  return measure('jpeg', bytes[at + 2]! * 256 + bytes[at + 3]!, bytes[at]! * 256 + bytes[at + 1]!)
}

const crcTable = Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value >>> 0
})
export const crc32 = (bytes: Uint8Array): number => {
  let sum = 0xffffffff
  for (const byte of bytes) sum = crcTable[(sum ^ byte) & 255]! ^ (sum >>> 8)
  return (sum ^ 0xffffffff) >>> 0
}
const u32 = (bytes: Uint8Array, at: number): number =>
  ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0

export interface Chunk {
  name: string
  from: number
  to: number
}

/** The chunks of a PNG, each with its sum checked, or null when they do not add up. */
export const pngChunks = (bytes: Uint8Array): Chunk[] | null => {
  const chunks: Chunk[] = []
  let at = 8
  while (at + 12 <= bytes.length) {
    const to = at + 12 + u32(bytes, at)
    if (to > bytes.length) return null
    if (crc32(bytes.subarray(at + 4, to - 4)) !== u32(bytes, to - 4)) return null
    const name = shown(bytes, at + 4, at + 8)
    chunks.push({ name, from: at, to })
    if (name === 'IEND') return chunks
    at = to
  }
  return null
}

const inspectPng = (bytes: Uint8Array): Verdict => {
  const chunks = pngChunks(bytes)
  const head = chunks?.[0]
  if (!chunks || head?.name !== 'IHDR' || head.to - head.from !== 25) return { refused: 'broken' }
  if (!chunks.some(({ name }) => name === 'IDAT')) return { refused: 'broken' }
  if (chunks.at(-1)!.to !== bytes.length) return { refused: 'hidden' }
  const others = chunks.filter(({ name }) => name !== 'IDAT')
  if (others.some(({ from, to }) => stowaway.test(shown(bytes, from, to)))) return { refused: 'hidden' }
  return measure('png', u32(bytes, head.from + 8), u32(bytes, head.from + 12))
}

/** How many numbers a point is told in, by the kind of colours. */
const channels: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

/** How much the picture data of a PNG may come to once unpacked; drawn in steps, its rows are more and shorter. */
export const pngUnpackedMost = (bytes: Uint8Array): number => {
  const [width, height] = [u32(bytes, 16), u32(bytes, 20)]
  const perPoint = ((bytes[24] ?? 8) * (channels[bytes[25] ?? 6] ?? 4)) / 8
  return (Math.ceil(width * perPoint) + 4) * height + 4096
}

const activeNames =
  /\/(JavaScript|JS|Launch|EmbeddedFiles?|XFA|RichMedia|SubmitForm|ImportData|GoToR|GoToE|AcroForm|AA|Movie|Sound|3D)(?![A-Za-z0-9])/
/** A name may hide behind its letters' numbers: /J#61vaScript. */
const plainNames = (text: string): string =>
  text.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

export const hasActiveNames = (text: string): boolean => activeNames.test(plainNames(text))

const inspectPdf = (bytes: Uint8Array): Verdict => {
  const text = shown(bytes)
  const end = text.lastIndexOf('%%EOF')
  if (end < 0 || !/\bobj\b/.test(text) || !text.includes('startxref')) return { refused: 'broken' }
  const tail = text.slice(end + 5)
  if (tail.replace(/[\s␀]/g, '').length > 16 || stowaway.test(tail)) return { refused: 'hidden' }
  if (/<(!doctype\s+html|html|script|svg|\?php)/i.test(text.slice(0, 1024))) return { refused: 'hidden' }
  if (/PK␃␄/.test(text.slice(0, 1024))) return { refused: 'hidden' }
  if (/\/Encrypt\s*(\d+\s+\d+\s+R|<<)/.test(plainNames(text))) return { refused: 'locked' }
  return { media: 'pdf', width: 0, height: 0, active: hasActiveNames(text) }
}

/** What a whole file is. A PDF is looked into further on the server, where what it packs can be unpacked with a limit. */
export const inspect = (bytes: Uint8Array): Verdict => {
  const media = sniff(bytes.subarray(0, 4096))
  if (media === 'jpeg') return inspectJpeg(bytes)
  if (media === 'png') return inspectPng(bytes)
  return media === 'pdf' ? inspectPdf(bytes) : media
}
