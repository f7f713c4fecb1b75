// An endpoint is a value declared once: the server answers it, the browser calls it, OpenAPI lists it and the access
// matrix names its action. Without an action or a reply schema it does not compile.
import type { z } from 'zod'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

export interface Endpoint<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> {
  method: Method
  /** Starts with `/api/`; `:name` parts are filled from the input. */
  path: `/api/${string}`
  /** A row of data/access/matrix.json, or `public` for what anyone may do without a session. */
  action: string
  /** One sentence for whoever reads the API description. */
  summary: string
  /** Path, query and body together, as one flat object. */
  input: In
  reply: Out
}

export type AnyEndpoint = Endpoint
export type InputOf<E> = E extends Endpoint<infer In, z.ZodType> ? z.output<In> : never
export type SentInputOf<E> = E extends Endpoint<infer In, z.ZodType> ? z.input<In> : never
export type ReplyOf<E> = E extends Endpoint<z.ZodType, infer Out> ? z.output<Out> : never

export const endpoint = <In extends z.ZodType, Out extends z.ZodType>(value: Endpoint<In, Out>): Endpoint<In, Out> =>
  value

/** The names of the `:parts` of a path. */
export const pathParts = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map((match) => match[1]!)
