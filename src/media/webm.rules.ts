// Opus in WebM, as browsers record it. What is shared is written anew from the elements that are needed to play it.
import { bytesOf, joined, letters } from './bytes.rules.ts'
import type { SoundRead } from './sound.ts'

const ids = {
  head: 0x1a45dfa3,
  segment: 0x18538067,
  info: 0x1549a966,
  tracks: 0x1654ae6b,
  track: 0xae,
  audio: 0xe1,
  cluster: 0x1f43b675,
  group: 0xa0,
}
/** What is kept of each; all else is left behind. */
const kept: Record<number, Set<number>> = {
  [ids.segment]: new Set([ids.info, ids.tracks, ids.cluster]),
  [ids.info]: new Set([0x2ad7b1, 0x4489]),
  [ids.tracks]: new Set([ids.track]),
  [ids.track]: new Set([0xd7, 0x73c5, 0x83, 0x86, 0x63a2, 0x56aa, 0x56bb, 0x23e383, 0x9c, ids.audio]),
  [ids.audio]: new Set([0xb5, 0x9f, 0x6264]),
  [ids.cluster]: new Set([0xe7, 0xa3, ids.group]),
  [ids.group]: new Set([0xa1, 0x9b, 0xfb, 0x75a2]),
}
const topLevel = new Set([
  ...[0x114d9b74, ids.info, ids.tracks, ids.cluster, 0x1c53bb6b, 0x1254c367, 0x1941a469, 0x1043a770],
])

interface Element {
  id: number
  from: number
  body: number
  to: number
  unknown: boolean
}

const elementAt = (bytes: Uint8Array, at: number, end: number): Element | null => {
  const first = bytes[at] ?? 0
  const idLength = first >= 0x80 ? 1 : first >= 0x40 ? 2 : first >= 0x20 ? 3 : first >= 0x10 ? 4 : 0
  if (!idLength || at + idLength >= end) return null
  let id = 0
  for (let place = 0; place < idLength; place += 1) id = id * 256 + bytes[at + place]!
  const lead = bytes[at + idLength]!
  const sizeLength = Math.clz32(lead) - 23
  if (lead === 0 || sizeLength > 8 || at + idLength + sizeLength > end) return null
  let size = lead & (0xff >> sizeLength)
  let unknown = size === 0xff >> sizeLength
  for (let place = 1; place < sizeLength; place += 1) {
    const byte = bytes[at + idLength + place]!
    if (byte !== 0xff) unknown = false
    size = size * 256 + byte
  }
  const body = at + idLength + sizeLength
  return { id, from: at, body, to: unknown ? end : body + size, unknown }
}

const idBytes = (id: number): Uint8Array => {
  const bytes: number[] = []
  for (let left = id; left > 0; left = Math.floor(left / 256)) bytes.unshift(left % 256)
  return Uint8Array.from(bytes)
}
const written = (id: number, content: Uint8Array): Uint8Array => {
  const size = new Uint8Array(8)
  size[0] = 1
  for (let place = 7, left = content.length; place > 0; place -= 1, left = Math.floor(left / 256))
    size[place] = left % 256
  return joined([idBytes(id), size, content])
}
const numberOf = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0)

class Broken extends Error {}

export const readWebm = (bytes: Uint8Array): SoundRead => {
  const left: Uint8Array[] = []
  const tracks: { type: number; codec: string }[] = []
  let scale = 1_000_000
  let time = 0
  let last = 0
  let count = 0

  /** The content of one element written anew, and where it really ends. */
  const anew = (parent: Element, end: number): { content: Uint8Array; to: number } => {
    const pieces: Uint8Array[] = []
    let at = parent.body
    const stop = Math.min(parent.to, end)
    while (at < stop) {
      const element = elementAt(bytes, at, stop)
      count += 1
      if (!element || count > 500_000) throw new Broken()
      // A cluster of unknown length ends where something of the level above begins.
      if (parent.unknown && parent.id === ids.cluster && topLevel.has(element.id)) break
      if (element.to > stop || (element.unknown && element.id !== ids.cluster)) throw new Broken()
      const content = bytes.subarray(element.body, element.to)
      const child = kept[parent.id]?.has(element.id)
      if (child && kept[element.id]) {
        const inner = anew(element, stop)
        pieces.push(written(element.id, inner.content))
        at = inner.to
        continue
      }
      at = element.to
      if (!child) {
        left.push(content)
        continue
      }
      look(element.id, content)
      pieces.push(written(element.id, content))
    }
    if (parent.id === ids.info)
      // Both must be there: what wrote it, and what put it together.
      for (const id of [0x4d80, 0x5741]) pieces.push(written(id, bytesOf('-')))
    return { content: joined(pieces), to: at }
  }
  const look = (id: number, content: Uint8Array): void => {
    if (id === 0x2ad7b1) scale = numberOf(content)
    if (id === 0xe7) time = numberOf(content)
    if (id === 0xa3 || id === 0xa1) last = Math.max(last, time + (content[1] ?? 0) * 256 + (content[2] ?? 0))
    if (id === 0xd7) tracks.push({ type: 0, codec: '' })
    const track = tracks.at(-1)
    if (id === 0x83 && track) track.type = numberOf(content)
    if (id === 0x86 && track) track.codec = letters(content, 0, 40)
  }

  try {
    const head = elementAt(bytes, 0, bytes.length)
    const segment = head?.id === ids.head ? elementAt(bytes, head.to, bytes.length) : null
    if (!head || segment?.id !== ids.segment) return { refused: 'broken' }
    const { content, to } = anew(segment, bytes.length)
    if (tracks.some(({ type }) => type === 1)) return { refused: 'video' }
    if (tracks.length !== 1 || tracks[0]!.type !== 2 || !/^A_OPUS\0*$/.test(tracks[0]!.codec))
      return { refused: tracks.length > 0 ? 'sound_kind' : 'broken' }
    const number = (id: number, value: number) => written(id, Uint8Array.of(value))
    const start = written(
      ids.head,
      joined([
        ...[number(0x4286, 1), number(0x42f7, 1), number(0x42f2, 4), number(0x42f3, 8)],
        ...[written(0x4282, bytesOf('webm')), number(0x4287, 4), number(0x4285, 2)],
      ]),
    )
    const clean = joined([start, written(ids.segment, content)])
    return { media: 'webm', seconds: (last * scale) / 1e9, clean, left: joined([...left, bytes.subarray(to)]) }
  } catch (error) {
    if (error instanceof Broken) return { refused: 'broken' }
    throw error
  }
}
