// The address `/answer`: for somebody who was sent a link and told a code. Asking for the page is the same for everybody
// and uses nothing up; only sending link and code together does anything.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { freshnessDays } from '#directory/freshness.rules.ts'
import type { Facts } from '#facts/facts.ts'
import { asProblem } from '#gate/problems.ts'
import type { Database } from '#kit/database.ts'
import { chooseLanguage } from '#language/choose.rules.ts'
import { translatorOf } from '#language/load-texts.ts'
import { type SlowHash, SlowProcess } from '#vault/slow-process.ts'
import { bodyReaders, filledBy } from '../bodies.ts'
import { Crowd, type CrowdRule } from '../crowd.ts'
import { limit } from '../limits.ts'
import type { Reader } from '../page.ts'
import { evenlyBy, sendPadded } from '../send.ts'
import { Typed } from '../typed.ts'
import { interpreterView, readMinutes } from './interpreter.ts'
import { answerHeaders } from './page.ts'
import { readCorrections } from './record.ts'
import { directoryView } from './services.ts'
import { type Codes, entryView, keyed, outsideView, serviceView, thanksView } from './views.ts'
import { type Keyed, LinkVisits } from './visit.ts'

export interface AnswerDoor {
  /** A pool of its own, connected as amparo_door. */
  door: Database
  facts: Facts
  report?: (key: string, route: string, cause: unknown) => void
  crowd?: CrowdRule
  /** How many tries one address has in ten minutes. */
  tries?: number
  /** Replies come at steps of so many milliseconds, whatever they say. */
  step?: number
  /** What hashes codes, where a test looks at everything else. */
  hash?: SlowHash
}

const minute = 60_000
interface Page {
  text: string
  status?: number
}

const answers = ['accepted', 'declined', 'ended', 'asked'] as const

