// Reads a form that brings files, piece by piece as it arrives. Words are kept whatever happens to the files; of a file
// that is too large, or one too many, nothing is held but that it was there.
import type { TypedFile } from './bodies.ts'

export interface MultipartLimits {
  files: number
  file_bytes: number
  together: number
  text_bytes: number
  /** Asked before bytes of a file are held: false while too much is held already. */
  may_hold: (bytes: number) => boolean
}

/** Not a form any browser writes. */
export class Unreadable extends Error {}

const longestHead = 2_048
const mostParts = 400
const lineEnd = Buffer.from('\r\n\r\n')

interface Part {
  field: string
  file: TypedFile | undefined
  pieces: Buffer[]
  size: number
}

/** Only what browsers write: a name in quotes, and for a file its name in quotes after it. */
const disposition = /^form-data; name="([^"\r\n]{1,100})"(?:; filename="([^"\r\n]{0,1000})")?$/i

const headOf = (text: string): { field: string; file_name: string | undefined; claimed_type: string } => {
  const lines = new Map(
    text.split('\r\n').map((line): [string, string] => {
      const colon = line.indexOf(':')
      if (colon < 1) throw new Unreadable()
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
    }),
  )
  const found = disposition.exec(lines.get('content-disposition') ?? '')
  if (!found || lines.has('content-transfer-encoding')) throw new Unreadable()
  return { field: found[1]!, file_name: found[2], claimed_type: lines.get('content-type')?.slice(0, 100) ?? '' }
}

export class Multipart {
  readonly values = new Map<string, string[]>()
  readonly files: TypedFile[] = []
  readonly #delimiter: Buffer
  readonly #limits: MultipartLimits
  // The first boundary stands at the very beginning, where it has no line before it.
  #rest: Buffer = Buffer.from('\r\n')
  #state: 'boundary' | 'head' | 'content' | 'over' = 'boundary'
  #part: Part | undefined
  #parts = 0
  #text = 0
  #held = 0

  constructor(boundary: string, limits: MultipartLimits) {
    if (!/^[\w'()+,./:=? -]{1,70}$/.test(boundary)) throw new Unreadable()
    this.#delimiter = Buffer.from(`\r\n--${boundary}`)
    this.#limits = limits
  }

  push(chunk: Buffer): void {
    if (this.#state === 'over') return
    this.#rest = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk
    while (this.#step()) {}
  }

  /** Throws when the form broke off before its end. */
  end(): void {
    if (this.#state !== 'over') throw new Unreadable()
  }

  /** False when it needs more to go on. */
  #step(): boolean {
    if (this.#state === 'boundary') return this.#boundary()
    if (this.#state === 'head') return this.#head()
    if (this.#state === 'content') return this.#content()
    return false
  }

  #boundary(): boolean {
    const { length } = this.#delimiter
    if (this.#rest.length < length + 2) return false
    if (!this.#rest.subarray(0, length).equals(this.#delimiter)) throw new Unreadable()
    const next = this.#rest.toString('latin1', length, length + 2)
    if (next !== '\r\n' && next !== '--') throw new Unreadable()
    this.#rest = this.#rest.subarray(length + 2)
    this.#state = next === '--' ? 'over' : 'head'
    return true
  }

  #head(): boolean {
    const end = this.#rest.indexOf(lineEnd)
    if (end < 0 || end > longestHead) {
      if (this.#rest.length > longestHead) throw new Unreadable()
      return false
    }
    this.#parts += 1
    if (this.#parts > mostParts) throw new Unreadable()
    const { field, file_name, claimed_type } = headOf(this.#rest.toString('utf8', 0, end))
    const file = file_name === undefined ? undefined : { field, file_name, claimed_type, bytes: Buffer.alloc(0) }
    this.#part = { field, file, pieces: [], size: 0 }
    // Its last line end may be the first of the next boundary: an empty field has nothing between.
    this.#rest = this.#rest.subarray(end + 4)
    this.#state = 'content'
    return true
  }

  #content(): boolean {
    const at = this.#rest.indexOf(this.#delimiter)
    if (at < 0) {
      // What could be the beginning of a boundary waits.
      const sure = this.#rest.length - this.#delimiter.length
      if (sure <= 0) return false
      this.#take(this.#rest.subarray(0, sure))
      this.#rest = this.#rest.subarray(sure)
      return false
    }
    this.#take(this.#rest.subarray(0, at))
    this.#rest = this.#rest.subarray(at)
    this.#finish()
    this.#state = 'boundary'
    return true
  }

  #take(piece: Buffer): void {
    const part = this.#part!
    if (piece.length === 0) return
    part.size += piece.length
    const { file } = part
    if (!file) {
      this.#text += piece.length
      if (this.#text > this.#limits.text_bytes) throw new Unreadable()
      part.pieces.push(Buffer.from(piece))
      return
    }
    if (file.left_out) return
    const { files, file_bytes, together, may_hold } = this.#limits
    this.#held += piece.length
    const kept = this.files.filter((each) => !each.left_out).length
    if (kept >= files) this.#leave(part, file, 'too_many')
    else if (part.size > file_bytes) this.#leave(part, file, 'too_large')
    else if (this.#held > together) this.#leave(part, file, 'too_much')
    else if (!may_hold(piece.length)) this.#leave(part, file, 'busy')
    else part.pieces.push(Buffer.from(piece))
  }

  #leave(part: Part, file: TypedFile, because: NonNullable<TypedFile['left_out']>): void {
    file.left_out = because
    this.#held -= part.size
    part.pieces = []
  }

  #finish(): void {
    const { field, file, pieces, size } = this.#part!
    this.#part = undefined
    if (!file) {
      // As browsers send it from a form that is no file's: lines end as they do there.
      const value = Buffer.concat(pieces).toString('utf8')
      this.values.set(field, [...(this.values.get(field) ?? []), value])
      return
    }
    // A file input in which nothing was chosen.
    if (size === 0 && file.file_name === '') return
    file.bytes = Buffer.concat(pieces)
    if (this.files.length < 60) this.files.push(file)
  }
}

export const boundaryOf = (content_type: string): string => {
  const found = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))\s*(?:;|$)/i.exec(content_type)
  return found?.[1] ?? found?.[2] ?? ''
}
