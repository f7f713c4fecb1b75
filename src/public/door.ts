// The public door: one address, one page, with or without scripts. It runs on a pool of its own, as a role that may
// only call the functions of the door.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { asProblem } from '#gate/problems.ts'
import { chooseLanguage } from '#language/choose.rules.ts'
import { translatorOf } from '#language/load-texts.ts'
import { readCode } from '#links/secret.ts'
import { bodyReaders, filledBy } from './bodies.ts'
import { Crowd } from './crowd.ts'
import { houseOf, type PublicDoor } from './house.ts'
import { codingOf, KeptPages } from './kept-pages.ts'
import type { Reader } from './page.ts'
import { anyPoster, PosterPages } from './poster-pages.ts'
import { sendFile, sendKept, sendPadded, sendSmall } from './send.ts'
import { sayStart } from './steps/start.ts'
import { takeStep } from './steps.ts'
import { Typed } from './typed.ts'
import { callFirst } from './views/parts.ts'
import { crowdView } from './views/wait.ts'
import { voiceScript } from './voice/voice.ts'

export type { PublicDoor } from './house.ts'

export const servePublicDoor = (app: FastifyInstance, options: PublicDoor): void => {
  const house = houseOf(options)
  const pages = new KeptPages()
  const posters = new PosterPages()
  const crowd = new Crowd(options.crowd)

  const readerOf = (request: FastifyRequest, chosen: string, code: unknown = undefined): Reader => {
    const language = chooseLanguage('public', request.headers['accept-language'], chosen)
    const poster = typeof code === 'string' ? readCode(code) : undefined
    return { language, t: (options.say ?? translatorOf)(language), poster }
  }

  app.addHook('onClose', async () => house.watch.close())

  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    for (const register of bodyReaders) register(scope)

    scope.setErrorHandler(async (error, request, reply) => {
      const reader = readerOf(request, '')
      const tooLong = asProblem(error).key === 'gate.too_large'
      const { status, notice } = tooLong
        ? { status: 413, notice: reader.t('public.error.far_too_long') }
        : house.noticeOf(error, reader)
      const start = { reader, typed: new Typed(), files: [], address: request.ip, about: '', house }
      const { text } = await sayStart(start, status, { notice })
      return sendPadded(reply.code(status), text)
    })

    scope.get('/', async (request, reply) => {
      const { l: chosen, i: code } = request.query as { l?: unknown; i?: unknown }
      const reader = readerOf(request, typeof chosen === 'string' ? chosen : '', code)
      const start = { reader, typed: new Typed(), files: [], address: request.ip, about: '', house }
      if (reader.poster) {
        const any = { ...start, reader: { ...reader, poster: anyPoster } }
        const page = await pages.get(`poster ${reader.language}`, 'identity', async () => (await sayStart(any)).text)
        const text = page.toString()
        if (!/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? '')))
          return sendKept(reply, 'identity', Buffer.from(text.replaceAll(anyPoster, reader.poster)))
        return sendKept(reply, 'gzip', await posters.gzip(reader.language, text, reader.poster))
      }
      const coding = codingOf(request.headers['accept-encoding'])
      const page = await pages.get(reader.language, coding, async () => (await sayStart(start)).text)
      return sendKept(reply, coding, page)
    })

    // Before anything of the body is read.
    scope.addHook('onRequest', async (request, reply) => {
      if (request.method !== 'POST') return
      if (crowd.enter()) {
        reply.raw.once('close', () => crowd.leave())
        return
      }
      const reader = readerOf(request, '')
      const page = await pages.get(`crowd ${reader.language}`, 'identity', async () =>
        crowdView(reader, callFirst(reader, (await house.now()).lines)),
      )
      return sendKept(reply.code(429).header('retry-after', '60'), 'identity', page)
    })

    scope.get('/voice.js', async (request, reply) =>
      sendSmall(request, reply, voiceScript, 'text/javascript; charset=utf-8'),
    )

    scope.post('/', async (request, reply) => {
      // Another site's page must not report in somebody's name. `Origin` is no help: this page sends no referrer.
      const site = request.headers['sec-fetch-site']
      const foreign = site === 'cross-site' || site === 'same-site'
      const { typed, files } = foreign ? { typed: new Typed(), files: [] } : filledBy(request)
      const reader = readerOf(request, typed.one('to') || typed.one('l'), typed.one('i'))
      const said = await takeStep({ reader, typed, files, address: request.ip, about: '', house })
      const { status, text } = said
      // Tells the script that this page has what was typed, or needs it no more.
      reply.header('x-words', 'kept')
      if (said.file) return sendFile(reply.code(status), said.file)
      if (said.small && !foreign) return sendSmall(request, reply.code(status), text)
      return sendPadded(reply.code(foreign ? 403 : status), text)
    })
  })
}
