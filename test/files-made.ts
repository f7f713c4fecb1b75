// Small real files for tests and the demo, made here byte by byte: a JPEG, PNGs of any picture, PDFs, and what a camera
// hides in them.
import { deflateSync } from 'node:zlib'
import { crc32 } from '#media/media.rules.ts'

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value >>> 0)
  return bytes
}
const u16 = (value: number): Buffer => u32(value).subarray(2)

export const pngChunk = (name: string, content: Uint8Array): Buffer => {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content])
  return Buffer.concat([u32(content.length), named, u32(crc32(named))])
}
const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const pngHead = (width: number, height: number) =>
  pngChunk('IHDR', Buffer.concat([u32(width), u32(height), Buffer.from([8, 2, 0, 0, 0])]))

type Colour = readonly [number, number, number]

/** A PNG of a picture drawn point by point. */
export const aPng = (
  width = 8,
  height = 8,
  colour: (x: number, y: number) => Colour = () => [90, 120, 150],
  between: Buffer[] = [],
): Buffer => {
  const rows = Array.from({ length: height }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: width }, (_, x) => colour(x, y)).flat()]),
  )
  const data = pngChunk('IDAT', deflateSync(Buffer.concat(rows)))
  return Buffer.concat([pngStart, pngHead(width, height), ...between, data, pngChunk('IEND', Buffer.alloc(0))])
}

/** One that claims a picture far larger, or unpacks to far more, than it is. */
export const aPngThatLies = (width: number, height: number, packed: Buffer): Buffer =>
  Buffer.concat([pngStart, pngHead(width, height), pngChunk('IDAT', packed), pngChunk('IEND', Buffer.alloc(0))])

/** A grey JPEG of eight by eight points, in the smallest form every reader draws. */
const jpegTables = (() => {
  const quantised = Buffer.concat([Buffer.from([0xff, 0xdb, 0, 67, 0]), Buffer.alloc(64, 1)])
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0])
  const one = (kind: number) => Buffer.from([0xff, 0xc4, 0, 20, kind, 1, ...Array(15).fill(0), 0])
  return Buffer.concat([quantised, frame, one(0x00), one(0x10)])
})()
const jpegScan = Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x3f])
export const jpegSegment = (marker: number, content: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([0xff, marker]), u16(content.length + 2), content])
export const aJpeg = (segments: Buffer[] = [], tail: Buffer = Buffer.alloc(0)): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xd8]), ...segments, jpegTables, jpegScan, Buffer.from([0xff, 0xd9]), tail])

/** What a telephone writes into a photograph: which way up, its maker, and where on earth it was. */
export const exifWithPlace = (orientation = 6): Buffer => {
  const entry = (tag: number, type: number, count: number, value: Buffer) =>
    Buffer.concat([u16(tag), u16(type), u32(count), value])
  const head = Buffer.concat([Buffer.from('MM\0*', 'latin1'), u32(8)])
  const maker = Buffer.from('FelefonX\0\0\0\0', 'latin1')
  const first = Buffer.concat([
    u16(3),
    entry(0x010f, 2, 9, u32(50)),
    entry(0x0112, 3, 1, Buffer.concat([u16(orientation), u16(0)])),
    entry(0x8825, 4, 1, u32(62)),
    u32(0),
  ])
  const gps = Buffer.concat([
    u16(2),
    entry(1, 2, 2, Buffer.from('N\0\0\0', 'latin1')),
    entry(2, 5, 3, u32(92)),
    u32(0),
    ...[41, 1, 23, 1, 5042, 100].map(u32),
  ])
  return jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), head, first, maker, gps]))
}

/** A PDF of one page from its objects; the first is the catalogue, the second the pages. */
export const aPdf = (
  lines: string[] = ['Invented paper'],
  { catalogue = '', more = [] as string[], info = '' } = {},
): Buffer => {
  const text = lines
    .map((line, place) => `BT /F1 14 Tf 50 ${780 - place * 24} Td (${line.replace(/[()\\]/g, '\\$&')}) Tj ET`)
    .join('\n')
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...more,
  ]
  let pdf = '%PDF-1.4\n'
  const places = objects.map((object, place) => {
    const at = pdf.length
    pdf += `${place + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const table = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const start = pdf.length
  pdf += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n`
  pdf += `<< /Size ${objects.length + 1} /Root 1 0 R ${info} >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(pdf, 'latin1')
}
