// A hundred files made to harm whoever opens them, or that tell more than their sender knows: judged, drawn anew, sent
// through the real door and handed out at the real desk; and weaker houses, each of which must be noticed.
import Fastify, { type FastifyInstance } from 'fastify'
import sharp from 'sharp'
import { loadFacts } from '#facts/load.ts'
import { Database } from '#kit/database.ts'
import { closePress } from '#kit/press/press.ts'
import { closeDarkroom } from '#media/darkroom.api.ts'
import { takeIn } from '#media/intake.api.ts'
import { sniff } from '#media/media.rules.ts'
import { readSound } from '#media/sound.rules.ts'
import { servePublicDoor } from '#public/door.ts'
import * as filesApi from '#reports/files.api.ts'
import { listReportFiles, mostFileBytes, readReportFile, takeReportOriginal } from '#reports/files.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import * as reportApi from '#triage/report.api.ts'
import { listReports } from '#triage/report.ts'
import { shapesOf } from './find.ts'
import type { AttackResult } from './run.ts'
import { canary, type Hostile, uploadCorpus } from './upload-corpus.ts'

type Judged = { refused: string } | { shared: Buffer | null }
type Taker = (file: Hostile) => Promise<Judged>

const ours: Taker = async ({ bytes }) => {
  const taken = await takeIn(bytes)
  return 'refused' in taken ? taken : { shared: taken.shared?.bytes ?? null }
}

/** Whatever could still tell something, by any way of looking at it. */
const tells = async (bytes: Buffer): Promise<boolean> => {
  // The press writes of itself what it is, and nothing else.
  const own = /<x:xmpmeta.*?<\/x:xmpmeta>/s
  const shared = Buffer.from(
    bytes.toString('latin1').replace(own, (said) => (said.includes('Typst') ? '' : said)),
    'latin1',
  )
  if (shapesOf(canary).some((shape) => shared.includes(shape))) return true
  if (['Exif\0', 'FelefonX', 'xmpmeta', 'ICC_PROFILE', 'EICAR', 'LAME', 'Lavf'].some((mark) => shared.includes(mark)))
    return true
  const seen = await sharp(bytes)
    .metadata()
    .catch(() => null)
  return Boolean(seen && (seen.exif || seen.xmp || seen.icc || seen.iptc || seen.comments?.length))
}

const longest = 1_000

/** What a house that takes files like this lets through. */
const faultsOf = async (corpus: Hostile[], take: Taker): Promise<string[]> => {
  const faults: string[] = []
  for (const file of corpus) {
    // The processor's time, so that a busy machine does not decide; the darkroom's own counts by the clock.
    const [start, clock] = [process.cpuUsage(), performance.now()]
    const judged = await take(file)
    const { user, system } = process.cpuUsage(start)
    const ms = Math.max((user + system) / 1_000, (performance.now() - clock) / 4)
    if (file.bomb && ms > longest) faults.push(`${file.name}: ${Math.round(ms)} ms`)
    if (('refused' in judged ? 'refused' : 'kept') !== file.wanted) faults.push(`${file.name}: not ${file.wanted}`)
    else if ('shared' in judged && judged.shared && (await tells(judged.shared))) faults.push(`${file.name}: tells`)
  }
  return faults
}

/** Houses with one weakness each, as somebody might build them by mistake. */
const weaker: Record<string, Taker> = {
  'goes by the name': async ({ name, bytes }) =>
    /\.(jpe?g|png|pdf|wav|mp3|m4a|ogg|webm)$/.test(name) ? { shared: bytes } : { refused: 'name' },
  'believes what the sender claims': async ({ claimed, bytes }) =>
    claimed.startsWith('image/') ? { shared: bytes } : { refused: 'type' },
  'looks at the first bytes alone': async ({ bytes }) => {
    const found = sniff(bytes.subarray(0, 4096))
    return typeof found === 'object' ? (readSound(bytes) ? { shared: null } : found) : { shared: null }
  },
  'hands out pictures as they came': async (file) => {
    const judged = await ours(file)
    return 'shared' in judged && judged.shared ? { shared: file.bytes } : judged
  },
  'draws anew but keeps what the camera wrote': async (file) => {
    const judged = await ours(file)
    if (!('shared' in judged) || !judged.shared || !/\.(jpg|png)$/.test(file.name)) return judged
    return { shared: await sharp(file.bytes).rotate().keepMetadata().jpeg().toBuffer() }
  },
  'takes sound as it is': async (file) => {
    const judged = await ours(file)
    return 'shared' in judged && readSound(file.bytes) ? { shared: file.bytes } : judged
  },
  'counts no points': async (file) => {
    // Its own undoing is cut short here: the largest would still be drawing tomorrow.
    if (!file.bomb || !/^(flat|steps|narrow)/.test(file.name)) return ours(file)
    const drawing = sharp(file.bytes, { limitInputPixels: false, failOn: 'none' }).jpeg().timeout({ seconds: 2 })
    const drawn = await drawing.toBuffer().catch(() => null)
    return drawn ? { shared: drawn } : { refused: 'broken' }
  },
}

