// My agenda in a calendar of my own: an address nobody guesses, behind which stand times and one neutral word.
import { z } from 'zod'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'

/** Drawn on the device of whoever opens the feed, so that no reply and no remembered request carries it. */
export const FeedToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
export type FeedToken = z.infer<typeof FeedToken>

export const newFeedToken = (): FeedToken => {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(32))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}

export const feedAddress = (origin: string, token: FeedToken): string => `${origin}/calendar/${token}.ics`

/** All that leaves of an appointment, and of a legal deadline, which is a whole day. */
export interface FeedTime {
  /** Keyed by the address itself: it leads to no row, and another feed has others. */
  uid: Buffer
  starts_at: Moment
  ends_at: Moment
  whole_day: boolean
  cancelled: boolean
  sequence: number
  changed_at: Moment
}

export const readFeed = endpoint({
  method: 'GET',
  path: '/api/agenda/feed',
  action: 'agenda.read',
  summary: 'Whether my calendar feed is open, since when, and the last day it was read.',
  input: z.object({}),
  reply: z.object({ feed: z.object({ created_at: Moment, last_read_on: Day.nullable() }).nullable() }),
})

export const openFeed = endpoint({
  method: 'POST',
  path: '/api/agenda/feed',
  action: 'agenda.read',
  summary: 'Opens my calendar feed at a new address; an older one is closed with it.',
  input: z.object({ token: FeedToken, language: z.enum(['en', 'es', 'it']) }),
  reply: z.object({ created_at: Moment }),
})

export const closeFeed = endpoint({
  method: 'POST',
  path: '/api/agenda/feed/close',
  action: 'agenda.read',
  summary: 'Closes my calendar feed: its address answers nothing from now on.',
  input: z.object({}),
  reply: z.object({}),
})
