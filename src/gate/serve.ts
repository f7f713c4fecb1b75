// The one way in over HTTP: every answer is registered here, with the checks no room has to remember. What is not an
// endpoint with an action is not reachable.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Matrix } from '#access/access.ts'
import { isProblem, Problem } from '#kit/problem.ts'
import { showing } from '#kit/shown.ts'
import type { Answer, House, Visitor } from './answer.ts'
import { type Passed, pass, type Request } from './pass.ts'
import { asProblem, invalidInput, mayRepeat, problemBody } from './problems.ts'

export interface GateOptions {
  house: House
  matrix: Matrix
  answers: Answer[]
  /** Says a message key in a language. */
  say: (language: string, key: string, values: Record<string, string | number>) => string
  /** Picks the reader's language from the request. */
  languageOf: (request: FastifyRequest) => string
  /** Called once for every problem of kind `broken`: the key and the route alone. */
  report: (key: string, route: string, cause: unknown) => void
}

export const sessionCookieName = (secure: boolean): string => (secure ? '__Host-amparo' : 'amparo')

const isSecure = (house: House): boolean => house.public_url?.startsWith('https://') ?? false

/** Cross-site requests cannot set our header, and browsers tell us where a request comes from. */
const refuseForeign = (request: FastifyRequest, house: House): void => {
  const site = request.headers['sec-fetch-site']
  if (site && site !== 'same-origin' && site !== 'none') throw new Problem('refused', 'gate.foreign')
  if (request.headers['x-amparo'] !== '1') throw new Problem('refused', 'gate.foreign')
  const { origin } = request.headers
  if (!origin) return
  const expected = house.public_url ? new URL(house.public_url).host : request.headers.host
  if (!URL.canParse(origin) || new URL(origin).host !== expected) throw new Problem('refused', 'gate.foreign')
}

const readInput = (request: FastifyRequest, { endpoint }: Answer): Record<string, unknown> => {
  const body = request.body ?? {}
  if (typeof body !== 'object' || Array.isArray(body)) throw new Problem('invalid', 'gate.unreadable')
  const sent = endpoint.method === 'GET' ? (request.query as object) : body
  // The parts of the path are those the route names, so none of them comes from the query or the body.
  const parsed = endpoint.input.safeParse({ ...sent, ...(request.params as object) })
  if (!parsed.success) throw invalidInput(parsed.error)
  return parsed.data as Record<string, unknown>
}

const setSession = (reply: FastifyReply, house: House, session: string | null | undefined): void => {
  if (session === undefined) return
  const name = sessionCookieName(isSecure(house))
  const options = { path: '/', httpOnly: true, sameSite: 'strict', secure: isSecure(house) } as const
  if (session === null) reply.clearCookie(name, options).header('clear-site-data', '"cache"')
  else reply.setCookie(name, session, options)
}

const keyOf = (request: FastifyRequest): string | undefined => {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !/^[0-9a-f-]{36}$/i.test(key))
    throw new Problem('invalid', 'gate.idempotency_key_needed')
  return key.toLowerCase()
}

/** A twin of this request may have been faster: asked once more, the gate finds its reply, or the same refusal. */
const maybeAnswered = (error: unknown): boolean =>
  (error as { code?: string })?.code === '23505' || (isProblem(error) && error.kind === 'conflict')

export const serveGate = (app: FastifyInstance, options: GateOptions): void => {
  const { house, matrix, say, languageOf, report } = options
  const cookieName = sessionCookieName(isSecure(house))

  const passWithRetry = async (answer: Answer, request: Request): Promise<Passed> => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await pass(house, matrix, answer, request)
      } catch (error) {
        if (attempt < 3 && mayRepeat(error)) continue
        if (attempt < 1 && request.idempotency_key && maybeAnswered(error)) continue
        throw error
      }
    }
  }

  const visitorOf = (request: FastifyRequest): Visitor => ({
    address: request.ip,
    device: request.headers['user-agent'] ?? '',
    // Asked by few.
    get language() {
      return languageOf(request)
    },
  })

  for (const answer of options.answers) {
    const { endpoint } = answer
    if (endpoint.action !== 'public' && !matrix.actions[endpoint.action]) {
      throw new Error(`no rule in the matrix for ${endpoint.action}`)
    }
    const show = answer.at_once && showing(endpoint.reply)
    app.route({
      method: endpoint.method,
      url: endpoint.path,
      handler: async (request, reply) => {
        refuseForeign(request, house)
        const passed = await passWithRetry(answer, {
          token: request.cookies[cookieName] ?? '',
          input: readInput(request, answer),
          idempotency_key: keyOf(request),
          visitor: visitorOf(request),
          now: new Date(),
        })
        setSession(reply, house, passed.session)
        reply.header('cache-control', 'no-store')
        if (passed.repeated) reply.header('idempotent-replay', 'true')
        return show && passed.at_once ? show(passed.reply) : endpoint.reply.parse(passed.reply)
      },
    })
  }

  app.setErrorHandler((error, request, reply) => {
    const problem = asProblem(error)
    if (problem.kind === 'broken') report(problem.key, request.routeOptions.url ?? '', error)
    const language = languageOf(request)
    const body = problemBody(problem, (key, values) => say(language, key, values))
    return reply.code(body.status).type('application/problem+json').header('cache-control', 'no-store').send(body)
  })
}