/** Names that lie about where a file goes or what it is, and one that is markup. */
const names = [
  ...['../../../etc/cron.d/x.jpg', 'C:\\Windows\\x.jpg', 'photo\u202Egpj.exe', 'a.jpg\0.html', '.htaccess', 'CON'],
  ...['<img src=x onerror=alert(1)>.jpg', '%22%3E%3Cscript%3Ealert(1)%3C/script%3E.jpg', 'x'.repeat(900)],
]

const boundary = 'xxAttackxx'
const formOf = (words: Record<string, string>, files: { name: string; claimed: string; bytes: Buffer }[]): Buffer =>
  Buffer.concat([
    ...Object.entries(words).map(([name, value]) =>
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
    ),
    ...files.flatMap(({ name, claimed, bytes }) => [
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\n`),
      Buffer.from(`Content-Type: ${claimed}\r\n\r\n`),
      bytes,
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ])
const hiddenIn = (text: string, name: string): string =>
  new RegExp(`type="hidden" name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? ''

/** The scripts a page of ours has: one. More is something that was let in. */
const isHarmless = (text: string): boolean =>
  [...text.matchAll(/<script/gi)].length === 1 &&
  !/<(img|svg|iframe|object|embed)\b|<[^>]*\son(error|load)=|\u202E/i.test(text)

const isData = (headers: Record<string, unknown>): boolean =>
  /^application\/(problem\+)?json/.test(String(headers['content-type']))

class Door {
  readonly #app: FastifyInstance
  #told = 0
  constructor(app: FastifyInstance) {
    this.#app = app
  }
  async report(): Promise<{ receipt: string; lookup: string }> {
    this.#told += 1
    const seed = String(this.#told).padStart(43, 's')
    const payload = new URLSearchParams({
      do: 'report',
      l: 'en',
      form: 'someone',
      what_happened: 'Files',
      seed,
    }).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const { body } = await this.#app.inject({ method: 'POST', url: '/', payload, headers })
    return { receipt: hiddenIn(body, 'receipt'), lookup: hiddenIn(body, 'lookup') }
  }
  async attach(to: { receipt: string; lookup: string }, files: Parameters<typeof formOf>[1]) {
    this.#told += 1
    const payload = formOf({ do: 'attach', l: 'en', ...to, seed: String(this.#told).padStart(43, 's') }, files)
    const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` }
    const reply = await this.#app.inject({ method: 'POST', url: '/', payload, headers })
    const kept = [...reply.body.matchAll(/<b>(Received|Not received): /g)].map(([, said]) => said === 'Received')
    return { kept, text: reply.body, headers: reply.headers, status: reply.statusCode }
  }
}

/** Every file through the door, and what the desk is then given. */
const throughTheHouse = async (at: TestHouse, door: Door, corpus: Hostile[]) => {
  const got: string[] = []
  let handed = 0
  for (let from = 0; from < corpus.length; from += 5) {
    const some = corpus.slice(from, from + 5)
    const { kept, text } = await door.attach(await door.report(), some)
    if (!isHarmless(text)) got.push(`${some[0]!.name} …: a page with more than ours`)
    for (const [place, file] of some.entries())
      if (kept[place] !== (file.wanted === 'kept')) got.push(`${file.name}: not ${file.wanted} at the door`)
  }
  const { reports } = await at.ask(listReports, { limit: 100 }, at.staff.intake)
  for (const { report_id } of reports)
    for (const { file_id } of (await at.ask(listReportFiles, { report_id }, at.staff.intake)).files) {
      const seen = await at.askHttp(readReportFile, { report_id, file_id }, at.staff.intake)
      const taken = await at.askHttp(takeReportOriginal, { report_id, file_id, reason: 'look_closer' }, at.staff.intake)
      handed += 1
      for (const { headers } of [seen, taken]) if (!isData(headers)) got.push(`${file_id}: not as data`)
      if (seen.status !== 200) continue
      const bytes = Buffer.from(seen.body.bytes, 'base64')
      const active = /\/(JavaScript|JS|Launch|EmbeddedFiles?|XFA|SubmitForm|AcroForm|OpenAction)\b/.test(
        bytes.toString('latin1'),
      )
      if (active || (await tells(bytes))) got.push(`${file_id}: what the desk sees tells or runs something`)
    }
  return { got, handed }
}

const limitsHold = async (door: Door) => {
  const got: string[] = []
  const file = (name: string, size: number) => ({ name, claimed: 'image/jpeg', bytes: Buffer.alloc(size, 7) })
  const to = await door.report()
  const large = await door.attach(to, [file('large.jpg', mostFileBytes + 1)])
  if (large.kept.join() !== 'false' || !large.text.includes('10 MB')) got.push('ten megabytes and one')
  const many = await door.attach(
    to,
    Array.from({ length: 30 }, (_, n) => file(`${n}.jpg`, 10)),
  )
  if (many.kept.some(Boolean)) got.push('thirty files')
  const together = await door.attach(
    to,
    [1, 2, 3].map((n) => file(`${n}.jpg`, 9.5 * 1024 * 1024)),
  )
  if (!together.text.includes('25 MB')) got.push('more than all may come to')
  for (const name of names) {
    const { text, status } = await door.attach(to, [{ ...file(name, 10), name }])
    if (!isHarmless(text) || status >= 500) got.push(`the name ${JSON.stringify(name.slice(0, 40))}`)
  }
  return { tried: 3 + names.length, got }
}

export const attackUploads = async (): Promise<AttackResult[]> => {
  const at = await testHouse(filesApi, reportApi)
  const database = new Database(at.db.connection('amparo_door'))
  const app = Fastify()
  const budget = { address: { most: 1e9, perSecond: 1e9 }, all: { most: 1e9, perSecond: 1e9 } }
  servePublicDoor(app, { door: database, facts: loadFacts(), limits: { reports: 1e6, returns: 1e6 }, budget })
  try {
    const corpus = await uploadCorpus()
    // The first picture waits for the darkroom to open; that is not the picture's doing.
    await takeIn(corpus[0]!.bytes)
    const results: AttackResult[] = []
    const say = (name: string, tried: number, got: string[], planted = 0, noticed = 0): void => {
      for (const each of got.slice(0, 10)) process.stdout.write(`  got through: ${each}\n`)
      results.push({ name: `uploads: ${name}`, tried, found: got.length, planted, noticed })
    }
    let noticed = 0
    for (const [name, take] of Object.entries(weaker)) {
      const faults = await faultsOf(corpus, take)
      if (faults.length > 0) noticed += 1
      else process.stdout.write(`  not noticed: a house that ${name}\n`)
    }
    say(
      'judged, and nothing hidden in what is shared',
      corpus.length,
      await faultsOf(corpus, ours),
      Object.keys(weaker).length,
      noticed,
    )
    const door = new Door(app)
    const { got, handed } = await throughTheHouse(at, door, corpus)
    const wanted = corpus.filter((file) => file.wanted === 'kept').length
    if (handed !== wanted) got.push(`${handed} files reached the desk instead of ${wanted}`)
    // A desk that served it as a page would be noticed by what the page is called.
    const inline = ['text/html', 'image/svg+xml', 'application/pdf'].filter((type) => !isData({ 'content-type': type }))
    say('through the door to the desk, nothing run and nothing inline', corpus.length + handed, got, 3, inline.length)
    const limits = await limitsHold(door)
    // And a door that said names as they came, by what then stands in the page.
    const unescaped = names.slice(6, 7).filter((name) => !isHarmless(`<script></script><b>${name}</b>`))
    say('sizes, numbers and names', limits.tried, limits.got, 1, unescaped.length)
    return results
  } finally {
    closeDarkroom()
    closePress()
    await app.close()
    await database.close()
    await at.close()
  }
}
