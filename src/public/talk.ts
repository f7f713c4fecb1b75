// What somebody with a receipt reads and may do: the conversation, its days, the proof. A receipt that opens nothing and
// one without an answer give the same here, before anything is said.
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import { findByReceipt } from '#reports/door.store.ts'
import { openAnswer } from '#reports/sealed.store.ts'
import { answersFetched, findReceipt, renewReceipt } from '#reports/talk.store.ts'
import type { ReceiptKeys } from '#vault/receipt.ts'
import { readSent, type SentHere } from './sent-files.ts'

export interface Turn {
  by: 'you' | 'us'
  day: Day
  /** Only what we answered: what was sent is sealed to the desk. */
  text?: string
}

export interface Talk {
  turns: Turn[]
  until?: Day
  renewable?: boolean
  /** Sent to the holder of the receipt. */
  files?: SentHere[]
}

export interface Proof {
  day: Day
  organisation: string
  fingerprint: string
}

const nothing: Talk = { turns: [] }

export const readTalk = async (tx: Tx, keys: ReceiptKeys): Promise<Talk> => {
  const receipt = await findReceipt(tx, keys.lookup_id)
  const rows = await findByReceipt(tx, keys.lookup_id)
  await answersFetched(tx, keys.lookup_id)
  const files = await readSent(tx, keys)
  if (!receipt || (!receipt.answered && files.length === 0)) return nothing
  const turns = rows.flatMap(({ message_id, sealed, written_on, direction }): Turn[] => {
    if (!message_id || !written_on) return []
    if (direction === 'to_desk' || !sealed) return [{ by: 'you', day: written_on }]
    return [{ by: 'us', day: written_on, text: openAnswer(keys, message_id, sealed) }]
  })
  const { received_on, expires_on, renewable } = receipt
  return { turns: [{ by: 'you', day: received_on }, ...turns], until: expires_on, renewable, files }
}

/** The proof of what was just sent, for the page of the number; nobody else holds its look-up id yet. */
export const readNewProof = async (tx: Tx, lookup_id: Buffer): Promise<Proof | undefined> => {
  const receipt = await findReceipt(tx, lookup_id)
  if (!receipt) return undefined
  const { received_on, organisation, fingerprint } = receipt
  return { day: received_on, organisation, fingerprint: fingerprint.toString('hex') }
}

/** Later it is given where there is an answer to read: before, nothing tells that the receipt opens anything. */
export const readProof = async (tx: Tx, lookup_id: Buffer): Promise<Proof | undefined> => {
  const answered = (await findReceipt(tx, lookup_id))?.answered
  return answered ? readNewProof(tx, lookup_id) : undefined
}

export const renew = (tx: Tx, lookup_id: Buffer): Promise<void> => renewReceipt(tx, lookup_id)
