// The pages of one run: each looks at how far somebody is, shows or keeps one thing, and leads to the next. A page that is
// still ahead leads back to the one somebody is at.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { CertificateLanguage, RecipientName } from '#certificates/issue.ts'
import type { ShortCode } from '#institutions/sector.ts'
import { languages } from '#language/languages.ts'
import type { ModuleRun } from '#modules/run.ts'
import { changesOf, findStep, minutesLeft, placeOf, quizAgain, quizOf, type Step, trailOf } from '#modules/way.rules.ts'
import type { Html } from '../html.ts'
import type { Typed } from '../typed.ts'
import type { Doorkeeper } from './doorkeeper.ts'
import { runView } from './home.ts'
import { learnPage, sendLearn } from './page.ts'
import { paperView, questionView, resultView } from './quiz.ts'
import {
  followsView,
  momentView,
  pathwayView,
  signsSeen,
  signsView,
  situationView,
  textView,
  type Ways,
} from './units.ts'
import type { LearnVisits, Offered } from './visit.ts'
import { type Shown, said, shownTo } from './words.ts'

export interface Answered {
  request: FastifyRequest
  reply: FastifyReply
  offered: Offered
  code: ShortCode
  unit: string | null
  part: string | null
  typed: Typed
  steps: Step[]
  /** Of the run: what is bookmarked. */
  address: string
  query: (name: string) => string
  unknown: () => FastifyReply
  busy: () => FastifyReply
}

interface At extends Answered {
  run: ModuleRun
  shown: Shown
  /** How many pages are done. */
  place: number
}

const stepAddress = (address: string, step: Step | undefined): string =>
  step ? `${address}/${step.unit.id}${step.item ? `/${step.item.id}` : ''}` : address

export class RunPages {
  readonly #visits: LearnVisits
  readonly #keeper: Doorkeeper
  constructor(visits: LearnVisits, keeper: Doorkeeper) {
    this.#visits = visits
    this.#keeper = keeper
  }

