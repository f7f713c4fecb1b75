// The address `/own`: where she answers one instrument by herself, on a link and a number somebody she knows gave her.
// Asking for the page is the same for everybody and uses nothing up.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Facts } from '#facts/facts.ts'
import { asProblem } from '#gate/problems.ts'
import type { Database } from '#kit/database.ts'
import { chooseLanguage } from '#language/choose.rules.ts'
import { translatorOf } from '#language/load-texts.ts'
import { linesToCall, pageAfter } from '#own/pages.rules.ts'
import { type Keyed, type OwnAct, type OwnView, OwnVisits } from '#own/visit.api.ts'
import { type SlowHash, SlowProcess } from '#vault/slow-process.ts'
import { bodyReaders, filledBy } from '../bodies.ts'
import { Crowd, type CrowdRule } from '../crowd.ts'
import { limit } from '../limits.ts'
import { helpLines } from '../lines.ts'
import type { Reader } from '../page.ts'
import { evenlyBy, sendPadded } from '../send.ts'
import type { Typed } from '../typed.ts'
import { ownHeaders } from './page.ts'
import {
  callView,
  endingView,
  entryView,
  introductionView,
  leaveView,
  overView,
  questionView,
  type Shown,
} from './views.ts'

export interface OwnDoor {
  /** A pool of its own, connected as amparo_door. */
  door: Database
  facts: Facts
  report?: (key: string, route: string, cause: unknown) => void
  crowd?: CrowdRule
  /** How many pages one address may ask for in ten minutes: a long form twice over, for two phones. */
  tries?: number
  /** Replies come at steps of so many milliseconds, whatever they say. */
  step?: number
  /** What hashes codes, where a test looks at everything else. */
  hash?: SlowHash
  now?: () => string
}

const minute = 60_000
interface Page {
  text: string
  status?: number
}

export const serveOwn = (app: FastifyInstance, options: OwnDoor): void => {
  const { door, facts, report, crowd, tries, step, hash, now = () => new Date().toISOString() } = options
  const slow = new SlowProcess()
  const visits = new OwnVisits(door, hash ?? slow.hash)
  const evenly = evenlyBy(step ?? 300)
  const mayTry = limit(tries ?? 240, 10 * minute)
  const inside = new Crowd(crowd)
  const allLines = helpLines(facts)
  app.addHook('onClose', async () => slow.close())

  const readerOf = (request: FastifyRequest, chosen: string): Reader => {
    const language = chooseLanguage('public', request.headers['accept-language'], chosen)
    return { language, t: translatorOf(language) }
  }
  /** Once it is open, she reads in the language it was opened in. */
  const shownTo = (by: Keyed, view: OwnView): Shown => {
    const language = view.state.worded
    return {
      ...view,
      by,
      reader: { language, t: translatorOf(language) },
      // What is asked of minors too is answered by some.
      lines: linesToCall(allLines, view.state.country, (view.instrument.ages.from ?? 18) < 18),
    }
  }
  const nothing = (reader: Reader): Page => ({ text: entryView(reader, reader.t('own.opens_nothing')) })

  const next = (shown: Shown, item: string | null): string => {
    const code = pageAfter(shown.asked, shown.state.answers, item)
    return code === null ? endingView(shown) : questionView(shown, code)
  }

  const look = async (reader: Reader, by: Keyed, typed: Typed): Promise<Page> => {
    const what = typed.one('do')
    const view = await visits.open(by, what === 'open')
    if (!view) return nothing(reader)
    const shown = shownTo(by, view)
    const wanted = typed.one('show')
    if (view.asked.includes(wanted)) return { text: questionView(shown, wanted) }
    if (what === 'leave') return { text: leaveView(shown) }
    return { text: what === 'open' ? introductionView(shown) : next(shown, typed.one('after') || null) }
  }

  const answer = async (reader: Reader, by: Keyed, item: string, given: string | null): Promise<Page> => {
    const done = await visits.act(by, { kind: 'answer', item, answer: given }, now())
    if (done && done !== 'strange') {
      const shown = shownTo(by, done)
      return { text: done.frightened ? callView(shown, item) : next(shown, item) }
    }
    const view = done === 'strange' ? await visits.open(by) : undefined
    if (!view) return nothing(reader)
    const shown = shownTo(by, view)
    if (!view.asked.includes(item)) return { text: next(shown, null) }
    return { text: questionView(shown, item, shown.reader.t('own.choose')), status: 422 }
  }

  const finish = async (reader: Reader, by: Keyed, kind: 'put_off' | 'stop' | 'finish'): Promise<Page> => {
    const done = await visits.act(by, { kind } satisfies OwnAct, now())
    return done && done !== 'strange' ? { text: overView(shownTo(by, done), kind) } : nothing(reader)
  }

  const take = async (reader: Reader, typed: Typed): Promise<Page> => {
    const by: Keyed = { link: typed.one('link'), code: typed.one('code') }
    const [what, item] = [typed.one('do'), typed.one('item')]
    if (what === 'put_off' || what === 'stop' || what === 'finish') return finish(reader, by, what)
    if (item && what === 'skip') return answer(reader, by, item, null)
    // Written answers come with their own button, chosen ones are the button.
    if (item && typed.names().includes('answer')) return answer(reader, by, item, typed.one('answer').trim() || null)
    return look(reader, by, typed)
  }

  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    for (const register of bodyReaders) register(scope)
    const busy = (reader: Reader): Page => ({ text: entryView(reader, reader.t('own.busy')), status: 429 })

    scope.setErrorHandler(async (error, request, reply) => {
      const problem = asProblem(error)
      const reader = readerOf(request, '')
      if (problem.kind === 'too_many') return sendPadded(reply.code(429), busy(reader).text, ownHeaders)
      const status = problem.key === 'gate.too_large' ? 413 : 500
      if (status === 500) report?.(problem.key, '/own', error)
      return sendPadded(reply.code(status), entryView(reader, reader.t('own.broken')), ownHeaders)
    })

    scope.get('/own', async (request, reply) => {
      const chosen = (request.query as { l?: unknown }).l
      const reader = readerOf(request, typeof chosen === 'string' ? chosen : '')
      return sendPadded(reply, entryView(reader), ownHeaders)
    })

    scope.addHook('onRequest', async (request, reply) => {
      if (request.method !== 'POST') return
      if (inside.enter()) {
        reply.raw.once('close', () => inside.leave())
        return
      }
      return sendPadded(reply.code(429).header('retry-after', '60'), busy(readerOf(request, '')).text, ownHeaders)
    })

    scope.post('/own', async (request, reply) => {
      const site = request.headers['sec-fetch-site']
      const { typed } = filledBy(request)
      const reader = readerOf(request, typed.one('l'))
      if (site === 'cross-site' || site === 'same-site')
        return sendPadded(reply.code(403), entryView(reader), ownHeaders)
      const page = mayTry(request.ip) ? await evenly(() => take(reader, typed)) : busy(reader)
      return sendPadded(reply.code(page.status ?? 200), page.text, ownHeaders)
    })
  })
}
