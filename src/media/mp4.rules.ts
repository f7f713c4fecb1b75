// Sound in an MP4, as telephones record it. Its boxes point at each other by their place, so nothing moves: what is not
// needed to play the sound is written over with nothing where it stands.
import { bytesOf, joined, letters, u32be } from './bytes.rules.ts'
import type { SoundRead } from './sound.ts'

interface Box {
  name: string
  from: number
  /** Where its content begins. */
  body: number
  to: number
}

const boxesIn = (bytes: Uint8Array, from: number, to: number): Box[] | null => {
  const boxes: Box[] = []
  for (let at = from; at < to; ) {
    if (at + 8 > to) return null
    let size = u32be(bytes, at)
    let body = at + 8
    if (size === 1) {
      size = u32be(bytes, at + 8) * 2 ** 32 + u32be(bytes, at + 12)
      body = at + 16
    } else if (size === 0) size = to - at
    if (size < body - at || at + size > to) return null
    boxes.push({ name: letters(bytes, at + 4, at + 8), from: at, body, to: at + size })
    at += size
  }
  return boxes
}

const opened = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'edts', 'mvex', 'moof', 'traf'])
const needed = new Set(
  (
    'ftyp styp mdat sidx mvhd tkhd mdhd hdlr smhd dinf stsd stts stsc stsz stz2 stco co64 ctts stss sgpd sbgp elst ' +
    'mehd trex mfhd tfhd tfdt trun iods'
  ).split(' '),
)
const atTop = /^(ftyp|styp|moov|moof|mdat|free|skip|wide|sidx|mfra|uuid|meta|udta|pdin|emsg|prft)$/
const withDays = new Set(['mvhd', 'tkhd', 'mdhd'])
const sounds = new Set(['mp4a', 'Opus'])

/** One run of samples: where its sound lies in the file. */
type Stretch = [from: number, to: number]

export const readMp4 = (bytes: Uint8Array): SoundRead => {
  const clean = new Uint8Array(bytes)
  const leftOut: Uint8Array[] = []
  const all: Box[] = []
  const walk = (from: number, to: number, depth: number): boolean => {
    const boxes = boxesIn(bytes, from, to)
    if (!boxes || depth > 8 || all.length > 20_000) return false
    for (const box of boxes) {
      if (depth === 0 && !atTop.test(box.name)) return false
      if (opened.has(box.name)) {
        all.push(box)
        if (!walk(box.body, box.to, depth + 1)) return false
      } else if (needed.has(box.name)) all.push(box)
      else {
        leftOut.push(bytes.subarray(box.body, box.to))
        clean.set(bytesOf('free'), box.from + 4)
        clean.fill(0, box.body, box.to)
      }
    }
    return true
  }
  if (!walk(0, bytes.length, 0)) return { refused: 'broken' }
  const named = (name: string): Box[] => all.filter((box) => box.name === name)
  const handlers = named('hdlr').map(({ body }) => letters(bytes, body + 8, body + 12))
  if (handlers.includes('vide')) return { refused: 'video' }
  if (handlers.length !== 1 || handlers[0] !== 'soun') return { refused: handlers.length ? 'sound_kind' : 'broken' }
  const [kind] = named('stsd')
  const [time] = named('mdhd')
  if (!kind || !time || !named('mdat').length) return { refused: 'broken' }
  if (u32be(bytes, kind.body + 4) !== 1 || !sounds.has(letters(bytes, kind.body + 12, kind.body + 16)))
    return { refused: 'sound_kind' }
  for (const { name, body, to } of all) {
    if (withDays.has(name)) clean.fill(0, body + 4, Math.min(to, body + (bytes[body] === 1 ? 20 : 12)))
    // The name of whatever recorded it.
    if (name === 'hdlr') clean.fill(0, Math.min(to, body + 24), to)
  }
  const long = bytes[time.body] === 1
  const scale = u32be(bytes, time.body + (long ? 20 : 12)) || 1
  const moofs = named('moof')
  const { stretches, lasts } = moofs.length > 0 ? inFragments(bytes, all, moofs) : inTables(bytes, named)
  if (!stretches) return { refused: 'broken' }
  onlySound(clean, named('mdat'), stretches)
  const told = long ? u32be(bytes, time.body + 28) : u32be(bytes, time.body + 16)
  return { media: 'm4a', seconds: (lasts || told) / scale, clean, left: joined(leftOut) }
}

