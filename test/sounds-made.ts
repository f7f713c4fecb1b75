// Small real files of sound for tests, attacks and the demo, made here byte by byte: each with the names, days and
// places that recorders write into them.
import { be32, bytesOf, joined, le32 } from '#media/bytes.rules.ts'

const le16 = (value: number) => le32(value).subarray(0, 2)
const be16 = (value: number) => be32(value).subarray(2)

/** Samples between -1 and 1 as 16-bit sound; `more` stands before and after the sound. */
export const aWav = (samples: ArrayLike<number>, rate = 8_000, more: Uint8Array[] = []): Buffer => {
  const sound = new Uint8Array(samples.length * 2)
  const view = new DataView(sound.buffer)
  for (let at = 0; at < samples.length; at += 1) {
    view.setInt16(at * 2, Math.max(-1, Math.min(1, samples[at]!)) * 32_767, true)
  }
  const format = joined([le16(1), le16(1), le32(rate), le32(rate * 2), le16(2), le16(16)])
  const chunks = [bytesOf('WAVEfmt '), le32(16), format, ...more, bytesOf('data'), le32(sound.length), sound]
  const body = joined(chunks)
  return Buffer.from(joined([bytesOf('RIFF'), le32(body.length), body]))
}
export const riffChunk = (name: string, content: Uint8Array): Uint8Array =>
  joined([bytesOf(name), le32(content.length), content, new Uint8Array(content.length % 2)])
export const riffList = (text: string): Uint8Array =>
  riffChunk('LIST', joined([bytesOf('INFO'), riffChunk('IART', bytesOf(text))]))

/** Something like a voice: a row of pulses through three narrow bands, with pauses as between words. */
export const aVoice = (
  seconds: number,
  { pitch = 120, formants = [700, 1200, 2600], rate = 8_000, seed = 7 } = {},
): Float32Array => {
  const samples = new Float32Array(Math.round(seconds * rate))
  let noise = seed
  let phase = 0
  const bands = formants.map((hertz) => {
    const r = Math.exp((-Math.PI * 90) / rate)
    return { a: 2 * r * Math.cos((2 * Math.PI * hertz) / rate), b: -r * r, y1: 0, y2: 0 }
  })
  for (let at = 0; at < samples.length; at += 1) {
    const time = at / rate
    const word = Math.max(0, Math.sin(2 * Math.PI * 1.7 * time + 0.6)) ** 0.5
    phase += (pitch * (1 + 0.03 * Math.sin(2 * Math.PI * 0.9 * time))) / rate
    noise = (noise * 16_807) % 2_147_483_647
    let pulse = (noise / 2_147_483_647 - 0.5) * 0.02
    if (phase >= 1) {
      phase -= 1
      pulse += 1
    }
    let sum = 0
    for (const [place, band] of bands.entries()) {
      const y = pulse + band.a * band.y1 + band.b * band.y2
      band.y2 = band.y1
      band.y1 = y
      sum += y / (place + 1)
    }
    samples[at] = Math.max(-1, Math.min(1, sum * word * 0.12))
  }
  return samples
}

/** MPEG 2, third layer, 16 kHz, 32 kbit/s, one channel: frames of silence. */
const mp3Frame = (fill = 0): Uint8Array => {
  const frame = new Uint8Array(144).fill(fill, 36)
  frame.set([0xff, 0xf3, 0x48, 0xc0])
  return frame
}
const id3 = (text: string): Uint8Array => {
  const content = joined([bytesOf('TPE1'), be32(text.length + 1), new Uint8Array(3), bytesOf(text)])
  return joined([bytesOf('ID3\x03\0\0'), Uint8Array.of(0, 0, content.length >> 7, content.length & 127), content])
}
export const anMp3 = (artist = '', tail: Uint8Array = new Uint8Array(0), frames = 8): Buffer => {
  const info = mp3Frame()
  info.set(bytesOf('Xing'), 13)
  info.set(bytesOf('LAME3.100'), 40)
  const last = artist ? joined([bytesOf('TAG'), bytesOf(artist.padEnd(125, '\0'))]) : new Uint8Array(0)
  const sound = Array.from({ length: frames }, () => mp3Frame())
  return Buffer.from(joined([...(artist ? [id3(artist)] : []), info, ...sound, last, tail]))
}

export const box = (name: string, ...content: Uint8Array[]): Uint8Array => {
  const body = joined(content)
  return joined([be32(body.length + 8), bytesOf(name), body])
}
const full = (name: string, ...content: Uint8Array[]) => box(name, new Uint8Array(4), ...content)
const zeros = (count: number) => new Uint8Array(count)

