// The address `/training`: an institution asks for a training; people register for one by its code, come, answer before, after
// and later, and take their certificate. Nobody says who they are but to the paper of the certificate.
import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { CertificateLanguage, RecipientName } from '#certificates/issue.ts'
import type { Facts } from '#facts/facts.ts'
import { asProblem } from '#gate/problems.ts'
import { namedId } from '#kit/named-id.ts'
import { chooseLanguage } from '#language/choose.rules.ts'
import { deskLanguages, publicLanguages } from '#language/languages.ts'
import { translatorOf } from '#language/load-texts.ts'
import { readCode } from '#links/secret.ts'
import { RoleGroup } from '#prevention/attendance.ts'
import { moments } from '#prevention/questions.ts'
import type { Html } from '../html.ts'
import { Doorkeeper, type LearnLimits, usualLimits } from '../learn/doorkeeper.ts'
import { sendLearn } from '../learn/page.ts'
import { limit } from '../limits.ts'
import type { Reader } from '../page.ts'
import { Typed } from '../typed.ts'
import { askedView, askView, readAsked } from './ask.ts'
import { calendarOf } from './calendar.ts'
import { addressOf, ownView, paperView } from './own-view.ts'
import { styleAddress, trainingPage, trainingStyle } from './page.ts'
import { explainedView, questionsView, readAnswers } from './questions-view.ts'
import { type Again, entryView, trainingView } from './training-view.ts'
import {
  didAnswer,
  type Found,
  mayHaveCertificate,
  type Own,
  openMoments,
  type TrainingHouse,
  TrainingVisits,
} from './visit.ts'
import { inDesk, titleOf } from './words.ts'

export interface TrainingDoor extends TrainingHouse {
  facts: Pick<Facts, 'provinces'>
  report?: (key: string, route: string, cause: unknown) => void
  limits?: LearnLimits
  /** How many requests one address may send in an hour. */
  asks?: number
}

const largestForm = 32 * 1024
const minute = 60_000
const paramsOf = (request: FastifyRequest) => request.params as Record<string, string | undefined>
const queryOf = (request: FastifyRequest, name: string): string => {
  const value = (request.query as Record<string, unknown>)[name]
  return typeof value === 'string' ? value : ''
}
const typedOf = (request: FastifyRequest): Typed => (request.body as Typed | undefined) ?? new Typed()
const newSeed = () => randomBytes(16).toString('base64url')
const seedOf = (typed: Typed): string => (/^[\w-]{22}$/.test(typed.one('seed')) ? typed.one('seed') : newSeed())

/** The same form is the same request. */
const idFrom = (seed: string): string => namedId('training request', seed)

