// The read API of Open Referral HSDS 3.0 at /hsds/: the public tier of a directory its organisation has opened, for
// whoever asks, without an account. While nothing is open there is nothing here.
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { plain } from '#directory/plain.rules.ts'
import type { Row } from '#exchange/hsds-tables.ts'
import type { Facts } from '#facts/facts.ts'
import { asProblem } from '#gate/problems.ts'
import type { Database } from '#kit/database.ts'
import { Problem, problemStatus } from '#kit/problem.ts'
import { type Limit, limit } from '../limits.ts'
import { type Asked, pageOf, readAsked } from './asked.ts'
import { describeHsds } from './describe.ts'
import { findServices } from './find.ts'
import { atRecord, type Opened, openedDirectory, organisationRecord, serviceRecord } from './opened.ts'

export interface HsdsDoor {
  /** A pool of its own, connected as amparo_door. */
  door: Database
  facts: Facts
  public_url: string | undefined
  report: (key: string, route: string, cause: unknown) => void
  limits?: { pages: number; whole: number }
}

type Item = () => Row
interface Listing {
  path: string
  find(opened: Opened, asked: Asked): Item[]
}
interface One {
  path: string
  get(opened: Opened, id: string, asked: Asked): Row | undefined
}

const minimal = ({ id, name, status, last_modified }: Row): Row => ({
  id,
  name,
  status,
  last_modified,
  modified_date: last_modified,
})

const listingsOf = (facts: Facts): Listing[] => [
  {
    path: '/services',
    find: (opened, asked) =>
      findServices(opened, asked, facts).map(({ service }) => () => {
        const record = serviceRecord(opened, service, asked.full === true)
        return asked.minimal ? minimal(record) : record
      }),
  },
  {
    path: '/organizations',
    find: (opened, asked) => {
      const words = plain(asked.search ?? '')
        .split(/\s+/)
        .filter(Boolean)
      const how = {
        full: asked.full === true || asked.full_service === true,
        full_service: asked.full_service === true,
      }
      return [...opened.providers.values()]
        .filter(({ name, alternate_name, description }) => {
          const text = plain([name, alternate_name, description].join(' '))
          return words.every((word) => text.includes(word))
        })
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .map((provider) => () => organisationRecord(opened, provider, how))
    },
  },
  {
    path: '/service_at_locations',
    find: (opened, asked) =>
      findServices(opened, asked, facts)
        .flatMap(({ at_ids }) => at_ids)
        .map((at_id) => () => atRecord(opened, at_id, asked.full === true)!),
  },
  {
    path: '/taxonomies',
    find: ({ terms }, { search }) =>
      terms.taxonomy.filter((row) => plain(String(row.name)).includes(plain(search ?? ''))).map((row) => () => row),
  },
  {
    path: '/taxonomy_terms',
    find: ({ terms }, { search, taxonomy_id, parent_id }) =>
      // None of our terms stands under another.
      (parent_id ? [] : terms.taxonomy_term)
        .filter((row) => !taxonomy_id || row.taxonomy_id === taxonomy_id)
        .filter((row) => plain(`${row.name} ${row.code}`).includes(plain(search ?? '')))
        .map((row) => () => row),
  },
]

const ones: One[] = [
  {
    path: '/services/:id',
    get: (opened, id) => {
      const found = opened.services.get(id)
      return found && serviceRecord(opened, found.service, true)
    },
  },
  {
    path: '/organizations/:id',
    get: (opened, id, { full_service }) => {
      const found = opened.providers.get(id)
      return found && organisationRecord(opened, found, { full: true, full_service: full_service === true })
    },
  },
  { path: '/service_at_locations/:id', get: (opened, id) => atRecord(opened, id, true) },
  { path: '/taxonomies/:id', get: ({ terms }, id) => terms.taxonomy.find((row) => row.id === id) },
  { path: '/taxonomy_terms/:id', get: ({ terms }, id) => terms.taxonomy_term.find((row) => row.id === id) },
]

const piece = 50

/** One line after another, a few at a time: the whole directory never lies in memory as text. */
async function* lines(items: Item[]): AsyncGenerator<string> {
  for (let from = 0; from < items.length; from += piece) {
    yield items
      .slice(from, from + piece)
      .map((item) => `${JSON.stringify(item())}\n`)
      .join('')
    await new Promise<void>((done) => setImmediate(done))
  }
}

const originOf = (request: FastifyRequest, public_url: string | undefined): string =>
  public_url ? new URL(public_url).origin : `${request.protocol}://${request.host}`

export const serveHsds = (app: FastifyInstance, { door, facts, public_url, report, limits }: HsdsDoor): void => {
  const opened = openedDirectory(door, facts)
  const mayAsk = limit(limits?.pages ?? 300, 60_000)
  const mayTakeAll = limit(limits?.whole ?? 20, 60_000)

  const take = (may: Limit, request: FastifyRequest) => {
    if (!may(request.ip)) throw new Problem('too_many', 'gate.too_many')
  }
  const directory = async (): Promise<Opened> => {
    const found = await opened()
    if (!found) throw new Problem('not_found', 'hsds.closed')
    return found
  }
  const send = (reply: FastifyReply, body: unknown) =>
    reply.type('application/json; charset=utf-8').send(JSON.stringify(body))

  app.register(
    async (scope) => {
      scope.setErrorHandler(async (error, request, reply) => {
        const problem = asProblem(error)
        if (problem.kind === 'broken') report(problem.key, request.routeOptions.url ?? '', error)
        const status = problemStatus[problem.kind]
        if (status === 429) reply.header('retry-after', '60')
        const { parameter } = problem.details
        const body = { type: 'about:blank', title: problem.key, status, ...(parameter ? { parameter } : {}) }
        return reply.code(status).type('application/problem+json').send(JSON.stringify(body))
      })
      scope.addHook('onRequest', async (request, reply) => {
        // Facts for everybody: a page of another house may show them too. No cookie opens anything here.
        reply.header('access-control-allow-origin', '*')
        reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'; base-uri 'none'")
        take(mayAsk, request)
      })
      scope.get('/', async (request, reply) => {
        await directory()
        const base = `${originOf(request, public_url)}/hsds`
        return send(reply, {
          version: '3.0',
          profile: 'https://docs.openreferral.org/en/3.0/',
          openapi_url: `${base}/openapi.json`,
        })
      })
      scope.get('/openapi.json', async (request, reply) => {
        await directory()
        return send(reply, describeHsds(`${originOf(request, public_url)}/hsds`))
      })
      for (const { path, find } of listingsOf(facts))
        scope.get(path, async (request, reply) => {
          const asked = readAsked(request.query)
          const items = find(await directory(), asked)
          if (asked.format === 'ndjson') {
            take(mayTakeAll, request)
            return reply.type('application/x-ndjson; charset=utf-8').send(Readable.from(lines(items)))
          }
          return send(
            reply,
            pageOf(items, asked, (item) => item()),
          )
        })
      for (const { path, get } of ones)
        scope.get(path, async (request, reply) => {
          const asked = readAsked(request.query)
          const found = get(await directory(), (request.params as { id: string }).id, asked)
          if (!found) throw new Problem('not_found', 'hsds.no_such_record')
          return send(reply, found)
        })
    },
    { prefix: '/hsds' },
  )
}
