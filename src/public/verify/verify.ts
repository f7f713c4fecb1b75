// The address `/verify`: anybody finds out by its number or its file whether a certificate holds, and whoever has the name tells it
// from others. Tries are few, because a name that is guessed is a name that is told.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Checked, checkCertificate, checkSent } from '#certificates/check.api.ts'
import { readNumber } from '#certificates/credential.rules.ts'
import { RecipientName } from '#certificates/issue.ts'
import { originOf } from '#certificates/issuer.rules.ts'
import { printCertificate } from '#certificates/paper.api.ts'
import { asProblem } from '#gate/problems.ts'
import { chooseLanguage } from '#language/choose.rules.ts'
import { translatorOf } from '#language/load-texts.ts'
import { bodyReaders, type Filled, filledBy } from '../bodies.ts'
import type { Html } from '../html.ts'
import { limit } from '../limits.ts'
import type { Reader } from '../page.ts'
import { serveBadges } from './badges.ts'
import { asked, type VerifyDoor } from './door.ts'
import { verifyHeaders, verifyPage } from './page.ts'
import { refresherText } from './refresher.ts'
import { askView, certificateView, plainView, unknownView } from './views.ts'

const tenMinutes = 10 * 60_000
/** A credential of ours has three kilobytes. */
const largestFile = 64 * 1024

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const serveVerify = (app: FastifyInstance, door: VerifyDoor): void => {
  // A whole ward behind one address looks at its certificates at once. Numbers are too long to be guessed, and names are
  // guarded certificate by certificate, however many addresses somebody has.
  const mayLook = limit(door.limits?.looks ?? 1_500, tenMinutes)
  const mayName = limit(door.limits?.names ?? 300, tenMinutes)
  const mayNameThis = limit(door.limits?.names_of_one ?? 12, 6 * tenMinutes)
  const today = () => new Date().toISOString().slice(0, 10)

  const readerOf = (request: FastifyRequest): Reader => {
    const chosen = (request.query as { l?: unknown } | undefined)?.l
    const header = request.headers['accept-language']
    const language = chooseLanguage('desk', header, typeof chosen === 'string' ? chosen : undefined)
    return { language, t: translatorOf(language) }
  }
  const send = (reply: FastifyReply, reader: Reader, path: string, main: Html, status = 200) =>
    reply
      .code(status)
      .headers(verifyHeaders)
      .send(verifyPage(reader, path, main))
  const busy = (reply: FastifyReply, reader: Reader) =>
    send(reply.header('retry-after', '600'), reader, '/verify', plainView(reader, 'busy'), 429)
  const unknown = (reply: FastifyReply, reader: Reader) =>
    send(reply, reader, '/verify', unknownView(reader, 'unknown'), 404)

  const numberOf = (request: FastifyRequest) => readNumber((request.params as { number: string }).number)
  const find = async (request: FastifyRequest): Promise<Checked | undefined> => {
    const number = numberOf(request)
    return number ? asked(door, (checking) => checkCertificate(checking, { number }, today())) : undefined
  }

  const checkFile = async (reply: FastifyReply, reader: Reader, { typed, files }: Filled) => {
    const file = files.find(({ bytes }) => bytes.length > 0)
    const text = file ? (file.bytes.length <= largestFile ? file.bytes.toString('utf8') : '') : typed.one('text')
    const sent = readJson(text)
    if (sent === null || typeof sent !== 'object') {
      const view = askView(reader, { notice: reader.t('verify.error.no_file') })
      return send(reply, reader, '/verify', view, 422)
    }
    const found = await asked(door, (checking) => checkSent(checking, sent, today()))
    if (found.is !== 'signed') return send(reply, reader, '/verify', unknownView(reader, found.is))
    const path = `/verify/${found.checked.number}`
    return send(reply, reader, path, certificateView(reader, found.checked, { file: true }))
  }

  const nameOrPaper = async (request: FastifyRequest, reply: FastifyReply, reader: Reader) => {
    const { typed } = filledBy(request)
    const name = RecipientName.safeParse(typed.one('name')).data ?? ''
    if (!mayName(request.ip) || !mayNameThis(numberOf(request) ?? '')) return busy(reply, reader)
    const checked = await find(request)
    if (!checked) return unknown(reply, reader)
    const path = `/verify/${checked.number}`
    const same = checked.isName(name)
    if (!same || typed.one('do') !== 'paper' || checked.state !== 'valid') {
      const view = certificateView(reader, checked, { name: same ? 'same' : 'other', typed: typed.one('name') })
      return send(reply, reader, path, view)
    }
    const { number } = checked
    const pdf = await printCertificate(checked.credential, { name, number, public_url: door.public_url })
    return reply
      .headers({ ...verifyHeaders, 'content-type': 'application/pdf' })
      .header('content-disposition', `attachment; filename="certificate-${number}.pdf"`)
      .send(Buffer.from(pdf))
  }

  serveBadges(app, door)

  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    for (const register of bodyReaders) register(scope)

    scope.setErrorHandler(async (error, request, reply) => {
      const problem = asProblem(error)
      const reader = readerOf(request)
      if (problem.kind === 'too_many') return busy(reply, reader)
      if (problem.key !== 'gate.too_large') door.report?.(problem.key, request.routeOptions.url ?? '/verify', error)
      const away = problem.key.startsWith('database.')
      return send(reply, reader, '/verify', plainView(reader, away ? 'away' : 'broken'), away ? 503 : 500)
    })
    scope.addHook('onRequest', async (request, reply) => {
      const site = request.headers['sec-fetch-site']
      const foreign = request.method === 'POST' && (site === 'cross-site' || site === 'same-site')
      if (foreign) return send(reply, readerOf(request), '/verify', askView(readerOf(request)), 403)
      if (!mayLook(request.ip)) return busy(reply, readerOf(request))
    })

    scope.get('/verify', async (request, reply) => {
      const reader = readerOf(request)
      return send(reply, reader, '/verify', askView(reader))
    })
    scope.post('/verify', async (request, reply) => {
      const reader = readerOf(request)
      const filled = filledBy(request)
      const typed = filled.typed.one('number').slice(0, 60)
      if (!typed) return checkFile(reply, reader, filled)
      const number = readNumber(typed)
      if (number) return reply.redirect(`/verify/${number}`, 303)
      const view = askView(reader, { notice: reader.t('verify.error.number'), typed })
      return send(reply, reader, '/verify', view, 422)
    })
    scope.get('/verify/:number', async (request, reply) => {
      const reader = readerOf(request)
      const checked = await find(request)
      if (!checked) return unknown(reply, reader)
      return send(reply, reader, `/verify/${checked.number}`, certificateView(reader, checked))
    })
    scope.post('/verify/:number', async (request, reply) => nameOrPaper(request, reply, readerOf(request)))
    scope.get('/verify/:number/refresher.ics', async (request, reply) => {
      const checked = await find(request)
      if (!checked?.expires_on) return unknown(reply, readerOf(request))
      return reply
        .headers({ ...verifyHeaders, 'content-type': 'text/calendar; charset=utf-8' })
        .header('content-disposition', 'attachment; filename="refresher.ics"')
        .send(refresherText(checked, checked.expires_on, originOf(door.public_url)))
    })
  })
}
