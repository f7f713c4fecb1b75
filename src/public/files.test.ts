// Files at the door: a form read strictly and within bounds, files added without scripts, none lost with another, and
// files fetched by the holder of the receipt alone.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import Fastify, { type FastifyInstance } from 'fastify'
import { loadFacts } from '#facts/load.ts'
import { Database } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import { translatorOf } from '#language/load-texts.ts'
import { closeDarkroom } from '#media/darkroom.api.ts'
import { refusals } from '#media/media.rules.ts'
import * as filesApi from '#reports/files.api.ts'
import { listReportFiles, sendReportFile } from '#reports/files.ts'
import { quickly } from '#test/door.ts'
import { aJpeg, aPdf, aPng, exifWithPlace } from '#test/files-made.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { anySigns } from '#test/signs.ts'
import { aVoice, aWav } from '#test/sounds-made.ts'
import * as reportApi from '#triage/report.api.ts'
import { listReports } from '#triage/report.ts'
import { newReceipt } from '#vault/receipt.ts'
import { servePublicDoor } from './door.ts'
import { boundaryOf, Multipart, type MultipartLimits, Unreadable } from './multipart.ts'
import { shownName, whyOf } from './take-files.ts'

let at: TestHouse
let app: FastifyInstance
let door: Database
const logged: string[] = []
before(async () => {
  at = await testHouse(filesApi, reportApi)
  door = new Database(at.db.connection('amparo_door'))
  app = Fastify({ logger: { level: 'trace', stream: { write: (line: string) => logged.push(line) } } })
  servePublicDoor(app, { door, facts: loadFacts(), limits: { reports: 1_000, returns: 1_000 }, ...quickly })
})
after(async () => {
  closeDarkroom()
  await app.close()
  await door.close()
  await at.close()
})

const t = translatorOf('en')
const kilobyte = 1024
const limits: MultipartLimits = {
  ...{ files: 2, file_bytes: 10 * kilobyte, together: 15 * kilobyte, text_bytes: 4 * kilobyte },
  may_hold: () => true,
}

type Piece = { name: string; file?: string; content: Uint8Array | string }
const formOf = (pieces: Piece[], boundary = 'xxBOUNDARYxx'): Buffer =>
  Buffer.concat([
    ...pieces.flatMap(({ name, file, content }) => [
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"`),
      Buffer.from(file === undefined ? '\r\n\r\n' : `; filename="${file}"\r\nContent-Type: text/html\r\n\r\n`),
      Buffer.from(content),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ])
const readAll = (body: Buffer, cuts: number[] = [], own = limits) => {
  const reader = new Multipart('xxBOUNDARYxx', own)
  const places = [0, ...cuts.filter((cut) => cut > 0 && cut < body.length).toSorted((a, b) => a - b), body.length]
  for (let at = 1; at < places.length; at += 1) reader.push(body.subarray(places[at - 1], places[at]))
  reader.end()
  return reader
}

test('a form comes out as it went in, wherever the line cuts it', () => {
  const text = anySigns(60).map((value) => value.replaceAll('xxBOUNDARYxx', ''))
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.stringMatching(/^[a-z_]{1,12}$/), text), { maxLength: 6 }),
      fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 2 }),
      fc.array(fc.nat(2_000), { maxLength: 12 }),
      (fields, files, cuts) => {
        const pieces: Piece[] = fields.map(([name, content]) => ({ name, content }))
        pieces.push(...files.map((content) => ({ name: 'files', file: 'a.jpg', content })))
        const read = readAll(formOf(pieces), cuts)
        for (const [name] of fields)
          assert.deepEqual(
            read.values.get(name),
            fields.filter(([other]) => other === name).map(([, value]) => Buffer.from(value).toString()),
          )
        assert.deepEqual(
          read.files.map(({ bytes }) => [...bytes]),
          files.map((bytes) => [...bytes]),
        )
      },
    ),
    { numRuns: 150 },
  )
})

