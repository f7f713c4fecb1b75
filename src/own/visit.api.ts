// What she may do on her own link: open it, answer, skip, put it off, stop, finish. Link and code are proved anew at every
// step; what she answers is kept at once, sealed for going on and for the house, and nothing of it stays on her phone.
import { homeName, type OwnHome, OwnState, stateName } from '#assessments/door.ts'
import type { Instrument, Wording } from '#assessments/instrument.ts'
import { findInstrument, wordingOf } from '#assessments/instruments.store.ts'
import { readAnswers } from '#assessments/scoring.rules.ts'
import { strangeAnswers } from '#assessments/sitting.rules.ts'
import { askedCodes, saidOf } from '#assessments/walk.rules.ts'
import type { Database, Tx } from '#kit/database.ts'
import type { Moment } from '#kit/day.ts'
import { Problem } from '#kit/problem.ts'
import { keepOwn, type OwnOpened, openOwn } from '#links/door.store.ts'
import { sealHome } from '#links/home.store.ts'
import { openForLink, sealForLink } from '#links/keys.store.ts'
import { LinkProver, type Proven } from '#links/prover.store.ts'
import { openingOf } from '#safety/protocol.rules.ts'
import { protocolFacts } from '#safety/protocol-facts.ts'
import type { SlowHash } from '#vault/slow-process.ts'

/** What was typed to open it; it travels with every page. */
export interface Keyed {
  link: string
  code: string
}

export interface OwnView {
  state: OwnState
  instrument: Instrument
  wording: Wording
  /** Items to be asked, given her answers so far. */
  asked: string[]
  /** The answer just given is about her safety. */
  frightened?: boolean
}

export type OwnAct =
  | { kind: 'answer'; item: string; answer: string | null }
  | { kind: 'put_off' }
  | { kind: 'stop' }
  | { kind: 'finish' }

const stateAfter = { answer: 'answering', put_off: 'put_off', stop: 'stopped', finish: 'done' } as const
/** What another process keeps meanwhile is read anew; taps in this one go one after the other. */
const mostTurns = 4

interface Opened {
  proven: Proven
  row: OwnOpened
  view: OwnView
}

export class OwnVisits {
  readonly #database: Database
  readonly #prover: LinkProver
  /** The last tap on each link that is under way. */
  readonly #last = new Map<string, Promise<unknown>>()

  constructor(database: Database, hash: SlowHash) {
    this.#database = database
    this.#prover = new LinkProver(database, hash)
  }

  #ask<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#database.transaction({ token: '' }, work)
  }

  async #look(proven: Proven, isFirst: boolean): Promise<Opened | undefined> {
    if (proven.tried.purpose !== 'own_answers') return undefined
    const row = await this.#ask((tx) => openOwn(tx, proven.proof, isFirst))
    if (!row) return undefined
    const state = OwnState.parse(openForLink(proven, stateName(row.link_id), row.sealed_state))
    const instrument = findInstrument(state.instrument, state.version)
    if (!instrument) return undefined
    const wording = wordingOf(instrument.id, instrument.version, state.worded)
    return { proven, row, view: { state, instrument, wording, asked: askedCodes(instrument, state.answers) } }
  }

  async open(keyed: Keyed, isFirst = false): Promise<OwnView | undefined> {
    const proven = await this.#prover.prove(keyed)
    return proven && (await this.#look(proven, isFirst))?.view
  }

  async #keep({ proven, row, view }: Opened, act: OwnAct, now: Moment) {
    const { instrument, state } = view
    const answers = act.kind === 'answer' ? { ...state.answers, [act.item]: act.answer } : state.answers
    const put_off = act.kind === 'put_off' ? [...state.put_off, now.slice(0, 10)] : state.put_off
    const frightens = act.kind === 'answer' && readAnswers(instrument, saidOf(answers)).safety.includes(act.item)
    const next: OwnState = { ...state, answers, put_off, frightened: state.frightened || frightens }
    const cause = {
      ...({ cause: 'instrument', instrument: instrument.id, assessment_id: state.sitting_id } as const),
      item: act.kind === 'answer' ? act.item : '',
    }
    const { link, code, tried, proof } = proven
    const keys = { link_key: link.public_key, code_key: code.public_key }
    const done = await this.#ask((tx) =>
      keepOwn(tx, proof, {
        expected: row.step,
        state: stateAfter[act.kind],
        sealed_state: sealForLink(keys, stateName(row.link_id), next),
        home_version: tried.intake_version,
        sealed_home: sealHome(tried, homeName(row.link_id, row.step + 1), { answers, put_off } satisfies OwnHome),
        protocol: frightens && !state.frightened ? openingOf(protocolFacts, cause, now, row.zone) : null,
      }),
    )
    return { done, view: { ...view, state: next, asked: askedCodes(instrument, answers), frightened: frightens } }
  }

  /**
   * Nothing where the link opens nothing (any more); `strange` for an answer its question does not offer. Throws
   * `gate.too_many` where other processes kept overtaking it: it may be given again.
   */
  async act(keyed: Keyed, act: OwnAct, now: Moment): Promise<OwnView | 'strange' | undefined> {
    const proven = await this.#prover.prove(keyed)
    return proven && this.#inTurn(proven, () => this.#act(proven, act, now))
  }

  /** Of many taps at once on one link none is lost for having been overtaken too often. */
  async #inTurn<T>({ proof }: Proven, work: () => Promise<T>): Promise<T> {
    const link = proof.token_hash.toString('hex')
    const mine = (this.#last.get(link) ?? Promise.resolve()).then(work)
    const over = mine.catch(() => {})
    this.#last.set(link, over)
    try {
      return await mine
    } finally {
      if (this.#last.get(link) === over) this.#last.delete(link)
    }
  }

  async #act(proven: Proven, act: OwnAct, now: Moment): Promise<OwnView | 'strange' | undefined> {
    for (let turn = 0; turn < mostTurns; turn += 1) {
      const opened = await this.#look(proven, false)
      if (!opened) return undefined
      if (act.kind === 'answer' && strangeAnswers(opened.view.instrument, { [act.item]: act.answer }).length > 0)
        return 'strange'
      const { done, view } = await this.#keep(opened, act, now)
      if (done === 'kept') return view
      if (done === null) return undefined
    }
    throw new Problem('too_many', 'gate.too_many')
  }
}
