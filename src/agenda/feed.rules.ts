// The text of a calendar feed. It leaves the house and lies on other people's servers: times and one neutral word, no place, no
// description, nobody's name, and ids that lead nowhere.
import ical, { ICalEventClass, ICalEventStatus } from 'ical-generator'
import type { FeedTime } from './feed.ts'

export const feedText = (word: string, language: string, times: readonly FeedTime[]): string => {
  const calendar = ical({ prodId: { company: 'a', product: 'calendar', language: language.toUpperCase() } })
  for (const { uid, starts_at, ends_at, whole_day, cancelled, sequence, changed_at } of times)
    calendar.createEvent({
      id: uid.toString('hex').slice(0, 32),
      start: new Date(starts_at),
      end: new Date(ends_at),
      allDay: whole_day,
      stamp: new Date(changed_at),
      sequence,
      summary: word,
      class: ICalEventClass.PRIVATE,
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    })
  return calendar.toString()
}
