// Reads the tar that PostgreSQL writes for a backup, as it streams by. Only what such a backup holds is understood:
// files and directories with plain relative names; anything else is refused.
import { damaged } from './manifest.ts'

export type TarEntry = { path: string; size: number; kind: 'file' | 'directory' }

/** What happens with each entry; `data` is called with its bytes in order, `close` once they are all there. */
export type TarTarget = {
  open(entry: TarEntry): Promise<{ data(bytes: Buffer): Promise<void>; close(): Promise<void> }>
}

const block = 512

function text(header: Buffer, from: number, length: number): string {
  const field = header.subarray(from, from + length)
  const end = field.indexOf(0)
  return field.subarray(0, end < 0 ? length : end).toString('utf8')
}

// Octal text, or (for files above 8 GB) a big-endian number marked by the highest bit.
function number(header: Buffer, from: number, length: number): number {
  const field = header.subarray(from, from + length)
  if ((field[0]! & 0x80) !== 0) return Number(BigInt(`0x${field.toString('hex')}`) & ((1n << 63n) - 1n))
  return Number.parseInt(text(header, from, length).trim() || '0', 8)
}

function readHeader(header: Buffer): TarEntry {
  let sum = 8 * 32
  for (let at = 0; at < block; at++) if (at < 148 || at >= 156) sum += header[at]!
  if (sum !== number(header, 148, 8)) throw damaged('header')
  const prefix = text(header, 345, 155)
  const path = `${prefix ? `${prefix}/` : ''}${text(header, 0, 100)}`.replace(/^\.\/|\/+$/g, '')
  const size = number(header, 124, 12)
  const type = String.fromCharCode(header[156]!)
  const kind = type === '5' ? 'directory' : type === '0' || type === '\0' ? 'file' : undefined
  if (!kind || !Number.isSafeInteger(size) || path.startsWith('/') || path.split('/').includes('..'))
    throw damaged('entry')
  return { path, size: kind === 'file' ? size : 0, kind }
}

/** Walks through the tar in `stream`, chunk by chunk; nothing is held in memory. */
export async function readTar(stream: AsyncIterable<Buffer>, target: TarTarget): Promise<void> {
  let held: Buffer = Buffer.alloc(0)
  let current: Awaited<ReturnType<TarTarget['open']>> | undefined
  let left = 0 // bytes of the current file still to come
  let padding = 0
  let ended = false
  for await (const chunk of stream) {
    held = held.length ? Buffer.concat([held, chunk]) : chunk
    for (;;) {
      if (current && left > 0 && held.length > 0) {
        const part = held.subarray(0, left)
        await current.data(part)
        left -= part.length
        held = held.subarray(part.length)
      }
      if (left > 0) break
      if (current) {
        await current.close()
        current = undefined
      }
      const skip = Math.min(padding, held.length)
      held = held.subarray(skip)
      padding -= skip
      if (padding > 0 || held.length < block) break
      const header = held.subarray(0, block)
      held = held.subarray(block)
      if (header.every((byte) => byte === 0)) {
        ended = true
        continue
      }
      if (ended) throw damaged('after_end')
      const entry = readHeader(header)
      current = await target.open(entry)
      left = entry.size
      padding = (block - (entry.size % block)) % block
    }
  }
  if (current || padding > 0 || held.length > 0 || !ended) throw damaged('cut_short')
}