  /** How far the run of this code is; nothing for a code that opens nothing. */
  async #at(asked: Answered): Promise<At | undefined> {
    if (!asked.code) return undefined
    const { file } = asked.offered
    const run = await this.#visits.look(asked.code, file.module.id)
    return run && this.#seen(asked, run)
  }

  #seen(asked: Answered, run: ModuleRun): At {
    this.#keeper.wasRight(asked.code)
    return { ...asked, run, shown: shownTo(run.language, asked.offered.file), place: placeOf(asked.steps, run.answers) }
  }

  #send({ reply, shown, steps, place, address, code }: At, main: Html, status?: number): FastifyReply {
    const { reader, module } = shown
    const { t } = reader
    const left = minutesLeft(module.minutes, place, steps.length)
    const far = t(place === steps.length ? 'learn.all_done' : 'learn.far', {
      done: place,
      of: steps.length,
      minutes: left,
    })
    const run = { code, address, done: place, of: steps.length, said: far }
    return sendLearn(reply, learnPage(reader, { title: said(shown, 'module.title'), home: address, run }, main), status)
  }

  #go({ reply }: Answered, address: string): FastifyReply {
    return reply.redirect(address, 303)
  }

  #waysOf({ address, steps }: Answered, place: number): Ways {
    return { here: `${address}/${steps[place]!.unit.id}`, next: stepAddress(address, steps[place + 1]) }
  }

  #own({ run, code }: At) {
    return run.institution ? this.#visits.institutionOf(code, run.module) : Promise.resolve(undefined)
  }

  async home(asked: Answered): Promise<FastifyReply> {
    const at = await this.#at(asked)
    if (!at) return asked.unknown()
    const { run, shown, steps, place, address, code } = at
    if (place < steps.length && !run.passed_on)
      return this.#send(at, runView(shown, run, code, address, stepAddress(address, steps[place])))
    return this.#result(at)
  }

  async #result(at: At, wrong?: string): Promise<FastifyReply> {
    const own = await this.#own(at)
    const view = resultView(at.shown, quizOf(at.shown.module), at.run, { address: at.address, own, wrong })
    return this.#send(at, view, wrong ? 422 : 200)
  }

  /** What is done from the first page of a run: another language, the quiz once more, a certificate. */
  async act(asked: Answered): Promise<FastifyReply> {
    const { typed, code, address, offered } = asked
    const what = typed.one('do')
    if (what === 'language') {
      const to = languages.find((each) => each.desk && each.code === typed.one('to'))
      if (to && code) await this.#visits.speak(code, offered.file.module.id, to.code)
      return this.#go(asked, address)
    }
    const at = await this.#at(asked)
    if (!at) return asked.unknown()
    const quiz = quizOf(at.shown.module)
    if (what === 'again' && !at.run.passed_on) {
      await this.#visits.answer(offered, code, quizAgain(quiz), 0)
      return this.#go(
        asked,
        stepAddress(
          address,
          asked.steps.find(({ unit }) => unit === quiz),
        ),
      )
    }
    return what === 'paper' ? this.#paper(at) : this.#go(asked, address)
  }

  async #paper(at: At): Promise<FastifyReply> {
    const { typed, shown, code, address, offered, request } = at
    const { reader } = shown
    const name = RecipientName.safeParse(typed.one('name'))
    if (!name.success) return this.#result(at, reader.t('learn.name_wrong'))
    if (!this.#keeper.mayMakePaper(request.ip)) return at.busy()
    const language = CertificateLanguage.catch('en').parse(reader.content)
    const title = said(shown, 'module.title').slice(0, 200)
    const issued = await this.#visits.paper(offered, code, { name: name.data, title, language })
    if (!issued) return this.#go(at, address)
    this.#keeper.holdPaper(code, issued)
    return this.#send(at, paperView(shown, issued, address))
  }

  async takePaper(asked: Answered, what: 'pdf' | 'badge'): Promise<FastifyReply> {
    const { reply, code, query } = asked
    const issued = this.#keeper.paperOf(code, query('n'))
    if (!issued) return asked.unknown()
    const [type, file] = what === 'pdf' ? ['application/pdf', 'pdf'] : ['application/json; charset=utf-8', 'json']
    reply.type(type).header('cache-control', 'private, no-store').header('x-content-type-options', 'nosniff')
    reply.header('content-disposition', `attachment; filename="certificate-${issued.number}.${file}"`)
    return reply.send(
      what === 'pdf' ? Buffer.from(await issued.pdf()) : `${JSON.stringify(issued.credential, null, 2)}\n`,
    )
  }

  async step(asked: Answered): Promise<FastifyReply> {
    const at = await this.#at(asked)
    if (!at) return asked.unknown()
    const { unit, part, steps, place, address, run } = at
    const wanted = findStep(steps, unit ?? '', part)
    const step = steps[wanted]
    // Ahead of where somebody is, or nowhere; and a quiz that is answered shows what was right, not itself.
    if (!step || wanted > place || (step.item && (run.passed_on || place === steps.length)))
      return this.#go(asked, place === steps.length ? address : stepAddress(address, steps[place]))
    return this.#show(at, step, this.#waysOf(at, wanted))
  }

  async #show(at: At, { unit, item }: Step, ways: Ways): Promise<FastifyReply> {
    const { shown, run, part, code } = at
    switch (unit.kind) {
      case 'text':
        return this.#send(at, textView(shown, unit, ways))
      case 'situation': {
        const known = unit.nodes.find(({ id }) => id === part)
        const view = known
          ? momentView(shown, unit, known.id, run.answers, ways)
          : situationView(shown, unit, run.answers, ways)
        return this.#send(at, view)
      }
      case 'signs': {
        const done = unit.signs.every(({ id }) => run.answers[`${unit.id}.${id}`])
        return this.#send(at, done ? signsSeen(shown, unit, run.answers, ways) : signsView(shown, unit, ways, {}))
      }
      case 'pathway':
        return this.#send(at, pathwayView(shown, unit, await this.#own(at), ways))
      case 'quiz':
        return this.#send(at, questionView(shown, { unit, item: item!, order: `${code} ${run.tries}` }, run, ways))
    }
  }

  async answer(asked: Answered): Promise<FastifyReply> {
    const { unit, part, steps, typed, offered, code, address } = asked
    const place = findStep(steps, unit ?? '', part)
    const step = steps[place]
    if (!step || !code) return asked.unknown()
    const ways = this.#waysOf(asked, place)
    if (typed.one('do') === 'again' && step.unit.kind === 'signs') {
      const open = Object.fromEntries(step.unit.signs.map(({ id }) => [`${step.unit.id}.${id}`, null]))
      return (await this.#visits.answer(offered, code, open, place)) ? this.#go(asked, ways.here) : asked.unknown()
    }
    const changes = changesOf(step, part, (name) => typed.all(step.unit.kind === 'signs' ? name : 'given'))
    if (!changes) return this.#otherwise(asked, step, ways)
    const run = await this.#visits.answer(offered, code, changes, place + 1)
    if (!run) return asked.unknown()
    this.#keeper.wasRight(code)
    if (step.unit.kind === 'situation') return this.#go(asked, `${ways.here}/${part}/follows`)
    if (step.unit.kind === 'signs') return this.#go(asked, ways.here)
    // Whoever came back to something earlier goes on from there; after the last question, to what was missing or the result.
    return this.#go(
      asked,
      place + 1 < steps.length ? ways.next : stepAddress(address, steps[placeOf(steps, run.answers)]),
    )
  }

  /** Answered otherwise than asked: the same page, with what was chosen so far and what is still wanted. */
  async #otherwise(asked: Answered, { unit, item }: Step, ways: Ways): Promise<FastifyReply> {
    const at = await this.#at(asked)
    if (!at) return asked.unknown()
    const { shown, run, typed, code } = at
    const { t } = shown.reader
    if (unit.kind === 'signs') {
      const given = Object.fromEntries(unit.signs.map(({ id }) => [`${unit.id}.${id}`, typed.all(id)]))
      return this.#send(at, signsView(shown, unit, ways, given, t('learn.tell_each')), 422)
    }
    if (unit.kind === 'quiz')
      return this.#send(
        at,
        questionView(shown, { unit, item: item!, order: `${code} ${run.tries}` }, run, ways, t('learn.choose_one')),
        422,
      )
    return this.#go(asked, ways.here)
  }

  async follows(asked: Answered): Promise<FastifyReply> {
    const at = await this.#at(asked)
    if (!at) return asked.unknown()
    const { shown, run, steps, unit: unit_id, part, address } = at
    const place = findStep(steps, unit_id ?? '', null)
    const unit = steps[place]?.unit
    if (unit?.kind !== 'situation') return this.#go(asked, address)
    const moment = trailOf(unit, run.answers).trail.find(({ node }) => node === part)
    const ways = this.#waysOf(at, place)
    return moment ? this.#send(at, followsView(shown, unit, moment, ways)) : this.#go(asked, ways.here)
  }
}
