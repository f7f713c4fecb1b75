// Turns a web font (WOFF2) back into the plain font file the typesetter reads, so that letters are set in the very fonts
// the desk shows and no second set of fonts has to be installed.
import { brotliDecompressSync } from 'node:zlib'

const knownTags =
  'cmap head hhea hmtx maxp name OS/2 post cvt_ fpgm glyf loca prep CFF_ VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG_ sbix acnt avar bdat bloc bsln cvar fdsc feat fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill'
    .split(' ')
    .map((tag) => tag.replace('_', ' '))

class Reader {
  readonly #from: Buffer
  at: number
  constructor(from: Buffer, at = 0) {
    this.#from = from
    this.at = at
  }
  u8(): number {
    return this.#from.readUInt8(this.at++)
  }
  u16(): number {
    this.at += 2
    return this.#from.readUInt16BE(this.at - 2)
  }
  i16(): number {
    this.at += 2
    return this.#from.readInt16BE(this.at - 2)
  }
  u32(): number {
    this.at += 4
    return this.#from.readUInt32BE(this.at - 4)
  }
  bytes(size: number): Buffer {
    this.at += size
    if (this.at > this.#from.length) throw new RangeError('woff2: too short')
    return this.#from.subarray(this.at - size, this.at)
  }
  base128(): number {
    let value = 0
    for (let count = 0; count < 5; count += 1) {
      const byte = this.u8()
      value = value * 128 + (byte & 127)
      if (byte < 128) return value
    }
    throw new RangeError('woff2: number too long')
  }
  short255(): number {
    const code = this.u8()
    if (code === 253) return this.u16()
    if (code === 255) return 253 + this.u8()
    if (code === 254) return 506 + this.u8()
    return code
  }
}

interface Table {
  tag: string
  transformed: boolean
  content: Buffer
}

const readTables = (font: Buffer): { flavor: number; tables: Table[] } => {
  const reader = new Reader(font)
  if (reader.u32() !== 0x774f4632) throw new RangeError('woff2: not a web font')
  const flavor = reader.u32()
  reader.at = 12
  const count = reader.u16()
  reader.at = 20
  const compressedSize = reader.u32()
  reader.at = 48
  const listed = Array.from({ length: count }, () => {
    const flags = reader.u8()
    const tag = (flags & 63) === 63 ? reader.bytes(4).toString('latin1') : knownTags[flags & 63]!
    const version = flags >> 6
    const transformed = tag === 'glyf' || tag === 'loca' ? version !== 3 : version !== 0
    const size = reader.base128()
    return { tag, transformed, size: transformed ? reader.base128() : size }
  })
  const content = new Reader(brotliDecompressSync(reader.bytes(compressedSize)))
  return {
    flavor,
    tables: listed.map(({ tag, transformed, size }) => ({ tag, transformed, content: content.bytes(size) })),
  }
}

/** Coordinates of one point (WOFF2, 5.2: triplet encoding). */
const readPoint = (flag: number, stream: Reader): [number, number] => {
  const signed = (sign: number, value: number) => (sign & 1 ? value : -value)
  const f = flag & 127
  if (f < 10) return [0, signed(f, ((f & 14) << 7) + stream.u8())]
  if (f < 20) return [signed(f, (((f - 10) & 14) << 7) + stream.u8()), 0]
  if (f < 84) {
    const low = f - 20
    const byte = stream.u8()
    return [signed(f, 1 + (low & 48) + (byte >> 4)), signed(f >> 1, 1 + ((low & 12) << 2) + (byte & 15))]
  }
  if (f < 120) {
    const low = f - 84
    const x = signed(f, 1 + (Math.floor(low / 12) << 8) + stream.u8())
    return [x, signed(f >> 1, 1 + (((low % 12) >> 2) << 8) + stream.u8())]
  }
  if (f < 124) {
    const [a, b, c] = [stream.u8(), stream.u8(), stream.u8()]
    return [signed(f, (a << 4) + (b >> 4)), signed(f >> 1, ((b & 15) << 8) + c)]
  }
  return [signed(f, stream.u16()), signed(f >> 1, stream.u16())]
}

const word = (value: number): Buffer => {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value & 0xffff)
  return bytes
}
const words = (values: number[]): Buffer => Buffer.concat(values.map(word))
const padded = (content: Buffer): Buffer => Buffer.concat([content, Buffer.alloc((4 - (content.length % 4)) % 4)])

interface Streams {
  points: Reader
  flags: Reader
  glyphs: Reader
  instructions: Reader
}

const simpleGlyph = (contours: number, box: Buffer | null, overlaps: boolean, streams: Streams): Buffer => {
  let last = -1
  const ends = Array.from({ length: contours }, () => {
    last += streams.points.short255()
    return last
  })
  let [x, y] = [0, 0]
  const [xs, ys, flags]: [number[], number[], number[]] = [[], [], []]
  let edges = [32767, 32767, -32768, -32768]
  for (let point = 0; point <= last; point += 1) {
    const flag = streams.flags.u8()
    const [dx, dy] = readPoint(flag, streams.glyphs)
    x += dx
    y += dy
    edges = [Math.min(edges[0]!, x), Math.min(edges[1]!, y), Math.max(edges[2]!, x), Math.max(edges[3]!, y)]
    xs.push(dx)
    ys.push(dy)
    flags.push((flag & 128 ? 0 : 1) | (overlaps && point === 0 ? 64 : 0))
  }
  const instructions = streams.instructions.bytes(streams.glyphs.short255())
  const head = [word(contours), box ?? words(edges), words(ends), word(instructions.length), instructions]
  return Buffer.concat([...head, Buffer.from(flags), words(xs), words(ys)])
}

