// What two houses say to each other inside a referral, and what they tick off together when she is handed over.
import { z } from 'zod'
import { Code } from '#facts/facts.ts'
import { Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Prose } from '#kit/text.ts'
import { QueuedReferral } from './referral.ts'

export const Message = z.object({
  message_id: Id,
  /** Written by the reader's own organisation. */
  mine: z.boolean(),
  sent_at: Moment,
  /** When the other side first read it. */
  read_at: Moment.nullable(),
  words: z.string(),
})
export type Message = z.infer<typeof Message>

export const HandoverStep = z.object({ step: Code, done_at: Moment, mine: z.boolean() })
export type HandoverStep = z.infer<typeof HandoverStep>

export const Talk = z.object({
  messages: z.array(Message),
  steps: z.array(HandoverStep),
  /** Whether it goes on, and what it stands on holds. */
  open: z.boolean(),
})
export type Talk = z.infer<typeof Talk>

const ofFile = { case_id: Id, referral_id: Id }
const ofQueue = { referral_id: Id }
const message = { message_id: Id, words: Prose(2000) }
const tick = { step: Code, done: z.boolean() }

export const readTalk = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/referrals/:referral_id/talk',
  action: 'referrals.send',
  summary: 'The messages and the hand-over of a referral, for the house that sent it; what is read is marked as read.',
  input: z.object(ofFile),
  reply: Talk,
})

export const writeMessage = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/referrals/:referral_id/messages',
  action: 'referrals.send',
  summary: 'Writes to the partner inside a referral, sealed once to each house.',
  input: z.object({ ...ofFile, ...message }),
  reply: z.object({ message_id: Id }),
})

export const tickStep = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/referrals/:referral_id/steps/:step',
  action: 'referrals.send',
  summary: 'Ticks a step of the warm hand-over, or takes the tick back.',
  input: z.object({ ...ofFile, ...tick }),
  reply: z.object({ referral_id: Id, step: Code }),
})

export const readReceived = endpoint({
  method: 'GET',
  path: '/api/referrals/:referral_id',
  action: 'referrals.answer',
  summary: 'One referral sent to my organisation, with its messages and hand-over; nothing of her once it is over.',
  input: z.object(ofQueue),
  reply: z.object({ referral: QueuedReferral, talk: Talk }),
})

export const answerMessage = endpoint({
  method: 'POST',
  path: '/api/referrals/:referral_id/messages',
  action: 'referrals.answer',
  summary: 'Writes to whoever referred, sealed once to each house.',
  input: z.object({ ...ofQueue, ...message }),
  reply: z.object({ message_id: Id }),
})

export const tickReceivedStep = endpoint({
  method: 'PUT',
  path: '/api/referrals/:referral_id/steps/:step',
  action: 'referrals.answer',
  summary: 'Ticks a step of the warm hand-over, or takes the tick back.',
  input: z.object({ ...ofQueue, ...tick }),
  reply: z.object({ referral_id: Id, step: Code }),
})

export const askForTransfer = endpoint({
  method: 'POST',
  path: '/api/referrals/:referral_id/transfer-request',
  action: 'referrals.answer',
  summary: 'A partner that already helps her asks to accompany her from now on.',
  input: z.object({ ...ofQueue, version: z.int() }),
  reply: z.object({ referral_id: Id, version: z.int() }),
})
