// The address `/learn`: modules one takes alone, on a telephone, without an account and without a script. Every page has an
// address, every answer is kept before the next page is shown, and a code brings whoever has it back to where they were.
import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { asProblem } from '#gate/problems.ts'
import type { ShortCode } from '#institutions/sector.ts'
import { chooseLanguage } from '#language/choose.rules.ts'
import { translatorOf } from '#language/load-texts.ts'
import { readCode } from '#links/secret.ts'
import { stepsOf } from '#modules/way.rules.ts'
import type { Html } from '../html.ts'
import { Typed } from '../typed.ts'
import { Doorkeeper, type LearnLimits, usualLimits } from './doorkeeper.ts'
import { catalogueView, introView, sorryView } from './home.ts'
import { type LearnReader, learnPage, learnStyle, sendLearn, styleAddress } from './page.ts'
import { type Answered, RunPages } from './run-pages.ts'
import { type LearnHouse, LearnVisits, type Offered } from './visit.ts'
import { said, shownTo } from './words.ts'

export interface LearnDoor extends LearnHouse {
  report?: (key: string, route: string, cause: unknown) => void
  limits?: LearnLimits
}

const largestForm = 32 * 1024
const paramsOf = (request: FastifyRequest) => request.params as Record<string, string | undefined>
const queryOf = (request: FastifyRequest, name: string): string => {
  const value = (request.query as Record<string, unknown>)[name]
  return typeof value === 'string' ? value : ''
}
const typedOf = (request: FastifyRequest): Typed => (request.body as Typed | undefined) ?? new Typed()

