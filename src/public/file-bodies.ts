// A form with files on its way in: held in memory only, by all visits together no more than the house can spare.
import type { FastifyRequest } from 'fastify'
import { Problem } from '#kit/problem.ts'
import { mostBytesTogether, mostFileBytes, mostFiles } from '#reports/files.ts'
import type { BodyReader, Filled } from './bodies.ts'
import { boundaryOf, Multipart, Unreadable } from './multipart.ts'
import { Typed } from './typed.ts'

const megabyte = 1024 * 1024
/** Of all visits at once. */
const mostHeld = 160 * megabyte
/** Where listening ends, whatever else is said: a telephone that sends every photograph it has. */
const mostHeard = 80 * megabyte
const longestText = 256 * 1024

let held = 0
const holding = new WeakMap<object, number>()
const release = (request: FastifyRequest): void => {
  held -= holding.get(request.raw) ?? 0
  holding.delete(request.raw)
}

const read = async (request: FastifyRequest, payload: AsyncIterable<Buffer>): Promise<Filled> => {
  const reader = new Multipart(boundaryOf(request.headers['content-type'] ?? ''), {
    ...{ files: mostFiles, file_bytes: mostFileBytes, together: mostBytesTogether, text_bytes: longestText },
    may_hold: (bytes) => {
      if (held + bytes > mostHeld) return false
      held += bytes
      holding.set(request.raw, (holding.get(request.raw) ?? 0) + bytes)
      return true
    },
  })
  let heard = 0
  for await (const chunk of payload) {
    heard += chunk.length
    if (heard > mostHeard) throw new Problem('invalid', 'gate.too_large')
    reader.push(chunk)
  }
  reader.end()
  return { typed: new Typed(reader.values), files: reader.files }
}

export const fileBodies: BodyReader = (scope) => {
  scope.addHook('onResponse', async (request) => release(request))
  scope.addHook('onRequestAbort', async (request) => release(request))
  scope.addContentTypeParser(
    'multipart/form-data',
    { bodyLimit: mostHeard },
    async (request: FastifyRequest, payload: AsyncIterable<Buffer>) => {
      try {
        return await read(request, payload)
      } catch (error) {
        if (error instanceof Unreadable) throw new Problem('invalid', 'gate.unreadable')
        throw error
      }
    },
  )
}