test('no bytes whatever break the reader or make it hold more than it may', () => {
  const good = formOf([
    { name: 'a', content: 'b' },
    { name: 'files', file: 'x', content: Buffer.alloc(500, 7) },
  ])
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(good.length), fc.nat(40), (noise, at, over) => {
      const body = Buffer.concat([good.subarray(0, at), noise, good.subarray(Math.min(good.length, at + over))])
      try {
        const { files, values } = readAll(body, [at])
        assert.ok(files.reduce((sum, { bytes }) => sum + bytes.length, 0) <= limits.together)
        assert.ok([...values.values()].flat().join('').length <= limits.text_bytes)
      } catch (error) {
        assert.ok(error instanceof Unreadable, String(error))
      }
    }),
    { numRuns: 2_000 },
  )
})

test('of files that are too much nothing is held, and neither words nor other files are lost', () => {
  const big = Buffer.alloc(11 * kilobyte, 1)
  const fine = Buffer.alloc(9 * kilobyte, 2)
  const left = (pieces: Piece[], own = limits) =>
    readAll(formOf([...pieces, { name: 'word', content: 'kept' }]), [5_000, 9_000], own)
  const file = (content: Uint8Array) => ({ name: 'files', file: 'f', content })
  const one = left([file(big), file(fine)])
  assert.deepEqual(
    one.files.map(({ left_out, bytes }) => [left_out, bytes.length]),
    [
      ['too_large', 0],
      [undefined, fine.length],
    ],
  )
  assert.deepEqual(one.values.get('word'), ['kept'])
  assert.deepEqual(
    left([file(fine), file(fine)]).files.map(({ left_out }) => left_out),
    [undefined, 'too_much'],
  )
  const small = Buffer.alloc(10, 3)
  assert.deepEqual(
    left([file(small), file(small), file(small)]).files.map(({ left_out }) => left_out),
    [undefined, undefined, 'too_many'],
  )
  assert.deepEqual(
    left([file(small)], { ...limits, may_hold: () => false }).files.map(({ left_out }) => left_out),
    ['busy'],
  )
  assert.equal(left([{ name: 'files', file: '', content: '' }]).files.length, 0, 'nothing was chosen')
})

test('what no browser writes is not read', () => {
  const good = formOf([{ name: 'a', content: 'b' }]).toString('latin1')
  for (const bad of [
    '',
    'hello',
    `preamble\r\n${good}`,
    good.slice(0, -6),
    good.replaceAll('\r\n', '\n'),
    good.replace('form-data', 'attachment'),
    good.replace('name="a"', 'name=a'),
    good.replace('name="a"', 'name="a"; filename*=UTF-8\'\'x'),
    good.replace('name="a"', `name="${'a'.repeat(5_000)}"`),
    good.replace('\r\n\r\n', '\r\nContent-Transfer-Encoding: base64\r\n\r\n'),
    good.replace('Content-Disposition', 'X'),
  ])
    assert.throws(() => readAll(Buffer.from(bad, 'latin1')), Unreadable, bad.slice(0, 60))
  assert.equal(boundaryOf('multipart/form-data; boundary=abc'), 'abc')
  assert.equal(boundaryOf('multipart/form-data; boundary="a b"; charset=x'), 'a b')
  for (const type of [
    'multipart/form-data',
    'multipart/form-data; boundary=',
    `multipart/form-data; boundary=${'x'.repeat(90)}`,
  ])
    assert.throws(() => new Multipart(boundaryOf(type), limits), Unreadable)
})

