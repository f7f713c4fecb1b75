// Puts the rooms together behind one door: the gate for the desk and other systems, the public door, the desk's files.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import cookie from '@fastify/cookie'
import limit from '@fastify/rate-limit'
import files from '@fastify/static'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import type { Matrix } from '#access/access.ts'
import type { Answer, House } from '#gate/answer.ts'
import { serveGate, sessionCookieName } from '#gate/serve.ts'
import type { Database } from '#kit/database.ts'
import { chooseLanguage } from '#language/choose.rules.ts'
import { translatorOf } from '#language/load-texts.ts'
import { serveAnswer } from '#public/answer/answer.ts'
import { serveCalendar } from '#public/calendar.ts'
import { type PublicDoor, servePublicDoor } from '#public/door.ts'
import { serveHsds } from '#public/hsds/serve.ts'
import type { LearnLimits } from '#public/learn/doorkeeper.ts'
import { serveLearn } from '#public/learn/learn.ts'
import { serveOwn } from '#public/own/own.ts'
import { serveTraining } from '#public/training/training.ts'
import { serveVerify } from '#public/verify/verify.ts'
import { answers } from './answers.ts'
import { type DemoStaff, serveDemoDoor } from './demo-door.ts'
import { setHeaders } from './headers.ts'
import { serveHealth } from './health.ts'
import { serveOpenApi } from './openapi.ts'

export interface AppParts {
  house: House
  matrix: Matrix
  door: Database
  /** Who the demo's links sign in; only a demo has them. */
  demo_staff?: DemoStaff | undefined
  /** Beside the rooms' own: those of a first set-up, which nobody may call once it is done. */
  more_answers?: Answer[]
  data_folder: string
  version: string
  is_clock_behind: () => boolean
  /** Where the desk's built files are, when not where a build here puts them. */
  desk_folder?: string | undefined
  /** Per session or address; far above what hands can do. */
  requests_per_minute?: number
  /** Other limits of the public door than the usual ones. */
  door_limits?: Pick<PublicDoor, 'limits' | 'budget' | 'crowd' | 'watch'>
  /** Other limits where people learn alone. */
  learn_limits?: LearnLimits
  /** Called for every problem nobody foresaw: its key and route alone. */
  report: (key: string, route: string, cause: unknown) => void
}

/** Where a build puts the desk's files. */
export const deskFolder = join(import.meta.dirname, '../../dist/desk')
const largestBody = 1024 * 1024

const languageOf = (request: FastifyRequest): string =>
  chooseLanguage('desk', request.headers['accept-language'], request.headers['x-language']?.toString())

const serveDesk = async (app: FastifyInstance, folder: string): Promise<void> => {
  await app.register(files, {
    root: folder,
    prefix: '/desk/',
    index: false,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (reply, path) => {
      // Built files carry their fingerprint in the name; the page that names them is asked for anew each time.
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  for (const path of ['/desk', '/desk/']) app.get(path, async (_request, reply) => reply.redirect('/desk/today'))
}

export const buildApp = async (parts: AppParts): Promise<FastifyInstance> => {
  const { house, matrix } = parts
  const secure = house.public_url?.startsWith('https://') ?? false
  const app = fastify({
    logger: false,
    bodyLimit: largestBody,
    trustProxy: secure,
    routerOptions: { maxParamLength: 200 },
  })
  await app.register(cookie)
  setHeaders(app, secure)
  await app.register(limit, {
    global: true,
    max: parts.requests_per_minute ?? 1_200,
    timeWindow: '1 minute',
    // Whoever stays within is not told with every reply how far.
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    keyGenerator: (request) => request.cookies[sessionCookieName(secure)] ?? request.ip,
  })
  serveHealth(app, house, parts.data_folder, parts.is_clock_behind)
  serveOpenApi(app, answers, parts.version)
  serveGate(app, {
    house,
    matrix,
    answers: [...answers, ...(parts.more_answers ?? [])],
    languageOf,
    say: (language, key, values) => translatorOf(language)(key, values),
    report: parts.report,
  })
  servePublicDoor(app, { door: parts.door, facts: house.facts, report: parts.report, ...parts.door_limits })
  serveHsds(app, { door: parts.door, facts: house.facts, public_url: house.public_url, report: parts.report })
  serveAnswer(app, { door: parts.door, facts: house.facts, report: parts.report })
  serveOwn(app, { door: parts.door, facts: house.facts, report: parts.report })
  serveVerify(app, { door: parts.door, vault: house.vault, public_url: house.public_url, report: parts.report })
  serveCalendar(app, { door: parts.door, report: parts.report })
  serveTraining(app, {
    ...{ door: parts.door, vault: house.vault, facts: house.facts },
    ...{ public_url: house.public_url, report: parts.report },
  })
  serveLearn(app, {
    ...{ door: parts.door, vault: house.vault, public_url: house.public_url, report: parts.report },
    ...(parts.learn_limits && { limits: parts.learn_limits }),
  })
  serveDemoDoor(app, house, parts.demo_staff)
  const desk = parts.desk_folder ?? deskFolder
  const hasDesk = existsSync(join(desk, 'index.html'))
  if (hasDesk) await serveDesk(app, desk)
  app.setNotFoundHandler(async (request, reply) => {
    const wantsDesk = request.method === 'GET' && request.url.startsWith('/desk/') && !request.url.includes('/assets/')
    if (wantsDesk && hasDesk) return reply.header('cache-control', 'no-cache').sendFile('index.html', desk)
    return reply.code(404).type('text/plain').send('404')
  })
  return app
}
