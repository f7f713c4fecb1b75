// A training to take along: its sessions, and the two days on which somebody is asked what became of it. Trainings are public,
// so they are named; whoever comes is not.
import ical from 'ical-generator'
import { windowOf } from '#prevention/moments.rules.ts'
import type { Reader } from '../page.ts'
import type { Found } from './visit.ts'
import { titleOf } from './words.ts'

export const calendarOf = (reader: Reader, found: Found, public_url: string | undefined): string => {
  const { at, join, curriculum } = found
  const { text } = titleOf(reader, curriculum)
  const url = public_url ? `${public_url}/training/${join}` : undefined
  const calendar = ical({ prodId: { company: 'a', product: 'calendar', language: reader.language.toUpperCase() } })
  for (const { session_id, starts_at, ends_at } of at.sessions)
    calendar.createEvent({
      ...{ id: session_id, start: new Date(starts_at), end: new Date(ends_at), stamp: new Date(at.now), summary: text },
      ...(at.place && { location: at.place }),
      ...(url && { url }),
    })
  for (const moment of ['month3', 'month6'] as const) {
    const day = windowOf(moment, at.sessions).opens_at!
    const summary = `${text}: ${reader.t(`public.training.moment.${moment}`)}`
    calendar.createEvent({
      ...{ id: `${join}-${moment}`, start: new Date(day), allDay: true, stamp: new Date(at.now), summary },
      ...(url && { url }),
    })
  }
  return calendar.toString()
}