const hiddenIn = (text: string, name: string): string =>
  new RegExp(`type="hidden" name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? ''
const post = async (form: Record<string, string>) => {
  const reply = await app.inject({
    ...{ method: 'POST' as const, url: '/', payload: new URLSearchParams(form).toString() },
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'en' },
  })
  return { status: reply.statusCode, text: reply.body, headers: reply.headers, raw: reply.rawPayload }
}
const attach = async (form: Record<string, string>, files: { file: string; content: Uint8Array; name?: string }[]) => {
  const words = Object.entries({ do: 'attach', l: 'en', ...form }).map(([name, content]) => ({ name, content }))
  const payload = formOf([...words, ...files.map((each) => ({ name: 'files', ...each }))])
  const reply = await app.inject({
    ...{ method: 'POST' as const, url: '/', payload },
    headers: { 'content-type': 'multipart/form-data; boundary=xxBOUNDARYxx', 'accept-language': 'en' },
  })
  return { status: reply.statusCode, text: reply.body, headers: reply.headers }
}
const told = async (words: string) => {
  const { text } = await post({
    do: 'report',
    l: 'en',
    form: 'someone',
    what_happened: words,
    seed: newId().replaceAll('-', '').padEnd(43, 'x'),
  })
  const found = { receipt: hiddenIn(text, 'receipt'), lookup: hiddenIn(text, 'lookup'), seed: hiddenIn(text, 'seed') }
  assert.match(found.receipt, /^\d{20}$/)
  return { ...found, text }
}
const newest = async () => (await at.ask(listReports, { limit: 100 }, at.staff.intake)).reports
const filesOf = async (report_id: string) => (await at.ask(listReportFiles, { report_id }, at.staff.intake)).files

test('a photograph, a paper and a voice are added without scripts, and what is refused takes nothing with it', async () => {
  const before = new Set((await newest()).map(({ report_id }) => report_id))
  const { receipt, lookup, seed, text } = await told('With files')
  assert.match(text, /<input type="file"[^>]* multiple accept="image\/jpeg/)
  assert.match(text, /formenctype="multipart\/form-data"/)
  const files = [
    { file: 'IMG_2031.jpg', content: aJpeg([exifWithPlace()]) },
    { file: 'page.jpg', content: Buffer.from('<html><script>alert(1)</script>') },
    { file: '../../etc/\u202Egpj.exe', content: aPdf() },
    { file: 'IMG_1.HEIC', content: Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0', 'latin1') },
    { file: 'voice.wav', content: aWav(aVoice(1)), name: 'voice' },
  ]
  const sent = await attach({ receipt, lookup, seed }, files)
  assert.equal(sent.status, 422)
  assert.ok(sent.text.includes('<title>') && !sent.text.includes('<script>alert') && !sent.text.includes('\u202E'))
  for (const key of ['unsafe', 'heic'])
    assert.ok(sent.text.includes(t(`public.files.why.${key}`).split('.')[0]!.replaceAll("'", '&#39;')), key)
  assert.ok(sent.text.includes(`<span>${receipt.slice(0, 4)}</span>`), 'the number is still shown')
  assert.ok(sent.text.includes(t('public.files.words_safe')))
  const report = (await newest()).find(({ report_id }) => !before.has(report_id))!
  const kept = await filesOf(report.report_id)
  assert.deepEqual(kept.map(({ meta }) => [meta?.media, meta?.spoken]).sort(), [
    ['jpeg', false],
    ['pdf', false],
    ['wav', true],
  ])
  await attach({ receipt, lookup, seed }, files)
  assert.equal((await filesOf(report.report_id)).length, 3, 'sent twice is once')
  assert.ok(!logged.some((line) => line.includes('IMG_2031')), 'no name is logged')
})

test('files are added to a number that opens nothing in the same words, in the same time', async () => {
  const known = await told('Known')
  const look = async (lookup: string) => {
    const start = performance.now()
    const { status, text, headers } = await attach({ receipt: known.receipt, lookup, seed: known.seed }, [
      { file: 'a.png', content: aPng() },
    ])
    const { date: _, ...rest } = headers
    return {
      steps: (performance.now() - start) / quickly.step_ms,
      shown: { status, rest, text: text.replace(lookup, '') },
    }
  }
  const [one, other] = [await look(known.lookup), await look('0'.repeat(32))]
  assert.deepEqual(other.shown, one.shown)
  for (const { steps } of [one, other]) assert.ok(steps > 0.98, 'no answer before the first step of the clock')
  const words = await attach({ receipt: known.receipt, lookup: known.lookup, seed: known.seed, text: 'And this' }, [])
  assert.ok(words.status === 200 && words.text.includes(t('public.added.text')), 'words beside files are not lost')
  assert.equal((await at.rows('select from report_message')).length, 1)
  const none = await attach({ receipt: known.receipt, lookup: known.lookup, seed: known.seed }, [])
  assert.ok(none.status === 422 && none.text.includes(t('public.files.none')))
})

test('a file larger than ten megabytes and a sixth file are said so, and the words beside them arrive', async () => {
  const { receipt, lookup, seed } = await told('Too large')
  const large = await attach({ receipt, lookup, seed }, [
    { file: 'film.jpg', content: Buffer.alloc(10 * 1024 * kilobyte + 1, 1) },
    ...Array.from({ length: 6 }, (_, n) => ({ file: `${n}.png`, content: aPng(8 + n, 8) })),
  ])
  assert.ok(large.text.includes(t('public.files.why.too_large')) && large.text.includes(t('public.files.why.too_many')))
  assert.equal([...large.text.matchAll(/Received:/g)].length, 5)
})

test('what the organisation sends leaves as a file to keep, for the right number alone', async () => {
  const before = new Set((await newest()).map(({ report_id }) => report_id))
  const { receipt } = await told('Send me a card')
  const report = (await newest()).find(({ report_id }) => !before.has(report_id))!
  const one = { report_id: report.report_id, file_id: newId() }
  await at.ask(sendReportFile, { ...one, bytes: aPdf(['Your rights']).toString('base64') }, at.staff.intake)
  const answers = await post({ do: 'return', l: 'en', receipt })
  assert.ok(answers.text.includes('data-plain') && answers.text.includes(one.file_id))
  const file = await post({ do: 'file', l: 'en', receipt, file: one.file_id })
  assert.equal(file.headers['content-type'], 'application/octet-stream')
  assert.equal(file.headers['content-disposition'], 'attachment; filename="paper.pdf"')
  assert.equal(file.headers['x-content-type-options'], 'nosniff')
  assert.ok(file.raw.subarray(0, 5).equals(Buffer.from('%PDF-')))
  const stranger = await post({ do: 'file', l: 'en', receipt: newReceipt(), file: one.file_id })
  const nothing = await post({ do: 'return', l: 'en', receipt: newReceipt() })
  const plain = (text: string) => text.replace(/(name="(?:seed|receipt|lookup)" value=")[^"]*/g, '$1')
  assert.deepEqual([stranger.status, plain(stranger.text)], [nothing.status, plain(nothing.text)])
})

test('every reason has its words, and names are shown without tricks', () => {
  for (const because of refusals) assert.ok(t(`public.files.why.${whyOf(because)}`).length > 10, because)
  assert.equal(shownName('C:\\fakepath\\photo.jpg'), 'photo.jpg')
  assert.equal(shownName('../../a/\u202Egpj.exe\0'), 'gpj.exe')
  assert.ok([...shownName('x'.repeat(500))].length <= 40)
})

test('the script for speaking is asked for by itself and allowed by its hash alone', async () => {
  const page = await app.inject({ url: '/' })
  assert.ok(!page.body.includes('changeVoice'), 'not in the page')
  const script = await app.inject({ url: '/voice.js', headers: { 'accept-encoding': 'gzip' } })
  assert.equal(script.headers['content-type'], 'text/javascript; charset=utf-8')
  assert.ok(script.rawPayload.length < 5_000)
  const { createHash } = await import('node:crypto')
  const { body } = await app.inject({ url: '/voice.js' })
  const policy = String(page.headers['content-security-policy'])
  assert.ok(policy.includes(`'sha256-${createHash('sha256').update(body).digest('base64')}'`))
  assert.doesNotMatch(body, /localStorage|indexedDB|MediaRecorder|download|innerHTML/)
  assert.match(String(page.headers['permissions-policy']), /microphone=\(self\)/)
})