/** The parts of a composed glyph, and whether instructions follow. */
const readComposite = (stream: Reader, whole: Buffer): { parts: Buffer; instructed: boolean } => {
  const start = stream.at
  let flags = 0
  let instructed = false
  do {
    flags = stream.u16()
    instructed ||= (flags & 256) !== 0
    stream.at += 2 + (flags & 1 ? 4 : 2) + (flags & 8 ? 2 : flags & 64 ? 4 : flags & 128 ? 8 : 0)
  } while (flags & 32)
  return { parts: whole.subarray(start, stream.at), instructed }
}

const rebuildGlyphs = (content: Buffer): { glyf: Buffer; loca: Buffer; xMins: number[] } => {
  const header = new Reader(content, 2)
  const options = header.u16()
  const count = header.u16()
  header.at = 8
  const sizes = Array.from({ length: 7 }, () => header.u32())
  const streams = sizes.map((size) => new Reader(header.bytes(size)))
  const [contours, points, flags, glyphs, , boxes, instructions] = streams as [
    Reader,
    Reader,
    Reader,
    Reader,
    Reader,
    Reader,
    Reader,
  ]
  const compositeStart = 36 + sizes.slice(0, 4).reduce((sum, size) => sum + size, 0)
  const compositeBytes = content.subarray(compositeStart, compositeStart + sizes[4]!)
  const composites = new Reader(compositeBytes)
  const overlapMap = options & 1 ? header.bytes((count + 7) >> 3) : null
  const boxMap = boxes.bytes(4 * ((count + 31) >> 5))
  const marked = (map: Buffer | null, glyph: number) => map !== null && (map[glyph >> 3]! & (128 >> (glyph & 7))) !== 0

  const made = Array.from({ length: count }, (_, glyph) => {
    const many = contours.i16()
    const box = marked(boxMap, glyph) ? boxes.bytes(8) : null
    if (many === 0) return Buffer.alloc(0)
    if (many > 0) return simpleGlyph(many, box, marked(overlapMap, glyph), { points, flags, glyphs, instructions })
    const { parts, instructed } = readComposite(composites, compositeBytes)
    const head = [word(-1), box ?? Buffer.alloc(8), parts]
    if (!instructed) return Buffer.concat(head)
    const program = instructions.bytes(glyphs.short255())
    return Buffer.concat([...head, word(program.length), program])
  }).map(padded)
  const loca = Buffer.alloc((count + 1) * 4)
  let end = 0
  made.forEach((glyph, place) => {
    end += glyph.length
    loca.writeUInt32BE(end, (place + 1) * 4)
  })
  return { glyf: Buffer.concat(made), loca, xMins: made.map((glyph) => (glyph.length ? glyph.readInt16BE(2) : 0)) }
}

const rebuildMetrics = (content: Buffer, metrics: number, xMins: number[]): Buffer => {
  const reader = new Reader(content)
  const flags = reader.u8()
  const widths = Array.from({ length: metrics }, () => reader.u16())
  const near = xMins.map((xMin, glyph) => ((glyph < metrics ? flags & 1 : flags & 2) ? xMin : reader.i16()))
  return Buffer.concat([...widths.map((width, glyph) => words([width, near[glyph]!])), words(near.slice(metrics))])
}

const checksum = (content: Buffer): number => {
  let sum = 0
  for (let at = 0; at < content.length; at += 4) sum = (sum + content.readUInt32BE(at)) >>> 0
  return sum
}

const writeFont = (flavor: number, tables: Map<string, Buffer>): Buffer => {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1))
  const power = 2 ** Math.floor(Math.log2(sorted.length))
  const head = Buffer.alloc(12 + sorted.length * 16)
  head.writeUInt32BE(flavor, 0)
  words([sorted.length, power * 16, Math.log2(power), (sorted.length - power) * 16]).copy(head, 4)
  let at = head.length
  const written = sorted.map(([tag, content], place) => {
    const whole = padded(content)
    const entry = 12 + place * 16
    head.write(tag, entry, 'latin1')
    head.writeUInt32BE(checksum(whole), entry + 4)
    head.writeUInt32BE(at, entry + 8)
    head.writeUInt32BE(content.length, entry + 12)
    at += whole.length
    return whole
  })
  return Buffer.concat([head, ...written])
}

export const plainFont = (webFont: Buffer): Buffer => {
  const { flavor, tables: listed } = readTables(webFont)
  const tables = new Map(listed.map(({ tag, content }) => [tag, content]))
  const glyphs = listed.find(({ tag, transformed }) => tag === 'glyf' && transformed)
  if (glyphs) {
    const { glyf, loca, xMins } = rebuildGlyphs(glyphs.content)
    tables.set('glyf', glyf).set('loca', loca)
    const head = Buffer.from(tables.get('head')!)
    head.writeInt16BE(1, 50)
    tables.set('head', head)
    const metrics = listed.find(({ tag, transformed }) => tag === 'hmtx' && transformed)
    if (metrics) tables.set('hmtx', rebuildMetrics(metrics.content, tables.get('hhea')!.readUInt16BE(34), xMins))
  }
  return writeFont(flavor, tables)
}
