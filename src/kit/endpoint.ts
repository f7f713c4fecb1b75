// An endpoint is a value declared once: the server answers it, the browser calls it, OpenAPI lists it and the access
// matrix names its action. Without an action or a reply schema it does not compile.
import type { z } from 'zod'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

export interface Endpoint<In extends z.ZodType, Out extends z.ZodType, Action extends string> {
  method: Method
  /** Starts with `/api/`; `:name` parts are filled from the input. */
  path: `/api/${string}`
  /** A row of data/access/matrix.json, or `public` for what anyone may do without a session. */
  action: Action
  /** One sentence for whoever reads the API description. */
  summary: string
  /** Path, query and body together, as one flat object. A `case_id` in it makes the gate decide on that file. */
  input: In
  /** A question too long for an address: it changes nothing, so its reply is not kept for a repeat. */
  asks?: true
  /** What leaves, and nothing else. A write answers with ids and versions only: replies are kept for repeats. */
  reply: Out
}

export type AnyEndpoint = Endpoint<z.ZodType, z.ZodType, string>
export type InputOf<E> = E extends { input: infer In extends z.ZodType } ? z.output<In> : never
export type SentInputOf<E> = E extends { input: infer In extends z.ZodType } ? z.input<In> : never
export type ReplyOf<E> = E extends { reply: infer Out extends z.ZodType } ? z.output<Out> : never

export const endpoint = <In extends z.ZodType, Out extends z.ZodType, const Action extends string>(
  value: Endpoint<In, Out, Action>,
): Endpoint<In, Out, Action> => value

/** The names of the `:parts` of a path. */
export const pathParts = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map((match) => match[1]!)
