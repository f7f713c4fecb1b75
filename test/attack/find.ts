// Looks for strings in whatever lies about: files of any size, in the encodings an attacker would try.
import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The bytes a string may lie as: UTF-8, UTF-16 either way, hex, and base64 at each of its three offsets. */
export const shapesOf = (text: string): Buffer[] => {
  const utf8 = Buffer.from(text)
  const little = Buffer.from(text, 'utf16le')
  const hex = utf8.toString('hex')
  const base64 = [0, 1, 2].flatMap((offset) => {
    const coded = Buffer.concat([Buffer.alloc(offset), utf8]).toString('base64')
    // Without the ends, which depend on what stands before and after it.
    const whole = coded.slice(offset === 0 ? 0 : 4, coded.length - 4)
    return [Buffer.from(whole), Buffer.from(whole.replaceAll('+', '-').replaceAll('/', '_'))]
  })
  const shapes = [
    utf8,
    little,
    Buffer.from(little).swap16(),
    Buffer.from(hex),
    Buffer.from(hex.toUpperCase()),
    ...base64,
  ]
  // What is left of a short string without its ends would be found anywhere.
  return shapes.filter((shape) => shape.length >= 8)
}

export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

const piece = 8 * 1024 * 1024
const overlap = 4096

/** How a beginning that all strings share may lie, so that most pieces are looked through only for it. */
export const beginning = 'Zarza'
const marks = [
  Buffer.from(beginning),
  Buffer.from(beginning, 'utf16le'),
  Buffer.from(beginning, 'utf16le').swap16(),
  Buffer.from(Buffer.from(beginning).toString('hex')),
  Buffer.from(Buffer.from(beginning).toString('hex').toUpperCase()),
  // Base64 at its three offsets, as far as it does not depend on what stands around.
  ...['Zar', 'rza', 'arz'].map((part) => Buffer.from(Buffer.from(part).toString('base64'))),
]

/** Every string found in these files, with where. When all begin alike, most pieces are looked through only for that. */
export const findInFiles = (files: string[], strings: string[]): { text: string; file: string }[] => {
  const wanted = strings.flatMap((text) => shapesOf(text).map((shape) => ({ text, shape })))
  const alike = strings.every((text) => text.startsWith(beginning))
  const found: { text: string; file: string }[] = []
  const buffer = Buffer.alloc(piece + overlap)
  for (const file of files) {
    let handle: number
    try {
      handle = openSync(file, 'r')
    } catch {
      // Taken away between listing and looking: a file of the write-ahead log that was used up.
      continue
    }
    const { size } = statSync(file)
    const seen = new Set<string>()
    for (let at = 0; at < size; at += piece) {
      const read = readSync(handle, buffer, 0, piece + overlap, at)
      const part = buffer.subarray(0, read)
      if (alike && !marks.some((mark) => part.includes(mark))) continue
      for (const { text, shape } of wanted) if (!seen.has(text) && part.includes(shape)) seen.add(text)
    }
    closeSync(handle)
    found.push(...[...seen].map((text) => ({ text, file })))
  }
  return found
}

export const findInText = (body: string, strings: string[]): string[] =>
  strings.filter((text) => shapesOf(text).some((shape) => Buffer.from(body).includes(shape)))
