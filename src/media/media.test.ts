// Files that lie about what they are, and what is left of those that do not when they are shared.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { aJpeg, aPdf, aPng, aPngThatLies, exifWithPlace, jpegSegment, pngChunk } from '#test/files-made.ts'
import { workOfAsking } from '#test/waits.ts'
import { lookInto } from './inspect.api.ts'
import { inspect, shown, sniff } from './media.rules.ts'
import { blankHiddenData, orientationOf, strippedJpeg, strippedPng, tellsMore } from './strip.rules.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')
const look = (file: Buffer) =>
  lookInto(file, { size: file.length, sha256: createHash('sha256').update(file).digest('hex') })
const zip = bytes('PK\u0003\u0004\u0014\0\0\0\b\0 evil.html and more')
const html = bytes('<html><script>alert(1)</script></html>')
const bomb = deflateSync(Buffer.alloc(100 * 1024 * 1024), { level: 9 })

/** What it is called, what it is, what is said of it. */
const liars: [name: string, file: Buffer, because: string][] = [
  ['passport.pdf: a web page', html, 'web_page'],
  ['passport.pdf: a web page after spaces', bytes(' \r\n\t<!DOCTYPE html><body onload=alert(1)>'), 'web_page'],
  ['passport.pdf: a web page behind a comment', bytes('<!-- x --><script>alert(1)</script>'), 'web_page'],
  [
    'passport.pdf: a web page with a byte order mark',
    Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), html]),
    'web_page',
  ],
  [
    'photo.png: a drawing with a script',
    bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    'drawing',
  ],
  ['photo.jpg: XML', bytes('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'), 'drawing'],
  ['letter.pdf: an office file with macros', bytes(`PK\u0003\u0004${'x'.repeat(30)}word/vbaProject.bin`), 'office'],
  ['letter.pdf: an old office file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'office'],
  ['letter.pdf: rich text', bytes('{\\rtf1\\object evil}'), 'office'],
  ['scan.pdf: an archive', zip, 'archive'],
  ['scan.pdf: a packed file', gzipSync('x'), 'archive'],
  ['scan.jpg: a program', bytes('MZ\u0090\0This program cannot be run'), 'program'],
  ['scan.jpg: a program of another system', bytes('\u007FELF\u0002\u0001'), 'program'],
  ['scan.jpg: a script', bytes('#!/bin/sh\nrm -rf /'), 'program'],
  ['scan.jpg: a page of a server', bytes('<?php system($_GET[0]);'), 'program'],
  ['photo.jpg: GIF that is also script', bytes('GIF89a/*\u0001\0*/=1;alert(1)'), 'picture_kind'],
  ['photo.jpg: another kind of picture', bytes('\0\0\0\u0018ftypheic\0\0\0\0'), 'heic'],
  ['scan.pdf: nothing known', bytes('just words'), 'unknown_kind'],
  ['scan.pdf: zeros', Buffer.alloc(100), 'unknown_kind'],
  ['scan.pdf: a PDF behind a web page', Buffer.concat([bytes('xx\n'), aPdf()]), 'hidden'],
  ['photo.jpg: a picture and an archive', aJpeg([], zip), 'hidden'],
  ['photo.jpg: a picture and a web page', aJpeg([], html), 'hidden'],
  ['photo.jpg: a picture with a script in its comment', aJpeg([jpegSegment(0xfe, html)]), 'hidden'],
  ['photo.jpg: a picture and a PDF', aJpeg([], aPdf()), 'hidden'],
  ['photo.jpg: only its first bytes', aJpeg().subarray(0, 40), 'broken'],
  ['photo.jpg: without an end', aJpeg().subarray(0, -2), 'broken'],
  ['photo.png: a picture and an archive', Buffer.concat([aPng(), zip]), 'hidden'],
  ['photo.png: a picture with a page in its text', aPng(8, 8, undefined, [pngChunk('tEXt', html)]), 'hidden'],
  ['photo.png: a wrong sum', Buffer.from(aPng().map((byte, at) => (at === 45 ? byte ^ 1 : byte))), 'broken'],
  ['photo.png: without a picture', aPngThatLies(8, 8, Buffer.alloc(0)), 'broken'],
  ['photo.png: a flood of points', aPngThatLies(50_000, 50_000, deflateSync(Buffer.alloc(10))), 'too_many_pixels'],
  ['photo.png: unpacks to gigabytes', aPngThatLies(100, 100, bomb), 'bomb'],
  ['paper.pdf: only its first line', bytes('%PDF-1.7\n'), 'broken'],
  ['paper.pdf: words in between', bytes('%PDF-1.7\n1 0 obj\nnonsense\nendobj\nstartxref\n0\n%%EOF'), 'broken'],
  [
    'paper.pdf: a web page in its head',
    bytes('%PDF-1.4\n<html><script>alert(1)</script>\n1 0 obj endobj startxref 0 %%EOF'),
    'hidden',
  ],
  ['paper.pdf: an archive at its end', Buffer.concat([aPdf(), zip]), 'hidden'],
  ['paper.pdf: locked', aPdf(['x'], { info: '/Encrypt 9 0 R' }), 'locked'],
  [
    'paper.pdf: unpacks to gigabytes',
    aPdf(['x'], {
      more: [`<< /Filter /FlateDecode /Length ${bomb.length} >>\nstream\n${bomb.toString('latin1')}\nendstream`],
    }),
    'bomb',
  ],
]