export const serveTraining = (app: FastifyInstance, door: TrainingDoor): void => {
  const visits = new TrainingVisits(door)
  const keeper = new Doorkeeper(door.limits ?? usualLimits)
  const mayAsk = limit(door.asks ?? 20, 60 * minute)
  /** The code of the day has four digits: who guesses is stopped long before. */
  const mayCome = limit(200, 10 * minute)
  const comesOfSeat = limit(10, 10 * minute)
  const { provinces } = door.facts

  const readerOf = (request: FastifyRequest): Reader => {
    const chosen = queryOf(request, 'l') || typedOf(request).one('l')
    const language = chooseLanguage('public', request.headers['accept-language'], chosen)
    return { language, t: translatorOf(language) }
  }
  const send = (reply: FastifyReply, reader: Reader, address: string, main: Html, status = 200) =>
    sendLearn(reply, trainingPage(reader, { home: '/training', address, languages: publicLanguages() }, main), status)
  const entry = (request: FastifyRequest, reply: FastifyReply, key?: string, status = 200, typed = '') => {
    const reader = readerOf(request)
    const wrong = key && reader.t(`public.training.${key}`)
    return send(reply, reader, '/training', entryView(reader, { typed, ...(wrong && { wrong }) }), status)
  }
  const unknown = (request: FastifyRequest, reply: FastifyReply, typed = '') =>
    entry(request, reply, 'code_unknown', 404, typed)

  const foundBy = async (request: FastifyRequest): Promise<Found | undefined | 'busy'> => {
    const join = readCode((paramsOf(request).join ?? '').slice(0, 40))
    if (!join) return undefined
    if (!keeper.mayLook(request.ip, join)) return 'busy'
    const found = await visits.find(join)
    if (found) keeper.wasRight(join)
    return found
  }

  const training = (request: FastifyRequest, reply: FastifyReply, found: Found, again: Again = {}) => {
    const reader = readerOf(request)
    const view = trainingView(reader, found, newSeed(), again)
    return send(reply, reader, `/training/${found.join}`, view, again.wrong ? 422 : 200)
  }

  const show = async (request: FastifyRequest, reply: FastifyReply) => {
    const found = await foundBy(request)
    if (found === 'busy') return entry(request, reply, 'busy', 429)
    return found ? training(request, reply, found) : unknown(request, reply)
  }

  const act = async (request: FastifyRequest, reply: FastifyReply) => {
    const found = await foundBy(request)
    if (found === 'busy') return entry(request, reply, 'busy', 429)
    if (!found) return unknown(request, reply)
    const typed = typedOf(request)
    const { language, t } = readerOf(request)
    if (typed.one('do') === 'own') {
      const code = readCode(typed.one('own').slice(0, 40))
      const isRight = code && keeper.mayLook(request.ip, code) && (await visits.own(found.join, code))
      if (isRight) return reply.redirect(`/training/${found.join}/${code}?l=${language}`, 303)
      return training(request, reply, found, {
        typed: typed.one('own').slice(0, 20),
        wrong: t('public.training.own_wrong'),
      })
    }
    if (!keeper.mayBegin(request.ip)) return entry(request, reply, 'busy', 429)
    const group = RoleGroup.catch('not_said').parse(typed.one('group'))
    const code = await visits.register(found.join, seedOf(typed), group)
    if (!code) return training(request, reply, found, { told: t('public.training.full') })
    keeper.wasRight(code)
    return reply.redirect(`/training/${found.join}/${code}?l=${language}`, 303)
  }

  /** Finds the seat of a code, then lets the page answer. */
  const inSeat =
    (answer: (own: Own, reader: Reader, request: FastifyRequest, reply: FastifyReply) => unknown) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const { join: typed = '', own: mine = '' } = paramsOf(request)
      const [join, code] = [readCode(typed.slice(0, 40)), readCode(mine.slice(0, 40))]
      if (!join || !code) return unknown(request, reply)
      if (!keeper.mayLook(request.ip, code)) return entry(request, reply, 'busy', 429)
      const own = await visits.own(join, code)
      if (!own) return unknown(request, reply)
      keeper.wasRight(code)
      return answer(own, readerOf(request), request, reply)
    }

  const home = (own: Own, reader: Reader, reply: FastifyReply, wrong: { come?: string; paper?: string } = {}) =>
    send(reply, reader, addressOf(own), ownView(reader, own, wrong), wrong.come || wrong.paper ? 422 : 200)

  const paper = async (own: Own, reader: Reader, request: FastifyRequest, reply: FastifyReply) => {
    const name = RecipientName.safeParse(typedOf(request).one('name'))
    if (!name.success) return home(own, reader, reply, { paper: reader.t('public.training.name_wrong') })
    if (!mayHaveCertificate(own) || !keeper.mayMakePaper(request.ip)) return home(own, reader, reply)
    const desk = inDesk(reader)
    const language = CertificateLanguage.catch('en').parse(desk.language)
    const title = titleOf(desk, own.curriculum).text.slice(0, 200)
    const issued = await visits.paper(own, { name: name.data, title, language })
    if (!issued) return reply.redirect(`${addressOf(own)}?l=${reader.language}`, 303)
    keeper.holdPaper(own.code, issued)
    return send(reply, reader, addressOf(own), paperView(reader, own, issued))
  }

  const actInSeat = inSeat(async (own, reader, request, reply) => {
    const typed = typedOf(request)
    const what = typed.one('do')
    const back = () => reply.redirect(`${addressOf(own)}?l=${reader.language}`, 303)
    if (what === 'come') {
      const mayTry = mayCome(request.ip) && comesOfSeat(own.code)
      const day = typed.one('day').replace(/\D/g, '')
      if (mayTry && (await visits.come(own, day))) return back()
      return home(own, reader, reply, { come: reader.t(`public.training.${mayTry ? 'come_wrong' : 'busy'}`) })
    }
    if (what === 'leave') {
      if (!(await visits.leave(own))) return back()
      return training(request, reply, own, { told: reader.t('public.training.left') })
    }
    return what === 'paper' ? paper(own, reader, request, reply) : back()
  })

  const momentOf = (request: FastifyRequest) => moments.find((each) => each === paramsOf(request).moment)

  const showMoment = inSeat((own, reader, request, reply) => {
    const moment = momentOf(request)
    if (moment === 'post' && didAnswer(own, 'post'))
      return send(reply, reader, `${addressOf(own)}/post`, explainedView(reader, own))
    if (!moment || didAnswer(own, moment) || !openMoments(own).includes(moment))
      return reply.redirect(`${addressOf(own)}?l=${reader.language}`, 303)
    return send(reply, reader, `${addressOf(own)}/${moment}`, questionsView(reader, own, moment))
  })

  const answerMoment = inSeat(async (own, reader, request, reply) => {
    const moment = momentOf(request)
    if (moment && openMoments(own).includes(moment))
      await visits.answer(own, moment, readAnswers(own, moment, typedOf(request)))
    const to = moment === 'post' ? `${addressOf(own)}/post` : addressOf(own)
    return reply.redirect(`${to}?l=${reader.language}`, 303)
  })

  const takePaper = (what: 'pdf' | 'badge') =>
    inSeat(async (own, reader, request, reply) => {
      const issued = keeper.paperOf(own.code, queryOf(request, 'n'))
      if (!issued) return reply.redirect(`${addressOf(own)}?l=${reader.language}`, 303)
      const [type, file] = what === 'pdf' ? ['application/pdf', 'pdf'] : ['application/json; charset=utf-8', 'json']
      reply.type(type).header('cache-control', 'private, no-store').header('x-content-type-options', 'nosniff')
      reply.header('content-disposition', `attachment; filename="certificate-${issued.number}.${file}"`)
      return reply.send(
        what === 'pdf' ? Buffer.from(await issued.pdf()) : `${JSON.stringify(issued.credential, null, 2)}\n`,
      )
    })

  const calendar = async (request: FastifyRequest, reply: FastifyReply) => {
    const found = await foundBy(request)
    if (!found || found === 'busy') return reply.code(404).type('text/plain').send('404')
    reply
      .header('cache-control', 'private, no-store')
      .header('content-disposition', 'attachment; filename="training.ics"')
    return reply.type('text/calendar; charset=utf-8').send(calendarOf(readerOf(request), found, door.public_url))
  }

  const deskPage = (reply: FastifyReply, reader: Reader, main: Html, status = 200) =>
    sendLearn(
      reply,
      trainingPage(reader, { home: '/training', address: '/training/ask', languages: deskLanguages() }, main),
      status,
    )
  const form = (request: FastifyRequest, reply: FastifyReply, seed: string, typed: Typed, wrong: string[] = []) => {
    const reader = inDesk(readerOf(request))
    return deskPage(reply, reader, askView(reader, { seed, typed, wrong, provinces }), wrong.length > 0 ? 422 : 200)
  }
  const ask = async (request: FastifyRequest, reply: FastifyReply) => {
    const [typed, reader] = [typedOf(request), inDesk(readerOf(request))]
    if (!mayAsk(request.ip)) return entry(request, reply, 'busy', 429)
    const read = readAsked(typed, provinces)
    const seed = seedOf(typed)
    if ('wrong' in read) return form(request, reply, seed, typed, read.wrong)
    const host = await visits.host()
    if (!host || !(await visits.ask(host, read.asking, read.contact, idFrom(seed))))
      return entry(request, reply, 'broken', 503)
    return deskPage(reply, reader, askedView(reader))
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
      if (key !== 'gate.too_large') door.report?.(key, '/training', error)
      return entry(request, reply, 'broken', key.startsWith('database.') ? 503 : 500)
    })
    scope.addHook('onRequest', async (request, reply) => {
      const site = request.headers['sec-fetch-site']
      if (request.method === 'POST' && (site === 'cross-site' || site === 'same-site'))
        return entry(request, reply, 'broken', 403)
      if (keeper.crowd.enter()) {
        reply.raw.once('close', () => keeper.crowd.leave())
        return
      }
      return entry(request, reply.header('retry-after', '10'), 'busy', 429)
    })

    // The limit of the house counts by address; here a whole room may stand behind one.
    const config = { rateLimit: false as const }
    const page = '/training/:join'
    const seat = `${page}/:own`
    scope.get(styleAddress, { config }, async (_, reply) =>
      reply
        .type('text/css; charset=utf-8')
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('x-content-type-options', 'nosniff')
        .send(trainingStyle),
    )
    scope.get('/training', { config }, (request, reply) => entry(request, reply))
    scope.post('/training', { config }, async (request, reply) => {
      const typed = typedOf(request).one('code').slice(0, 40)
      const join = readCode(typed)
      if (!join) return unknown(request, reply, typed.slice(0, 20))
      return reply.redirect(`/training/${join}?l=${readerOf(request).language}`, 303)
    })
    scope.get('/training/ask', { config }, (request, reply) =>
      form(request, reply, newSeed(), new Typed(new Map([['i', [queryOf(request, 'i').slice(0, 20)]]]))),
    )
    scope.post('/training/ask', { config }, ask)
    scope.get(page, { config }, show)
    scope.post(page, { config }, act)
    scope.get(`${page}/calendar.ics`, { config }, calendar)
    scope.get(
      seat,
      { config },
      inSeat((own, reader, _, reply) => home(own, reader, reply)),
    )
    scope.post(seat, { config }, actInSeat)
    scope.get(`${seat}/certificate.pdf`, { config }, takePaper('pdf'))
    scope.get(`${seat}/badge.json`, { config }, takePaper('badge'))
    scope.get(`${seat}/:moment`, { config }, showMoment)
    scope.post(`${seat}/:moment`, { config }, answerMoment)
  })
}