/** What lies between the samples, where anything could be written, becomes nothing. */
const onlySound = (clean: Uint8Array, containers: Box[], stretches: Stretch[]): void => {
  const sorted = stretches.toSorted((a, b) => a[0] - b[0])
  for (const { body, to } of containers) {
    let at = body
    for (const [from, end] of sorted) {
      if (end <= at || from >= to) continue
      if (from > at) clean.fill(0, at, from)
      at = Math.min(Math.max(at, end), to)
    }
    clean.fill(0, at, to)
  }
}

const mostSamples = 2_000_000

interface Found {
  stretches: Stretch[] | null
  lasts: number
}

const inTables = (bytes: Uint8Array, named: (name: string) => Box[]): Found => {
  const [sizes] = named('stsz')
  const [chunks] = named('stsc')
  const [near] = named('stco')
  const [far] = named('co64')
  const offsets = near ?? far
  const none: Found = { stretches: null, lasts: 0 }
  if (!sizes || !chunks || !offsets) return none
  const [same, count] = [u32be(bytes, sizes.body + 4), u32be(bytes, sizes.body + 8)]
  const [runs, places] = [u32be(bytes, chunks.body + 4), u32be(bytes, offsets.body + 4)]
  if (count > mostSamples || places > mostSamples || runs > mostSamples) return none
  if (!same && sizes.body + 12 + count * 4 > sizes.to) return none
  if (chunks.body + 8 + runs * 12 > chunks.to || offsets.body + 8 + places * (near ? 4 : 8) > offsets.to) return none
  const stretches: Stretch[] = []
  let sample = 0
  let run = 0
  for (let chunk = 1; chunk <= places; chunk += 1) {
    while (run + 1 < runs && u32be(bytes, chunks.body + 8 + (run + 1) * 12) <= chunk) run += 1
    const inChunk = u32be(bytes, chunks.body + 8 + run * 12 + 4)
    const place = offsets.body + 8 + (chunk - 1) * (near ? 4 : 8)
    const from = near ? u32be(bytes, place) : u32be(bytes, place) * 2 ** 32 + u32be(bytes, place + 4)
    let to = from
    for (let each = 0; each < inChunk && sample < count; each += 1, sample += 1)
      to += same || u32be(bytes, sizes.body + 12 + sample * 4)
    if (to > bytes.length) return none
    stretches.push([from, to])
  }
  return { stretches, lasts: 0 }
}

const inFragments = (bytes: Uint8Array, all: Box[], moofs: Box[]): Found => {
  const within = (name: string, parent: Box) =>
    all.filter((box) => box.name === name && box.from > parent.from && box.to <= parent.to)
  const [trex] = all.filter(({ name }) => name === 'trex')
  const [trexLasts, trexSize] = trex ? [u32be(bytes, trex.body + 12), u32be(bytes, trex.body + 16)] : [0, 0]
  const stretches: Stretch[] = []
  let lasts = 0
  for (const moof of moofs) {
    const [tfhd] = within('tfhd', moof)
    if (!tfhd) return { stretches: null, lasts }
    const flags = u32be(bytes, tfhd.body) & 0xffffff
    let at = tfhd.body + 8
    let base = moof.from
    if (flags & 1) {
      base = u32be(bytes, at) * 2 ** 32 + u32be(bytes, at + 4)
      at += 8
    }
    if (flags & 2) at += 4
    const usuallyLasts = flags & 8 ? u32be(bytes, at) : trexLasts
    if (flags & 8) at += 4
    const usualSize = flags & 16 ? u32be(bytes, at) : trexSize
    let next = moof.to + 8
    for (const trun of within('trun', moof)) {
      const has = u32be(bytes, trun.body) & 0xffffff
      const count = u32be(bytes, trun.body + 4)
      let place = trun.body + 8
      if (has & 1) {
        next = base + (u32be(bytes, place) | 0)
        place += 4
      }
      if (has & 4) place += 4
      const each = 4 * [0x100, 0x200, 0x400, 0x800].filter((bit) => has & bit).length
      if (count > mostSamples || place + count * each > trun.to) return { stretches: null, lasts }
      let to = next
      for (let sample = 0; sample < count; sample += 1, place += each) {
        lasts += has & 0x100 ? u32be(bytes, place) : usuallyLasts
        to += has & 0x200 ? u32be(bytes, place + (has & 0x100 ? 4 : 0)) : usualSize
      }
      if (to > bytes.length) return { stretches: null, lasts }
      stretches.push([next, to])
      next = to
    }
  }
  return { stretches, lasts }
}
