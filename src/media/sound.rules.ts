// Which sound a file is, by its bytes alone, and the same sound without what else was written into it.
import { hidesSomething, type Refusal, shown } from './media.rules.ts'
import { frameAt, readMp3 } from './mp3.rules.ts'
import { readMp4 } from './mp4.rules.ts'
import { readOgg } from './ogg.rules.ts'
import type { SoundRead } from './sound.ts'
import { readWav } from './wav.rules.ts'
import { readWebm } from './webm.rules.ts'

/** Longer than anyone speaks at the door; what is longer is rarely what was meant. */
export const mostSeconds = 60 * 60

/** Sound in a form this house does not take, or pictures that move. */
const known: [Refusal, RegExp][] = [
  ['video', /^(.{4}ftyp(qt {2}|3g|mp4v|M4V|avc1|isml)|␀␀␁[³º]|FLV|RIFF.{4}AVI |0&²u\u008Ef|.{4}moov)/s],
  ['sound_kind', /^(fLaC|#!AMR|FORM.{4}AIF|caff|MThd|ÿ[ñù])/s],
]

const readerOf = (bytes: Uint8Array, head: string): ((bytes: Uint8Array) => SoundRead) | null => {
  if (/^RIFF.{4}WAVE/s.test(head)) return readWav
  if (/^OggS/.test(head)) return readOgg
  if (/^␚Eß£/.test(head)) return readWebm
  if (/^ID3/.test(head) || frameAt(bytes, 0)) return readMp3
  return /^.{4}ftyp(?!hei|hev|mif1|msf1|avi)/s.test(head) ? readMp4 : null
}

/** Null for what is no sound at all. */
export const readSound = (bytes: Uint8Array): SoundRead | null => {
  const head = shown(bytes, 0, Math.min(bytes.length, 16))
  const found = readerOf(bytes, head)?.(bytes)
  const because = known.find(([, form]) => form.test(head))?.[0]
  if (!found) return because ? { refused: because } : null
  // A film that does not parse is still a film.
  if ('refused' in found) return because && found.refused === 'broken' ? { refused: because } : found
  if (hidesSomething(found.left)) return { refused: 'hidden' }
  return found.seconds > mostSeconds ? { refused: 'too_long' } : found
}