/** One track in an MP4 with ten samples; `artist` is written where recorders write it, and between the samples. */
export const anM4a = (
  artist = '',
  { handler = 'soun', codec = 'mp4a', brand = 'M4A ', more = [] as Uint8Array[] } = {},
) => {
  const samples = Array.from({ length: 10 }, (_, place) => new Uint8Array(20 + place).fill(place + 1))
  const between = bytesOf(artist)
  const day = be32(artist ? 3_850_000_000 : 0)
  const sizes = joined(samples.map(({ length }) => be32(length)))
  const sound = joined(samples)
  const ftyp = box('ftyp', bytesOf(brand), zeros(4), bytesOf('isom'))
  const moovWith = (at: number): Uint8Array =>
    box(
      'moov',
      full('mvhd', day, day, be32(16_000), be32(10_240), zeros(80)),
      box(
        'trak',
        full('tkhd', day, day, be32(1), zeros(68)),
        box(
          'mdia',
          full('mdhd', day, day, be32(16_000), be32(10_240), zeros(4)),
          full('hdlr', zeros(4), bytesOf(handler), zeros(12), bytesOf(`${artist || 'x'}\0`)),
          box(
            'minf',
            full('smhd', zeros(4)),
            box(
              'stbl',
              full(
                'stsd',
                be32(1),
                box(codec, zeros(6), be16(1), zeros(8), be16(1), be16(16), zeros(4), be16(16_000), be16(0)),
              ),
              full('stts', be32(1), be32(10), be32(1024)),
              full('stsc', be32(1), be32(1), be32(10), be32(1)),
              full('stsz', be32(0), be32(10), sizes),
              full('stco', be32(1), be32(at)),
            ),
          ),
        ),
      ),
      ...(artist ? [box('udta', full('loci', bytesOf(artist)), box('meta', bytesOf(artist)))] : []),
    )
  const place = ftyp.length + moovWith(0).length + 8 + between.length
  const extra = artist ? [box('uuid', bytesOf(`${'u'.repeat(16)}${artist}`))] : []
  return Buffer.from(joined([ftyp, moovWith(place), box('mdat', between, sound), ...extra, ...more]))
}

const oggSums = Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24
  for (let bit = 0; bit < 8; bit += 1) value = value & 0x8000_0000 ? (value << 1) ^ 0x04c1_1db7 : value << 1
  return value >>> 0
})
export const oggPage = (flags: number, place: number, samples: number, packet: Uint8Array, serial = 77): Uint8Array => {
  const table = [...Array(Math.floor(packet.length / 255)).fill(255), packet.length % 255]
  const page = joined([
    ...[bytesOf('OggS'), Uint8Array.of(0, flags), le32(samples), zeros(4), le32(serial), le32(place), zeros(4)],
    ...[Uint8Array.of(table.length, ...table), packet],
  ])
  page.set(le32(page.reduce((sum, byte) => ((sum << 8) ^ oggSums[((sum >>> 24) ^ byte) & 255]!) >>> 0, 0)), 22)
  return page
}
const opusHead = joined([bytesOf('OpusHead'), Uint8Array.of(1, 1), le16(312), le32(16_000), zeros(3)])
/** Twenty milliseconds of silence, as Opus writes it. */
const silence = Uint8Array.of(0xf8, 0xff, 0xfe)
export const anOgg = (artist = '', head: Uint8Array = opusHead): Buffer => {
  const comment = bytesOf(`ARTIST=${artist}`)
  const tags = [bytesOf('OpusTags'), le32(4), bytesOf('Lavf'), le32(artist ? 1 : 0)]
  if (artist) tags.push(le32(comment.length), comment)
  const sound = Array.from({ length: 10 }, (_, at) => oggPage(at === 9 ? 4 : 0, at + 2, (at + 1) * 960, silence))
  return Buffer.from(joined([oggPage(2, 0, 0, head), oggPage(0, 1, 0, joined(tags)), ...sound]))
}

export const element = (id: number[], ...content: Uint8Array[]): Uint8Array => {
  const body = joined(content)
  return joined([Uint8Array.from(id), Uint8Array.of(0x10 | (body.length >> 24)), be32(body.length).subarray(1), body])
}
/** As a browser records it: of unknown length, in clusters. */
export const aWebm = (artist = '', { type = 2, codec = 'A_OPUS' } = {}): Buffer => {
  const number = (id: number[], value: number) => element(id, Uint8Array.of(value))
  const unknown = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]
  const head = element([0x1a, 0x45, 0xdf, 0xa3], number([0x42, 0x86], 1), element([0x42, 0x82], bytesOf('webm')))
  const info = element(
    [0x15, 0x49, 0xa9, 0x66],
    element([0x2a, 0xd7, 0xb1], be32(1_000_000)),
    element([0x4d, 0x80], bytesOf(artist || 'Chrome')),
    element([0x57, 0x41], bytesOf('Chrome')),
    ...(artist ? [element([0x7b, 0xa9], bytesOf(artist))] : []),
  )
  const track = element(
    [0xae],
    ...[number([0xd7], 1), number([0x73, 0xc5], 1), number([0x83], type), element([0x86], bytesOf(codec))],
    ...(artist ? [element([0x53, 0x6e], bytesOf(artist))] : []),
    element([0x63, 0xa2], opusHead),
    element([0xe1], element([0xb5], be32(0x46bb8000)), number([0x9f], 1)),
  )
  const clusters = [0, 1].map((at) =>
    joined([
      Uint8Array.of(0x1f, 0x43, 0xb6, 0x75, ...unknown),
      element([0xe7], be16(at * 200)),
      ...Array.from({ length: 10 }, (_, block) => element([0xa3], Uint8Array.of(0x81, 0, block * 20, 0x80), silence)),
    ]),
  )
  const tags = artist ? [element([0x12, 0x54, 0xc3, 0x67], bytesOf(artist))] : []
  const body = joined([info, element([0x16, 0x54, 0xae, 0x6b], track), ...clusters, ...tags])
  return Buffer.from(joined([head, Uint8Array.of(0x18, 0x53, 0x80, 0x67, ...unknown), body]))
}
