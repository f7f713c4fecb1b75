// Sound is known by its bytes, and what is shared of it is the sound alone.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { aJpeg, aPdf } from '#test/files-made.ts'
import { anM4a, anMp3, anOgg, aVoice, aWav, aWebm, box, oggPage, riffList } from '#test/sounds-made.ts'
import { be32 } from './bytes.rules.ts'
import { readSound } from './sound.rules.ts'

const who = 'Quebrantahuesos of Calle Mayor'
const html = Buffer.from('<html><script>alert(1)</script></html>')
const made = {
  wav: [aWav(aVoice(1), 8_000, [riffList(who)]), aWav(aVoice(1))],
  mp3: [anMp3(who), anMp3()],
  m4a: [anM4a(who), anM4a()],
  ogg: [anOgg(who), anOgg()],
  webm: [aWebm(who), aWebm()],
} as const

test('each kind of sound is known by its bytes, and loses what was written into it', () => {
  for (const [media, [told, plain]] of Object.entries(made)) {
    assert.ok(told.includes(who), `planted in ${media}`)
    const found = readSound(told)
    assert.ok(found && 'media' in found, `${media}: ${JSON.stringify(found)}`)
    assert.equal(found.media, media)
    const clean = Buffer.from(found.clean)
    for (const trace of ['Quebranta', 'LAME', 'Lavf', 'Chrome']) assert.ok(!clean.includes(trace), `${media} ${trace}`)
    assert.ok(found.seconds > 0.1 && found.seconds < 2, `${media} ${found.seconds}`)
    const bare = readSound(plain)
    assert.ok(bare && 'media' in bare)
    const again = readSound(clean)
    assert.ok(again && 'media' in again, `${media} is still what it was`)
    assert.equal(again.seconds, found.seconds)
    assert.deepEqual(Buffer.from(again.clean), clean, `${media} is clean once it is clean`)
    if (media !== 'm4a') assert.deepEqual(Buffer.from(bare.clean), clean, `${media} tells nothing of what it told`)
  }
})

test('days and everything between the samples of an MP4 become nothing, and the sound stays where it was', () => {
  const told = anM4a(who)
  const found = readSound(told)
  assert.ok(found && 'media' in found)
  const day = Buffer.from(be32(3_850_000_000))
  assert.ok(told.includes(day))
  assert.ok(!Buffer.from(found.clean).includes(day))
  assert.equal(found.clean.length, told.length)
  const sound = Buffer.concat([Buffer.alloc(20, 1), Buffer.alloc(21, 2)])
  assert.equal(Buffer.from(found.clean).indexOf(sound), told.indexOf(sound))
  assert.ok(told.indexOf(sound) > 0)
})

test('what is no sound, or more than sound, is refused for what it is', () => {
  const refused: [string, Buffer, string | null][] = [
    ['a film', anM4a('', { handler: 'vide' }), 'video'],
    ['a film of a telephone', anM4a('', { brand: 'qt  ', handler: 'vide' }), 'video'],
    ['a film that does not parse', Buffer.from('\0\0\0\u0014ftypqt  \0\0\0\0qt  and more', 'latin1'), 'video'],
    ['a film in WebM', aWebm('', { type: 1, codec: 'V_VP9' }), 'video'],
    ['another codec', anM4a('', { codec: 'enca' }), 'sound_kind'],
    ['another codec in WebM', aWebm('', { codec: 'A_PCM' }), 'sound_kind'],
    ['another codec in Ogg', anOgg('', Buffer.from('\u0001vorbis and so on', 'latin1')), 'sound_kind'],
    ['lossless', Buffer.from('fLaC and more'), 'sound_kind'],
    ['an old telephone', Buffer.from('#!AMR\n and more'), 'sound_kind'],
    ['Ogg of two', Buffer.concat([anOgg(), oggPage(2, 0, 0, html, 5)]), 'sound_kind'],
    ['a page behind Ogg', Buffer.concat([anOgg(), html]), 'hidden'],
    ['a page behind MP3', anMp3('', Buffer.concat([Buffer.from('TAG'), html])), 'hidden'],
    ['a page before MP3', anMp3(html.toString()), 'hidden'],
    ['a page in RIFF', aWav(aVoice(0.1), 8_000, [riffList(html.toString())]), 'hidden'],
    ['a page behind RIFF', Buffer.concat([aWav(aVoice(0.1)), html]), 'hidden'],
    ['a page in an MP4', anM4a('', { more: [box('uuid', html)] }), 'hidden'],
    ['a page behind an MP4', Buffer.concat([anM4a(), html]), 'broken'],
    ['cut short', anOgg().subarray(0, 60), 'broken'],
    ['cut short WAV', aWav(aVoice(0.1)).subarray(0, 200), 'broken'],
    ['cut short MP4', anM4a().subarray(0, 200), 'broken'],
    ['cut short WebM', aWebm().subarray(0, 60), 'broken'],
    ['two frames', anMp3('', undefined, 1), 'broken'],
    ['a picture', aJpeg(), null],
    ['a paper', aPdf(), null],
    ['nothing', Buffer.alloc(0), null],
  ]
  for (const [name, file, because] of refused) assert.deepEqual(readSound(file), because && { refused: because }, name)
})

test('no bytes whatever break the judgement, and what is kept stays clean', () => {
  const starts = [...Object.values(made).flat(), Buffer.alloc(0)]
  fc.assert(
    fc.property(
      fc.constantFrom(...starts),
      fc.uint8Array({ maxLength: 200 }),
      fc.nat(900),
      fc.nat(60),
      (start, noise, at, over) => {
        const file = Buffer.concat([start.subarray(0, at), noise, start.subarray(Math.min(start.length, at + over))])
        const found = readSound(file)
        if (!found || 'refused' in found) return
        const again = readSound(found.clean)
        assert.ok(again && 'media' in again && again.media === found.media)
        assert.deepEqual(again.clean, found.clean)
      },
    ),
    { numRuns: 3_000 },
  )
})
