// The browser's side of the gate: sends what an endpoint declares and returns what it replies. A write carries one key
// however often the line breaks, so pressing again never does a thing twice. Nothing here needs Zod: the server judges.
import type { Endpoint, ReplyOf, SentInputOf } from '#kit/endpoint.ts'
import { Problem, type ProblemKind, problemKinds, problemStatus } from '#kit/problem.ts'
import { language } from '#kit/say.ts'

export interface CallOptions {
  idempotency_key?: string
  signal?: AbortSignal
}

type Sent = Record<string, unknown>
// biome-ignore lint/suspicious/noExplicitAny: any endpoint can be called; its own types flow through `call`
export type Callable = Endpoint<any, any, any>

const waitsMs = [400, 1200, 3000]
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Path with its `:parts` filled, and what is left of the input. */
export const addressOf = (path: string, input: Sent): { path: string; rest: Sent } => {
  const rest = { ...input }
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest[name]
    delete rest[name]
    if (value === undefined || value === null || value === '') throw new Problem('invalid', 'ui.problem.invalid')
    return encodeURIComponent(String(value))
  })
  return { path: filled, rest }
}

/** Lists are repeated, what is absent is left out, nested values travel as JSON. */
export const queryOf = (rest: Sent): string => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(rest)) {
    const values = Array.isArray(value) ? value : [value]
    for (const each of values)
      if (each !== undefined && each !== null)
        query.append(name, typeof each === 'object' ? JSON.stringify(each) : String(each))
  }
  const text = query.toString()
  return text && `?${text}`
}

/** An RFC 9457 body, or any answer at all, as the one error of the house. */
export const problemOf = (status: number, body: unknown): Problem => {
  const { kind, key, details } = (body ?? {}) as { kind?: string; key?: string; details?: Record<string, unknown> }
  if (problemKinds.includes(kind as ProblemKind))
    return new Problem(kind as ProblemKind, key ?? `ui.problem.${kind}`, details)
  const known = problemKinds.find((each) => problemStatus[each] === status) ?? 'broken'
  return new Problem(known, `ui.problem.${known}`)
}

let onSignedOut = (): void => {}
/** The desk says what to do when a session has ended under someone's hands. */
export const whenSignedOut = (listener: () => void): void => {
  onSignedOut = listener
}

const send = async (address: string, init: RequestInit): Promise<Response> => {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const response = await fetch(address, init)
      const passing = response.status === 502 || response.status === 503 || response.status === 504
      if (!passing || attempt >= waitsMs.length) return response
    } catch (error) {
      if (init.signal?.aborted) throw error
      if (attempt >= waitsMs.length) throw new Problem('broken', 'ui.problem.offline')
    }
    await pause(waitsMs[attempt]!)
  }
}

export const call = async <E extends Callable>(
  endpoint: E,
  input: SentInputOf<E>,
  { idempotency_key, signal }: CallOptions = {},
): Promise<ReplyOf<E>> => {
  const { path, rest } = addressOf(endpoint.path, (input ?? {}) as Sent)
  const reads = endpoint.method === 'GET'
  const headers: Record<string, string> = {
    accept: 'application/json',
    'accept-language': language(),
    'x-amparo': '1',
  }
  if (!reads) {
    headers['idempotency-key'] = idempotency_key ?? crypto.randomUUID()
    headers['content-type'] = 'application/json'
  }
  const response = await send(reads ? path + queryOf(rest) : path, {
    method: endpoint.method,
    headers,
    credentials: 'same-origin',
    cache: 'no-store',
    ...(reads ? {} : { body: JSON.stringify(rest) }),
    ...(signal ? { signal } : {}),
  })
  const body: unknown = response.status === 204 ? undefined : await response.json().catch(() => undefined)
  if (response.ok) return body as ReplyOf<E>
  const problem = problemOf(response.status, body)
  if (problem.kind === 'signed_out') onSignedOut()
  throw problem
}
