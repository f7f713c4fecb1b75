// The address of a colleague's calendar feed. Whoever has it reads times; any other address answers as if there were none.
import type { FastifyInstance } from 'fastify'
import { hashOfFeed } from '#agenda/feed.api.ts'
import { feedText } from '#agenda/feed.rules.ts'
import { readFeedTimes } from '#agenda/feed.store.ts'
import { FeedToken } from '#agenda/feed.ts'
import { asProblem } from '#gate/problems.ts'
import type { Database } from '#kit/database.ts'
import { translatorOf } from '#language/load-texts.ts'
import { limit } from './limits.ts'

export interface CalendarDoor {
  /** A pool of its own, connected as amparo_door. */
  door: Database
  report: (key: string, route: string, cause: unknown) => void
  /** How often one address may ask in ten minutes; a calendar asks every quarter of an hour at most. */
  tries?: number
}

const tenMinutes = 10 * 60_000

export const serveCalendar = (app: FastifyInstance, { door, report, tries }: CalendarDoor): void => {
  const mayTry = limit(tries ?? 60, tenMinutes)
  app.get('/calendar/:file', async (request, reply) => {
    reply.header('cache-control', 'private, no-store').header('x-robots-tag', 'noindex')
    if (!mayTry(request.ip)) return reply.code(429).header('retry-after', '600').type('text/plain').send('429')
    const { file } = request.params as { file: string }
    const token = FeedToken.safeParse(file.replace(/\.ics$/, '')).data
    try {
      const read =
        token && file.endsWith('.ics')
          ? await door.transaction({ token: '' }, (tx) => readFeedTimes(tx, hashOfFeed(token)))
          : undefined
      if (!read) return reply.code(404).type('text/plain').send('404')
      const word = translatorOf(read.language)('agenda.feed.word')
      return reply.type('text/calendar; charset=utf-8').send(feedText(word, read.language, read.times))
    } catch (error) {
      report(asProblem(error).key, request.routeOptions.url ?? '', error)
      return reply.code(503).type('text/plain').send('503')
    }
  })
}
