// Pictures without what they carry unseen: where and when they were taken, with which device, by whom, thumbnails.
import { jpegSegments, pngChunks, shown } from './media.rules.ts'

const joined = (pieces: Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** Which way up, from the EXIF of a JPEG: without it a stripped photograph would lie on its side. */
export const orientationOf = (exif: Uint8Array): number => {
  // FF E1, length, "Exif\0\0", then a TIFF header.
  const tiff = 10
  const little = exif[tiff] === 0x49
  const u16 = (at: number) =>
    little ? (exif[at] ?? 0) + (exif[at + 1] ?? 0) * 256 : (exif[at] ?? 0) * 256 + (exif[at + 1] ?? 0)
  const u32 = (at: number) => (little ? u16(at) + u16(at + 2) * 65_536 : u16(at) * 65_536 + u16(at + 2))
  const first = tiff + u32(tiff + 4)
  const count = Math.min(u16(first), 200)
  for (let entry = 0; entry < count; entry += 1) {
    const at = first + 2 + entry * 12
    if (at + 12 > exif.length) return 1
    const value = u16(at + 8)
    if (u16(at) === 0x0112) return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}

const onlyOrientation = (value: number): Uint8Array =>
  Uint8Array.of(
    ...[0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1],
    ...[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0],
  )
const plainJfif = Uint8Array.of(0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0)

/** What drawing a JPEG needs: tables, frames, scans, restarts, and Adobe's mark, which says how colours are written. */
const draws = (marker: number): boolean => (marker >= 0xc0 && marker <= 0xdf) || marker === 0xee

export const strippedJpeg = (bytes: Uint8Array): Uint8Array => {
  const segments = jpegSegments(bytes) ?? []
  const exif = segments.find(({ marker, from }) => marker === 0xe1 && shown(bytes, from + 4, from + 8) === 'Exif')
  const turned = exif ? orientationOf(bytes.subarray(exif.from, exif.to)) : 1
  const kept = segments
    .filter(
      ({ marker, from, to }) =>
        draws(marker) && (marker !== 0xee || (to - from === 16 && shown(bytes, from + 4, from + 9) === 'Adobe')),
    )
    .map(({ from, to }) => bytes.subarray(from, to))
  return joined([bytes.subarray(0, 2), plainJfif, ...(turned > 1 ? [onlyOrientation(turned)] : []), ...kept])
}

const drawing = new Set(['IHDR', 'PLTE', 'tRNS', 'gAMA', 'sRGB', 'pHYs', 'IDAT', 'IEND'])

export const strippedPng = (bytes: Uint8Array): Uint8Array =>
  joined([
    bytes.subarray(0, 8),
    ...(pngChunks(bytes) ?? []).filter(({ name }) => drawing.has(name)).map(({ from, to }) => bytes.subarray(from, to)),
  ])

/** Pictures inside a PDF keep what the camera wrote. It is blanked where it stands, so that no address in the PDF moves. */
export const blankHiddenData = (pdf: Uint8Array): Uint8Array => {
  const clean = new Uint8Array(pdf)
  const text = shown(pdf)
  const form = /ÿ[áíâ](.)(.)(?:Exif␀␀|http:\/\/ns\.adobe\.com\/|Photoshop 3\.0␀|MPF␀)/gs
  for (const match of text.matchAll(form)) {
    const size = pdf[match.index + 2]! * 256 + pdf[match.index + 3]!
    clean.fill(0, match.index + 4, Math.min(clean.length, match.index + 2 + size))
  }
  return clean
}

/** Whether something a camera or a program wrote is still in plain sight. */
export const tellsMore = (text: string): boolean => /Exif␀␀|<x:xmpmeta|Photoshop 3\.0␀/.test(text)
