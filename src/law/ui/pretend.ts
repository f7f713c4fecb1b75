// "What if": days and circumstances one supposes. It lives in this window alone and is gone with it; the server reckons it
// and keeps nothing.
import { useState } from 'react'
import type { SentInputOf } from '#kit/endpoint.ts'
import type { LawEvent, whatIf } from '../law-file.ts'
import type { Circumstances } from '../reckoning.ts'

type Asked = SentInputOf<typeof whatIf>
export type Supposed = NonNullable<Asked['events']>[number]

export interface Suppositions {
  events: Supposed[]
  withdrawn: string[]
  circumstances: Circumstances | null
  /** As if it were this day. */
  on: string | null
}

const nothing: Suppositions = { events: [], withdrawn: [], circumstances: null, on: null }

export interface Pretending {
  supposed: Suppositions
  /** Nothing is supposed yet: all is as it is. */
  isEmpty: boolean
  suppose: (event: Supposed) => void
  takeAway: (event: LawEvent) => void
  /** As it is in the file. */
  asItIs: (event_id: string) => void
  set: (change: Partial<Suppositions>) => void
  leave: () => void
}

const without = (events: Supposed[], event_id: string) => events.filter((each) => each.event_id !== event_id)

export const usePretending = (): { pretending: Pretending | null; begin: () => void } => {
  const [supposed, show] = useState<Suppositions | null>(null)
  const set = (change: Partial<Suppositions>) => show((before) => before && { ...before, ...change })
  return {
    begin: () => show(nothing),
    pretending: supposed && {
      supposed,
      isEmpty: JSON.stringify(supposed) === JSON.stringify(nothing),
      set,
      suppose: (event) =>
        set({
          events: [...without(supposed.events, event.event_id), event],
          withdrawn: supposed.withdrawn.filter((id) => id !== event.event_id),
        }),
      takeAway: ({ event_id }) =>
        set({
          events: without(supposed.events, event_id),
          withdrawn: [...supposed.withdrawn.filter((id) => id !== event_id), event_id],
        }),
      asItIs: (event_id) =>
        set({
          events: without(supposed.events, event_id),
          withdrawn: supposed.withdrawn.filter((id) => id !== event_id),
        }),
      leave: () => show(null),
    },
  }
}
