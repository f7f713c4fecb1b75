// The public door: one address, one page, with or without scripts. It runs on a pool of its own, as a role that may
// only call the functions of the door.

import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Facts } from '#facts/facts.ts'
import { asProblem } from '#gate/problems.ts'
import type { Database } from '#kit/database.ts'
import { Problem } from '#kit/problem.ts'
import type { Translator } from '#kit/say.ts'
import { chooseLanguage } from '#language/choose.rules.ts'
import { translatorOf } from '#language/load-texts.ts'
import { parseReceipt } from '#vault/receipt.ts'
import { readMessage, readReport } from './asked.ts'
import { limit } from './limits.ts'
import { type HelpLine, helpLines } from './lines.ts'
import { contentPolicy, type Reader } from './page.ts'
import { Typed } from './typed.ts'
import { addedView, answersView, type Door, homeView, receiptView, thanksView, type Wrong } from './views.ts'
import { isSeed, newSeed, Visits } from './visit.ts'

export interface PublicDoor {
  /** A pool of its own, connected as amparo_door. */
  door: Database
  facts: Pick<Facts, 'codes'>
  say?: (language: string) => Translator
  /** Called for every problem that is ours: the key and the route alone, and the cause for its code. */
  report?: (key: string, route: string, cause: unknown) => void
  limits?: { reports: number; returns: number }
}

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': contentPolicy,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), interest-cohort=()',
}

const longestBody = 256 * 1024
const sizeStep = 32 * 1024
/** No reply to a receipt comes sooner, whatever it opens; later ones come at the same steps. */
const timeStep = 1_200

const [br, gz] = [promisify(brotliCompress), promisify(gzip)]
const quality = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 7, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
}

const sendSmall = async (request: FastifyRequest, reply: FastifyReply, text: string): Promise<FastifyReply> => {
  const accepted = String(request.headers['accept-encoding'] ?? '')
  reply.headers(headers).header('vary', 'accept-encoding, accept-language')
  if (/\bbr\b/.test(accepted)) return reply.header('content-encoding', 'br').send(await br(text, quality))
  if (/\bgzip\b/.test(accepted)) return reply.header('content-encoding', 'gzip').send(await gz(text, { level: 9 }))
  return reply.send(text)
}

/** Replies to what somebody typed are neither compressed nor of their own size: neither then tells what is in them. */
const sendPadded = (reply: FastifyReply, text: string): FastifyReply => {
  const length = Buffer.byteLength(text)
  const padding = Math.ceil((length + 16) / sizeStep) * sizeStep - length
  return reply.headers(headers).send(`${text}<!--${' '.repeat(padding - 7)}-->`)
}

const evenly = async <T>(work: () => Promise<T>): Promise<T> => {
  const start = performance.now()
  try {
    return await work()
  } finally {
    const taken = performance.now() - start
    await new Promise((resolve) => setTimeout(resolve, Math.ceil(taken / timeStep) * timeStep - taken))
  }
}

interface Said {
  status: number
  text: string
}

const isLookup = (text: string): boolean => /^[0-9a-f]{32}$/.test(text)

