// The ways a form may travel to the door. Each fills the same `Typed`, and the files that came along.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { fileBodies } from './file-bodies.ts'
import { Typed } from './typed.ts'

export interface TypedFile {
  /** The name of the form's field. */
  field: string
  /** As the sender's device called it. */
  file_name: string
  /** As the sender claims; what the bytes are is decided elsewhere. */
  claimed_type: string
  bytes: Buffer
  /** Not held, so that nothing else was lost: what came was too much. */
  left_out?: 'too_large' | 'too_many' | 'too_much' | 'busy'
}

export interface Filled {
  typed: Typed
  files: TypedFile[]
}

/** Registers the parser of one content type; its body is a `Filled`. */
export type BodyReader = (scope: FastifyInstance) => void

const longestText = 256 * 1024

const urlencoded: BodyReader = (scope) =>
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: longestText },
    (_, body, done) => done(null, { typed: Typed.from(body), files: [] } satisfies Filled),
  )

export const bodyReaders: BodyReader[] = [urlencoded, fileBodies]

export const filledBy = (request: FastifyRequest): Filled =>
  (request.body as Filled | undefined) ?? { typed: new Typed(), files: [] }
