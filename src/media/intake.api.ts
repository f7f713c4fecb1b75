// A file somebody sends from outside: judged by its bytes, and split into what colleagues may see or hear and what is
// kept as it came.
import { createHash } from 'node:crypto'
import { Problem } from '#kit/problem.ts'
import { develop } from './darkroom.api.ts'
import { lookIntoPng, unpackPdf } from './inspect.api.ts'
import { inspect, jpegSegments, type Refusal } from './media.rules.ts'
import type { FileMedia } from './media.ts'
import { readSound } from './sound.rules.ts'

/** Of a picture that was photographed; one that was drawn by a screen is never this large. */
const mostPixels = { jpeg: 60_000_000, png: 24_000_000 }
/** A photograph drawn in more steps than this was made to keep its reader busy. */
const mostScans = 40

export interface TakenIn {
  media: FileMedia
  size: number
  /** Of the file as it came, in hexadecimal. */
  sha256: string
  /** What may be shown and played: drawn or written anew. Null for a PDF, which is drawn anew when somebody asks. */
  shared: { media: FileMedia; bytes: Buffer; width: number; height: number } | null
  seconds: number
  /** A PDF with programs, forms or attachments inside. */
  active: boolean
}

const sumOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const picture = async (
  bytes: Buffer,
  media: 'jpeg' | 'png',
  pixels: number,
): Promise<TakenIn | { refused: Refusal }> => {
  if (pixels > mostPixels[media]) return { refused: 'too_many_pixels' }
  if (media === 'png') {
    const looked = await lookIntoPng(bytes, { media, width: 0, height: 0, active: false })
    if ('refused' in looked) return looked
  } else if ((jpegSegments(bytes) ?? []).filter(({ marker }) => marker === 0xda).length > mostScans)
    return { refused: 'bomb' }
  const drawn = await develop(bytes, mostPixels[media])
  if (!drawn) return { refused: 'broken' }
  const shared = { media: 'jpeg' as const, ...drawn }
  return { media, size: bytes.length, sha256: sumOf(bytes), shared, seconds: 0, active: false }
}

/** Throws only when too many wait; whatever is wrong with the file is an answer. */
export const takeIn = async (bytes: Buffer): Promise<TakenIn | { refused: Refusal }> => {
  if (bytes.length === 0) return { refused: 'empty' }
  const sound = readSound(bytes)
  if (sound && 'refused' in sound) return sound
  if (sound) {
    const shared = { media: sound.media, bytes: Buffer.from(sound.clean), width: 0, height: 0 }
    const { media, seconds } = sound
    return { media, size: bytes.length, sha256: sumOf(bytes), shared, seconds: Math.round(seconds), active: false }
  }
  const found = inspect(bytes)
  if ('refused' in found) return found
  if (found.media !== 'pdf') return picture(bytes, found.media, found.width * found.height)
  const looked = await unpackPdf(bytes, found)
  if ('refused' in looked) return looked
  return { media: 'pdf', size: bytes.length, sha256: sumOf(bytes), shared: null, seconds: 0, active: looked.active }
}

export const isBusy = (error: unknown): boolean => error instanceof Problem && error.key === 'media.busy'
