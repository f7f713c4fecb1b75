// Files somebody may send to the door to harm whoever opens them, or that tell more than whoever sends them knows. All
// are built here; what must not be in what is shared is the canary.
import { deflateSync, gzipSync } from 'node:zlib'
import sharp from 'sharp'
import { bytesOf, joined } from '#media/bytes.rules.ts'
import { aJpeg, aPdf, aPng, aPngThatLies, exifWithPlace, jpegSegment, pngChunk } from '#test/files-made.ts'
import {
  anM4a,
  anMp3,
  anOgg,
  aVoice,
  aWav,
  aWebm,
  box,
  element,
  oggPage,
  riffChunk,
  riffList,
} from '#test/sounds-made.ts'

export const canary = 'Zarza-Quebrantahuesos-41.3851N'
/** The harmless string every scanner of viruses knows, in pieces, so that none takes this file for one. */
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!', 'H+H*'].join('$')

export interface Hostile {
  /** As the sender calls it. */
  name: string
  claimed: string
  bytes: Buffer
  /** `refused`, or kept with nothing but the picture or the sound in what is shared. */
  wanted: 'refused' | 'kept'
  bomb?: true
}

const text = (value: string): Buffer => Buffer.from(value, 'latin1')
const html = text('<html><body onload=alert(1)><script>alert(1)</script></body></html>')
const zip = text(`PK\u0003\u0004\u0014\0\0\0\b\0 evil.html ${canary} PK\u0005\u0006`)
const jpegWith = (marker: number, words: string) => aJpeg([jpegSegment(marker, text(words))])
const pngWith = (name: string, words: string | Buffer) => aPng(8, 8, undefined, [pngChunk(name, Buffer.from(words))])
const pdfWith = (catalogue: string, more: string[] = []) => aPdf(['Paper'], { catalogue, more })
const zeros = (size: number) => deflateSync(Buffer.alloc(size), { level: 9 })
const named = (
  wanted: Hostile['wanted'],
  claimed: string,
  files: Record<string, Buffer | Uint8Array>,
  more: { bomb?: true } = {},
): Hostile[] =>
  Object.entries(files).map(([name, bytes]) => ({ name, claimed, bytes: Buffer.from(bytes), wanted, ...more }))

const framed = (claim: (bytes: Buffer, frame: number) => void): Buffer => {
  const bytes = Buffer.from(aJpeg())
  claim(bytes, bytes.indexOf(Buffer.from([0xff, 0xc0])))
  return bytes
}
const scans = Buffer.concat(Array.from({ length: 90 }, () => Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x3f])))

/** Pictures and sound that tell where, when and who: kept, and silent in what is shared. */
const telling = async (): Promise<Hostile[]> => {
  const camera = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#a86' } })
    .withExif({
      IFD0: { Artist: canary, ImageDescription: canary },
      IFD3: { GPSLatitudeRef: 'N', GPSAreaInformation: canary },
    })
    .withIccProfile('p3')
    .jpeg()
    .toBuffer()
  const xmp = `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/">${canary}</x:xmpmeta>`
  const pictures = {
    'camera.jpg': camera,
    'place.jpg': aJpeg([exifWithPlace(6)], text(canary)),
    'xmp.jpg': jpegWith(0xe1, xmp),
    'extended-xmp.jpg': jpegWith(0xe1, `http://ns.adobe.com/xmp/extension/\0${canary}`),
    'iptc.jpg': jpegWith(0xed, `Photoshop 3.0\0${'8BIM'}\u0004\u0004\0\0${canary}`),
    'comment.jpg': jpegWith(0xfe, canary),
    'icc.jpg': jpegWith(0xe2, `ICC_PROFILE\0\u0001\u0001${canary}`),
    'mpf.jpg': jpegWith(0xe2, `MPF\0${canary}`),
    'thumbnail.jpg': jpegWith(0xe0, `JFXX\0\u0010${canary}`),
    'virus-in-comment.jpg': jpegWith(0xfe, eicar + canary),
    'appended.jpg': aJpeg([], text(`\0\0SEFT ${canary}`)),
    'text.png': pngWith('tEXt', `Author\0${canary}`),
    'itext.png': pngWith('iTXt', `XML:com.adobe.xmp\0\0\0\0\0${canary}`),
    'ztext.png': pngWith('zTXt', Buffer.concat([text('Comment\0\0'), deflateSync(text(canary))])),
    'exif.png': pngWith('eXIf', Buffer.concat([exifWithPlace().subarray(10), text(canary)])),
    'private.png': pngWith('prVt', canary),
  }
  const bext = riffChunk('bext', bytesOf(canary.padEnd(602, '\0')))
  const ape = text(`APETAGEX\0\0\0\0Artist\0${canary}`)
  const sounds = {
    'list.wav': aWav(aVoice(0.3), 8_000, [riffList(canary)]),
    'broadcast.wav': aWav(aVoice(0.3), 8_000, [bext]),
    'behind.wav': Buffer.concat([aWav(aVoice(0.3)), text(canary)]),
    'id3.mp3': anMp3(canary),
    'ape.mp3': anMp3('', ape),
    'lyrics.mp3': anMp3('', text(`LYRICSBEGIN${canary}LYRICS200`)),
    'where.m4a': anM4a(canary),
    'free.m4a': anM4a('', { more: [box('free', bytesOf(canary)), box('skip', bytesOf(canary))] }),
    'voice.ogg': anOgg(canary),
    'voice.webm': aWebm(canary),
    'void.webm': joined([aWebm(), element([0xec], bytesOf(canary))]),
  }
  return [...named('kept', 'image/jpeg', pictures), ...named('kept', 'audio/mpeg', sounds)]
}

