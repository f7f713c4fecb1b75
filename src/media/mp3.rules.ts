// MP3: a row of frames, with marks of title, author and player before and after them. What is shared is the frames.
import { bytesOf, joined, letters, u16be } from './bytes.rules.ts'
import type { SoundRead } from './sound.ts'

const rates = [44_100, 48_000, 32_000]
const speeds = {
  // Kilobits a second by the frame's own number: MPEG 1 and MPEG 2, third layer.
  one: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  two: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
}

interface Frame {
  to: number
  seconds: number
  /** How it is written; all frames of one sound agree. */
  kind: string
  one: boolean
  alone: boolean
}

/** The frame that starts here, or null where none does. */
export const frameAt = (bytes: Uint8Array, at: number): Frame | null => {
  if (at + 4 > bytes.length || bytes[at] !== 0xff || (bytes[at + 1]! & 0xe0) !== 0xe0) return null
  const version = (bytes[at + 1]! >> 3) & 3
  const layer = (bytes[at + 1]! >> 1) & 3
  const speed = (version === 3 ? speeds.one : speeds.two)[bytes[at + 2]! >> 4]
  const rate = rates[(bytes[at + 2]! >> 2) & 3]
  if (version === 1 || layer !== 1 || !speed || !rate) return null
  const hertz = version === 3 ? rate : version === 2 ? rate / 2 : rate / 4
  const samples = version === 3 ? 1152 : 576
  const size = Math.floor(((samples / 8) * speed * 1000) / hertz) + ((bytes[at + 2]! >> 1) & 1)
  const kind = `${version} ${rate}`
  return { to: at + size, seconds: samples / hertz, kind, one: version === 3, alone: bytes[at + 3]! >> 6 === 3 }
}

const syncSafe = (bytes: Uint8Array, at: number): number =>
  (bytes[at]! & 127) * 2_097_152 +
  (bytes[at + 1]! & 127) * 16_384 +
  (bytes[at + 2]! & 127) * 128 +
  (bytes[at + 3]! & 127)

/** After the marks at the beginning. */
const start = (bytes: Uint8Array): number => {
  let at = 0
  while (letters(bytes, at, at + 3) === 'ID3' && at + 10 <= bytes.length)
    at += 10 + syncSafe(bytes, at + 6) + (bytes[at + 5]! & 0x10 ? 10 : 0)
  while (at < bytes.length && bytes[at] === 0) at += 1
  return at
}

/** The first frame of many files is no sound but tells how long it is and what made it. */
const isInfo = (bytes: Uint8Array, at: number, { one, alone }: Frame): boolean => {
  const place = at + 4 + (one ? (alone ? 17 : 32) : alone ? 9 : 17)
  return ['Xing', 'Info'].includes(letters(bytes, place, place + 4)) || letters(bytes, at + 36, at + 40) === 'VBRI'
}

const isTail = (bytes: Uint8Array, at: number): boolean =>
  at >= bytes.length ||
  /^(TAG|APETAGEX|LYRICSBEGIN|\0)/.test(letters(bytes, at, at + 11)) ||
  // A last frame that was cut off while recording.
  (u16be(bytes, at) & 0xffe0) === 0xffe0

/** Some frames carry on from the ones before; what a name could be written into between them is nothing. */
export const readMp3 = (bytes: Uint8Array): SoundRead => {
  const from = start(bytes)
  const kept: Uint8Array[] = []
  let [at, seconds, kind] = [from, 0, '']
  for (let frame = frameAt(bytes, at); frame && frame.to <= bytes.length; frame = frameAt(bytes, at)) {
    if (kind && frame.kind !== kind) break
    kind = frame.kind
    if (kept.length > 0 || !isInfo(bytes, at, frame)) {
      kept.push(bytes.subarray(at, frame.to))
      seconds += frame.seconds
    }
    at = frame.to
  }
  // Three in a row do not happen by chance.
  if (kept.length < 3 || !isTail(bytes, at)) return { refused: 'broken' }
  const left = joined([bytes.subarray(0, from), bytesOf(' '), bytes.subarray(at)])
  return { media: 'mp3', seconds, clean: joined(kept), left }
}
