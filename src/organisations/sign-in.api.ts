// Signing in and out. An unknown address, a wrong password, someone who left: one answer, in the same time.
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { findActor } from '#access/access.store.ts'
import { type Asked, answer } from '#gate/answer.ts'
import { writeJournal } from '#journal/journal.store.ts'
import type { Tx } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import { Problem } from '#kit/problem.ts'
import { verifyPassword } from '#vault/password.ts'
import {
  countAttempt,
  endThisSession,
  findAccount,
  findChallenge,
  keepChallenge,
  type Marks,
  marksOf,
  mayTry,
  newSecret,
  startSession,
  takeChallenge,
} from './account.store.ts'
import type { SignInReply } from './account.ts'
import * as model from './account.ts'
import { proveWithCode } from './one-time-code.api.ts'
import { passkeySite, provenByPasskey } from './passkey-check.api.ts'

const floor = 300
/** A refusal takes at least as long as checking a password: how long it took tells nothing. */
const unhurried = async <T>(work: () => Promise<T>): Promise<T> => {
  const earliest = setTimeout(floor)
  try {
    return await work()
  } finally {
    await earliest
  }
}

/** Runs a check that is allowed only so often; `wait` when it is not. Answers whether it was right. */
export const counted = async (tx: Tx, marks: Marks, check: () => Promise<boolean>): Promise<boolean | 'wait'> => {
  const may = await mayTry(tx, marks)
  if (may === 'busy') throw new Problem('too_many', 'sign_in.busy')
  if (may === 'wait') return 'wait'
  const right = (await check()) === true
  await countAttempt(tx, marks, right)
  return right
}

type By = 'password' | 'code' | 'passkey' | 'invitation'

/** From here on this transaction speaks as someone whose identity is proven, or is about to be; no cookie yet. */
const enter = async ({ tx, visitor }: Asked<unknown>, staff_id: string, by: By) => {
  const session = await startSession(tx, staff_id, visitor.device, by === 'code' || by === 'passkey')
  const actor = session && (await findActor(tx))
  if (!actor) return undefined
  await journalSignIn(tx, actor, by)
  return { session, actor }
}

/** Lets someone in whose identity was just proven, and journals it as their deed. */
export const letIn = async (asked: Asked<unknown>, staff_id: string, by: By): Promise<SignInReply> => {
  const entered = await enter(asked, staff_id, by)
  if (!entered) return { outcome: 'refused' }
  asked.keepSession(entered.session.token)
  return { outcome: 'signed_in', session_id: entered.session.session_id }
}

const journalSignIn = (tx: Tx, actor: NonNullable<Awaited<ReturnType<typeof findActor>>>, by: string, out = false) =>
  writeJournal(tx, {
    organisation_id: actor.organisation_id,
    entry_id: newId(),
    actor_id: actor.staff_id,
    actor_organisation_id: actor.organisation_id,
    session_id: actor.session_id,
    action: out ? 'account.sign_out' : 'account.sign_in',
    case_id: null,
    subject_id: null,
    basis: 'own',
    sections: [],
    reason: by,
    outcome: 'done',
  })

/** The code can only be checked as the person it belongs to; a wrong one undoes that as if it had never been. */
const letInWithCode = async (asked: Asked<unknown>, staff_id: string, code: string): Promise<SignInReply> => {
  const { tx, vault, visitor } = asked
  let entered: Awaited<ReturnType<typeof enter>>
  const right = await counted(tx, marksOf(vault, `code of ${staff_id}`, visitor.address), async () => {
    await sql`savepoint before_code`.execute(tx)
    entered = await enter(asked, staff_id, 'code')
    if (entered && (await proveWithCode(tx, vault, entered.actor, code, asked.now)) === true) return true
    await sql`rollback to savepoint before_code`.execute(tx)
    return false
  })
  if (right === 'wait') return { outcome: 'wait' }
  if (!right || !entered) return { outcome: 'refused' }
  asked.keepSession(entered.session.token)
  return { outcome: 'signed_in', session_id: entered.session.session_id }
}

export const signIn = answer(model.signIn)((asked) =>
  unhurried(async () => {
    const { input, tx, vault, visitor } = asked
    let found: Awaited<ReturnType<typeof findAccount>>
    const right = await counted(tx, marksOf(vault, input.email, visitor.address), async () => {
      found = await findAccount(tx, input.email)
      return (await verifyPassword(input.password, found?.password_hash ?? null)) === true
    })
    if (right === 'wait') return { outcome: 'wait' }
    if (!right || !found) return { outcome: 'refused' }
    if (!found.second_factor) return letIn(asked, found.staff_id, 'password')
    if (input.code) return letInWithCode(asked, found.staff_id, input.code)
    const challenge = newSecret()
    await keepChallenge(tx, challenge, 'code', found.staff_id)
    return { outcome: 'code_needed', challenge }
  }),
)

export const signInWithCode = answer(model.signInWithCode)((asked) =>
  unhurried(async () => {
    const { challenge, code } = asked.input
    const staff_id = await findChallenge(asked.tx, challenge, 'code')
    if (!staff_id) return { outcome: 'refused' }
    const reply = await letInWithCode(asked, staff_id, code)
    if (reply.outcome === 'signed_in') await takeChallenge(asked.tx, challenge, 'code')
    return reply
  }),
)

export const askForPasskey = answer(model.askForPasskey)(async ({ tx, house }) => {
  const challenge = newSecret()
  await keepChallenge(tx, challenge, 'passkey', null)
  return { challenge, rpId: passkeySite(house), timeout: 300_000, userVerification: 'required' as const }
})

export const signInWithPasskey = answer(model.signInWithPasskey)((asked) =>
  unhurried(async () => {
    const { tx, vault, visitor, house, input } = asked
    let staff_id: string | null = null
    const right = await counted(tx, marksOf(vault, `passkey ${input.answer.id}`, visitor.address), async () => {
      staff_id = await provenByPasskey(tx, house, input.answer)
      return staff_id !== null
    })
    if (right === 'wait') return { outcome: 'wait' }
    return staff_id === null ? { outcome: 'refused' } : letIn(asked, staff_id, 'passkey')
  }),
)

export const signOut = answer(model.signOut)(async ({ tx, keepSession }) => {
  const actor = await findActor(tx)
  if (actor) await journalSignIn(tx, actor, 'device', true)
  const ended = await endThisSession(tx)
  keepSession(null)
  return { ended }
})

export const signInAnswers = [signIn, signInWithCode, askForPasskey, signInWithPasskey, signOut]