/** PDFs are kept as they came, for a court; what is handed out is drawn anew. */
const papers = (): Hostile[] =>
  named('kept', 'application/pdf', {
    'script.pdf': pdfWith(`/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /X (${canary})`),
    'hidden-script.pdf': pdfWith(`/OpenAction << /S /J#61vaScript /J#53 (x) >> /X (${canary})`),
    'launch.pdf': pdfWith('/OpenAction << /S /Launch /F (cmd.exe) >>'),
    'embedded.pdf': pdfWith('/Names << /EmbeddedFiles << /Names [(x) 6 0 R] >> >>', [
      `<< /Type /Filespec /F (evil.exe) /Desc (${canary}) >>`,
    ]),
    'form.pdf': pdfWith('/AcroForm << /Fields [] /XFA (x) >>'),
    'calls-home.pdf': pdfWith('/AA << /O << /S /SubmitForm /F (http://example.invalid/) >> >>'),
    'author.pdf': aPdf(['Paper'], { info: `/Info << /Author (${canary}) >>` }),
  })

/** What is no photograph, no sound and no paper, whatever it is called. */
const impostors = (): Hostile[] => [
  ...named('refused', 'image/jpeg', {
    'page.jpg': html,
    'bom.jpg': Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), html]),
    'comment.jpg': text('<!-- x --><script>alert(1)</script>'),
    'drawing.jpg': text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    'entity.jpg': text('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><svg>&e;</svg>'),
    'packed-drawing.svgz': gzipSync('<svg onload="alert(1)"/>'),
    'server.jpg': text('<?php system($_GET[0]);'),
    'script.jpg': text('alert(document.cookie)'),
    'shell.jpg': text('#!/bin/sh\nrm -rf ~'),
    'windows.jpg': text('MZ\u0090\0This program cannot be run in DOS mode'),
    'linux.jpg': text('\u007FELF\u0002\u0001\u0001'),
    'java.jpg': Buffer.from([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 52]),
    'wasm.jpg': text('\0asm\u0001\0\0\0'),
    'link.jpg': Buffer.from([0x4c, 0, 0, 0, 1, 0x14, 2, 0]),
    'eicar.com': text(eicar),
    'zeros.jpg': Buffer.alloc(5_000),
    'nothing.jpg': Buffer.alloc(0),
    'gif-that-is-script.jpg': text('GIF89a/*\u0001\0*/=1;alert(1)'),
    'gifar.gif': Buffer.concat([text('GIF89a\u0001\0\u0001\0\0\0\0;'), zip]),
    'bitmap.jpg': text('BM\u0046\0\0\0'),
    'web.jpg': text('RIFF\u0010\0\0\0WEBPVP8 '),
    'tiff.jpg': text('II*\0\b\0\0\0'),
    'iphone.jpg': text('\0\0\0\u0018ftypheic\0\0\0\0mif1heic'),
    'avif.jpg': text('\0\0\0\u0018ftypavif\0\0\0\0'),
    'photoshop.jpg': text('8BPS\0\u0001'),
    'and-archive.jpg': aJpeg([], zip),
    'and-page.jpg': aJpeg([], html),
    'and-paper.jpg': aJpeg([], aPdf()),
    'script-inside.jpg': aJpeg([jpegSegment(0xfe, html)]),
    'half.jpg': aJpeg().subarray(0, 60),
    'no-end.jpg': aJpeg().subarray(0, -2),
    'and-archive.png': Buffer.concat([aPng(), zip]),
    'page-inside.png': pngWith('tEXt', html),
    'wrong-sum.png': Buffer.from(aPng().map((byte, at) => (at === 45 ? byte ^ 1 : byte))),
    'half.png': aPng(40, 40).subarray(0, 60),
  }),
  ...named('refused', 'application/pdf', {
    'macro.docm': text(`PK\u0003\u0004${'x'.repeat(30)}word/vbaProject.bin`),
    'old.doc': Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    'rich.rtf': text('{\\rtf1\\object\\objdata evil}'),
    'sheet.xlsx': text(`PK\u0003\u0004${'x'.repeat(30)}xl/workbook.xml`),
    'archive.pdf': zip,
    'seven.pdf': text("7z\u00bc\u00af'\u001c"),
    'rar.pdf': text('Rar!\u001a\u0007\0'),
    'behind-page.pdf': Buffer.concat([text('xx\n'), aPdf()]),
    'page-in-head.pdf': text('%PDF-1.4\n<html><script>alert(1)</script>\n1 0 obj endobj startxref 0 %%EOF'),
    'and-archive.pdf': Buffer.concat([aPdf(), zip]),
    'locked.pdf': aPdf(['x'], { info: '/Encrypt 9 0 R' }),
    'first-line.pdf': text('%PDF-1.7\n'),
  }),
  ...named('refused', 'audio/mpeg', {
    'film.mp4': anM4a('', { handler: 'vide' }),
    'film.mov': anM4a('', { handler: 'vide', brand: 'qt  ' }),
    'film.avi': text('RIFF\u0010\0\0\0AVI LIST'),
    'film.webm': aWebm('', { type: 1, codec: 'V_VP9' }),
    'flash.mp3': text('FLV\u0001\u0005'),
    'other.m4a': anM4a('', { codec: 'enca' }),
    'page.wav': aWav(aVoice(0.1), 8_000, [riffList(html.toString())]),
    'page.mp3': anMp3(html.toString()),
    'page-behind.ogg': Buffer.concat([anOgg(), html]),
    'second-stream.ogg': Buffer.concat([anOgg(), oggPage(2, 0, 0, html, 9)]),
    'page.m4a': anM4a('', { more: [box('uuid', html)] }),
    'half.ogg': anOgg().subarray(0, 70),
    'half.wav': aWav(aVoice(0.1)).subarray(0, 120),
    'half.m4a': anM4a().subarray(0, 300),
  }),
]