test('every file that lies is refused for what it is, in less than a second', async () => {
  assert.ok(liars.length >= 20)
  await look(aPdf())
  for (const [name, file, because] of liars) {
    // The processor's time, so that a busy machine does not decide.
    const ms = await workOfAsking(async () => assert.deepEqual(await look(file), { refused: because }, name))
    assert.ok(ms < 1_000, `${name}: ${ms} ms`)
  }
})

test('what is what it says is kept, and a PDF with programs or forms is marked', async () => {
  assert.deepEqual(await look(aJpeg()), { media: 'jpeg', width: 8, height: 8, active: false, pages: null })
  assert.deepEqual(await look(aPng(20, 10)), { media: 'png', width: 20, height: 10, active: false, pages: null })
  assert.deepEqual(await look(aPdf()), { media: 'pdf', width: 0, height: 0, active: false, pages: 1 })
  const script = '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>'
  for (const catalogue of [script, script.replaceAll('Java', 'J#61va'), '/AcroForm << /Fields [] >>', '/AA << >>'])
    assert.deepEqual(await look(aPdf(['x'], { catalogue })), {
      media: 'pdf',
      width: 0,
      height: 0,
      active: true,
      pages: 1,
    })
  const samsung = aJpeg([exifWithPlace()], Buffer.from('\0\0\u0001\nImage_UTC_Data1700000000SEFT', 'latin1'))
  assert.equal('media' in (await look(samsung)), true, 'what a telephone appends is no harm')
  const other = aPng()
  assert.deepEqual(await lookInto(other, { size: other.length, sha256: '0'.repeat(64) }), { refused: 'differs' })
})

test('no bytes whatever break the judgement', () => {
  const starts = [aJpeg(), aPng(), aPdf(), Buffer.alloc(0)]
  fc.assert(
    fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 300 }), fc.nat(900), (start, noise, at) => {
      const file = Buffer.concat([start.subarray(0, at), noise, start.subarray(at)])
      const found = inspect(file)
      assert.ok('refused' in found || ['jpeg', 'png', 'pdf'].includes(found.media))
      sniff(file)
      for (const strip of [strippedJpeg, strippedPng, blankHiddenData]) strip(file)
    }),
    { numRuns: 2_000 },
  )
})

test('a shared picture does not say where, when and with what it was taken, and stays the right way up', () => {
  const xmp = jpegSegment(0xe1, bytes('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>author</x:xmpmeta>'))
  const thumbnail = jpegSegment(
    0xe0,
    Buffer.concat([bytes('JFIF\0\u0001\u0001\0\0\u0001\0\u0001\u0001\u0001'), Buffer.from([1, 2, 3])]),
  )
  const taken = aJpeg(
    [thumbnail, exifWithPlace(6), xmp, jpegSegment(0xfe, bytes('note of the camera'))],
    bytes('more behind'),
  )
  const shared = Buffer.from(strippedJpeg(taken)).toString('latin1')
  for (const trace of ['FelefonX', 'xmpmeta', 'note of the camera', 'more behind', '\u0000\u0013\u00b2']) {
    assert.ok(taken.toString('latin1').includes(trace), `planted: ${trace}`)
    assert.ok(!shared.includes(trace), trace)
  }
  assert.ok(!shared.includes('\x88\x25'), 'no pointer to a place on earth')
  assert.equal(orientationOf(Buffer.from(shared.slice(shared.indexOf('\xff\xe1')), 'latin1')), 6)
  assert.deepEqual(inspect(Buffer.from(shared, 'latin1')), inspect(taken))
  assert.ok(tellsMore(shown(aJpeg([exifWithPlace(1)]))))
  assert.ok(!tellsMore(shown(strippedJpeg(aJpeg([exifWithPlace(1)])))))

  const png = aPng(8, 8, undefined, [
    pngChunk('eXIf', exifWithPlace().subarray(10)),
    pngChunk('tEXt', bytes('Author\0Somebody')),
    pngChunk('tIME', Buffer.from([7, 230, 1, 1, 1, 1, 1])),
  ])
  const plain = Buffer.from(strippedPng(png))
  for (const trace of ['eXIf', 'FelefonX', 'Somebody', 'tIME']) {
    assert.ok(png.includes(trace), `planted: ${trace}`)
    assert.ok(!plain.includes(trace), trace)
  }
  assert.deepEqual(inspect(plain), inspect(png))
})
