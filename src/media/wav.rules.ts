// Sound as it is, in a RIFF file. What is shared is built anew from how it is written and the sound; all other chunks
// (who, when, with what, pictures) stay behind.
import { bytesOf, joined, le32, letters, u16le, u32le } from './bytes.rules.ts'
import type { SoundRead } from './sound.ts'

/** Whole numbers, fractions, and the two ways telephones write; 0xfffe points to one of the first two. */
const written = new Set([1, 3, 6, 7, 0xfffe])

export const readWav = (bytes: Uint8Array): SoundRead => {
  if (letters(bytes, 0, 4) !== 'RIFF' || letters(bytes, 8, 12) !== 'WAVE') return { refused: 'sound_kind' }
  let format: Uint8Array | undefined
  let sound: Uint8Array | undefined
  const left: Uint8Array[] = []
  // Some recorders write the length last or never: the file's own end counts.
  const end = Math.min(bytes.length, 8 + u32le(bytes, 4) || bytes.length)
  let at = 12
  while (at + 8 <= end) {
    const name = letters(bytes, at, at + 4)
    const size = u32le(bytes, at + 4)
    const to = at + 8 + size
    if (to > bytes.length) return { refused: 'broken' }
    const content = bytes.subarray(at + 8, to)
    if (name === 'fmt ' && !format) format = content
    else if (name === 'data' && !sound) sound = content
    else left.push(bytes.subarray(at, to))
    at = to + (size % 2)
  }
  left.push(bytes.subarray(Math.min(at, bytes.length)))
  if (!format || !sound || format.length < 16 || sound.length === 0) return { refused: 'broken' }
  const [code, channels, rate, perSecond] = [u16le(format, 0), u16le(format, 2), u32le(format, 4), u32le(format, 8)]
  if (!written.has(code)) return { refused: 'sound_kind' }
  if (channels < 1 || channels > 8 || rate < 4_000 || rate > 192_000 || perSecond < 1_000) return { refused: 'broken' }
  const head = format.subarray(0, code === 0xfffe ? Math.min(40, format.length) : 16)
  const body = joined([
    bytesOf('WAVEfmt '),
    le32(head.length),
    head,
    bytesOf('data'),
    le32(sound.length),
    sound,
    new Uint8Array(sound.length % 2),
  ])
  const clean = joined([bytesOf('RIFF'), le32(body.length), body])
  return { media: 'wav', seconds: sound.length / perSecond, clean, left: joined(left) }
}