export const serveAnswer = (
  app: FastifyInstance,
  { door, facts, report, crowd, tries, step, hash }: AnswerDoor,
): void => {
  const slow = new SlowProcess()
  const visits = new LinkVisits(door, hash ?? slow.hash)
  const evenly = evenlyBy(step ?? 600)
  const mayTry = limit(tries ?? 30, 10 * minute)
  const inside = new Crowd(crowd)
  const codesOf = (list: string) => facts.codes[list]?.codes.map(({ code }) => code) ?? []
  const codes: Codes = {
    decline_reasons: codesOf('decline_reasons'),
    referral_outcomes: codesOf('referral_outcomes'),
  }
  app.addHook('onClose', async () => slow.close())

  const readerOf = (request: FastifyRequest, chosen: string): Reader => {
    const language = chooseLanguage('public', request.headers['accept-language'], chosen)
    return { language, t: translatorOf(language) }
  }
  /** What services and partners read is written in the languages of the desk. */
  const inDesk = (reader: Reader): Reader => {
    const language = chooseLanguage('desk', '', reader.language)
    return { language, t: translatorOf(language) }
  }

  const nothing = (reader: Reader, { reader: name }: Keyed): Page => ({
    text: entryView(reader, { notice: reader.t('answer.opens_nothing'), name }),
  })

  const open = async (asking: Reader, by: Keyed, again: { notice?: string; typed?: Typed } = {}): Promise<Page> => {
    const view = await visits.open(by)
    if (!view) return nothing(asking, by)
    if (view.kind === 'interpreter') return { text: interpreterView(asking, view, keyed(asking, by), again) }
    const reader = inDesk(asking)
    if (view.kind === 'service_update') return { text: serviceView(reader, by, view, again.typed, again.notice) }
    if (view.kind === 'directory')
      return { text: directoryView(reader, keyed(reader, by), view, again.typed ?? new Typed(), facts) }
    return { text: outsideView(reader, by, view, codes, again) }
  }

  /** The three things an interpreter does; nothing for whatever else was pressed. */
  const interpret = async (reader: Reader, by: Keyed, typed: Typed, what: string): Promise<Page | undefined> => {
    const { t } = reader
    if (what === 'not_come')
      return (await visits.answerBooking(by, 'no', null))
        ? { text: thanksView(reader, t('answer.interpreter.said_no')) }
        : nothing(reader, by)
    if (what === 'come') {
      const conflict = (['none', 'doubt'] as const).find((each) => each === typed.one('conflict'))
      if (!conflict) return open(reader, by, { notice: t('answer.interpreter.choose'), typed })
      if (!(await visits.answerBooking(by, 'yes', conflict))) return nothing(reader, by)
      const said = conflict === 'none' ? 'said_yes' : 'said_no'
      return { text: thanksView(reader, t(`answer.interpreter.${said}`)) }
    }
    if (what !== 'minutes') return undefined
    const minutes = readMinutes(typed.one('minutes'))
    if (minutes === null) return open(reader, by, { notice: t('answer.interpreter.minutes_wrong'), typed })
    const done = await visits.sayMinutes(by, minutes)
    return done ? { text: thanksView(reader, t('answer.interpreter.minutes_done', { minutes })) } : nothing(reader, by)
  }

  const answer = async (asking: Reader, by: Keyed, typed: Typed, what: (typeof answers)[number]): Promise<Page> => {
    const reader = inDesk(asking)
    const { t } = reader
    const reason = what === 'declined' || what === 'ended' ? typed.one('reason') : null
    // Each form of the page has its own box, so that every label stands at its own.
    const words = typed.one(`words_${what}`).trim().slice(0, 2000)
    const known = what === 'declined' ? codes.decline_reasons : codes.referral_outcomes
    if (reason !== null && !known.includes(reason)) return open(reader, by, { notice: t('answer.choose'), typed })
    if (what === 'asked' && !words) return open(reader, by, { notice: t('answer.write'), typed })
    if (!(await visits.answer(by, typed.one('about'), { answer: what, reason, words }))) return nothing(reader, by)
    return { text: thanksView(reader, t(`answer.done.${what}`), what === 'accepted' ? by : undefined) }
  }

  const correct = async (asking: Reader, by: Keyed, typed: Typed): Promise<Page> => {
    const reader = inDesk(asking)
    const { t } = reader
    const view = await visits.open(by)
    if (view?.kind !== 'service_update') return nothing(reader, by)
    const today = new Date().toISOString().slice(0, 10)
    const found = readCorrections(view.record, typed, view.record.name, today)
    if (found === 'nothing') return { text: serviceView(reader, by, view, typed, t('answer.nothing_changed')) }
    if ('wrong' in found) {
      const fields = found.wrong.map((each) => t(`answer.field.${each}`)).join(', ')
      return { text: serviceView(reader, by, view, typed, t('answer.wrong', { fields })), status: 422 }
    }
    const done = await visits.vouch(by, { ...found, days: 1 })
    return done ? { text: thanksView(reader, t('answer.done.corrected')) } : nothing(reader, by)
  }

  const right = async (asking: Reader, by: Keyed): Promise<Page> => {
    const reader = inDesk(asking)
    const days = freshnessDays(facts.codes.freshness ?? { codes: [] }).assured
    const done = await visits.vouch(by, { changes: {}, words: null, days })
    return done ? { text: thanksView(reader, reader.t('answer.done.right')) } : nothing(reader, by)
  }

  const take = async (reader: Reader, typed: Typed): Promise<Page> => {
    const by: Keyed = {
      link: typed.one('link'),
      code: typed.one('code'),
      reader: typed.one('reader').trim().slice(0, 200),
    }
    const what = typed.one('do')
    const known = answers.find((each) => each === what)
    if (!by.reader && !known) return { text: entryView(reader, { notice: reader.t('answer.say_who') }) }
    if (known) return answer(reader, by, typed, known)
    const interpreted = await interpret(reader, by, typed, what)
    if (interpreted) return interpreted
    if (what === 'right') return right(reader, by)
    if (what === 'find') return open(reader, by, { typed })
    return what === 'correct' ? correct(reader, by, typed) : open(reader, by)
  }

  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    for (const register of bodyReaders) register(scope)

    const busy = (reader: Reader): Page => ({
      text: entryView(reader, { notice: reader.t('answer.busy') }),
      status: 429,
    })

    scope.setErrorHandler(async (error, request, reply) => {
      const problem = asProblem(error)
      const reader = readerOf(request, '')
      if (problem.kind === 'too_many') return sendPadded(reply.code(429), busy(reader).text, answerHeaders)
      const status = problem.key === 'gate.too_large' ? 413 : 500
      if (status === 500) report?.(problem.key, '/answer', error)
      return sendPadded(reply.code(status), entryView(reader, { notice: reader.t('answer.broken') }), answerHeaders)
    })

    scope.get('/answer', async (request, reply) => {
      const chosen = (request.query as { l?: unknown }).l
      const reader = readerOf(request, typeof chosen === 'string' ? chosen : '')
      return sendPadded(reply, entryView(reader), answerHeaders)
    })

    scope.addHook('onRequest', async (request, reply) => {
      if (request.method !== 'POST') return
      if (inside.enter()) {
        reply.raw.once('close', () => inside.leave())
        return
      }
      const page = busy(readerOf(request, ''))
      return sendPadded(reply.code(429).header('retry-after', '60'), page.text, answerHeaders)
    })

    scope.post('/answer', async (request, reply) => {
      const site = request.headers['sec-fetch-site']
      const { typed } = filledBy(request)
      const reader = readerOf(request, typed.one('l'))
      if (site === 'cross-site' || site === 'same-site')
        return sendPadded(reply.code(403), entryView(reader), answerHeaders)
      const page = mayTry(request.ip) ? await evenly(() => take(reader, typed)) : busy(reader)
      return sendPadded(reply.code(page.status ?? 200), page.text, answerHeaders)
    })
  })
}
