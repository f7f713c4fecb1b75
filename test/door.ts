// The public door as somebody without scripts meets it, over the tests' own database: posts forms, reads hidden fields,
// and makes receipts of each kind there is.
import Fastify, { type FastifyInstance } from 'fastify'
import { loadFacts } from '#facts/load.ts'
import { Database } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import { servePublicDoor } from '#public/door.ts'
import type { PublicDoor } from '#public/house.ts'
import { answerReporter } from '#triage/report.ts'
import { newReceipt } from '#vault/receipt.ts'
import { argon2id } from '#vault/slow-hash.ts'
import type { TestHouse } from './gate.ts'

export type Form = Record<string, string | string[]>

/** Steps of the clock so short, and a hash so quick, that tests of everything else do not wait for them. */
export const quickly = {
  step_ms: 60,
  watch: {
    hash: (message: Buffer, nonce: Buffer) => argon2id(message, nonce, { memory: 64, passes: 1 }),
  },
}

/** Far above what tests do: nobody is made to wait. */
export const noLimits = {
  limits: { reports: 1e6, returns: 1e6 },
  crowd: { inside: 1e6, atOnce: 1e9, perSecond: 1e6 },
  budget: { address: { most: 1e9, perSecond: 1e6 }, all: { most: 1e9, perSecond: 1e6 } },
}

export const receiptKinds = ['unknown', 'expired', 'erased', 'unanswered'] as const
export type ReceiptKind = (typeof receiptKinds)[number]

export const hiddenIn = (text: string, name: string): string =>
  new RegExp(`type="hidden" name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? ''

/** What differs between two pages of the same kind although they say the same: names made anew for each. */
export const withoutNames = (text: string): string =>
  text.replace(/(name="(?:seed|receipt|lookup|ticket)" value=")[^"]*/g, '$1')

export const doorOf = async (at: TestHouse, options: Partial<PublicDoor> = noLimits) => {
  const database = new Database(at.db.connection('amparo_door'))
  const app: FastifyInstance = Fastify()
  servePublicDoor(app, { door: database, facts: loadFacts(), ...options })

  const post = async (form: Form, headers: Record<string, string> = {}) => {
    const body = new URLSearchParams()
    for (const [name, value] of Object.entries(form)) for (const each of [value].flat()) body.append(name, each)
    const reply = await app.inject({
      method: 'POST',
      url: '/',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'en', ...headers },
      payload: body.toString(),
    })
    const { date: _, ...rest } = reply.headers
    return { status: reply.statusCode, text: reply.body, headers: rest, bytes: reply.rawPayload.length }
  }

  const seed = () => Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')
  const report = async (words: string, more: Form = {}) => {
    const { text } = await post({ do: 'report', l: 'en', form: 'someone', seed: seed(), what_happened: words, ...more })
    return { receipt: hiddenIn(text, 'receipt'), lookup: hiddenIn(text, 'lookup'), mine: hiddenIn(text, 'mine'), text }
  }
  const reportIdOf = async (lookup: string): Promise<string> =>
    String(
      (await at.rows('select report_id from report where lookup_id = $1', [Buffer.from(lookup, 'hex')]))[0]?.report_id,
    )

  const answer = async (lookup: string, text: string) => {
    const message_id = newId()
    await at.ask(answerReporter, { report_id: await reportIdOf(lookup), message_id, text }, at.staff.intake)
    return message_id
  }

  /** A receipt of this kind, with its look-up id as a page of it carries it. */
  const aReceipt = async (kind: ReceiptKind) => {
    if (kind === 'unknown')
      return {
        receipt: newReceipt(),
        lookup: seed()
          .slice(0, 16)
          .replace(/./g, (c) => (c.charCodeAt(0) % 256).toString(16).padStart(2, '0')),
      }
    const { receipt, lookup } = await report(`A report that is ${kind}`)
    const report_id = await reportIdOf(lookup)
    if (kind === 'unanswered') return { receipt, lookup }
    await answer(lookup, 'An answer nobody may read any more')
    await at.rows('update report set expires_on = current_date - 1 where report_id = $1', [report_id])
    if (kind === 'erased') {
      await at.rows('delete from report_message where report_id = $1', [report_id])
      await at.rows('delete from report where report_id = $1', [report_id])
    }
    return { receipt, lookup }
  }

  return {
    app,
    post,
    report,
    reportIdOf,
    answer,
    aReceipt,
    seed,
    get: async () => (await app.inject({ url: '/', headers: { 'accept-language': 'en' } })).body,
    close: async () => {
      await app.close()
      await database.close()
    },
  }
}
export type TestDoor = Awaited<ReturnType<typeof doorOf>>
