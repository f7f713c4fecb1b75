// One request through the gate: enter, decide, run, journal, remember, leave; all in one transaction.
import { hash } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { decide, demands } from '#access/access.rules.ts'
import { readEntered } from '#access/access.store.ts'
import type { Actor, Matrix, Subject } from '#access/access.ts'
import { journalStatement, type NewJournalEntry } from '#journal/journal.store.ts'
import type { JournalNote } from '#journal/journal.ts'
import type { Tx } from '#kit/database.ts'
import type { AnyEndpoint } from '#kit/endpoint.ts'
import { newIdInOrder } from '#kit/id.ts'
import { Problem } from '#kit/problem.ts'
import type { AboutOnce, Answer, Asked, AskedOnce, AskedOnFile, House, Once, OpenedFile, Visitor } from './answer.ts'

export interface Request {
  token: string
  input: Record<string, unknown>
  idempotency_key: string | undefined
  visitor: Visitor
  now: Date
}

export interface Passed {
  reply: unknown
  /** A new session token to set, null to clear it, undefined to leave it. */
  session: string | null | undefined
  /** True when the reply was remembered from an earlier, identical request. */
  repeated: boolean
  /** True when the short way told it. */
  at_once?: true
}

const secondFactorLasts = 10 * 60_000

const demandMore = (matrix: Matrix, actor: Actor, action: string, request: Request): void => {
  const wanted = demands(matrix, actor, action)
  if (wanted.reason && !request.input.reason) throw new Problem('invalid', 'access.reason_needed')
  if (!wanted.second_factor) return
  const shown = actor.second_factor_at ? Date.parse(actor.second_factor_at) : 0
  if (request.now.getTime() - shown > secondFactorLasts) throw new Problem('refused', 'access.second_factor_needed')
}

const openFile = (matrix: Matrix, actor: Actor, action: string, case_id: string, subject?: Subject): OpenedFile => {
  // Absent and forbidden look the same, whichever of the two it is.
  if (!subject) throw new Problem('not_found', 'case.not_found')
  const decision = decide(matrix, actor, action, subject)
  if (!decision.allowed) {
    const seen = decide(matrix, actor, 'case.open', subject).allowed
    throw seen ? new Problem('refused', 'access.refused') : new Problem('not_found', 'case.not_found')
  }
  return { ...subject, ...decision, case_id }
}

const fingerprintOf = (house: House, action: string, input: unknown): Buffer =>
  house.vault.fingerprint(hash('sha256', `${action}\0${JSON.stringify(input)}`, 'buffer'))

interface Remembered {
  action: string
  fingerprint: Buffer
  reply: unknown
}
// The policy narrows this to the requests of whoever asks.
const findAnswered = async (tx: Tx, key: string): Promise<Remembered | undefined> => {
  const text =
    'select action, fingerprint, reply from answered_request where organisation_id = (select guard.organisation()) and staff_id = (select guard.staff()) and idempotency_key = $1'
  const { rows } = await tx.executeQuery<Remembered>(CompiledQuery.raw(text, [key]))
  return rows[0]
}

const remember = `insert into answered_request (organisation_id, staff_id, idempotency_key, action, fingerprint, reply)
  values ($1, $2, $3, $4, $5, $6)`
const rememberStatement = (
  actor: Actor,
  key: string,
  endpoint: AnyEndpoint,
  print: Buffer,
  reply: unknown,
): CompiledQuery =>
  CompiledQuery.raw(remember, [
    actor.organisation_id,
    actor.staff_id,
    key,
    endpoint.action,
    print,
    JSON.stringify(endpoint.reply.parse(reply)),
  ])

/** What was written already, the ordinary way answers or refuses. */
const settledBefore = (error: { code?: string }): undefined => {
  if (error.code !== '23505') throw error
}