export const serveLearn = (app: FastifyInstance, door: LearnDoor): void => {
  const visits = new LearnVisits(door)
  const keeper = new Doorkeeper(door.limits ?? usualLimits)
  const pages = new RunPages(visits, keeper)

  const languageOf = (request: FastifyRequest, chosen = ''): string =>
    chooseLanguage('desk', request.headers['accept-language'], chosen || queryOf(request, 'l'))
  const readerIn = (language: string): LearnReader => ({ language, t: translatorOf(language), content: language })

  const send = (
    reply: FastifyReply,
    reader: LearnReader,
    main: Html,
    more: { status?: number; path?: string } = {},
  ) => {
    const at = more.path
    const frame = { title: reader.t('learn.title'), home: '/learn' }
    const languages =
      at === undefined ? {} : { languages: (code: string) => `${at}${at.includes('?') ? '&' : '?'}l=${code}` }
    return sendLearn(reply, learnPage(reader, { ...frame, ...languages }, main), more.status)
  }
  const sorry = (reply: FastifyReply, reader: LearnReader, key: string, status: number, typed = '') =>
    send(reply, reader, sorryView(reader, reader.t(key), typed), { status })

  /** What was asked for and is there; nothing once a page has said that it is not. */
  const offeredTo = async (request: FastifyRequest, reply: FastifyReply): Promise<Offered | undefined> => {
    const found = (await visits.offered()).get(paramsOf(request).module ?? '')
    if (!found) await sorry(reply, readerIn(languageOf(request)), 'learn.not_offered', 404)
    return found
  }

  const atInstitution = async (typed: string) => {
    const code = readCode(typed)
    const at = code ? await visits.institution(code) : undefined
    return { at, query: at ? `?i=${code}` : '', code: at && code ? code : '' }
  }

  const catalogue = async (
    request: FastifyRequest,
    reply: FastifyReply,
    more: { typed?: string; wrong?: string } = {},
  ) => {
    const language = languageOf(request)
    const reader = readerIn(language)
    const { at, query } = await atInstitution(queryOf(request, 'i'))
    const all = [...(await visits.offered()).values()].map(({ file }) => shownTo(language, file))
    all.sort((a, b) => said(a, 'module.title').localeCompare(said(b, 'module.title'), language))
    const view = catalogueView(reader, all, { at, query, ...more })
    return send(reply, reader, view, { path: `/learn${query}`, ...(more.wrong && { status: 422 }) })
  }

  const resume = async (request: FastifyRequest, reply: FastifyReply) => {
    const typed = typedOf(request).one('code').slice(0, 40)
    const { t } = readerIn(languageOf(request))
    const code = readCode(typed)
    if (!code) return catalogue(request, reply, { typed, wrong: t('learn.code_wrong') })
    if (!keeper.mayLook(request.ip, code)) return sorry(reply, readerIn(languageOf(request)), 'learn.busy', 429)
    const run = await visits.look(code, null)
    if (!run) return catalogue(request, reply, { typed, wrong: t('learn.code_wrong') })
    keeper.wasRight(code)
    return reply.redirect(`/learn/${run.module}/${code}`, 303)
  }

  const begin = async (request: FastifyRequest, reply: FastifyReply) => {
    const offered = await offeredTo(request, reply)
    if (!offered) return reply
    const typed = typedOf(request)
    const language = languageOf(request, typed.one('l'))
    if (!keeper.mayBegin(request.ip)) return sorry(reply, readerIn(language), 'learn.busy', 429)
    const seed = /^[\w-]{22}$/.test(typed.one('seed')) ? typed.one('seed') : randomBytes(16).toString('base64url')
    const code = await visits.begin(offered, { seed, language, institution_code: readCode(typed.one('i')) ?? null })
    if (!code) return sorry(reply, readerIn(language), 'learn.not_offered', 404)
    keeper.wasRight(code)
    return reply.redirect(`/learn/${offered.file.module.id}/${code}`, 303)
  }

  const intro = async (request: FastifyRequest, reply: FastifyReply) => {
    const offered = await offeredTo(request, reply)
    if (!offered) return reply
    const shown = shownTo(languageOf(request), offered.file)
    const { at, query, code } = await atInstitution(queryOf(request, 'i'))
    const view = introView(shown, { seed: randomBytes(16).toString('base64url'), at, code })
    return send(reply, shown.reader, view, { path: `/learn/${offered.file.module.id}${query}` })
  }

  /** Finds the run of a code, then lets the page answer. */
  const inRun =
    (answer: (asked: Answered) => Promise<FastifyReply>) => async (request: FastifyRequest, reply: FastifyReply) => {
      const offered = await offeredTo(request, reply)
      if (!offered) return reply
      const { code: typed = '', unit = null, part = null } = paramsOf(request)
      const code = readCode(typed)
      const reader = readerIn(languageOf(request))
      if (code && !keeper.mayLook(request.ip, code)) return sorry(reply, reader, 'learn.busy', 429)
      return answer({
        ...{ request, reply, offered, code: code ?? ('' as ShortCode), unit, part, typed: typedOf(request) },
        steps: stepsOf(offered.file.module),
        address: `/learn/${offered.file.module.id}/${code}`,
        query: (name) => queryOf(request, name),
        unknown: () => sorry(reply, reader, 'learn.code_unknown', 404, typed.slice(0, 40)),
        busy: () => sorry(reply, reader, 'learn.busy', 429),
      })
    }

  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: largestForm },
      (_, body, done) => done(null, Typed.from(body)),
    )
    scope.setErrorHandler(async (error, request, reply) => {
      const { key } = asProblem(error)
      const away = key.startsWith('database.')
      if (key !== 'gate.too_large') door.report?.(key, '/learn', error)
      return sorry(reply, readerIn(languageOf(request)), away ? 'learn.away' : 'learn.broken', away ? 503 : 500)
    })
    scope.addHook('onRequest', async (request, reply) => {
      const site = request.headers['sec-fetch-site']
      if (request.method === 'POST' && (site === 'cross-site' || site === 'same-site'))
        return sorry(reply, readerIn(languageOf(request)), 'learn.broken', 403)
      if (keeper.crowd.enter()) {
        reply.raw.once('close', () => keeper.crowd.leave())
        return
      }
      return sorry(reply.header('retry-after', '10'), readerIn(languageOf(request)), 'learn.busy', 429)
    })

    // The limit of the house counts by address; here a whole house may stand behind one.
    const config = { rateLimit: false as const }
    scope.get(styleAddress, { config }, async (_, reply) =>
      reply
        .type('text/css; charset=utf-8')
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('x-content-type-options', 'nosniff')
        .send(learnStyle),
    )
    scope.get('/learn', { config }, (request, reply) => catalogue(request, reply))
    scope.post('/learn', { config }, resume)
    scope.get('/learn/:module', { config }, intro)
    scope.post('/learn/:module', { config }, begin)
    const run = '/learn/:module/:code'
    scope.get(
      run,
      { config },
      inRun((asked) => pages.home(asked)),
    )
    scope.post(
      run,
      { config },
      inRun((asked) => pages.act(asked)),
    )
    scope.get(
      `${run}/certificate.pdf`,
      { config },
      inRun((asked) => pages.takePaper(asked, 'pdf')),
    )
    scope.get(
      `${run}/badge.json`,
      { config },
      inRun((asked) => pages.takePaper(asked, 'badge')),
    )
    for (const path of [`${run}/:unit`, `${run}/:unit/:part`]) {
      scope.get(
        path,
        { config },
        inRun((asked) => pages.step(asked)),
      )
      scope.post(
        path,
        { config },
        inRun((asked) => pages.answer(asked)),
      )
    }
    scope.get(
      `${run}/:unit/:part/follows`,
      { config },
      inRun((asked) => pages.follows(asked)),
    )
  })
}