/** A few bytes that want to be gigabytes, or a day of work. */
const bombs = async (): Promise<Hostile[]> => {
  const flat = await sharp({ create: { width: 6_000, height: 6_000, channels: 3, background: '#123' } })
    .png()
    .toBuffer()
  const packed = zeros(230 * 1024 * 1024)
  const stream = `<< /Filter /FlateDecode /Length ${packed.length} >>\nstream\n${packed.toString('latin1')}\nendstream`
  const plain = aJpeg()
  const files = {
    'flat.png': flat,
    'claims.png': aPngThatLies(60_000, 60_000, zeros(10)),
    'unpacks.png': aPngThatLies(100, 100, packed),
    'narrow.png': aPngThatLies(1, 100_000, zeros(10)),
    'text-bomb.png': aPngThatLies(4_000, 4_000, packed),
    'claims.jpg': framed((bytes, frame) => bytes.writeUInt32BE(0xffdcffdc, frame + 5)),
    'steps.jpg': Buffer.concat([plain.subarray(0, -2), scans, plain.subarray(-2)]),
    'stream.pdf': aPdf(['x'], { more: [stream] }),
  }
  return named('refused', 'image/png', files, { bomb: true })
}

export const uploadCorpus = async (): Promise<Hostile[]> => [
  ...(await telling()),
  ...papers(),
  ...impostors(),
  ...(await bombs()),
]