export const servePublicDoor = (app: FastifyInstance, options: PublicDoor): void => {
  const visits = new Visits(options.door)
  const lines = helpLines(options.facts)
  const hour = 3_600_000
  const mayReport = limit(options.limits?.reports ?? 30, hour)
  const mayReturn = limit(options.limits?.returns ?? 20, hour / 6)

  const noticeOf = (error: unknown, { t }: Reader): { status: number; notice: string } => {
    const problem = asProblem(error)
    if (problem.kind === 'too_many') return { status: 429, notice: t('public.error.busy') }
    options.report?.(problem.key, '/', error)
    const away = problem.key.startsWith('database.')
    return { status: away ? 503 : 500, notice: t(away ? 'public.error.away' : 'public.error.broken') }
  }

  const linesFor = (countries: string[]): HelpLine[] => {
    const shown = lines.filter((line) => countries.includes(line.country))
    return shown.length > 0 ? shown : lines.filter((line) => line.country === 'ES')
  }

  /** The page stands even while the database is away: whom to call matters most then. */
  const doorNow = async (): Promise<Door & { away: boolean }> => {
    const found = await visits.organisations().catch(() => undefined)
    const organisations = found ?? []
    return { organisations, lines: linesFor(organisations.map((each) => each.country)), away: !found }
  }

  const home = async (reader: Reader, typed: Typed, status = 200, wrong: Wrong = {}): Promise<Said> => {
    const door = await doorNow()
    const seed = isSeed(typed.one('seed')) ? typed.one('seed') : newSeed()
    const nobody = !door.away && door.organisations.length === 0 ? reader.t('public.error.nobody') : undefined
    return { status, text: homeView(reader, door, seed, typed, { notice: nobody, ...wrong }) }
  }

  const report = async (reader: Reader, typed: Typed, address: string): Promise<Said> => {
    const { t } = reader
    const read = readReport(typed)
    if ('fields' in read) return home(reader, typed, 422, { notice: t(read.key), fields: read.fields })
    try {
      if (!mayReport(address)) throw new Problem('too_many', 'receipt.busy')
      const organisations = await visits.organisations()
      const asked = typed.one('organisation')
      const to = organisations.find((each) => each.organisation_id === asked)
      const only = organisations.length === 1 && !asked ? organisations[0] : undefined
      if (!to && !only)
        return home(reader, typed, 422, organisations.length > 0 ? { notice: t('public.error.choice') } : {})
      const seed = isSeed(typed.one('seed')) ? typed.one('seed') : newSeed()
      const { receipt, lookup } = await visits.report(seed, (to ?? only)!, reader.language, read.body)
      return { status: 200, text: receiptView(reader, receipt, lookup) }
    } catch (error) {
      const { status, notice } = noticeOf(error, reader)
      return home(reader, typed, status, { notice })
    }
  }

  const keep = async (reader: Reader, typed: Typed): Promise<Said> => {
    const lookup = typed.one('lookup')
    try {
      if (isLookup(lookup)) await visits.keep(lookup)
      return { status: 200, text: thanksView(reader) }
    } catch (error) {
      const { status, notice } = noticeOf(error, reader)
      return receipt(reader, typed, status, notice)
    }
  }

  const receipt = async (reader: Reader, typed: Typed, status = 200, notice?: string): Promise<Said> => {
    try {
      return { status, text: receiptView(reader, parseReceipt(typed.one('receipt')), typed.one('lookup'), notice) }
    } catch {
      return home(reader, new Typed())
    }
  }

  const answers = async (
    reader: Reader,
    typed: Typed,
    address: string,
    status = 200,
    wrong: Wrong = {},
  ): Promise<Said> => {
    const seed = isSeed(typed.one('seed')) ? typed.one('seed') : newSeed()
    try {
      parseReceipt(typed.one('receipt'))
    } catch {
      return home(reader, typed, 422, { notice: reader.t('public.error.number'), number: true })
    }
    try {
      if (!mayReturn(address)) throw new Problem('too_many', 'receipt.busy')
      const found = await visits.answers(typed.one('receipt'))
      return { status, text: answersView(reader, { ...found, seed }, found.answers, typed, wrong) }
    } catch (error) {
      const failed = noticeOf(error, reader)
      if (!typed.one('text')) return home(reader, typed, failed.status, { notice: failed.notice, number: true })
      const to = { receipt: typed.one('receipt'), lookup: typed.one('lookup'), seed }
      return { status: failed.status, text: answersView(reader, to, undefined, typed, { notice: failed.notice }) }
    }
  }

  const add = async (reader: Reader, typed: Typed, address: string): Promise<Said> => {
    const { t } = reader
    const read = readMessage(typed)
    if ('fields' in read) return answers(reader, typed, address, 422, { notice: t(read.key), fields: read.fields })
    const [lookup, seed] = [typed.one('lookup'), typed.one('seed')]
    if (!isLookup(lookup) || !isSeed(seed)) return answers(reader, typed, address)
    try {
      if (!mayReport(address)) throw new Problem('too_many', 'receipt.busy')
      await visits.add(lookup, seed, read.text)
      return { status: 200, text: addedView(reader) }
    } catch (error) {
      const { status, notice } = noticeOf(error, reader)
      const to = { receipt: typed.one('receipt'), lookup, seed }
      return { status, text: answersView(reader, to, undefined, typed, { notice }) }
    }
  }

  /** The view the reporter is in, in another language, with all that was typed. */
  const sameView = async (reader: Reader, typed: Typed, address: string): Promise<Said> => {
    const view = typed.one('view')
    if (view === 'receipt') return receipt(reader, typed)
    if (view === 'answers') return evenly(() => answers(reader, typed, address))
    if (view === 'thanks') return { status: 200, text: thanksView(reader) }
    if (view === 'added') return { status: 200, text: addedView(reader) }
    return home(reader, typed)
  }

  const step = async (reader: Reader, typed: Typed, address: string): Promise<Said> => {
    if (typed.one('to')) return sameView(reader, typed, address)
    const wanted = typed.one('do')
    if (wanted === 'report') return report(reader, typed, address)
    if (wanted === 'keep') return keep(reader, typed)
    if (wanted === 'return') return evenly(() => answers(reader, typed, address))
    if (wanted === 'add') return evenly(() => add(reader, typed, address))
    return home(reader, new Typed())
  }

  const readerOf = (request: FastifyRequest, chosen: string): Reader => {
    const language = chooseLanguage('public', request.headers['accept-language'], chosen)
    return { language, t: (options.say ?? translatorOf)(language) }
  }

  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: longestBody },
      (_, body, done) => done(null, body),
    )
    scope.setErrorHandler(async (error, request, reply) => {
      const reader = readerOf(request, '')
      const tooLong = asProblem(error).key === 'gate.too_large'
      const { status, notice } = tooLong
        ? { status: 413, notice: reader.t('public.error.far_too_long') }
        : noticeOf(error, reader)
      const said = await home(reader, new Typed(), status, { notice })
      return sendPadded(reply.code(said.status), said.text)
    })
    scope.get('/', async (request, reply) => {
      const chosen = (request.query as { l?: unknown }).l
      const { text } = await home(readerOf(request, typeof chosen === 'string' ? chosen : ''), new Typed())
      return sendSmall(request, reply, text)
    })
    scope.post('/', async (request, reply) => {
      // Another site's page must not report in somebody's name. `Origin` is no help: this page sends no referrer.
      const site = request.headers['sec-fetch-site']
      const foreign = site === 'cross-site' || site === 'same-site'
      const typed = foreign ? new Typed() : Typed.from(request.body)
      const reader = readerOf(request, typed.one('to') || typed.one('l'))
      const said = await step(reader, typed, request.ip)
      // Tells the script that this page has what was typed, or needs it no more.
      reply.header('x-words', 'kept')
      return sendPadded(reply.code(foreign ? 403 : said.status), said.text)
    })
  })
}
