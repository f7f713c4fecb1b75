// The darkroom: a picture comes out as a picture and nothing else, and one that was made to break its reader is refused
// before it costs anything.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { after, test } from 'node:test'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { isProblem } from '#kit/problem.ts'
import { aJpeg, aPdf, aPng, aPngThatLies, exifWithPlace, jpegSegment } from '#test/files-made.ts'
import { aVoice, aWav } from '#test/sounds-made.ts'
import { closeDarkroom, develop, longestSide } from './darkroom.api.ts'
import { takeIn } from './intake.api.ts'
import { inspect, jpegSegments } from './media.rules.ts'

after(closeDarkroom)

const most = 60_000_000
/** Left half red, right half blue. */
const halves = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#00f' } }).composite([
    {
      input: { create: { width: width / 2, height, channels: 3, background: '#f00' } },
      left: 0,
      top: 0,
    },
  ])

test('a photograph comes out upright, small enough, and with nothing but the picture', async () => {
  const taken = await halves(3_000, 1_000)
    .withIccProfile('p3')
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>Quebrantahuesos</a></x:xmpmeta>')
    .withExif({ IFD0: { Artist: 'Quebrantahuesos', Orientation: '6' }, IFD3: { GPSLatitudeRef: 'N' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  const before = await sharp(taken).metadata()
  assert.ok(before.exif && before.icc && before.orientation === 6, 'planted')
  const drawn = await develop(taken, most)
  assert.ok(drawn)
  assert.deepEqual([drawn.width, drawn.height], [Math.round(longestSide / 3), longestSide])
  const after = await sharp(drawn.bytes).metadata()
  for (const part of ['exif', 'xmp', 'icc', 'iptc', 'orientation', 'comments'] as const)
    assert.equal(after[part], undefined, part)
  assert.deepEqual(
    [...new Set((jpegSegments(drawn.bytes) ?? []).map(({ marker }) => marker))].filter(
      (marker) => marker >= 0xe1 && marker <= 0xfe && marker !== 0xda,
    ),
    [],
    'no segment for anything but drawing',
  )
  assert.ok('media' in inspect(drawn.bytes))
  // Turned a quarter to the right, what was on the left is above.
  const { data } = await sharp(drawn.bytes).resize(1, 2, { fit: 'fill' }).raw().toBuffer({ resolveWithObject: true })
  assert.ok(data[0]! > 200 && data[2]! < 60 && data[3]! < 60 && data[5]! > 200, 'upright')
})

test('only the two forms of picture are read there at all', async () => {
  const dot = sharp({ create: { width: 4, height: 4, channels: 3, background: '#0f0' } })
  const others = [
    await dot.clone().webp().toBuffer(),
    await dot.clone().gif().toBuffer(),
    await dot.clone().tiff().toBuffer(),
  ]
  for (const bytes of [
    ...others,
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>'),
    aPdf(),
    Buffer.alloc(0),
  ])
    assert.equal(await develop(bytes, most), null)
})

test('the process may read its own code and no other file, write nowhere and start nothing', () => {
  // What the darkroom is started with, asked from inside.
  const script = `
    const no = (what) => { try { what(); return 'done' } catch (error) { return error.code } }
    const fs = require('node:fs'), child = require('node:child_process'), threads = require('node:worker_threads')
    console.log(JSON.stringify([no(() => fs.readFileSync('/etc/hostname')), no(() => fs.writeFileSync('/tmp/darkroom-was-here', '')),
      no(() => child.execFileSync('/bin/true')), no(() => new threads.Worker('', { eval: true })), Object.keys(process.env).length]))`
  const flags = ['--permission', '--allow-addons', `--allow-fs-read=${import.meta.dirname}/*`, '--no-warnings']
  const said = execFileSync(process.execPath, [...flags, '-e', script], { env: {} }).toString()
  assert.deepEqual(JSON.parse(said), [
    'ERR_ACCESS_DENIED',
    'ERR_ACCESS_DENIED',
    'ERR_ACCESS_DENIED',
    'ERR_ACCESS_DENIED',
    0,
  ])
})

const cost = async <T>(work: () => Promise<T>): Promise<{ found: T; ms: number }> => {
  const start = performance.now()
  const found = await work()
  return { found, ms: performance.now() - start }
}

/** A JPEG of a few bytes that claims to be of this size. */
const claiming = (width: number, height: number): Buffer => {
  const bytes = Buffer.from(aJpeg())
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]))
  bytes.writeUInt16BE(height, frame + 5)
  bytes.writeUInt16BE(width, frame + 7)
  return bytes
}

test('pictures made to break their reader are refused before they cost time', async () => {
  await develop(aPng(), most)
  const flat = await sharp({ create: { width: 7_000, height: 7_000, channels: 3, background: '#123' } })
    .png()
    .toBuffer()
  const scans = Buffer.concat(
    Array.from({ length: 60 }, () => Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x3f])),
  )
  const many = aJpeg()
  const bombs: [string, Buffer, string][] = [
    ['49 million points in a few kilobytes', flat, 'too_many_pixels'],
    ['a side of 50,000', aPngThatLies(50_000, 400, deflateSync(Buffer.alloc(10))), 'too_many_pixels'],
    ['unpacks to 80 MB', aPngThatLies(100, 100, deflateSync(Buffer.alloc(80_000_000), { level: 9 })), 'bomb'],
    ['drawn in sixty steps', Buffer.concat([many.subarray(0, -2), scans, many.subarray(-2)]), 'bomb'],
    ['a JPEG that says it is huge', claiming(19_000, 19_000), 'too_many_pixels'],
    ['a JPEG that is nearly too large and nearly empty', claiming(7_700, 7_700), ''],
  ]
  for (const [name, bytes, because] of bombs) {
    const { found, ms } = await cost(() => takeIn(bytes))
    if (because) assert.deepEqual(found, { refused: because }, name)
    // Under a second where nothing else runs; never until its time is up.
    assert.ok(ms < 15_000, `${name}: ${Math.round(ms)} ms`)
  }
})

test('a darkroom that was killed is started again, and one that is flooded says so', async () => {
  assert.ok(await develop(aJpeg(), most))
  const cut = develop(aPng(2_000, 2_000), most)
  closeDarkroom()
  const flood = Array.from({ length: 40 }, () =>
    develop(aPng(), most).then(
      (found) => Boolean(found),
      (error: unknown) => error,
    ),
  )
  const said = await Promise.all(flood)
  assert.ok(said.some((each) => isProblem(each) && each.key === 'media.busy'))
  assert.ok(said.filter((each) => each === true).length >= 20)
  await cut.catch(() => null)
})

test('what is taken in is told with its hash, and a sound with its length', async () => {
  const sound = await takeIn(aWav(aVoice(3)))
  assert.ok('media' in sound && sound.media === 'wav' && sound.seconds === 3 && sound.shared)
  const paper = await takeIn(aPdf())
  assert.ok('media' in paper && paper.shared === null)
  assert.deepEqual(await takeIn(Buffer.alloc(0)), { refused: 'empty' })
  assert.deepEqual(await takeIn(aJpeg([jpegSegment(0xfe, Buffer.from('<script>'))])), { refused: 'hidden' })
  const seen = await takeIn(aJpeg([exifWithPlace(1)]))
  assert.ok('media' in seen && seen.shared && !seen.shared.bytes.includes('Exif'))
})