/** The short way, or nothing where the ordinary way has to be taken. Both guards decide; that they agree is checked. */
const passAtOnce = async (
  house: House,
  matrix: Matrix,
  { endpoint, at_once }: Answer,
  request: Request,
): Promise<Passed | undefined> => {
  if (!at_once || request.token === '') return undefined
  const { action } = endpoint
  const { token, idempotency_key } = request
  const isWrite = endpoint.method !== 'GET'
  if (isWrite && !idempotency_key) return undefined
  const about: AboutOnce<unknown> = {
    input: request.input,
    token,
    entry_id: newIdInOrder(),
    vault: house.vault,
    today: request.now.toISOString().slice(0, 10),
    repeat: isWrite
      ? { idempotency_key: idempotency_key!, fingerprint: fingerprintOf(house, action + endpoint.path, request.input) }
      : undefined,
  }
  const statement = at_once.statement(about as never)
  const answered = statement && (await house.database.once<Once>(statement).catch(settledBefore))
  if (!answered) return undefined
  const { actor, subject, basis, row } = answered
  const decision = decide(matrix, actor, action, subject)
  if (!decision.allowed || decision.because !== basis) throw new Problem('broken', 'access.guards_disagree')
  demandMore(matrix, actor, action, request)
  const { input } = request
  const asked: AskedOnce<unknown> & { file?: OpenedFile } = {
    input,
    vault: house.vault,
    facts: house.facts,
    today: about.today,
    actor,
    ...(subject && { file: { ...subject, ...decision, case_id: String(input.case_id) } }),
    may: (other) => decide(matrix, actor, other, subject),
  }
  const reply = at_once.tell(asked as never, row as never)
  return reply === undefined ? undefined : { reply, session: undefined, repeated: false, at_once: true }
}

export const pass = async (house: House, matrix: Matrix, answer: Answer, request: Request): Promise<Passed> => {
  const passed = await passAtOnce(house, matrix, answer, request)
  if (passed) return passed
  const { endpoint, handler } = answer
  const case_id = typeof request.input.case_id === 'string' ? request.input.case_id : undefined
  const isPublic = endpoint.action === 'public'
  const isWrite = endpoint.method !== 'GET' && !endpoint.asks
  let session: Passed['session']

  return house.database.transaction(
    { token: request.token, ...(case_id && { case_id }) },
    async (tx, entering, last) => {
      const asked: Asked<unknown> = {
        input: request.input,
        tx,
        house,
        vault: house.vault,
        facts: house.facts,
        today: request.now.toISOString().slice(0, 10),
        now: request.now.toISOString(),
        visitor: request.visitor,
        keepSession: (token) => {
          session = token
        },
      }
      if (isPublic) return { reply: await handler(asked as never), session, repeated: false }

      const [entered, answered] = await Promise.all([
        entering.then(readEntered),
        isWrite && request.idempotency_key ? findAnswered(tx, request.idempotency_key) : undefined,
      ])
      if (!entered) throw new Problem('signed_out', 'session.signed_out')
      const { actor } = entered
      const subject = entered.subject ?? undefined
      if (isWrite && !request.idempotency_key) throw new Problem('invalid', 'gate.idempotency_key_needed')

      const print = isWrite ? fingerprintOf(house, endpoint.action + endpoint.path, request.input) : undefined
      if (answered && print) {
        if (!answered.fingerprint.equals(print)) throw new Problem('conflict', 'gate.idempotency_key_reused')
        return { reply: answered.reply, session, repeated: true }
      }

      const decision = decide(matrix, actor, endpoint.action)
      // On a file the file decides, so that whoever may not even see it learns nothing from the refusal.
      if (!decision.allowed && !case_id) throw new Problem('refused', 'access.refused')
      const file = case_id ? openFile(matrix, actor, endpoint.action, case_id, subject) : undefined
      demandMore(matrix, actor, endpoint.action, request)

      let noted: JournalNote = {}
      const staffAsked: Omit<AskedOnFile<unknown>, 'file'> & { file: OpenedFile | undefined } = {
        ...asked,
        actor,
        file,
        note: (note) => {
          noted = { ...noted, ...note }
        },
        may: (action) => decide(matrix, actor, action, subject),
        demand: (section) => {
          if (!file?.sections.includes(section)) throw new Problem('not_found', 'case.section_not_found')
        },
      }
      const reply = await handler(staffAsked as never)

      const entry: NewJournalEntry = {
        organisation_id: noted.organisation_id ?? file?.organisation_id ?? actor.organisation_id,
        entry_id: newIdInOrder(),
        actor_id: actor.staff_id,
        actor_organisation_id: actor.organisation_id,
        session_id: actor.session_id,
        action: endpoint.action,
        case_id: noted.case_id ?? case_id ?? null,
        subject_id: noted.subject_id ?? null,
        basis: file?.because ?? decision.because,
        sections: noted.sections ?? file?.sections ?? [],
        reason: noted.reason ?? null,
        outcome: 'done',
      }
      last.push(journalStatement(entry))
      if (print) last.push(rememberStatement(actor, request.idempotency_key!, endpoint, print, reply))
      return { reply, session, repeated: false }
    },
  )
}
